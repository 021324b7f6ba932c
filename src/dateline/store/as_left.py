"""Flat rows as people left them: without what they rejected, with what they corrected."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from sqlalchemy import Connection, exists, select

from dateline.model.codec import to_json
from dateline.model.review import Standing
from dateline.model.ruled import ruled
from dateline.model.statement import EventMention, Quote, Statement
from dateline.store import schema
from dateline.store.across import judgements
from dateline.store.batches import batches
from dateline.store.load import stored_articles


def as_left(
    connection: Connection, rows: Iterable[dict[str, Any]], *, rejected: bool = False
) -> Iterator[dict[str, Any]]:
    """Yield rows of statements as people left them: each says in `verdict` what was decided, if anything was."""
    every = list(rows)
    found = _left(connection, {row["article"] for row in every})
    for row in every:
        standing, statement = found.get(row["id"], (None, None))
        if standing is None:
            yield row | {"verdict": None}
        elif rejected or not standing.rejected:
            yield (
                row
                | (_corrected(row, statement, standing) if statement else {})
                | {"verdict": standing.judgement.verdict}
            )


def _left(connection: Connection, articles: Iterable[str]) -> dict[str, tuple[Standing, Statement | None]]:
    """Return for statements that were judged the judgement, and the statement as it was left; mostly there are none."""
    a, p = schema.articles.c, schema.pages
    judged = select(a.id).join_from(schema.articles, p).where(exists().where(judgements.c.page == p.c.digest))
    asked = chain.from_iterable(
        connection.execute(judged.where(a.id.in_(batch))).scalars().all() for batch in batches(sorted(articles))
    )
    out: dict[str, tuple[Standing, Statement | None]] = {}
    for stored in stored_articles(connection, list(asked)):
        left = ruled(stored.record, stored.rulings)
        by_id = {left.was(s.id): s for s in left.record.statements()}
        out |= {id_: (standing, by_id.get(id_)) for id_, standing in stored.rulings.standing.items()}
    return out


def _corrected(row: dict[str, Any], statement: Statement, standing: Standing) -> dict[str, Any]:
    """Return the columns of a row that were corrected."""
    now, value = standing.now, to_json(statement)
    out = {name: value[name] for name in now if name in value}
    if isinstance(statement, Quote) and "speaker" in now:
        out["speaker_name"] = now["speaker"]
    if isinstance(statement, EventMention):
        if now.keys() & {"earliest", "latest"}:
            out["date"] = value["date"]
        for side in now.keys() & {"actors", "recipients"}:
            named = zip(value[side], now[side], strict=True)
            out[side] = [party | {"name": name} for party, name in named]
    return {name: out[name] for name in out if name in row}
