"""Signs of life: whether the store can be read as it should be, and how much it holds."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, func, select, text

from dateline.errors import StoreError
from dateline.model.span import Text
from dateline.store import schema
from dateline.store.across import groups
from dateline.store.engine import revision_of

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
    """

    newest: datetime | None
    bytes: int
    free: int | None


def vitals(connection: Connection, folder: Path) -> Vitals:
    """Return how a store fares.

    Args:
        connection: To the store.
        folder: Where its file lies, if it has one.
    """
    p = schema.pages.c
    newest = connection.execute(select(p.added_at).order_by(p.key.desc()).limit(1)).scalar()
    local = connection.dialect.name == "sqlite"
    asked = text("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()")
    size = connection.execute(asked if local else text("SELECT pg_database_size(current_database())")).scalar_one()
    return Vitals(
        newest=datetime.fromisoformat(newest) if newest else None,
        bytes=size,
        free=shutil.disk_usage(folder).free if local else None,
    )


def stored_text(connection: Connection, id: str) -> Text | None:
    """Return the text of that id, or None."""
    content = connection.execute(select(schema.texts.c.content).where(schema.texts.c.id == id)).scalar()
    return None if content is None else Text(id, content)
