"""From signs to a judgement: how much each sign weighs, and the reason in words."""

from __future__ import annotations

from collections.abc import Mapping
from heapq import nlargest
from math import exp

from dateline.story.events.keys import day_name
from dateline.story.events.portraits import Portrait, parts, top

# Log odds, rounded from logistic regressions over our gold that agree from one part of it to the other; what is told of
# other days or people, or shares nothing but its type, weighs more than there, where stories are short.
ACROSS: Mapping[str, float] = {
    "type": 1.9,
    "near type": -0.7,
    "other type": -1.5,
    "mode": 0.3,
    "other mode": -0.6,
    "trigger": 1.0,
    "same actor": 1.1,
    "kin actor": 0.3,
    "other actor": -0.5,
    "same recipient": 0.7,
    "kin recipient": 0.3,
    "other recipient": -1.0,
    "crossed": 0.2,
    "day": 2.0,
    "month": 0.6,
    "day beside": -0.4,
    "days near": -2.5,
    "week apart": -0.7,
    "days apart": -4.5,
    "fresh": 1.0,
    "stale": 0.5,
    "old": -1.8,
    "out together": 1.3,
    "out near": 1.0,
    "out apart": 0.2,
    "place": 0.6,
    "inside": 0.0,
    "other place": -1.0,
    "two towns": -5.0,
    "abroad": -1.5,
    "around place": 0.5,
    "around inside": 0.1,
    "around other place": -0.6,
    "around two towns": -0.6,
    "around abroad": -1.0,
    "words": 2.5,
    "story": 0.5,
    "other story": -0.6,
    "other speaker": 0.0,
    "nothing shared": -0.7,
    "little shared": -0.5,
    "other people": -3.0,
}
BIAS = -3.2
WITHIN: Mapping[str, float] = {
    **ACROSS,
    "type": 1.7,
    "near type": -0.8,
    "other type": -0.8,
    "trigger": 1.7,
    "kin actor": 1.2,
    "kin recipient": 0.8,
    "day": 0.3,
    "day beside": -0.9,
    "days near": -2.5,
    "week apart": -0.9,
    "days apart": -4.0,
    "fresh": 1.2,
    "out together": 0.5,
    "around place": 1.1,
    "around inside": 0.6,
    "words": 0.0,
    "story": 0.0,
    # not from the gold, which marks few of an article's charges: full-length news is full of them
    "other speaker": -1.0,
    "nothing shared": -1.5,
    "little shared": -2.5,
}
"""The same for two mentions of one article, which come out together, in one story and of the same words."""
WITHIN_BIAS = -2.4


_AGAINST = ("other place", "two towns", "abroad", "other actor", "days near", "days apart")


def odds(signs: Mapping[str, float], *, one_article: bool = False) -> float:
    """Return the log odds that two are one event; above 0 speaks for it."""
    weights, bias = (WITHIN, WITHIN_BIAS) if one_article else (ACROSS, BIAS)
    return bias + sum(weights[sign] * strength for sign, strength in signs.items())


def likely(log_odds: float) -> float:
    """Return log odds as a probability."""
    return 1 / (1 + exp(-log_odds))


def reason(mention: Portrait, event: Portrait, signs: Mapping[str, float]) -> str:
    """Return in words what speaks for a mention telling an event, with the values that both share."""
    out = [f"{event.type.lower()} as told before" if "type" in signs else f"told as {event.type.lower()} before"]
    if "day" in signs:
        out.append(f"on {day_name(event.days)}")
    if "place" in signs:
        out.append(f"at {parts(top(event.places))[2]}")
    out += [f"same {side}" for side in ("actor", "recipient") if f"same {side}" in signs]
    shared = nlargest(4, ((w, t) for t, w in mention.words.items() if t in event.words))
    if shared:
        out.append("words: " + ", ".join(t for _, t in shared))
    against = [name for name in _AGAINST if name in signs]
    return "; ".join(out) + (f"; though {', '.join(against)}" if against else "")
