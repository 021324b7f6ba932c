"""Events by rules: a lexicon of triggers, sides by simple clauses, factuality by cues.

Only words that were found reliable are triggers: a wrong event is worse than a missing one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from dateline.model.span import Span
from dateline.record.reading import RawAttribution, RawEvent, RawName
from dateline.record.rules import tags
from dateline.record.rules.actors import actor_words, outside_politics
from dateline.record.rules.clauses import Group, Named, Parsed, subject, trimmed
from dateline.record.rules.factuality import factuality
from dateline.record.rules.lexicon import Trigger, lexicon
from dateline.record.rules.sides import Sides, is_public, sides_of
from dateline.record.tokens import Sentence, Tokens

GAP_REACH = 6
LEAST_SCORE = 0.5
_CONTENT_TYPES = frozenset({"REQUEST", "THREATEN", "REJECT", "AGREE"})
_SPEECH_TYPES = _CONTENT_TYPES | {"ACCUSE", "SUPPORT"}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A trigger that matched, by its tokens."""

    trigger: Trigger
    start: int
    end: int


def find_events(
    tokens: Tokens, names: Sequence[RawName], attributions: Sequence[RawAttribution]
) -> tuple[RawEvent, ...]:
    """Return the events of an article, in the order of the text."""
    published = _published(tokens)
    out: list[RawEvent] = []
    for sentence in tokens.sentences:
        out.extend(_events_of(parse(sentence, names), attributions, published))
    return tuple(out)


def parse(sentence: Sentence, names: Sequence[RawName]) -> Parsed:
    """Return a sentence with its word classes and the names in it."""
    words = [t.text for t in sentence.tokens]
    named = list(_named(sentence, names))
    inside = [False] * len(words)
    for n in named:
        inside[n.start : n.end] = [True] * (n.end - n.start)
    return Parsed(sentence.tokens, [w.lower() for w in words], tags.tag(words, inside, _vocabulary()), named)


def _named(sentence: Sentence, names: Sequence[RawName]) -> Iterator[Named]:
    for name in names:
        if name.span in sentence.span:
            at = [i for i, t in enumerate(sentence.tokens) if t.start < name.span.end and name.span.start < t.end]
            if at:
                yield Named(at[0], at[-1] + 1, name.type)


@cache
def _vocabulary() -> tags.Vocabulary:
    """Return the forms of the lexicon that are verb or noun, and those that are verbs alone."""
    verbs = {f for f, ts in lexicon().by_word.items() if any(t.part == "verb" for t in ts)}
    nouns = {
        f for ts in lexicon().by_word.values() for t in ts if t.part == "noun" for step in t.steps for f in step or ()
    }
    nouns |= set(actor_words().sectors) | _ALSO_NOUNS
    return tags.Vocabulary(frozenset(verbs & nouns), frozenset(verbs - nouns))


_ALSO_NOUNS = frozenset(
    "attack attacks strike strikes support supports protest protests demand demands request requests visit visits meet "
    "blame question questions charge charges fine fines free target targets march marches rally rallies riot riots hit "
    "hits bomb bombs shell shells shot ban bans raid raids release releases hack hacks boycott vow vows pledge pledges "
    "promise promises offer offers appeal appeals defend fault faults call calls plea block blocks veto vetoes dispute "
    "disputes thanks back host hosts welcome welcomes patrol patrols test tests award awards petition probe probes "
    "talk talks phone sentence sentences jail exit rebuke lobby complaint killing meeting bombing shooting hacking "
    "execution fight fights pound pounds ram honor confirm object objects storm storms ally sanction sanctions "
    "warning free capture seizure press exchange exchanges".split()
)


def _events_of(p: Parsed, attributions: Sequence[RawAttribution], published: date | None) -> Iterator[RawEvent]:
    candidates = _without_content(p, _candidates(p))
    if not candidates or outside_politics(p.lower):
        return
    seen: set[tuple[str, Sides]] = set()
    for c in candidates:
        sides = sides_of(p, c.trigger, c.start, c.end)
        if not _holds(p, c, sides) or (c.trigger.type, sides) in seen:
            continue
        event = _event(p, c, sides, attributions, published)
        if event is not None:
            if sides.actors or sides.recipients:
                seen.add((c.trigger.type, sides))
            yield event


def _candidates(p: Parsed) -> list[Candidate]:
    """Return the triggers that match, left to right, without overlap; at one place the longest first."""
    out, i = [], 0
    table = lexicon().by_word
    while i < len(p.lower):
        found = next((c for t in table.get(p.lower[i], ()) if (c := _match(p, t, i))), None)
        if found:
            out.append(found)
        i = found.end if found else i + 1
    return out


def _match(p: Parsed, trigger: Trigger, i: int) -> Candidate | None:
    """Match one pattern at a token; a verb must be used as a verb, a noun as a noun."""
    if (trigger.part == "verb") != (p.tags[i] == "V"):
        return None
    j, first_run = i, i
    for n, step in enumerate(trigger.steps):
        if step is None:
            continue
        gapped = n > 0 and trigger.steps[n - 1] is None
        k = _seek(p, step, j, GAP_REACH if gapped else 1)
        if k is None:
            return None
        if not gapped or k == j:
            first_run = k + 1 if first_run == j else first_run
        j = k + 1
    if (
        trigger.part == "noun"
        and j < len(p.tags)
        and p.tags[j] == "N"
        and p.lower[j] not in ("'s", "’s")
        and p.lower[j - 1] not in ("'s", "’s")
    ):
        # "attack helicopter", "protest song": the trigger only qualifies another noun.
        return None
    return Candidate(trigger, i, first_run if first_run > i else j)


def _seek(p: Parsed, step: frozenset[str], j: int, reach: int) -> int | None:
    for k in range(j, min(len(p.lower), j + reach)):
        if p.lower[k] in step:
            return k
        if p.tags[k] in ";VSR" or p.tags[k] == ",":
            return None
    return None


def _without_content(p: Parsed, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Leave out what is only asked, threatened, refused, promised or alleged: the speech act is the event."""
    out: list[Candidate] = []
    for c in candidates:
        if any(_is_content(p, c, speech) for speech in out):
            continue
        if c.trigger.part == "verb" and p.tags[c.start - 1 : c.start] == "T" and c.trigger.type not in _SPEECH_TYPES:
            continue
        out.append(c)
    return out


def _is_content(p: Parsed, c: Candidate, speech: Candidate) -> bool:
    if speech.trigger.type not in _CONTENT_TYPES and speech.trigger.mode != "allege":
        return False
    between = p.tags[speech.end : c.start]
    if ";" in between or len(between) > 14:
        return False
    if c.trigger.part == "verb":
        return between[-1:] in ("T", "P") or "T" in between or "S" in between
    return speech.trigger.type in _CONTENT_TYPES and "," not in between and len(between) <= 7


def _holds(p: Parsed, c: Candidate, sides: Sides) -> bool:
    """Say whether the conditions of a trigger are met."""
    t = c.trigger
    if t.score < LEAST_SCORE:
        return False
    if t.unless and not lexicon().classes[t.unless].isdisjoint(p.lower):
        return False
    if t.part == "verb" and _subject_cannot_act(p, c):
        return False
    if t.needs in ("public", "officials"):
        everybody = (*sides.actors, *sides.recipients)
        if t.needs == "officials" and not (sides.actors and sides.recipients):
            return False
        return any(is_public(p, g) for g in everybody)
    return t.needs is None or not lexicon().classes[t.needs].isdisjoint((*p.lower[: c.start], *p.lower[c.end :]))


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
