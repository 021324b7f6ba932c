"""POLECAT's 40 columns, an event a line, tab-separated as it is published; what nobody knows is left blank.

Codes of the Correlates of War, ids of Wikipedia, districts and provinces are never filled: nothing here knows them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from dateline.model.statement import Party
from dateline.views.exports.about import About
from dateline.views.exports.columns import PROOF
from dateline.views.exports.items import EventItem, named_entities
from dateline.views.exports.tables import tabbed

COLUMNS = (
    *("Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts"),
    *("Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title"),
    *("Actor Name Raw", "Wikipedia Actor ID"),
    *("Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector", "Recipient Sectors"),
    *("Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID"),
    *("Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID"),
    *("Raw Placename", "Feature Type"),
    *("Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language", "Version"),
)
"""In the order of the published files."""


def write_polecat(batches: Iterable[Sequence[EventItem]], about: About) -> Iterator[bytes]:
    """Yield the table with its line of names; behind the 40 columns stand the words and the sources."""
    yield tabbed([[*COLUMNS, *(c.name for c in PROOF)]])
    for batch in batches:
        yield tabbed([*cells(item, about), *(c.of(item.row) for c in PROOF)] for item in batch)


def cells(item: EventItem, about: About) -> list[Any]:
    """Return the 40 cells of an event."""
    event, row = item.event, item.row
    return [
        *(event.id, item.day(), event.type, event.mode, event.intensity, event.quad, _many(event.contexts)),
        *_side(item, event.actors, row["actors"]),
        *_side(item, event.recipients, row["recipients"]),
        *_place(item),
        *(row["publisher"] or row["agency"] or row["aggregator"], row["published"]),
        *(_entities(item, kind) for kind in ("person", "organization", "place")),
        *(row["language"], f"dateline {about.version}"),
    ]


def _side(item: EventItem, parties: Sequence[Party], named: Sequence[dict[str, Any]]) -> list[Any]:
    """Return the eight cells of actors or recipients; several stand in one cell, each in its place."""
    entities = [item.entity(party) for party in parties]
    sectors = _each(parties, lambda p: p.sector)
    return [
        _each(named, lambda p: p["name"]),
        _each(parties, lambda p: p.code),
        None,
        next((p.sector for p in parties if p.sector), None),
        sectors,
        _each(entities, lambda e: e.role if e else None),
        _each(parties, lambda p: item.words(p.span)),
        None,
    ]


def _each(values: Sequence[Any], of: Callable[[Any], str | None]) -> str | None:
    """Return what each of several has, ";" between; None where none has any."""
    found = [of(value) or "" for value in values]
    return ";".join(found) if any(found) else None


def _many(values: Iterable[str]) -> str | None:
    return ";".join(values) or None


def _place(item: EventItem) -> list[Any]:
    named, place = item.event.place, item.place
    if named is None:
        return [None] * 10
    feature = place.feature_code if place else None
    city = named.name if feature and feature.startswith("PPL") else None
    coordinates = (place.lat, place.lon) if place else (None, None)
    raw = place.evidence[0].exact if place else None
    return [named.name, city, None, None, named.country, *coordinates, named.geonames_id, raw, feature]


def _entities(item: EventItem, kind: str) -> str | None:
    return _many(dict.fromkeys(e.label for e in named_entities(item.stored.record, kind)))
