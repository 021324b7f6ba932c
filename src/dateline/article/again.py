"""The second look at flat text: what the first look said of the rows around a row, and where the densest run stands."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import accumulate
from typing import Final

from dateline.article.features import Features
from dateline.article.rows import Row

# Longer rows say no more of their surroundings; shorter ones weigh as much as a short line in the run.
_LONGEST: Final = 300
_LEAST: Final = 25
# The first look is shy of short lines; with these it finds as many as there are.
_SHY: Final = 0.7
_DENSE: Final = 0.35
_FAR: Final = 12
_NEAR: Final = 3
_SOME: Final = 6


def look_again(rows: Sequence[Row], scores: Sequence[float]) -> list[Features]:
    """Return for each row how likely those around it are article, by the first look.

    Args:
        rows: The rows of a page.
        scores: What the first look gave each.
    """
    sure = [1 / (1 + math.exp(-min(20.0, max(-20.0, s + _SHY)))) for s in scores]
    sizes = [min(len(row.text), _LONGEST) for row in rows]
    around = _Around(sure, sizes)
    run = _densest(sure, sizes)
    return [around.of(n) + _stands(n, run) for n in range(len(rows))]


class _Around:
    """Sums over the rows of a page, so that each stretch of them costs one subtraction."""

    def __init__(self, sure: list[float], sizes: list[int]) -> None:
        self._sure = sure
        self._rows = [0.0, *accumulate(sure)]
        self._letters = [0, *accumulate(sizes)]
        self._told = [0.0, *accumulate(p * n for p, n in zip(sure, sizes, strict=True))]

    def of(self, n: int) -> Features:
        """Return the features of row n."""
        end, last = n + 1, len(self._sure)
        before, after = self._share(n - _NEAR, n), self._share(end, end + _NEAR)
        total = self._told[-1] + 1
        return [
            ("article just before", self._sure[n - 1] if n else 0.0),
            ("article just after", self._sure[end] if end < last else 0.0),
            ("article before", before),
            ("article after", after),
            ("article on both sides", min(before, after)),
            ("article lines before", self._lines(n - _SOME, n)),
            ("article lines after", self._lines(end, end + _SOME)),
            ("article far before", self._share(n - _FAR, n)),
            ("article far after", self._share(end, end + _FAR)),
            ("article told before", self._told[n] / total),
            ("article still to come", (self._told[-1] - self._told[end]) / total),
        ]

    def _share(self, start: int, end: int) -> float:
        """Return how much of the letters of some rows is article."""
        a, b = max(0, start), min(len(self._sure), end)
        return (self._told[b] - self._told[a]) / (self._letters[b] - self._letters[a]) if a < b else 0.0

    def _lines(self, start: int, end: int) -> float:
        """Return how many of some rows are article, as a share."""
        a, b = max(0, start), min(len(self._sure), end)
        return (self._rows[b] - self._rows[a]) / (b - a) if a < b else 0.0


def _densest(sure: Sequence[float], sizes: Sequence[int]) -> range:
    """Return the stretch of rows that holds the most that is article and the least that is not."""
    most, best, here, start = 0.0, range(0), 0.0, 0
    for n, (p, size) in enumerate(zip(sure, sizes, strict=True)):
        if here <= 0:
            here, start = 0.0, n
        here += (p - _DENSE) * max(size, _LEAST)
        if here > most:
            most, best = here, range(start, n + 1)
    return best


def _stands(n: int, run: range) -> Features:
    if n in run:
        return [("in the run", 1.0)]
    beside = run.start - _NEAR <= n < run.stop + _NEAR
    return [("beside the run", 1.0)] if beside else []
