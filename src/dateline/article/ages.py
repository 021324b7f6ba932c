"""Ages as pages print them ("3 days ago"), counted back from when the page was fetched."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from dateline.model.article import Precision
from dateline.world.outlets import outlet_named

_UNIT: Final = {
    "s": "second", "sec": "second", "second": "second",
    "m": "minute", "min": "minute", "minute": "minute",
    "h": "hour", "hr": "hour", "hour": "hour",
    "d": "day", "day": "day",
    "w": "week", "wk": "week", "week": "week",
    "mo": "month", "month": "month",
    "y": "year", "yr": "year", "year": "year",
}  # fmt: skip
_AGE: Final = re.compile(
    r"(?P<n>\d{1,4}|an?|one|two|three|four|five|six)\+?\s?(?P<unit>seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|wks?|months?"
    r"|years?|yrs?|mo|[smhdwy])\.?\s+ago\b|\b(?P<word>yesterday|just now)\b",
    re.I,
)
_NUMBERS: Final = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
# Past these a page would have used the next unit: "183 hours" after a name is "18" of the name and "3 hours".
_MOST: Final = {"second": 59, "minute": 59, "hour": 36, "day": 31, "week": 12, "month": 23, "year": 40}


@dataclass(frozen=True, slots=True)
class Age:
    """ "3 days ago" and where it stands; what stood before it on its line is `start` characters long."""

    amount: int
    unit: str
    start: int
    end: int


def find_age(text: str) -> Age | None:
    """Return the first age in a text, or None; a name glued to it stays before it."""
    m = _AGE.search(text)
    if not m:
        return None
    if m["word"]:
        return Age(1, "day", *m.span()) if m["word"].lower() == "yesterday" else Age(0, "minute", *m.span())
    unit = _UNIT[m["unit"].lower().rstrip("s") or "s"]
    if m["n"][0].isdigit():
        return _numbered(text, m, unit)
    start = m.start()
    # "a" and "an" must begin a word, or be glued to a name as aggregators glue them ("timean hour ago").
    return Age(_NUMBERS[m["n"].lower()], unit, start, m.end())


def _numbered(text: str, m: re.Match[str], unit: str) -> Age:
    """Give digits that cannot be part of the age back to the name before it ("News183 hours ago")."""
    digits = m["n"]
    cuts = range(len(digits)) if m.start() and text[m.start() - 1].isalpha() else range(1)
    fits = [k for k in cuts if digits[k] != "0" and int(digits[k:]) <= _MOST[unit]] or [0]
    known = [k for k in fits if outlet_named(text[: m.start() + k].strip())]
    k = (known or fits)[0]
    return Age(int(digits[k:]), unit, m.start() + k, m.end())


def count_back(age: Age, fetched: datetime) -> tuple[str, Precision] | None:
    """Return when that age ago was, as fine as the age tells; None if it needs the time of day and none is known."""
    if age.unit in ("second", "minute", "hour"):
        if (fetched.hour, fetched.minute, fetched.second) == (0, 0, 0):
            return None
        when = fetched - timedelta(**{age.unit + "s": age.amount})
        return when.isoformat(timespec="minutes"), "hour" if age.unit == "hour" else "minute"
    if age.unit == "day":
        return (fetched - timedelta(days=age.amount)).date().isoformat(), "day"
    if age.unit == "week":
        return _to_month(
            fetched.date() - timedelta(days=7 * age.amount + 6), fetched.date() - timedelta(days=7 * age.amount)
        )
    if age.unit == "month":
        months = fetched.year * 12 + fetched.month - 1 - age.amount
        return f"{months // 12:04d}-{months % 12 + 1:02d}", "month"
    return f"{fetched.year - age.amount:04d}", "year"


def _to_month(first: date, last: date) -> tuple[str, Precision]:
    """Return the month both days are in, or else the year of the later one: a week's age is no finer."""
    if (first.year, first.month) == (last.year, last.month):
        return last.isoformat()[:7], "month"
    return last.isoformat()[:4], "year"
