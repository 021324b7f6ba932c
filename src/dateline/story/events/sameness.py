"""What speaks for two portraits being one event, and what against: type, parties, days, places, words, story."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from math import sqrt
from typing import get_args

from dateline.story.events.near_places import Lie, lie
from dateline.story.events.portraits import Portrait
from dateline.world.countries import country_named, country_of_demonym

ELSEWHERE = 0.5
"""Two towns say less of what is no protest: towns march on one day, and the place of a raid is often misread."""
WEEK = 7
"""Ranges of more days that meet say little: a month or a year."""
FRESH = 3
"""An event that is told without a day is rarely older than so many days."""
ALIKE = 0.25
"""Sentences that are as alike as this may tell the same, whoever is in them."""
_SAID = frozenset("ACCUSE REJECT SUPPORT REQUEST THREATEN".split())
_FORCE = frozenset("ASSAULT PROTEST".split())
"""What a story rarely has two of; of everything else two are one only if they share more than their type."""
_MUTUAL = frozenset("CONSULT AGREE COOPERATE".split())
"""What is done by all who take part, so that it matters not on which side a text puts them."""
_TELLING = frozenset(("same actor", "same recipient", "crossed", "trigger", "day", "place"))
_CONTENT = frozenset(("same recipient", "day", "place"))
"""What tells of that which is said more than who says it, and by which verb."""
# Types that one deed is told under: a court that lets a man go "frees" (RETREAT) or "concedes"; a pledge of aid agrees.
_NEAR = (
    "AGREE CONCEDE|AGREE AID|AGREE CONSULT|AGREE SUPPORT|AGREE COOPERATE|AID COOPERATE|AID MOBILIZE|"
    "ASSAULT COERCE|ASSAULT MOBILIZE|ASSAULT PROTEST|COERCE SANCTION|CONCEDE RETREAT|REJECT SANCTION|"
    "ACCUSE REJECT|ACCUSE THREATEN|ACCUSE REQUEST|REQUEST THREATEN|CONSULT COOPERATE|PROTEST ACCUSE|"
    "PROTEST COERCE|REJECT CONCEDE|RETREAT SANCTION|RETREAT REJECT|MOBILIZE THREATEN|COERCE MOBILIZE"
)


def _near_types() -> dict[str, frozenset[str]]:
    pairs = [pair.split() for pair in _NEAR.split("|")]
    both_ways = [*pairs, *(pair[::-1] for pair in pairs)]
    return {kind: frozenset(b for a, b in both_ways if a == kind) for kind, _ in both_ways}


NEAR_TYPES: Mapping[str, frozenset[str]] = _near_types()
"""Types that readers tell one deed under, now the one, now the other."""


def signs(a: Portrait, b: Portrait) -> dict[str, float]:
    """Return what speaks for and against two portraits being one event: sign and strength, 0 to 1."""
    out: dict[str, float] = {}
    out.update(_what(a, b))
    out.update(_who(a, b))
    out.update(_when(a, b))
    out.update(_where(a, b))
    out["words"] = _cosine(a.words, b.words)
    if a.stories and b.stories:
        out["story" if _share(a.stories, b.stories) else "other story"] = 1.0
    if a.type not in _FORCE or b.type not in _FORCE:
        out.update(_shared(out, said=a.type in _SAID or b.type in _SAID))
    if a.type in _MUTUAL and b.type in _MUTUAL and _other_people(a, b):
        out["other people"] = 1.0
    return out


def _shared(found: Mapping[str, float], *, said: bool) -> Iterable[tuple[str, float]]:
    """Judge whether two share more than their type; what is said more strictly: an article may be full of charges."""
    if said and "other actor" in found:
        yield "other speaker", 1.0
    shared = len(_TELLING & found.keys()) + (found["words"] >= ALIKE) + (found["words"] >= 2 * ALIKE)
    if shared == 0:
        yield "nothing shared", 1.0
    if said and (shared <= 1 or (_CONTENT.isdisjoint(found) and found["words"] < ALIKE)):
        yield "little shared", 1.0


def _other_people(a: Portrait, b: Portrait) -> bool:
    """Say whether each of two meetings has somebody whom the other has not: "a meeting" with others is a second one.

    States are left out of account: they are who their leaders are.
    """
    one, other = _people(a), _people(b)
    return not _covers(one, other) and not _covers(other, one)


def _covers(names: Sequence[str], others: Sequence[str]) -> bool:
    """Say whether each of some names is among others, too; so it is where there are none."""
    return not names or not others or all(_names_meet((name,), others) for name in names)


def _people(portrait: Portrait) -> list[str]:
    named = {v for side in (portrait.actors, portrait.recipients) if side for v in _main(side) if v[0] == "n"}
    return sorted(v for v in named if not _is_state(v[2:]))


@lru_cache(maxsize=20_000)
def _is_state(name: str) -> bool:
    return (country_named(name.title()) or country_of_demonym(name.title())) is not None


def _what(a: Portrait, b: Portrait) -> Iterable[tuple[str, float]]:
    one, other = a.type, b.type
    if one == other or other in _main(a.types) or one in _main(b.types):
        yield "type", 1.0
    else:
        yield ("near type" if other in NEAR_TYPES.get(one, ()) else "other type"), 1.0
    if a.modes and b.modes:
        yield ("mode" if _share(a.modes, b.modes) else "other mode"), 1.0
    if _share(a.triggers, b.triggers):
        yield "trigger", 1.0


def _who(a: Portrait, b: Portrait) -> Iterable[tuple[str, float]]:
    sides = {"actor": (a.actors, b.actors), "recipient": (a.recipients, b.recipients)}
    for side, (one, other) in sides.items():
        verdict = _parties(_often(one), _often(other))
        if verdict:
            yield f"{verdict}{side}", 1.0
    crossed = (a.actors.keys() & b.recipients.keys()) | (a.recipients.keys() & b.actors.keys())
    if any(v[0] in "in" for v in crossed):
        yield "crossed", 1.0


def _often(counts: Mapping[str, int]) -> Mapping[str, int]:
    """Return the parties that not far fewer tellings name than the most frequent one: the rest may be an aside."""
    return {v: counts[v] for v in _main(counts)} if counts else counts


def _parties(a: Mapping[str, int], b: Mapping[str, int]) -> str | None:
    """Return "same ", "kin " (the same code alone), "other ", or None where nothing can be said."""
    named = _named_alike(a, b)
    if named is False and _for_a_state(a, b):
        return "kin "
    if named is not None or not a or not b:
        return {True: "same ", False: "other ", None: None}[named]
    if not a.keys().isdisjoint(b):
        return "kin "
    one, other = ({v[2:5] for v in x if v[0] in "cs"} for x in (a, b))
    return "other " if one and other and one.isdisjoint(other) else None


def _for_a_state(a: Mapping[str, int], b: Mapping[str, int]) -> bool:
    """Say whether one is a state and the other is of its government: who speaks for Norland is Norland."""
    governments = {v for v in a.keys() & b.keys() if v[0] == "s" and v.endswith("GOV")}
    return bool(governments) and _is_a_state(a) != _is_a_state(b) and _names(a) == _names(b) == 1


def _names(side: Mapping[str, int]) -> int:
    return sum(v[0] == "n" for v in side)


def _is_a_state(side: Mapping[str, int]) -> bool:
    names = [v[2:] for v in side if v[0] == "n"]
    return bool(names) and all(_is_state(name) for name in names)


def _named_alike(a: Mapping[str, int], b: Mapping[str, int]) -> bool | None:
    """Say whether two sides name one party; None where one of them names none."""
    for kinds in ("i", "in"):
        one, other = ({v for v in x if v[0] in kinds} for x in (a, b))
        if one and other:
            # two identities are two, however alike their names
            return not one.isdisjoint(other) or (kinds != "i" and _names_meet(one, other))
    return None


def _names_meet(a: Iterable[str], b: Iterable[str]) -> bool:
    """Say whether two names are one, or one ends as the other does ("Levi" and "Amnon Levi")."""
    others = [v[2:].split() for v in b if v[0] == "n"]
    for mine in (v[2:].split() for v in a if others and v[0] == "n"):
        for name in others:
            short, long = sorted((mine, name), key=len)
            if short and (long[-len(short) :] == short or long[: len(short)] == short):
                return True
    return False


def _when(a: Portrait, b: Portrait) -> Iterable[tuple[str, float]]:
    """Compare the days that texts name; where one names none, the days on which the tellings came out."""
    if a.days and b.days:
        pairs = [(_range(x), _range(y)) for x in _main(a.days) for y in _main(b.days)]
        gap, long = min((_gap(x, y), max(x[1] - x[0], y[1] - y[0])) for x, y in pairs)
        name = (
            "month"
            if gap == 0 and long > WEEK
            else "day"
            if gap == 0
            else "day beside"
            if gap == 1
            else "days near"
            if gap <= 3
            else "days apart"
        )
        yield ("week apart" if gap and gap % 7 == 0 and gap <= 7 else name), 1.0
    elif a.days or b.days:
        told, other = (a, b) if a.days else (b, a)
        if other.first:
            days = [_range(d) for d in _main(told.days)]
            first, last = min(d[0] for d in days), max(d[1] for d in days)
            gap = other.first - last if other.first > last else first - other.last
            yield ("fresh" if -1 <= gap <= FRESH else "stale" if gap <= 10 else "old"), 1.0
    elif a.first and b.first:
        gap = max(0, b.first - a.last, a.first - b.last)
        yield ("out together" if gap <= 1 else "out near" if gap <= FRESH else "out apart" if gap <= 10 else "old"), 1.0


def _main(counts: Mapping[str, int]) -> list[str]:
    """Return the values that not far fewer mentions have than the most frequent one."""
    most = max(counts.values())
    return [v for v, n in counts.items() if n * 3 >= most]


@lru_cache(maxsize=20_000)
def _range(days: str) -> tuple[int, int]:
    first, _, last = days.partition("-")
    return int(first), int(last)


def _gap(a: tuple[int, int], b: tuple[int, int]) -> int:
    return max(0, b[0] - a[1], a[0] - b[1])


def _where(a: Portrait, b: Portrait) -> Iterable[tuple[str, float]]:
    if a.places and b.places:
        best = max((lie(x, y) for x in a.places for y in b.places), key=_CLOSENESS.index)
        yield best, ELSEWHERE if best == "two towns" and "PROTEST" not in (a.type, b.type) else 1.0
    elif (a.places or a.around) and (b.places or b.around):
        pairs = ((x, y) for x in a.places or a.around for y in b.places or b.around)
        best = max((lie(x, y) for x, y in pairs), key=_CLOSENESS.index)
        yield f"around {best}", 1.0


_CLOSENESS = get_args(Lie)


def _share(a: Mapping[str, object], b: Mapping[str, object]) -> bool:
    return not a.keys().isdisjoint(b)


def _cosine(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    if len(a) > len(b):
        a, b = b, a
    product = sum(w * b[t] for t, w in a.items() if t in b)
    if not product:
        return 0.0
    return product / sqrt(sum(w * w for w in a.values()) * sum(w * w for w in b.values()))
