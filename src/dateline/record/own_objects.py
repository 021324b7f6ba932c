"""What each of two verbs has of its own, where one does both: "Norland jailed | a diver | and freed | two nuns"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from dateline.model.span import Span
from dateline.record.reading import RawEvent
from dateline.record.rules.inflect import is_past

_ALSO = (
    r"(?:also|then|later|subsequently|immediately|afterwards|instead|again|\w+ly|has|had|have|is|was|were|been|being"
    r"|is being|will|would|(?:on|in|at|during) [^,;.]{1,30}?,?)"
)
_AND = re.compile(rf"(?:[,;] )?\b(?:and|but|then|before|or|while) (?:{_ALSO} )*$")
"""A joint that the second verb follows, but for small words: nobody else comes between to do it."""
_REACH = 70
"""So many characters may a joint with its small words take."""
_SAID = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN"})
"""What is said is hardly said where the other verb's deed was done."""


def with_own_objects(events: Sequence[RawEvent], text: str) -> list[RawEvent]:
    """Return the events of a sentence, each of two joined verbs with its own objects, where it has some.

    What stands between the first verb and the joint belongs to the first, what stands behind it to the second; a verb
    without objects of its own shares the other's ("struck and destroyed two ports"). In 6,900 coded sentences no
    second verb with an object of its own shares the first's, and no first one the second's.

    Args:
        events: The events of one sentence, in order of their triggers.
        text: The article's text.
    """
    out = list(events)
    for n, later in enumerate(events):
        cut = _joint(later, text)
        first = _before(later, events, cut, text)
        if cut is None or first is None:
            continue
        between = Span(events[first].trigger.end, cut)
        out[n] = _second(out[n], between, cut)
        for m in range(n):
            if out[m].trigger.end <= cut:
                out[m] = _first(out[m], cut)
    return out


def _joint(event: RawEvent, text: str) -> int | None:
    """Return where the joint begins that a verb stands right behind, or None."""
    joint = _AND.search(text, max(0, event.trigger.start - _REACH), event.trigger.start)
    return joint.start() if joint is not None else None


def _before(later: RawEvent, events: Sequence[RawEvent], cut: int | None, text: str) -> int | None:
    """Return the verb before the joint that stands in the form of the one behind it."""
    form = _form(later.trigger, text)
    told = [n for n, e in enumerate(events) if cut is not None and e.trigger.end <= cut]
    return next((n for n in reversed(told) if form is not None and _form(events[n].trigger, text) == form), None)


def _form(trigger: Span, text: str) -> str | None:
    """Return the form of a verb: joined verbs agree in it, and a noun has none of these."""
    first = trigger.of(text).split()[0].lower()
    if is_past(first):
        return "past"
    return next((ending for ending in ("ing", "s") if first.endswith(ending)), None)


def _second(event: RawEvent, between: Span, cut: int) -> RawEvent:
    own = any(r.start >= cut for r in event.recipients)
    recipients = tuple(r for r in event.recipients if not (own and r in between))
    said_elsewhere = event.place is not None and event.place in between and event.type in _SAID
    return replace(event, recipients=recipients, place=None if said_elsewhere else event.place)


def _first(event: RawEvent, cut: int) -> RawEvent:
    own = tuple(r for r in event.recipients if r.start < cut)
    return replace(event, recipients=own or event.recipients)
