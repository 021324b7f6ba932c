"""Who is who across articles: each entity of an article is one of those already known, or somebody new.

Articles come one by one and nothing is looked up ahead: what is decided stays. A doubtful link is not made; the entity
becomes an identity of its own that says whom it may be, so that a person can join the two.
"""

from __future__ import annotations

from collections import OrderedDict, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import islice

from dateline.model.record import Record
from dateline.story.who.doubts import known_bearer, why_not
from dateline.story.who.faces import Face, added, opened
from dateline.story.who.likeness import Likeness, likeness
from dateline.story.who.sightings import Sighting, sightings_of

CROWDED = 20
"""A key shared by more faces than this finds only the latest of them."""
CONTESTED = 120
"""For so many days a name that an article gave to two is contested in other stories, too."""
REMEMBERED = 5_000
"""So many of the latest articles are told the same when they come again."""
TWO, NOBODY = "open: the article seems to name two by that name", "nobody of that name before"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognized:
    """Whom an article's entity is recognized as.

    Args:
        statement: The id of the entity.
        identity: The id of the identity.
        reason: Why.
        confidence: How sure it is, 0 to 1.
        perhaps: The identity that it may be, too, where that stays open.
    """

    statement: str
    identity: str
    reason: str
    confidence: float
    perhaps: str | None = None


def keys_of(record: Record, *, story: str | None = None) -> frozenset[str]:
    """Return the keys that an article's entities ask for; faces that share none of them need not be loaded."""
    found = (s.keys() for s in sightings_of(record, story=story, day=None))
    return frozenset(key for keys in found for key in keys)


@dataclass(slots=True)
class Choice:
    """A sighting and the faces it may be, the likeliest first; contested if its story has two of that name."""

    sighting: Sighting
    contested: bool
    found: list[tuple[Likeness, Face]]

    @property
    def worth(self) -> float:
        return self.found[0][0].worth if self.found else -9.0


@dataclass(slots=True)
class Identities:
    """All who are known, or those whose keys an article asks for.

    `changed` has the faces that were opened or changed since it was last cleared, by id.
    """

    faces: dict[str, Face] = field(default_factory=dict)
    changed: dict[str, Face] = field(default_factory=dict)
    _by_key: defaultdict[str, dict[str, None]] = field(default_factory=lambda: defaultdict(dict))
    _found_by: dict[str, frozenset[str]] = field(default_factory=dict)
    _taken: OrderedDict[str, tuple[Recognized, ...]] = field(default_factory=OrderedDict)

    def load(self, faces: Iterable[Face]) -> None:
        """Remember faces that were kept elsewhere."""
        for face in faces:
            self._keep(face)

    def forget(self, day: int) -> None:
        """Leave out of memory whom no article has named since a day; who was kept elsewhere can be loaded again."""
        for id in [id for id, face in self.faces.items() if face.last < day]:
            del self.faces[id]
            for key in self._found_by.pop(id):
                del self._by_key[key][id]
                if not self._by_key[key]:
                    del self._by_key[key]

    def take(
        self,
        record: Record,
        *,
        story: str | None,
        day: int | None,
        kept: Mapping[str, str] = {},
        apart: Collection[tuple[str, str]] = frozenset(),
    ) -> tuple[Recognized, ...]:
        """Say of each named person, organization and place of an article which identity it is.

        Args:
            record: The article and what was read from it.
            story: The id of its story.
            day: The ordinal of its day.
            kept: Identities by ids of entities, as a person decided: these links are made whatever speaks against them.
            apart: Pairs of an entity's and an identity's id that a person decided are not one.
        """
        article = record.article.id
        if article in self._taken:
            return self._taken[article]
        sightings = sightings_of(record, story=story, day=day)
        out = self._recognize(sightings, kept, frozenset(apart))
        self._taken[article] = out
        if len(self._taken) > REMEMBERED:
            self._taken.popitem(last=False)
        return out

    def _recognize(
        self, sightings: tuple[Sighting, ...], kept: Mapping[str, str], apart: frozenset[tuple[str, str]]
    ) -> tuple[Recognized, ...]:
        """Decide the likeliest first: whom one entity of the article is, another one of another name cannot be."""
        out: dict[str, Recognized] = {}
        used: dict[str, Sighting] = {}
        for sighting in sightings:
            if sighting.statement in kept:
                out[sighting.statement] = self._join(sighting, kept[sighting.statement], "decided by a person", 1.0)
                used[kept[sighting.statement]] = sighting
        rest = [s for s in sightings if s.statement not in out]
        # Full names first: a surname or an acronym alone may be one of theirs.
        for short in (False, True):
            choices = [self._choice(s, apart) for s in rest if s.is_short == short]
            for choice in sorted(choices, key=lambda c: -c.worth):
                one = self._decide(choice, used)
                out[choice.sighting.statement] = one
                used.setdefault(one.identity, choice.sighting)
        return tuple(out[s.statement] for s in sightings)

    def _choice(self, sighting: Sighting, apart: frozenset[tuple[str, str]]) -> Choice:
        ids = {id: None for key in sorted(sighting.keys()) for id in self._latest(key)}
        found, contested = [], False
        for id in ids:
            if (sighting.statement, id) not in apart:
                face = self.faces[id]
                like = likeness(sighting, face)
                if like is not None and not face.double:
                    found.append((like, face))
                elif like is not None and like.level == "same" and _in_the_time(sighting, face):
                    contested = True
        return Choice(sighting, contested, sorted(found, key=lambda f: (-f[0].worth, -f[1].articles, f[1].id)))

    def _latest(self, key: str) -> Iterable[str]:
        ids = self._by_key.get(key, {})
        return ids if len(ids) <= CROWDED else islice(reversed(ids), CROWDED)

    def _decide(self, choice: Choice, used: Mapping[str, Sighting]) -> Recognized:
        """Join the likeliest face if enough speaks for it and nobody else is nearly as likely."""
        sighting = choice.sighting
        free = [(like, face) for like, face in choice.found if _is_free(sighting, face, used)]
        if sighting.double or not free:
            return self._open(sighting, TWO if sighting.double else NOBODY, free[0][1] if free else None)
        known = known_bearer(sighting, free)
        if known is not None:
            return self._join(sighting, known[1].id, "; ".join(known[0].reasons), 0.8)
        best, face = free[0]
        doubt = why_not(sighting, free, contested=choice.contested)
        if doubt:
            return self._open(sighting, "open: " + "; ".join((*best.reasons, doubt)), face)
        return self._join(sighting, face.id, "; ".join(best.reasons), _confidence(best))

    def _open(self, sighting: Sighting, reason: str, perhaps: Face | None) -> Recognized:
        face = opened(f"i{sighting.statement[:24]}", sighting)
        self._write(face)
        return Recognized(
            statement=sighting.statement,
            identity=face.id,
            reason=reason,
            confidence=0.6 if perhaps else 0.9,
            perhaps=perhaps.id if perhaps else None,
        )

    def _join(self, sighting: Sighting, id: str, reason: str, confidence: float) -> Recognized:
        face = self.faces.get(id)
        self._write(added(face, sighting) if face else opened(id, sighting))
        return Recognized(statement=sighting.statement, identity=id, reason=reason, confidence=confidence)

    def _write(self, face: Face) -> None:
        self._keep(face)
        self.changed[face.id] = face

    def _keep(self, face: Face) -> None:
        """Let a face be found by its keys, as the latest of those that have them."""
        self.faces[face.id] = face
        keys, old = face.keys(), self._found_by.get(face.id, frozenset())
        self._found_by[face.id] = keys
        for key in old:
            self._by_key[key].pop(face.id, None)
        for key in keys:
            self._by_key[key][face.id] = None


def _is_free(sighting: Sighting, face: Face, used: Mapping[str, Sighting]) -> bool:
    """Say whether no other entity of the article is that one already, but one of the same name."""
    other = used.get(face.id)
    return other is None or sighting.is_lone or sighting.kind != "person" or sighting.names[0] == other.names[0]


def _in_the_time(sighting: Sighting, face: Face) -> bool:
    """Say whether somebody was named in the story, or not long ago."""
    return sighting.story in face.stories or (sighting.day is not None and sighting.day - face.last <= CONTESTED)


def _confidence(best: Likeness) -> float:
    return round(min(0.99, 0.6 + 0.1 * best.worth), 2) if best.level != "fixed" else 0.95
