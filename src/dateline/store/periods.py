"""Stretches of days: what `date:` asks for, and the few years, months and days that cover it.

The index of fields holds each article's day with its month, year, decade and century, so that any stretch is a
handful of words: August 2024 to March 2026 are eight months and a year.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from dateline.errors import QueryError

_DAYS = {"D": 1, "W": 7, "M": 30, "Y": 365}
_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", re.ASCII)
_AGO = re.compile(r"[Pp](\d{1,4})([DWMYdwmy])", re.ASCII)
FIRST, LAST = date(1000, 1, 1), date(2999, 12, 31)
"""Where a stretch that is open on one side begins or ends."""


@dataclass(frozen=True, slots=True)
class Period:
    """From a day to a day, both within; or so many days back from now."""

    first: date = FIRST
    last: date = LAST
    back: int | None = None

    def at(self, now: datetime) -> tuple[date, date]:
        """Return the first and the last day, seen from now."""
        if self.back is None:
            return self.first, self.last
        since = now.date() - FIRST
        return now.date() - timedelta(days=min(self.back, since.days)), self.last


def period(value: str, *, column: int) -> Period:
    """Return the stretch that a value of `date:` names.

    Raises:
        QueryError: If it names none.
    """
    ago = _AGO.fullmatch(value)
    if ago:
        return Period(back=int(ago[1]) * _DAYS[ago[2].upper()])
    first, dots, last = value.partition("..")
    if not first and not last:
        raise _error(column)
    begins = _ends(first, column)[0] if first else FIRST
    ends = _ends(last, column)[1] if last else LAST if dots else _ends(first, column)[1]
    if begins > ends:
        raise QueryError(f"date:{value} ends before it begins", column=column)
    return Period(begins, ends)


def _ends(value: str, column: int) -> tuple[date, date]:
    """Return the first and the last day of a day, a month or a year."""
    m = _DATE.fullmatch(value)
    if m is None:
        raise _error(column)
    year, month, day = int(m[1]), int(m[2] or 0), int(m[3] or 0)
    try:
        first = date(year, month if m[2] else 1, day if m[3] else 1)
    except ValueError as error:
        raise QueryError(f"there is no day {value} in any calendar", column=column) from error
    last_month = month or 12
    return first, first if m[3] else date(year, last_month, calendar.monthrange(year, last_month)[1])


def _error(column: int) -> QueryError:
    return QueryError("date: takes 2024, 2024-08, 2024-08-29, 2024-08..2024-10, ..2023 or P7D", column=column)


def covering(first: date, last: date) -> Iterator[str]:
    """Yield the centuries, decades, years, months and days that make up a stretch: digits, the finer the more."""
    at = first
    while at <= last:
        digits, end = next((d, e) for d, e in _blocks(at) if e <= last)
        yield digits
        if end == date.max:
            return
        at = end + timedelta(days=1)


def _blocks(at: date) -> Iterator[tuple[str, date]]:
    """Yield what begins with a day, the longest first, each with its last day."""
    year = f"{at.year:04}"
    if (at.month, at.day) == (1, 1):
        for years, digits in ((100, 2), (10, 3), (1, 4)):
            if at.year % years == 0 or years == 1:
                yield year[:digits], date(at.year + years - 1, 12, 31)
    if at.day == 1:
        yield f"{year}{at.month:02}", at.replace(day=calendar.monthrange(at.year, at.month)[1])
    yield f"{year}{at.month:02}{at.day:02}", at
