"""A briefing as a tool gives it: what is known, as sentences of the articles with their place, in six groups."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from dateline.errors import QueryError
from dateline.model.told import Told
from dateline.store import Store
from dateline.story.answers.briefing import Group, Point, both, briefing
from dateline.story.copies.independence import independent
from dateline.views.mcp.answers import MOST_TOKENS, Answer, cut
from dateline.views.mcp.asking import MOST_ARTICLES, Cursor, Tokens, asked, side_of, too_many
from dateline.views.mcp.passages import Passage, passage
from dateline.views.told import told_of

_OUTLETS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class SideGiven:
    """One side of what differs: its value, its sentence, and who has it."""

    value: str
    sentence: Passage
    outlets: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PointGiven:
    """A sentence of an article.

    Args:
        group: happened, said, counted, differs, next or unknown (articles say that it is not known).
        sentence: The sentence.
        according_to: Whose word it is, if not the article's own.
        outlets: Who tells the same.
        independent_sources: How many of them on their own.
        day: The day it is about.
        field, sides: Of what differs: on what, and each side in its own words.
    """

    group: Group
    sentence: Passage
    according_to: str | None
    outlets: tuple[str, ...]
    independent_sources: int
    day: str | None
    field: str | None
    sides: tuple[SideGiven, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefingGiven(Answer):
    """A briefing.

    Args:
        articles, independent_sources: How many articles were looked at, and how many tell of it on their own.
        points: The sentences, group by group.
    """

    articles: int
    independent_sources: int
    points: tuple[PointGiven, ...]


_Optional = Annotated[str, Field(max_length=1_000)]


def get_briefing(
    store: Store,
    *,
    story: _Optional = "",
    query: _Optional = "",
    a: _Optional = "",
    b: _Optional = "",
    cursor: Cursor = None,
    max_tokens: Tokens = MOST_TOKENS,
) -> BriefingGiven:
    """Give what is known of a story, of what a query finds, or of two sides (`a` and `b`): what happened, who
    said what, how many, what differs, what is next, what is not known. Every point is a sentence of an article.
    """
    told, note = _told(store, story, query, a, b)
    answer = BriefingGiven(
        articles=len(told.articles),
        independent_sources=len(independent(told.articles)),
        points=tuple(_given(told, point) for point in briefing(told)),
        note=note,
    )
    return cut(answer, "points", cursor=cursor, max_tokens=max_tokens)


def _told(store: Store, story: str, query: str, a: str, b: str) -> tuple[Told, str | None]:
    if a or b:
        if story or query or not (a and b):
            raise QueryError("name a story, a query, or two sides: one of the three")
        (one, _), (other, _) = side_of(store, a), side_of(store, b)
        if one == other:
            raise QueryError("the two sides are the same")
        ids = store.dyad(one, other, most=MOST_ARTICLES + 1)
        return both(told_of(store, ids[:MOST_ARTICLES]), one, other), too_many(len(ids) > MOST_ARTICLES)
    return asked(store, story=story or None, query=query or None)


def _given(told: Told, point: Point) -> PointGiven:
    return PointGiven(
        group=point.group,
        sentence=passage(told, point.sentence),
        according_to=point.by,
        outlets=tuple(dict.fromkeys(s.outlet for s in point.sources))[:_OUTLETS],
        independent_sources=point.witnesses,
        day=point.day,
        field=point.field,
        sides=tuple(
            SideGiven(value=side.value, sentence=passage(told, side.sentence), outlets=side.outlets[:_OUTLETS])
            for side in point.sides
        ),
    )
