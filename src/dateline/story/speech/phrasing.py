"""How alike two wordings of something said are: cut, translated twice, or told without quotation marks."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache

from dateline.story.terms import stem
from dateline.world.names import common_words

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
# In this order: what is short for "not" before what may be short for "is".
_SHORT = {
    "won't": "will not",
    "can't": "can not",
    "cannot": "can not",
    "n't": " not",
    "'re": " are",
    "'ve": " have",
    "'ll": " will",
    "'m": " am",
    "it's": "it is",
    "that's": "that is",
    "'s": "",
}
_NUMBERS = {
    word: str(n)
    for n, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
        " seventeen eighteen nineteen twenty".split()
    )
} | {w: str(n * 10) for n, w in enumerate("thirty forty fifty sixty seventy eighty ninety".split(), 3)}
LEAST = 0.4
"""Wordings that share less are not compared word by word."""
LIGHT = 0.3
"""What a common word weighs beside one that says something."""
_ROOT = 5
"""Words that begin with the same letters, so many of them, are of one root ("candle", "candlelight")."""
# The words that hold a sentence together; all others weigh in full, common as they may be in the news.
_EMPTY = frozenset(
    "a about after all also am an and any are as at be because been but by can did do does for from had has have he her"
    " him his how i if in into is it its just may me might more must my no nor not now of on one only or our out over"
    " she should so some than that the their them then there these they this those to too up us was we were what when"
    " where which who will with would you your every".split()
)


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of something said, each as a stem, in order, and what each weighs."""

    stems: tuple[str, ...]
    weights: tuple[float, ...]

    @property
    def weight(self) -> float:
        """What all its words weigh."""
        return sum(self.weights)

    def roots(self) -> frozenset[str]:
        """Return the beginnings of the words that say something, by which wordings are found."""
        return frozenset(s[:_ROOT] for s, w in zip(self.stems, self.weights, strict=True) if w > LIGHT)


def wording_of(pieces: Sequence[str], often: Collection[str] = ()) -> Wording:
    """Return the wording of pieces of something said.

    Args:
        pieces: The pieces.
        often: Stems that many of the articles at hand use; they tell no more than the words of the language.
    """
    text = " ".join(pieces).lower().replace("’", "'")
    for short, full in _SHORT.items():
        text = text.replace(short, full)
    words = [_NUMBERS.get(w, w) for w in _WORD.findall(text)]
    stems = tuple(stem(w) for w in words)
    weights = (LIGHT if s in often else _weight(w) for s, w in zip(stems, words, strict=True))
    return Wording(stems, tuple(weights))


def _weight(word: str) -> float:
    return LIGHT if word in _EMPTY else 0.8 if word in _common() else 1.0


@cache
def _common() -> frozenset[str]:
    return frozenset(common_words())


def alike(one: Wording, other: Wording) -> float:
    """Return the share of the lighter wording that the other has too: in the same order, or, for less, in any."""
    light, heavy = sorted((one, other), key=lambda w: w.weight)
    if not light.weight or _most(light, heavy) < LEAST * light.weight:
        return 0.0
    return max(_in_order(light, heavy), 0.9 * _in_any(light, heavy)) / light.weight


def _most(light: Wording, heavy: Wording) -> float:
    """Return the most that two wordings may share, quickly."""
    there = {s[:_ROOT] for s in heavy.stems}
    return sum(w for s, w in zip(light.stems, light.weights, strict=True) if s[:_ROOT] in there)


def _same(one: str, other: str) -> bool:
    return one == other or (len(one) >= _ROOT and len(other) >= _ROOT and one[:_ROOT] == other[:_ROOT])


def _in_order(light: Wording, heavy: Wording) -> float:
    """Return the weight of the heaviest sequence of words that both have in the same order."""
    row = [0.0] * (len(heavy.stems) + 1)
    for word, weight in zip(light.stems, light.weights, strict=True):
        before = 0.0
        for n, other in enumerate(heavy.stems, 1):
            above = row[n]
            row[n] = max(above, row[n - 1], before + weight if _same(word, other) else 0.0)
            before = above
    return row[-1]


def _in_any(light: Wording, heavy: Wording) -> float:
    left = list(heavy.stems)
    total = 0.0
    for word, weight in zip(light.stems, light.weights, strict=True):
        found = next((n for n, other in enumerate(left) if _same(word, other)), None)
        if found is not None:
            total += weight
            del left[found]
    return total


def longest_run(one: Wording, other: Wording) -> int:
    """Return how many words in a row two wordings share, the words as they stand but for their endings."""
    best, row = 0, [0] * (len(other.stems) + 1)
    for word in one.stems:
        before = 0
        for n, found in enumerate(other.stems, 1):
            above = row[n]
            row[n] = before + 1 if word == found else 0
            best, before = max(best, row[n]), above
    return best


def contained(one: Wording, other: Wording) -> bool:
    """Say whether all words of the first stand in the second, in the same order."""
    rest = iter(other.stems)
    return all(word in rest for word in one.stems)
