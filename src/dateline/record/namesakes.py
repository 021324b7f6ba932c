"""Countries that an article does not mean: "Georgia" of Atlanta is a state, and its governor no Georgian.

Offices and bodies are put to countries by the words beside them alone; where those words are a place's name, the places
of the article say which place it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from dateline.model.statement import Entity, Place
from dateline.world.countries import country_named


def in_lands_meant(entities: Sequence[Entity], places: Sequence[Place]) -> tuple[Entity, ...]:
    """Return the entities, those of a country's name that stands for another place put to that place's country.

    Args:
        entities: The entities of the article.
        places: Its places, resolved.
    """
    meant = _meant(places)
    return tuple(_moved(entity, meant.get(entity.country or "")) for entity in entities)


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
    if country is None:
        return entity
    sector = None if entity.type == "place" and entity.sector == "GOV" else entity.sector
    code = country if entity.code == entity.country else entity.code
    return replace(entity, country=country, sector=sector, code=code)
