"""Whether two sentences say the same, and whether one reads well on its own."""

from __future__ import annotations

import re
from functools import lru_cache

from dateline.story.terms import EMPTY, stem

_WORD = re.compile(r"\w+(?:['’.,\-]\w+)*")
SAME = 0.6
"""Two sentences that share so much of the shorter one's content words tell the same."""
_LEANING = re.compile(
    r"(?:he|she|it|they|we|i|his|her|its|their|this|that|these|those|but|and|or|so|yet|however|also|further|furthermore"
    r"|then|meanwhile|moreover|both|such|there|who|which|the two|the duo|the pair|following this|in addition"
    r"|according to him|according to her)\b",
    re.IGNORECASE,
)
_OTHER_DAY = re.compile(
    r"\b(?:the same|that|the next|the following|the previous) (?:day|night|morning|evening|week)\b", re.I
)
_QUOTING = "\"“'‘«„`"
_ENDING = re.compile(r"[.!?…。।۔][\"'”’»)\]]*$")
_SHORT, _LONG = 45, 330
_FEWEST = 6


def same(one: str, other: str) -> bool:
    """Say whether two sentences tell the same, by their content words."""
    return share(one, other) >= SAME


def share(one: str, other: str) -> float:
    """Return how much of the shorter sentence's content words stand in the other one, 0 to 1."""
    a, b = content(one), content(other)
    return len(a & b) / min(len(a), len(b)) if a and b else float(one == other)


@lru_cache(maxsize=4096)
def content(sentence: str) -> frozenset[str]:
    """Return the stems of a sentence's words that mean something."""
    words = (w.lower().replace("’", "'").removesuffix("'s") for w in _WORD.findall(sentence))
    return frozenset(stem(w) for w in words if w not in EMPTY and len(w) > 1)


def is_told(sentence: str) -> bool:
    """Say whether a sentence has words enough to tell anything; "23 Jan 2025, 9:41" and "Get our app now" do not."""
    return len(content(sentence)) >= _FEWEST


def is_whole(sentence: str) -> bool:
    """Say whether a sentence ends as sentences do; headlines and menus do not."""
    return _ENDING.search(sentence) is not None


def stands_alone(sentence: str) -> float:
    """Return how well a sentence reads without those around it, 0 to 1: whole, of fair length, leaning on nothing."""
    worth = 1.0
    if not _SHORT <= len(sentence) <= _LONG:
        worth *= 0.6
    if _LEANING.match(sentence) or sentence[:1].islower():
        worth *= 0.5
    if _OTHER_DAY.search(sentence):
        worth *= 0.3
    if sentence[:1] in _QUOTING:
        worth *= 0.4
    if not is_whole(sentence):
        worth *= 0.6
    return worth * 0.4 if "?" in sentence else worth
