"""To which country words belong: by the nation they name, the owner before them, or where they are written."""

from __future__ import annotations

import re
from functools import lru_cache

from dateline.model.span import Span
from dateline.record.lands import Lands
from dateline.record.neighbors import CLITICS, Places
from dateline.world.countries import (
    FORMAL_WORDS,
    country_named,
    country_of_demonym,
    country_of_seat,
    is_of_continent,
    is_part_of_america,
    is_work,
    people_named,
)
from dateline.world.gazetteer import GeoPlace, candidates, folded
from dateline.world.names import is_common_word, is_given_name
from dateline.world.names import words as known_words
from dateline.world.offices import honorifics, is_organization_word

_KNOWER = re.compile(
    r"(?:^|\b(?:An?|The|[a-z]+) |[’']s )(?P<topic>(?!(?:An?|The|US|U\.S\.|UK|U\.K\.|UAE|EU|UN) )"
    r"(?:[A-Z][\w.’'-]* ){1,3})(?:[a-z]+ )?"
    r"(?:expert|analyst|specialist|scholar|researcher|historian|watcher|economist|correspondent|editor"
    r"|special counsel)s?\b"
)
"""Words for who studies something, with the capitals right before them."""
_TONGUE = re.compile(
    r"\b[A-Z][a-z]+[- ](?:language|speaking)\b|\bEnglish(?= (?:teacher|tutor|class|lesson|test|exam)(?:s|es)?\b)"
)
"""Words for a language: English teachers are of anywhere."""
_SEATED = re.compile(
    r"^(.+['’]s) (?:[A-Z][\w.]+ ){1,2}(?=(?:embassy|consulate|mission|ambassador|envoy|high commission)\b)"
)
"""Whose an embassy is, before where it is: "the kingdom's US embassy" is the kingdom's."""
_OWNER = re.compile(r"(?<!People)['’]s\b")
"""An owner's ending, but that of a people's republic."""
_PART = re.compile(
    r"(?:(?:north|south)(?:[- ]?(?:east|west))?(?:ern)?|(?:east|west)(?:ern)?|central) (?!America|Ireland)(.+)"
)
"""Part of a country: "eastern Ukraine"; in capitals it may be one by itself."""
_LONGEST, _LONGEST_FORMAL = 3, 8
"""Words of a country's name at most, and of a formal one: the People's Republic of China is not Taiwan."""
_SPELLED = 5
"""A word in capitals of so many letters may be a name, and no acronym."""
_LARGE = 100_000
"""People of a city that may tell a country by its name alone ("Delhi's mayor")."""
_PLAIN = 5
"""How many times larger than the next of its name, in another country, a city must be."""


@lru_cache(maxsize=5_000)
def country_of(words: str) -> str | None:
    """Return the alpha-3 code of the country that a name, demonym, seat of government or large city shows, or None."""
    return nation_of(words) or _of_city(words)


@lru_cache(maxsize=5_000)
def nation_of(words: str) -> str | None:
    """Return the alpha-3 code of the country that a name, demonym or seat of government shows; cities do not count."""
    country = country_named(words) or country_of_demonym(words) or country_of_seat(words)
    if country is not None:
        return country.iso3
    people = people_named(words)
    if people is not None:
        return people.country
    part = _PART.fullmatch(words)
    whole = country_named(part[1]) if part else None
    return whole.iso3 if whole is not None else None


@lru_cache(maxsize=5_000)
def _of_city(words: str) -> str | None:
    """Return the country of a large city or region, if no other of that name comes near it."""
    words = words.removeprefix("The ")  # the gazetteer reads no article: "The man" is no town of Ivory Coast
    if not words[:1].isupper() or words in known_words("compass") or is_common_word(words):
        return None
    if words.isupper() and len(words) < _SPELLED:
        return None  # letters: a checkpoints authority is no town of Peru
    opens = words in known_words("place_openers") or words.lower() in known_words("particles") or words in honorifics()
    if opens or people_named(words) is not None or is_organization_word(words):
        return None
    if any(p.of_note and not p.country for p in candidates(words)):
        return None  # the Sahel is more than a region of Burkina Faso
    found = [p for p in candidates(words) if p.country and (_is_region(p) or p.population >= _LARGE)]
    if not found or (is_given_name(words) and not _is_region(found[0])):
        return None
    rivals = [p for p in candidates(words) if p.country not in ("", found[0].country)]
    plain = _is_region(found[0]) or all(p.population * _PLAIN <= found[0].population for p in rivals)
    return found[0].country if plain else None


def _is_region(place: GeoPlace) -> bool:
    return place.feature_code in ("RGN", "ADM1", "PCLI")


def country_in(phrase: str, *, cities: bool = True, lands: Lands | None = None) -> str | None:
    """Return the alpha-3 code of the first country that a phrase names, by name, demonym, seat or city, or None.

    Args:
        phrase: The words.
        cities: Whether a city or region may tell the country; "Sabha" of "Rajya Sabha" is one, and tells nothing.
        lands: The countries of the article's places, if they are known.
    """
    if lands is None:
        return _country_in(phrase, cities)
    return _first_country(phrase, cities, lands)


@lru_cache(maxsize=5_000)
def _country_in(phrase: str, cities: bool) -> str | None:
    return _first_country(phrase, cities, None)


def _first_country(phrase: str, cities: bool, lands: Lands | None) -> str | None:
    found = _OWNER.sub("", phrase).replace(",", " ").split()
    start = 0
    while start < len(found):
        step = 1
        if is_work(found, start):
            start += 1
            continue
        longest = _LONGEST_FORMAL if found[start].removesuffix("'s").removesuffix("’s") in FORMAL_WORDS else _LONGEST
        for end in range(min(len(found), start + longest), start, -1):
            # "Mesa de Enlace" is no city in Arizona
            goes_on = end < len(found) and found[end] in known_words("particles")
            goes_on = goes_on or (found[start:end] == ["Bar"] and end < len(found))  # "Bar Council"
            if not found[start][0].isupper() or goes_on:
                continue
            name = " ".join(found[start:end])
            country = _meant(name, lands) or (_city_meant(name, lands) if cities else None)
            if country is not None:
                return country
            parts = is_of_continent(name) or is_part_of_america(name)
            if end - start > 1 and (parts or _of_city(name) is not None):
                # "New Jersey" is not Jersey, and "Latin American" not American
                step = end - start
                break
        start += step
    return None


def lists_another(places: Places, at: int, country: str | None) -> bool:
    """Say whether another country follows in a list: "ministers of Oman, Qatar and Kuwait" are not of Oman alone.

    Args:
        places: The article's tokens and names.
        at: The token behind the first of the list.
        country: The country of the first.
    """
    start = at
    while at < len(places.lower) and places.lower[at] in (",", "and", "the", "&") and places.same_sentence(at, at - 1):
        at += 1
    name = places.name_at.get(places.tokens[at].start) if start < at < len(places.tokens) else None
    return name is not None and name.type == "place" and nation_of(name.evidence[0].exact) not in (None, country)


def country_told(name: str, lands: Lands | None) -> str | None:
    """Return the country of a name that the tables know, as the article's places have it, or None."""
    known = country_of(name)
    return known if lands is None or known is None else lands.by_name.get(folded(name), known)


def _meant(name: str, lands: Lands | None) -> str | None:
    """Return the country of a name that is a nation's, or that of the article's place where that is another."""
    nation = nation_of(name)
    if lands is None or nation is None:
        return nation
    if folded(name) in lands.surnames and country_named(name) is None and country_of_demonym(name) is None:
        return None  # the allies of Mayor John Tory are no British ones
    return lands.by_name.get(folded(name), nation)


def _city_meant(name: str, lands: Lands | None) -> str | None:
    """Return the country of a city as the article means it: "Lund" of "President Lund" is no place of it."""
    known = _of_city(name)
    if lands is None or known is None:
        return known
    return lands.by_name.get(folded(name), known if known in lands.told else None)


def without_topic(words: str) -> str:
    """Return words without the country that somebody only knows about: "a North Korea expert" is of nowhere.

    Nor is an English teacher of England.

    "A Korean expert" is of Korea, and "a US expert" of the United States, which has no other adjective.
    """
    words = _SEATED.sub(r"\1 ", _TONGUE.sub("", words))
    found = _KNOWER.search(words)
    country = country_named(found["topic"].strip()) if found is not None else None
    if found is None or country is None or country_of_demonym(found["topic"].strip()) is not None:
        return words
    return words[: found.start("topic")] + words[found.end("topic") :]


def owner_of(places: Places, span: Span) -> str | None:
    """Return the country that stands before words as owner or adjective ("Israel's", "the Israeli"), or None."""
    at = places.first(span) - 1
    if not places.same_sentence(at, at + 1):
        return None
    if places.tokens[at].text in CLITICS and at:
        at -= 1
    name = places.name_to.get(places.tokens[at].end)
    return country_of(name.evidence[0].exact) if name is not None and name.type in ("place", "nationality") else None
