"""Which place on earth a toponym means: candidates of the gazetteer, weighed by what else the article names.

One name means one place in an article, unless a state or country behind it says otherwise ("Paris, Texas").
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.model.article import Article
from dateline.record.place_context import Context, context_of, leanings_of
from dateline.record.place_lines import is_named_by_outlet
from dateline.record.place_scores import KNOWN_ABROAD, METROPOLIS, fits, is_spelled_so, score_as_division, score_of
from dateline.record.toponyms import Toponym
from dateline.world.countries import by_iso3, country_named
from dateline.world.gazetteer import GeoPlace, candidates, country_place, distance_km, folded, place_of_id
from dateline.world.place_words import names_everywhere

_QUARTER = 60.0
"""So many kilometers at most a quarter lies from a place that is told of."""
_HAMLET = 15_000
"""A place of fewer people in a land that is not told of is hardly meant where others are told of."""
_NEXT_DOOR = 150.0
"""Within so many kilometers of what is told of a hamlet may be meant, though another land's: a village at a border."""


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """The place a toponym means, how sure that is from 0 to 1, and why there is none where there is none."""

    place: GeoPlace | None
    confidence: float
    reason: str | None = None


def resolve(toponyms: Sequence[Toponym], article: Article) -> list[Whereabouts]:
    """Return the whereabouts of each toponym, in their order."""
    context = context_of(article)
    fixed = {n: place for n, t in enumerate(toponyms) if (place := _fixed(t)) is not None}
    for place in fixed.values():
        context.add(place)
    groups: dict[str, list[int]] = defaultdict(list)
    for n, toponym in enumerate(toponyms):
        if n not in fixed:
            groups[folded(toponym.words)].append(n)
    context.leanings = leanings_of(toponyms[members[0]].words for members in groups.values())
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
    if within is not None and not any(fits(p, within) or p.of_note or p.population >= METROPOLIS for p in found):
        return Whereabouts(None, 0.0, "no place of this name lies in what is named behind it")
    if folded(words) in names_everywhere():
        found = tuple(p for p in found if _is_here(p, context, within))
        if not found:
            return Whereabouts(None, 0.0, "places everywhere are called so, and none lies near what is told")
    scored = [(score_of(p, words, within, context, found), p) for p in found]
    if any(t.division for t in members):
        scored = [(score + score_as_division(p, found), p) for score, p in scored]
    scores = sorted(scored, key=lambda s: -s[0])
    best, place = scores[0]
    margin = best - scores[1][0] if len(scores) > 1 else 3.0
    if within is None and _is_far_fetched(place, words, context, context.countries - own):
        return Whereabouts(None, 0.0, "only a small place far from all that is told is called so, by another name")
    if place.geonames_id == 0:
        return Whereabouts(place, 0.5, "a region that has no GeoNames id here")
    return Whereabouts(place, round(min(0.95, 0.5 + 0.15 * margin), 3))


def _is_here(place: GeoPlace, context: Context, within: tuple[str, str] | None) -> bool:
    """Say whether a place of a name that many quarters have is the one of what the article tells of."""
    if within is not None and fits(place, within):
        return True
    if place.of_note:
        return bool(context.countries[place.country]) or place.country == context.home
    land = by_iso3(place.country)
    told = context.countries[place.country] or place.country == context.home
    in_city = land is not None and land.capital == land.name and bool(told)
    return in_city or any(distance_km(place, a) <= _QUARTER for a in context.anchors)


def _is_far_fetched(place: GeoPlace, words: str, context: Context, told_of: Counter[str]) -> bool:
    """Say whether a place is small and lies in a land that is not told of, by its own name or another."""
    own = place.of_note or is_spelled_so(folded(place.name).lower(), folded(words).lower())
    told = context.countries[place.country] or place.country == context.home
    abroad = bool(told_of) and not told_of[place.country] and place.country != context.home
    if own and abroad and not place.of_note and place.population < _HAMLET:
        near = any(distance_km(place, other) <= _NEXT_DOOR for other in _told_points(context, told_of))
        return place.feature_code.startswith("PPL") and not near and not is_named_by_outlet(words, context.outlet)
    return not (own or told) and place.population < KNOWN_ABROAD


def _told_points(context: Context, told_of: Counter[str]) -> list[GeoPlace]:
    """Return the places that are told of, and the middles of the lands."""
    lands = (country_place(code) for code, times in told_of.items() if times > 0 and by_iso3(code))
    return [*(a for a in context.anchors if told_of[a.country] > 0), *(p for p in lands if p is not None)]
