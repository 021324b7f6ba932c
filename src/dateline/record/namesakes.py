"""Countries that an article does not mean: "Georgia" of Atlanta is a state, and its governor no Georgian.

Offices, bodies and places are put to countries by the words beside them alone; where those words are a place's name,
the places of the article say which place it is: "San Jose" beside Oakland is not Costa Rica's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from dateline.model.statement import Entity, Mention, Place
from dateline.world.countries import country_named


def in_lands_meant(
    entities: Sequence[Entity], mentions: Sequence[Mention], places: Sequence[Place]
) -> tuple[Entity, ...]:
    """Return the entities, put to the countries of the places that their names stand for.

    Args:
        entities: The entities of the article.
        mentions: What stands for them.
        places: The article's places, resolved.
    """
    meant, lands = _meant(places), _lands(mentions, places)
    return tuple(_moved(entity, meant.get(entity.country or "") or lands.get(entity.key)) for entity in entities)


def _lands(mentions: Sequence[Mention], places: Sequence[Place]) -> Mapping[str, str]:
    """Return the country of each place that is in one wherever the article names it."""
    at = {p.span: p.country for p in places if p.geonames_id and p.form == "name"}
    found: dict[str, set[str | None]] = defaultdict(set)
    for m in mentions:
        if m.entity and m.type == "place" and m.form == "name" and m.span in at:
            found[m.entity].add(at[m.span])
    return {key: country for key, countries in found.items() if len(countries) == 1 and (country := countries.pop())}


def _meant(places: Sequence[Place]) -> Mapping[str, str]:
    """Return, for each country whose name the article has for another place alone, the country of that place."""
    own = {p.country for p in places if p.feature_code == "PCLI" and p.country}
    found: dict[str, str] = {}
    for place in places:
        country = country_named(place.evidence[0].exact)
        if country is not None and place.country not in (None, country.iso3) and country.iso3 not in own:
            found[country.iso3] = str(place.country)
    return found


def _moved(entity: Entity, country: str | None) -> Entity:
    """Return the entity in another country, if one is given; a state or town of it stands for no government."""
    if country is None or country == entity.country:
        return entity
    sector = None if entity.type == "place" and entity.sector == "GOV" else entity.sector
    code = country if entity.code == entity.country else entity.code
    return replace(entity, country=country, sector=sector, code=code)
