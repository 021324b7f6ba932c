"""The time of day beside a date, and the zone it names, as an offset from universal time."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

# Hours from universal time. Names that several countries use stand in the second table, by country.
_ZONES: Final = {
    "Z": 0.0, "UTC": 0, "GMT": 0, "WET": 0, "WEST": 1, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3, "MSK": 3, "IDT": 3,
    "SAST": 2, "WAT": 1, "EAT": 3, "PKT": 5, "NPT": 5.75, "WIB": 7, "HKT": 8, "SGT": 8, "AWST": 8, "JST": 9,
    "KST": 9, "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13, "NST": -3.5, "AST": -4, "EST": -5, "EDT": -4, "CDT": -5,
    "MST": -7, "MDT": -6, "PST": -8, "PDT": -7, "AKST": -9, "AKDT": -8, "HST": -10,
}  # fmt: skip
_SHARED: Final = {
    ("IST", "IND"): 5.5, ("IST", "ISR"): 2, ("IST", "IRL"): 1, ("CST", "USA"): -6, ("CST", "CAN"): -6,
    ("CST", "MEX"): -6, ("CST", "CHN"): 8, ("CST", "TWN"): 8, ("BST", "GBR"): 1, ("BST", "BGD"): 6, ("BST", "IRL"): 1,
    ("GST", "ARE"): 4, ("GST", "OMN"): 4,
}  # fmt: skip
# American papers leave out whether it is summer: "4:00 p.m. ET".
_AMERICAN: Final = {"ET": -5, "CT": -6, "MT": -7, "PT": -8}
_NAMES: Final = sorted({*_ZONES, *_AMERICAN, *(name for name, _ in _SHARED)}, key=len, reverse=True)
_ZONE: Final = rf"(?:(?:UTC|GMT)?\s?[+-](?:0\d|1[0-4])(?::?[0-5]\d)?(?!\d)|(?:{'|'.join(_NAMES)})\b)"
_TIME: Final = (
    r"(?:(?P<h>[01]?\d|2[0-3])[:.h](?P<min>[0-5]\d)(?::[0-5]\d(?:\.\d+)?)?(?:\s?(?P<half>[ap])\.?m(?:\b\.?|(?-i:(?=[A-Z][a-z]))))?"
    r"|(?P<h12>1[0-2]|0?[1-9])\s?(?P<half12>[ap])\.?m\b\.?)"
)
_AFTER: Final = re.compile(
    r"(?:,?\s(?:(?:mon|tues?|wed(?:nes)?|thurs?|fri|sat(?:ur)?|sun)(?:day)?))?[\s,|•·\-–—@T/(]*(?:at\s*|um\s+|om\s+|kl\.?\s+|à\s+|às\s+|a\slas?\s+|alle\s+)?"
    rf"{_TIME}\s?\(?(?P<zone>{_ZONE})?",
    re.I,
)
_BEFORE: Final = re.compile(
    rf"(?<![\d:.]){_TIME}\s?\(?(?P<zone>{_ZONE})?\)?[\s,|•·\-–—]*(?:on\s)?(?:[^\W\d_]{{3,9}},?\s)?$", re.I
)
_REACH: Final = 40


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day: "16:05" and "+05:30", "Z" or "" for its zone, and where its words stand."""

    time: str
    zone: str
    start: int
    end: int


def clock_beside(text: str, start: int, end: int, day: date, *, country: str | None = None) -> Clock | None:
    """Return the time of day right behind a date, or else right before it.

    Args:
        text: The text the date stands in.
        start, end: Its place there.
        day: The date, for summer time.
        country: Alpha-3 code of where the page is at home: some names of zones are used by several countries.
    """
    m = _AFTER.match(text, end) or _before(text, start)
    if not m:
        return None
    hour, half = int(m["h"] or m["h12"]), m["half"] or m["half12"]
    if half:
        hour = hour % 12 + (12 if half.lower() == "p" else 0)
    return Clock(f"{hour:02d}:{m['min'] or '00'}", _offset(m["zone"], day, country), m.start(), m.end())


def _before(text: str, start: int) -> re.Match[str] | None:
    head = text[max(0, start - _REACH) : start]
    if not any(c.isdigit() for c in head):
        return None
    at = start - len(head)
    # Searched in the whole text, so that places in it hold.
    return _BEFORE.search(text[:start], at)


def _offset(zone: str | None, day: date, country: str | None) -> str:
    """Return a zone as ISO 8601 writes it; nothing, if its name does not say which it is."""
    if not zone:
        return ""
    name = zone.upper().strip()
    m = re.search(r"([+-])(\d\d):?(\d\d)?$", name)
    if m:
        return "Z" if m[2] == "00" and (m[3] or "00") == "00" else f"{m[1]}{m[2]}:{m[3] or '00'}"
    if name in _AMERICAN:
        return _written(_AMERICAN[name] + _is_american_summer(day))
    hours = _ZONES.get(name, _SHARED.get((name, country or "")))
    return "" if hours is None else _written(hours)


def _written(hours: float) -> str:
    minutes = round(abs(hours) * 60)
    return f"{'-' if hours < 0 else '+'}{minutes // 60:02d}:{minutes % 60:02d}" if minutes else "Z"


def _is_american_summer(day: date) -> bool:
    """Say whether clocks in the United States are an hour ahead: second Sunday of March to first of November."""
    return _sunday(day.year, 3, 2) <= day < _sunday(day.year, 11, 1)


def _sunday(year: int, month: int, nth: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(6 - first.weekday()) % 7 + 7 * (nth - 1))
