"""Articles in the order they come: each is put into a story or opens one, without looking ahead."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from dateline.model.record import Record
from dateline.story.copies.reprints import Reprints, Taken
from dateline.story.grouping.threads import Thread, Threads
from dateline.story.grouping.weights import Vector, Weights
from dateline.story.terms import headline_of, terms_of

NEAR = 0.16
"""An article joins the story that is like it by this cosine or more, faded by the days between them."""
HALF = 5.0
"""After so many days without an article a story must be twice as like; news moves on within a week."""
WINDOW = 14
"""After so many days nothing is like enough any more (1 faded is below `NEAR`), and the story is closed."""
COPY = "same text as"
"""How the reason begins why a copy stands where its original does."""
QUIET = 3
"""After so many days a story is told to have been quiet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """Where an article belongs.

    Args:
        id: What the article is called.
        story: The id of its story ("s12").
        reason: Why it belongs there.
        likeness: How like the story it is, 0 to 1; 0 where it opened it.
        taken: What it took over from an earlier article, if it did.
    """

    id: str
    story: str
    reason: str
    likeness: float
    taken: Taken | None = None

    @property
    def original(self) -> str:
        """The first article of the same text: its own id if it is no reprint."""
        return self.taken.reprint.original if self.taken and self.taken.kind == "reprint" else self.id


@dataclass(slots=True)
class Placings:
    """Which articles were placed, and where, as long as the window holds them."""

    _placed: OrderedDict[str, tuple[int, Placed]] = field(default_factory=OrderedDict)

    def __len__(self) -> int:
        return len(self._placed)

    def named(self, name: str) -> Placed | None:
        """Return where an article was put."""
        found = self._placed.get(name)
        return found[1] if found else None

    def keep(self, placed: Placed, day: int) -> None:
        """Remember where an article was put."""
        self._placed[placed.id] = (day, placed)

    def close(self, day: int) -> None:
        """Forget the articles older than a day."""
        while self._placed and next(iter(self._placed.values()))[0] < day:
            self._placed.popitem(last=False)


@dataclass(slots=True)
class Stream:
    """Stories and reprints of a stream of articles; what it remembers is bounded by its window.

    An article that is placed twice is told the same twice and counts once; a copy joins the story of its original and
    weighs nothing there.
    """

    weights: Weights = field(default_factory=Weights)
    threads: Threads = field(default_factory=Threads)
    reprints: Reprints = field(default_factory=Reprints)
    placed: Placings = field(default_factory=Placings)
    _latest: int = 0

    def place(self, record: Record, *, name: str | None = None, day: int | None = None) -> Placed:
        """Put an article into a story, or open one with it.

        Args:
            record: The article and what was read from it.
            name: What the article is called; its own id by default.
            day: Its day, as an ordinal; by default the one it was published, or the latest that went by.
        """
        name = name or record.article.id
        known = self.placed.named(name)
        if known is not None:
            return known
        day = day or day_of(record) or self._latest
        if day > self._latest:
            self._latest = day
            self.threads.close(day - WINDOW)
            self.placed.close(day - WINDOW)
        taken = self.reprints.add(record.article, day=day, name=name)
        placed = self._copy(name, taken, day) or self._own(record, name, taken, day)
        self.placed.keep(placed, day)
        return placed

    def _copy(self, name: str, taken: Taken | None, day: int) -> Placed | None:
        """Put a reprint where its original is, if that story still runs."""
        original = self.placed.named(taken.reprint.original) if taken and taken.kind == "reprint" else None
        thread = self.threads.named(original.story) if original else None
        if taken is None or thread is None:
            return None
        thread.first, thread.last = min(thread.first, day), max(thread.last, day)
        self.threads.keep(thread)
        reason = f"{COPY} {taken.reprint.original}: {taken.reprint.shared:.0%} of its words"
        return Placed(id=name, story=thread.id, reason=reason, likeness=1.0, taken=taken)

    def _own(self, record: Record, name: str, taken: Taken | None, day: int) -> Placed:
        """Put an article into the story it is most like, or open one."""
        terms = terms_of(record)
        self.weights.learn(terms)
        vector = self.weights.vector(terms)
        best, thread = self._nearest(vector, day)
        if thread is not None and best >= NEAR:
            reason = _woken(thread, day) + thread.common.reason(record, vector, thread.terms)
        else:
            thread = self.threads.open(name, day)
            thread.label = headline_of(record)
            best, reason = 0.0, "opens the story"
        thread.take(vector)
        thread.first, thread.last = min(thread.first, day), max(thread.last, day)
        thread.common.take(record)
        self.threads.keep(thread)
        return Placed(id=name, story=thread.id, reason=reason, likeness=round(best, 3), taken=taken)

    def _nearest(self, vector: Vector, day: int) -> tuple[float, Thread | None]:
        """Return the story that is most like an article, and how like, faded by time."""
        best, found = 0.0, None
        for thread in self.threads.near(vector):
            likeness = thread.likeness(vector) * 0.5 ** (thread.days_from(day) / HALF)
            if likeness > best:
                best, found = likeness, thread
        return best, found


def _woken(thread: Thread, day: int) -> str:
    quiet = thread.days_from(day)
    return f"after {quiet} quiet days; " if quiet > QUIET else ""


def placed_to_json(placed: Placed) -> dict[str, Any]:
    """Return the contract's line for a placed article."""
    whole = placed.taken if placed.taken and placed.taken.kind == "reprint" else None
    part = placed.taken if placed.taken and placed.taken.kind == "part" else None
    return {
        "id": placed.id,
        "story": placed.story,
        "original": placed.original,
        "shared": whole.reprint.shared if whole else 0.0,
        "part_of": {"id": part.reprint.original, "shared": part.reprint.shared} if part else None,
        "reason": placed.reason,
        "likeness": placed.likeness,
    }


def day_of(record: Record) -> int | None:
    """Return the day an article was published, as an ordinal, or None if it does not say."""
    published = record.article.published
    try:
        return date.fromisoformat(published.value[:10]).toordinal() if published else None
    except ValueError:  # a year or a month alone is no day
        return None
