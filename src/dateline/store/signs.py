"""Signs of life: whether the store can be read as it should be, and how much it holds."""

from __future__ import annotations

from sqlalchemy import Connection, func, select

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


def stored_text(connection: Connection, id: str) -> Text | None:
    """Return the text of that id, or None."""
    content = connection.execute(select(schema.texts.c.content).where(schema.texts.c.id == id)).scalar()
    return None if content is None else Text(id, content)
