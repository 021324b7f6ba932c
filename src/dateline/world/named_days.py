"""Days with names: feasts, national days, elections, and days remembered by their date ("26/11", "October 7")."""

from __future__ import annotations

import calendar
from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from dateline.world.tables import many, rows


@dataclass(frozen=True, slots=True)
class NamedDay:
    """A day with a name.

    Args:
        name: Its name in lower case.
        rule: How to find it in a year: see data/named_days.csv.
        country: ISO 3166-1 alpha-3 of the only country that keeps it, or "".
        context: Words of which one must stand in the sentence; empty if the name is enough.
    """

    name: str
    rule: str
    country: str
    context: frozenset[str]

    def on(self, year: int) -> date | None:
        """Return the day in a year, or None where that is not known."""
        kind, _, rest = self.rule.partition(":")
        match kind:
            case "fixed":
                return date.fromisoformat(f"{year:04}-{rest}")
            case "easter":
                return easter(year) + timedelta(days=int(rest))
            case "nth":
                return _nth(year, *(int(n) for n in rest.split(":")))
            case "hebrew":
                return _hebrew(year, int(rest))
            case _:
                return next((d for d in _listed(rest) if d.year == year), None)

    def nearest(self, anchor: date, *, future: bool) -> date | None:
        """Return the last such day up to the anchor, or the first from it on; for a single day, that day."""
        if self.rule.startswith("once:"):
            return date.fromisoformat(self.rule[5:])
        days = [d for y in (anchor.year - 1, anchor.year, anchor.year + 1) if (d := self.on(y))]
        if future:
            return min((d for d in days if d >= anchor), default=None)
        return max((d for d in days if d <= anchor), default=None)


def _listed(cell: str) -> list[date]:
    return [date.fromisoformat(d) for d in many(cell)]


def _nth(year: int, month: int, weekday: int, n: int, plus: int = 0) -> date:
    """Return the nth such weekday of a month, the last for n = -1, and so many days on."""
    days = [d for d in calendar.Calendar().itermonthdates(year, month) if d.month == month and d.weekday() == weekday]
    return days[n - 1 if n > 0 else n] + timedelta(days=plus)


def easter(year: int) -> date:
    """Return Easter Sunday of the Gregorian calendar (the algorithm of Meeus, Jones and Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def rosh_hashanah(year: int) -> date:
    """Return the first of Tishri that falls in a Gregorian year (the reckoning of the molad and its postponements)."""
    hebrew = year + 3761
    # The epoch, 1 Tishri of year 1, is day -1373427 when 1 January of year 1 is day 1.
    return date.fromordinal(_hebrew_elapsed(hebrew) - 1373427)


def _hebrew_elapsed(year: int) -> int:
    """Return the days from the epoch to the new year, delayed so that no year has an impossible length."""
    days = [_molad_day(y) for y in (year - 1, year, year + 1)]
    delay = 2 if days[2] - days[1] == 356 else 1 if days[1] - days[0] == 382 else 0
    return days[1] + delay


def _molad_day(year: int) -> int:
    months = (235 * year - 234) // 19
    parts = 12084 + 13753 * months
    day = 29 * months + parts // 25920
    return day + 1 if 3 * (day + 1) % 7 < 3 else day


def _hebrew(year: int, offset: int) -> date:
    """Return the day so many days from the new year that falls in the same Gregorian year.

    A day before it belongs to the Hebrew year that ends; the 25th of Kislev (offset 83) moves by a day in long years.
    """
    first = rosh_hashanah(year)
    long_year = (rosh_hashanah(year + 1) - first).days in (355, 385)
    return first + timedelta(days=offset + (offset == 83 and long_year))


@cache
def named_days() -> Mapping[str, tuple[NamedDay, ...]]:
    """Return the named days by name, in lower case; several countries may keep a day of one name."""
    out: dict[str, tuple[NamedDay, ...]] = {}
    for row in rows("named_days.csv"):
        for name in many(row["names"]):
            day = NamedDay(name.lower(), row["rule"], row["country"], frozenset(many(row["context"])))
            out[day.name] = (*out.get(day.name, ()), day)
    return out


@cache
def _remembered() -> Mapping[tuple[int, int], tuple[NamedDay, ...]]:
    out: dict[tuple[int, int], tuple[NamedDay, ...]] = {}
    for days in named_days().values():
        for day in days:
            if day.rule.startswith("once:") and day.context and day.name.startswith("on "):
                on = date.fromisoformat(day.rule[5:])
                out[on.month, on.day] = (*out.get((on.month, on.day), ()), day)
    return out


def remembered_in(year: int, words: Set[str]) -> date | None:
    """Return the day of a year that is remembered, if the sentence speaks of what happened then.

    Args:
        year: A year.
        words: The words of the sentence, in lower case.
    """
    for days in _remembered().values():
        for named in days:
            on = date.fromisoformat(named.rule[5:])
            if on.year == year and named.context & words:
                return on
    return None


def remembered_day(month: int, day: int, words: Set[str], anchor: date) -> date | None:
    """Return the day a month and day stand for by themselves, if the sentence speaks of what happened then.

    Args:
        month, day: As the text has them, without a year.
        words: The words of the sentence, in lower case.
        anchor: The day of writing; a day after it is not remembered yet.
    """
    for named in _remembered().get((month, day), ()):
        on = date.fromisoformat(named.rule[5:])
        # Within the year the date is news, and the nearest such day is the same one.
        if on <= anchor and named.context & words:
            return on
    return None
