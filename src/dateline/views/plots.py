"""The numbers of a chart, for the script that draws it anew (static/charts.js): they stand in an attribute."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from dateline.views.i18n.languages import gettext as _

Plot = dict[str, Any]
"""kind (steps, weeks, bars), unit (day, month, year), days (ISO), label of the days, lines (label, values), urls."""


def of_steps(given: Sequence[tuple[str, Sequence[tuple[date, float]]]]) -> Plot:
    """Return the numbers of a tally: a line for each authority, over the days of all."""
    days = sorted({d for _label, points in given for d, _value in points})
    lines = [{"label": label, "values": [dict(points).get(d) for d in days]} for label, points in given]
    return _plot("steps", "day", [d.isoformat() for d in days], lines)


def of_weeks(counts: Mapping[tuple[str, int], int], weeks: Sequence[str], quads: Mapping[int, str]) -> Plot:
    """Return the stories of one direction of a dyad: a line for each quad, over the Mondays of the weeks."""
    mondays = [date.fromisocalendar(int(w[:4]), int(w[6:]), 1).isoformat() for w in weeks]
    lines = [{"label": name, "values": [counts.get((w, quad), 0) for w in weeks]} for quad, name in quads.items()]
    return _plot("weeks", "day", mondays, lines)


def of_bars(unit: str, bars: Sequence[tuple[str, int, str]]) -> Plot:
    """Return the articles of days, months or years, each with where they are found."""
    lines = [{"label": _("Articles"), "values": [n for _day, n, _url in bars]}]
    return _plot("bars", unit, [day for day, _n, _url in bars], lines) | {"urls": [url for _day, _n, url in bars]}


def _plot(kind: str, unit: str, days: list[str], lines: list[dict[str, Any]]) -> Plot:
    label = {"day": _("Day"), "month": _("Month"), "year": _("Year")}[unit]
    return {"kind": kind, "unit": unit, "label": label, "days": days, "lines": lines}
