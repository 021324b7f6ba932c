"""Which of the encoder's events stand, heard beside the rules': where both see a trigger, less certainty will do."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from dateline.model.span import Span
from dateline.record.reading import RawEvent

ALONE, TOGETHER = 0.74, 0.44
"""Least scores of an event that the encoder finds alone, and of one whose trigger the rules know, too.

The higher they are, the fewer events of plain news are told as political: with .71 and .4 the development part has .677
for .672, our own articles a precision of .769 for .781.
"""
DOUBTED = 0.85
"""Least score of an event whose trigger does not sound like a deed."""
ELSEWHERE, NEVER = 0.95, 2.0
"""Least score of an event in a sentence full of sport, art, home or markets, whoever finds it.

The development part has no such event above .85; on our own sentences .95 gives a precision of .79 (.78). None
stands in one that is far from politics.
"""
PLAIN = 0.75
"""Least score of an event that the rules find alone, with both its sides or several together.

It takes what the rules' lexicon trusts well; on our own sentences anything from .6 up gives the same, as the encoder
finds these itself.
"""


def weighed(
    found: Sequence[RawEvent],
    rules: Sequence[RawEvent],
    *,
    elsewhere: Callable[[Span], float | None] = lambda _: None,
    words: Callable[[Span], str] = lambda _: "",
) -> tuple[RawEvent, ...]:
    """Return the events that stand, in the order of the text.

    A place that the encoder misses, and that something is long past (years and anniversaries are a matter of counting),
    is taken from the rules' event of the same trigger.

    Args:
        found: What the encoder found.
        rules: What the rules found.
        elsewhere: Gives the bar for a trigger whose sentence is about another field than politics, None for others.
        words: Gives the words of a trigger.
    """
    out = []
    for event in found:
        same = [r for r in rules if r.trigger.touches(event.trigger)]
        if event.score >= _bar(event, same, elsewhere, words):
            place = event.place or next((r.place for r in same if r.place), None)
            past = event.factuality == "actual" and any(r.factuality == "historical" for r in same)
            out.append(replace(event, place=place, factuality="historical" if past else event.factuality))
    plain = [r for r in rules if _is_plain(r) and elsewhere(r.trigger) is None]
    out += [r for r in plain if not any(r.trigger.touches(e.trigger) for e in out)]
    return tuple(sorted(out, key=lambda e: e.trigger))


def _bar(
    event: RawEvent, same: Sequence[RawEvent], elsewhere: Callable[[Span], float | None], words: Callable[[Span], str]
) -> float:
    """Return the least score with which an event stands."""
    bar = elsewhere(event.trigger)
    if bar is not None:
        return bar
    if same:
        return TOGETHER
    return DOUBTED if is_no_deed(words(event.trigger)) else ALONE


def is_no_deed(trigger: str) -> bool:
    """Say whether a trigger is an adjective, an adverb or small words, which tell of something done once in hundreds.

    Args:
        trigger: Its words.
    """
    low = trigger.lower().split()
    return (bool(low) and all(w in _SMALL for w in low)) or (len(low) == 1 and _QUALITY.search(low[0]) is not None)


_SMALL = frozenset(
    "a all also an and another any are aren as at be been being but by can could did didn do does doesn don for from"
    " had hadn has hasn have haven he her his i if in into is isn it its may me might more most must my no nor not of"
    " on or our real shall she so such t than that the their them there they this those to was wasn we were weren"
    " what when which who will with won would wouldn you your".split()
)
_QUALITY = re.compile(r"(?:ic|ous|ful|less|ible|able|ary|(?<!al)(?<!ral)(?<!rep)(?<!upp)(?<!omp)ly)$")
"""Endings of words for how something is; "rally", "reply", "supply" and "comply" are deeds."""


_LABEL = re.compile(r"([^\n.:!?]{1,40}): ")
_REPEATED = 3
"""So many lines of a page that begin alike are the rows of a table."""


def in_label(text: str, trigger: Span) -> bool:
    """Say whether a trigger stands in what several lines of the text begin with: "Last strike: 3 May"."""
    start = text.rfind("\n", 0, trigger.start) + 1
    label = _LABEL.match(text, start)
    if label is None or label.end(1) < trigger.end:
        return False
    return f"\n{text}".count(f"\n{label[0]}") >= _REPEATED


_HOSTILE = re.compile(
    r"(?:exchange[ds]?|exchanging|traded?|trades|trading)(?: \w+){0,2} (?:fire|gunfire|shots?|shelling|blows|strikes"
    r"|attacks|barbs|insults|accusations|threats|blame|salvos)\b",
    re.I,
)


_AUXILIARY = re.compile(
    r"(?:(?:will|would|may|might|can|could|shall|should|must|has|have|had|is|are|was|were|be|not|also) ?)+"
)


_NEXT = 40
_NEITHER = re.compile(
    r"(?:\bneither|\bnot?|n['’]t|\bnor|\bdeclined to|\brefused to) (?:\w+ )?(?:confirm(?:ed)?) (?:n?or) $"
)
"""Before "denied": who neither confirms nor denies has said nothing."""


def is_misread(event: RawEvent, events: Sequence[RawEvent], text: str) -> bool:
    """Say whether a trigger is only the beginning of the next one, or an exchange of blows is read as cooperation.

    Args:
        event: The event.
        events: All events of the article.
        text: Its text.
    """
    if _NEITHER.search(text, max(0, event.trigger.start - _NEXT), event.trigger.start) is not None:
        return True
    if _AUXILIARY.fullmatch(event.trigger.of(text).lower()) is None:
        return is_hostile_exchange(event, text)
    near = (e for e in events if event.trigger.end <= e.trigger.start < event.trigger.end + _NEXT)
    return any(e.type == event.type for e in near)


def is_hostile_exchange(event: RawEvent, text: str) -> bool:
    """Say whether what two exchange is no cooperation: "exchanged warning shots"."""
    return event.type == "COOPERATE" and _HOSTILE.match(text, event.trigger.start) is not None


def _is_plain(event: RawEvent) -> bool:
    sides = bool(event.actors) + bool(event.recipients)
    return event.score >= PLAIN and (sides == 2 or len(event.actors) > 1)
