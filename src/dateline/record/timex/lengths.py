"""Durations and what repeats: "three months", "the past decade", "every two weeks", "daily"."""

from __future__ import annotations

from dateline.record.timex.calendar import PERIODS, period
from dateline.record.timex.reading import Expression, Found
from dateline.record.timex.vocabulary import DAY_PARTS, MONTHS, SEASONS, SETS, UNITS, WEEKDAYS

_SOME = frozenset("several few many".split())
_BEFORE_A_LENGTH = frozenset(
    "for in within after about over than nearly almost takes took take lasted lasts last under least only just "
    "of up is was and or spent another every quite served spend with roughly around some".split()
)


def count_of(x: Expression) -> float | None:
    """Return how many units it counts; None for "several"."""
    words = x.words
    if "couple" in words:
        return 2
    if any(w in _SOME for w in words):
        return None
    count = next((w.value for w in x.own if w.value is not None and w.kind == "number"), None)
    if count is None and not any(w in ("a", "an") for w in words):
        return None
    half = 0.5 if words[-1] == "half" else 0
    return (1 if count is None else count) + half


def duration(x: Expression) -> Found | None:
    """Read "about two years", "a 16-hour", "a day", "several weeks"."""
    unit = x.unit()
    single = x.own[0].text in ("a", "an") and x.end - x.start == 2
    if x.has("minutes", "hours") and x.own[-1].capital and next(x.numbers(), 0) in (48, 60):
        return None  # the broadcasts of that name
    if unit == "weekend" or (unit == "second" and not x.has("seconds")):
        return None
    if single and x.before() not in _BEFORE_A_LENGTH and unit != "fortnight":
        return _single(x, unit)
    if x.own[0].kind == "number" and x.words == ["one", "day"] and x.before() not in _BEFORE_A_LENGTH:
        return None
    if any(w == "old" for w in (x.after(), x.after(2))) and x.after() in ("old", "-"):
        return None
    return x.found("DURATION", period(unit, count_of(x)))


def _single(x: Expression, unit: str) -> Found | None:
    """Read "a day" without a preposition: a rate ("10 tons a day"), a measure ("a year after"), or nothing."""
    if x.after() in ("after", "before", "and", "or", "since", "into", "on", "long", "to"):
        return x.found("DURATION", period(unit, 1))
    noun = x.lexemes[x.start - 1] if x.start else None
    if noun is not None and (
        noun.kind == "number" or noun.text.endswith("s") or noun.text in ("once", "twice", "times", "million")
    ):
        return x.found("SET", period(unit, 1))
    return None


def long(x: Expression) -> Found | None:
    """Read "day-long", "decades-long"."""
    return x.found("DURATION", period(x.unit(), None if x.own[0].text.endswith("s") else 1))


def compound(x: Expression) -> Found | None:
    """Read "two hours and 30 minutes", larger unit first."""
    units = [UNITS[w] for w in x.words if w in UNITS]
    counts = list(x.numbers())
    order = ["year", "month", "week", "day", "hour", "minute", "second"]
    if any(u not in order for u in units) or order.index(units[0]) >= order.index(units[1]):
        return None
    date, time = "", ""
    for unit, count in zip(units, counts, strict=True):
        letter, _, of_day = PERIODS[unit]
        date, time = (date, time + f"{count}{letter}") if of_day else (date + f"{count}{letter}", time)
    return x.found("DURATION", f"P{date}{'T' if time else ''}{time}")


def duration_range(x: Expression) -> Found | None:
    """Read "three to five years": the unit is sure, the number open."""
    low, high = list(x.numbers())[:2]
    return x.found("DURATION", period(x.unit(), None), f"from {low} to {high}")


def a_half(x: Expression) -> Found | None:
    """Read "a year and a half", "half an hour"."""
    return x.found("DURATION", period(x.unit(), 0.5 if x.own[0].text == "half" else 1.5))


def often(x: Expression) -> Found | None:
    """Read "twice a week", "three times a year"."""
    if x.own[0].text == "times":
        return Found("SET", period(x.unit(), 1), x.start + 1, x.end)
    return x.found("SET", period(x.unit(), 1))


def weekdays(x: Expression) -> Found | None:
    """Read "Fridays": every one of them."""
    return x.found("SET", f"XXXX-WXX-{WEEKDAYS[x.own[0].text[:-1]] + 1}")


def some_units(x: Expression) -> Found | None:
    """Read "for weeks", "the days before": a length that is not counted."""
    if x.before() in ("early", "wee", "late", "opening", "closing"):
        return None
    if x.before() in ("of", "in", "the") and x.after() not in ("before", "after", "of", "that", "since", "following"):
        return None
    if x.before() == "the" and x.before(2) not in ("in", "for", "over", "during", "within"):
        return None
    if x.before() == "of" and x.after() != "of":
        return None
    return x.found("DURATION", period(x.unit(), None))


def relative_units(x: Expression) -> Found | None:
    """Read "recent days", "the coming years"."""
    return x.found("DURATION", period(x.unit(), None))


def span_to_now(x: Expression) -> Found | None:
    """Read "the past two months", "the next five years"."""
    return x.found("DURATION", period(x.unit(), count_of(x)))


def these_days(x: Expression) -> Found | None:
    """Read "these days"."""
    return x.found("DATE", "PRESENT_REF") if x.unit() == "day" else x.found("DURATION", period(x.unit(), None))


def every(x: Expression) -> Found | None:
    """Read "every two weeks", "each Monday", "almost every day"."""
    count = next((w.value for w in x.own if w.value is not None), None)
    count = 2 if count is None and x.has("other") else count or 1
    weekday = x.weekday()
    if weekday is not None:
        return x.found("SET", f"XXXX-WXX-{WEEKDAYS[x.own[-1].text] + 1}")
    last = x.own[-1].text
    if last in MONTHS and x.own[-1].capital:
        return x.found("SET", f"XXXX-{MONTHS[last]:02}")
    if last in SEASONS:
        return x.found("SET", f"XXXX-{SEASONS[last]}")
    if last in DAY_PARTS:
        return x.found("SET", f"XXXX-XX-XX{DAY_PARTS[last]}")
    return x.found("SET", period(x.unit(), count))


def repeated(x: Expression) -> Found | None:
    """Read "daily", "annually"; with a capital it is part of a name ("The Daily Star")."""
    if x.own[0].capital and x.start:
        return None
    return x.found("SET", SETS[x.own[0].text])
