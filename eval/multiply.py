"""A large store out of a smaller one: all it holds again and again, under other ids, straight from table to table.

    python -m eval.multiply work/ten-thousand.db 9

To read, write and join a hundred thousand articles takes hours; to copy ten thousand of them nine times takes minutes,
and lists, searches and counts have the same rows to look through. What is learned of words and of copied texts is not
multiplied, because nothing is joined to such a store.
"""

from __future__ import annotations

import argparse
import time
from hashlib import sha256
from typing import Any

from sqlalchemy import (
    BindParameter,
    Column,
    ColumnElement,
    Connection,
    Integer,
    Table,
    Text,
    bindparam,
    func,
    insert,
    literal,
    select,
    text,
    update,
)

from dateline.store import open_store
from dateline.store.across import ACROSS, groups, links, placings
from dateline.store.engine import writing
from dateline.store.schema import articles, changes, metadata, pages, saved_searches, texts

_LEFT_OUT = {t.name for t in ACROSS if t not in (groups, placings, links)} | {saved_searches.name}
_IDS = {"id", "digest", "before", "supersedes", "original", "story", "redirects_to"}
"""Columns of text that name a row, one's own or another one."""
_TABLES = ("texts", "pages", "articles")


def multiply(store: str, times: int) -> None:
    """Add so many copies of everything a store holds.

    Args:
        store: Its path or url; nobody else should use it meanwhile.
        times: How many copies.
    """
    with open_store(store) as opened:
        with opened._engine.connect() as connection:
            last = {t.name: _last(connection, t) for t in metadata.sorted_tables if "key" in t.c}
        for n in range(1, times + 1):
            start = time.perf_counter()
            with writing(opened._engine) as connection:
                _copy(connection, n, last)
                _name_articles(connection, n, last)
            print(f"copy {n}: {time.perf_counter() - start:.0f} s", flush=True)
        _set_sequences(opened._engine.connect())


def _last(connection: Connection, table: Table) -> int:
    return int(connection.execute(select(func.coalesce(func.max(table.c.key), 0))).scalar_one())


def _copy(connection: Connection, n: int, last: dict[str, int]) -> None:
    """Copy all rows that were there at the beginning."""
    for table in metadata.sorted_tables:
        first = next((c for c in table.c if _owner(c)), None)
        if table.name in _LEFT_OUT or first is None or table.name not in _wanted(last):
            continue
        columns = [_copied(c, n, last) for c in table.c]
        rows = select(*columns).where(first <= last[_owner(first)])
        connection.execute(insert(table).from_select(list(table.c), rows, include_defaults=False))
    if connection.dialect.name == "postgresql":
        copied = "INSERT INTO article_vectors SELECT article + :more, current, words FROM article_vectors "
        more = {"more": n * last["articles"], "last": last["articles"]}
        connection.execute(text(copied + "WHERE article <= :last"), more)


def _name_articles(connection: Connection, n: int, last: dict[str, int]) -> None:
    """Give the articles of a copy the ids that their pages, places and texts make, by which they are read."""
    a, p, t = articles.c, pages.c, texts.c
    key: BindParameter[int] = bindparam("of")
    made = select(a.key, a.id, a.n, a.story, a.supersedes, p.digest, t.id.label("text"))
    made = made.join_from(articles, pages, p.key == a.page).join(texts, t.key == a.text)
    first = n * last["articles"]
    rows = connection.execute(made.where(a.key.between(first + 1, first + last["articles"]))).all()
    real = {row.id: sha256(f"{row.digest}\0{row.n}\0{row.text}".encode()).hexdigest()[:32] for row in rows}
    said = [{"of": r.key, "i": real[r.id], "s": real.get(r.story, r.story), "b": real.get(r.supersedes)} for r in rows]
    values: dict[str, Any] = {"id": bindparam("i"), "story": bindparam("s"), "supersedes": bindparam("b")}
    connection.execute(update(articles).where(a.key == key).values(values), said)
    for table, name in ((placings, "original"), (changes, "before")):
        asked = select(table.c.article, table.c[name])
        asked = asked.where(table.c.article.between(first + 1, first + last["articles"]))
        found = [{"of": key_, "i": real.get(named, named)} for key_, named in connection.execute(asked)]
        if found:
            connection.execute(update(table).where(table.c.article == key).values({name: bindparam("i")}), found)


def _wanted(last: dict[str, int]) -> set[str]:
    """Return the tables of articles and what they say: those that hang on these, however far."""
    out = set(_TABLES) | {"groups"}
    for table in metadata.sorted_tables:
        if any(key.column.table.name in out for key in table.foreign_keys):
            out.add(table.name)
    return out


def _owner(column: Column[object]) -> str:
    """Return the table whose key a column holds; empty if it holds none."""
    if column.name == "key" and column.primary_key:
        return column.table.name
    return next((key.column.table.name for key in column.foreign_keys), "")


def _copied(column: Column[object], n: int, last: dict[str, int]) -> ColumnElement[object]:
    """Return what stands in a copy's column."""
    if _owner(column) and isinstance(column.type, Integer):
        return column + n * last[_owner(column)]
    if column.name in _IDS and isinstance(column.type, Text):
        return column + literal(f"-{n}")
    return column


def _set_sequences(connection: Connection) -> None:
    """Let PostgreSQL number on behind the copies."""
    if connection.dialect.name == "postgresql":
        for table in metadata.sorted_tables:
            if "key" in table.c:
                asked = f"SELECT setval(pg_get_serial_sequence('{table.name}', 'key'), max(key)) FROM {table.name}"
                connection.execute(text(asked))
        connection.commit()
    connection.close()


def main() -> None:
    """Copy as asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("store", help="a path or url")
    parser.add_argument("times", type=int)
    asked = parser.parse_args()
    multiply(asked.store, asked.times)


if __name__ == "__main__":
    main()
