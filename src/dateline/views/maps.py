"""A map of the places that articles name: dots for events and mentions, drawn on the server over one picture of land.

The land is Natural Earth's (static/world.svg, made by tools.world); the projection is Natural Earth I in the polynomial
of Šavrič, Patterson and Jenny, "The Natural Earth II world map projection" (Cartography and Geographic Information
Science 42, 2015), as d3-geo has it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import radians, sqrt

from dateline.model.statement import Place
from dateline.views.contexts import SCREEN
from dateline.views.i18n.formats import territory
from dateline.views.told import Shelf, opens

WIDTH, HEIGHT = 1000, 436
"""Of the picture of the world, from 84 degrees north to 57 south: who lives beyond is not in the news."""
_NORTH = 84.0
_SCALE = WIDTH / 2 / (radians(180) * 0.8707)
_MOST, _NAMED = 40, 8
"""So many places are on a map, those with most events and articles; so many of them have their name beside them."""
_LEAST_WIDTH = 190.0
_SHAPE = 1.9
_DRAWN = 330
"""Pixels of width that sizes of dots and letters are meant for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceLine:
    """A place of the map.

    Args:
        name, country: What it is called, and the country it lies in (code and name).
        lat, lon: Where it is, degrees.
        whole: Whether it is a whole country: its dot stands in the middle of it and says no more.
        events: How many events took place there.
        articles: How many independent articles name it.
        url: Where it is named, in one of them.
    """

    name: str
    country: tuple[str, str] | None
    lat: float
    lon: float
    whole: bool
    events: int
    articles: int
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """A place as it is drawn; `label` is written beside it where there is room."""

    x: float
    y: float
    r: float
    place: PlaceLine
    label: str | None
    side: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WorldMap:
    """The places, the most important first, and how they are drawn; `left` more are not shown."""

    places: tuple[PlaceLine, ...]
    left: int
    box: tuple[float, float, float, float] = field(metadata=SCREEN)
    letters: float = field(metadata=SCREEN)
    dots: tuple[Dot, ...] = field(metadata=SCREEN)


def project(lat: float, lon: float) -> tuple[float, float]:
    """Return where a place (degrees) lies in the picture of the world."""
    phi, lam = radians(lat), radians(lon)
    p2 = phi * phi
    p4 = p2 * p2
    x = lam * (0.8707 - 0.131979 * p2 + p4 * (-0.013791 + p4 * (0.003971 * p2 - 0.001529 * p4)))
    return WIDTH / 2 + _SCALE * x, _SCALE * (_rise(radians(_NORTH)) - _rise(phi))


def _rise(phi: float) -> float:
    p2 = phi * phi
    p4 = p2 * p2
    return phi * (1.007226 + p2 * (0.015085 + p4 * (-0.044475 + 0.028874 * p2 - 0.005916 * p4)))


def world_map(shelf: Shelf) -> WorldMap | None:
    """Return the map of what articles name; None where they name no place that is known."""
    found = sorted(_places(shelf), key=lambda p: (-p.events, -p.articles, p.name))
    if not found:
        return None
    shown = tuple(found[:_MOST])
    box = _box([project(p.lat, p.lon) for p in shown])
    unit = box[2] / _DRAWN
    return WorldMap(
        places=shown, left=len(found) - len(shown), box=box, letters=round(11 * unit, 2), dots=_dots(shown, box)
    )


def _places(shelf: Shelf) -> Iterator[PlaceLine]:
    """Yield every place with what happened there; copies of an article count once, an event once however often told."""
    named: defaultdict[int, dict[str, Place]] = defaultdict(dict)
    happened: defaultdict[int, set[str]] = defaultdict(set)
    for id_, stored in shelf.stored.items():
        at = shelf.joined.get(id_)
        for place in stored.record.places:
            if place.geonames_id is not None and place.lat is not None:
                named[place.geonames_id].setdefault(at.original if at else id_, place)
        for event in stored.record.events:
            if event.place and event.place.geonames_id is not None and event.factuality == "actual":
                happened[event.place.geonames_id].add(at.events.get(event.id, event.id) if at else event.id)
    for geonames_id, places in named.items():
        yield _line(list(places.values()), len(happened[geonames_id]))


def _line(places: Sequence[Place], events: int) -> PlaceLine:
    first = places[0]
    names = Counter(p.name for p in places if p.name)
    return PlaceLine(
        name=max(names, key=lambda n: (names[n], n)) if names else first.evidence[0].exact,
        country=(first.country, territory(first.country)) if first.country else None,
        lat=first.lat or 0.0,
        lon=first.lon or 0.0,
        whole=(first.feature_code or "").startswith("PCL"),
        events=events,
        articles=len(places),
        url=opens(first.article, first.id[:12]),
    )


def _box(points: Sequence[tuple[float, float]]) -> tuple[float, float, float, float]:
    """Return the part of the world that holds the points, with room around them: x, y, width, height."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    width = max(1.3 * (max(xs) - min(xs)), 1.3 * _SHAPE * (max(ys) - min(ys)), _LEAST_WIDTH)
    if width > 0.62 * WIDTH:
        return 0.0, 0.0, float(WIDTH), float(HEIGHT)
    height = width / _SHAPE
    x, y = (max(xs) + min(xs) - width) / 2, (max(ys) + min(ys) - height) / 2
    x, y = min(max(x, 0.0), WIDTH - width), min(max(y, 0.0), HEIGHT - height)
    return round(x, 1), round(y, 1), round(width, 1), round(height, 1)


def _dots(places: Sequence[PlaceLine], box: tuple[float, float, float, float]) -> tuple[Dot, ...]:
    """Return the dots, the least important first, so that the others are drawn over them."""
    unit = box[2] / _DRAWN
    taken: list[tuple[float, float, float, float]] = []
    out = []
    for n, place in enumerate(places):
        x, y = project(place.lat, place.lon)
        r = (3.0 + 1.4 * sqrt(place.events or place.articles - 1)) if place.events or place.articles > 1 else 3.0
        r = min(r, 9.0) * unit
        side, at = _beside(place.name, (x, y), r, box)
        free = n < _NAMED and not any(_meet(at, other) for other in taken)
        if free:
            taken.append(at)
        out.append(
            Dot(x=round(x, 1), y=round(y, 1), r=round(r, 2), place=place, label=place.name if free else None, side=side)
        )
    return tuple(out[::-1])


def _beside(
    name: str, at: tuple[float, float], r: float, box: tuple[float, float, float, float]
) -> tuple[str, tuple[float, float, float, float]]:
    """Return on which side of a dot its name stands, and the room it takes there."""
    (x, y), unit = at, box[2] / _DRAWN
    wide, high = 6.2 * unit * len(name), 13 * unit
    if x + r + wide > box[0] + box[2]:
        return "end", (x - r - wide, y - high / 2, wide + r, high)
    return "start", (x, y - high / 2, wide + r, high)


def _meet(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return (
        one[0] < other[0] + other[2]
        and other[0] < one[0] + one[2]
        and one[1] < other[1] + other[3]
        and other[1] < one[1] + one[3]
    )
