"""Many words looked for at once, so that most places of a text are passed by at one look: by their first letters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

_REPEATED = ("?", "*", "+", "{")


def any_of(patterns: Iterable[str]) -> str:
    """Return a regular expression that matches where any of some regular expressions does, but not always as much.

    An alternation of hundreds costs a look at each of them wherever a word begins; sorted by letter it costs a look at
    each letter. Which of them matches is told by asking those few lines again that this one finds.

    Args:
        patterns: The expressions, without named groups.
    """
    sorted_in: dict[str, list[str]] = {}
    for pattern in patterns:
        for alternative in _alternatives(pattern):
            for letter, rest in _heads(alternative):
                sorted_in.setdefault(letter, []).append(rest)
    others = sorted_in.pop("", [])
    return "|".join([*(f"{letter}(?:{'|'.join(rests)})" for letter, rests in sorted(sorted_in.items())), *others])


def _heads(pattern: str) -> Iterator[tuple[str, str]]:
    """Yield the letters that what a pattern matches can begin with, each with the rest; "" where it is no letter."""
    if pattern[:1].isalpha() and not pattern[1:].startswith(_REPEATED):
        yield pattern[0], pattern[1:]
        return
    end = _closing(pattern) if pattern.startswith("(?:") else 0
    if not end or pattern[end:].startswith(_REPEATED):
        yield "", pattern
        return
    for inner in _alternatives(pattern[3 : end - 1]):
        yield from _heads(inner + pattern[end:])


def _closing(pattern: str) -> int:
    """Return where the group that a pattern begins with ends."""
    return next(at for at, depth in _depths(pattern) if depth == 0) + 1


def _alternatives(pattern: str) -> Iterator[str]:
    """Yield what stands between the bars of a pattern that no group holds."""
    start = 0
    for at, depth in _depths(pattern):
        if pattern[at] == "|" and depth == 0:
            yield pattern[start:at]
            start = at + 1
    yield pattern[start:]


def _depths(pattern: str) -> Iterator[tuple[int, int]]:
    """Yield the places of a pattern's marks with the number of groups around what follows; classes are passed over."""
    depth, at = 0, 0
    while at < len(pattern):
        c = pattern[at]
        if c == "\\":
            at += 1
        elif c == "[":
            at = pattern.index("]", at + 2)
        else:
            depth += (c == "(") - (c == ")")
            yield at, depth
        at += 1
