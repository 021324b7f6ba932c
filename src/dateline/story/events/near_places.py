"""How two places lie to one another: the same, one inside the other, two towns of a country, or abroad."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from dateline.story.events.portraits import parts
from dateline.world.countries import by_iso3
from dateline.world.gazetteer import GeoPlace, distance_km, place_of_id

Lie = Literal["abroad", "two towns", "other place", "inside", "place"]
"""From what speaks most against two tellings being of one event to what speaks for it."""
NEAR_KM = 20.0
"""Places no farther apart are a town and its suburb."""


@lru_cache(maxsize=100_000)
def lie(a: str, b: str) -> Lie:
    """Say how two places lie to one another.

    Args:
        a: A place as portraits have it, "GeoNames id|country|name".
        b: Another.
    """
    (id_a, country_a, name_a), (id_b, country_b, name_b) = parts(a), parts(b)
    if a == b or (id_a and id_a == id_b):
        return "place"
    if country_a and country_b and country_a != country_b:
        return "abroad"
    if _is_country(id_a, country_a) or _is_country(id_b, country_b):
        return "inside"
    one, other = _known(name_a, id_a), _known(name_b, id_b)
    return _known_lie(one, other) if one and other else "other place"


def _known_lie(one: GeoPlace, other: GeoPlace) -> Lie:
    """Say how two places of one country lie, by their division and distance."""
    if "ADM1" in (one.feature_code, other.feature_code) and one.admin1 == other.admin1:
        return "inside"
    if distance_km(one, other) <= NEAR_KM:
        return "place"
    towns = one.feature_code[:3] == other.feature_code[:3] == "PPL"
    return "two towns" if towns else "other place"


def _is_country(geonames_id: str, country: str) -> bool:
    known = by_iso3(country) if country else None
    return not geonames_id or (known is not None and str(known.geonames_id) == geonames_id)


def _known(name: str, geonames_id: str) -> GeoPlace | None:
    return place_of_id(name, int(geonames_id)) if name and geonames_id else None
