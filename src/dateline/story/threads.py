"""A story while it runs: the sum of its articles' terms, by which of them it is found, and its days."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from heapq import nlargest
from math import sqrt

from dateline.story.weights import Vector

MOST_TERMS = 400
"""So many terms of a story are kept; what a single article of many said once falls away."""
INDEXED = 60
"""A story is found by so many terms, its heaviest."""
ASKED = 20
"""So many terms of an article are asked for stories, its heaviest."""
COMPARED = 20
"""So many stories are compared in full, those whose terms cover most of the article."""
CROWDED = 1000
"""A term that so many stories have finds none of them."""


@dataclass(slots=True)
class Thread:
    """A story as it runs.

    Args:
        number: Its number; stories are numbered as they open.
        first, last: The days of its earliest and its latest article.
        terms: The sum of its articles' terms; copies of one text are in it once.
        square: The square of that sum's length.
        found_by: The terms by which it is found.
    """

    number: int
    first: int
    last: int
    terms: Vector = field(default_factory=dict)
    square: float = 0.0
    found_by: set[str] = field(default_factory=set)

    def likeness(self, vector: Vector) -> float:
        """Return the cosine of an article's terms and the story's."""
        return self._product(vector) / sqrt(self.square) if self.square > 0 else 0.0

    def days_from(self, day: int) -> int:
        """Return how many days lie between a day and the story's own days."""
        return max(0, day - self.last, self.first - day)

    def take(self, vector: Vector) -> None:
        """Add an article's terms to the story's."""
        self.square += 2 * self._product(vector) + sum(w * w for w in vector.values())
        for term, weight in vector.items():
            self.terms[term] = self.terms.get(term, 0.0) + weight
        if len(self.terms) > 2 * MOST_TERMS:
            self.terms = dict(nlargest(MOST_TERMS, self.terms.items(), key=lambda x: (x[1], x[0])))
            self.square = sum(w * w for w in self.terms.values())

    def _product(self, vector: Vector) -> float:
        terms = self.terms
        return sum(vector[term] * terms[term] for term in filter(terms.__contains__, vector))


@dataclass(slots=True)
class Threads:
    """The stories that run, and by which terms each is found."""

    running: dict[int, Thread] = field(default_factory=dict)
    _found_by: defaultdict[str, set[int]] = field(default_factory=lambda: defaultdict(set))

    def near(self, vector: Vector) -> list[Thread]:
        """Return the stories that may be like an article, those that share most of its weight first."""
        shared: Counter[int] = Counter()
        for term, weight in nlargest(ASKED, vector.items(), key=lambda x: (x[1], x[0])):
            numbers = self._found_by.get(term, ())
            if len(numbers) <= CROWDED:
                for number in numbers:
                    shared[number] += weight  # type: ignore[assignment]  # a Counter of floats adds as well
        best = nlargest(COMPARED, shared.items(), key=lambda x: (x[1], -x[0]))
        return [self.running[number] for number, _ in best]

    def keep(self, thread: Thread) -> None:
        """Let a story be found by its heaviest terms, after these changed."""
        heaviest = {t for t, _ in nlargest(INDEXED, thread.terms.items(), key=lambda x: (x[1], x[0]))}
        self.running[thread.number] = thread
        self._drop(thread.number, thread.found_by - heaviest)
        for term in heaviest - thread.found_by:
            self._found_by[term].add(thread.number)
        thread.found_by = heaviest

    def drop(self, threads: Iterable[Thread]) -> None:
        """Forget stories."""
        for thread in threads:
            self._drop(thread.number, thread.found_by)
            del self.running[thread.number]

    def older(self, day: int) -> Iterator[Thread]:
        """Yield the stories whose latest article is older than a day."""
        return (thread for thread in self.running.values() if thread.last < day)

    def _drop(self, number: int, terms: Iterable[str]) -> None:
        for term in terms:
            self._found_by[term].discard(number)
            if not self._found_by[term]:
                del self._found_by[term]
