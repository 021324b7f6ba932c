"""How a source does, day by day: what came, whether it answered, and on which days its rhythm says more should be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median
from typing import Literal

DAYS = 60
"""So many days are looked at."""
LEAST_DAYS = 14
"""Days of watching under which nothing is said of a rhythm."""
LEAST_SAME = 2
"""The same days of the week that are needed to say what such a day brings."""
USUAL = 2
"""Items a day from which a day without any is a gap."""
State = Literal["some", "gap", "none", "unwatched"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DayState:
    """A day of a source: how many items came, and what it was.

    Args:
        day: The day, in UTC.
        items: How many were first seen on it.
        state: some; none, where that is usual; gap, where its rhythm says there should be some; unwatched, where it
            never answered that day, so that nobody knows.
    """

    day: date
    items: int
    state: State


def days_of(
    items: Mapping[date, int], answered: Mapping[date, int], *, since: date, today: date
) -> tuple[DayState, ...]:
    """Return the days of a source, from the first whole one it is followed to yesterday; today is not over.

    The day it was added brings all that the feed held, and says nothing of a day.

    Args:
        items: How many items came, by day.
        answered: How often it answered, by day.
        since: The day it was added.
        today: Today, in UTC.
    """
    first = max(since + timedelta(days=1), today - timedelta(days=DAYS))
    every = [first + timedelta(days=n) for n in range((today - first).days)]
    watched = [day for day in every if answered.get(day)]
    out = []
    for day in every:
        count = items.get(day, 0)
        state: State = "some" if count else "unwatched" if not answered.get(day) else "none"
        if state == "none" and len(watched) >= LEAST_DAYS and _usual(day, watched, items) >= USUAL:
            state = "gap"
        out.append(DayState(day=day, items=count, state=state))
    return tuple(out)


def _usual(day: date, watched: list[date], items: Mapping[date, int]) -> float:
    """Return how many items other days like this one bring: the same day of the week, for weekends are quiet."""
    same = [items.get(d, 0) for d in watched if d.weekday() == day.weekday() and d != day]
    return median(same) if len(same) >= LEAST_SAME else 0.0


def per_day(days: tuple[DayState, ...]) -> float | None:
    """Return how many items come on a day that is watched, or None as long as no whole day was."""
    watched = [d.items for d in days if d.state != "unwatched"]
    return round(sum(watched) / len(watched), 1) if watched else None


def stretches(days: tuple[DayState, ...], state: State) -> Iterator[tuple[date, date]]:
    """Yield the first and the last day of each stretch of days of one state."""
    first: date | None = None
    for before, at in zip((None, *days), (*days, None), strict=True):
        if at is not None and at.state == state:
            first = first or at.day
        elif first is not None and before is not None:
            yield first, before.day
            first = None
