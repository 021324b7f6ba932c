"""Charts as numbers a template can draw: steps of a tally over time, bars of weeks. Each stands beside its table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil, log10

from dateline.model.tally import Series
from dateline.views.i18n.formats import day as shown_day
from dateline.views.i18n.formats import number
from dateline.views.i18n.languages import gettext as _
from dateline.views.i18n.languages import ngettext
from dateline.views.plots import Plot, of_steps, of_weeks

WIDTH, HEIGHT = 640, 220
_RIGHT, _TOP, _BOTTOM, _DIGIT = 16, 12, 26, 8
_LANE, _GAP = 34, 14
_MOST_TICKS = 5
_COURSE = 3
_MOST_WEEKS = 60
"""So many weeks are drawn in their distance; of more, those without anything are left out."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark of an axis."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Dot:
    """A number that was given, with what it says when pointed at."""

    x: float
    y: float
    says: str


@dataclass(frozen=True, slots=True)
class Steps:
    """One authority's numbers: a line that keeps its height until the next number."""

    label: str
    path: str
    dots: tuple[Dot, ...]


@dataclass(frozen=True, slots=True)
class StepChart:
    """Numbers over time, a line for each authority."""

    width: int
    height: int
    left: int
    floor: int
    lines: tuple[Steps, ...]
    days: tuple[Tick, ...]
    values: tuple[Tick, ...]
    plot: Plot


def step_chart(series: Sequence[Series]) -> StepChart | None:
    """Return the chart of a tally; None where nothing changed: two days of one, or three of all, not all alike."""
    given = [(s.authority or _("nobody named"), _points(s)) for s in series]
    points = [p for _, ps in given for p in ps]
    days = [d for d, _ in points]
    if len(set(days)) < _COURSE and all(len({d for d, _ in ps}) < 2 for _, ps in given):
        return None
    if len({v for _, v in points}) < 2:
        return None
    first, last, top = min(days), max(days), _round_up(max(v for _, v in points))
    floor = HEIGHT - _BOTTOM
    left = 16 + _DIGIT * len(number(top))

    def x(day: date) -> float:
        return round(left + (WIDTH - left - _RIGHT) * (day - first).days / (last - first).days, 1)

    def y(value: float) -> float:
        return round(floor - (floor - _TOP) * value / top, 1)

    lines = []
    for label, ps in given:
        path = "".join(f"M{x(d)} {y(v)}" if n == 0 else f"H{x(d)}V{y(v)}" for n, (d, v) in enumerate(ps))
        dots = tuple(
            Dot(
                x(d), y(v), _("%(who)s: %(number)s, %(day)s", who=label, number=number(v), day=shown_day(d.isoformat()))
            )
            for d, v in ps
        )
        lines.append(Steps(label, path, dots))
    ticks = tuple(Tick(x(d), shown_day(d.isoformat())) for d in _spread(sorted(set(days))))
    values = tuple(Tick(y(top * n / 4), number(top * n / 4)) for n in (0, 2, 4))
    return StepChart(WIDTH, HEIGHT, left, floor, tuple(lines), ticks, values, of_steps(given))


def _points(series: Series) -> list[tuple[date, float]]:
    """Return the numbers of an authority in the order of their days: of a plateau, its first day and its last."""
    found: list[tuple[date, float]] = []
    for claim in series.claims:
        value = claim.low if claim.low is not None else claim.high
        for on in dict.fromkeys((claim.first, claim.last)):
            if value is not None and len(on) >= 10:
                found.append((date.fromisoformat(on[:10]), value))
    return sorted(found, key=lambda p: p[0])


def _round_up(value: float) -> float:
    if value <= 4:
        return 4.0
    unit = 10.0 ** int(log10(value))
    return next(n * unit for n in (1, 2, 4, 6, 8, 10, 20) if n * unit >= value)


def _spread(days: Sequence[date]) -> list[date]:
    """Return a few of the days, the first and the last among them, as far apart as can be."""
    if len(days) <= 2:
        return list(days)
    whole = (days[-1] - days[0]).days
    out = [days[0]]
    for one in days[1:-1]:
        far = whole / _MOST_TICKS
        if (one - out[-1]).days >= far and (days[-1] - one).days >= far:
            out.append(one)
    return [*out, days[-1]]


@dataclass(frozen=True, slots=True)
class Bar:
    """One week of one quad, with what it says when pointed at."""

    x: float
    y: float
    width: float
    height: float
    quad: int
    says: str


@dataclass(frozen=True, slots=True)
class Lane:
    """The line that the bars of one quad stand on."""

    y: float
    quad: int
    label: str
    middle: float


@dataclass(frozen=True, slots=True)
class BarChart:
    """Weeks from left to right, the four quads one under the other."""

    width: int
    height: int
    left: int
    bars: tuple[Bar, ...]
    lanes: tuple[Lane, ...]
    weeks: tuple[Tick, ...]
    plot: Plot


def week_chart(counts: Mapping[tuple[str, int], int], weeks: Sequence[str], quads: Mapping[int, str]) -> BarChart:
    """Return the chart of one direction.

    Args:
        counts: How many stories, by week and quad.
        weeks: The weeks to be drawn, from `weeks_between`; both directions of a dyad share them.
        quads: The names of the quads.
    """
    left, slot = 150, (WIDTH - 150 - _RIGHT) / max(len(weeks), 1)
    top = max(counts.values(), default=1)
    lanes = tuple(
        Lane((n + 1) * (_LANE + _GAP), q, label, (n + 1) * (_LANE + _GAP) - _LANE / 2)
        for n, (q, label) in enumerate(quads.items())
    )
    floor = {lane.quad: lane.y for lane in lanes}
    bars = []
    for (week, quad), n in sorted(counts.items()):
        height = round(max(_LANE * n / top, 3), 1)
        width = round(min(max(slot * 0.8, 3), 26), 1)
        at = round(left + slot * (weeks.index(week) + 0.5) - width / 2, 1)
        says = ngettext(
            "%(quad)s, week %(week)s of %(year)s: %(num)s story",
            "%(quad)s, week %(week)s of %(year)s: %(num)s stories",
            n,
            quad=quads[quad],
            week=int(week[6:]),
            year=week[:4],
        )
        bars.append(Bar(at, round(floor[quad] - height, 1), width, height, quad, says))
    step = max(1, ceil(len(weeks) / _MOST_TICKS))
    ticks = tuple(Tick(round(left + slot * (n + 0.5), 1), weeks[n]) for n in range(0, len(weeks), step))
    height = len(lanes) * (_LANE + _GAP) + _BOTTOM
    return BarChart(WIDTH, height, left, tuple(bars), lanes, ticks, of_weeks(counts, weeks, quads))


def weeks_between(weeks: Sequence[str]) -> tuple[str, ...]:
    """Return the ISO weeks from the first of some to the last, in order; of too many only those given."""
    if not weeks:
        return ()
    at, last = (date.fromisocalendar(int(w[:4]), int(w[6:]), 1) for w in (min(weeks), max(weeks)))
    out = []
    while at <= last:
        year, week, _ = at.isocalendar()
        out.append(f"{year}-W{week:02}")
        at += timedelta(days=7)
    return tuple(out) if len(out) <= _MOST_WEEKS else tuple(sorted(set(weeks)))
