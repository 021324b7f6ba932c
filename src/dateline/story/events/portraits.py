"""What is remembered of an event that many articles tell: small, bounded, of one shape for one mention or many."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from heapq import nlargest
from typing import TypeVar

MOST = 24
"""So many values of a field are kept, the most frequent."""
MOST_WORDS = 40
"""So many words of the sentences are kept, the heaviest."""

N = TypeVar("N", int, float)


@dataclass(frozen=True, slots=True, kw_only=True)
class Portrait:
    """An event as the articles that tell it show it; a single mention is one, too.

    Args:
        id: Stays the same while mentions are added.
        types, modes, triggers: PLOVER types and modes, stems of the triggers; each with how many tellings have it.
        actors, recipients: Who did it and to whom: "i:" an identity, "n:" a name, "c:" a code, "s:" code and sector.
        days: Days that texts name, "first-last" as ordinals.
        first, last: Ordinals of the days on which the first and the last telling came out; 0 if none says.
        places: Where it was, "GeoNames id|country|name".
        around: Countries and places that its sentences or articles are set in, where nothing says where it was.
        facts: Factualities.
        words: Stems of its sentences with their weights.
        stories: The stories it is told in.
        tellings: How many articles tell it.
    """

    id: str
    types: Mapping[str, int]
    modes: Mapping[str, int] = field(default_factory=dict)
    triggers: Mapping[str, int] = field(default_factory=dict)
    actors: Mapping[str, int] = field(default_factory=dict)
    recipients: Mapping[str, int] = field(default_factory=dict)
    days: Mapping[str, int] = field(default_factory=dict)
    first: int = 0
    last: int = 0
    places: Mapping[str, int] = field(default_factory=dict)
    around: Mapping[str, int] = field(default_factory=dict)
    facts: Mapping[str, int] = field(default_factory=dict)
    words: Mapping[str, float] = field(default_factory=dict)
    stories: Mapping[str, int] = field(default_factory=dict)
    tellings: int = 1

    @property
    def type(self) -> str:
        """The type most of its tellings have."""
        return top(self.types)


def both(a: Portrait, b: Portrait, *, one_article: bool = False) -> Portrait:
    """Return the portrait of two that are one event; it keeps the id of the first.

    Args:
        a: The portrait that grows.
        b: What is added.
        one_article: Whether the two are told by the same article: they then count as one telling.
    """
    days = [d for d in (a.first, b.first) if d]
    return Portrait(
        id=a.id,
        types=_sum(a.types, b.types),
        modes=_sum(a.modes, b.modes),
        triggers=_sum(a.triggers, b.triggers),
        actors=_sum(a.actors, b.actors),
        recipients=_sum(a.recipients, b.recipients),
        days=_sum(a.days, b.days),
        first=min(days, default=0),
        last=max(a.last, b.last),
        places=_sum(a.places, b.places),
        around=_sum(a.around, b.around),
        facts=_sum(a.facts, b.facts),
        words=_sum(a.words, b.words, MOST_WORDS),
        stories=a.stories if one_article else _sum(a.stories, b.stories),
        tellings=a.tellings + b.tellings - one_article,
    )


def counted(values: Iterable[str]) -> dict[str, int]:
    """Return each value once, with a count of one."""
    return dict.fromkeys(values, 1)


def top(counts: Mapping[str, N]) -> str:
    """Return the most frequent value, of equals the first in the alphabet; empty if there is none."""
    return min(counts, key=lambda v: (-counts[v], v), default="")


def parts(place: str) -> list[str]:
    """Return GeoNames id, country and name of a place as a portrait has it; empty where not known."""
    return place.split("|", 2)


def _sum(a: Mapping[str, N], b: Mapping[str, N], most: int = MOST) -> dict[str, N]:
    """Return the sums of two counts, and of these the largest."""
    if not b and len(a) <= most:
        return dict(a)
    out = dict(a)
    for value, n in b.items():
        out[value] = out.get(value, 0) + n
    if len(out) <= most:
        return out
    return dict(nlargest(most, out.items(), key=lambda x: (x[1], x[0])))
