"""Events by rules: a lexicon of triggers, sides by simple clauses, factuality by cues.

Only words that were found reliable are triggers: a wrong event is worse than a missing one.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import accumulate

from dateline.model.span import Span
from dateline.record.reading import RawAttribution, RawEvent, RawName
from dateline.record.rules.actors import actor_words, outside_politics
from dateline.record.rules.clauses import is_passive, subject
from dateline.record.rules.factuality import factuality
from dateline.record.rules.groups import Group, Parsed, trimmed
from dateline.record.rules.lexicon import lexicon
from dateline.record.rules.matching import Candidate, candidates_of, parse, without_content
from dateline.record.rules.sides import sides_of
from dateline.record.rules.standing import Sides, is_public, tells_of_politics
from dateline.record.rules.whenwhere import place_of, time_of
from dateline.record.tokens import Tokens

LEAST_SCORE = 0.47


def find_events(
    tokens: Tokens, names: Sequence[RawName], attributions: Sequence[RawAttribution]
) -> tuple[RawEvent, ...]:
    """Return the events of an article, in the order of the text."""
    published = _published(tokens)
    said = _Said(attributions)
    out: list[RawEvent] = []
    for sentence in tokens.sentences:
        out.extend(_events_of(parse(sentence, names), said.around(sentence.span), published))
    return tuple(out)


class _Said:
    """What is attributed, by its place: to look at all of it for each event costs a long article its square."""

    def __init__(self, attributions: Sequence[RawAttribution]) -> None:
        sourced = [(s, a.source) for a in attributions for s in a.content if a.source is not None]
        self._contents = sorted(sourced, key=lambda c: c[0].start)
        self._furthest = list(accumulate((s.end for s, _ in self._contents), max))

    def around(self, span: Span) -> list[tuple[Span, Span]]:
        """Return what is attributed in a stretch of the text, each with its source, in the order of the text."""
        k = bisect_left(self._contents, span.end, key=lambda c: c[0].start)
        found = []
        while k and self._furthest[k - 1] > span.start:
            k -= 1
            found.append(self._contents[k])
        return found[::-1]


def _events_of(p: Parsed, said: Sequence[tuple[Span, Span]], published: date | None) -> Iterator[RawEvent]:
    candidates = without_content(p, candidates_of(p, lexicon()))
    if not candidates or outside_politics(p.lower):
        return
    seen: set[tuple[str, Sides]] = set()
    for c in candidates:
        sides = sides_of(p, c)
        if not _holds(p, c, sides) or (c.trigger.type, sides) in seen:
            continue
        event = _event(p, c, sides, [o for o in candidates if o is not c], said=said, published=published)
        if sides.actors or sides.recipients:
            seen.add((c.trigger.type, sides))
        yield event


def _holds(p: Parsed, c: Candidate, sides: Sides) -> bool:
    """Say whether the conditions of a trigger on its sides are met."""
    if trust(c, sides) < LEAST_SCORE or (c.trigger.part == "verb" and _subject_cannot_act(p, c)):
        return False
    if c.trigger.near and not _is_near(p, c, lexicon().classes[c.trigger.near]):
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


def trust(c: Candidate, sides: Sides) -> float:
    """Return how far a trigger can be trusted with these sides: without any, or talks with one, it is often none."""
    several = len(sides.actors) + len(sides.recipients)
    if several == 0:
        return c.trigger.score - 0.12
    lonely = several == 1 and c.trigger.type == "CONSULT" and c.trigger.part == "verb" and c.trigger.frame == "joint"
    return c.trigger.score - 0.25 if lonely else c.trigger.score


def _is_near(p: Parsed, c: Candidate, words: frozenset[str]) -> bool:
    """Say whether what the verb is done to, its object or its passive subject, holds one of the words."""
    passive = is_passive(p, c.start)
    window = p.lower[max(0, c.start - 8) : c.start] if passive else p.lower[c.end : c.end + 6]
    return not words.isdisjoint(window)


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
    others: Sequence[Candidate],
    *,
    said: Sequence[tuple[Span, Span]],
    published: date | None,
) -> RawEvent:
    span = p.span(Group(c.start, c.end))
    when = time_of(p, c, others)
    noun = c.trigger.part == "noun"
    event = RawEvent(
        type=c.trigger.type,
        mode=c.trigger.mode,
        trigger=span,
        actors=tuple(p.span(g) for g in sides.actors),
        recipients=tuple(p.span(g) for g in sides.recipients),
        place=place_of(p, c, others),
        date=p.span(when) if when else None,
        said_by=_said_by(span, said),
        factuality=factuality(p, c.start, c.end, noun=noun, when=when, published=published),
        score=trust(c, sides),
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


def _said_by(trigger: Span, said: Sequence[tuple[Span, Span]]) -> Span | None:
    """Return the source of the narrowest content that holds the trigger."""
    around = [(len(content), source) for content, source in said if trigger in content]
    return min(around, key=lambda x: x[0])[1] if around else None


def _published(tokens: Tokens) -> date | None:
    cited = tokens.article.published
    if cited is None or len(cited.value) < 10:
        return None
    try:
        return date.fromisoformat(cited.value[:10])
    except ValueError:
        return None
