"""What a store is asked about work in the background: to keep how far it came, and to say so."""

from __future__ import annotations

import json
import os
import secrets
import socket
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, insert, select, update

from dateline.errors import NotFound, QueryError
from dateline.model.jobs import Item, Job, JobKind, JobState
from dateline.store import schema
from dateline.store.dialects.upserts import upsert
from dateline.store.kept import job_items, jobs
from dateline.store.lists import MOST_ROWS, Listing, make_cursor, read_cursor
from dateline.store.opened import Opened
from dateline.store.rows import dumps, stamp

_STATES = ("running", "canceling")
_ME = secrets.token_hex(4)
"""Tells this process from an earlier one of the same number, as all are in a container."""


class Working(Opened):
    """The part of a store that is about work in the background."""

    def start_job(
        self, kind: JobKind, asked: Mapping[str, Any], *, by: str, at: datetime, total: int | None = None
    ) -> Job:
        """Keep that work has begun, by this process.

        Args:
            kind: What sort of work.
            asked: What was asked for.
            by: Who asked.
            at: Now, with time zone.
            total: How many pages there are to do, where that is known.
        """
        id_ = secrets.token_hex(8)
        row = {"id": id_, "kind": kind, "asked": dumps(dict(asked)), "state": "running", "by": by, "total": total}
        says = dumps({"process": _process()})
        with self._changing() as connection:
            connection.execute(insert(jobs), row | {"started": stamp(at), "heard": stamp(at), "says": says})
            return _job(connection, id_)

    def tell_job(self, job: Job, items: Iterable[Item] = (), *, at: datetime) -> bool:
        """Keep how far a job came, and what it came to with some pages.

        Returns:
            Whether it may go on; False once somebody canceled it.
        """
        told = {"process": _process(), "done": job.done, "tally": dict(job.tally), "after": job.after, "why": job.says}
        with self._changing() as connection:
            _write_items(connection, job.id, list(items))
            row = {"heard": stamp(at), "says": dumps(told), "total": job.total}
            connection.execute(update(jobs).where(jobs.c.id == job.id).values(row))
            state = connection.execute(select(jobs.c.state).where(jobs.c.id == job.id)).scalar()
        return state == "running"

    def end_job(self, id: str, state: JobState, *, at: datetime, says: str | None = None) -> Job:
        """Keep that a job is over."""
        with self._changing() as connection:
            told = _told(connection, id) | ({"why": says} if says else {})
            row = {"state": state, "ended": stamp(at), "says": dumps(told)}
            connection.execute(update(jobs).where(jobs.c.id == id).values(row))
            return _job(connection, id)

    def resume_job(self, id: str, *, at: datetime) -> Job:
        """Keep that a job that was interrupted goes on, in this process."""
        with self._changing() as connection:
            told = _told(connection, id) | {"process": _process(), "why": None}
            row = {"state": "running", "heard": stamp(at), "ended": None, "says": dumps(told)}
            connection.execute(update(jobs).where(jobs.c.id == id).values(row))
            return _job(connection, id)

    def cancel_job(self, id: str, *, at: datetime) -> Job:
        """Ask a job to stop before its next page; one whose process is gone is over at once.

        Raises:
            NotFound: If there is no such job.
        """
        with self._changing() as connection:
            job = _job(connection, id)
            if job.state == "running":
                connection.execute(update(jobs).where(jobs.c.id == id).values(state="canceling"))
            elif job.state == "interrupted":
                connection.execute(update(jobs).where(jobs.c.id == id).values(state="canceled", ended=stamp(at)))
            return _job(connection, id)

    def job(self, id: str) -> Job:
        """Return a job.

        Raises:
            NotFound: If there is none of that id.
        """
        with self._reading() as connection:
            return _job(connection, id)

    def jobs(self, kind: JobKind | None = None, *, most: int = 20) -> tuple[Job, ...]:
        """Return the latest jobs, the latest first."""
        asked = select(jobs).order_by(jobs.c.key.desc()).limit(most)
        if kind is not None:
            asked = asked.where(jobs.c.kind == kind)
        with self._reading() as connection:
            return tuple(_job_of(row) for row in connection.execute(asked).mappings())

    def job_items(
        self, id: str, *, states: Sequence[str] = (), limit: int = 100, cursor: str | None = None
    ) -> Listing[Item]:
        """Return what a job came to with its pages, in their order; only those in some states, if any are given."""
        limit = max(1, min(limit, MOST_ROWS))
        i, p = job_items.c, schema.pages.c
        asked = (
            select(job_items, p.digest)
            .join_from(job_items, jobs, jobs.c.key == i.job)
            .outerjoin(schema.pages, p.key == i.page)
            .where(jobs.c.id == id)
            .order_by(i.n)
        )
        if states:
            asked = asked.where(i.state.in_(states))
        if cursor is not None:
            match read_cursor(cursor):
                case [int(n)]:
                    asked = asked.where(i.n > n)
                case _:
                    raise QueryError("not a cursor of this list")
        with self._reading() as connection:
            found = connection.execute(asked.limit(limit + 1)).mappings().all()
        more = make_cursor(found[limit - 1]["n"]) if len(found) > limit else None
        return Listing(tuple(_item_of(row) for row in found[:limit]), more)


def _write_items(connection: Connection, id_: str, items: Sequence[Item]) -> None:
    """Write items; one that is told of again says what is known of it now."""
    if not items:
        return
    key = connection.execute(select(jobs.c.key).where(jobs.c.id == id_)).scalar_one()
    digests = {item.page for item in items if item.page is not None}
    known = select(schema.pages.c.digest, schema.pages.c.key).where(schema.pages.c.digest.in_(digests))
    pages = {row.digest: row.key for row in connection.execute(known)}
    rows = [
        {"job": key, "n": i.n, "name": i.name, "state": i.state, "says": i.says, "article": i.article}
        | {"page": pages.get(i.page or "")}
        for i in items
    ]
    made = upsert(connection, job_items)
    set_ = {name: made.excluded[name] for name in ("name", "state", "says", "article", "page")}
    connection.execute(made.on_conflict_do_update(index_elements=["job", "n"], set_=set_), rows)


def _job(connection: Connection, id_: str) -> Job:
    row = connection.execute(select(jobs).where(jobs.c.id == id_)).mappings().first()
    if row is None:
        raise NotFound(f"there is no job {id_} in this store")
    return _job_of(row)


def _told(connection: Connection, id_: str) -> dict[str, Any]:
    said = connection.execute(select(jobs.c.says).where(jobs.c.id == id_)).scalar()
    told: dict[str, Any] = json.loads(said or "{}")
    return told


def _job_of(row: RowMapping) -> Job:
    told = json.loads(row["says"] or "{}")
    gone = row["state"] in _STATES and not _is_alive(told.get("process"))
    return Job(
        id=row["id"],
        kind=row["kind"],
        asked=json.loads(row["asked"]),
        state="interrupted" if gone else row["state"],
        by=row["by"],
        started=datetime.fromisoformat(row["started"]),
        heard=datetime.fromisoformat(row["heard"]),
        ended=datetime.fromisoformat(row["ended"]) if row["ended"] else None,
        total=row["total"],
        done=told.get("done", 0),
        tally=told.get("tally", {}),
        after=told.get("after"),
        says=told.get("why"),
    )


def _item_of(row: RowMapping) -> Item:
    same: dict[str, Any] = {name: row[name] for name in ("n", "name", "state", "says", "article")}
    return Item(**same, page=row["digest"])


def _process() -> str:
    return f"{os.getpid()}.{_ME}@{socket.gethostname()}"


def _is_alive(process: str | None) -> bool:
    """Say whether the process that does a job is there; of other machines nothing is known, and they are believed."""
    if process is None:
        return False
    me, _, host = process.partition("@")
    number, _, token = me.partition(".")
    if host != socket.gethostname():
        return True
    if int(number) == os.getpid():
        return token == _ME
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
