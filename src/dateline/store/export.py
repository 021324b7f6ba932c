"""Out again: one flat row an article or a statement, each with its source and the exact words it stands on."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, RowMapping, select

from dateline.errors import QueryError
from dateline.store import schema
from dateline.store.load import KINDS

EXPORTS = ("articles", *(name for name, _ in KINDS.values()))
_BATCH = 500


def export(connection: Connection, kind: str) -> Iterator[dict[str, Any]]:
    """Yield the rows of a kind, for current articles, in the order they came in.

    Args:
        connection: A connection that stays open while the rows are taken.
        kind: One of EXPORTS: articles, mentions, entities, times, places, quotes, figures, events, relations.

    Raises:
        QueryError: If there is no such kind.
    """
    if kind not in EXPORTS:
        raise QueryError(f"nothing to export is called {kind}; there are {', '.join(EXPORTS)}")
    if kind == "articles":
        yield from _articles(connection)
    else:
        yield from _statements(connection, next(k for k, (name, _) in KINDS.items() if name == kind))


def _source(row: RowMapping) -> dict[str, Any]:
    """Return the columns that every export carries."""
    return {
        "article": row["article_id"],
        "story": row["story"],
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
    }


def _from_articles() -> list[Any]:
    a, p, t = schema.articles, schema.pages, schema.texts
    shared = ("story", "url", "publisher", "agency", "aggregator", "published", "published_precision", "first_seen")
    columns = [a.c[name] for name in (*shared, "language", "headline")]
    return [a.c.id.label("article_id"), p.c.url.label("page_url"), t.c.id.label("text_id"), *columns]


def _articles(connection: Connection) -> Iterator[dict[str, Any]]:
    a, p, t = schema.articles, schema.pages, schema.texts
    query = select(*_from_articles(), a.c.key, a.c.kind, a.c.section, a.c.supersedes, t.c.content)
    query = query.join_from(a, p).join(t, t.c.key == a.c.text).where(a.c.current).order_by(a.c.key)
    for row in connection.execution_options(yield_per=_BATCH).execute(query).mappings():
        own = {"kind": row["kind"], "section": row["section"], "supersedes": row["supersedes"], "text": row["content"]}
        yield _source(row) | own


def _statements(connection: Connection, kind: str) -> Iterator[dict[str, Any]]:
    a, p, t, s = schema.articles, schema.pages, schema.texts, schema.statements
    query = (
        select(*_from_articles(), s.c.key, s.c.id, s.c.value, s.c.confidence, s.c.reason)
        .join_from(s, a, a.c.key == s.c.article)
        .join(p, p.c.key == a.c.page)
        .join(t, t.c.key == a.c.text)
        .where(a.c.current, s.c.kind == kind)
        .order_by(s.c.key)
    )
    for batch in connection.execution_options(yield_per=_BATCH).execute(query).mappings().partitions():
        words = _words(connection, [row["key"] for row in batch])
        for row in batch:
            said = {"confidence": row["confidence"], "reason": row["reason"]}
            yield {"id": row["id"]} | _source(row) | words[row["key"]] | json.loads(row["value"]) | said


def _words(connection: Connection, keys: list[int]) -> dict[int, dict[str, Any]]:
    """Return, for each statement, the exact words it was first read from and where they stand."""
    e = schema.evidence.c
    query = select(e.statement, e.start, e.end, e.exact).where(e.n == 0, e.statement.in_(keys))
    found = connection.execute(query).all()
    return {r.statement: {"quote_exact": r.exact, "char_start": r.start, "char_end": r.end} for r in found}
