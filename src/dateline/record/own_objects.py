"""What each of two verbs has of its own, where one does both: "Norland jailed | a diver | and freed | two nuns"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from dateline.model.span import Span
from dateline.record.agents import is_passive
from dateline.record.reading import RawEvent
from dateline.record.rules.inflect import is_past

_ALSO = (
    r"(?:also|then|later|subsequently|immediately|afterwards|instead|again|\w+ly|has|had|have|is|was|were|been|being"
    r"|is being|will|would|(?:on|in|at|during) [^,;.]{1,30}?,?)"
)
_AND = re.compile(rf"(?:[,;] )?\b(?:and|but|then|before|or|while) (?:{_ALSO} )*$")
"""A joint that the second verb follows, but for small words: nobody else comes between to do it."""
_HURT = (
    r"(?:killed|injured|wounded|hurt|dead|missing|displaced|hospitali[sz]ed|arrested|detained|jailed|released|freed|rescued"
    r"|evacuated|abducted|kidnapped|taken)\b"
)
_BEFALLEN = re.compile(rf"(?: (?:others|more|people))? (?:(?:ha[sd]|have) been |was |were |left )?(?:\w+ly )?({_HURT})")
"""What befell others than those of the verb: "ten were held and | six | injured"."""
_JOINED = re.compile(r"(?:,| and|, and| while|, while|;) (?:(?:at least|some|about|another|the) )*$")
_PRONOUN = re.compile(r"[^.,;:]{0,60}\b(?:it|him|her|them)\b")
_RELATIVE = re.compile(r"\b(?:that|who|which|whom|whose|where|when|after|before|as|said)\b")
_BESIDE = 6
"""So many characters at most, an article and a space, stand between a verb and its object."""
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
    out = [_without_others(e, text) for e in events]
    for n, later in enumerate(events):
        cut = _joint(later, text)
        first = _before(later, events, cut, text)
        if cut is None or first is None:
            continue
        own = _second(out[n], events[first].trigger.end, cut, text)
        out[n] = _with_doer(own, events[first], text[events[first].trigger.end : cut], text)
        for m in range(n):
            if out[m].trigger.end <= cut:
                out[m] = _first(out[m], cut)
    return out


def _without_others(event: RawEvent, text: str) -> RawEvent:
    """Return a passive without those whom another participle befell: of "ten were held and six injured" the ten."""
    if not any(is_passive(r, event.trigger, text) for r in event.recipients):
        return event
    others = [r for r in event.recipients if r.start > event.trigger.end and _befallen(r, text)]
    return replace(event, recipients=tuple(r for r in event.recipients if r not in others))


def _befallen(side: Span, text: str) -> bool:
    joined = _JOINED.search(text, max(0, side.start - _REACH), side.start)
    return joined is not None and _BEFALLEN.match(text, side.end) is not None


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


def _second(event: RawEvent, start: int, cut: int, text: str) -> RawEvent:
    # "rammed the boat and fired at it": the pronoun is the other's object
    own = any(r.start >= cut for r in event.recipients) and _PRONOUN.match(text, event.trigger.end) is None
    recipients = tuple(r for r in event.recipients if not (own and start <= r.start and r.end <= cut))
    between = event.place is not None and start <= event.place.start and event.place.end <= cut
    said_elsewhere = between and event.type in _SAID
    return replace(event, recipients=recipients, place=None if said_elsewhere else event.place)


def _with_doer(event: RawEvent, first: RawEvent, between: str, text: str) -> RawEvent:
    """Give the second verb who does the first, where it has nobody and its own object stands right behind it.

    In 6,900 coded sentences 63 of 72 such verbs share who acts; the others stand behind a relative clause.
    """
    doers = [a for a in first.actors if a.end < first.trigger.start]
    active = any(0 < r.start - event.trigger.end <= _BESIDE for r in event.recipients)
    if event.actors or not active or not doers or _RELATIVE.search(between):
        return event
    return replace(event, actors=tuple(doers))


def _first(event: RawEvent, cut: int) -> RawEvent:
    own = tuple(r for r in event.recipients if r.start < cut)
    return replace(event, recipients=own or event.recipients)
