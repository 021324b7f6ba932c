"""What a name surely is, by an id: a place of GeoNames, a state, a body of our table, the holder of a known office."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from dateline.model.statement import Entity, Mention, Place
from dateline.story.who.body_names import is_acronym, is_distinct, words_of
from dateline.world.countries import by_iso3, country_named
from dateline.world.office_holders import holder_named
from dateline.world.organizations import Organization, organization_named


def by_start(places: Iterable[Place]) -> dict[int, Place]:
    """Return the longest place that begins at each point."""
    return {p.span.start: p for p in sorted(places, key=lambda p: len(p.span)) if p.form == "name"}


def telling(entity: Entity) -> Iterator[str]:
    """Yield the other names of a body but for those that are a part of its name, which others share ("House")."""
    whole = set(words_of(entity.label))
    return (name for name in entity.aliases if not set(words_of(name)) < whole)


def place_of(mentions: Iterable[Mention], places: Mapping[int, Place]) -> Place | None:
    """Return the place on earth that a name was read as: of several the one that most of its mentions name."""
    for mention in mentions:
        place = places.get(mention.span.start)
        if place is not None and place.geonames_id is not None and _covers(place, mention):
            return place
    return None


def _covers(place: Place, mention: Mention) -> bool:
    """Say whether a place is all that a mention names, but for the region behind a comma."""
    rest = mention.evidence[0].exact[place.span.end - mention.span.start :]
    return not rest or rest.startswith(",")


def fixed_id(
    entity: Entity, mentions: Iterable[Mention], places: Mapping[int, Place], states: frozenset[str]
) -> str | None:
    """Return what an entity surely is: "g:" GeoNames id, "c:" state, "b:" known body, "h:" officeholder; or None.

    Args:
        entity: The entity.
        mentions: Its names in the text.
        places: The places of the text, by where they begin.
        states: The states that the text's places are in; an acronym of another state's body may be anybody's.
    """
    if entity.type == "place":
        found = _fixed_place(entity, place_of(mentions, places))
        if found or not is_acronym(entity.label):
            return found
    if entity.type == "person":
        return _fixed_holder(entity.label, entity.country, entity.sector)
    known = _known_body((entity.label, *telling(entity)), entity.country)
    if known is None or (known.country and is_acronym(entity.label) and known.country not in states):
        return None
    return f"b:{known.name} {known.country or ''}".strip()


def _fixed_place(entity: Entity, place: Place | None) -> str | None:
    if place is None:
        state = country_named(entity.label)
        return f"c:{state.iso3}" if state else None
    state = by_iso3(place.country) if place.country else None
    if state is not None and state.geonames_id == place.geonames_id:
        return f"c:{state.iso3}"
    return f"g:{place.geonames_id}"


@lru_cache(maxsize=50_000)
def _fixed_holder(name: str, country: str | None, sector: str | None) -> str | None:
    """Return the known officeholder of that name; one of another country and another sector is not meant."""
    holder = holder_named(name)
    if holder is None:
        return None
    elsewhere = country is not None and country != holder.country
    return None if elsewhere and sector not in (None, "GOV", holder.sector) else f"h:{holder.name}"


@lru_cache(maxsize=50_000)
def _known_body(names: tuple[str, ...], country: str | None) -> Organization | None:
    """Return the organization of our table that is meant; one of another state is not."""
    for name in names:
        known = organization_named(name, home=country)
        if known and not _is_part(name, known) and (known.country is None or country in (None, known.country)):
            return known
    return None


def _is_part(name: str, known: Organization) -> bool:
    """Say whether a name is some common words of that of a body ("Red Cross") whose members share them."""
    return known.type == "ngo" and not is_distinct(name) and set(words_of(name)) < set(words_of(known.name))
