"""Figures of many articles as pages show them: a table and a chart a tally, by authority, copies counted once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from dateline.model.tally import Claim, Series, Stated, Tally
from dateline.model.told import FigureRow
from dateline.views.amounts import bounds
from dateline.views.charts import StepChart, step_chart
from dateline.views.contexts import SCREEN
from dateline.views.i18n.formats import day, days
from dateline.views.i18n.labels import label
from dateline.views.i18n.languages import N_
from dateline.views.i18n.languages import gettext as _
from dateline.views.pieces import Named, Piece
from dateline.views.told import Shelf

_MEASURES = {"toll": N_("Killed"), "money": N_("Money"), "percent": N_("Share")}


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedLine:
    """A figure in its sentence; `copies` print it again."""

    sentence: Piece
    copies: int
    former: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimLine:
    """One number of one authority: how much, which days, who prints it, in which words."""

    low: float | None
    high: float | None
    shown: str
    first: str
    last: str
    days_shown: str
    outlets: tuple[str, ...]
    copies: int
    stated: tuple[StatedLine, ...]
    note: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesLine:
    """What one authority gave over time; nobody's where no article says whose it is."""

    authority: Named | None
    claims: tuple[ClaimLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Two authorities whose numbers of one day do not meet, side by side."""

    day: str
    day_shown: str
    one: str
    one_shown: str
    other: str
    other_shown: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TallyLine:
    """One measure of one happening.

    Args:
        id: Of the tally.
        title: What is counted, and where.
        note: Why it stands apart from others, if it does.
        sources: How many independent outlets give a figure of it.
        series: By authority.
        conflicts: Where authorities differ.
        chart: How it went on, if it did.
    """

    id: str
    title: str
    measure: str
    of: str | None
    place: str | None
    note: str | None
    sources: int
    series: tuple[SeriesLine, ...]
    conflicts: tuple[Conflict, ...]
    chart: StepChart | None = field(metadata=SCREEN)


def tally_lines(shelf: Shelf, tallies: Iterable[Tally]) -> tuple[TallyLine, ...]:
    """Return tallies as tables."""
    figures = {f.id: f for f in shelf.told.figures}
    return tuple(_tally(shelf, t, figures) for t in tallies)


def _tally(shelf: Shelf, tally: Tally, figures: dict[str, FigureRow]) -> TallyLine:
    return TallyLine(
        id=tally.id,
        title=_title(tally),
        measure=tally.measure,
        of=tally.of,
        place=tally.place_name,
        note=tally.reason if tally.whole or tally.group or tally.anew else None,
        sources=tally.sources,
        series=tuple(_series(shelf, s, figures) for s in tally.series),
        conflicts=tuple(_conflicts(tally, figures)),
        chart=step_chart(tally.series),
    )


def _title(tally: Tally) -> str:
    measure = tally.measure.removeprefix("people:").removeprefix("thing:").rpartition(":")[2] or tally.measure
    named = _MEASURES.get(measure)
    name = _(named) if named else label(measure).replace("_", " ").capitalize()
    parts = [name, tally.group if tally.group else None, tally.place_name]
    return " · ".join(p for p in parts if p)


def _series(shelf: Shelf, series: Series, figures: dict[str, FigureRow]) -> SeriesLine:
    named = Named(label=series.authority, url=f"/who/{series.identity}" if series.identity else None) \
        if series.authority else None  # fmt: skip
    notes = {c.later: _("corrected downward") if c.said else _("lower than before") for c in series.corrections}
    claims = tuple(_claim(shelf, c, figures, notes.get(n)) for n, c in enumerate(series.claims))
    return SeriesLine(authority=named, claims=claims)


def _claim(shelf: Shelf, claim: Claim, figures: dict[str, FigureRow], note: str | None) -> ClaimLine:
    return ClaimLine(
        low=claim.low,
        high=claim.high,
        shown=_amount(claim, figures),
        first=claim.first,
        last=claim.last,
        days_shown=days(claim.first, claim.last),
        outlets=claim.outlets,
        copies=sum(len(s.copies) for s in claim.stated),
        stated=tuple(_stated(shelf, s) for s in claim.stated),
        note=note,
    )


def _stated(shelf: Shelf, stated: Stated) -> StatedLine:
    sentence = shelf.piece(stated.sentence, fact=stated.figure, lit=[stated.words], kind="figure")
    return StatedLine(sentence=sentence, copies=len(stated.copies), former=stated.former)


def _amount(claim: Claim, figures: dict[str, FigureRow]) -> str:
    units = [figures[s.figure].unit for s in claim.stated if s.figure in figures]
    rough = all(s.approximate for s in claim.stated)
    return bounds(claim.low, claim.high, approximate=rough, unit=next((u for u in units if u), None))


def _conflicts(tally: Tally, figures: dict[str, FigureRow]) -> Iterable[Conflict]:
    for found in tally.contradictions:
        (one, a), (other, b) = ((tally.series[i], tally.series[i].claims[n]) for i, n in (found.one, found.other))
        yield Conflict(
            day=found.day,
            day_shown=day(found.day),
            one=one.authority or _("nobody named"),
            one_shown=_amount(a, figures),
            other=other.authority or _("nobody named"),
            other_shown=_amount(b, figures),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureLine:
    """A figure that belongs to no tally: how much, of what, in its sentence."""

    shown: str
    of: str | None
    sentence: Piece


def loose_figures(shelf: Shelf, tallies: Sequence[Tally], *, most: int) -> tuple[FigureLine, ...]:
    """Return the figures of original texts that no tally holds, in the order of the texts."""
    held = {
        figure
        for t in tallies
        for series in t.series
        for claim in series.claims
        for s in claim.stated
        for figure in (s.figure, *s.copies)
    }
    told = shelf.told
    left = [
        f for f in told.figures
        if f.id not in held and told.by_id[f.words.article].original in (f.words.article, *_not_here(shelf))
    ]  # fmt: skip
    return tuple(
        FigureLine(
            shown=bounds(f.low, f.high, approximate=f.approximate, unit=f.unit),
            of=f.of,
            sentence=shelf.piece(f.sentence, fact=f.id, lit=[f.words], kind="figure"),
        )
        for f in left[:most]
    )


def _not_here(shelf: Shelf) -> set[str]:
    """Return originals that are not among the articles: there their copies speak for them."""
    return {a.original for a in shelf.told.articles} - shelf.stored.keys()
