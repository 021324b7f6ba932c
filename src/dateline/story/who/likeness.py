"""How much speaks for it that somebody named in an article is one whom earlier articles named, and what.

Every weight is in the same coin: a name alike in all words is worth one; what is worth less than `ENOUGH` in sum stays
apart. They were set on our own gold, where most names have a namesake, and looked at on running news.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import fsum

from dateline.story.who import body_names
from dateline.story.who.faces import Face
from dateline.story.who.office_likeness import agreement
from dateline.story.who.person_names import PersonName, compare, is_common, person_name, sound_of
from dateline.story.who.sightings import Sighting
from dateline.world.gazetteer import folded

ENOUGH = 0.45
"""From here on two are one."""
CLEAR = 0.3
"""The best must be worth so much more than the second best, or it stays open which one is meant."""
NEAR_DAYS = 45
"""Within so many days of the last sighting in one office another office speaks against one person."""
_PERSON = {"same": 1.0, "shorter": 0.6, "initials": 0.2, "cut": -0.4, "spelled": -0.4, "lone": -0.5}
_BODY = {"same": 1.0, "acronym": 0.0, "within": -0.5}
CLEAR_WITHOUT_ROLE = 0.8
"""Where no role tells which of two of one name is meant, the story and the company must tell it clearly."""
_STORY, _STRANGER, _OTHER = 1.0, -0.5, -0.8
_ROLE = {"same": 1.5, "near": -0.4, "other": -1.2, "clash": -5.0, "open": 0.0}
_OTHER_IN_STORY = -1.7
"""Who is called by another office in one story is another: offices are not changed within a story."""
_COUNTRY, _ABROAD = 0.8, -0.5
_BODY_COUNTRY, _BODY_ABROAD = 0.9, -1.0
"""A name of common words says little of whose body it is, its country much."""
_COMMON = 0.2
"""What a full name is worth that thousands have."""
_VAGUE, _ACRONYM = -0.2, 0.25
"""What a body's name of common words is worth, and an acronym that it is called by elsewhere."""
_MOST_COMPANY = 1.5


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much speaks for one being the other.

    Args:
        worth: The sum.
        level: How the names agree.
        reasons: What speaks for it and against it, in words.
        told: Whether more than the name speaks for it.
        office: Whether the office is the same.
    """

    worth: float
    level: str
    reasons: tuple[str, ...]
    office: bool = False


def likeness(sighting: Sighting, face: Face) -> Likeness | None:
    """Return how much speaks for a sighting being the one of a face, or None if their names or ids say no."""
    if sighting.kind != face.kind:
        return _across_kinds(sighting, face)
    if sighting.fixed and face.fixed:
        return Likeness(9.0, "fixed", (_fixed(sighting),)) if sighting.fixed == face.fixed else None
    level = _level(sighting, face)
    if level == "no":
        return None
    worth, reasons = _name_worth(sighting, face, level), [_NAMED[level].format(face.label)]
    parts = [*_story(sighting, face), *_company(sighting, face), *_country(sighting, face)]
    if sighting.kind == "person":
        parts += _role(sighting, face)
    if sighting.other:
        parts.append((_OTHER, "but told apart from another of that name"))
    if not any(value > 0 for value, _ in parts):
        parts.append((_STRANGER, ""))
    office = any(reason.startswith("as ") for _, reason in parts)
    reasons += [reason for _, reason in parts if reason]
    return Likeness(worth + sum(value for value, _ in parts), level, tuple(reasons), office)


def _across_kinds(sighting: Sighting, face: Face) -> Likeness | None:
    """Weigh a body that is read as a place elsewhere, or the like: only the very same name in one story will do."""
    parts = [*_story(sighting, face), *_company(sighting, face)]
    same = folded(sighting.names[0]) == folded(face.label) and (" " in face.label or sighting.story in face.stories)
    if sighting.fixed or face.fixed or not same or not parts:
        return None
    reasons = (f"same name, there read as {face.kind}", *(reason for _, reason in parts))
    return Likeness(sum(value for value, _ in parts) - 0.4, "same", reasons)


_NAMED = {
    "same": "same name",
    "shorter": "same name but for middle names: {}",
    "initials": "initials of {}",
    "cut": "part of a longer name: {}",
    "spelled": "other spelling of {}",
    "lone": "one name of {}",
    "acronym": "acronym: {}",
    "within": "shorter or longer name of {}",
}


def _fixed(sighting: Sighting) -> str:
    what, _, which = (sighting.fixed or "").partition(":")
    return {"g": "GeoNames", "c": "state", "b": "known body", "h": "known officeholder"}[what] + " " + which


def _level(sighting: Sighting, face: Face) -> str:
    if sighting.kind == "person":
        return _best(_person_levels(sighting, face), _PERSON)
    if sighting.kind == "organization":
        level = _best(_body_levels(sighting, face), _BODY)
        return "no" if level == "within" and (sighting.fixed or face.fixed) else level
    mine = {folded(n.partition(",")[0]) for n in sighting.names}
    theirs = {folded(n.partition(",")[0]) for n in face.names}
    if mine & theirs:
        return "same"
    sounds = {sound_of(n) for n in theirs}
    alike = sounds & {sound for sound in map(sound_of, mine) if len(sound) > 3}
    return "spelled" if alike and sighting.story in face.stories else "no"


def _best(levels: Iterable[str], order: dict[str, float]) -> str:
    return max((level for level in levels if level != "no"), key=lambda level: order[level], default="no")


def _person_levels(sighting: Sighting, face: Face) -> list[str]:
    """Compare full names with full ones; names of one word count only where one side has no other."""
    mine, theirs = _full(sighting.names), _full(face.names)
    if face.fixed and any(m.age for m in mine) and not any(t.age for t in theirs):
        return ["no"]
    levels: list[str] = [compare(a, b) for a in mine for b in theirs]
    # One who is called by two full names in one breath must agree in the fuller of them.
    return ["no"] if "no" in levels and not {"same", "shorter", "initials"} & set(levels) else levels


def _body_levels(sighting: Sighting, face: Face) -> list[str]:
    """Compare names written out with ones written out; two bodies may well have one acronym."""
    mine = [n for n in sighting.names if not body_names.is_acronym(n)]
    theirs = [n for n in face.names if not body_names.is_acronym(n)]
    if mine and theirs:
        return [body_names.compare(a, b) for a in mine for b in theirs]
    return [body_names.compare(a, b) for a in sighting.names for b in face.names]


def _full(names: Iterable[str]) -> list[PersonName]:
    parsed = [person_name(n) for n in names]
    return [p for p in parsed if p.is_full] or parsed


def _name_worth(sighting: Sighting, face: Face, level: str) -> float:
    if sighting.kind == "person":
        common = level == "same" and all(is_common(person_name(n)) for n in sighting.names)
        return _COMMON if common else _PERSON[level]
    if sighting.kind == "place":
        return 0.4 if level == "same" else -0.4
    if level != "same" or _is_distinct(sighting):
        return _BODY[level]
    return _ACRONYM if all(body_names.is_acronym(n) for n in sighting.names) else _VAGUE


def _is_distinct(sighting: Sighting) -> bool:
    return any(body_names.is_distinct(n) for n in sighting.names)


def _story(sighting: Sighting, face: Face) -> list[tuple[float, str]]:
    return [(_STORY, "same story")] if sighting.story and sighting.story in face.stories else []


def _company(sighting: Sighting, face: Face) -> list[tuple[float, str]]:
    """Weigh those named beside both: a person or body counts more than a place, a place more than a state."""
    shared = [c for c in sighting.company if c in face.company]
    # Exact, as a sum rounded on its way differs with the order of a set, and with it who comes first of two alike.
    worth = fsum(_COMPANY.get(c[:2], 0.4) for c in shared)
    if not shared:
        return []
    shown = ", ".join(sorted(c.partition(":")[2] for c in shared)[:3])
    return [(min(_MOST_COMPANY, worth), f"in company with {shown}")]


_COMPANY = {"p:": 0.6, "h:": 0.5, "o:": 0.5, "a:": 0.4, "b:": 0.2, "g:": 0.2, "n:": 0.2, "c:": 0.1}


def _country(sighting: Sighting, face: Face) -> list[tuple[float, str]]:
    if sighting.country is None or not face.countries:
        return []
    vague = sighting.kind == "organization" and not _is_distinct(sighting)
    share = face.countries.get(sighting.country, 0) / sum(face.countries.values())
    if share:
        return [((_BODY_COUNTRY if vague else _COUNTRY) * min(1.0, share + 0.3), f"of {sighting.country}")]
    return [
        (
            _BODY_ABROAD if vague else _ABROAD,
            f"but of {sighting.country}, not {max(face.countries, key=lambda c: face.countries[c])}",
        )
    ]


def _role(sighting: Sighting, face: Face) -> list[tuple[float, str]]:
    """Weigh the role against the most like it; another office long after the last one is no reason against."""
    if sighting.role is None:
        return []
    found = [(_ROLE[agreement(sighting.role, role)], role, day) for role, day in face.roles.items()]
    worth, role, _ = max(found, default=(0.0, "", 0))
    if worth > 0:
        return [(worth, f"as {role}")]
    if worth == 0:
        return []
    if worth == _ROLE["other"] and sighting.story and sighting.story in face.stories:
        worth = _OTHER_IN_STORY
    near = sighting.day is None or sighting.day - max(day for _, _, day in found) <= NEAR_DAYS
    return [(worth if near else worth / 3, f"but {sighting.role}, not {role}")]


def are_rivals(one: Face, other: Face) -> bool:
    """Say whether two faces are surely not one: other full names, other ids, offices that clash."""
    if one.kind != other.kind:
        return False
    if one.fixed and other.fixed:
        return one.fixed != other.fixed
    if one.kind == "person":
        mine, theirs = _full(one.names), _full(other.names)
        if any(compare(a, b) == "no" for a in mine for b in theirs):
            return True
        found = {agreement(a, b) for a in one.roles for b in other.roles}
        against = {"clash", "other"} if mine[0].is_full and theirs[0].is_full else {"clash"}
        return "same" not in found and bool(against & found)
    return bool(one.countries) and bool(other.countries) and not set(one.countries) & set(other.countries)
