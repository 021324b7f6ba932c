"""Bounds: what the words around a number make of it, the least or the most it may be."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.record.lexemes import Lexeme

_LOW = frozenset("excess least over above older upwards minimum exceeding".split())
_HIGH = frozenset("most up upto under below younger maximum".split())
_LESS = frozenset("less fewer lower younger under below".split())
_AFTER_LOW = frozenset("more higher above over greater older + plus".split())
_AFTER_HIGH = frozenset("less fewer below under lower younger".split())


def bounds(before: Sequence[str], after: Sequence[str], value: float) -> tuple[float | None, float | None]:
    """Return low and high by the words on both sides of a number; None is open."""
    is_low, is_high = _bounds_before(before)
    if not (is_low or is_high) and after:
        is_low = any(w in _AFTER_LOW for w in after) and any(w in ("or", "+", "plus", "and") for w in after)
        is_high = any(w in _AFTER_HIGH for w in after) and "or" in after
    return (None if is_high else value), (None if is_low else value)


def _bounds_before(before: Sequence[str]) -> tuple[bool, bool]:
    """Say whether the words before a number make it the least or the most it may be."""
    if "than" in before:
        less = any(w in _LESS for w in before) != ("not" in before or "no" in before)
        return not less, less
    is_low = any(w in _LOW for w in before) or _as(before, "few", "little", "low")
    return is_low, not is_low and (any(w in _HIGH for w in before) or _as(before, "many", "much", "high"))


def _as(before: Sequence[str], *words: str) -> bool:
    return "as" in before and any(w in words for w in before)


def is_denied(lexemes: Sequence[Lexeme], start: int) -> bool:
    """Say whether "not" turns a bound round: who "will not accept more than 10" accepts ten at most.

    Args:
        lexemes: The lexemes of the sentence.
        start: The first of the quantity.
    """
    above = lexemes[start].text in ("more", "over")
    for k in range(start - 1, max(-1, start - 1 - _NOT_BEFORE), -1) if above else ():
        word = lexemes[k].text
        if word == "not" and k and lexemes[k - 1].text == "why":
            return False
        if word in ("not", "cannot", "never") or (word == "t" and k > 1 and lexemes[k - 2].text.endswith("n")):
            return True
        if lexemes[k].kind != "word" or word in _NOT_DENIED:
            return False
    return False


_NOT_BEFORE = 5
_NOT_DENIED = frozenset(
    "that whether if only but because and or say said know known believe think clear confirm confirmed just yet".split()
)
