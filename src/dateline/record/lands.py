"""The countries of an article's places, by which the names in it are put to countries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dateline.model.statement import Mention, Place
from dateline.world.gazetteer import folded


@dataclass(frozen=True, slots=True)
class Lands:
    """The countries of an article's places.

    Args:
        by_name: The country of each place, by its folded name.
        told: All of them. A city of one of them may tell it where the article has the name for no place of its own
            ("Chicago Tribune"); one of another country tells nothing: "Centre" is no region of Burkina Faso.
        surnames: Last words of the persons named in full, folded: John Tory's allies are no Tories.
    """

    by_name: Mapping[str, str]
    told: frozenset[str]
    surnames: frozenset[str] = frozenset()


def lands_of(places: Sequence[Place], mentions: Sequence[Mention] = ()) -> Lands:
    """Return the countries of the article's places; by name, but of no name that it has in two of them.

    Args:
        places: The article's places.
        mentions: Its mentions, whose persons may be called like a people or a party.
    """
    found: dict[str, set[str]] = defaultdict(set)
    for place in places:
        if place.geonames_id and place.country and place.form in ("name", "nested"):
            found[folded(place.evidence[0].exact)].add(place.country)
    by_name = {name: next(iter(countries)) for name, countries in found.items() if len(countries) == 1}
    persons = (m.evidence[0].exact.split() for m in mentions if m.type == "person" and m.form == "name")
    surnames = frozenset(folded(words[-1]) for words in persons if len(words) > 1)
    return Lands(by_name, frozenset(country for countries in found.values() for country in countries), surnames)
