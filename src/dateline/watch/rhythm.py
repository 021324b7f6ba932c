"""How often a source is asked: by what it says itself, by how often anything new came, and seldom while it fails."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median

FIRST = timedelta(hours=1)
"""How often a source is asked of which nothing is known."""
LATEST = 20
"""So many of the latest items tell the rhythm."""
QUIET = 10
"""A source that has been quiet for so many times a stretch is asked once in it: sources fall asleep slowly."""
SLOWER = 1.25
"""What an interval grows by each time nothing is new."""
JITTER = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """The shortest and the longest time between two questions to one source."""

    shortest: timedelta = timedelta(minutes=5)
    longest: timedelta = timedelta(days=1)

    def clamp(self, value: timedelta) -> timedelta:
        """Return a time within them."""
        return min(max(value, self.shortest), self.longest)


BOUNDS = Bounds()


def interval(
    times: Sequence[datetime], *, now: datetime, asked: timedelta | None = None, bounds: Bounds = BOUNDS
) -> timedelta:
    """Return how often to ask a source that answered.

    Half of the usual time between two items, so that a new one is seen soon; longer while nothing comes; and never more
    often than the source asks for.

    Args:
        times: When its items were published.
        now: Now.
        asked: How long it asks to be left alone between two questions.
        bounds: The shortest and the longest.
    """
    latest = sorted(at for at in times if at <= now)[-LATEST:]
    if len(latest) > 1:
        usual = median((b - a).total_seconds() for a, b in pairwise(latest)) / 2
        found = timedelta(seconds=max(usual, (now - latest[-1]).total_seconds() / QUIET))
    else:
        found = FIRST
    return bounds.clamp(max(found, asked or timedelta()))


def slower(every: int | None, *, bounds: Bounds = BOUNDS) -> timedelta:
    """Return how often to ask a source that had nothing new."""
    return bounds.clamp(timedelta(seconds=every) * SLOWER if every else FIRST)


def after_failure(
    every: int | None, strikes: int, *, now: datetime, until: datetime | None, bounds: Bounds = BOUNDS
) -> datetime:
    """Return when to ask a source again that failed: twice as late each time, and not before it asks to.

    Args:
        every: How many seconds apart it is asked otherwise.
        strikes: How often in a row it failed before.
        now: Now.
        until: When it, or its host, asks to be asked again.
        bounds: The shortest and the longest.
    """
    wait = bounds.clamp((timedelta(seconds=every) if every else FIRST) * 2 ** min(strikes, 16))
    return max(now + jittered(wait), until or now)


def jittered(wait: timedelta) -> timedelta:
    """Return a time somewhat longer or shorter, by chance, so that not all are asked at once."""
    return wait * (1 + JITTER * (2 * random.random() - 1))  # nosec B311 # no secret
