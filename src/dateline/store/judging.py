"""What people decided, as rows: written once, read in the order of time, joined to the articles it is about."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, select

from dateline.model.codec import from_json, to_json
from dateline.model.record import Record
from dateline.model.review import Rulings, judged_of, rulings
from dateline.model.story import Judgement
from dateline.store import schema
from dateline.store.across import judgements
from dateline.store.dialects.upserts import upsert
from dateline.store.rows import stamp

NAMES = ("id", "target", "verdict", "by", "at", "value", "note", "supersedes")
_BATCH = 400


def write(connection: Connection, judgement: Judgement, *, page: str | None = None) -> None:
    """Write a judgement; one that is kept already changes nothing.

    Args:
        connection: A connection inside a transaction.
        judgement: What a person decided.
        page: The digest of the page that the fact or article it is about was read from.
    """
    row = to_json(judgement) | {"at": stamp(judgement.at), "page": page}
    connection.execute(upsert(connection, judgements).on_conflict_do_nothing(), row)


def read(connection: Connection, *where: ColumnElement[bool]) -> list[Judgement]:
    """Return judgements in the order of time; two of one moment in the order they came."""
    asked = select(judgements).where(*where).order_by(judgements.c.at, judgements.c.key)
    return [judgement_of(row) for row in connection.execute(asked).mappings()]


def judgement_of(row: RowMapping) -> Judgement:
    """Return the judgement of a row."""
    return from_json(Judgement, {name: row[name] for name in NAMES})


def of_targets(connection: Connection, targets: Iterable[str]) -> list[Judgement]:
    """Return the judgements of these, in the order of time."""
    wanted, out = list(dict.fromkeys(targets)), list[Judgement]()
    for at in range(0, len(wanted), _BATCH):
        out += read(connection, judgements.c.target.in_(wanted[at : at + _BATCH]))
    return sorted(out, key=lambda j: j.at)


def rulings_of(connection: Connection, records: Sequence[Record]) -> dict[str, Rulings]:
    """Return what people decided of the facts of articles, by the article's id; articles without are left out."""
    pages = list({r.article.page_digest for r in records})
    found = connection.execute(
        select(judgements).where(judgements.c.page.in_(pages)).order_by(judgements.c.at, judgements.c.key)
    ).mappings()
    by_page: defaultdict[str, list[Judgement]] = defaultdict(list)
    for row in found:
        by_page[row["page"]].append(judgement_of(row))
    if not by_page:
        return {}
    a, p = schema.articles.c, schema.pages.c
    cut = select(a.id).join_from(schema.articles, schema.pages).where(p.digest.in_(list(by_page)))
    here = set(connection.execute(cut).scalars())
    out: dict[str, Rulings] = {}
    for record in records:
        mine = [j for j in by_page.get(record.article.page_digest, ()) if _is_about(j, record.article.id, here)]
        if mine:
            out[record.article.id] = rulings(record, mine)
    return out


def _is_about(judgement: Judgement, article: str, here: set[str]) -> bool:
    """Say whether a judgement is about an article, or about one of its page's that is no longer cut as it was."""
    if judgement.verdict == "undo" or judgement.target == article:
        return True
    then = judged_of(judgement)
    return then is not None and (then.statement.article == article or then.statement.article not in here)


def value_beside(**kept: Any) -> str:
    """Return what a note on an article or a group keeps of it, as JSON."""
    return json.dumps(kept, ensure_ascii=False)
