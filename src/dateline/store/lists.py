"""Lists of the store, a screenful at a time: articles, stories, events; newest first, with a cursor to go on."""

from __future__ import annotations

import base64
import binascii
import json
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, exists, func, or_, select, tuple_

from dateline.errors import QueryError
from dateline.model.article import BODY
from dateline.model.span import Evidence, Span, Text
from dateline.model.statement import EventMention
from dateline.store import schema, typed
from dateline.store.load import statement_of

T = TypeVar("T")
_SHORT = 60
"""Characters under which a first paragraph is rather a line of the page (a place, an hour) than the opening."""
MOST_ROWS = 500
"""No list gives more rows at once, whatever it is asked for."""


@dataclass(frozen=True, slots=True)
class Listing(Generic[T]):
    """Rows of a list, and the cursor of the next ones, if there are any."""

    rows: tuple[T, ...]
    next: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleRow:
    """An article as a line of a list shows it.

    Args:
        id, story, kind, headline, language, publisher, agency, aggregator: As the article has them.
        url: Of the article, or of the page it came from.
        published, precision: The date as read, and how fine it is.
        first_seen: When its page was fetched, or added where nobody knows.
        text: The article's text.
        opening: Where the first paragraph of its body stands in the text, if it has a body.
        countries: Countries its places and actors belong to (ISO 3166-1 alpha-3), most often named first.
        counts: How many facts of each kind it holds.
    """

    id: str
    story: str
    kind: str
    headline: str | None
    language: str | None
    publisher: str | None
    agency: str | None
    aggregator: str | None
    url: str | None
    published: str | None
    precision: str | None
    first_seen: datetime
    text: Text
    opening: Span | None
    countries: tuple[str, ...] = ()
    counts: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionRow:
    """A version of an article: when it was first seen, what it replaced, and the id of its text."""

    id: str
    first_seen: datetime
    current: bool
    supersedes: str | None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyRow:
    """One side of an event: actor or recipient, its name in the article and its code."""

    side: str
    name: str | None
    code: str | None
    sector: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRow:
    """An event as a line of a list shows it, with the article that tells it."""

    event: EventMention
    parties: tuple[PartyRow, ...]
    article: ArticleRow


def article_rows(
    connection: Connection, *where: ColumnElement[bool], limit: int, cursor: str | None
) -> Listing[ArticleRow]:
    """Return articles that fit, the newest first (by date of publication, or of first sight)."""
    a = schema.articles
    query = select(a.c.key, a.c.dated, a.c.id).where(*where).order_by(a.c.dated.desc(), a.c.id.desc())
    if cursor is not None:
        query = query.where(tuple_(a.c.dated, a.c.id) < tuple_(*_cursor(cursor)))
    limit = max(1, min(limit, MOST_ROWS))
    found = connection.execute(query.limit(limit + 1)).all()
    rows = articles_by_key(connection, [row.key for row in found[:limit]])
    more = make_cursor(found[limit - 1].dated, found[limit - 1].id) if len(found) > limit else None
    return Listing(tuple(rows), more)


def event_rows(
    connection: Connection, *where: ColumnElement[bool], limit: int, cursor: str | None
) -> Listing[EventRow]:
    """Return events of current articles, the latest first; those without a date come last."""
    e, a = typed.events.c, schema.articles.c
    # Asked in this way, SQLite walks along the index of dates and stops when the screen is full.
    current = exists().where(a.key == e.article, a.current)
    query = select(e.statement, e.dated, e.id).where(current, *where).order_by(e.dated.desc(), e.id.desc())
    if cursor is not None:
        query = query.where(tuple_(e.dated, e.id) < tuple_(*_cursor(cursor)))
    limit = max(1, min(limit, MOST_ROWS))
    found = connection.execute(query.limit(limit + 1)).all()
    more = make_cursor(found[limit - 1].dated, found[limit - 1].id) if len(found) > limit else None
    return Listing(tuple(_event_rows(connection, [row.statement for row in found[:limit]])), more)


def _event_rows(connection: Connection, keys: Sequence[int]) -> list[EventRow]:
    """Return the rows of these events in the order of the keys."""
    s, a = schema.statements, schema.articles
    said = select(s, a.c.id.label("article_id")).join_from(s, a, a.c.key == s.c.article)
    found = {row["key"]: row for row in _each(connection, said, s.c.key, keys)}
    articles = dict(_articles_by_key(connection, list(dict.fromkeys(found[key]["article"] for key in keys))))
    evidence: defaultdict[int, list[Evidence]] = defaultdict(list)
    words = select(schema.evidence, schema.texts.c.id.label("text_id")).join_from(schema.evidence, schema.texts)
    for e in _each(connection, words.order_by(schema.evidence.c.n), schema.evidence.c.statement, keys):
        evidence[e["statement"]].append(Evidence(e["text_id"], Span(e["start"], e["end"]), e["exact"]))
    parties: defaultdict[int, list[PartyRow]] = defaultdict(list)
    sides = select(typed.parties).order_by(typed.parties.c.side, typed.parties.c.n)
    for p in _each(connection, sides, typed.parties.c.statement, keys):
        party = PartyRow(side=p["side"], name=p["name"], code=p["code"], sector=p["sector"])
        parties[p["statement"]].append(party)
    out = []
    for key in keys:
        event = statement_of(found[key], found[key]["article_id"], tuple(evidence[key]))
        assert isinstance(event, EventMention)
        out.append(EventRow(event=event, parties=tuple(parties[key]), article=articles[found[key]["article"]]))
    return out


def version_rows(connection: Connection, id: str) -> tuple[VersionRow, ...]:
    """Return the versions of a story's article, the newest first; the id of the story or of any of them finds them."""
    a, t = schema.articles, schema.texts
    named = select(a.c.story).where(or_(a.c.story == id, a.c.id == id)).limit(1).scalar_subquery()
    query = (
        select(a.c.id, a.c.first_seen, a.c.current, a.c.supersedes, t.c.id.label("text"))
        .join_from(a, t, t.c.key == a.c.text)
        .where(a.c.story == named)
        .order_by(a.c.current.desc(), a.c.first_seen.desc(), a.c.id)
    )
    return tuple(
        VersionRow(
            id=row.id,
            first_seen=datetime.fromisoformat(row.first_seen),
            current=bool(row.current),
            supersedes=row.supersedes,
            text=row.text,
        )
        for row in connection.execute(query)
    )


def articles_by_key(connection: Connection, keys: Sequence[int]) -> list[ArticleRow]:
    """Return the rows of these articles in the order of the keys."""
    return [row for _, row in _articles_by_key(connection, keys)]


def _articles_by_key(connection: Connection, keys: Sequence[int]) -> list[tuple[int, ArticleRow]]:
    a, p, t = schema.articles, schema.pages, schema.texts
    query = select(a, p.c.url.label("page_url"), t.c.id.label("text_id"), t.c.content).join_from(a, p)
    found = {row["key"]: row for row in _each(connection, query.join(t, t.c.key == a.c.text), a.c.key, keys)}
    openings, countries, counts = _openings(connection, keys), _countries(connection, keys), _counts(connection, keys)
    return [
        (key, _article_row(found[key], openings.get(key), tuple(countries[key]), dict(counts[key])))
        for key in keys
        if key in found
    ]


def _article_row(
    row: RowMapping, opening: Span | None, countries: tuple[str, ...], counts: dict[str, int]
) -> ArticleRow:
    names = ("id", "story", "kind", "headline", "language", "publisher", "agency", "aggregator", "published")
    same: dict[str, Any] = {name: row[name] for name in names}
    return ArticleRow(
        url=row["url"] or row["page_url"],
        precision=row["published_precision"],
        first_seen=datetime.fromisoformat(row["first_seen"]),
        text=Text(row["text_id"], row["content"]),
        opening=opening,
        countries=countries,
        counts=counts,
        **same,
    )


def _openings(connection: Connection, keys: Sequence[int]) -> dict[int, Span]:
    """Return where each article's first paragraph stands; a short or other block of the body only where it has none."""
    b = schema.blocks
    short = b.c.end - b.c.start < _SHORT
    query = select(b).where(b.c.role.in_(BODY)).order_by(b.c.article, b.c.role != "paragraph", short, b.c.n)
    out: dict[int, Span] = {}
    for row in _each(connection, query, b.c.article, keys):
        out.setdefault(row["article"], Span(row["start"], row["end"]))
    return out


def _countries(connection: Connection, keys: Sequence[int]) -> defaultdict[int, list[str]]:
    tallies: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for table in (typed.places, typed.entities):
        t = table.c
        query = select(t.article, t.country, func.count().label("n")).where(t.country.is_not(None))
        for row in _each(connection, query.group_by(t.article, t.country), t.article, keys):
            tallies[row["article"]][row["country"]] += row["n"]
    out: defaultdict[int, list[str]] = defaultdict(list)
    for key, tally in tallies.items():
        out[key] = [country for country, _ in sorted(tally.items(), key=lambda item: (-item[1], item[0]))]
    return out


def _counts(connection: Connection, keys: Sequence[int]) -> defaultdict[int, dict[str, int]]:
    s = schema.statements.c
    query = select(s.article, s.kind, func.count().label("n")).group_by(s.article, s.kind)
    out: defaultdict[int, dict[str, int]] = defaultdict(dict)
    for row in _each(connection, query.order_by(s.article, s.kind), s.article, keys):
        out[row["article"]][row["kind"]] = row["n"]
    return out


def _each(
    connection: Connection, query: Select[Any], owner: ColumnElement[int], keys: Sequence[int]
) -> Sequence[RowMapping]:
    return connection.execute(query.where(owner.in_(keys))).mappings().all() if keys else []


def make_cursor(*values: object) -> str:
    """Return an opaque cursor that holds these values."""
    return base64.urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")


def read_cursor(cursor: str) -> list[Any]:
    """Return the values of a cursor.

    Raises:
        QueryError: If the cursor is none of ours.
    """
    try:
        values = json.loads(base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True))
    except (ValueError, binascii.Error) as error:
        raise QueryError("not a cursor of this list") from error
    if not isinstance(values, list):
        raise QueryError("not a cursor of this list")
    return values


def _cursor(cursor: str) -> tuple[str, str]:
    match read_cursor(cursor):
        case [str(dated), str(id_)]:
            return dated, id_
    raise QueryError("not a cursor of this list")
