"""All rows of a store, each named by what it says instead of by its key: two stores that hold the same are equal."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from pathlib import Path
from typing import Any

OWN = {"tombstones", "jobs", "job_items", "alembic_version", "saved_searches"}
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


def rows(path: Path, *, across: bool = True) -> dict[str, Counter[str]]:
    """Return the rows of each table; with `across`, those of what many articles tell, too."""
    with sqlite3.connect(path) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        wanted = [t for t in tables if t not in OWN and not t.startswith(("articles_fts", "account", "sqlite"))]
        names = {t: _names(connection, t, column) for t, column in _NAMED.items()}
        told = {"groups", "group_words", "placings", "links", "terms", "runs", "judgements"}
        return {t: _rows(connection, t, names) for t in wanted if across or t not in told}


def found_by(path: Path) -> Counter[tuple[str, str, str]]:
    """Return the words of the index: word, column and article of each place."""
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE VIRTUAL TABLE temp.words USING fts5vocab('main', 'articles_fts', 'instance')")
        ids = dict(connection.execute("SELECT key, id FROM articles"))
        return Counter((w, c, ids[doc]) for w, doc, c in connection.execute("SELECT term, doc, col FROM temp.words"))


def _names(connection: sqlite3.Connection, table: str, column: str | None) -> dict[int, str]:
    if column is None:
        articles = dict(connection.execute("SELECT key, id FROM articles"))
        found = connection.execute("SELECT key, article, field, n FROM front")
        return {key: f"{articles[article]} {field} {n}" for key, article, field, n in found}
    return dict(connection.execute(f'SELECT key, "{column}" FROM "{table}"'))


def _rows(connection: sqlite3.Connection, table: str, names: dict[str, dict[int, str]]) -> Counter[str]:
    cursor = connection.execute(f'SELECT * FROM "{table}"')
    columns = [c[0] for c in cursor.description]
    return Counter(_plain(table, dict(zip(columns, row, strict=True)), names) for row in cursor)


def _plain(table: str, row: dict[str, Any], names: dict[str, dict[int, str]]) -> str:
    row.pop("key", None)
    for column, owner in _OWNERS.items():
        if isinstance(row.get(column), int) and column != table:
            row[column] = names[owner][row[column]]
    if table == "placings":
        row["story"] = names["groups"][row["story"]]
    return json.dumps(row, sort_keys=True, ensure_ascii=False)
