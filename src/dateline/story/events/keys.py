"""By which keys an event is found again: its parties, its days, its place, its story, each together with its type."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from dateline.story.events.portraits import Portrait, parts
from dateline.story.events.sameness import NEAR_TYPES

LONGEST = 4
"""An event of more days is not found by its days: a month is no day."""
BEFORE = 2
"""An event that is told without a day is looked for on so many days before it came out."""


def found_by(portrait: Portrait) -> frozenset[str]:
    """Return the keys under which an event is kept."""
    return frozenset(f"{what}|{kind}" for kind in portrait.types for what in _whats(portrait, back=0))


def asks_for(portrait: Portrait) -> frozenset[str]:
    """Return the keys under which an event that this mention tells may be kept."""
    kinds = {near for kind in portrait.types for near in (kind, *NEAR_TYPES.get(kind, ()))}
    whats = list(_whats(portrait, back=BEFORE))
    return frozenset(f"{what}|{kind}" for kind in kinds for what in whats)


def _whats(portrait: Portrait, *, back: int) -> Iterator[str]:
    yield from (f"story {s}" for s in portrait.stories)
    for party in (*portrait.actors, *portrait.recipients):
        if party[0] == "i":
            yield party
        elif party[0] == "n":
            yield f"n:{party.rpartition(' ')[2].removeprefix('n:')}"
    yield from (f"place {parts(p)[0]}" for p in portrait.places if parts(p)[0])
    days = set(_days(portrait.days)) or set(range(portrait.first - back, portrait.last + 1) if portrait.first else ())
    countries = _countries(portrait)
    yield from (f"day {day} {country}" for day in days for country in countries)


def _days(days: Iterable[str]) -> Iterator[int]:
    for first, last in (map(int, d.split("-")) for d in days):
        if last - first < LONGEST:
            yield from range(first, last + 1)


def _countries(portrait: Portrait) -> set[str]:
    """Return the countries it is in, else those it is told in, else those of its parties."""
    for values in (portrait.places, portrait.around):
        if found := {parts(v)[1] for v in values} - {""}:
            return found
    return {v[2:5] for side in (portrait.actors, portrait.recipients) for v in side if v[0] in "cs"}


def day_name(days: Mapping[str, int]) -> str:
    """Return the day most tellings name, in ISO 8601."""
    first, _, last = max(sorted(days), key=lambda d: days[d]).partition("-")
    names = [date.fromordinal(int(d)).isoformat() for d in (first, last)]
    return names[0] if first == last else f"{names[0]} to {names[1]}"
