"""The calendar: TIMEX3 values of days, weeks, months, and how to step from one to another."""

from __future__ import annotations

import calendar
from collections.abc import Callable
from datetime import date, timedelta
from typing import Literal

Way = Literal["past", "future"]

# The letter of each unit in an ISO 8601 period, how many of it, and whether it belongs to the time of day ("PT2H").
PERIODS: dict[str, tuple[str, float, bool]] = {
    "second": ("S", 1, True),
    "minute": ("M", 1, True),
    "hour": ("H", 1, True),
    "day": ("D", 1, False),
    "night": ("D", 1, False),
    "week": ("W", 1, False),
    "fortnight": ("W", 2, False),
    "weekend": ("WE", 1, False),
    "month": ("M", 1, False),
    "quarter": ("Q", 1, False),
    "year": ("Y", 1, False),
    "decade": ("Y", 10, False),
    "century": ("Y", 100, False),
    "millennium": ("Y", 1000, False),
}
SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


def period(unit: str, count: float | None) -> str:
    """Return the ISO 8601 period of so many units; None is "some", written X."""
    letter, many, of_day = PERIODS[unit]
    if count is None:
        return f"P{'T' if of_day else ''}X{letter}"
    if unit in ("hour", "minute") and count % 1:
        whole, rest = int(count), round(count % 1 * 60)
        return f"PT{whole or ''}{letter if whole else ''}{rest}{'M' if unit == 'hour' else 'S'}"
    return f"P{'T' if of_day else ''}{count * many:g}{letter}"


def week(day: date) -> str:
    """Return the ISO week of a day: 2024-W35."""
    year, number, _ = day.isocalendar()
    return f"{year}-W{number:02}"


def quarter(day: date) -> str:
    """Return the quarter of a day: 2024-Q3."""
    return f"{day.year}-Q{(day.month + 2) // 3}"


def month(day: date) -> str:
    """Return the month of a day: 2024-08."""
    return f"{day.year:04}-{day.month:02}"


def valid_day(year: int, of_month: int, day: int) -> date | None:
    """Return the day, or None if there is none such."""
    if 1 <= year <= 9999 and 1 <= of_month <= 12 and 1 <= day <= calendar.monthrange(year, of_month)[1]:
        return date(year, of_month, day)
    return None


def step_months(day: date, by: int) -> date:
    """Return the day so many months on; the last of the month where that month is shorter."""
    index = day.year * 12 + day.month - 1 + by
    year, of_month = index // 12, index % 12 + 1
    if not 1 <= year <= 9999:
        return day
    return date(year, of_month, min(day.day, calendar.monthrange(year, of_month)[1]))


def step(day: date, unit: str, by: float) -> date:
    """Return the day so many units on."""
    if unit in ("year", "decade", "century", "millennium"):
        return step_months(day, round(12 * by * PERIODS[unit][1]))
    if unit in ("month", "quarter"):
        return step_months(day, round(by * (3 if unit == "quarter" else 1)))
    days = {"week": 7, "fortnight": 14, "weekend": 7, "hour": 1 / 24, "minute": 1 / 1440, "second": 1 / 86400}
    try:
        return day + timedelta(days=round(by * days.get(unit, 1)))
    except OverflowError:
        return day


_AT_GRAIN: dict[str, Callable[[date], str]] = {
    "week": week,
    "fortnight": week,
    "weekend": lambda day: week(day) + "-WE",
    "month": month,
    "quarter": quarter,
    "year": lambda day: f"{day.year:04}",
    "decade": lambda day: f"{day.year // 10:03}X",
    "century": lambda day: f"{day.year // 100:02}XX",
}


def at_grain(day: date, unit: str) -> str:
    """Return the value of the unit a day lies in: its week, its month, its decade; else the day."""
    return _AT_GRAIN.get(unit, date.isoformat)(day)


def nearest_weekday(anchor: date, weekday: int, way: Way) -> date:
    """Return the last such weekday up to the anchor, or the first one from it on; the anchor itself counts."""
    if way == "past":
        return anchor - timedelta(days=(anchor.weekday() - weekday) % 7)
    return anchor + timedelta(days=(weekday - anchor.weekday()) % 7)


def year_of_month(anchor: date, of_month: int, way: Way) -> int:
    """Return the year of the last such month up to the anchor's, or of the first one from it on."""
    if way == "past":
        return anchor.year - (of_month > anchor.month)
    return anchor.year + (of_month < anchor.month)


def year_of_day(anchor: date, of_month: int, day: int, way: Way) -> int:
    """Return the year of the last such day up to the anchor, or of the first one from it on."""
    if way == "past":
        return anchor.year - ((of_month, day) > (anchor.month, anchor.day))
    return anchor.year + ((of_month, day) < (anchor.month, anchor.day))


def start_of(value: str) -> date | None:
    """Return the first day of a value that names a day, week, month, quarter, season or year; None for others."""
    try:
        parts = value[:10].split("T", maxsplit=1)[0].split("-")
        year = int(parts[0])
        if len(parts) == 1:
            return date(year, 1, 1)
        if parts[1][0] == "W":
            return date.fromisocalendar(year, int(parts[1][1:]), 1)
        if parts[1][0] == "Q":
            return date(year, 3 * int(parts[1][1:]) - 2, 1)
        if parts[1] in SEASON_MONTHS:
            return date(year, SEASON_MONTHS[parts[1]], 1)
        return date(year, int(parts[1]), int(parts[2]) if len(parts) > 2 else 1)
    except (ValueError, IndexError):
        return None
