"""Articles in the order they come: each is put into a story or opens one, without looking ahead."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from dateline.model.record import Record
from dateline.story.reasons import Common
from dateline.story.reprints import Reprints, Taken
from dateline.story.terms import terms_of
from dateline.story.threads import Thread, Threads
from dateline.story.weights import Vector, Weights

NEAR = 0.16
"""An article joins the story that is like it by this cosine or more, faded by the days between them."""
HALF = 5.0
"""After so many days without an article a story must be twice as like; news moves on within a week."""
WINDOW = 14
"""After so many days nothing is like enough any more (1 faded is below `NEAR`), and the story is closed."""
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
class Stream:
    """Stories and reprints of a stream of articles; what it remembers is bounded by its window.

    An article that is placed twice is told the same twice and counts once; a copy joins the story of its original and
    weighs nothing there.
    """

    _weights: Weights = field(default_factory=Weights)
    _threads: Threads = field(default_factory=Threads)
    _reprints: Reprints = field(default_factory=Reprints)
    _common: dict[int, Common] = field(default_factory=dict)
    _placed: OrderedDict[str, tuple[int, Placed]] = field(default_factory=OrderedDict)
    _latest: int = 0
    _opened: int = 0

    def place(self, record: Record, *, name: str | None = None) -> Placed:
        """Put an article into a story, or open one with it.

        Args:
            record: The article and what was read from it.
            name: What the article is called; its own id by default.
        """
        name = name or record.article.id
        if name in self._placed:
            return self._placed[name][1]
        day = day_of(record) or self._latest
        if day > self._latest:
            self._latest = day
            self._close(day - WINDOW)
        taken = self._reprints.add(record.article, day=day, name=name)
        placed = self._copy(name, taken, day) or self._own(record, name, taken, day)
        self._placed[name] = (day, placed)
        return placed

    def _copy(self, name: str, taken: Taken | None, day: int) -> Placed | None:
        """Put a reprint where its original is, if that story still runs."""
        if taken is None or taken.kind != "reprint" or taken.reprint.original not in self._placed:
            return None
        story = self._placed[taken.reprint.original][1].story
        thread = self._threads.running.get(int(story[1:]))
        if thread is None:
            return None
        thread.first, thread.last = min(thread.first, day), max(thread.last, day)
        reason = f"same text as {taken.reprint.original}: {taken.reprint.shared:.0%} of its words"
        return Placed(id=name, story=story, reason=reason, likeness=1.0, taken=taken)

    def _own(self, record: Record, name: str, taken: Taken | None, day: int) -> Placed:
        """Put an article into the story it is most like, or open one."""
        terms = terms_of(record)
        self._weights.learn(terms)
        vector = self._weights.vector(terms)
        best, thread = self._nearest(vector, day)
        if thread is not None and best >= NEAR:
            reason = self._woken(thread, day) + self._common[thread.number].reason(record, vector, thread.terms)
        else:
            thread = self._open(day)
            best, reason = 0.0, "opens the story"
        thread.take(vector)
        thread.first, thread.last = min(thread.first, day), max(thread.last, day)
        self._threads.keep(thread)
        self._common[thread.number].take(record)
        return Placed(id=name, story=f"s{thread.number}", reason=reason, likeness=round(best, 3), taken=taken)

    def _nearest(self, vector: Vector, day: int) -> tuple[float, Thread | None]:
        """Return the story that is most like an article, and how like, faded by time."""
        best, found = 0.0, None
        for thread in self._threads.near(vector):
            likeness = thread.likeness(vector) * 0.5 ** (thread.days_from(day) / HALF)
            if likeness > best:
                best, found = likeness, thread
        return best, found

    def _open(self, day: int) -> Thread:
        self._opened += 1
        self._common[self._opened] = Common()
        return Thread(number=self._opened, first=day, last=day)

    def _woken(self, thread: Thread, day: int) -> str:
        quiet = thread.days_from(day)
        return f"after {quiet} quiet days; " if quiet > QUIET else ""

    def _close(self, day: int) -> None:
        """Forget the stories and articles that the window has left behind."""
        closed = list(self._threads.older(day))
        self._threads.drop(closed)
        for thread in closed:
            del self._common[thread.number]
        while self._placed and next(iter(self._placed.values()))[0] < day:
            self._placed.popitem(last=False)


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
