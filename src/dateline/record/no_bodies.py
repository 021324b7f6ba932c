"""Words for bodies and people that are neither in set phrases: "lay the foundation", "shook his head"."""

from __future__ import annotations

from collections.abc import Sequence

_LAYING = frozenset("lay lays laid laying".split())
_SITTING = frozenset("hit hits hitting ride rides riding rode warm warming off".split())
_ONES = frozenset("his her my your our".split())
_FEASTS = frozenset(
    "third non-stop dinner birthday launch pool cocktail garden watch christmas holiday house tea wedding farewell"
    " office bachelor search search-and-rescue boarding hunting new-year".split()
)
IN_PHRASES = frozenset("foundation foundations bench board head party parties".split())
"""The words that are looked at."""


def is_in_phrase(lower: Sequence[str], i: int) -> bool:
    """Say whether one of `IN_PHRASES` is nobody where it stands.

    Args:
        lower: The words of the sentence, in lower case.
        i: Which of them.
    """
    word, before = lower[i], lower[i - 1] if i else ""
    led = lower[i - 2] if i > 1 and before in ("the", "a") else ""
    after = lower[i + 1] if i + 1 < len(lower) else ""
    if word in ("foundation", "foundations"):
        return led in _LAYING
    if word == "bench":
        return led in _SITTING
    if word == "board":
        return led in ("on", "across") and after != "of"
    if word == "head":
        return (before in _ONES and after != "of") or lower[i + 1 : i + 3] == ["and", "shoulders"]
    return before in _FEASTS
