"""Dates as pages print them, as metadata writes them, and as addresses hold them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Final, Literal

from dateline.article.clocks import clock_beside
from dateline.article.months import Letters, month_pattern, months, plain_digits
from dateline.model.article import Precision
from dateline.world.outlets import outlet_named

Order = Literal["mdy", "dmy"]

_EARLIEST: Final = 1990
# Pages glue a clock, or the same date in another form, to the year: "Dec 22 20234:46 AM".
_YEAR: Final = r"(?P<year>(?:19|20)\d\d)(?=\D|$|\d{1,2}(?::\d\d|\s?[A-Z][a-z]{2}))"
_NUMBERED: Final = (
    r"(?<![\d/-])(?P<year>(?:19|20)\d\d)(?P<sep>[-/.])(?P<m>\d{1,2})(?P=sep)(?P<d>\d{1,2})(?!\d|[-/.]\d)",
    rf"(?<![\d/.-])(?P<a>\d{{1,2}})(?P<sep>[-/.])(?P<b>\d{{1,2}})(?P=sep){_YEAR}(?![-/]\d)",
    r"(?<![\d/-])(?P<year>(?:19|20)\d\d)\.\s(?P<m>\d{1,2})\.\s(?P<d>\d{1,2})\.(?!\d)",
)
# "12/22/23": read in the lines beside a story alone, for elsewhere it may be a score or a share.
_SHORT: Final = re.compile(
    r"(?<![\d/.-])(?P<a>\d{1,2})(?P<sep>[/.])(?P<b>\d{1,2})(?P=sep)(?P<year>\d\d)(?![\d/]|[.,]\d)"
)
_NAMED: Final = (
    r"(?:(?<!\d)|(?<=20\d\d)(?=\d\d?\s))(?P<d>\d{1,2})(?:st|nd|rd|th|er|º|\.)?(?:[\s-]|\sde\s|\sof\s|\sdi\s)\s?(?P<month>{months})\b\.?"
    r",?(?:[\s-]|\sde\s|\sdel\s)\s?" + _YEAR,
    r"(?<![\d/-])(?P<year>(?:19|20)\d\d)\.?[\s-](?P<month>{months})\b[\s.-]\s?(?P<d>\d{1,2})(?!\d)",
)
# "March 12, 2024": tried at every letter, so only in texts with a day before a year.
_MONTH_FIRST: Final = (
    r"(?:(?<![^\W\d_])|(?-i:(?=[A-Z])))(?P<month>{months})\b\.?\s?-?(?P<d>\d{1,2})(?:st|nd|rd|th)?\s?[,\s-]\s?" + _YEAR
)
_DAY_YEAR: Final = re.compile(r"\d(?:st|nd|rd|th)?\s?[,\s-]\s?(?:19|20)\d\d", re.I)
# Names in other letters end where they end: marks on a letter are no word characters to the engine.
_OTHER: Final = (
    r"(?<!\d)(?P<d>\d{1,2})[.\-]?\s?(?P<month>{months})[،,]?[\s-]\s?" + _YEAR,
    r"(?P<month>{months})\s(?P<d>\d{1,2})\s?[،,]\s?" + _YEAR,
)
_EASTERN: Final = r"(?P<year>(?:19|20)\d\d)\s?[年년]\s?(?P<m>\d{1,2})\s?[月월]\s?(?P<d>\d{1,2})\s?[日일]"
_OTHER_LETTERS: Final = re.compile(r"[\u0370-\u1dff\u3040-\ud7ff]")
_HAS_YEAR: Final = re.compile(r"(?:19|20)\d\d")


@cache
def _forms(letters: Letters) -> tuple[re.Pattern[str], ...]:
    if letters == "latin":
        named = [form.replace("{months}", month_pattern("latin")) for form in _NAMED]
        return tuple(re.compile(form, re.I) for form in (*_NUMBERED, *named))
    named = [form.replace("{months}", month_pattern("other")) for form in _OTHER]
    return tuple(re.compile(form, re.I) for form in (*named, _EASTERN))


@cache
def _month_first() -> re.Pattern[str]:
    return re.compile(_MONTH_FIRST.replace("{months}", month_pattern("latin")), re.I)


@dataclass(frozen=True, slots=True)
class Habit:
    """How a page writes its dates; None where nothing is known.

    Args:
        order: Whether the month or the day comes first in 3/4/2024.
        country: Alpha-3 code of where the page is at home, for names of zones that several countries use.
    """

    order: Order | None = None
    country: str | None = None


PLAIN: Final = Habit()
EITHER: Final = Habit("mdy")
"""To find lines of dates by, whatever their order."""


@dataclass(frozen=True, slots=True)
class DateFound:
    """A date or time as it stands in a text: ISO 8601 value, how fine it is, and where its words stand."""

    value: str
    precision: Precision
    start: int
    end: int

    @property
    def day(self) -> str:
        """The value to the day."""
        return self.value[:10]


def find_dates(text: str, *, habit: Habit = PLAIN, short: bool = False) -> Iterator[DateFound]:
    """Yield the calendar dates with a year in a text, left to right.

    Args:
        text: Where to look.
        habit: How to read 3/4/2024, which is read only if one number is over 12 unless the habit says its order.
        short: Whether to read years of two digits, "12/22/23".
    """
    text = plain_digits(text)
    end = 0
    for m in sorted(_matches(text, short=short), key=lambda m: m.start()):
        if m.start() and text[m.start() - 1].isalpha() and text.isascii() and not _is_glued(text, m.start()):
            continue
        day = _day(m, habit.order)
        if day and m.start() >= end:
            found = _with_clock(day, m, text, habit.country)
            end = m.end()
            yield found


def _is_glued(text: str, start: int) -> bool:
    """Say whether a date right behind a letter is one: "Doric SamDecember 20", "Dawn6 May"; no "supermarch 20".

    Digits behind capitals are part of a name ("COP28"), unless they stand behind an outlet's.
    """
    if text[start].isdigit():
        return text[start - 1].islower() or outlet_named(text[:start].strip()) is not None
    return text[start].isupper()


def _matches(text: str, *, short: bool) -> Iterator[re.Match[str]]:
    if _HAS_YEAR.search(text):
        for form in _forms("latin") + _forms("other") if _OTHER_LETTERS.search(text) else _forms("latin"):
            yield from form.finditer(text)
        if _DAY_YEAR.search(text):
            yield from _month_first().finditer(text)
    if short:
        yield from _SHORT.finditer(text)


def _day(m: re.Match[str], order: Order | None) -> date | None:
    groups = m.groupdict()
    year = int(m["year"]) + (2000 if len(m["year"]) == 2 else 0)
    if "a" in groups:
        pair = _pair(int(m["a"]), int(m["b"]), "dmy" if m["sep"] == "." else order)
        if pair is None:
            return None
        month, day = pair
    else:
        month = int(groups["m"]) if groups.get("m") else month_number(m["month"])
        day = int(m["d"])
    return _date(year, month, day)


def _pair(a: int, b: int, order: Order | None) -> tuple[int, int] | None:
    """Return month and day of two numbers, or None if either could be either."""
    if a > 12 or order == "dmy":
        return b, a
    if b > 12 or order == "mdy":
        return a, b
    return (a, b) if a == b else None


def month_number(name: str) -> int:
    """Return the number of a month by its name in whatever language and case."""
    key = name.lower()
    return months("latin").get(key) or months("other")[key]


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year >= _EARLIEST else None
    except ValueError:
        return None


def _with_clock(day: date, m: re.Match[str], text: str, country: str | None) -> DateFound:
    clock = clock_beside(text, m.start(), m.end(), day, country=country)
    if not clock:
        return DateFound(day.isoformat(), "day", m.start(), m.end())
    value = f"{day.isoformat()}T{clock.time}{clock.zone}"
    return DateFound(value, "minute", min(clock.start, m.start()), max(clock.end, m.end()))


def read_timestamp(value: str, *, habit: Habit = PLAIN) -> DateFound | None:
    """Read a date out of metadata: ISO 8601 first, else the first date of the forms that pages print."""
    value = value.strip()
    try:
        parsed = datetime.fromisoformat(value)
    except ValueError:
        return next(find_dates(value, habit=habit, short=True), None) or _compact(value)
    if parsed.year < _EARLIEST:
        return None
    # Midnight is how templates write a day without a time.
    if len(value) <= 10 or (parsed.hour, parsed.minute, parsed.second) == (0, 0, 0):
        return DateFound(parsed.date().isoformat(), "day", 0, len(value))
    return DateFound(parsed.isoformat(timespec="seconds"), "minute", 0, len(value))


def _compact(value: str) -> DateFound | None:
    """Read 20240829, 20240829103000, or seconds since 1970."""
    m = re.match(r"((?:19|20)\d\d)(\d\d)(\d\d)(?:\D|\d{6}$|$)", value)
    day = _date(*map(int, m.groups())) if m else None
    if day is None and re.fullmatch(r"1\d{9}(?:\d{3})?", value):
        day = datetime(1970, 1, 1).date() + timedelta(seconds=int(value[:10]))
    return DateFound(day.isoformat(), "day", 0, len(value)) if day else None


def date_in_url(url: str) -> DateFound | None:
    """Return the day in an address: /2024/08/29/, /2024-08-29-, /20240829/."""
    m = re.search(
        r"[/_.=-]((?:19|20)\d\d)([/_.-]?)(0[1-9]|1[0-2]|[1-9](?=[/-])|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\2"
        r"(0[1-9]|[12]\d|3[01]|[1-9](?=[/-]))(?!\d)",
        url,
        re.I,
    )
    if not m:
        return None
    month = int(m[3]) if m[3].isdigit() else month_number(m[3])
    day = _date(int(m[1]), month, int(m[4]))
    return DateFound(day.isoformat(), "day", m.start() + 1, m.end()) if day else None
