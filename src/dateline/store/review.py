"""Reviewing: a judgement is kept with what it is about; the facts that wait for one; what was decided, and when."""

from __future__ import annotations

import heapq
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any, NoReturn

from sqlalchemy import ColumnElement, Connection, Select, exists, select, tuple_

from dateline.errors import BadInput, NotFound, QueryError
from dateline.model.codec import to_json
from dateline.model.corrections import corrected, said_of
from dateline.model.review import VERDICTS, Rulings, judged_of, on_each, value_of
from dateline.model.story import Judgement
from dateline.store import schema
from dateline.store.across import groups, judgements
from dateline.store.judging import judgement_of, of_targets, read, value_beside, write
from dateline.store.lists import MOST_ROWS, Listing, make_cursor, read_cursor
from dateline.store.load import stored_articles
from dateline.store.stories import of_story

_MISSING = object()
"""What no corrected value is equal to: a field the statement does not have is refused later, by name."""

REVIEWED = ("entity", "place", "time", "quote", "figure", "event")
"""The kinds of facts that wait for review; mentions are judged with the entity they name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A fact that nobody has judged yet: its statement, of which article, and how sure the reader was."""

    statement: str
    article: str
    confidence: float


def judge(connection: Connection, judgement: Judgement) -> Judgement:
    """Keep what a person decided of a fact, or wrote of anything, and return it as it is kept.

    Args:
        connection: A connection inside a transaction.
        judgement: Its `value` is, for a correction, the corrected fields as JSON.

    Raises:
        NotFound: If the store holds nothing of that id.
        BadInput: If a correction does not fit, or it is a merge or a split (see `dateline.story.deciding.decide`).
    """
    known = read(connection, judgements.c.id == judgement.id)
    if known:
        return known[0]
    if judgement.verdict in ("merge", "split"):
        _for_groups(judgement)
    whole, page = _undo(connection, judgement) if judgement.verdict == "undo" else _whole(connection, judgement)
    write(connection, whole, page=page)
    return whole


def _for_groups(judgement: Judgement) -> NoReturn:
    raise BadInput(f"a {judgement.verdict} moves what belongs together: decide does it")


def _undo(connection: Connection, judgement: Judgement) -> tuple[Judgement, str | None]:
    first = root(connection, judgement.supersedes or "")
    if first.verdict in ("merge", "split"):
        _for_groups(first)
    page = connection.execute(select(judgements.c.page).where(judgements.c.id == first.id)).scalar()
    return replace(judgement, target=first.target, value=None), page


def root(connection: Connection, id: str) -> Judgement:
    """Return the judgement that an undo is about in the end; one that is no undo is its own.

    Raises:
        NotFound: If the store does not hold it.
    """
    found = read(connection, judgements.c.id == id)
    if not found:
        raise NotFound(f"there is no judgement {id} in this store")
    return root(connection, found[0].supersedes or "") if found[0].verdict == "undo" else found[0]


def _whole(connection: Connection, judgement: Judgement) -> tuple[Judgement, str | None]:
    """Return a judgement with what it is about, and the page of that."""
    then = judged_of(judgement)
    if then is not None:
        return judgement, then.page
    fields = json.loads(judgement.value or "{}") if judgement.verdict == "correct" else {}
    kept = _of_fact(connection, judgement.target, fields) or (
        _of_other(connection, judgement.target) if judgement.verdict == "note" else None
    )
    if kept is None:
        raise NotFound(f"there is nothing {judgement.target} in this store to be judged")
    if judgement.verdict == "correct" and not json.loads(kept[0])["is"]:
        raise BadInput("nothing differs from what was read; accept it instead")
    return replace(judgement, value=kept[0]), kept[1]


def _of_fact(connection: Connection, target: str, fields: dict[str, Any]) -> tuple[str, str | None] | None:
    """Return what a judgement keeps of a fact: as it is read now, or as it was when it was judged last."""
    a, s = schema.articles.c, schema.statements
    article = connection.execute(select(a.id).join_from(s, schema.articles).where(s.c.id == target)).scalar()
    if article is not None:
        record = stored_articles(connection, [article])[0].record
        statement = next(x for x in record.statements() if x.id == target)
        said = said_of(statement, record)
        differing = {name: value for name, value in fields.items() if said.get(name, _MISSING) != value}
        return value_of(statement, record, differing), record.article.page_digest
    for earlier in reversed(read(connection, judgements.c.target == target)):
        then = judged_of(earlier)
        if then is not None:
            differing = {name: value for name, value in fields.items() if then.said.get(name) != value}
            corrected(then.statement, differing)
            kept = {"kind": then.statement.kind, "page": then.page, "statement": to_json(then.statement)}
            return value_beside(**kept, said=dict(then.said), **{"is": differing}), then.page
    return None


def article_of(connection: Connection, statement: str) -> str | None:
    """Return the article of a statement: as it is read now, or the one that was cut anew from the same page."""
    a, s, p = schema.articles.c, schema.statements, schema.pages
    now = connection.execute(select(a.id).join_from(s, schema.articles).where(s.c.id == statement)).scalar()
    if now is not None:
        return str(now)
    then = next((t for j in read(connection, judgements.c.target == statement) if (t := judged_of(j))), None)
    if then is None:
        return None
    cut = select(a.id).join_from(schema.articles, p).where(p.c.digest == then.page).order_by(a.n)
    ids = list(connection.execute(cut).scalars())
    holding = (x.article.id for x in stored_articles(connection, ids) if _stands_on(x.rulings, statement))
    return next(holding, then.statement.article if then.statement.article in ids else None)


def _stands_on(rulings: Rulings, statement: str) -> bool:
    return any(j.target == statement for s in rulings.standing.values() for j in (s.judgement, *s.beside))


def _of_other(connection: Connection, target: str) -> tuple[str, str | None] | None:
    """Return what a note keeps of an article or a group."""
    a, p = schema.articles.c, schema.pages.c
    asked = select(p.digest).join_from(schema.articles, schema.pages).where(a.id == target)
    page = connection.execute(asked).scalar()
    if page is not None:
        return value_beside(kind="article", article=target), page
    kind = connection.execute(select(groups.c.kind).where(groups.c.id == target)).scalar()
    return (value_beside(kind=kind), None) if kind is not None else None


def history(connection: Connection, *where: ColumnElement[bool], limit: int, cursor: str | None) -> Listing[Judgement]:
    """Return judgements, the latest first."""
    limit = max(1, min(limit, MOST_ROWS))
    j = judgements.c
    asked = select(judgements).where(*where).order_by(j.at.desc(), j.key.desc())
    if cursor is not None:
        match read_cursor(cursor):
            case [str(at), int(key)]:
                asked = asked.where(tuple_(j.at, j.key) < tuple_(at, key))
            case _:
                raise QueryError("not a cursor of this list")
    found = connection.execute(asked.limit(limit + 1)).mappings().all()
    more = make_cursor(found[limit - 1]["at"], found[limit - 1]["key"]) if len(found) > limit else None
    return Listing(tuple(judgement_of(row) for row in found[:limit]), more)


def waiting(
    connection: Connection, *, kinds: Sequence[str], story: str | None, limit: int, cursor: str | None
) -> Listing[Waiting]:
    """Return facts of current articles that no judgement stands on, the least sure first."""
    strange = set(kinds) - set(REVIEWED)
    if strange:
        raise QueryError(f"no fact is called {min(strange)}; there are {', '.join(REVIEWED)}")
    limit, after = max(1, min(limit, MOST_ROWS)), _after(cursor)
    each = [_unjudged(connection, kind, story, after, limit) for kind in kinds or REVIEWED]
    rows = list(islice(heapq.merge(*each, key=lambda row: (row.confidence, row.key)), limit + 1))
    more = make_cursor(rows[limit - 1].confidence, rows[limit - 1].key) if len(rows) > limit else None
    return Listing(
        tuple(Waiting(statement=r.id, article=r.article, confidence=r.confidence) for r in rows[:limit]), more
    )


def _after(cursor: str | None) -> tuple[float, int] | None:
    if cursor is None:
        return None
    match read_cursor(cursor):
        case [float() | int() as confidence, int(key)]:
            return float(confidence), key
        case _:
            raise QueryError("not a cursor of this list")


def _unjudged(
    connection: Connection, kind: str, story: str | None, after: tuple[float, int] | None, limit: int
) -> Iterator[Any]:
    """Yield rows of one kind in order; those judged before are looked at more closely: it may have been undone."""
    while rows := connection.execute(_asked(kind, story, after).limit(limit + 1)).all():
        judged = on_each(of_targets(connection, [row.id for row in rows if row.judged]))
        yield from (row for row in rows if row.id not in judged)
        after = rows[-1].confidence, rows[-1].key


def _asked(kind: str, story: str | None, after: tuple[float, int] | None) -> Select[Any]:
    s, a, j = schema.statements.c, schema.articles.c, judgements.c
    judged = exists().where(j.target == s.id, j.verdict.in_(VERDICTS))
    asked = (
        select(s.id, s.key, s.confidence, a.id.label("article"), judged.label("judged"))
        .join_from(schema.statements, schema.articles)
        .where(a.current, s.kind == kind)
    )
    if story is not None:
        # Adding nothing keeps SQLite from walking the whole index of confidences for a few articles.
        asked = asked.where(a.key.in_(of_story(story))).order_by(s.confidence + 0, s.key)
    else:
        asked = asked.order_by(s.confidence, s.key)
    return asked.where(tuple_(s.confidence, s.key) > tuple_(*after)) if after is not None else asked
