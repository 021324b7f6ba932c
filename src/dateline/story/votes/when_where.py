"""When and where an event took place, by vote: what most sources can agree to, of that the most exact."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Literal

from dateline.model.statement import DatePrecision, EventDate, EventPlace
from dateline.model.told import EventRow
from dateline.story.events.near_places import lie
from dateline.story.events.tellings import place_key
from dateline.story.votes.ballots import Ballot, Held, Value


def date_of(ballot: Ballot) -> tuple[EventDate | None, tuple[Held, ...]]:
    """Return the days that most sources can agree to, of these the finest; what texts name goes before all else."""
    dated = _date_by(ballot, "text")
    return dated if dated[0] else (_date_by(ballot, "published")[0], ())


def _date_by(ballot: Ballot, basis: str) -> tuple[EventDate | None, tuple[Held, ...]]:
    def days(mention: EventRow) -> str | None:
        return f"{mention.earliest}/{mention.latest}" if mention.earliest and mention.basis == basis else None

    ranked = ballot.ranked(days)
    if not ranked:
        return None, ()
    best = min(ranked, key=lambda v: (-ballot.agreeing(days, v, _meet), _length(v), ranked.index(v)))
    mention = next(m for m in ballot.mentions if days(m) == best)
    return _event_date(mention), ballot.differ("date", days, lambda v: not _meet(v, best))


def _event_date(mention: EventRow) -> EventDate:
    precision: DatePrecision = mention.precision or "day"
    basis: Literal["text", "published"] = "text" if mention.basis == "text" else "published"
    earliest = mention.earliest or ""
    return EventDate(earliest=earliest, latest=mention.latest or earliest, precision=precision, basis=basis)


def _meet(a: str, b: str) -> bool:
    """Say whether two ranges of ISO days share one."""
    (first, last), (other_first, other_last) = a.split("/"), b.split("/")
    return first <= other_last and other_first <= last


def _length(days: str) -> tuple[int, ...]:
    """Return how long a range is, roughly: in years, months, days."""
    first, last = (tuple(map(int, d.split("-"))) for d in days.split("/"))
    return tuple(b - a for a, b in zip(first, last, strict=True))


def place_of(ballot: Ballot) -> tuple[EventPlace | None, tuple[Held, ...]]:
    """Return the place that most sources can agree to, of these the narrowest."""

    def where(mention: EventRow) -> str | None:
        return place_key(mention.place, mention.country, mention.place_name)

    def together(a: str, b: str) -> bool:
        return lie(a, b) in ("place", "inside")

    ranked = ballot.ranked(where)
    if not ranked:
        return None, ()
    # a country holds all of its towns: the one that holds others is the wider
    held = Counter(a for a in ranked for b in ranked if lie(a, b) == "inside" and _wide(a))
    best = min(ranked, key=lambda v: (-ballot.agreeing(where, v, together), held[v], ranked.index(v)))
    mention = next(m for m in ballot.mentions if where(m) == best)
    place = EventPlace(geonames_id=mention.place, name=mention.place_name, country=mention.country)
    named = _named(ballot, where, lambda v: not together(v, best))
    return place, named


def _wide(place: str) -> bool:
    _, country, name = place.split("|", 2)
    return not name or lie(place, f"|{country}|") == "inside"


def _named(ballot: Ballot, where: Value, apart: Callable[[str], bool]) -> tuple[Held, ...]:
    found = ballot.differ("place", where, apart)
    return tuple((field, value.split("|", 2)[2] or value.split("|", 2)[1], held) for field, value, held in found)
