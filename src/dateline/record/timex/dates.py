"""Days and months that are named, wholly or in part."""

from __future__ import annotations

import re
from datetime import date, timedelta

from dateline.record.timex.calendar import (
    Way,
    nearest_weekday,
    valid_day,
    week,
    year_of_day,
    year_of_month,
)
from dateline.record.timex.reading import NO_ANCHOR, Expression, Found
from dateline.record.timex.tense import is_ahead, is_due, way_of
from dateline.record.timex.vocabulary import MONTHS
from dateline.world.named_days import remembered_day

_ABBREVIATED = frozenset(m for m in MONTHS if len(m) <= 4) - {"may", "june", "july"}
_MONTHS_AHEAD = 3
_EVE = 2
_WEEK_BUT_A_DAY = 6
# What is held on a day that was set before.
_HELD = frozenset(
    "vote votes election elections primary primaries caucus caucuses runoff referendum ballot polls poll debate "
    "debates match game games final semifinal fixture derby race bout fight contest showdown encounter hearing "
    "hearings meeting meetings summit session sessions talks trial convention ceremony inauguration launch visit event "
    "conference deadline concert premiere parade festival gathering".split()
)
_LOOKING_BACK = tuple(
    "appeal challeng review investigat probe contest condemn respond discuss won win beat lost defeat analy".split()
)
_NEAR = timedelta(days=60)
_PAPERS = frozenset("times telegraph mirror mail express herald post world tribune star guardian sun magazine".split())
_DAYS_OF_A_NAME = frozenset("bloody black cyber super giving".split())
_GIVEN_NAMES = frozenset("april may june august jan".split())
_PARTICLES = frozenset("van von der den de di".split())
_BEFORE_A_MONTH = frozenset(
    "in of since until till by from last next this early late mid through during before after between".split()
)


def month_and_day(x: Expression) -> Found | None:
    """Read "Aug. 7", "October 7, 2023", "Friday, Oct. 23", "the 7th of October"."""
    month, year = x.month(), x.year()
    day = next((n for n in x.numbers() if n != year), None)
    if month is None or day is None or not valid_day(year or 2000, month, day):
        return None
    return x.found("DATE", *_day_value(x, month, day, year))


def _day_value(x: Expression, month: int, day: int, year: int | None) -> tuple[str | None, str | None]:
    if year is not None:
        return f"{year:04}-{month:02}-{day:02}", None
    if x.anchor is None:
        return f"XXXX-{month:02}-{day:02}", NO_ANCHOR
    remembered = remembered_day(month, day, {w.text for w in x.lexemes}, x.anchor)
    if remembered:
        return remembered.isoformat(), None
    weekday = x.weekday()
    if weekday is not None:
        return _day_on(x, weekday, month, day, x.anchor), None
    return f"{day_year(x, month, day, x.anchor)}-{month:02}-{day:02}", None


def day_year(x: Expression, month: int, day: int, anchor: date) -> int:
    """Return the year of a day without one: the nearer, where it is near; else the clause says which way it lies.

    A writer who means a day ten months gone gives its year.
    """
    ahead = valid_day(year_of_day(anchor, month, day, "future"), month, day)
    if ahead is not None and ahead - anchor <= _NEAR:
        return ahead.year
    behind = valid_day(year_of_day(anchor, month, day, "past"), month, day)
    if behind is not None and anchor - behind <= _NEAR:
        return behind.year
    return year_of_day(anchor, month, day, x.way())


def _day_on(x: Expression, weekday: int, month: int, day: int, anchor: date) -> str:
    """Return the day of the year in which it falls on the weekday the text names: this, the last or the next.

    Where it does so in none of them, the weekday is rather a slip than a day of years ago.
    """
    for years in (0, -1, 1):
        found = valid_day(anchor.year + years, month, day)
        if found and found.weekday() == weekday:
            return found.isoformat()
    return f"{day_year(x, month, day, anchor)}-{month:02}-{day:02}"


def day_range(x: Expression) -> Found | None:
    """Read "March 3-5", "3-5 March 2024": an ISO 8601 interval."""
    month, year = x.month(), x.year()
    days = [n for n in x.numbers() if n != year][:2]
    if month is None or len(days) < 2 or days[0] >= days[1]:
        return None
    if year is None and x.anchor is None:
        return x.found("DATE", None, NO_ANCHOR)
    year = year or day_year(x, month, days[0], x.anchor or date.min)
    first, last = valid_day(year, month, days[0]), valid_day(year, month, days[1])
    return x.found("DATE", f"{first}/{last}") if first and last else None


def iso(x: Expression) -> Found | None:
    """Read "2024-08-28"."""
    year, month, day = (int(p) for p in x.own[0].text.split("-"))
    return x.found("DATE", x.own[0].text) if valid_day(year, month, day) else None


def slashed(x: Expression) -> Found | None:
    """Read "28/08/2024" and "8/28/2024"; where both orders are days, only the year is certain."""
    one, two, year = (int(p) for p in re.split(r"[/.\-]", x.own[0].text))
    year += 0 if year > 99 else 2000 if year < 50 else 1900
    readings = {d for d in (valid_day(year, two, one), valid_day(year, one, two)) if d}
    if len(readings) == 1:
        return x.found("DATE", readings.pop().isoformat())
    return x.found("DATE", f"{year}", "day and month can be read in either order") if readings else None


def month_alone(x: Expression) -> Found | None:
    """Read "April", "early December", "July 1997"."""
    month, year = x.month(), x.year()
    if month is None or (year is None and _is_no_month(x)):
        return None
    if year is not None:
        return x.found("DATE", f"{year:04}-{month:02}")
    if x.anchor is None:
        return x.found("DATE", f"XXXX-{month:02}", NO_ANCHOR)
    way = x.told_way() or ("future" if 0 < (month - x.anchor.month) % 12 <= _MONTHS_AHEAD else "past")
    return x.found("DATE", f"{year_of_month(x.anchor, month, way)}-{month:02}")


def _is_no_month(x: Expression) -> bool:
    """Say whether a lone "May", "March", "Jan" or "June" is a verb, a demonstration or somebody's name."""
    name = next(w for w in x.own if w.text in MONTHS).text
    following = x.lexemes[x.end] if x.end < len(x.lexemes) else None
    named = following is not None and (following.capital or following.text in _PARTICLES)
    known = x.before() in _BEFORE_A_MONTH or x.end - x.start > 1 or _in_list_of_months(x)
    if name in ("may", "march"):
        of_something = following is not None and following.text in ("for", "of", "on")
        return not (known or (x.before() == "the" and not of_something))
    if name in _ABBREVIATED:
        return x.own[-1].text != "." and (not known or named)
    return name in _GIVEN_NAMES and not known and named


def _in_list_of_months(x: Expression) -> bool:
    """Say whether another month stands beside this one: "April, May and June"."""
    around = (
        x.before(2) if x.before() in (",", "and", "to", "or") else "",
        x.after(2) if x.after() in (",", "and", "to", "-") else "",
    )
    return any(w in MONTHS for w in around)


def month_of_year(x: Expression) -> Found | None:
    """Read "May last year", "October of this year"."""
    month = x.month()
    if month is None or x.own[-1].text != "year":
        return month_alone(x)
    if x.anchor is None:
        return x.found("DATE", f"XXXX-{month:02}", NO_ANCHOR)
    return x.found("DATE", f"{x.anchor.year + x.side()}-{month:02}")


def weekday(x: Expression) -> Found | None:
    """Read "Wednesday": the last one up to the day of writing, or the next, as the clause has it."""
    number = x.weekday()
    if number is None:
        return None
    if x.own[0].text in ("mon", "wed", "fri", "thu", "tue") and x.after() not in (",", "."):
        return None
    if _is_no_weekday(x):
        return None
    if x.before() in ("a", "every", "any"):
        return Found("DATE", None, x.start - 1, x.end, "any day of that name")
    if x.anchor is None:
        return x.found("DATE", None, NO_ANCHOR)
    return x.found("DATE", day_of_week(x, number, x.anchor).isoformat())


def day_of_week(x: Expression, number: int, anchor: date) -> date:
    """Return the day a weekday without a date means.

    The clause says which way it lies. Where it does not, news tells of the past; but whoever writes of what was six
    days ago does not call it by its weekday alone, as one does what comes tomorrow.
    """
    past, future = (nearest_weekday(anchor, number, way) for way in ("past", "future"))
    told, ago = x.told_way(), (anchor - past).days
    if is_ahead(x.lexemes, x.start):
        return past if ago == 1 and told == "past" else future
    if x.after() in ("'", "’"):
        return _day_of_its_own(x, told, past, future, ago)
    if told is None:
        return future if ago == _WEEK_BUT_A_DAY or (ago > _EVE and is_due(x.lexemes, x.start)) else past
    if told == "future" and ago == 1 and x.before() in ("until", "till"):
        # "It was open until Thursday" was, on a Friday, yesterday
        return future if way_of(x.lexemes, x.start - 1, x.end) == "future" else past
    return past if told == "past" else future


def _day_of_its_own(x: Expression, told: Way | None, past: date, future: date, ago: int) -> date:
    """Return the day of "Thursday's vote": what is held on days set before may be to come, a ruling or an attack was.

    Beyond tomorrow a future verb must say so, and none that looks back: "will use Monday's debate", not "will appeal".
    """
    noun = next((w for k in (2, 3, 4) if (w := x.after(k)) in _HELD), None)
    near = 7 - ago <= _EVE
    if noun is None:
        return future if told == "future" and near else past
    looks_back = x.before(2 if x.before() in ("in", "at") else 1).startswith(_LOOKING_BACK)
    if told == "future":
        return past if looks_back and not near else future
    return future if ago == _WEEK_BUT_A_DAY and not looks_back else past


def _is_no_weekday(x: Expression) -> bool:
    """Say whether a weekday is part of the name of a paper ("The Sunday Times") or of a day in history or trade."""
    following = x.lexemes[x.end] if x.end < len(x.lexemes) else None
    previous = x.lexemes[x.start - 1] if x.start else None
    paper = following is not None and following.capital and following.text in _PAPERS
    return paper or (previous is not None and previous.capital and previous.text in _DAYS_OF_A_NAME)


def week_of(x: Expression) -> Found | None:
    """Read "the week of March 6"."""
    day = month_and_day(x)
    if day is None or day.value is None or x.own[1].text != "week" or day.value.startswith("X"):
        return day
    return x.found("DATE", week(date.fromisoformat(day.value)))
