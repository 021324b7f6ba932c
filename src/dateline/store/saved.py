"""Searches that are kept under a name, to be asked again and to stand in others as `search:"name"`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, update

from dateline.errors import NotFound, QueryError
from dateline.store.language import parse
from dateline.store.query import fields, printed
from dateline.store.rows import stamp
from dateline.store.schema import saved_searches

LONGEST_NAME = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedSearch:
    """A search that is kept: its name, its query, since when and by whom."""

    name: str
    query: str
    created_at: datetime
    by: str


def saved_query(connection: Connection, name: str) -> str | None:
    """Return the query that is kept under a name."""
    s = saved_searches.c
    query: str | None = connection.execute(select(s.query).where(s.name == _named(name))).scalar()
    return query


def saved_list(connection: Connection) -> tuple[SavedSearch, ...]:
    """Return all searches that are kept, by name."""
    rows = connection.execute(select(saved_searches).order_by(saved_searches.c.name)).mappings()
    return tuple(
        SavedSearch(
            name=row["name"],
            query=row["query"],
            created_at=datetime.fromisoformat(row["created_at"]),
            by=row["by"],
        )
        for row in rows
    )


def save(connection: Connection, name: str, query: str, *, by: str, at: datetime) -> SavedSearch:
    """Keep a search under a name; what was kept under it before is replaced.

    Raises:
        QueryError: If the name is none, or the query cannot be understood, asks nothing, or asks for itself.
    """
    name, asked = _named(name), parse(query)
    if not name or len(name) > LONGEST_NAME or '"' in name:
        raise QueryError(f"the name of a search has 1 to {LONGEST_NAME} characters and no quotation mark")
    if asked is None:
        raise QueryError("there is nothing to save: the search is empty")
    for other in fields(asked, "search"):
        if _named(other.value) == name or _asks_for(connection, other.value, name):
            raise QueryError(f"the saved search {name!r} would ask for itself", column=other.column)
    row = {"name": name, "query": printed(asked), "created_at": stamp(at), "by": by}
    changed = connection.execute(update(saved_searches).where(saved_searches.c.name == name).values(row))
    if not changed.rowcount:
        connection.execute(insert(saved_searches), row)
    return SavedSearch(name=name, query=row["query"], created_at=at, by=by)


def unsave(connection: Connection, name: str) -> None:
    """Forget a search.

    Raises:
        NotFound: If none is kept under that name.
    """
    gone = connection.execute(delete(saved_searches).where(saved_searches.c.name == _named(name)))
    if not gone.rowcount:
        raise NotFound(f"there is no saved search {name!r}")


def _asks_for(connection: Connection, name: str, wanted: str) -> bool:
    """Say whether a saved search asks for another one, itself or through others."""
    seen, rest = set[str](), [_named(name)]
    while rest:
        at = rest.pop()
        query = saved_query(connection, at) if at not in seen else None
        seen.add(at)
        rest += [_named(f.value) for f in fields(parse(query), "search")] if query else []
    return wanted in seen


def _named(name: str) -> str:
    return " ".join(name.split())
