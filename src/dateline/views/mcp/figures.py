"""Figures as tools give them: each with who vouches for it, and the numbers of one happening side by side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from dateline.model.tally import Tally
from dateline.model.told import FigureRow, Told
from dateline.store import Store
from dateline.story.numbers.tallies import tallies
from dateline.views.mcp.answers import MOST_TOKENS, Answer, cut
from dateline.views.mcp.asking import Cursor, EntityName, Query, StoryId, Tokens, asked
from dateline.views.mcp.passages import Passage, Stretch, passage, stretch


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureLine:
    """A figure of one article.

    Args:
        id: The id of its statement.
        low, high: The least and the most it may be; None is open ("more than 59,000": 59000 and None).
        approximate: Whether the text says it is rough.
        measure, unit, of: What is counted, in which unit, and the words for it.
        place: The place it holds for.
        as_of, dated: The day it held; whether the text says so, or the article's own day stands in.
        authority: Who vouches for it, if somebody does.
        tally: The id of the count it belongs to; figures of one tally can be compared.
        words, sentence: The figure's own words, and the sentence they stand in.
    """

    id: str
    low: float | None
    high: float | None
    approximate: bool
    measure: str | None
    unit: str | None
    of: str | None
    place: str | None
    as_of: str
    dated: bool
    authority: str | None
    tally: str | None
    words: Passage
    sentence: Stretch


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimLine:
    """One number of one authority, from the first day to the last it was given.

    Args:
        tally: The id of the count; claims of one tally count the same thing.
        measure, of, group, place: What is counted, of whom, and where.
        authority: Who vouches for it; None where nobody is named.
        low, high: The bounds; None is open.
        first, last: The days, ISO 8601.
        outlets: Who printed it; those who took it from one another are one.
        words, sentence: The figure's own words where it was printed first, and their sentence.
    """

    tally: str
    measure: str
    of: str | None
    group: str | None
    place: str | None
    authority: str | None
    low: float | None
    high: float | None
    first: str
    last: str
    outlets: tuple[str, ...]
    words: Passage
    sentence: Stretch


@dataclass(frozen=True, slots=True, kw_only=True)
class ContradictionLine:
    """Two authorities whose numbers of one day do not meet."""

    tally: str
    day: str
    one: str
    other: str
    one_words: Passage
    other_words: Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class FiguresListed(Answer):
    """Figures, the latest first."""

    rows: tuple[FigureLine, ...]


def list_figures(
    store: Store,
    *,
    story: StoryId | None = None,
    entity: EntityName | None = None,
    query: Query | None = None,
    measure: Annotated[
        str | None, Field(max_length=40, description="Only this measure: killed, dead, injured, displaced, money …")
    ] = None,
    cursor: Cursor = None,
    max_tokens: Tokens = MOST_TOKENS,
) -> FiguresListed:
    """List the figures of a story, of articles about an entity, or of a search, with who vouches for each.

    Name one of `story`, `entity` and `query`. Figures with the same `tally` count the same thing and may contradict.
    """
    told, note = asked(store, story=story, entity=entity, query=query)
    counted = {s.figure: t.id for t in tallies(told) for line in t.series for c in line.claims for s in c.stated}
    wanted = (f for f in told.figures if measure is None or f.measure == measure)
    rows = sorted(wanted, key=lambda f: (f.as_of, f.id), reverse=True)
    answer = FiguresListed(rows=tuple(_figure(told, f, counted.get(f.id)) for f in rows), note=note)
    return cut(answer, "rows", cursor=cursor, max_tokens=max_tokens)


def _figure(told: Told, row: FigureRow, tally: str | None) -> FigureLine:
    return FigureLine(
        id=row.id,
        low=row.low,
        high=row.high,
        approximate=row.approximate,
        measure=row.measure,
        unit=row.unit,
        of=row.of,
        place=row.place_name,
        as_of=row.as_of,
        dated=row.dated,
        authority=row.authority.label if row.authority else None,
        tally=tally,
        words=passage(told, row.words),
        sentence=stretch(row.sentence),
    )


def claims_of(told: Told, found: Tally) -> Iterator[ClaimLine]:
    """Yield the numbers of a tally, authority by authority."""
    for series in found.series:
        for claim in series.claims:
            stated = claim.stated[0]
            yield ClaimLine(
                tally=found.id,
                measure=found.measure,
                of=found.of,
                group=found.group,
                place=found.place_name,
                authority=series.authority,
                low=claim.low,
                high=claim.high,
                first=claim.first,
                last=claim.last,
                outlets=claim.outlets,
                words=passage(told, stated.words),
                sentence=stretch(stated.sentence),
            )


def contradictions_of(told: Told, found: Tally) -> Iterator[ContradictionLine]:
    """Yield where the authorities of a tally differ."""
    for c in found.contradictions:
        sides = [(found.series[i], found.series[i].claims[n]) for i, n in (c.one, c.other)]
        (one, one_claim), (other, other_claim) = sides
        yield ContradictionLine(
            tally=found.id,
            day=c.day,
            one=one.authority or "nobody named",
            other=other.authority or "nobody named",
            one_words=passage(told, one_claim.stated[0].words),
            other_words=passage(told, other_claim.stated[0].words),
        )
