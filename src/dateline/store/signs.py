"""Signs of life: whether the store can be read as it should be, and how much it holds."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Select, func, select, text

from dateline.errors import StoreError
from dateline.model.span import Text
from dateline.store import schema
from dateline.store.across import groups
from dateline.store.alerts.tables import alerts, deliveries
from dateline.store.engine import revision_of
from dateline.store.following.tables import sources
from dateline.store.kept import jobs

_NAMES = {"story": "stories", "identity": "identities", "event": "events"}


def check_ready(connection: Connection) -> None:
    """Read a row, and see that the file has the tables this program knows.

    Raises:
        StoreError: If it was made by an older or a newer version.
    """
    revision = revision_of(connection)
    if revision != schema.HEAD:
        raise StoreError(f"the store is of revision {revision}, and this program needs {schema.HEAD}")
    connection.execute(select(schema.articles.c.key).limit(1)).first()


def counts(connection: Connection) -> dict[str, int]:
    """Return how many pages, articles, stories, identities and events there are; groups that were merged count, too."""

    def rows(table: object) -> int:
        return int(connection.execute(select(func.count()).select_from(table)).scalar_one())  # type: ignore[arg-type]

    out = {"pages": rows(schema.pages), "articles": rows(schema.articles), **dict.fromkeys(_NAMES.values(), 0)}
    for kind, n in connection.execute(select(groups.c.kind, func.count()).group_by(groups.c.kind)):
        out[_NAMES[kind]] = n
    return out


@dataclass(frozen=True, slots=True, kw_only=True)
class Vitals:
    """What says how a store fares.

    Args:
        newest: When the page that was added last was added.
        bytes: How much room the store takes.
        free: How much room is left where it lies; None where it lies on another machine.
        due: Since when something waits in each loop that should have been done; None where nothing does.
    """

    newest: datetime | None
    bytes: int
    free: int | None
    due: Mapping[str, datetime | None]


def vitals(connection: Connection, folder: Path | None, *, now: str) -> Vitals:
    """Return how a store fares.

    Args:
        connection: To the store.
        folder: Where its file lies, if it has one.
        now: This moment, as the store writes it.
    """
    p = schema.pages.c
    newest = connection.execute(select(p.added_at).order_by(p.key.desc()).limit(1)).scalar()
    local = connection.dialect.name == "sqlite"
    asked = text("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()")
    size = connection.execute(asked if local else text("SELECT pg_database_size(current_database())")).scalar_one()
    return Vitals(
        newest=_moment(newest),
        bytes=size,
        free=shutil.disk_usage(folder).free if folder is not None else None,
        due={loop: _moment(connection.execute(first).scalar()) for loop, first in _loops(now).items()},
    )


def _loops(now: str) -> dict[str, Select[Any]]:
    """Return what asks each loop for the earliest moment something was due, or heard of."""
    s, a, d, j = sources.c, alerts.c, deliveries.c, jobs.c
    return {
        "sources": select(func.min(s.next_at)).where(s.paused.is_(False), s.next_at <= now),
        "alerts": select(func.min(a.due_at)).where(a.state == "active", a.due_at <= now),
        "deliveries": select(func.min(d.due_at)).where(d.state == "waiting", d.due_at <= now),
        "jobs": select(func.min(j.heard)).where(j.state.in_(("running", "canceling"))),
    }


def _moment(told: str | None) -> datetime | None:
    return datetime.fromisoformat(told) if told else None


def stored_text(connection: Connection, id: str) -> Text | None:
    """Return the text of that id, or None."""
    content = connection.execute(select(schema.texts.c.content).where(schema.texts.c.id == id)).scalar()
    return None if content is None else Text(id, content)
