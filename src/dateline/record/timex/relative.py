"""Times told from another one: "yesterday", "last week", "two weeks ago", "the sixth anniversary"."""

from __future__ import annotations

from datetime import date, timedelta

from dateline.record.timex.calendar import at_grain, nearest_weekday, period, start_of, step, step_months, year_of_month
from dateline.record.timex.dates import day_of_week
from dateline.record.timex.lengths import count_of
from dateline.record.timex.periods import season
from dateline.record.timex.reading import NO_ANCHOR, NO_FOCUS, Expression, Found
from dateline.record.timex.vocabulary import DAY_PARTS, SEASONS, UNITS
from dateline.world.named_days import remembered_in

_DAYS = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}
_BACK, _ON = ("last", "previous", "preceding", "past"), ("next", "coming", "following")
# Units of which "ago" says more than its grain: a decade ago is a year, an hour ago no known hour.
_GRAIN = {
    "decade": "year",
    "century": "year",
    "millennium": "year",
    "fortnight": "week",
    "night": "day",
    "weekend": "week",
}


def _part(x: Expression) -> str:
    if x.has("tonight"):
        return "TNI"
    return next((DAY_PARTS[w] for w in x.words if w in DAY_PARTS), "")


def day_by_name(x: Expression) -> Found | None:
    """Read "yesterday", "tomorrow night", "tonight"."""
    part = _part(x)
    if _is_title(x):
        return None
    if x.anchor is None:
        return x.found("TIME" if part else "DATE", None, NO_ANCHOR)
    day = x.anchor + timedelta(days=next(_DAYS[w] for w in x.words if w in _DAYS))
    return x.found("TIME" if part else "DATE", day.isoformat() + part)


def _is_title(x: Expression) -> bool:
    """Say whether a word of time is the end of a name in running text: "USA Today", "Times Now"."""
    previous = x.lexemes[x.start - 1] if x.start else None
    running = sum(w.kind == "word" and not w.capital for w in x.lexemes) > sum(w.capital for w in x.lexemes)
    return bool(x.own[0].capital and previous and previous.capital and running)


def weekday_part(x: Expression) -> Found | None:
    """Read "Friday night"."""
    if x.anchor is None:
        return x.found("TIME", None, NO_ANCHOR)
    return x.found("TIME", day_of_week(x, x.weekday() or 0, x.anchor).isoformat() + _part(x))


def relative(x: Expression) -> Found | None:
    """Read "last week", "earlier this month", "next Monday", "that day", "this morning", "the following year"."""
    if x.has("that", "same") or (x.own[0].text == "the" and x.has("next", "following", "previous", "preceding")):
        return _from_focus(x)
    if any(w in SEASONS for w in x.words):
        return season(x)
    if any(w in UNITS for w in x.words) and (x.has("past") or _is_stretch(x)):
        return x.found("DURATION", period(x.unit(), 1))
    part = _part(x)
    if x.anchor is None:
        return x.found("TIME" if part else "DATE", None, NO_ANCHOR)
    by = -1 if x.has(*_BACK) else 1 if x.has(*_ON) else 0
    if part:
        return x.found("TIME", (x.anchor + timedelta(days=by)).isoformat() + part)
    value = _relative_day(x, x.anchor, by)
    return x.found("DATE", value) if value else None


def _is_stretch(x: Expression) -> bool:
    """Say whether "the last year" is the twelve months until now, as in "over the last year", and none of its own."""
    is_last = x.words[:2] == ["the", "last"] and len(x.words) == 3 and x.words[2] != "quarter"
    return is_last and x.before() in ("in", "over", "during", "for", "within")


def _relative_day(x: Expression, anchor: date, by: int) -> str | None:
    """Return the weekday, month or unit that lies one step back, on, or here."""
    if x.weekday() is not None:
        return _relative_weekday(x, anchor, by).isoformat()
    month = x.month()
    if month is not None:
        return _relative_month(anchor, month, by)
    unit = x.unit()
    return None if unit in ("second", "minute", "hour") else _relative_unit(anchor, unit, by)


def _relative_unit(anchor: date, unit: str, by: int) -> str:
    day = step(anchor, unit, by)
    if unit == "weekend" and by == -1 and anchor.weekday() >= 5:
        day = anchor - timedelta(days=7)
    return at_grain(day, unit)


def _relative_weekday(x: Expression, anchor: date, by: int) -> date:
    if by:
        return nearest_weekday(anchor + timedelta(days=by), x.weekday() or 0, "past" if by < 0 else "future")
    # "This Friday" is said of a day to come, unless its clause tells of the past.
    return nearest_weekday(anchor, x.weekday() or 0, x.told_way() or ("future" if x.has("this") else "past"))


def _relative_month(anchor: date, month: int, by: int) -> str:
    if by:
        whence = step_months(anchor, by)
        return f"{year_of_month(whence, month, 'past' if by < 0 else 'future')}-{month:02}"
    return f"{anchor.year}-{month:02}"


def _from_focus(x: Expression) -> Found | None:
    """Read what counts from the day the text spoke of last: "that day", "the next morning", "the same month"."""
    part, focus = _part(x), x.focus_day()
    kind = "TIME" if part else "DATE"
    by = -1 if x.has("previous", "preceding") else 1 if x.has("next", "following") else 0
    if x.weekday() is not None or x.month() is not None or any(w in SEASONS for w in x.words):
        return None
    unit = "day" if part else x.unit()
    if unit in ("hour", "minute", "second") or (x.has("that") and unit == "century"):
        return None
    if focus is None or (unit == "day" and len(x.focus or "") < 10):
        return x.found("TIME" if part else "DATE", None, NO_FOCUS)
    return Found("TIME" if kind == "TIME" else "DATE", at_grain(step(focus, unit, by), unit) + part, x.start, x.end)


def ago(x: Expression) -> Found | None:
    """Read "two weeks ago", "almost four years ago", "a day earlier", "two years later"."""
    unit, count = x.unit(), count_of(x)
    backward = x.has("ago", "earlier")
    whence = x.anchor if x.has("ago") else x.focus_day()
    if whence is None:
        return x.found("DATE", None, NO_ANCHOR if x.has("ago") else NO_FOCUS)
    if unit in ("second", "minute", "hour") and (count or 0) < 24:
        return x.found("TIME", None, "the hour of writing is not known")
    if count is None:
        if x.has("ago"):
            return x.found("DATE", "PAST_REF")
        return x.found("DATE", None, "the text does not say how many")
    if not x.has("ago") and unit == "day" and len(x.focus or "") < 10:
        return x.found("DATE", None, NO_FOCUS)
    return x.found("DATE", at_grain(step(whence, unit, -count if backward else count), _GRAIN.get(unit, unit)))


def unit_end(x: Expression) -> Found | None:
    """Read "year-end", "month-end"."""
    if x.own[-1].text != "end" or x.unit() not in ("year", "month", "week", "quarter"):
        return None
    return x.found("DATE", at_grain(x.anchor, x.unit())) if x.anchor else x.found("DATE", None, NO_ANCHOR)


def from_now(x: Expression) -> Found | None:
    """Read "three months from now"."""
    unit, count = x.unit(), count_of(x)
    if not x.has("now"):
        return None
    if x.anchor is None or count is None or unit in ("second", "minute", "hour"):
        return x.found("DATE", "FUTURE_REF")
    return x.found("DATE", at_grain(step(x.anchor, unit, count), _GRAIN.get(unit, unit)))


def after_next(x: Expression) -> Found | None:
    """Read "the week after next", "the month before last"."""
    if x.anchor is None or x.has("before") != x.has("last"):
        return x.found("DATE", None, NO_ANCHOR) if x.anchor is None else None
    return x.found("DATE", _relative_unit(x.anchor, x.unit(), -2 if x.has("last") else 2))


def day_before(x: Expression) -> Found | None:
    """Read "the day before yesterday", "the day after tomorrow", "the day before last Sunday"."""
    if x.unit() != "day" or x.anchor is None:
        return x.found("DATE", None, NO_ANCHOR) if x.unit() == "day" else None
    by = 1 if x.has("after") else -1
    if (number := x.weekday()) is not None:
        day = _relative_weekday(x, x.anchor, -1 if x.has(*_BACK) else 1) if number is not None else x.anchor
    else:
        day = x.anchor + timedelta(days=next(_DAYS[w] for w in x.words if w in _DAYS))
    return x.found("DATE", (day + timedelta(days=by)).isoformat())


def edge(x: Expression) -> Found | None:
    """Read "early next week", "the end of the year", "late last month"."""
    if x.has("the") and not x.has(*_BACK, *_ON, "this", "that"):
        unit = x.unit()
        if unit == "day" or x.own[0].text in ("early", "late", "mid"):
            return None
        return x.found("DATE", at_grain(x.anchor, unit)) if x.anchor else x.found("DATE", None, NO_ANCHOR)
    return relative(x)


def weekend(x: Expression) -> Found | None:
    """Read "the weekend": the last one, today's, or the next, as the clause has it."""
    if x.anchor is None:
        return x.found("DATE", None, NO_ANCHOR)
    return x.found("DATE", at_grain(nearest_weekday(x.anchor, 5, x.way()), "weekend"))


def anniversary(x: Expression) -> Found | None:
    """Read "the sixth anniversary": the day that is remembered, so many years before the day it is remembered on."""
    if x.has("month", "week", "day"):
        return None
    years = next(x.numbers())
    if x.anchor is not None and x.day and int(x.day[:4]) == x.anchor.year - years:
        return x.found("DATE", x.day)
    whence = start_of(x.day) if x.day else None
    if x.anchor is not None and (known := remembered_in(x.anchor.year - years, {w.text for w in x.lexemes})):
        return x.found("DATE", known.isoformat())
    if whence is not None and 0 < years < whence.year:
        return x.found("DATE", step_months(whence, -12 * years).isoformat())
    if x.anchor is None or not 0 < years < x.anchor.year:
        return x.found("DATE", None, NO_ANCHOR)
    return x.found("DATE", f"{x.anchor.year - years}")


def now(x: Expression) -> Found | None:
    """Read "now", "currently"; at the head of a sentence "Now" leads on in the telling rather than tells the time."""
    if _is_title(x) or (x.has("now") and x.own[0].capital):
        return None
    return x.found("DATE", "PRESENT_REF")


def lately(x: Expression) -> Found | None:
    """Read "recently"; in "as recently as Thursday" the day says it all."""
    if x.before() == "as":
        return None
    return x.found("DATE", "PAST_REF")


def future(x: Expression) -> Found | None:
    """Read "the future"."""
    return x.found("DATE", "FUTURE_REF")


def the_past(x: Expression) -> Found | None:
    """Read "the past", where no measure follows."""
    nearly = x.after() in (
        "",
        ".",
        ",",
        ";",
        "and",
        "have",
        "has",
        "had",
        "to",
        "but",
        "when",
        "he",
        "she",
        "it",
        "they",
        "as",
    )
    return x.found("DATE", "PAST_REF") if x.before() in ("in", "of", "from") and (nearly or x.start == 1) else None
