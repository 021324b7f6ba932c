"""What a store is asked about what it follows: by people, who add and pause, and by the watch, which fetches."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Engine,
    delete,
    func,
    insert,
    literal_column,
    or_,
    select,
    update,
)

from dateline.errors import BadInput, NotFound
from dateline.store import schema
from dateline.store.batches import batches
from dateline.store.following.rounds import Rounds
from dateline.store.following.rows import (
    Fetch,
    Item,
    Kind,
    Source,
    fetch_of,
    item_of,
    source_id,
    source_of,
)
from dateline.store.following.tables import LONGEST_URL, fetches, items, sources, too_long
from dateline.store.lists import Listing, make_cursor, read_cursor
from dateline.store.rows import stamp

MOST_SOURCES = 20_000


class Following(Rounds):
    """The sources of a store."""

    def __init__(self, where: str, engine: Engine, *, read_only: bool) -> None:
        self.where, self.read_only = where, read_only
        self._engine = engine

    def sources(self) -> tuple[Source, ...]:
        """Return all sources, by folder and title."""
        with self._reading() as connection:
            rows = connection.execute(select(sources)).mappings()
            found = [source_of(row) for row in rows]
        return tuple(sorted(found, key=lambda s: (s.folder or "~", (s.title or s.url).casefold(), s.url)))

    def source(self, named: str) -> Source:
        """Return a source by its id or its address.

        Raises:
            NotFound: If nothing of that name is followed.
        """
        with self._reading() as connection:
            return _source(connection, named)

    def add(
        self,
        url: str,
        *,
        at: datetime,
        kind: Kind = "unknown",
        title: str | None = None,
        site: str | None = None,
        folder: str | None = None,
    ) -> tuple[Source, bool]:
        """Follow an address; one that is followed already changes nothing.

        Returns:
            The source, and whether it is new.

        Raises:
            BadInput: If the address is too long, or there are too many sources.
        """
        if too_long(url):
            raise BadInput(f"an address has at most {LONGEST_URL} bytes", page=url[:80])
        with self._changing() as connection:
            known = (
                connection.execute(select(sources).where(or_(sources.c.url == url, sources.c.moved_from == url)))
                .mappings()
                .first()
            )
            if known is not None:
                return source_of(known), False
            if connection.execute(select(func.count()).select_from(sources)).scalar_one() >= MOST_SOURCES:
                raise BadInput(f"a store follows at most {MOST_SOURCES:,} sources")
            row: dict[str, Any] = {
                "id": source_id(url), "url": url, "kind": kind, "title": title, "site": site, "folder": folder,
                "added_at": stamp(at), "next_at": stamp(at), "paused": False, "strikes": 0,
            }  # fmt: skip
            connection.execute(insert(sources), row)
            return _source(connection, row["id"]), True

    def remove(self, named: str) -> Source:
        """Follow a source no longer; the pages that came from it stay.

        Raises:
            NotFound: If nothing of that name is followed.
        """
        with self._changing() as connection:
            found = _source(connection, named)
            connection.execute(delete(sources).where(sources.c.id == found.id))
            return found

    def pause(self, named: str, *, paused: bool = True, at: datetime) -> Source:
        """Leave a source alone, or go on with it at once.

        Raises:
            NotFound: If nothing of that name is followed.
        """
        told: dict[str, Any] = {"paused": paused}
        if not paused:
            told |= {"next_at": stamp(at), "strikes": 0}
        return self._change(named, told)

    def ask_now(self, named: str, *, at: datetime) -> Source:
        """Let a source be asked as soon as somebody watches."""
        return self._change(named, {"next_at": stamp(at), "paused": False})

    def rename(self, named: str, *, title: str | None, folder: str | None) -> Source:
        """Give a source a title and a folder of one's own."""
        return self._change(named, {"title": title, "folder": folder})

    def history(self, named: str, *, limit: int = 50) -> tuple[Fetch, ...]:
        """Return the last rounds of a source, the newest first."""
        with self._reading() as connection:
            key = _key(connection, named)
            query = select(fetches).where(fetches.c.source == key).order_by(fetches.c.at.desc(), fetches.c.key.desc())
            return tuple(fetch_of(row) for row in connection.execute(query.limit(limit)).mappings())

    def items(self, named: str, *, limit: int = 50, cursor: str | None = None) -> Listing[Item]:
        """Return what was seen in a source, the newest first."""
        with self._reading() as connection:
            key = _key(connection, named)
            query = (
                select(items, sources.c.id.label("source_id"))
                .join_from(items, sources)
                .where(items.c.source == key)
                .order_by(items.c.key.desc())
            )
            if cursor is not None:
                (before,) = read_cursor(cursor) or (0,)
                query = query.where(items.c.key < int(before))
            rows = connection.execute(query.limit(limit + 1)).mappings().all()
        more = make_cursor(rows[limit - 1]["key"]) if len(rows) > limit else None
        return Listing(tuple(item_of(row) for row in rows[:limit]), more)

    def days(self, *, since: datetime, named: str | None = None) -> dict[str, dict[date, int]]:
        """Return by source how many items were seen first on each day (UTC); what was passed over does not count."""
        day = _day(items.c.first_seen)
        query = (
            select(sources.c.id, day.label("day"), func.count().label("n"))
            .join_from(items, sources)
            .where(items.c.first_seen >= stamp(since), items.c.state != "passed")
            .group_by(sources.c.id, day)
        )
        return self._by_day(query, named)

    def days_answered(self, *, since: datetime, named: str | None = None) -> dict[str, dict[date, int]]:
        """Return by source how often it answered on each day (UTC)."""
        day = _day(fetches.c.at)
        query = (
            select(sources.c.id, day.label("day"), func.count().label("n"))
            .join_from(fetches, sources)
            .where(fetches.c.at >= stamp(since), fetches.c.result != "failed")
            .group_by(sources.c.id, day)
        )
        return self._by_day(query, named)

    def articles_of(self, digests: Sequence[str]) -> dict[str, str]:
        """Return by the digest of a page the id of the first article on it."""
        a, p, out = schema.articles.c, schema.pages, dict[str, str]()
        with self._reading() as connection:
            for batch in batches(digests):
                query = select(p.c.digest, a.id).join_from(schema.articles, p).where(p.c.digest.in_(batch))
                for row in connection.execute(query.order_by(a.n.desc())):
                    out[row.digest] = row.id
        return out

    def states(self) -> dict[str, dict[str, int]]:
        """Return by source how many of its items are in each state."""
        out: dict[str, dict[str, int]] = {}
        query = select(sources.c.id, items.c.state, func.count().label("n")).join_from(items, sources)
        with self._reading() as connection:
            for row in connection.execute(query.group_by(sources.c.id, items.c.state)):
                out.setdefault(row.id, {})[row.state] = row.n
        return out

    def import_all(self, wanted: Iterable[Source]) -> int:
        """Follow many addresses at once; return how many are new."""
        return sum(
            self.add(s.url, at=s.added_at, kind=s.kind, title=s.title, site=s.site, folder=s.folder)[1] for s in wanted
        )

    def _by_day(self, query: Any, named: str | None) -> dict[str, dict[date, int]]:
        out: dict[str, dict[date, int]] = {}
        with self._reading() as connection:
            if named is not None:
                query = query.where(sources.c.key == _key(connection, named))
            for row in connection.execute(query):
                out.setdefault(row.id, {})[date.fromisoformat(row.day)] = row.n
        return out

    def _change(self, named: str, told: dict[str, Any]) -> Source:
        with self._changing() as connection:
            found = _source(connection, named)
            connection.execute(update(sources).where(sources.c.id == found.id).values(told))
            return _source(connection, found.id)


def _day(column: Column[str]) -> ColumnElement[str]:
    # With its numbers written out: PostgreSQL takes two parameters for two expressions, and groups by neither.
    return func.substr(column, literal_column("1"), literal_column("10"))


def _source(connection: Connection, named: str) -> Source:
    s = sources.c
    row = connection.execute(select(sources).where(or_(s.id == named, s.url == named))).mappings().first()
    if row is None:
        raise NotFound(f"nothing called {named} is followed")
    return source_of(row)


def _key(connection: Connection, named: str) -> int:
    s = sources.c
    key = connection.execute(select(s.key).where(or_(s.id == named, s.url == named))).scalar()
    if key is None:
        raise NotFound(f"nothing called {named} is followed")
    return int(key)
