"""A story while it runs: the sum of its articles' terms, by which of them it is found, and its days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from heapq import nlargest
from math import sqrt

from dateline.story.grouping.reasons import Common
from dateline.story.grouping.weights import Vector

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
        common: The names and events of its articles.
        id: What it is called; by its number, unless it is kept under another name.
        label: The headline of the article that opened it.
    """

    number: int
    first: int
    last: int
    terms: Vector = field(default_factory=dict)
    square: float = 0.0
    found_by: set[str] = field(default_factory=set)
    common: Common = field(default_factory=Common)
    id: str = ""
    label: str = ""

    def __post_init__(self) -> None:
        self.id = self.id or f"s{self.number}"

    def heaviest(self) -> set[str]:
        """Return the terms that say most of what it is about."""
        return {t for t, _ in nlargest(INDEXED, self.terms.items(), key=lambda x: (x[1], x[0]))}

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
    _opened: int = 0

    def open(self, name: str, day: int) -> Thread:
        """Return a new story, which an article opens on a day."""
        self._opened += 1
        return Thread(number=self._opened, first=day, last=day)

    def named(self, id: str) -> Thread | None:
        """Return the story of that id, if it still runs."""
        return self.running.get(int(id[1:]))

    def near(self, vector: Vector) -> list[Thread]:
        """Return the stories that may be like an article, those that share most of its weight first."""
        found = {term: self._found_by.get(term, set()) for term in asked(vector)}
        return [self.running[number] for number in nearest(vector, found)]

    def keep(self, thread: Thread) -> None:
        """Let a story be found by its heaviest terms, after these changed."""
        heaviest = thread.heaviest()
        self.running[thread.number] = thread
        self._drop(thread.number, thread.found_by - heaviest)
        for term in heaviest - thread.found_by:
            self._found_by[term].add(thread.number)
        thread.found_by = heaviest

    def close(self, day: int) -> None:
        """Forget the stories whose latest article is older than a day."""
        for thread in [t for t in self.running.values() if t.last < day]:
            self._drop(thread.number, thread.found_by)
            del self.running[thread.number]

    def _drop(self, number: int, terms: Iterable[str]) -> None:
        for term in terms:
            self._found_by[term].discard(number)
            if not self._found_by[term]:
                del self._found_by[term]


def asked(vector: Vector) -> list[str]:
    """Return the terms of an article by which stories are looked for, its heaviest."""
    return [t for t, _ in nlargest(ASKED, vector.items(), key=lambda x: (x[1], x[0]))]


def nearest(vector: Vector, found: Mapping[str, Collection[int]]) -> list[int]:
    """Return the numbers of the stories that share most of an article's weight, the best first.

    Args:
        vector: The article's terms.
        found: For each of the terms asked for, the numbers of the stories that are found by it.
    """
    shared: defaultdict[int, float] = defaultdict(float)
    for term, numbers in found.items():
        if len(numbers) <= CROWDED:
            for number in numbers:
                shared[number] += vector[term]
    return [number for number, _ in nlargest(COMPARED, shared.items(), key=lambda x: (x[1], -x[0]))]
