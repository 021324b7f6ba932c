"""All rows of a store, each named by what it says instead of by its key: two stores that hold the same are equal."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, select, text

from dateline.store.across import ACROSS
from dateline.store.engine import connect, reading
from dateline.store.schema import metadata

OWN = {"tombstones", "jobs", "job_items", "saved_searches"}
_NAMED = {"texts": "id", "pages": "digest", "articles": "id", "statements": "id", "front": None, "groups": "id"}
_OWNERS = {
    "page": "pages",
    "article": "articles",
    "statement": "statements",
    "front": "front",
    "text": "texts",
    "raw_text": "texts",
    "page_text": "texts",
    "group": "groups",
}
_WORDS = {
    "sqlite": "SELECT term, col, doc FROM temp.words",
    "postgresql": "SELECT w.lexeme, w.positions, v.article FROM article_vectors v, unnest(v.words) w WHERE v.current",
}


def rows(place: str | Path, *, across: bool = True) -> dict[str, Counter[str]]:
    """Return the rows of each table; with `across`, those of what many articles tell, too."""
    with _open(place) as connection:
        names = {name: _names(connection, name, column) for name, column in _NAMED.items()}
        wanted = [t for t in metadata.sorted_tables if t.name not in OWN and (across or t not in ACROSS)]
        return {t.name: _rows(connection, t, names) for t in wanted}


def found_by(place: str | Path) -> Counter[tuple[str, str, str]]:
    """Return the words of the index: each with its place and its article."""
    with _open(place) as connection:
        if connection.dialect.name == "sqlite":
            made = "CREATE VIRTUAL TABLE temp.words USING fts5vocab('main', 'articles_fts', 'instance')"
            connection.exec_driver_sql(made)
        ids: dict[int, str] = {row[0]: row[1] for row in connection.execute(text("SELECT key, id FROM articles"))}
        words = connection.execute(text(_WORDS[connection.dialect.name]))
        return Counter((word, str(where), ids[article]) for word, where, article in words)


@contextmanager
def _open(place: str | Path) -> Iterator[Connection]:
    engine = connect(place, read_only=False)
    with reading(engine) as connection:
        yield connection
    engine.dispose()


def _names(connection: Connection, name: str, column: str | None) -> dict[int, str]:
    table = metadata.tables[name]
    if column is not None:
        return {row[0]: row[1] for row in connection.execute(select(table.c.key, table.c[column]))}
    articles = _names(connection, "articles", "id")
    found = connection.execute(select(table.c.key, table.c.article, table.c.field, table.c.n))
    return {key: f"{articles[article]} {field} {n}" for key, article, field, n in found}


def _rows(connection: Connection, table: Table, names: dict[str, dict[int, str]]) -> Counter[str]:
    return Counter(_plain(table.name, dict(row), names) for row in connection.execute(select(table)).mappings())


def _plain(table: str, row: dict[str, Any], names: dict[str, dict[int, str]]) -> str:
    row.pop("key", None)
    for column, owner in _OWNERS.items():
        if isinstance(row.get(column), int) and column != table:
            row[column] = names[owner][row[column]]
    if table == "placings":
        row["story"] = names["groups"][row["story"]]
    return json.dumps(row, sort_keys=True, ensure_ascii=False)
