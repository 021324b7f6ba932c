"""Out again: one flat row an article or a statement, each with its source and the exact words it stands on."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Label, RowMapping, Select, func, select

from dateline.errors import QueryError
from dateline.model.record import KINDS
from dateline.store import schema, typed
from dateline.store.across import groups, links, placings
from dateline.store.as_left import as_left
from dateline.store.batches import batches

EXPORTS = ("articles", *(name for name, _ in KINDS.values()))
_BATCH = 500


def export(
    connection: Connection,
    kind: str,
    *,
    articles: Sequence[str] | None = None,
    ids: Sequence[str] | None = None,
    rejected: bool = False,
) -> Iterator[dict[str, Any]]:
    """Yield the rows of a kind, for current articles, in the order they came in, with what people corrected in them.

    Args:
        connection: A connection that stays open while the rows are taken.
        kind: One of EXPORTS: articles, mentions, entities, times, places, quotes, figures, events, relations.
        articles: Only what these articles say (ids), article by article in this order.
        ids: Only these statements, in this order.
        rejected: Whether what people rejected is wanted, too.

    Raises:
        QueryError: If there is no such kind.
    """
    if kind not in EXPORTS:
        raise QueryError(f"nothing to export is called {kind}; there are {', '.join(EXPORTS)}")
    said = None if kind == "articles" else next(k for k, (name, _) in KINDS.items() if name == kind)
    chosen, column = (ids, "id") if ids is not None else (articles, "article")
    if chosen is None:
        yield from _rows(connection, said, rejected=rejected)
        return
    for batch in batches(chosen):
        found: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
        for row in _rows(connection, said, batch, by=column, rejected=rejected):
            found[row[column]].append(row)
        for id_ in batch:
            yield from found[id_]


def tellings(connection: Connection, events: Sequence[str]) -> dict[str, tuple[tuple[str, str], ...]]:
    """Return for ids of events across articles who tells them: id of the statement and id of its current article."""
    s, a = schema.statements, schema.articles
    query = (
        select(groups.c.id, s.c.id.label("said"), a.c.id.label("article"))
        .join_from(links, groups, groups.c.key == links.c.group)
        .join(s, s.c.key == links.c.statement)
        .join(a, a.c.key == s.c.article)
        .where(a.c.current)
        .order_by(a.c.dated, a.c.id, s.c.n)
    )
    out: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for batch in batches(events):
        for row in connection.execute(query.where(groups.c.id.in_(batch))):
            out[row.id].append((row.said, row.article))
    return {id_: tuple(told) for id_, told in out.items()}


def _rows(
    connection: Connection,
    said: str | None,
    chosen: Sequence[str] | None = None,
    *,
    by: str = "",
    rejected: bool = False,
) -> Iterator[dict[str, Any]]:
    """Yield rows of articles, or of statements of a kind, chosen by the id of the article or of the statement."""
    a, s = schema.articles.c, schema.statements.c
    query = _articles() if said is None else _statements(said, named=by == "id")
    if chosen is not None:
        query = query.where((s.id if by == "id" else a.id).in_(chosen))
    for batch in connection.execution_options(yield_per=_BATCH).execute(query).mappings().partitions():
        if said is None:
            yield from (_source(row) | _own(row) for row in batch)
        else:
            yield from as_left(connection, _said(connection, said, batch), rejected=rejected)


def _source(row: RowMapping) -> dict[str, Any]:
    """Return the columns that every export carries."""
    return {
        "article": row["article_id"],
        "story": row["placed"] or row["story"],
        "source_url": row["url"] or row["page_url"],
        "publisher": row["publisher"],
        "agency": row["agency"],
        "aggregator": row["aggregator"],
        "published": row["published"],
        "published_precision": row["published_precision"],
        "first_seen": row["first_seen"],
        "language": row["language"],
        "headline": row["headline"],
        "text_sha256": row["text_id"].removeprefix("sha256:"),
        # Whoever prints the same words is a source, but none that tells it independently.
        "n_sources": max(row["printed_by"], 1),
        "n_independent_sources": 1,
    }


def _from_articles() -> list[Any]:
    a, p, t = schema.articles, schema.pages, schema.texts
    shared = ("story", "url", "publisher", "agency", "aggregator", "published", "published_precision", "first_seen")
    columns = [a.c[name] for name in (*shared, "language", "headline")]
    ids = [a.c.id.label("article_id"), p.c.url.label("page_url"), t.c.id.label("text_id"), groups.c.id.label("placed")]
    return [*ids, _printed_by(), *columns]


def _printed_by() -> Label[int]:
    """Return how many outlets have current articles of the same text, be it their own or taken over."""
    a, p = schema.articles.alias("printed"), placings.alias("copies")
    outlets = select(func.count(func.distinct(func.coalesce(a.c.publisher, a.c.id)))).join_from(p, a)
    same = outlets.where(p.c.original == placings.c.original, a.c.current).correlate(placings)
    return same.scalar_subquery().label("printed_by")


def _articles() -> Select[Any]:
    a, p, t = schema.articles, schema.pages, schema.texts
    query = select(*_from_articles(), a.c.key, a.c.kind, a.c.section, a.c.supersedes, placings.c.original, t.c.content)
    query = query.join_from(a, p).join(t, t.c.key == a.c.text)
    return _placed(query).where(a.c.current).order_by(a.c.key)


def _statements(kind: str, *, named: bool) -> Select[Any]:
    a, p, t, s = schema.articles, schema.pages, schema.texts, schema.statements
    query = (
        select(*_from_articles(), s.c.key, s.c.id, s.c.value, s.c.confidence, s.c.reason)
        .join_from(s, a, a.c.key == s.c.article)
        .join(p, p.c.key == a.c.page)
        .join(t, t.c.key == a.c.text)
    )
    if not named:
        return _placed(query).where(a.c.current, s.c.kind == kind).order_by(s.c.key)
    # Said in this way, no index but that of the ids fits: those of kinds and of current articles hold nearly all.
    current = func.coalesce(a.c.current, False)
    return _placed(query).where(current, s.c.kind.concat("") == kind).order_by(s.c.key)


def _placed(query: Select[Any]) -> Select[Any]:
    """Add the story an article was put into, if it was."""
    query = query.outerjoin(placings, placings.c.article == schema.articles.c.key)
    return query.outerjoin(groups, groups.c.key == placings.c.story)


def _own(row: RowMapping) -> dict[str, Any]:
    """Return the columns of an article."""
    same = {name: row[name] for name in ("kind", "section", "supersedes")}
    return {**same, "original": row["original"] or row["article_id"], "text": row["content"]}


def _said(connection: Connection, kind: str, batch: Sequence[RowMapping]) -> Iterator[dict[str, Any]]:
    """Yield the rows of statements: their value, and what the typed tables know besides."""
    keys = [row["key"] for row in batch]
    words = _words(connection, keys)
    values = {row["key"]: json.loads(row["value"]) for row in batch}
    if kind == "event":
        _name_events(connection, values)
    elif kind == "quote":
        q = typed.quotes.c
        query = select(q.statement, q.speaker_name).where(q.statement.in_(keys))
        speakers = {row.statement: row.speaker_name for row in connection.execute(query)}
        for key, value in values.items():
            value["speaker_name"] = speakers.get(key)
    for row in batch:
        said = {"confidence": row["confidence"], "reason": row["reason"]}
        yield {"id": row["id"]} | _source(row) | words[row["key"]] | values[row["key"]] | said


def _name_events(connection: Connection, values: dict[int, dict[str, Any]]) -> None:
    """Put into the values of events the names of the parties, where the place lies, and the event across articles."""
    p, s, at = typed.parties.c, schema.statements.c, typed.places.c
    for row in connection.execute(select(p.statement, p.side, p.n, p.name).where(p.statement.in_(list(values)))):
        values[row.statement][f"{row.side}s"][row.n]["name"] = row.name
    refs = {v["place"]["ref"] for v in values.values() if v["place"]}
    found = select(s.id, at.lat, at.lon).join_from(typed.places, schema.statements, s.key == at.statement)
    where = {row.id: (row.lat, row.lon) for row in connection.execute(found.where(s.id.in_(refs - {None})))}
    told = select(links.c.statement, groups.c.id).join_from(links, groups, groups.c.key == links.c.group)
    across = {row.statement: row.id for row in connection.execute(told.where(links.c.statement.in_(list(values))))}
    for key, value in values.items():
        value["event"] = across.get(key)
        if value["place"]:
            lat, lon = where.get(value["place"]["ref"], (None, None))
            value["place"] |= {"lat": lat, "lon": lon}


def _words(connection: Connection, keys: list[int]) -> dict[int, dict[str, Any]]:
    """Return, for each statement, the exact words it was first read from and where they stand."""
    e = schema.evidence.c
    query = select(e.statement, e.start, e.end, e.exact).where(e.n == 0, e.statement.in_(keys))
    found = connection.execute(query).all()
    return {r.statement: {"quote_exact": r.exact, "char_start": r.start, "char_end": r.end} for r in found}
