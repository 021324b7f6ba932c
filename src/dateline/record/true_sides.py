"""Who acts and who suffers, by the words right around a verb: what an encoder passes over or mixes up."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import replace

from dateline.model.span import Span
from dateline.model.statement import Mention
from dateline.record.agents import BEFALLING, is_passive, with_agents
from dateline.record.reading import RawEvent
from dateline.record.rules.inflect import is_past

_NEAR = 40
"""So many characters at most stand between a pronoun or owner and the verb or noun that is looked at."""
_COUNT = re.compile(
    r"(?:[\w'’-]+ ){0,4}?(?:(?:official|own|latest|unofficial) )?"
    r"(?:tall(?:y|ies)|counts?|estimates?|accounts?|figures|data|reckoning|records|statistics|officials[’'] count)\b"
)
"""Behind "by": who counts, and does nothing."""
_PUTS = re.compile(r" (?:put|puts|estimated?|estimates) the (?:[\w-]+ )?(?:number|toll|total|count|figure)\b")
"""Behind who counts: "rights groups | put the number of arrests at 120"."""
_COMPOUND = re.compile(r"[-‑–](?:[a-z]+ed|led|held|run|born|made|built|owned)\b")
"""Behind a name: the rest of a word that it only stands in ("UN-listed")."""
_SUBJECT = re.compile(
    r"\b(?P<who>I|[Hh]e|[Ss]he|[Ii]t|[Tt]hey|[Ww]e) (?:(?:ha[sd]|have|will|would) )?(?:\w+ly |also |then )?$"
)
_WHO = re.compile(r"\b(?:I|[Hh]e|[Ss]he|[Ii]t|[Tt]hey|[Ww]e)\b")
_OWN = re.compile(r"\b(?P<who>his|her|its|their) (?:\w+ )?$", re.I)
_GOES_ON = re.compile(
    r"\b(?:will|would|could|can|may|might|should|must) (?!have\b|be\b|get\b)"
    r"(?:(?!\b(?:that|which|who|and)\b)[^.;:“”\"])*?,? and (?:also |then |again )?$"
)
"""What is said to come, behind which a past form is no more of what is said."""
_SAME = frozenset("hit cut set put let shut quit cost hurt spread shed beat read run become come".split())
"""Verbs whose past is their infinitive, too: "might strike it and then hit bases"."""
_FAR = 200
_MODALS = frozenset("must should would wouldn could might may can will shall ought need".split())
_POSSESSOR = re.compile(
    r"\b(?P<who>[A-Z][\w.’-]*(?: [A-Z][\w.’-]*)*) ?['’]s (?:[a-z-]+ )?$"
    r"|\b(?P<own>[Hh]is|[Hh]er|[Tt]heir) (?:[a-z-]+ )?$"
)


def with_true_sides(event: RawEvent, text: str, speakers: Mapping[int, Span]) -> RawEvent:
    """Return an event with the sides that the words around its trigger show where it has none, without what is no side.

    The pronoun right before a verb acts; one that opens what somebody says of a deed is who says so ("the navy said it
    struck a depot"). A pronoun before a passive suffers, and so does whose arrest or killing it is.

    Who counts did nothing ("killed, by Israeli tallies"); who stands within a word is not meant ("UN-listed groups").

    Args:
        event: The event as it was read.
        text: The article's text.
        speakers: Who says what begins there, by where it begins.
    """
    event = with_agents(event, text)
    counting = {s for s in (*event.actors, *event.recipients) if _counts(s, text)}
    actors = tuple(a for a in event.actors if a not in counting)
    recipients = tuple(r for r in event.recipients if r not in counting and not _COMPOUND.match(text, r.end))
    if not actors:
        found = subject_pronoun(event.trigger, text)
        own = found is not None and not any(found.touches(r) for r in recipients)
        actors = (speakers.get(found.start, found),) if found is not None and own else ()
    struck = _passive_pronoun(event.trigger, text) or _possessor(event.trigger, text)
    if not recipients and struck is not None and not any(struck.touches(a) for a in actors):
        # "it was agreed" agrees to nothing that was named
        recipients = (struck,) if event.type != "AGREE" else ()
    told = _who_goes_on(event.trigger, text, speakers)
    if told is not None and actors and all(a.start >= told.end for a in actors):
        actors = (told,)
    owner = _OWN.search(text, max(0, event.trigger.start - _NEAR), event.trigger.start)
    if event.mode == "resign" and owner is not None and actors:
        # "the army chief announced her resignation"
        actors = (Span(*owner.span("who")),)
    return replace(event, actors=actors, recipients=recipients)


def _who_goes_on(trigger: Span, text: str, speakers: Mapping[int, Span]) -> Span | None:
    """Return who speaks, where a past form goes on with his deeds: "Rao said it would rain and | urged | all on"."""
    verb = trigger.of(text).split()[0].lower()
    if not is_past(verb) or verb in _SAME:
        return None
    begun = (s for s in speakers if trigger.start - _FAR < s < trigger.start and speakers[s].end <= s)
    start = max(begun, default=None)
    if start is None or ". " in text[start : trigger.start]:
        return None
    return speakers[start] if _GOES_ON.search(text, start, trigger.start) is not None else None


def with_named_subject(event: RawEvent, mentions: Sequence[Mention], text: str) -> RawEvent:
    """Return an event without an actor with the name right before its verb as one: "and Hamas | fired rockets".

    Args:
        event: The event.
        mentions: The mentions of the article, in the order of its text.
        text: The article's text.
    """
    first = event.trigger.of(text).split()[0].lower()
    if event.actors or not is_past(first) or text.startswith(" by ", event.trigger.end):
        return event
    at = bisect_left(mentions, event.trigger.start, key=lambda m: m.span.start) - 1
    name = mentions[at] if at >= 0 else None
    if name is None or name.form != "name" or name.span.end + 1 != event.trigger.start or name.type not in _ACTING:
        return event
    led = text[max(0, name.span.start - _NEAR) : name.span.start].split()[-1:]
    taken = any(name.span.touches(s) for s in event.recipients)
    return event if taken or (led and led[0].lower() in _GOVERNING) else replace(event, actors=(name.span,))


_ACTING = ("person", "organization", "place")
_GOVERNING = frozenset("of by with from in at to for against on near over between than like the".split())


def subject_pronoun(trigger: Span, text: str) -> Span | None:
    """Return the pronoun right before a verb, which is its subject, or None; who must do something has not done it."""
    if trigger.of(text).split()[0].lower() in _MODALS:
        return None
    found = _SUBJECT.search(text, max(0, trigger.start - _NEAR), trigger.start)
    return Span(*found.span("who")) if found is not None else None


def _passive_pronoun(trigger: Span, text: str) -> Span | None:
    """Return the pronoun that a verb befalls: "he was detained"."""
    if not is_past(trigger.of(text).split()[0].lower()):
        return None
    for found in _WHO.finditer(text, max(0, trigger.start - _NEAR), trigger.start):
        if is_passive(Span(*found.span()), trigger, text):
            return Span(*found.span())
    return None


def _possessor(trigger: Span, text: str) -> Span | None:
    """Return whose killing, arrest or the like it is: "prior to Cohen's sentencing"."""
    if trigger.of(text).split()[-1].lower() not in BEFALLING:
        return None
    found = _POSSESSOR.search(text, max(0, trigger.start - _NEAR), trigger.start)
    group = "who" if found is not None and found["who"] is not None else "own"
    return Span(*found.span(group)) if found is not None else None


def _counts(span: Span, text: str) -> bool:
    by = text.endswith(("by ", "by the "), 0, span.start)
    return (by and _COUNT.match(text, span.start) is not None) or _PUTS.match(text, span.end) is not None
