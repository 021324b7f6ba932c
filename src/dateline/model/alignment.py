"""Which items of two sequences stand for one another: long common stretches first, then the most that fits between.

Patience diff (Cohen): stretches that are there once on each side hold the two together, so that a common word in
another sentence does not. What lies between them is matched exactly (longest common subsequence) by Hyyrö's
bit-parallel method ("Bit-parallel LCS-length computation revisited", 2004), on Python's long integers.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

Run = tuple[int, int, int]
"""Where a common stretch begins in the first and in the second sequence, and how many items it has."""

_WIDTHS = (4, 2, 1)
"""Items in a row that hold the two together if they are there once on each side."""
_LARGEST = 4_000_000
"""The most pairs of items that are compared exactly; it bounds time and memory (a bit a pair: half a megabyte)."""


def align(a: Sequence[int], b: Sequence[int]) -> list[Run]:
    """Return the common stretches of two sequences in their order; they touch on one side at most.

    The time grows with the length of the two together. Stretches without any item that is there only once on each side
    and too long to compare exactly are taken to have nothing in common.
    """
    return joined(_stretch(a, b, 0, 0, _WIDTHS))


def joined(runs: Iterable[Run]) -> list[Run]:
    """Return the runs without empty ones, those that touch on both sides made one."""
    out: list[Run] = []
    for i, j, n in runs:
        if out and out[-1][0] + out[-1][2] == i and out[-1][1] + out[-1][2] == j:
            out[-1] = (out[-1][0], out[-1][1], out[-1][2] + n)
        elif n:
            out.append((i, j, n))
    return out


def _stretch(a: Sequence[int], b: Sequence[int], i: int, j: int, widths: Sequence[int]) -> Iterator[Run]:
    """Yield the runs of two slices that begin at i and j, in order."""
    fewer = min(len(a), len(b))
    head = next((n for n in range(fewer) if a[n] != b[n]), fewer)
    tail = next((n for n in range(fewer - head) if a[-1 - n] != b[-1 - n]), fewer - head)
    if head:
        yield i, j, head
    inner_a, inner_b = a[head : len(a) - tail], b[head : len(b) - tail]
    if inner_a and inner_b:
        yield from _inner(inner_a, inner_b, i + head, j + head, widths)
    if tail:
        yield i + len(a) - tail, j + len(b) - tail, tail


def _inner(a: Sequence[int], b: Sequence[int], i: int, j: int, widths: Sequence[int]) -> Iterator[Run]:
    """Yield the runs of two slices that neither begin nor end alike."""
    small = len(a) * len(b) <= _LARGEST
    if small and widths[:1] in ((), (1,)):
        yield from ((i + x, j + y, 1) for x, y in _common(a, b))
    elif widths:
        at_a = at_b = 0
        for x, y in (*_anchors(a, b, widths[0]), (len(a), len(b))):
            yield from _stretch(a[at_a:x], b[at_b:y], i + at_a, j + at_b, widths[1:])
            if x < len(a):
                yield i + x, j + y, 1
            at_a, at_b = x + 1, y + 1


def _anchors(a: Sequence[int], b: Sequence[int], width: int) -> list[tuple[int, int]]:
    """Return the longest chain of places where both have the same items in a row, and each has them only once."""
    in_a, in_b = _once(a, width), _once(b, width)
    found = [(x, in_b[items]) for items, x in in_a.items() if x >= 0 and in_b.get(items, -1) >= 0]
    return _rising(found)


def _once(items: Sequence[int], width: int) -> dict[tuple[int, ...], int]:
    """Return where each stretch of that width stands, in their order; -1 for one that stands at several places."""
    out: dict[tuple[int, ...], int] = {}
    for at, stretch in enumerate(zip(*(items[n:] for n in range(width)), strict=False)):
        out[stretch] = -1 if stretch in out else at
    return out


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest part of pairs, given in the order of their firsts, whose seconds rise too."""
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for n, (_, y) in enumerate(pairs):
        at = bisect_left(ends, y)
        before.append(last[at - 1] if at else -1)
        ends[at : at + 1] = [y]
        last[at : at + 1] = [n]
    out = []
    n = last[-1] if last else -1
    while n >= 0:
        out.append(pairs[n])
        n = before[n]
    return out[::-1]


def _common(a: Sequence[int], b: Sequence[int]) -> list[tuple[int, int]]:
    """Return the pairs of a longest common subsequence."""
    if len(a) > len(b):
        return [(x, y) for y, x in _common(b, a)]
    places: dict[int, int] = {}
    for x, item in enumerate(a):
        places[item] = places.get(item, 0) | 1 << x
    everything = (1 << len(a)) - 1
    row, rows = everything, []
    for item in b:
        hit = row & places.get(item, 0)
        row = (row + hit | row - hit) & everything
        rows.append(row)
    return _back(rows, len(a), len(b))


def _back(rows: Sequence[int], x: int, y: int) -> list[tuple[int, int]]:
    """Walk back through the rows: a bit of row y is clear where one more item of `a` makes the longest one longer."""
    out = []
    while x and y:
        if rows[y - 1] >> (x - 1) & 1:
            x -= 1
        elif y > 1 and not rows[y - 2] >> (x - 1) & 1:
            y -= 1
        else:
            x, y = x - 1, y - 1
            out.append((x, y))
    return out[::-1]
