"""The timeline as a tool gives it: the days that matter, and one sentence of the articles for each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from dateline.model.statement import DatePrecision
from dateline.model.told import Told
from dateline.store import Store
from dateline.story.answers.selecting import about
from dateline.story.answers.timeline import MOST, Entry, timeline
from dateline.views.mcp.answers import MOST_TOKENS, Answer, cut
from dateline.views.mcp.asking import Cursor, EntityName, Query, StoryId, Tokens, asked, identity_of
from dateline.views.mcp.passages import Passage, passage


@dataclass(frozen=True, slots=True, kw_only=True)
class DayLine:
    """A day (or month, or year) that matters.

    Args:
        earliest, latest, precision: When it happened, ISO days, and how fine that is.
        basis: "text" where an article says the day, "published" where the day it was printed stands in.
        announced: Whether all that tells of it was printed before it.
        published, first_seen: When the article of the sentence came out, and when it was first seen.
        outlets: Who tells of the day.
        independent_sources: How many of them did not take it from one another.
        reason: Why it is there.
        sentence: The words that tell it.
    """

    earliest: str
    latest: str
    precision: DatePrecision
    basis: str
    announced: bool
    published: str | None
    first_seen: str
    outlets: tuple[str, ...]
    independent_sources: int
    reason: str
    sentence: Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline(Answer):
    """Days that matter, in the order of time."""

    rows: tuple[DayLine, ...]


def get_timeline(
    store: Store,
    *,
    story: StoryId | None = None,
    entity: EntityName | None = None,
    query: Query | None = None,
    most: Annotated[int, Field(ge=1, le=100, description="So many days, those that matter most.")] = MOST,
    cursor: Cursor = None,
    max_tokens: Tokens = MOST_TOKENS,
) -> Timeline:
    """Give the days that matter in a story, to an entity, or in a search, each with one sentence of an article.

    Name one of `story`, `entity` and `query`. The time of the event is kept apart from when it was printed.
    """
    told, note = asked(store, story=story, entity=entity, query=query)
    if entity:
        told = about(told, identity_of(store, entity)[0].id)
    answer = Timeline(rows=tuple(day_line(told, entry) for entry in timeline(told, most=most)), note=note)
    return cut(answer, "rows", cursor=cursor, max_tokens=max_tokens)


def day_line(told: Told, entry: Entry) -> DayLine:
    """Return a day as a row."""
    return DayLine(
        earliest=entry.earliest,
        latest=entry.latest,
        precision=entry.precision,
        basis=entry.basis,
        announced=entry.announced,
        published=entry.published,
        first_seen=entry.seen,
        outlets=entry.outlets,
        independent_sources=entry.witnesses,
        reason=entry.reason,
        sentence=passage(told, entry.sentence),
    )
