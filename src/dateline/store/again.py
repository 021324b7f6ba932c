"""A page that is read again keeps its places: its articles stay in their stories, its statements in their groups.

An article that is cut otherwise has another id; the one that stands where it stood on the page takes its place.
"""

from __future__ import annotations

from sqlalchemy import Connection, Table, func, insert, select, update

from dateline.store import across, schema
from dateline.store.batches import batches
from dateline.store.rows import Row

Places = dict[Table, list[Row]]


def places_of_page(connection: Connection, page: int) -> Places:
    """Return where a page's articles and statements belong, before they are written anew."""
    a, s, out = schema.articles, schema.statements, Places()
    for table in (across.placings, across.runs):
        asked = select(table, a.c.n.label("of"), a.c.id.label("was")).join_from(table, a).where(a.c.page == page)
        out[table] = [dict(row) for row in connection.execute(asked).mappings()]
    linked = select(across.links, s.c.id.label("of")).join_from(across.links, s).join(a, a.c.key == s.c.article)
    out[across.links] = [dict(row) for row in connection.execute(linked.where(a.c.page == page)).mappings()]
    return out


def put_back(connection: Connection, page: int, places: Places) -> None:
    """Let the articles and statements of a page belong where they did, as far as they are there again."""
    a = schema.articles.c
    found = connection.execute(select(a.n, a.key, a.id).where(a.page == page))
    articles = {row.n: (row.key, row.id) for row in found}
    renamed = dict[str, str]()
    for table in (across.placings, across.runs):
        again = []
        for row in places.get(table, []):
            key, id_ = articles.get(row["of"], (None, None))
            if key is not None and id_ is not None:
                again.append({**_own(row), "article": key})
                renamed |= {row["was"]: id_} if row["was"] != id_ else {}
        _insert(connection, table, again)
    for was, now in renamed.items():
        _rename(connection, was, now)
    _link(connection, places.get(across.links, []))


def _own(row: Row) -> Row:
    return {name: value for name, value in row.items() if name not in ("of", "was")}


def _insert(connection: Connection, table: Table, rows: list[Row]) -> None:
    if rows:
        connection.execute(insert(table), rows)


def _rename(connection: Connection, was: str, now: str) -> None:
    """Let what was taken over from an article be taken over from it under its new id."""
    p = across.placings
    taken = func.replace(p.c.taken, was, now)
    connection.execute(update(p).where(p.c.original == was).values(original=now, taken=taken))


def _link(connection: Connection, rows: list[Row]) -> None:
    s, keys = schema.statements.c, dict[str, int]()
    for batch in batches(row["of"] for row in rows):
        keys.update({row.id: row.key for row in connection.execute(select(s.id, s.key).where(s.id.in_(batch)))})
    _insert(
        connection, across.links, [{**_own(row), "statement": keys[row["of"]]} for row in rows if row["of"] in keys]
    )
