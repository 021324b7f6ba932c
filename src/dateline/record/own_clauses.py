"""The sides of each of two deeds in one sentence: of "Iran jailed a man and France expelled envoys", each its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from dateline.model.span import Span
from dateline.record.agents import is_passive
from dateline.record.reading import RawEvent
from dateline.record.rules.inflect import is_past
from dateline.record.side_words import sides_of
from dateline.record.true_sides import subject_pronoun

_JOINT = re.compile(
    r"(?:[,;] *)?(?:\b(?:and|but|while|whereas|as|after|before|when|because|although|though|since|until|if)\b|;) +"
    r"(?:(?:the|an?|its|their|his|her|some|about|around|nearly|over|at least|more than|up to|as many as) +)?$",
    re.I,
)
_COMMA = re.compile(r", +(?:the +)?$", re.I)
"""Between clauses in a row: "Norland freed a diver, Eastmark freed two and Sudmark opened the pass"."""
_TELLING = re.compile(
    r"(?:,|;)(?: (?:and|but|while|whereas))? (?:[\w'’.-]+ ){1,7}?"
    r"(?:said|says|announced|reported|added|claimed|confirmed)(?: that)? $"
)
"""Who says it opens a clause of his own: ", and the Norland navy said | it had struck"."""
_TELLING_REACH = 90
_BESIDE = re.compile(r"[,;]? *(?:as|after|before|when|because|although|though|since|until|if)\b", re.I)
_SINCE = re.compile(r"[,;]? *since\b", re.I)
"""Who acts in such a clause began something then: "40,000 have been killed since the army took power"."""
_MODAL = re.compile(r"\b(?:will|would|shall|should|can|could|may|might|must|to|did|does|do|not) +(?:\w+ly +)?$", re.I)
_WHICH = re.compile(r"\b(?:in|during|after|at|under|on) which\b")
_CAME = re.compile(
    r"(?: (?!which|that|who|and|but)[\w'’-]+){0,6}?(?:, (?:which|that) [^,;.]{1,60},)?"
    r" (?:came|comes|happened|occurred|took place|coincided)"
    r"(?: (?!that\b|which\b)[\w'’-]+){0,5}? (?:after|as|before|when|while) "
)
"""Behind a deed: what it is only set beside in time."""
_CLAUSE = 80
"""So many characters at most stand between "in which" and its verb."""
_FARTHEST = 50
"""So many characters at most stand between who does something and the verb."""
_REACH = 30
"""So many characters may a joint with its small words take."""
_LONGEST = 500
"""A sentence has hardly more characters."""


def in_own_clauses(events: Sequence[RawEvent], text: str) -> list[RawEvent]:
    """Return the events of a sentence, without the sides of another clause where a clause has its own.

    A clause begins at "and" or the like where the actor of a verb follows at once, and another verb stands before.

    Args:
        events: The events of one sentence, in order of their triggers.
        text: The article's text.
    """
    out = [_apart(e, text) for e in events]
    events = list(out)
    for later in events:
        cut = _cut(later, text) or _cut_at_comma(later, events, text)
        earlier = [e for e in events if cut is not None and e.trigger.end <= cut and _is_told(e, text)]
        if cut is None or not earlier:
            continue
        for n, one in enumerate(events):
            if one is later or (one in earlier):
                out[n] = _within(out[n], cut, earlier[0].trigger.end if one is later else len(text), text)
    return out


def _apart(event: RawEvent, text: str) -> RawEvent:
    """Return an event without the sides, place and day that a semicolon or "in which" parts from its verb.

    Nor with those of what it only came after: "The attack came days after the army said it had won".

    A list may have semicolons before the verb of all ("Rao of Norland; Mehta of Eastmark; and Khan met").
    """
    after = text.find(";", event.trigger.end, event.trigger.end + _LONGEST)
    opened = [m.end() for m in _WHICH.finditer(text, max(0, event.trigger.start - _CLAUSE), event.trigger.start)]
    first = opened[-1] if opened and ". " not in text[opened[-1] : event.trigger.start] else 0
    came = _CAME.match(text, event.trigger.end)
    if came is not None and (after < 0 or came.end() < after):
        after = came.end()

    def own(sides: tuple[Span, ...]) -> tuple[Span, ...]:
        kept = tuple(s for s in sides if after < 0 or s.start < after)
        return tuple(s for s in kept if s.start >= first) if any(s.start >= first for s in kept) else kept

    def here(span: Span | None) -> Span | None:
        return span if span is None or after < 0 or span.start < after else None

    return replace(
        event,
        actors=own(event.actors),
        recipients=own(event.recipients),
        place=here(event.place),
        date=here(event.date),
    )


def _cut(event: RawEvent, text: str) -> int | None:
    """Return where the clause of an event begins behind another: right before its actor, or None."""
    pronoun = subject_pronoun(event.trigger, text)
    if pronoun is None and not _is_verb(event.trigger, text):
        return None
    actors = sides_of(event.actors, text)
    near = [a for a in actors if a.end <= event.trigger.start and _is_subject(a, event.trigger, text)]
    suffering = [r for r in sides_of(event.recipients, text) if is_passive(r, event.trigger, text)]
    actor = pronoun or max(near or suffering, default=None)
    if actor is None:
        return None
    joint = _joint(actor, text)
    if joint is None and pronoun is not None:
        joint = _TELLING.search(text, max(0, actor.start - _TELLING_REACH), actor.start)
    # "Iran and Russia met": one list, and no clause begins within it
    at = joint.start() if joint is not None else 0
    beside = suffering if actor in suffering else actors
    others = () if _BESIDE.match(text, at) else (*beside, *(event.recipients if beside is suffering else ()))
    listed = any(other.end <= at and not text[other.end : at].strip() for other in others)
    return None if joint is None or listed else at


def _joint(actor: Span, text: str) -> re.Match[str] | None:
    return _JOINT.search(text, max(0, actor.start - _REACH), actor.start)


def _cut_at_comma(event: RawEvent, events: Sequence[RawEvent], text: str) -> int | None:
    """Return where a comma parts the clause of an event from one before it whose object stands right before it.

    Only a name right before its verb opens such a clause, and a list of names ("Iran, Iraq and Oman met") has no verb
    with its object before it.
    """
    for actor in sides_of(event.actors, text):
        comma = _COMMA.search(text, max(0, actor.start - _REACH), actor.start)
        if comma is None or actor.end + 1 != event.trigger.start or not _opens_with_verb(event.trigger, text):
            continue
        told = [e for e in events if e.trigger.end <= comma.start() and _is_told(e, text)]
        objects = [r for e in told for r in e.recipients if r.start > e.trigger.end and r.end == comma.start()]
        if objects:
            return comma.start()
    return None


def _opens_with_verb(trigger: Span, text: str) -> bool:
    """Say whether a trigger right behind a name is a verb, as past forms and those of headlines are ("summons")."""
    first = trigger.of(text).split()[0].lower()
    return is_past(first) or first.endswith("s")


def _is_subject(actor: Span, trigger: Span, text: str) -> bool:
    between = text[actor.end : trigger.start]
    return len(between) <= _FARTHEST and not set(between) & set(",;:.—–")


def _is_told(event: RawEvent, text: str) -> bool:
    """Say whether a trigger is a verb: by its form, or right behind who does it ("Norland | expels")."""
    return _is_verb(event.trigger, text) or any(a.end + 1 == event.trigger.start for a in event.actors)


def _is_verb(trigger: Span, text: str) -> bool:
    first = trigger.of(text).split()[0].lower()
    return is_past(first) or _MODAL.search(text, max(0, trigger.start - _REACH), trigger.start) is not None


def _within(event: RawEvent, cut: int, verb: int, text: str) -> RawEvent:
    """Return an event without the sides beyond a cut, where it has some on its own side of it, and without its place.

    What stands before the verb of the clause before may be said of both: "In Geneva, …".
    """
    behind = event.trigger.start >= cut

    def own(sides: tuple[Span, ...]) -> tuple[Span, ...]:
        return tuple(s for s in sides if (s.start >= cut) == behind) or sides

    if _BESIDE.match(text, cut) is not None and _SINCE.match(text, cut) is None:
        # "shot in Brun as he left it": a clause that only says when or why shares its place and may name who acts
        return replace(event, actors=own(event.actors), recipients=own(event.recipients))
    place = event.place
    if place is not None and (verb <= place.start < cut if behind else place.start >= cut):
        place = None
    # who acts in a later clause does nothing in this one
    actors = own(event.actors) if behind else tuple(a for a in event.actors if a.start < cut)
    return replace(event, actors=actors, recipients=own(event.recipients), place=place)
