"""Search: a query turned into SQL, ranked by bm25, each hit with the words that matched."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import accumulate

from sqlalchemy import (
    ColumnElement,
    Connection,
    Float,
    Integer,
    Table,
    column,
    func,
    literal_column,
    or_,
    select,
    table,
)

from dateline.errors import QueryError
from dateline.model.span import Span
from dateline.store import schema
from dateline.store.lists import MOST_ROWS, ArticleRow, Listing, article_rows, articles_by_key, make_cursor, read_cursor
from dateline.store.query import Filter, Group, Query, Words, parse
from dateline.store.rows import folded

_FTS = table("articles_fts", column("rowid", Integer))
_MATCH: ColumnElement[str] = literal_column("articles_fts")
_HEADLINE_WEIGHT, _BODY_WEIGHT = 5.0, 1.0
_MARK, _UNMARK = "\x02", "\x03"
_WINDOW = 240
"""Characters of a snippet: about three lines of a phone."""
_MOST_WORDS = 100
"""Matches of a text that are looked at to choose its snippet."""
_KINDS = ("article", "related", "teaser")
_DAYS = {"D": 1, "W": 7, "M": 30, "Y": 365}
_LONGEST_AGO = 365 * 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """An article that was found.

    Args:
        article: Its line in the list.
        snippet: A stretch of its text around the words that matched; None where only fields were asked for.
        marks: The words that matched, inside the snippet.
        score: bm25, the lower the better; None where only fields were asked for.
    """

    article: ArticleRow
    snippet: Span | None = None
    marks: tuple[Span, ...] = ()
    score: float | None = None


def search(connection: Connection, query: str, *, limit: int, cursor: str | None, now: datetime) -> Listing[Hit]:
    """Return current articles that fit a query, best first; newest first where only fields are asked for.

    Raises:
        QueryError: If the query cannot be understood.
    """
    asked = parse(query)
    where = [schema.articles.c.current, *(_filter(f, now) for f in asked.filters)]
    where += [schema.articles.c.key.not_in(_matching(_expression(part))) for part in asked.without]
    if not asked.parts:
        plain = article_rows(connection, *where, limit=limit, cursor=cursor)
        return Listing(tuple(Hit(article=row) for row in plain.rows), plain.next)
    return _ranked(connection, asked, where, limit=max(1, min(limit, MOST_ROWS)), offset=_offset(cursor))


def _ranked(
    connection: Connection, asked: Query, where: Sequence[ColumnElement[bool]], *, limit: int, offset: int
) -> Listing[Hit]:
    a = schema.articles
    expression = " AND ".join(_expression(part) for part in asked.parts)
    rank = func.bm25(_MATCH, _HEADLINE_WEIGHT, _BODY_WEIGHT, type_=Float)
    query = (
        select(a.c.key, rank.label("score"))
        .join_from(_FTS, a, a.c.key == _FTS.c.rowid)
        .where(_MATCH.op("MATCH")(expression), *where)
        .order_by(literal_column("score"), a.c.dated.desc(), a.c.id)
    )
    found = connection.execute(query.limit(limit + 1).offset(offset)).all()
    keys = [row.key for row in found[:limit]]
    marked = _marked(connection, expression, keys)
    rows = articles_by_key(connection, keys)
    scores = [row.score for row in found]
    hits = [_hit(row, marked[key], score) for key, row, score in zip(keys, rows, scores, strict=False)]
    return Listing(tuple(hits), make_cursor(offset + limit) if len(found) > limit else None)


def _offset(cursor: str | None) -> int:
    match read_cursor(cursor) if cursor is not None else [0]:
        case [int(offset)] if 0 <= offset < 2**31:
            return offset
    raise QueryError("not a cursor of this list")


def _matching(expression: str) -> ColumnElement[int]:
    return select(_FTS.c.rowid).where(_MATCH.op("MATCH")(expression)).scalar_subquery()


def _expression(part: Words | Group) -> str:
    """Return a part of a query in the language of FTS5; every word is quoted, so none can be syntax."""
    if isinstance(part, Words):
        quoted = part.words.replace('"', '""')
        return f'"{quoted}"' + ("*" if part.prefix else "")
    inner = (" OR " if part.any else " AND ").join(_expression(p) for p in part.parts)
    for p in part.without:
        inner = f"({inner}) NOT {_expression(p)}"
    return f"({inner})"


def _marked(connection: Connection, expression: str, keys: Sequence[int]) -> dict[int, str]:
    """Return the texts of these articles with marks around the words that matched."""
    marked = func.highlight(_MATCH, 1, _MARK, _UNMARK).label("marked")
    # The plus keeps FTS5 from looking each row up by itself, which reads all words of a prefix again for each.
    wanted = literal_column("+articles_fts.rowid", Integer).in_(keys)
    query = select(_FTS.c.rowid, marked).where(_MATCH.op("MATCH")(expression), wanted)
    return {row.rowid: row.marked for row in connection.execute(query)}


def _hit(article: ArticleRow, marked: str, score: float) -> Hit:
    spans = _spans(marked, article.text.content)
    if not spans:
        return Hit(article=article, snippet=article.opening, score=score)
    # The headline is shown anyway; words of the body tell more.
    body = [s for s in spans if article.opening and s.start >= article.opening.start]
    snippet = _window(article.text.content, body or spans)
    return Hit(article=article, snippet=snippet, marks=tuple(s for s in spans if s in snippet), score=score)


def _spans(marked: str, content: str) -> list[Span]:
    """Return where the first marked words stand in the text; none if the text itself holds such marks."""
    pieces = re.split(f"[{_MARK}{_UNMARK}]", marked)
    if "".join(pieces) != content:
        return []
    at = [0, *accumulate(map(len, pieces))]
    words = range(1, min(len(pieces), 2 * _MOST_WORDS), 2)
    return [Span(at[n], at[n + 1]) for n in words if pieces[n]]


def _window(content: str, spans: Sequence[Span]) -> Span:
    """Return the stretch of a snippet's length that holds most matches, from word to word, inside its paragraph."""
    ends = [s.end for s in spans]
    best = max(enumerate(spans), key=lambda at: bisect_right(ends, at[1].start + _WINDOW) - at[0])[1]
    begin = max(best.start - _WINDOW // 3, content.rfind("\n", 0, best.start) + 1)
    stop = content.find("\n", best.end)
    end = min(begin + _WINDOW, stop if stop >= 0 else len(content))
    end = max(end, best.end)
    while begin > 0 and begin < best.start and not content[begin - 1].isspace():
        begin += 1
    while end < len(content) and end > best.end and not content[end].isspace():
        end -= 1
    while content[begin].isspace() and begin < best.start:
        begin += 1
    return Span(begin, end)


def _filter(asked: Filter, now: datetime) -> ColumnElement[bool]:
    """Return the SQL of a field."""
    a, value = schema.articles.c, asked.value
    name = folded(value) or ""
    match asked.field:
        case "source":
            places = (a.publisher, a.agency, a.aggregator, a.url)
            fits = or_(*(func.coalesce(func.lower(c), "").contains(name, autoescape=True) for c in places))
        case "country":
            fits = _country(asked)
        case "type":
            kind = value.lower()
            fits = a.kind == kind if kind in _KINDS else _holds(schema.events, schema.events.c.type == value.upper())
        case "date":
            first, last = _days(asked, now)
            dated = func.coalesce(a.published, a.first_seen)
            fits = (dated >= first) & (dated < last)
        case "lang":
            language = func.lower(func.coalesce(a.language, ""))
            fits = (language == name) | language.startswith(f"{name}-", autoescape=True)
        case "said":
            fits = _holds(schema.quotes, schema.quotes.c.speaker_name.contains(name, autoescape=True))
        case _:
            names = schema.names.c
            named = select(names.statement).where(names.name.contains(name, autoescape=True))
            fits = _holds(schema.entities, schema.entities.c.statement.in_(named))
    return ~fits if asked.negated else fits


def _holds(typed: Table, fits: ColumnElement[bool]) -> ColumnElement[bool]:
    """Say that the article has a row of a typed table that fits.

    The rows are found first, by their own index; to look into every article takes longer the more there are.
    """
    return schema.articles.c.key.in_(select(typed.c.article).where(fits))


def _country(asked: Filter) -> ColumnElement[bool]:
    code = asked.value.upper()
    if not re.fullmatch("[A-Z]{3}", code):
        raise QueryError(f"column {asked.column}: country: takes a three-letter code (ISO 3166-1), such as country:IND")
    typed = (schema.places, schema.entities, schema.events)
    return or_(*(_holds(t, t.c.country == code) for t in typed))


_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


def _days(asked: Filter, now: datetime) -> tuple[str, str]:
    """Return the first day that fits and the first that fits no more, as ISO text of any length."""
    back = re.fullmatch(r"P(\d{1,4})([DWMY])", asked.value.upper())
    if back:
        return (now - timedelta(days=min(int(back[1]) * _DAYS[back[2]], _LONGEST_AGO))).date().isoformat(), "9999"
    first, dots, last = asked.value.partition("..")
    if (first or last) and all(_DATE.fullmatch(d) for d in (first, last) if d):
        return first or "0000", _after(last if dots else first) if last or not dots else "9999"
    raise QueryError(f"column {asked.column}: date: takes 2024, 2024-08, 2024-08-29, 2024-08..2024-10 or P7D")


def _after(day: str) -> str:
    """Return the text that sorts behind all that begins with a day, month or year."""
    return day + "~"
