"""Tallies: one measure of one happening, followed over time and by who vouches for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dateline.model.told import Words

VouchedBy = Literal["clause", "sentence", "article", "number"]
"""How one knows who vouches for a figure: named in its clause, speaking in its sentence, named with the same figure
elsewhere in the article, or the only one who gives this number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """A figure as one article states it.

    Args:
        figure, article: The ids of the figure and of its article.
        words, sentence: The figure's own words, and the sentence they stand in.
        day: The day it stands for, ISO 8601.
        low, high, approximate: Its bounds; None is open.
        authority: Who vouches for it, in the article's words, if somebody does.
        basis: How one knows.
        former: Whether the article gives it as a count that no longer holds.
        copies: The ids of figures that print it again in copies of the article; they count for nothing more.
        reason: Why it is in this tally.
    """

    figure: str
    article: str
    words: Words
    sentence: Words
    day: str
    low: float | None
    high: float | None
    approximate: bool = False
    authority: str | None = None
    basis: VouchedBy | None = None
    former: bool = False
    copies: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One number of one authority, from the first day to the last it was given.

    Args:
        low, high: The bounds; the upper one is open where any article says "at least".
        first, last: The days, ISO 8601; a plateau where they differ.
        stated: Every figure, in the order they came.
        outlets: Who printed it, first to print first; those who took it from one another are one.
    """

    low: float | None
    high: float | None
    first: str
    last: str
    stated: tuple[Stated, ...]
    outlets: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A later number of the same authority that is lower than an earlier one; both as places in `Series.claims`.

    `said` tells whether an article says that the count was changed; if not, the numbers alone show it.
    """

    earlier: int
    later: int
    said: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """What one authority gave over time; the authority is None for figures that nobody vouches for."""

    authority: str | None
    claims: tuple[Claim, ...]
    identity: str | None = None
    corrections: tuple[Correction, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Two authorities whose numbers of one day do not meet: places in `Tally.series`, and of the claims there."""

    day: str
    one: tuple[int, int]
    other: tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """One measure of one happening.

    Args:
        id: Made of its first figure.
        measure: toll (killed and dead), injured, detained, …; money, percent, or a noun that is counted.
        of: What is counted, in the words most articles have.
        group: The group of people that is counted apart ("children"), if one is.
        place, place_name: GeoNames id and name of the place most figures hold for.
        series: By authority, the one most often printed first; those nobody vouches for last.
        contradictions: Where authorities differ.
        whole: The id of the tally that this one is a part of.
        anew: Whether it counts what is new ("another three", "in the past 24 hours"), not all.
        sources: How many independent outlets give a figure of it.
        reason: Why it is a tally of its own.
    """

    id: str
    measure: str
    series: tuple[Series, ...]
    of: str | None = None
    group: str | None = None
    place: int | None = None
    place_name: str | None = None
    contradictions: tuple[Contradiction, ...] = ()
    whole: str | None = None
    anew: bool = False
    sources: int = 1
    reason: str = ""


def said_of(claim: Claim, authority: str | None) -> str:
    """Return a claim in a line: "at least 127, Palestinian health ministry, via three outlets"."""
    bound = claim.low if claim.low is not None else claim.high
    number = f"{bound:,.0f}" if bound is not None and bound == int(bound) else f"{bound:,}"
    opening = "at least " if claim.high is None else "up to " if claim.low is None else ""
    how_many = len(claim.outlets)
    via = claim.outlets[0] if how_many == 1 else f"{_SMALL[how_many] if how_many < 10 else how_many} outlets"
    return f"{opening}{number}, {authority or 'nobody named'}, via {via}"


_SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
