"""How much of a sentence no sentence told before has, by its words; what many of the sentences have counts little."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from math import log

from dateline.story.alike import content

SHARP = 4
"""To this power goes what is new: half of the words told before leave a sixteenth."""
_LEAST = 0.2
"""What a word counts that all sentences have."""


class Newness:
    """The words of the sentences that were told, held against one that may be told next."""

    def __init__(self, sentences: Iterable[str]) -> None:
        words = [content(s) for s in sentences]
        have = Counter(w for ws in words for w in ws)
        self._weights = {w: log((len(words) + 1) / (n + 0.5)) + _LEAST for w, n in have.items()}
        self._told: list[frozenset[str]] = []
        self._most: dict[str, tuple[int, float]] = {}

    def tell(self, sentence: str) -> None:
        """Remember a sentence as told."""
        self._told.append(content(sentence))

    def of(self, sentence: str) -> float:
        """Return how new a sentence is, 0 to 1: against the one told sentence that has most of it."""
        words = content(sentence)
        whole = self._weight(words)
        held, most = self._most.get(sentence, (0, 0.0))
        most = max((most, *(self._weight(words & told) for told in self._told[held:])))
        self._most[sentence] = len(self._told), most
        return (1 - most / whole) ** SHARP if whole else 1.0

    def _weight(self, words: Iterable[str]) -> float:
        return sum(self._weights.get(w, _LEAST) for w in words)
