"""Which PLOVER type relates a given actor to a given recipient: the trigger that fits the two best."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dateline.model.article import Article
from dateline.model.span import Span
from dateline.model.statement import Relation
from dateline.record.reading import RawFacts
from dateline.record.rules.groups import Parsed
from dateline.record.rules.inflect import verb_forms
from dateline.record.rules.lexicon import lexicon
from dateline.record.rules.matching import Candidate, candidates_of, parse
from dateline.record.tokens import Sentence, Tokens

_WEAK = "relations.toml"
_FLIPS = frozenset("not n't n’t never no without failed fails refused refuses refuse".split())

_COOPERATIVE = frozenset("AGREE CONSULT SUPPORT AID COOPERATE CONCEDE RETREAT".split())


class _Scored(NamedTuple):
    score: float
    type: str


def relate(article: Article, tokens: Tokens, raw: RawFacts, pairs: Sequence[tuple[Span, Span]]) -> tuple[Relation, ...]:
    """Return, for each pair (actor, recipient), the PLOVER type that relates the two, or None with a reason.

    Args:
        article: The article.
        tokens: The article in sentences.
        raw: What the reader found; its events count most, as they have sides of their own.
        pairs: Spans of the article's text.
    """
    return tuple(_relation(article, tokens, raw, actor, recipient) for actor, recipient in pairs)


def _relation(article: Article, tokens: Tokens, raw: RawFacts, actor: Span, recipient: Span) -> Relation:
    sentences = [s for s in tokens.sentences if s.span.touches(actor) or s.span.touches(recipient)]
    scored = sorted(_by_events(raw, article.text.content, actor, recipient))
    for sentence in sentences:
        scored.extend(_by_triggers(sentence, raw, actor, recipient))
    best = max(scored, default=None)
    return Relation(
        article=article.id,
        evidence=(article.text.cite(actor), article.text.cite(recipient)),
        actor=actor,
        recipient=recipient,
        type=best.type if best else None,
        confidence=min(0.9, round(0.3 + best.score / 10, 2)) if best else 0.0,
        reason=None if best else "no words of their sentence tell of something done or said between the two",
    )


def _by_events(raw: RawFacts, content: str, actor: Span, recipient: Span) -> Iterator[_Scored]:
    """Score the reader's events by the sides they share with the pair."""
    for event in raw.events:
        doer = any(s.touches(actor) for s in event.actors)
        done_to = any(s.touches(recipient) for s in event.recipients) or (
            len(event.actors) > 1 and any(s.touches(recipient) for s in event.actors)
        )
        if doer or done_to:
            flipped = event.factuality == "negated" and event.type in _COOPERATIVE
            type_ = _as_relation(event.type, event.mode, event.trigger.of(content).split()[0].lower())
            yield _Scored(4.0 * doer + 3.0 * done_to + event.score, "REJECT" if flipped else type_)


def _by_triggers(sentence: Sentence, raw: RawFacts, actor: Span, recipient: Span) -> Iterator[_Scored]:
    """Score the triggers of a sentence by where they stand: after the actor, before the recipient, early."""
    p = parse(sentence, raw.names)
    found = [(c, 1.0) for c in candidates_of(p, lexicon())] + [(c, 0.0) for c in candidates_of(p, lexicon(_WEAK))]
    for candidate, trust in found:
        span = Span(p.tokens[candidate.start].start, p.tokens[candidate.end - 1].end)
        if span in actor:
            continue
        yield _Scored(trust + candidate.trigger.score + _position(span, actor, recipient), _type(p, candidate))


def _position(trigger: Span, actor: Span, recipient: Span) -> float:
    first, second = min(actor, recipient), max(actor, recipient)
    if first.end <= trigger.start and trigger.end <= second.start:
        # What stands nearer to the first of the two governs the rest.
        return 4.0 - min(2.0, (trigger.start - first.end) / 40)
    if trigger.start >= second.end:
        return 1.5 - min(1.5, (trigger.start - second.end) / 80)
    return 1.0


def _type(p: Parsed, candidate: Candidate) -> str:
    """Turn what is denied, or not done, into REJECT, and what is promised into AGREE."""
    trigger, before = candidate.trigger, p.lower[max(0, candidate.start - 3) : candidate.start]
    if trigger.part == "verb" and trigger.type in _COOPERATIVE:
        if any(w in _FLIPS for w in before):
            return "REJECT"
        if any(w in _PROMISING for w in before):
            return "AGREE"
    return _as_relation(trigger.type, trigger.mode, p.lower[candidate.start])


def _as_relation(type_: str, mode: str | None, word: str) -> str:
    """Return the type between two sides as PLOVER has it from CAMEO, its forerunner.

    There a formal agreement signed is SUPPORT (CAMEO 057), a verdict ACCUSE (116) and a sentence COERCE (173); the
    events of a record follow PLOVER 2.
    """
    if type_ == "AGREE" and word in _SIGNING:
        return "SUPPORT"
    if mode == "convict":
        return "COERCE" if word in _SENTENCING else "ACCUSE"
    return type_


_PROMISING = frozenset("will willing ready plans intends 'll".split())
_SIGNING = frozenset(form for verb in ("sign", "reach", "ink", "conclude", "strike") for form in verb_forms(verb))
_SENTENCING = frozenset(form for verb in ("sentence", "jail", "hand", "imprison") for form in verb_forms(verb))
