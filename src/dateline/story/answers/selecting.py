"""The part of what is told that is about somebody, about two sides, or about a span of days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from dateline.model.told import DayRow, EventRow, NameRow, Told, Who


def is_of(who: Who, side: str) -> bool:
    """Say whether somebody is of a side: the identity itself, or with its actor code ("IND", "IGO")."""
    return side in (who.identity, who.code)


def parties_of(row: EventRow) -> Iterator[Who]:
    """Yield everybody who takes part in an event."""
    yield from row.actors
    yield from row.recipients


def about(told: Told, side: str) -> Told:
    """Return the events, figures and quotes of somebody: those they take part in, gave or said, or that name them."""
    named = _places(n for n in told.names if is_of(n.who, side))

    def event(row: EventRow) -> bool:
        return any(is_of(w, side) for w in parties_of(row)) or _within(row, named)

    return replace(
        told,
        events=tuple(filter(event, told.events)),
        figures=tuple(f for f in told.figures if f.authority and is_of(f.authority, side)),
        quotes=tuple(q for q in told.quotes if q.speaker and is_of(q.speaker, side)),
        days=tuple(d for d in told.days if _within(d, named)),
        by_id={},
    )


def between(told: Told, a: str, b: str) -> Told:
    """Return the events in which both sides take part."""

    def both(row: EventRow) -> bool:
        return any(is_of(w, a) for w in parties_of(row)) and any(is_of(w, b) for w in parties_of(row))

    of_a, of_b = (_places(n for n in told.names if is_of(n.who, side)) for side in (a, b))
    days = tuple(d for d in told.days if _within(d, of_a) and _within(d, of_b))
    return replace(told, events=tuple(filter(both, told.events)), days=days, by_id={})


def _places(names: Iterable[NameRow]) -> dict[str, list[int]]:
    out: dict[str, list[int]] = {}
    for name in names:
        out.setdefault(name.words.article, []).append(name.words.span.start)
    return out


def _within(row: EventRow | DayRow, named: dict[str, list[int]]) -> bool:
    """Say whether a name stands in a row's sentence."""
    span = row.sentence.span
    return any(span.start <= at < span.end for at in named.get(row.sentence.article, ()))
