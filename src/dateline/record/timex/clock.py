"""Clock times and their zones: "10:35 a.m.", "6 p.m. GMT", "noon", "4 in the morning"."""

from __future__ import annotations

import re
from dataclasses import replace

from dateline.record.timex.dates import month_and_day, weekday
from dateline.record.timex.reading import NO_ANCHOR, Expression, Found
from dateline.record.timex.relative import day_by_name
from dateline.record.timex.vocabulary import DAY_PARTS, HOURS, ZONES

_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d\d))?(?:[:.]\d\d)?\s*([ap])?")


def clock(x: Expression) -> Found | None:
    """Read a clock time; its day is the nearest one of the sentence, else the day of writing."""
    time = _time(x)
    if time is None or (x.has("noon") and x.before() == "high"):
        return None
    day = x.day or (x.anchor.isoformat() if x.anchor else None)
    return x.found("TIME", f"{day}{time}") if day else x.found("TIME", f"XXXX-XX-XX{time}", NO_ANCHOR)


def clock_on_day(x: Expression) -> Found | None:
    """Read "9 a.m. EST Tuesday", "10:30 on March 3"."""
    time = _time(x)
    if time is None:
        return None
    reader = month_and_day if x.month() is not None else weekday if x.weekday() is not None else day_by_name
    rest = next(k for k in range(x.start + 1, x.end) if _begins_day(x, k))
    found = reader(Expression(x.lexemes, rest, x.end, x.anchor, x.focus))
    if found is None:
        return None
    return x.found("TIME", f"{found.value[:10]}{time}" if found.value else None, found.reason)


def part_of_day(x: Expression) -> Found | None:
    """Read "the night of February 24", "the evening of Tuesday"."""
    reader = month_and_day if x.month() is not None else weekday if x.weekday() is not None else day_by_name
    day = reader(replace(x, start=x.start + 3))
    if day is None:
        return None
    part = DAY_PARTS[x.own[1].text]
    return x.found("TIME", f"{day.value[:10]}{part}" if day.value else None, day.reason)


def _begins_day(x: Expression, k: int) -> bool:
    word = x.lexemes[k]
    return (
        word.kind in ("number", "ordinal")
        or (word.capital and word.text not in ("gmt", "utc"))
        or word.text in ("today", "tomorrow", "yesterday", "tonight")
    )


def _time(x: Expression) -> str | None:
    """Return the hour and minute as ISO 8601, with the zone where its letters name only one."""
    first = x.own[0]
    if first.text in HOURS:
        return HOURS[first.text]
    digits = first.text if first.kind == "clock" else f"{first.text}:00" if len(first.text) < 3 else first.text
    m = _CLOCK.match(digits) if ":" in digits or "." in digits or (first.kind == "clock" and len(digits) < 4) else None
    if m:
        hour, minute, half = int(m[1]), int(m[2] or 0), m[3]
    elif re.fullmatch(r"\d{4}", digits):
        hour, minute, half = int(digits[:2]), int(digits[2:]), None
    else:
        m = _CLOCK.match(digits)
        if m is None:
            return None
        hour, minute, half = int(m[1]), int(m[2] or 0), m[3]
    if x.has("evening", "afternoon", "night"):
        half = "p"
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 24 or minute > 59:
        return None
    zone = next((ZONES[w] for w in x.words if w in ZONES), "")
    return f"T{hour:02}:{minute:02}{zone}"
