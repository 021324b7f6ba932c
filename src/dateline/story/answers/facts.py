"""What happened, as many articles tell it: the rows of one event as one fact, its fields by vote of the texts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar

from dateline.model.statement import DatePrecision, Factuality
from dateline.model.told import ArticleRow, EventRow, Told
from dateline.story.alike import share

T = TypeVar("T")

TOLD: frozenset[Factuality] = frozenset({"actual", "historical"})
"""What is told to have happened."""
_FINENESS = {"day": 0, "month": 1, "year": 2}
_DEEP = 0.12
"""So much less is a sentence worth with each one that stands before it."""
_AKIN, _COMPARED = 0.25, 200
"""How much of their words tellings share that are akin, and how many are compared."""
_ZONES = 1
"""A day of tolerance: what is dated a day after it was printed may be so for the time zones alone."""


@dataclass(frozen=True, slots=True, order=True)
class When:
    """When something happened: ISO days, how fine, and whether a text says it or it was inferred from publication."""

    earliest: str
    latest: str
    precision: DatePrecision
    basis: str

    @property
    def days(self) -> int:
        """How many days it may be."""
        return date.fromisoformat(self.latest).toordinal() - date.fromisoformat(self.earliest).toordinal() + 1


@dataclass(frozen=True, kw_only=True)
class Fact:
    """One event and all rows that tell it, the soonest published first.

    Args:
        id: The id of the event across articles; of its one statement where nobody has looked for others.
        rows: Its tellings.
        articles: The articles they stand in, by id.
        texts: For each of these articles the id of the text it prints, so that copies are known as one.
        places: For each row's id how far from the top of its article it stands: 0 headline or first sentence.
    """

    id: str
    rows: tuple[EventRow, ...]
    articles: Mapping[str, ArticleRow]
    texts: Mapping[str, str]
    places: Mapping[str, int]

    @cached_property
    def witnesses(self) -> tuple[str, ...]:
        """The texts that tell it, none of them a copy of another, in the order they came."""
        return tuple(dict.fromkeys(self.text_of(row) for row in self.rows))

    @cached_property
    def type(self) -> str:
        """Its PLOVER type as most texts have it."""
        return self.vote(lambda row: row.type) or self.rows[0].type

    @cached_property
    def factuality(self) -> Factuality:
        """What most texts not ahead of it say; future where all are ahead, hypothetical where none says more."""

        def after(row: EventRow) -> Factuality | None:
            return None if row.factuality == "hypothetical" or self.ahead(row) else row.factuality

        ahead: Factuality | None = "future" if any(map(self.ahead, self.rows)) else None
        return self.vote(after) or ahead or "hypothetical"

    @cached_property
    def when(self) -> When | None:
        """Its date: what a text says before what is inferred, the finest first, then what most texts say."""
        dated = [row for row in self.rows if when_of(row) and (self.factuality == "future" or not self.ahead(row))]
        if not dated:
            return None
        found = [w for w in map(when_of, dated) if w]
        best = min((w.basis != "text", _FINENESS[w.precision], w.days > 1) for w in found)

        def like(row: EventRow) -> When | None:
            w = when_of(row)
            return w if w and (w.basis != "text", _FINENESS[w.precision], w.days > 1) == best else None

        return self.vote(like)

    @cached_property
    def core(self) -> tuple[EventRow, ...]:
        """The tellings in words akin to those of the one that most are akin to: what can be held against each other.

        What was put to one event by mistake is told in words of its own, and would differ in everything.
        """
        rows = self.rows[:_COMPARED]
        akin = [[o for o in rows if share(r.sentence.exact, o.sentence.exact) >= _AKIN] for r in rows]
        return tuple(max(akin, key=lambda found: len({self.text_of(o) for o in found})))

    @cached_property
    def salience(self) -> float:
        """How much the articles make of it: for each text the best place it has there, weighed by its confidence."""
        best: dict[str, float] = {}
        for row in self.rows:
            text = self.text_of(row)
            best[text] = max(best.get(text, 0.0), row.confidence / (1 + _DEEP * self.places[row.id]))
        return sum(best.values())

    @property
    def intensity(self) -> float:
        """Mean PLOVER intensity of its tellings."""
        return sum(row.intensity for row in self.rows) / len(self.rows)

    def text_of(self, row: EventRow) -> str:
        """Return the id of the text a row was printed in."""
        return self.texts[row.trigger.article]

    def ahead(self, row: EventRow) -> bool:
        """Say whether a row tells of what was still to come: in so many words, or with a day after it was printed."""
        if row.factuality == "future":
            return True
        day = self.articles[row.trigger.article].published
        if row.earliest is None or row.precision != "day" or day is None or len(day) < 10:
            return False
        return date.fromisoformat(row.earliest).toordinal() > date.fromisoformat(day[:10]).toordinal() + _ZONES

    def vote(self, value: Callable[[EventRow], T | None]) -> T | None:
        """Return the value most texts give, a text having one vote however many print it; the surest of equals."""
        votes: dict[T, set[str]] = defaultdict(set)
        sure: dict[T, float] = defaultdict(float)
        for row in self.rows:
            v = value(row)
            if v is not None:
                votes[v].add(self.text_of(row))
                sure[v] += row.confidence
        return max(votes, key=lambda v: (len(votes[v]), sure[v]), default=None)


def when_of(row: EventRow) -> When | None:
    """Return the date of one telling, if it has one."""
    if row.earliest is None or row.latest is None or row.precision is None:
        return None
    return When(row.earliest, row.latest, row.precision, row.basis or "published")


def texts_of(articles: Iterable[ArticleRow]) -> dict[str, str]:
    """Return for each article the id of the text it prints: the first of a chain of copies."""
    original = {a.id: a.original for a in articles}
    out = {}
    for start in original:
        at, passed = start, {start}
        while (after := original.get(at, at)) not in passed:
            at = after
            passed.add(at)
        out[start] = at
    return out


def facts_of(told: Told) -> tuple[Fact, ...]:
    """Return the facts that the articles tell, in the order they were first told."""
    texts = texts_of(told.articles)
    tops = {a.id: [s.span.start for s in a.sentences] for a in told.articles}
    groups: dict[str, list[EventRow]] = defaultdict(list)
    for row in sorted(told.events, key=lambda r: (printed(told, r.trigger.article), r.trigger.article, r.trigger.span)):
        groups[row.event or row.id].append(row)
    return tuple(
        Fact(
            id=key,
            rows=tuple(rows),
            articles=told.by_id,
            texts=texts,
            places={r.id: sum(1 for s in tops[r.trigger.article] if s < r.sentence.span.start) for r in rows},
        )
        for key, rows in groups.items()
    )


def printed(told: Told, article: str) -> str:
    """Return when an article came out, or was first seen where nobody says."""
    row = told.by_id[article]
    return row.published or row.seen
