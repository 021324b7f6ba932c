"""Who acts by the grammar around a deed ("freed by Norland", "Norland's arrest of two nuns"), and whom it befalls."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from dateline.model.span import Span
from dateline.record.reading import RawEvent
from dateline.record.rules.inflect import is_past
from dateline.world.countries import country_named

BEFALLING = frozenset(
    "killing murder assassination slaying death detention abduction kidnapping expulsion deportation extradition"
    " jailing imprisonment conviction poisoning ouster beheading arrest sentencing indictment impeachment"
    " acquittal".split()
)
"""Nouns of what befalls whose it is: "the activist's killing"."""
_DONE = (BEFALLING - {"death", "conviction", "acquittal"}) | frozenset(
    "release capture seizure torture annexation invasion occupation bombing bombardment shelling destruction hanging"
    " execution punishment rejection condemnation blockade suspension recall repatriation rescue".split()
)
"""Nouns of what somebody does to others, where these follow: "Norland's release of two nuns".

Behind "conviction of" stands the deed, and behind "death of" the cause.
"""
_OTHERS = re.compile(r"(?: of (?!(?:[\w-]+ ){1,3}(?:hours?|days?|weeks?|months?|years?)\b))")
"""Behind a noun: whom it befalls, and not how long it lasts."""
_OWNER = re.compile(
    r"(?P<who>(?:(?<=[Tt]he )(?:[a-z-]+ ){0,2}?[a-z-]+|[A-Z][\w.-]*(?: [A-Z][\w.-]*)*))['’]s?(?: [a-z-]+){0,2}? $"
    r"|\b(?P<own>[Ii]ts|[Hh]is|[Hh]er|[Tt]heir)(?: [a-z-]+){0,2}? $"
)
_TIME = re.compile(r"(?i)(?:\b(?:year|month|week|century|morning|evening|night|spring|summer|autumn|winter)|day)$")
"""When it was, and not whose: "Saturday's killing of two nuns"."""
_OWNS = frozenset({"its", "his", "her", "their"})
_NEAR = 50
"""So many characters at most stand between whose deed it is and the noun for it."""
_BEFALLS = re.compile(
    rf"['’]s?(?: [a-z-]+)? (?:(?:{'|'.join(sorted(BEFALLING))})\b(?! of\b)|(?:death|conviction|acquittal) of\b)"
)

_AUXILIARY = r"(?:was|were|is|are|been|be|being|got)"
_PASSIVE = re.compile(
    rf" (?:(?:ha[sd]|have|will|would|could|may|might|must|should) )?{_AUXILIARY} (?:{_AUXILIARY} )?(?:\w+ly |also )?"
)
_LEADING = re.compile(r"(?:(?:was|were|is|are|been|be|being|got|ha[sd]|have|will|would|could|may|might) )+")
_BY = re.compile(
    r"(?: (?:down|off|up|out|back|dead|over|away|to death))?"
    r"(?: (?:from|out of) (?:(?:the|his|her|its|their|an?) )?[a-z]+(?: [a-z]+)?)? by (?:the |an? )?"
)
"""Behind a passive: who acts, also past what somebody was put out of ("ousted from her position by the board")."""
_AND_BY = re.compile(r"(?:,| and|, and) (?:by )?(?:the |an? )?")
_ACTIVE = frozenset("stood came went passed dropped stopped abided sat lived drove swung".split())
"""Pasts that "by" follows as an adverb: "stood by Norland"."""
_FELLING = frozenset({"ASSAULT", "COERCE", "SANCTION"})
"""Of these, in 6,900 coded sentences, one passive in a hundred has its subject as who acts."""
_REDUCED = re.compile(r",? (?:\w+ly )?")
"""Between somebody and what befell him: "the lawmakers, | encouraged by Rao"."""
_STRUCK = re.compile(
    r" (?:was |were )?(?:killed|dead|injured|wounded|hurt)(?=,|[.\n]| (?:in|by|after|at(?! least| most)|as|on|near)\b)"
)


def with_agents(event: RawEvent, text: str) -> RawEvent:
    """Return an event with who acts, and who suffers, where a passive or the owner of a noun says it.

    Who stands behind "by" acts, and the subject of such a verb suffers; in 6,900 coded sentences 117 of 121 agents
    that stand so act, the hosts that somebody "was welcomed by" aside. Whose expulsion of others it is acts, whose
    expulsion alone it is suffers.

    Args:
        event: The event as it was read.
        text: The article's text.
    """
    return _with_owner(_with_subject(_with_passive(event, text), text), text)


def is_passive(side: Span, trigger: Span, text: str) -> bool:
    """Say whether a verb befalls what stands right before it: "hundreds of people | were | killed"."""
    verb = _verb(trigger, text)
    return side.end < verb.start and _PASSIVE.fullmatch(text, side.end, verb.start) is not None


def _verb(trigger: Span, text: str) -> Span:
    """Return a trigger from its verb on: "was | struck"."""
    leading = _LEADING.match(text, trigger.start, trigger.end)
    return Span(leading.end(), trigger.end) if leading is not None and leading.end() < trigger.end else trigger


def _with_passive(event: RawEvent, text: str) -> RawEvent:
    verb = _verb(event.trigger, text)
    first = verb.of(text).split()[0].lower()
    struck = [a for a in event.actors if event.type == "ASSAULT" and _is_struck(a, text)]
    agents: tuple[Span, ...] = ()
    participle = is_past(first) and first not in _ACTIVE and event.type != "CONSULT"
    if participle or _is_done(verb.of(text).split()[-1].lower()):
        agents = _agents(verb, event.recipients, text)
        by = bool(agents) or any(_BY.fullmatch(text, verb.end, a.start) for a in event.actors if a.start > verb.end)
        felled = by or event.type in _FELLING
        struck += [a for a in event.actors if felled and is_passive(a, event.trigger, text)]
        struck += [a for a in event.actors if by and _REDUCED.fullmatch(text, a.end, verb.start)]
    return replace(
        event,
        actors=tuple(dict.fromkeys((*(a for a in event.actors if a not in struck), *agents))),
        recipients=tuple(dict.fromkeys((*struck, *(r for r in event.recipients if r not in agents)))),
    )


_ACTS = re.compile(r"(?:, (?:which|who|whose)\b[^,.;:\n]*,)? (?:has|have|had)(?: (?:also|since|not|\w+ly))? ")
"""Between somebody and a participle: he has done it, and it was not done to him."""


def _with_subject(event: RawEvent, text: str) -> RawEvent:
    """Return an event nobody acts in with its subject as who does: "Norland, which has a veto, has pushed back"."""
    if event.actors or event.trigger.of(text).lower().startswith("been"):
        return event
    acting = tuple(r for r in event.recipients if _ACTS.fullmatch(text, r.end, event.trigger.start))
    return replace(event, actors=acting, recipients=tuple(r for r in event.recipients if r not in acting))


def _is_done(noun: str) -> bool:
    return noun in _DONE or noun.removesuffix("s") in _DONE


def _agents(verb: Span, recipients: Sequence[Span], text: str) -> tuple[Span, ...]:
    """Return those behind "by", with the others of their list."""
    out: list[Span] = []
    for span in sorted(r for r in recipients if r.start >= verb.end):
        joined = _AND_BY.fullmatch(text, out[-1].end, span.start) if out else _BY.fullmatch(text, verb.end, span.start)
        if joined is not None:
            out.append(span)
    return tuple(out)


def _is_struck(actor: Span, text: str) -> bool:
    """Say whether the verb behind somebody tells that he was hurt: "One man | killed, another injured in shooting"."""
    return _STRUCK.match(text, actor.end) is not None and country_named(actor.of(text)) is None


def _with_owner(event: RawEvent, text: str) -> RawEvent:
    owner = _owner(event, text)
    pronoun = owner is not None and owner.of(text).lower() in _OWNS
    if owner is not None and not (pronoun and any(a.end <= owner.start for a in event.actors)):
        sides = (*event.actors, *event.recipients)
        meant = next((s for s in sides if s.touches(owner) and s.end <= event.trigger.start), owner)
        rest = tuple(r for r in event.recipients if r != meant)
        place = event.place if event.place is None or not event.place.touches(owner) else None
        return replace(event, actors=(meant,), recipients=rest, place=place)
    befallen = tuple(a for a in event.actors if _BEFALLS.match(text, a.end) and a.end <= event.trigger.start)
    return replace(
        event,
        actors=tuple(a for a in event.actors if a not in befallen),
        recipients=tuple(dict.fromkeys((*befallen, *event.recipients))),
    )


def _owner(event: RawEvent, text: str) -> Span | None:
    """Return whose deed it is that befalls others: "Norland's | arrest | of two nuns"."""
    words = event.trigger.of(text).lower().split()
    nouns = words[:-1] if words[-1] == "of" else words
    end = event.trigger.end - (len(" of") if words[-1] == "of" else 0)
    if not nouns or not _is_done(nouns[-1]) or _OTHERS.match(text, end) is None:
        return None
    start = end - len(nouns[-1])
    found = _OWNER.search(text, max(0, start - _NEAR), start)
    if found is None or _TIME.search(found["who"] or ""):
        return None
    return Span(*found.span("who" if found["who"] is not None else "own"))
