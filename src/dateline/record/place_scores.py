"""How well a place of the gazetteer fits a name: its size and kind, its own name, and what else the article names."""

from __future__ import annotations

import math
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from dateline.record.place_context import Context, divisions_of
from dateline.record.place_lines import is_named_by_outlet
from dateline.world.divisions import division_called
from dateline.world.gazetteer import GeoPlace, distance_km, folded
from dateline.world.place_words import place_words

_NEAR = ((60.0, 2.5), (160.0, 1.8), (400.0, 0.8))
"""Kilometers and what a known place so near adds; found by trying on local news."""
_OF_THE_OUTLET = 4.5
"""What a town gains that bears the name in the outlet's address and lies in its country."""
_CAPITAL, _OF_ITS_LAND, _ABOUT = 3.5, 2.5, 3
"""What a capital has before other towns, and what it has more where its land is named so often."""
_ALIKE = 0.6
"""So alike are two spellings of one name (Jenin, Janīn: .8); what shares less is another name (Hirabad, Khalkhāl)."""
KNOWN_ABROAD = 150_000
"""A place of more people is known by names beside its own wherever news is written."""
_SMALL_CAPITAL = 100_000
"""A capital of fewer people is meant only where its land is told of: Victoria, Hamilton, Stanley are towns of many."""
METROPOLIS, _TIMES, _OVERSHADOWED = 300_000, 80, 3.5
"""A city of so many people stands before a namesake that it is so many times larger than: by so much. "Toronto" is
not the one in Ohio because an article names America often; a paper named after the small one means it, though."""
_WORLD_CITY, _FAR_TIMES, _DWARFED = 1_000_000, 500, 6.0
"""The same for a city that all the world knows: a prosecutor in Rome is none of Wisconsin."""
_SISTERS, _OF_SISTERS = 2, 3.0
"""A division gains so much among so many others of its country: Georgia beside Michigan and Ohio."""
# These weights were found by trying on local news of many countries; nothing was held out, so they give somewhat less
# on other news.


def fits(place: GeoPlace, within: tuple[str, str]) -> bool:
    """Say whether a place lies in a country (alpha-3) and, if one is named, its division (admin1)."""
    return place.country == within[0] and (not within[1] or place.admin1 == within[1])


@lru_cache(maxsize=5_000)
def is_spelled_so(name: str, asked: str) -> bool:
    """Say whether two names are one in other letters: Jenin is listed as Janīn."""
    return name[:1] == asked[:1] and SequenceMatcher(None, name[: len(asked) + 1], asked).ratio() >= _ALIKE


def score_as_division(place: GeoPlace, rivals: Sequence[GeoPlace]) -> float:
    """Return what "province" or "district" behind the name says for divisions, whose towns no longer count against."""
    if place.feature_code == "ADM1":
        return 3.0 + _city_of_note(place, rivals)
    return 6.0 if place.feature_code.startswith("ADM") else 0.0


def score_of(
    place: GeoPlace, words: str, within: tuple[str, str] | None, context: Context, rivals: Sequence[GeoPlace]
) -> float:
    """Return how well a candidate fits a name, in points without a unit: one more is .15 more of confidence."""
    score = 0.8 * math.log10(place.population + 10) + _score_of_kind(place, words, rivals, context)
    if within is not None:
        score += 8.0 if fits(place, within) and not _is_itself(place, within) else -4.0
    total = sum(context.countries.values())
    score += 2.5 * context.countries[place.country] / total if total else 0.0
    score += 2.0 if place.country == context.home else 0.0
    if place.country == context.home and place.feature_code != "PCLI" and is_named_by_outlet(words, context.outlet):
        score += _OF_THE_OUTLET
    if place.feature_code != "PCLI":
        score += _score_of_division(place, words, context) if place.admin1 else 0.0
        score += _score_of_nearness(place, context.anchors)
    return score


def _score_of_division(place: GeoPlace, words: str, context: Context) -> float:
    """Return what speaks for the place's division: it is named, or other names have places there too."""
    where = place.country, place.admin1
    leaning = context.leanings[where] - divisions_of(words)[where]
    return min(3.0, 1.5 * context.divisions[where]) + min(2.0, 1.5 * leaning)


def _is_itself(place: GeoPlace, within: tuple[str, str]) -> bool:
    return place.feature_code in ("PCLI", "ADM1") and bool(within[1])


def _score_of_kind(place: GeoPlace, words: str, rivals: Sequence[GeoPlace], context: Context) -> float:
    """Return what the kind of place and its own name say."""
    score = _score_of_name(place, words, context)
    says_kind = words.rsplit(maxsplit=1)[-1].lower() in place_words("kinds")
    if place.of_note:
        return score + (6.0 if place.feature_code == "PCLI" else 9.0)
    if place.feature_code == "ADM1":
        sisters = sum(1 for c, admin1 in context.divisions if c == place.country and admin1 != place.admin1)
        score += _OF_SISTERS if sisters >= _SISTERS and any(p.feature_code == "PCLI" for p in rivals) else 0.0
        return (
            score + (3.0 if division_called(words) else 0.0) - (_city_of_note(place, rivals) if not says_kind else 0.0)
        )
    if place.feature_code.startswith("ADM"):
        return score + (3.0 if says_kind else -3.0)
    return score + _score_of_capital(place, words, rivals, context) - _overshadowed(place, words, rivals, context)


def _score_of_capital(town: GeoPlace, words: str, rivals: Sequence[GeoPlace], context: Context) -> float:
    """Return what being a capital says, more where the article is about its land: San Juan is not the one in Texas.

    By an old name it says nothing beside a metropolis of today's: Philadelphia is not Amman. Nor does being the capital
    of a few people whose land is not told of: Hamilton is not Bermuda's.
    """
    if town.feature_code != "PPLC" or (town.population < _SMALL_CAPITAL and not context.countries[town.country]):
        return 0.0
    asked = folded(words)
    if folded(town.name) != asked and any(p.population >= METROPOLIS and folded(p.name) == asked for p in rivals):
        return 0.0
    return _CAPITAL + (_OF_ITS_LAND if context.countries[town.country] >= _ABOUT else 0.0)


def _overshadowed(town: GeoPlace, words: str, rivals: Sequence[GeoPlace], context: Context) -> float:
    """Return what a metropolis of the same name says against a town: who means the small one says so or lives there."""
    if town.country == context.home and is_named_by_outlet(words, context.outlet):
        return 0.0
    # Under another name, too, where its land is named: Mecca is listed as Makkah, and a town of California as Mecca.
    name, cities = folded(town.name), (p for p in rivals if p.feature_code.startswith("PPL"))
    named = (p.population for p in cities if folded(p.name) == name or context.countries[p.country])
    largest = max(named, default=0)
    if largest >= max(_WORLD_CITY, _FAR_TIMES * (town.population + 1)):
        return _DWARFED
    return _OVERSHADOWED if largest >= max(METROPOLIS, _TIMES * (town.population + 1)) else 0.0


def _score_of_name(place: GeoPlace, words: str, context: Context) -> float:
    """Return what the place's name says; another than its own is good for big cities, or where its land is named."""
    name, asked = folded(place.name), folded(words)
    if name == asked or place.of_note:
        return 1.5
    if place.population > KNOWN_ABROAD:
        return 1.0
    if name.startswith(asked):
        return 0.0
    if is_spelled_so(name.lower(), asked.lower()):
        return 1.0
    return 0.5 if context.countries[place.country] or place.country == context.home else -1.5


def _city_of_note(division: GeoPlace, rivals: Sequence[GeoPlace]) -> float:
    """Return how much a city in it that shares its name speaks against a division: the bare name means the city.

    Of the states of America only New York and Washington stand back behind a city of their name.
    """
    cities = [
        p
        for p in rivals
        if p.feature_code.startswith("PPL") and p.country == division.country and p.admin1 == division.admin1
    ]
    capital = any(p.feature_code == "PPLC" for p in rivals)
    if division_called(division.name):
        return 6.0 if capital or any(p.population > 3_000_000 for p in cities) else 0.0
    return 3.5 if capital or any(p.population * 12 > division.population for p in cities) else 0.0


def _score_of_nearness(place: GeoPlace, anchors: Sequence[GeoPlace]) -> float:
    others = [a for a in anchors if a.geonames_id != place.geonames_id]
    nearest = min((distance_km(place, a) for a in others), default=math.inf)
    return next((bonus for limit, bonus in _NEAR if nearest <= limit), 0.0)
