"""Where a run of words was seen before: a sampled index of shingles (FracMinHash), bounded by a window of days."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

RATE = 8
"""One shingle in so many is kept, chosen by its own hash, so that the same ones are kept wherever they occur."""
SEGMENT = 4096
"""So many articles are kept in a dict before they are put away as sorted arrays, which take a tenth of the memory."""
MOST = 6
"""So many candidates are worth an alignment."""


@dataclass(frozen=True, slots=True)
class _Sealed:
    keys: NDArray[np.uint64]
    owners: NDArray[np.uint32]
    latest: int


@dataclass(slots=True)
class Fingerprints:
    """Sampled shingles and the first article of each segment that had them; forgets what the window has left behind."""

    window: int
    _open: dict[int, int] = field(default_factory=dict)
    _count: int = 0
    _latest: int = 0
    _sealed: list[_Sealed] = field(default_factory=list)

    def candidates(self, shingles: NDArray[np.uint64]) -> list[int]:
        """Return the articles that share sampled shingles with a text, those that share most first."""
        keys = sampled(shingles)
        hits = Counter(owner for k in keys.tolist() if (owner := self._open.get(k)) is not None)
        for segment in self._sealed:
            at = np.searchsorted(segment.keys, keys)
            at[at == len(segment.keys)] = 0
            hits.update(segment.owners[at[segment.keys[at] == keys]].tolist() if len(segment.keys) else ())
        return [owner for owner, _ in sorted(hits.items(), key=lambda x: (-x[1], x[0]))[:MOST]]

    def add(self, owner: int, shingles: NDArray[np.uint64], *, day: int) -> None:
        """Keep an article's sampled shingles; the first to have a shingle keeps it."""
        for k in sampled(shingles).tolist():
            self._open.setdefault(k, owner)
        self._count += 1
        self._latest = max(self._latest, day)
        if self._count >= SEGMENT:
            self._seal()
        self._sealed = [s for s in self._sealed if s.latest >= day - self.window]

    def _seal(self) -> None:
        keys = np.fromiter(self._open.keys(), np.uint64, len(self._open))
        owners = np.fromiter(self._open.values(), np.uint32, len(self._open))
        order = np.argsort(keys)
        self._sealed.append(_Sealed(keys[order], owners[order], self._latest))
        self._open, self._count = {}, 0


def sampled(shingles: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Return the shingles that are kept of a text, wherever they occur the same ones."""
    return np.unique(shingles[shingles % np.uint64(RATE) == 0])
