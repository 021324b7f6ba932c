"""Search: articles and stories that fit a query, ranked by bm25 or by date, each with the words that matched."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import accumulate
from typing import Literal

from sqlalchemy import ColumnElement, Connection, Select, func, select

from dateline.errors import QueryError
from dateline.model.span import Span
from dateline.store import schema
from dateline.store.across import placings
from dateline.store.language import parse
from dateline.store.lists import MOST_ROWS, ArticleRow, Listing, article_rows, articles_by_key, make_cursor, read_cursor
from dateline.store.matching import expression, marking, resolved
from dateline.store.query import Either, Part, Words
from dateline.store.saved import saved_query
from dateline.store.stories import StoryRow, stories_by_key
from dateline.store.words.index import MARK, UNMARK, words_in

Sort = Literal["relevance", "date"]
MOST_GROUPED = 1000
"""So many articles, the best, are put together into stories."""
FEW = 2000
"""Up to so many are sorted by date as they are; more are found by walking from the newest article back."""
_WINDOW = 240
"""Characters of a snippet: about three lines of a phone."""
_MOST_WORDS = 100
"""Matches of a text that are looked at to choose its snippet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """An article that was found.

    Args:
        article: Its line in the list.
        snippet: A stretch of its text around the words that matched; None where only fields were asked for.
        marks: The words that matched, inside the snippet.
        score: bm25, the lower the better; None where it did not decide the order.
    """

    article: ArticleRow
    snippet: Span | None = None
    marks: tuple[Span, ...] = ()
    score: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryHit:
    """A story that was found, its best hit, and how many of its articles fit."""

    story: StoryRow
    hit: Hit
    found: int


@dataclass(frozen=True, slots=True)
class Asked:
    """A query as the index is asked it.

    Args:
        part: What was asked; None for everything.
        match: The expression in the language of the index; None for everything.
        marks: That of the words that are marked, in the language of FTS5; None where only fields were asked for.
        prefixed: Whether one of these is the beginning of a word.
    """

    part: Part | None
    match: str | None
    marks: str | None
    prefixed: bool


def understood(connection: Connection, query: str, *, now: datetime) -> Asked:
    """Return a query as the index is asked it, saved searches put in.

    Raises:
        QueryError: If it cannot be understood.
    """
    words_in(connection).ready(connection)
    part = resolved(parse(query), lambda name: saved_query(connection, name))
    marked = marking(part)
    return Asked(
        part,
        words_in(connection).expression(part, now) if part is not None else None,
        expression(marked, now) if marked is not None else None,
        any(w.prefix for w in (marked.parts if isinstance(marked, Either) else (marked,)) if isinstance(w, Words)),
    )


def search(
    connection: Connection, asked: Asked, *, limit: int, cursor: str | None, sort: Sort | None = None
) -> Listing[Hit]:
    """Return current articles that fit: the best first, or the newest first where only fields are asked for."""
    limit = max(1, min(limit, MOST_ROWS))
    if ranks(asked, sort):
        return _ranked(connection, asked, limit=limit, offset=_offset(cursor))
    found = article_rows(connection, *_fitting(connection, asked), limit=limit, cursor=cursor)
    keys = _keys_of(connection, [row.id for row in found.rows]) if asked.marks else []
    return Listing(tuple(_hits(connection, asked, keys, found.rows, ())), found.next)


def search_stories(
    connection: Connection, asked: Asked, *, limit: int, cursor: str | None, sort: Sort | None = None
) -> Listing[StoryHit]:
    """Return the stories of articles that fit, in the order of the best or the newest of each."""
    limit, offset = max(1, min(limit, MOST_ROWS)), _offset(cursor)
    groups: dict[int, list[int]] = {}
    for key, story in _placed(connection, _best(connection, asked, sort)):
        groups.setdefault(story, []).append(key)
    page = list(groups)[offset : offset + limit]
    keys = [groups[story][0] for story in page]
    heads = dict(zip(page, _hits(connection, asked, keys, articles_by_key(connection, keys), ()), strict=True))
    stories = zip(page, stories_by_key(connection, page), strict=True)
    rows = tuple(StoryHit(story=row, hit=heads[key], found=len(groups[key])) for key, row in stories)
    return Listing(rows, make_cursor(offset + limit) if len(groups) > offset + limit else None)


def ranks(asked: Asked, sort: Sort | None) -> bool:
    """Say whether what fits is ranked by relevance: as wished, or where words were asked for; else it goes by date."""
    return asked.marks is not None and sort != "date"


def fitting(connection: Connection, asked: Asked, *, most: int, above: int = 0) -> list[int]:
    """Return the keys of so many articles that fit, those added last first, as far as they are above a key."""
    return [row.key for row in connection.execute(_last(connection, asked, most, above)).all()]


def fitting_of(connection: Connection, asked: Asked, keys: Sequence[int]) -> list[int]:
    """Return those of some current articles that fit."""
    if asked.match is None:
        return list(keys)
    return [row.key for row in connection.execute(words_in(connection).among(asked.match, keys))]


def fitting_count(connection: Connection, asked: Asked, *, most: int) -> int:
    """Return how many articles fit, or `most` if there are more."""
    return connection.execute(select(func.count()).select_from(_last(connection, asked, most).subquery())).scalar_one()


def _last(connection: Connection, asked: Asked, most: int, above: int = 0) -> Select[tuple[int]]:
    if asked.match is None:
        a = schema.articles.c
        return select(a.key).where(a.current, a.key > above).order_by(a.key.desc()).limit(most)
    return words_in(connection).last(asked.match, most, above=above)


def _ranked(connection: Connection, asked: Asked, *, limit: int, offset: int) -> Listing[Hit]:
    assert asked.match is not None
    found = connection.execute(words_in(connection).best(asked.match, limit + 1).offset(offset)).all()
    keys = [row.key for row in found[:limit]]
    rows = articles_by_key(connection, keys)
    hits = _hits(connection, asked, keys, rows, [row.score for row in found])
    return Listing(tuple(hits), make_cursor(offset + limit) if len(found) > limit else None)


def _fitting(connection: Connection, asked: Asked) -> list[ColumnElement[bool]]:
    """Return the conditions of a list by date."""
    a = schema.articles.c
    if asked.match is None:
        return [a.current]
    words, few = words_in(connection), fitting(connection, asked, most=FEW + 1)
    if len(few) <= FEW:
        return [a.current, a.key.in_(words.keyed(few))]
    # It walks along the dates and stops early, instead of beginning with what fits and sorting it.
    return [a.current, words.unindexed(a.key).in_(words.every(asked.match))]


def _best(connection: Connection, asked: Asked, sort: Sort | None) -> list[int]:
    """Return the keys of the articles that are put together into stories, in their order."""
    if ranks(asked, sort):
        assert asked.match is not None
        return [row.key for row in connection.execute(words_in(connection).best(asked.match, MOST_GROUPED))]
    a = schema.articles.c
    newest = select(a.key).where(*_fitting(connection, asked)).order_by(a.dated.desc(), a.id.desc())
    return list(connection.execute(newest.limit(MOST_GROUPED)).scalars())


def _placed(connection: Connection, keys: Sequence[int]) -> list[tuple[int, int]]:
    """Return articles and their stories in the order of the keys; what is in no story is left out."""
    query = select(placings.c.article, placings.c.story).where(placings.c.article.in_(words_in(connection).keyed(keys)))
    found = {row.article: row.story for row in connection.execute(query)}
    return [(key, found[key]) for key in keys if key in found]


def _keys_of(connection: Connection, ids: Sequence[str]) -> list[int]:
    a = schema.articles.c
    found = {row.id: row.key for row in connection.execute(select(a.id, a.key).where(a.id.in_(ids)))}
    return [found[id_] for id_ in ids]


def _offset(cursor: str | None) -> int:
    match read_cursor(cursor) if cursor is not None else [0]:
        case [int(offset)] if 0 <= offset < 2**31:
            return offset
    raise QueryError("not a cursor of this list")


def _hits(
    connection: Connection, asked: Asked, keys: Sequence[int], rows: Sequence[ArticleRow], scores: Sequence[float]
) -> list[Hit]:
    """Return articles with the words that matched in each."""
    if not asked.marks:
        return [Hit(article=row) for row in rows]
    texts = {key: row.text.content for key, row in zip(keys, rows, strict=True)}
    marked = words_in(connection).marked(connection, asked.marks, texts, prefixed=asked.prefixed)
    return [
        _hit(row, marked.get(key, ""), scores[n] if n < len(scores) else None)
        for n, (key, row) in enumerate(zip(keys, rows, strict=True))
    ]


def _hit(article: ArticleRow, marked: str, score: float | None) -> Hit:
    spans = _spans(marked, article.text.content)
    if not spans:
        return Hit(article=article, snippet=article.opening, score=score)
    # The headline is shown anyway; words of the body tell more.
    body = [s for s in spans if article.opening and s.start >= article.opening.start]
    snippet = _window(article.text.content, body or spans)
    return Hit(article=article, snippet=snippet, marks=tuple(s for s in spans if s in snippet), score=score)


def _spans(marked: str, content: str) -> list[Span]:
    """Return where the first marked words stand in the text; none if the text itself holds such marks."""
    pieces = re.split(f"[{MARK}{UNMARK}]", marked)
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
