"""What is remembered of a person, organization or place over many articles: small, bounded, kept as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from heapq import nlargest

from dateline.story.who.sightings import Kind, Sighting, keys_of

MOST_NAMES, MOST_ROLES, MOST_COUNTRIES, MOST_COMPANY, MOST_STORIES = 12, 8, 5, 48, 8
"""So many of each are kept, the most frequent; of stories the latest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """Somebody or something as the articles so far show it.

    Args:
        id: Stays the same while articles are added; made of the first entity's id.
        kind: What it is.
        names: What it is called, each with how many articles call it that.
        roles: Its roles and the last day each was seen, an ordinal.
        sectors, countries: Each with how many articles have it.
        company: Who and what is named beside it, each with how many articles do.
        stories: The stories it is told in, the latest last.
        fixed: What it surely is, as in `Sighting`.
        double: Whether it may be two, so that nobody is found to be it; its name is contested.
        articles: How many articles name it.
        first, last: The first and the last day, ordinals; 0 if none is known.
    """

    id: str
    kind: Kind
    names: Mapping[str, int] = field(default_factory=dict)
    roles: Mapping[str, int] = field(default_factory=dict)
    sectors: Mapping[str, int] = field(default_factory=dict)
    countries: Mapping[str, int] = field(default_factory=dict)
    company: Mapping[str, int] = field(default_factory=dict)
    stories: tuple[str, ...] = ()
    fixed: str | None = None
    double: bool = False
    articles: int = 0
    first: int = 0
    last: int = 0

    @property
    def label(self) -> str:
        """The name most articles have, of equals the longest."""
        return max(self.names, key=lambda n: (self.names[n], len(n), n), default="")

    def keys(self) -> frozenset[str]:
        """Return the keys it is found by."""
        return frozenset(keys_of(self.kind, self.names, self.fixed, self.stories, asks=False))


def opened(id: str, sighting: Sighting) -> Face:
    """Return the face of somebody seen for the first time."""
    fixed = sighting.fixed or (None if sighting.double else sighting.known)
    return added(Face(id=id, kind=sighting.kind, fixed=fixed, double=sighting.double), sighting)


def added(face: Face, sighting: Sighting) -> Face:
    """Return a face with one more sighting."""
    day = sighting.day or face.last
    roles = dict(face.roles)
    if sighting.role:
        roles[sighting.role] = max(roles.get(sighting.role, 0), day)
    stories = face.stories
    if sighting.story and sighting.story not in stories[-1:]:
        stories = (*(s for s in stories if s != sighting.story), sighting.story)[-MOST_STORIES:]
    return Face(
        id=face.id,
        kind=face.kind,
        names=_counted(face.names, sighting.names, MOST_NAMES),
        roles=_most(roles, MOST_ROLES),
        sectors=_counted(face.sectors, filter(None, (sighting.sector,)), MOST_ROLES),
        countries=_counted(face.countries, filter(None, (sighting.country,)), MOST_COUNTRIES),
        company=_counted(face.company, sighting.company, MOST_COMPANY),
        stories=stories,
        fixed=face.fixed or sighting.fixed,
        double=face.double,
        articles=face.articles + 1,
        first=min(face.first or day, day),
        last=max(face.last, day),
    )


def without(face: Face, sighting: Sighting) -> Face:
    """Return a face with one sighting less: what is counted is subtracted, and a role last seen there is forgotten.

    Days stay as they are, and so do the stories; of what was forgotten before, nothing comes back.
    """
    return replace(
        face,
        names=_less(face.names, sighting.names),
        roles={role: day for role, day in face.roles.items() if role != sighting.role or day != sighting.day},
        sectors=_less(face.sectors, filter(None, (sighting.sector,))),
        countries=_less(face.countries, filter(None, (sighting.country,))),
        company=_less(face.company, sighting.company),
        articles=max(0, face.articles - 1),
    )


def _less(counts: Mapping[str, int], fewer: Iterable[str]) -> dict[str, int]:
    out = dict(counts)
    for value in fewer:
        out[value] = out.get(value, 0) - 1
    return {value: n for value, n in out.items() if n > 0}


def _counted(counts: Mapping[str, int], more: Iterable[str], most: int) -> dict[str, int]:
    out = dict(counts)
    for value in more:
        out[value] = out.get(value, 0) + 1
    return _most(out, most)


def _most(counts: dict[str, int], most: int) -> dict[str, int]:
    """Return the most frequent; those below are forgotten only once there are half as many again."""
    if len(counts) <= most + most // 2:
        return counts
    return dict(nlargest(most, counts.items(), key=lambda x: (x[1], x[0])))
