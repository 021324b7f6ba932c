"""Which place on earth a toponym means: candidates of the gazetteer, weighed by what else the article names.

One name means one place in an article, unless a state or country behind it says otherwise ("Paris, Texas").
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import lru_cache

from dateline.model.article import Article
from dateline.model.page import host_of
from dateline.record.place_lines import is_named_by_outlet, outlet_letters
from dateline.record.toponyms import Toponym
from dateline.world.countries import by_iso2, by_iso3, country_named
from dateline.world.divisions import division_called
from dateline.world.gazetteer import GeoPlace, candidates, country_place, distance_km, folded, place_of_id
from dateline.world.outlets import outlet_of_url
from dateline.world.place_words import names_everywhere, place_words

_NEAR = ((60.0, 2.5), (160.0, 1.8), (400.0, 0.8))
"""Kilometers and what a known place so near adds; found by trying on local news."""
_OF_THE_OUTLET = 4.5
"""What a town gains that bears the name in the outlet's address and lies in its country."""
_ANCHORS = 12
_WELL_KNOWN = 50_000
"""A town of so many people is meant rather than its small namesakes."""
_CAPITAL, _OF_ITS_LAND, _ABOUT = 3.5, 2.5, 3
"""What a capital has before other towns, and what it has more where its land is named so often."""
_ALIKE = 0.6
"""So alike are two spellings of one name (Jenin, Janīn: .8); what shares less is another name (Hirabad, Khalkhāl)."""
_KNOWN_ABROAD = 150_000
"""A place of more people is known by names beside its own wherever news is written."""
_SMALL_CAPITAL = 100_000
"""A capital of fewer people is meant only where its land is told of: Victoria, Hamilton, Stanley are towns of many."""
_METROPOLIS, _TIMES, _OVERSHADOWED = 300_000, 80, 3.5
"""A city of so many people stands before a namesake that it is so many times larger than: by so much. "Toronto" is
not the one in Ohio because an article names America often; a paper named after the small one means it, though."""
_WORLD_CITY, _FAR_TIMES, _DWARFED = 1_000_000, 500, 6.0
"""The same for a city that all the world knows: a prosecutor in Rome is none of Wisconsin."""
_QUARTER = 60.0
"""So many kilometers at most a quarter lies from a place that is told of."""
_HAMLET = 15_000
"""A place of fewer people in a land that is not told of is hardly meant where others are told of."""
_NEXT_DOOR = 150.0
"""Within so many kilometers of what is told of a hamlet may be meant, though another land's: a village at a border."""
_SISTERS, _OF_SISTERS = 2, 3.0
"""A division gains so much among so many others of its country: Georgia beside Michigan and Ohio."""
# The weights of the scores below were found by trying on local news of many countries; nothing was held out, so they
# give somewhat less on other news.


@dataclass(slots=True)
class Context:
    """What the article says about where it plays.

    Args:
        home: The alpha-3 code of the outlet's country, if known.
        outlet: The letters of the outlet's address, which names the town of many a local paper.
        countries, divisions: How often each country, and each division of one, is named for sure.
        anchors: Places that are sure.
        leanings: For each division the names that have a place in it, each name counted as one over all its divisions:
            many small towns of one name's choice make a region even where none of them is sure.
    """

    home: str | None
    outlet: str = ""
    countries: Counter[str] = field(default_factory=Counter)
    divisions: Counter[tuple[str, str]] = field(default_factory=Counter)
    anchors: list[GeoPlace] = field(default_factory=list)
    leanings: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, place: GeoPlace, weight: int = 1) -> None:
        """Count a place that is sure."""
        self.countries[place.country] += weight
        if place.admin1 and place.feature_code != "PCLI":
            self.divisions[place.country, place.admin1] += weight
        if place.feature_code.startswith("PPL") or place.feature_code in ("ADM2", "ADM3"):
            self.anchors = [*self.anchors, place][-_ANCHORS:]


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """The place a toponym means, how sure that is from 0 to 1, and why there is none where there is none."""

    place: GeoPlace | None
    confidence: float
    reason: str | None = None


def resolve(toponyms: Sequence[Toponym], article: Article) -> list[Whereabouts]:
    """Return the whereabouts of each toponym, in their order."""
    context = _context(article)
    fixed = {n: place for n, t in enumerate(toponyms) if (place := _fixed(t)) is not None}
    for place in fixed.values():
        context.add(place)
    groups: dict[str, list[int]] = defaultdict(list)
    for n, toponym in enumerate(toponyms):
        if n not in fixed:
            groups[folded(toponym.words)].append(n)
    context.leanings = _leanings(toponyms[members[0]].words for members in groups.values())
    chosen: dict[str, Whereabouts] = {}
    own: dict[str, Counter[str]] = defaultdict(Counter)
    order = sorted(groups, key=lambda key: _doubt([toponyms[n] for n in groups[key]]))
    for _ in range(2):
        for key in order:
            members = [toponyms[n] for n in groups[key]]
            found = _choose(members, context, own[key])
            if key not in chosen and found.place is not None and found.confidence >= 0.6:
                context.add(found.place, min(len(members), 3))
                own[key][found.place.country] += min(len(members), 3)
            chosen[key] = found
    sure = {n: Whereabouts(place, 0.95) for n, place in fixed.items()}
    return [sure.get(n) or chosen[folded(t.words)] for n, t in enumerate(toponyms)]


@lru_cache(maxsize=5_000)
def _divisions_of(words: str) -> Counter[tuple[str, str]]:
    """Return the divisions in which places of that very name lie, all together one vote."""
    asked = folded(words)
    places = [p for p in candidates(words) if p.admin1 and folded(p.name).startswith(asked)]
    most = max((p.population for p in places), default=0)
    least = most / 20 if most > _WELL_KNOWN else 0
    found = {(p.country, p.admin1) for p in places if p.population >= least}
    return Counter(dict.fromkeys(found, 1 / len(found))) if found else Counter()


def _leanings(names: Iterable[str]) -> Counter[tuple[str, str]]:
    total: Counter[tuple[str, str]] = Counter()
    for words in names:
        total.update(_divisions_of(words))
    return total


def home_of_outlet(article: Article) -> str | None:
    """Return the country (ISO 3166-1 alpha-3) of the outlet at an article's address, by its name or its domain."""
    url = article.canonical_url or article.url or ""
    outlet = outlet_of_url(url) if url else None
    if outlet is not None and outlet.country:
        return outlet.country
    domain = host_of(url).rsplit(".", 1)[-1]
    land = by_iso2({"uk": "GB"}.get(domain, domain.upper()))
    return land.iso3 if land else None


def _context(article: Article) -> Context:
    home = home_of_outlet(article)
    if home is None and _is_generic(host_of(article.canonical_url or article.url or "")):
        home = "USA"
    return Context(home, outlet_letters(article))


def _is_generic(host: str) -> bool:
    """Say whether an address tells no country; an outlet that is not known and has such a one is as a rule American."""
    return host.endswith((".com", ".net", ".org", ".us"))


def _fixed(toponym: Toponym) -> GeoPlace | None:
    """Return the place of words that can mean no other: demonyms, shortened states, most countries."""
    if toponym.geonames_id is not None:
        return place_of_id(toponym.words, toponym.geonames_id)
    country = country_named(toponym.words)
    if country is not None and not toponym.within and len(candidates(toponym.words)) == 1:
        return country_place(country.iso3)
    return None


def _doubt(members: Sequence[Toponym]) -> tuple[bool, int]:
    """Return how hard a name is, so that the easy ones are resolved first: qualified ones, then those of few places."""
    return not any(t.within for t in members), len(candidates(members[0].words))


def _choose(members: Sequence[Toponym], context: Context, own: Counter[str]) -> Whereabouts:
    """Return the best candidate for a name, by all its mentions together; `own` is what it has told itself so far."""
    words = members[0].words
    found = candidates(words)
    if not found:
        return Whereabouts(None, 0.0, "the gazetteer has no place of this name")
    within = next((t.within for t in members if t.within), None)
    if within is not None and not any(_fits(p, within) or p.of_note or p.population >= _METROPOLIS for p in found):
        return Whereabouts(None, 0.0, "no place of this name lies in what is named behind it")
    if folded(words) in names_everywhere():
        found = tuple(p for p in found if _is_here(p, context, within))
        if not found:
            return Whereabouts(None, 0.0, "places everywhere are called so, and none lies near what is told")
    scored = [(_score(p, words, within, context, found), p) for p in found]
    if any(t.division for t in members):
        scored = [(score + _score_as_division(p, found), p) for score, p in scored]
    scores = sorted(scored, key=lambda s: -s[0])
    best, place = scores[0]
    margin = best - scores[1][0] if len(scores) > 1 else 3.0
    if within is None and _is_far_fetched(place, words, context, context.countries - own):
        return Whereabouts(None, 0.0, "only a small place far from all that is told is called so, by another name")
    if place.geonames_id == 0:
        return Whereabouts(place, 0.5, "a region that has no GeoNames id here")
    return Whereabouts(place, round(min(0.95, 0.5 + 0.15 * margin), 3))


def _fits(place: GeoPlace, within: tuple[str, str]) -> bool:
    return place.country == within[0] and (not within[1] or place.admin1 == within[1])


def _is_here(place: GeoPlace, context: Context, within: tuple[str, str] | None) -> bool:
    """Say whether a place of a name that many quarters have is the one of what the article tells of."""
    if within is not None and _fits(place, within):
        return True
    if place.of_note:
        return bool(context.countries[place.country]) or place.country == context.home
    land = by_iso3(place.country)
    told = context.countries[place.country] or place.country == context.home
    in_city = land is not None and land.capital == land.name and bool(told)
    return in_city or any(distance_km(place, a) <= _QUARTER for a in context.anchors)


def _is_far_fetched(place: GeoPlace, words: str, context: Context, told_of: Counter[str]) -> bool:
    """Say whether a place is small and lies in a land that is not told of, by its own name or another."""
    own = place.of_note or _is_spelled_so(folded(place.name).lower(), folded(words).lower())
    told = context.countries[place.country] or place.country == context.home
    abroad = bool(told_of) and not told_of[place.country] and place.country != context.home
    if own and abroad and not place.of_note and place.population < _HAMLET:
        near = any(distance_km(place, other) <= _NEXT_DOOR for other in _told_points(context, told_of))
        return place.feature_code.startswith("PPL") and not near and not is_named_by_outlet(words, context.outlet)
    return not (own or told) and place.population < _KNOWN_ABROAD


def _told_points(context: Context, told_of: Counter[str]) -> list[GeoPlace]:
    """Return the places that are told of, and the middles of the lands."""
    lands = (country_place(code) for code, times in told_of.items() if times > 0 and by_iso3(code))
    return [*(a for a in context.anchors if told_of[a.country] > 0), *(p for p in lands if p is not None)]


@lru_cache(maxsize=5_000)
def _is_spelled_so(name: str, asked: str) -> bool:
    """Say whether two names are one in other letters: Jenin is listed as Janīn."""
    return name[:1] == asked[:1] and SequenceMatcher(None, name[: len(asked) + 1], asked).ratio() >= _ALIKE


def _score_as_division(place: GeoPlace, rivals: Sequence[GeoPlace]) -> float:
    """Return what "province" or "district" behind the name says for divisions, whose towns no longer count against."""
    if place.feature_code == "ADM1":
        return 3.0 + _city_of_note(place, rivals)
    return 6.0 if place.feature_code.startswith("ADM") else 0.0


def _score(
    place: GeoPlace, words: str, within: tuple[str, str] | None, context: Context, rivals: Sequence[GeoPlace]
) -> float:
    score = 0.8 * math.log10(place.population + 10) + _score_of_kind(place, words, rivals, context)
    if within is not None:
        score += 8.0 if _fits(place, within) and not _is_itself(place, within) else -4.0
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
    leaning = context.leanings[where] - _divisions_of(words)[where]
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
    if folded(town.name) != asked and any(p.population >= _METROPOLIS and folded(p.name) == asked for p in rivals):
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
    return _OVERSHADOWED if largest >= max(_METROPOLIS, _TIMES * (town.population + 1)) else 0.0


def _score_of_name(place: GeoPlace, words: str, context: Context) -> float:
    """Return what the place's name says; another than its own is good for big cities, or where its land is named."""
    name, asked = folded(place.name), folded(words)
    if name == asked or place.of_note:
        return 1.5
    if place.population > _KNOWN_ABROAD:
        return 1.0
    if name.startswith(asked):
        return 0.0
    if _is_spelled_so(name.lower(), asked.lower()):
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
