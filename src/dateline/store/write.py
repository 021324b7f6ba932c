"""Writing a page: one transaction, wholly there or not at all, and nothing twice."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Table, delete, insert, select, update

from dateline.model.keeping import Tombstone
from dateline.model.record import Record
from dateline.store import schema
from dateline.store.again import places_of_page, put_back
from dateline.store.deleting import stone_for, unbury
from dateline.store.dialects.upserts import upsert
from dateline.store.engine import hold
from dateline.store.fields import keep_fields
from dateline.store.memory import StoredMemory
from dateline.store.rows import PageRows, Row
from dateline.store.versions_of import line_up_new


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What adding a page changed: whether anything did, and how many articles and statements the page has.

    `deleted` is the stone of what was deleted before and therefore not added again.
    """

    new: bool
    articles: int
    statements: int
    deleted: Tombstone | None = None


_JOINING = "joining"
Join = Callable[..., None]
"""Joins an article to what many tell: (record, memory, day=…, before=…); see `dateline.story.joining.join`."""


def add_page(
    connection: Connection,
    rows: PageRows,
    records: Sequence[Record] = (),
    *,
    join: Join | None = None,
    again: bool = False,
) -> Added:
    """Write a page's rows unless the store holds them; call it inside a transaction.

    The same page seen again later changes nothing. Seen earlier than the store knew, or read to another result, its
    articles and statements are replaced as a whole: their ids say what they say, so what is said again keeps its id.
    What was deleted is added only where it is wanted `again`.
    """
    articles, statements = (len(rows.tables.get(name, ())) for name in ("articles", "statements"))
    hold(connection, f"page {rows.page['digest']}", f"url {rows.page['url'] or rows.page['digest']}")
    known = _known(connection, rows.page["digest"])
    if known is not None and not _replaces(rows.page, known):
        return Added(new=False, articles=articles, statements=statements)
    if known is None and (stone := _deleted(connection, rows, again=again)) is not None:
        return Added(new=False, articles=articles, statements=statements, deleted=stone)
    texts = _texts(connection, rows)
    if known is not None:
        hold(connection, _JOINING)
    kept = places_of_page(connection, known["key"]) if known is not None else {}
    page = _page(connection, rows.page, texts, known)
    _read_anew(connection, rows, page, texts)
    if rows.page["url"] is not None:
        line_up_new(connection, rows.page["url"], page["key"])
    put_back(connection, page["key"], kept)
    if join is not None:
        # One after the other: where an article belongs depends on those that joined before.
        hold(connection, _JOINING)
        _join(connection, records, join)
    return Added(new=True, articles=articles, statements=statements)


def _deleted(connection: Connection, rows: PageRows, *, again: bool) -> Tombstone | None:
    """Return the stone of a page that was deleted; one that is wanted again loses its stone."""
    texts = {row["text"] for row in rows.tables.get("articles", ()) if row["kind"] == "article"}
    stone = stone_for(connection, rows.page, texts)
    if stone is None or not again:
        return stone
    unbury(connection, rows.page, texts)
    return None


def _join(connection: Connection, records: Sequence[Record], join: Join) -> None:
    """Let each article join what many tell."""
    a, memory = schema.articles.c, StoredMemory(connection)
    known = select(a.id, a.dated, a.supersedes).where(a.id.in_([r.article.id for r in records]))
    said = {row.id: row for row in connection.execute(known)}
    for record in records:
        row = said[record.article.id]
        join(record, memory, day=row.dated, before=row.supersedes)


def _known(connection: Connection, digest: str) -> Row | None:
    found = connection.execute(select(schema.pages).where(schema.pages.c.digest == digest)).mappings().first()
    return dict(found) if found else None


def _replaces(page: Row, known: Row) -> bool:
    """Say whether a page that is there already has to be written again.

    Relative ages ("3 days ago") count from the first sight of a page, so the earliest fetch of the same bytes stands.
    """
    new, old = _sight(page), _sight(known)
    return new < old or (new == old and page["reading"] != known["reading"])


def _sight(page: Row) -> tuple[bool, str, str]:
    return page["fetched"] is None, page["fetched"] or "", page["id"]


def _texts(connection: Connection, rows: PageRows) -> dict[str, int]:
    """Write the texts the store lacks; return the key of each by its id."""
    # In one order, so that of two who write the same texts one waits for the other, and never both.
    new = [{"id": id_, "content": content} for id_, content in sorted(rows.texts.items())]
    connection.execute(upsert(connection, schema.texts).on_conflict_do_nothing(), new)
    chosen = select(schema.texts.c.id, schema.texts.c.key).where(schema.texts.c.id.in_(rows.texts))
    return {row.id: row.key for row in connection.execute(chosen)}


def _page(connection: Connection, page: Row, texts: dict[str, int], known: Row | None) -> Row:
    """Write the page's own row; what was there keeps its key and when it was added."""
    row = page | {"raw_text": texts[page["raw_text"]], "page_text": texts[page["page_text"]]}
    if known is None:
        written = connection.execute(insert(schema.pages).returning(schema.pages.c.key), row)
        return row | {"key": written.scalar_one()}
    row |= {"key": known["key"], "added_at": known["added_at"]}
    connection.execute(update(schema.pages).where(schema.pages.c.key == known["key"]).values(row))
    for table in (schema.articles, schema.dropped):
        connection.execute(delete(table).where(table.c.page == known["key"]))
    return row


def _read_anew(connection: Connection, rows: PageRows, page: Row, texts: dict[str, int]) -> None:
    """Write what was read from the page, owners before what they own."""
    seen = page["fetched"] or page["added_at"]
    for_all: Row = {"page": page["key"], "first_seen": seen, "supersedes": None, "current": True}
    articles = [
        row | for_all | {"text": texts[row["text"]], "dated": row["dated"] or seen, "story": row["id"]}
        for row in rows.tables.get("articles", ())
    ]
    keys: dict[str, Sequence[int]] = {"article": _insert(connection, schema.articles, articles), "page": [page["key"]]}
    keys["front"] = _insert(connection, schema.front, _keyed(rows, "front", keys, texts))
    keys["statement"] = _insert(connection, schema.statements, _keyed(rows, "statements", keys, texts))
    _insert(connection, schema.dropped, [r | {"page": page["key"]} for r in rows.tables.get("dropped", ())])
    for name in rows.tables.keys() - {"articles", "front", "statements", "dropped"}:
        table = schema.metadata.tables[name]
        if rows.tables[name]:
            connection.execute(insert(table), _keyed(rows, name, keys, texts))
    keep_fields(connection, keys["article"])


def _keyed(rows: PageRows, table: str, keys: dict[str, Sequence[int]], texts: dict[str, int]) -> list[Row]:
    """Return a table's rows with the keys of their owners in place of places in lists."""
    out = []
    for row in rows.tables.get(table, ()):
        owners: Row = {name: keys[name][row[name]] for name in keys.keys() & row.keys()}
        out.append(row | owners | ({"text": texts.get(row["text"])} if "text" in row else {}))
    return out


def _insert(connection: Connection, table: Table, rows: list[Row]) -> list[int]:
    """Write rows and return their keys in the same order."""
    if not rows:
        return []
    if "key" not in table.c:
        connection.execute(insert(table), rows)
        return []
    written = connection.execute(insert(table).returning(table.c.key, sort_by_parameter_order=True), rows)
    return list(written.scalars())
