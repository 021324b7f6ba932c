"""Countries: what they are called, what their people are called, and the names that stand for their governments."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from dateline.world.tables import many, rows

FORMAL_TITLES = frozenset(
    "Democratic People Islamic Federal Federative Socialist Bolivarian Plurinational Co-operative Arab Hashemite United"
    " Independent Popular Lao".split()
)
FORMAL_KINDS = frozenset("Republic Kingdom Commonwealth Sultanate Principality Federation State".split())
"""Words that the formal names of states begin with: "Federal Democratic Republic of Ethiopia"."""
FORMAL_WORDS = FORMAL_TITLES | FORMAL_KINDS


@dataclass(frozen=True, slots=True)
class Country:
    """A country of ISO 3166-1, or Kosovo.

    Args:
        iso2, iso3: Its codes; Kosovo has PLOVER's KOS.
        geonames_id, lat, lon: The country in GeoNames, and a point in its middle.
        name: The usual English name.
        aliases: Other names, without a leading article.
        demonyms: Adjectives and nouns for it and its people, plurals included.
        capital, capital_id: The capital and its GeoNames id; empty and None where it has none.
        seats: Names that stand for its government ("New Delhi", "Kremlin"), without a leading article.
        population: As GeoNames has it.
    """

    iso2: str
    iso3: str
    geonames_id: int
    lat: float
    lon: float
    name: str
    aliases: tuple[str, ...]
    demonyms: tuple[str, ...]
    capital: str
    capital_id: int | None
    seats: tuple[str, ...]
    population: int


@dataclass(frozen=True, slots=True)
class People:
    """A word for a people, a faith or a political group.

    Args:
        word: The word, singular or plural.
        kind: region (people of a place), people, faith, politics.
        country: The alpha-3 code (or EUR) of the state it belongs to, if one.
        geonames_id, place: The place it is of, if one, and its name in the gazetteer.
    """

    word: str
    kind: str
    country: str | None
    geonames_id: int | None
    place: str = ""


@cache
def countries() -> tuple[Country, ...]:
    """Return all countries, by name of code."""
    return tuple(_country(row) for row in rows("countries.csv"))


def _country(row: dict[str, str]) -> Country:
    return Country(
        iso2=row["iso2"],
        iso3=row["iso3"],
        geonames_id=int(row["geonames_id"]),
        lat=float(row["lat"]),
        lon=float(row["lon"]),
        name=row["name"],
        aliases=many(row["aliases"]),
        demonyms=many(row["demonyms"]),
        capital=row["capital"],
        capital_id=int(row["capital_id"]) if row["capital_id"] else None,
        seats=many(row["seats"]),
        population=int(row["population"]),
    )


@lru_cache(maxsize=5_000)
def country_named(words: str) -> Country | None:
    """Return the country of that name, or None.

    Case counts ("Turkey" is a country, "turkey" a bird, "US" is one and "us" is none), but words all in capitals, as
    headlines have them, are read as a name of more than three letters would be. A leading article does not count.
    A formal name that no table has is its last part's: "Socialist Republic of Vietnam".
    """
    return _look_up(_by_name(), words) or _formally_named(_plain(words))


_FORMALLY = re.compile(
    rf"(?:(?:{'|'.join(sorted(FORMAL_TITLES))})(?:'s)? )*(?:Republic|Kingdom|Sultanate|Principality) of (?:the )?(\w.*)"
)
_TWO_STATES = frozenset(("China", "Korea", "Congo"))
"""Names that two states bear: which one a title means, only the table can say."""


def _formally_named(words: str) -> Country | None:
    """Return the country whose name ends a formal one, or None."""
    formal = _FORMALLY.fullmatch(words)
    return _by_name().get(formal[1]) if formal is not None and formal[1] not in _TWO_STATES else None


@lru_cache(maxsize=5_000)
def country_of_demonym(words: str) -> Country | None:
    """Return the country whose people or things are called that ("Turkish", "Turks"), or None."""
    return _look_up(_by_demonym(), words)


@lru_cache(maxsize=5_000)
def country_of_seat(words: str) -> Country | None:
    """Return the country whose government that place stands for ("Delhi", "the Kremlin"), or None."""
    return _look_up(_by_seat(), words)


def by_iso3(code: str) -> Country | None:
    """Return the country with that alpha-3 code (KOS or XKX for Kosovo), or None."""
    return _by_iso3().get("KOS" if code == "XKX" else code)


def by_iso2(code: str) -> Country | None:
    """Return the country with that alpha-2 code (XK for Kosovo), or None."""
    return _by_iso2().get(code)


@lru_cache(maxsize=5_000)
def people_named(words: str) -> People | None:
    """Return the people, faith or camp that is called that and is no country's own demonym, or None."""
    return _peoples().get(_plain(words))


def is_of_continent(words: str) -> bool:
    """Say whether two words and more are for the people of a part of the world: "Latin American" is not "American"."""
    people = people_named(words) if " " in words else None
    return people is not None and people.kind == "region" and people.country is None and not people.place


def is_part_of_america(words: str) -> bool:
    """Say whether words name a part of the continent or its people: "South American" is nobody of the United States."""
    return words in _PARTS_OF_AMERICA or words.removesuffix("s").removesuffix("n") in _PARTS_OF_AMERICA


def is_work(words: Sequence[str], i: int) -> bool:
    """Say whether "Labour" is a field of government and no party: "Minister of Labour", "the Labour Court".

    Args:
        words: The words of a sentence or phrase, some eight before it and five behind.
        i: Which of them.
    """
    if words[i] not in ("Labour", "Labor"):
        return False
    after = words[i + 1] if i + 1 < len(words) else ""
    if after in _OF_PARTY:
        return False
    if after in _OF_WORK or (after in ("and", "&", ",") and not _KEEPERS.isdisjoint(words[i + 2 : i + 6])):
        return True
    k, of = i - 1, False
    while k >= 0 and (words[k][:1].isupper() or words[k] in _LINKS):
        if of and words[k].title() in _KEEPERS:
            return True
        of = of or words[k] in ("of", "for")
        k -= 1
    return of and k >= 0 and words[k].title() in _KEEPERS


_LINKS = frozenset(("of", "for", "the", "and", "&", ","))
_OF_PARTY = frozenset(
    "MP MPs MSP MSPs leader peer peers councillor councillors mayor Party deputy government grandee politician"
    " politicians lawmaker lawmakers candidate candidates rebel rebels backbencher backbenchers frontbencher".split()
)
_KEEPERS = frozenset(
    "Minister Ministry Ministers Department Secretary Secretariat Bureau Commissioner Directorate Director"
    " Office".split()
)
_OF_WORK = _KEEPERS | frozenset(
    "Commission Court Courts Inspectorate Tribunal Organisation Organization Inspector Inspectors Federation Congress"
    " Code Law Laws Act Day Relations Cabinet Permanent".split()
)
_PARTS_OF_AMERICA = frozenset({"North America", "South America", "Central America", "Latin America"})


def _look_up(table: dict[str, Country], words: str) -> Country | None:
    words = _plain(words)
    found = table.get(words)
    if found is None and len(words) > 3 and words.isupper():
        found = table.get(words.title().replace(" And ", " and ").replace(" Of ", " of ").replace(" The ", " the "))
    return found


@lru_cache(maxsize=5_000)
def _plain(words: str) -> str:
    """Make white space and apostrophes plain and leave off a leading article."""
    words = " ".join(words.split()).replace("’", "'")
    return words[4:] if words[:4] in ("the ", "The ", "THE ") and words != "The Hague" else words


def _index(pairs: Iterable[tuple[str, Country]]) -> dict[str, Country]:
    """Return a table of words to countries; of two with one word the one with more people has it."""
    table: dict[str, Country] = {}
    for words, country in pairs:
        key = _plain(words)
        if key not in table or country.population > table[key].population:
            table[key] = country
    return table


@cache
def _by_name() -> dict[str, Country]:
    return _index((name, c) for c in countries() for name in (c.name, *c.aliases))


@cache
def _by_demonym() -> dict[str, Country]:
    return _index((word, c) for c in countries() for word in c.demonyms)


@cache
def _by_seat() -> dict[str, Country]:
    return _index((seat, c) for c in countries() for seat in c.seats)


@cache
def _by_iso3() -> dict[str, Country]:
    return {c.iso3: c for c in countries()}


@cache
def _by_iso2() -> dict[str, Country]:
    return {c.iso2: c for c in countries()}


@cache
def _peoples() -> dict[str, People]:
    return {word.replace("’", "'"): _people(word, row) for row in rows("peoples.csv") for word in many(row["words"])}


def _people(word: str, row: dict[str, str]) -> People:
    place = int(row["geonames_id"]) if row["geonames_id"] else None
    return People(word, row["kind"], row["country"] or None, place, row["place"])
