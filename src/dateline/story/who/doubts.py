"""Why the likeliest is not taken: too little speaks for it, another is as likely, or a name alone has no one bearer."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.story.who.faces import Face
from dateline.story.who.likeness import CLEAR, CLEAR_WITHOUT_ROLE, ENOUGH, Likeness, are_rivals
from dateline.story.who.person_names import person_name
from dateline.story.who.sightings import Sighting

RECENT, IN_OFFICE = 30, 1.2
"""Outside its story a surname with its office is the one bearer seen in it in so many days, if this speaks for it."""

Found = Sequence[tuple[Likeness, Face]]
"""The faces that somebody may be, the likeliest first."""


def known_bearer(sighting: Sighting, found: Found) -> tuple[Likeness, Face] | None:
    """Return the known officeholder whom a surname alone names, if nobody else in the story has it."""
    known = next(((like, face) for like, face in found if sighting.known and face.fixed == sighting.known), None)
    if known is None or sighting.story in known[1].stories:
        return known
    others = (face for _, face in found if sighting.story in face.stories and _has_word(face, sighting))
    return known if not any(map(_is_full, others)) else None


def why_not(sighting: Sighting, found: Found, *, contested: bool) -> str:
    """Return why somebody is not taken for the likeliest face, empty if nothing speaks against it.

    Args:
        sighting: Who is looked for.
        found: Whom it may be, the likeliest first.
        contested: Whether an article of the story names two by that name.
    """
    best, face = found[0]
    if best.level == "fixed":
        return ""
    if sighting.is_lone and not _is_one_bearer(sighting, found):
        return "a name alone that no one bearer has here"
    if contested and not best.office:
        return "another article of the story names two by that name"
    if sighting.elsewhere and not any(c[:2] in ("p:", "o:", "h:") for c in sighting.company & face.company.keys()):
        return "its town may be one of another state"
    if best.worth < ENOUGH:
        return "too little speaks for it"
    near = (other for like, other in found[1:] if best.worth - like.worth < _clear(sighting, best, like))
    rival = next((other for other in near if are_rivals(face, other)), None)
    return f"or {rival.label}" if rival else ""


def _clear(sighting: Sighting, best: Likeness, other: Likeness) -> float:
    """Return how much more the best must be worth than another."""
    return CLEAR if sighting.role or best.level != other.level else CLEAR_WITHOUT_ROLE


def _is_one_bearer(sighting: Sighting, found: Found) -> bool:
    """Say whether a name that stands alone has one bearer: in its story, or in that office at that time.

    Who is spelled just so goes before who is spelled alike.
    """
    best, face = found[0]
    exact = [other for _, other in found if _has_word(other, sighting)]
    in_office = [other for like, other in found if like.office and other in exact]
    in_office = [other for other in in_office if _is_full(other)] or in_office
    if in_office == [face] and sighting.story in face.stories:
        return True
    if exact and face not in exact:
        return False
    bearers = [other for other in exact or [f for _, f in found] if sighting.story and sighting.story in other.stories]
    if bearers and not in_office:
        return face in bearers and not any(are_rivals(face, other) for other in bearers)
    recent = sighting.day is not None and sighting.day - face.last <= RECENT
    return recent and best.worth >= IN_OFFICE and in_office == [face]


def _is_full(face: Face) -> bool:
    """Say whether a face has a full name, and is not itself a surname alone that was left open."""
    return any(person_name(n).is_full for n in face.names)


def _has_word(face: Face, sighting: Sighting) -> bool:
    """Say whether one of a face's names has the very word that stands alone."""
    words = {w for n in sighting.names for w in person_name(n).words}
    return any(words & set(person_name(n).words) for n in face.names)
