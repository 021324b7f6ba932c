"""Which words of time are an event's own: before its trigger, behind another deed, or of the news itself."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from dateline.model.span import Span
from dateline.model.statement import EventDate, TimeExpression
from dateline.record.event_dates import from_time, is_horizon
from dateline.record.reading import RawEvent
from dateline.record.rules.inflect import is_past

_BESIDE = 20
"""So many characters at most lie between a time and the trigger it qualifies."""
_OF_A_NOUN = re.compile(r"(?:(\w+) +)?(?:\b(?:the|an?|its|his|her|their)|['’]s) +(?:\d{4} ?[-–/] ?)?$", re.I)
_GOES_ON = re.compile(r" ?[-–/] ?\d{2,4} [a-z]{3}| (?!when|that|and|which)[A-Za-z][a-z]{2}")
_FEW = 6
_ABOUT = frozenset("of from to with over about for on against into like".split())
_PERFECT = frozenset("have has had having initially originally previously earlier formerly".split())


def up_to(time: Span, trigger: Span, text: str) -> str:
    """Return what leads to a time, from its event on: "since his arrest on Monday" leaves no arrest open."""
    return text[trigger.end if trigger.end <= time.start else 0 : time.start]


_JOINT = re.compile(r" ?(?:-|–|and|to|through|until|till) ?")


def up_to_next(found: EventDate, time: TimeExpression, times: Sequence[TimeExpression], text: str) -> EventDate:
    """Return the days of an event up to the next time that is joined with its own: "from Friday to Sunday".

    Args:
        found: What the time itself covers.
        time: The time.
        times: The times of the article, in the order of its text.
        text: The article's text.
    """
    at = bisect_right(times, time.span.end, key=lambda t: t.span.start)
    joined = at < len(times) and _JOINT.fullmatch(text, time.span.end, times[at].span.start) is not None
    end = from_time(times[at]) if joined else None
    if end is None or end.precision != found.precision or end.latest < found.latest:
        return found
    return replace(found, latest=end.latest)


def time_before(event: RawEvent, text: str, times: Sequence[TimeExpression]) -> EventDate | None:
    """Return the time that qualifies the trigger itself: "the 26/11 terror attack"; a verb has none before it."""
    if is_past(event.trigger.of(text).split()[0].lower()):
        return None
    for time in times:
        if not 0 < event.trigger.start - time.span.end <= _BESIDE:
            continue
        between, noun = text[time.span.end : event.trigger.start].split(), _of_a_noun(time.span, text)
        if all(w.isalpha() for w in between) and len(between) <= 2 and (between or noun):
            before = text[max(0, time.span.start - 2 * _BESIDE) : time.span.start].split()[-1:]
            return None if before and before[0].lower() in ("on", "in") else from_time(time)
    return None


def _of_a_noun(time: Span, text: str) -> re.Match[str] | None:
    return _OF_A_NOUN.search(text, max(0, time.start - 2 * _BESIDE), time.start)


def is_elsewhere(time: Span, text: str) -> bool:
    """Say whether a time is no day of the deed beside it: how far something reaches, or when another deed was."""
    return is_horizon(time, text) or _is_of_another_deed(time, text)


def _is_of_another_deed(time: Span, text: str) -> bool:
    """Say whether a time tells apart a thing that is only spoken of: "survivors of the 1992-95 war marched".

    Without such a word before it, it says when after all: "killed during the 2017 protests", "negotiated a 1997 pact".
    What stands right before the trigger itself is `time_before`'s.
    """
    before = _of_a_noun(time, text)
    if before is None or (before[1] or "").lower() not in _ABOUT:
        return False
    return any(c.isdigit() for c in time.of(text)) and _GOES_ON.match(text, time.end) is not None


_AFTER_ANOTHER = re.compile(
    r"(?:(?!\b(?:who|which|that)\b)[^;:])*?\b(?:days|weeks|months) (?:later|afterwards?)\b", re.I
)


def is_counted_from_another(behind: str) -> bool:
    """Say whether the words behind a deed count its days from another: "arrested when he returned days later"."""
    return _AFTER_ANOTHER.match(behind) is not None


_CLAUSE = 160
"""So many characters a clause has at most."""
_COUNTED_TO = re.compile(
    r"\b(?:an?|one|two|three|four|five|six|several|\d+|some|few|the) (?:days?|weeks?|months?|years?) after"
    r" (?:(?!\b(?:when|while|and|but|who|that)\b)[^.,;:])*$",
    re.I,
)


def is_counted_to(before: str) -> bool:
    """Say whether the words before a deed count days from it to the news: "a week after police killed a student"."""
    return _COUNTED_TO.search(before[-_CLAUSE:]) is not None


_ASIDE = re.compile(
    r", (?:\w+ly )?(?:\w+(?:ed|en)|held|shot|built|made|sent|found|sold|won|set|led|known)\b[^,.;:]{0,40}$"
)


def is_of_aside(time: Span, trigger: Span, sentence: Span, text: str) -> bool:
    """Say whether a time is that of a participle between commas: "the party, founded in 1986, condemned"."""
    if not sentence.start <= time.start < time.end <= trigger.start:
        return False
    aside = _ASIDE.search(text, sentence.start, time.start)
    comma = text.find(",", time.end, trigger.start)
    return aside is not None and comma >= 0 and text[time.end : comma].count(" ") <= _FEW


def is_told(event: RawEvent, text: str) -> bool:
    """Say whether the trigger is a simple past that tells the news.

    A noun or "have" before it may look back far, and so does what tells who somebody is ("a man who was arrested").
    """
    before = text[max(0, event.trigger.start - 30) : event.trigger.start].lower().split()[-3:]
    tells_who = before[-2:] in (["who", "was"], ["who", "were"])
    return is_past(event.trigger.of(text).split()[0].lower()) and _PERFECT.isdisjoint(before) and not tells_who
