"""Events by rules: a lexicon of triggers, sides by simple clauses, factuality by cues.

Only words that were found reliable are triggers: a wrong event is worse than a missing one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from dateline.model.span import Span
from dateline.record.reading import RawAttribution, RawEvent, RawName
from dateline.record.rules.actors import actor_words, outside_politics
from dateline.record.rules.clauses import Group, Named, Parsed, subject, trimmed
from dateline.record.rules.factuality import factuality
from dateline.record.rules.lexicon import lexicon
from dateline.record.rules.matching import Candidate, candidates_of, parse, without_content
from dateline.record.rules.sides import Sides, is_public, sides_of, tells_of_politics
from dateline.record.tokens import Tokens

LEAST_SCORE = 0.5


def find_events(
    tokens: Tokens, names: Sequence[RawName], attributions: Sequence[RawAttribution]
) -> tuple[RawEvent, ...]:
    """Return the events of an article, in the order of the text."""
    published = _published(tokens)
    out: list[RawEvent] = []
    for sentence in tokens.sentences:
        out.extend(_events_of(parse(sentence, names), attributions, published))
    return tuple(out)


def _events_of(p: Parsed, attributions: Sequence[RawAttribution], published: date | None) -> Iterator[RawEvent]:
    candidates = without_content(p, candidates_of(p, lexicon()))
    if not candidates or outside_politics(p.lower):
        return
    seen: set[tuple[str, Sides]] = set()
    for c in candidates:
        sides = sides_of(p, c)
        if not _holds(p, c, sides) or (c.trigger.type, sides) in seen:
            continue
        event = _event(p, c, sides, attributions, published)
        if event is not None:
            if sides.actors or sides.recipients:
                seen.add((c.trigger.type, sides))
            yield event


def _holds(p: Parsed, c: Candidate, sides: Sides) -> bool:
    """Say whether the conditions of a trigger on its sides are met."""
    if c.trigger.score < LEAST_SCORE or (c.trigger.part == "verb" and _subject_cannot_act(p, c)):
        return False
    match c.trigger.needs:
        case "sides":
            return bool(sides.actors and sides.recipients) and any(
                is_public(p, g) for g in (*sides.actors, *sides.recipients)
            )
        case "public":
            return any(is_public(p, g) for g in (*sides.actors, *sides.recipients))
        case "politics":
            return any(is_public(p, g) for g in (*sides.actors, *sides.recipients)) or tells_of_politics(p)
    return True


def _subject_cannot_act(p: Parsed, c: Candidate) -> bool:
    for group in subject(p, c.start):
        bare = trimmed(p, group)
        if bare and p.lower[bare.end - 1] in actor_words().nobody:
            return True
    return False


def _event(
    p: Parsed,
    c: Candidate,
    sides: Sides,
    attributions: Sequence[RawAttribution],
    published: date | None,
) -> RawEvent | None:
    span = p.span(Group(c.start, c.end))
    fact = factuality(p, c.start, c.end, noun=c.trigger.part == "noun", published=published)
    event = RawEvent(
        type=c.trigger.type,
        mode=c.trigger.mode,
        trigger=span,
        actors=tuple(p.span(g) for g in sides.actors),
        recipients=tuple(p.span(g) for g in sides.recipients),
        place=_place(p, c),
        date=_date(p, c),
        said_by=_said_by(span, attributions),
        factuality=fact,
        score=c.trigger.score,
    )
    return _promised(p, c, event)


def _promised(p: Parsed, c: Candidate, event: RawEvent) -> RawEvent:
    """Turn announced aid, cooperation and support into AGREE, and an announced retreat into CONCEDE."""
    will = next((k for k in range(c.start - 1, max(-1, c.start - 4), -1) if p.lower[k] == "will"), None)
    if event.factuality != "future" or will is None or c.trigger.part != "verb":
        return event
    if event.type in ("AID", "COOPERATE", "SUPPORT"):
        return replace(event, type="AGREE", mode=None, factuality="actual")
    if event.type == "RETREAT":
        return replace(event, type="CONCEDE", mode=None, factuality="actual")
    return event


_PLACE_PREPOSITIONS = frozenset("in at near outside inside across".split())


def _place(p: Parsed, c: Candidate) -> Span | None:
    """Return the place named after "in" and the like in the clause of the trigger, the nearest after it first."""
    best: tuple[int, Named] | None = None
    for n in p.names:
        if n.type != "place" or n.start == 0:
            continue
        k = n.start - 1
        while k > 0 and (p.tags[k] == "D" or (p.tags[k] == "N" and p.tags[k - 1] in "PD")):
            k -= 1
        if p.lower[k] not in _PLACE_PREPOSITIONS:
            continue
        distance = k - c.end if k >= c.end else 8 + c.start - n.end
        between = p.tags[c.end : k] if k >= c.end else p.tags[n.end : c.start]
        if distance > 16 or ";" in between or "R" in between:
            continue
        if best is None or distance < best[0]:
            best = (distance, n)
    return p.span(Group(best[1].start, best[1].end)) if best else None


def _date(p: Parsed, c: Candidate) -> Span | None:
    """Return the run of time words nearest to the trigger within its clause."""
    best: tuple[int, Group] | None = None
    i = 0
    while i < len(p.tags):
        if p.tags[i] != "W":
            i += 1
            continue
        end = i + 1
        while end < len(p.tags) and (p.tags[end] == "W" or (p.lower[end] == "," and p.tags[end + 1 : end + 2] == "W")):
            end += 1
        distance, between = (i - c.end, p.tags[c.end : i]) if i >= c.end else (c.start - end, p.tags[end : c.start])
        if distance <= 16 and not set(between) & set(";SR") and (best is None or distance < best[0]):
            best = (distance, Group(i, end))
        i = end
    return p.span(best[1]) if best else None


def _said_by(trigger: Span, attributions: Sequence[RawAttribution]) -> Span | None:
    """Return the source of the narrowest attribution whose content holds the trigger."""
    around = [(len(s), a.source) for a in attributions for s in a.content if trigger in s and a.source is not None]
    return min(around, key=lambda x: x[0])[1] if around else None


def _published(tokens: Tokens) -> date | None:
    cited = tokens.article.published
    if cited is None or len(cited.value) < 10:
        return None
    try:
        return date.fromisoformat(cited.value[:10])
    except ValueError:
        return None
