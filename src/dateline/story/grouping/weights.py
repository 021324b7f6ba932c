"""How much a term tells: what few articles have weighs much, counted over the stream so far and a small background."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from math import log, sqrt

from dateline.story.terms import stem
from dateline.world.names import common_words

BACKGROUND, COMMON = 500, 0.05
"""The stream begins as if so many articles had gone by, each common word of news in this share of them."""
MEMORY = 100_000
"""After so many articles all counts are halved: words age, and memory stays bounded."""
MOST_TERMS = 200
"""So many terms of an article are kept, the heaviest."""

Vector = dict[str, float]
"""Terms with their weights; of length 1."""


@dataclass(slots=True)
class Weights:
    """Document frequencies, learned from the stream as it goes by."""

    _counts: Counter[str] = field(default_factory=Counter)
    _articles: float = 0

    def learn(self, terms: Mapping[str, int]) -> None:
        """Count one more article."""
        self._counts.update(terms.keys())
        self._articles += 1
        if self._articles >= MEMORY:
            self._counts = Counter({term: n // 2 for term, n in self._counts.items() if n > 1})
            self._articles /= 2

    def vector(self, terms: Mapping[str, int]) -> Vector:
        """Return the article's heaviest terms, each by how often it counts and how few articles have it."""
        every, common = self._articles + BACKGROUND + 1, _common_stems()
        weighed = {}
        for term, n in terms.items():
            seen = self._counts[term] + (BACKGROUND * COMMON if term in common else 0) + 0.5
            weighed[term] = n * log(every / seen) if seen < every else 0.0
        heaviest = sorted(weighed.items(), key=lambda x: (-x[1], x[0]))[:MOST_TERMS]
        length = sqrt(sum(w * w for _, w in heaviest)) or 1.0
        return {term: w / length for term, w in heaviest if w > 0}


@cache
def _common_stems() -> frozenset[str]:
    return frozenset(stem(word) for word in common_words())
