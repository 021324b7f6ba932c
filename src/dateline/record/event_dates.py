"""The days of an event: from the time expression of its clause, from an anniversary, or from the day of publication."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from dateline.model.span import Span
from dateline.model.statement import DatePrecision, EventDate, Factuality, TimeExpression
from dateline.record.reading import RawEvent
from dateline.record.rules.inflect import is_past

_FAR = 60
"""How many characters an anniversary may stand before its event: "the sixth anniversary of the deadly May raid"."""

Days = tuple[date, date, DatePrecision]

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T.*|[A-Z]{2})?$")
_MONTH = re.compile(r"(\d{4})-(\d\d)$")
_WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?$")
_QUARTER = re.compile(r"(\d{4})-Q([1-4])$")
_YEAR = re.compile(r"(\d{4})$")
_ORDINALS = {
    word: n
    for n, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
        "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(),
        1,
    )
} | {"thirtieth": 30, "fortieth": 40, "fiftieth": 50, "sixtieth": 60, "seventieth": 70, "hundredth": 100}
_ANNIVERSARY = re.compile(rf"(?:\b(\d+)(?:st|nd|rd|th)|\b({'|'.join(_ORDINALS)})) (?:[a-z]+ )?anniversary\b", re.I)


def days_of(value: str | None) -> Days | None:
    """Return the first and last day a TIMEX3 date value covers and how fine it is, or None if it names no day."""
    for pattern, read in _READERS:
        m = pattern.match(value or "")
        if m:
            return read(m)
    return None


def _day(year: int, month: int, day: int) -> Days | None:
    try:
        at = date(year, month, day)
    except ValueError:
        return None
    return at, at, "day"


def _months(year: int, first: int, last: int) -> Days | None:
    if not (1 <= first <= last <= 12 and year > 0):
        return None
    return date(year, first, 1), date(year, last, monthrange(year, last)[1]), "month"


def _week(year: int, week: int, weekend: bool) -> Days | None:
    try:
        monday = date.fromisocalendar(year, week, 1)
    except ValueError:
        return None
    return monday + timedelta(days=5 if weekend else 0), monday + timedelta(days=6), "day"


_READERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Days | None]], ...] = (
    (_DAY, lambda m: _day(int(m[1]), int(m[2]), int(m[3]))),
    (_MONTH, lambda m: _months(int(m[1]), int(m[2]), int(m[2]))),
    (_QUARTER, lambda m: _months(int(m[1]), 3 * int(m[2]) - 2, 3 * int(m[2]))),
    (_WEEK, lambda m: _week(int(m[1]), int(m[2]), bool(m[3]))),
    (_YEAR, lambda m: _year(int(m[1]))),
)


def _year(year: int) -> Days | None:
    return (date(year, 1, 1), date(year, 12, 31), "year") if year > 0 else None


def from_time(time: TimeExpression) -> EventDate | None:
    """Return the event date that a time expression gives, or None if its value is open or no date."""
    days = days_of(time.value) if time.type in ("DATE", "TIME") else None
    return _event_date(days, time.id) if days else None


def _event_date(days: Days, ref: str | None) -> EventDate:
    earliest, latest, precision = days
    return EventDate(
        earliest=earliest.isoformat(), latest=latest.isoformat(), precision=precision, basis="text", ref=ref
    )


def within(found: EventDate, before: str, published: date | None) -> EventDate:
    """Return the days of an event that the words before its time leave open to one side.

    "Since May", and "since war broke out in May", lasts up to the day of publication, "by May" begins there; without
    that day May is all there is.

    Args:
        found: What the time itself covers.
        before: The text up to the time.
        published: The day of publication.
    """
    open_side = _OPEN_SIDE.search(before)
    if open_side is None or published is None:
        return found
    day, since = published.isoformat(), (open_side[1] or open_side[2]).lower() == "since"
    earliest, latest = (found.earliest, day) if since else (day, found.latest)
    return replace(found, earliest=earliest, latest=latest) if earliest <= latest else found


_OPEN_SIDE = re.compile(
    r"(?i)\b(?:(since|by|until|till)(?: (?:the|early|mid|late|end of|the end of))? ?-?"
    r"|(since)(?: [\w'’-]+){2,7} (?:in|on|of)(?: (?:early|mid|late))? ?)$"
)
"""Before a time: "since May", and "since the war broke out in May"."""


_REACH = 10
_AHEAD = re.compile(r"(?i)(?:the )?(?:next|coming|following) (?:\w+ )?(?:days?|weeks?|months?|years?|decades?)\b")


def is_horizon(time: Span, text: str) -> bool:
    """Say whether a time is one that something is to last or come in: "pledged 40 billion within the next year"."""
    before = text[max(0, time.start - _REACH) : time.start].lower()
    return before.endswith(("within ", "over ")) and _AHEAD.match(text, time.start) is not None


def is_of_what_comes(time: Span, trigger: Span, text: str) -> bool:
    """Say whether a time is that of what an event comes ahead of: "came under attack ahead of Saturday's primary"."""
    return trigger.end <= time.start and _COMES_AHEAD.search(text, trigger.end, time.start) is not None


_COMES_AHEAD = re.compile(r"\b(?:ahead|(?:in )?advance) of [^.;,:]*$")


_SAID = frozenset({"ACCUSE", "AGREE", "CONCEDE", "REJECT", "REQUEST", "SUPPORT", "THREATEN"})
"""What is done by speaking, of what may lie ahead: "urged Norland to leave on Monday"."""


def is_ahead(found: EventDate, published: date | None) -> bool:
    """Say whether all days of an event come after the day of publication."""
    return published is not None and found.earliest > published.isoformat()


_TO_COME = re.compile(
    r"\b(?:will|shall|would|may|could|plans?|planned|set|due|expected|scheduled|vow(?:s|ed)?) [^.;]*$", re.I
)
_CLAUSE_ENDS = frozenset(",;:.")
_THIS_WEEK = 7
_NEAR = 40


def week_before(found: EventDate, event: RawEvent, text: str) -> EventDate | None:
    """Return the day a week before a weekday ahead that stands before something done: "Monday's decision to block".

    That weekday can only be the last one; behind a verb it may be what is asked for or announced, and says nothing.

    Args:
        found: The day ahead.
        event: What the reader found.
        text: The article's text.
    """
    if event.date is None or event.date.end > event.trigger.start:
        return None
    told = text[max(0, event.trigger.start - _NEAR) : event.trigger.start]
    if not _CLAUSE_ENDS.isdisjoint(text[event.date.end : event.trigger.start]):
        return None
    if event.trigger.of(text).split()[0].endswith("s") or _TO_COME.search(told + event.trigger.of(text)):
        return None
    if found.precision != "day" or found.earliest != found.latest or any(c.isdigit() for c in event.date.of(text)):
        return None
    day = (date.fromisoformat(found.earliest) - timedelta(days=_THIS_WEEK)).isoformat()
    return replace(found, earliest=day, latest=day)


def up_to_publication(found: EventDate | None, factuality: Factuality, published: date | None) -> EventDate | None:
    """Return the days of what was done no later than the day of publication, and of what is to come no earlier.

    Of "earlier this month", told on the 22nd, the rest of the month is no part.

    Args:
        found: What the time covers.
        factuality: Whether it was done or is to come.
        published: The day of publication.
    """
    if found is None or published is None or not found.earliest < published.isoformat() < found.latest:
        return found
    if factuality == "actual":
        return replace(found, latest=published.isoformat())
    return replace(found, earliest=published.isoformat()) if factuality == "future" else found


def is_done(event: RawEvent, text: str) -> bool:
    """Say whether an event had happened when it was told: a past form, or something said.

    A day ahead is then the day of what was asked or threatened; of "talks on Monday" it is their own.

    Args:
        event: What the reader found.
        text: The article's text.
    """
    return event.type in _SAID or is_past(event.trigger.of(text).split()[0].lower())


def from_publication(published: date) -> EventDate:
    """Return the day of publication as the day of an event that gives none itself."""
    day = published.isoformat()
    return EventDate(earliest=day, latest=day, precision="day", basis="published")


def from_anniversary(
    text: str, sentence: Span, trigger: Span, times: Sequence[TimeExpression], published: date | None
) -> EventDate | None:
    """Return the day that an anniversary told before the trigger points to: "the sixth anniversary of the raid".

    The anniversary is the day its own sentence names ("on Wednesday"), else the day of publication.
    """
    m = _last_anniversary(text, max(sentence.start, trigger.start - _FAR), trigger.start)
    years = _years(m) if m and not set(text[m.end() : trigger.start]) & set(",;:") else None
    if years is None:
        return None
    here = [(t, d) for t in times if t.span in sentence and (d := days_of(t.value)) and d[2] == "day" and d[0] == d[1]]
    day, ref = (here[0][1][0], here[0][0].id) if here else (published, None)
    if day is None or years >= day.year:
        return None
    if (day.month, day.day) == (2, 29):
        # The year before may have had no such day: what the anniversary points to is then open.
        return None
    then = day.replace(year=day.year - years)
    return _event_date((then, then, "day"), ref)


def _last_anniversary(text: str, start: int, end: int) -> re.Match[str] | None:
    return max(_ANNIVERSARY.finditer(text, start, end), key=lambda m: m.start(), default=None)


def _years(m: re.Match[str]) -> int | None:
    return int(m[1]) if m[1] else _ORDINALS.get((m[2] or "").lower())
