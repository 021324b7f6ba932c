"""Articles leave what many tell: stories, identities and events are what those that remain make them.

What an article is counted in is subtracted; copies of it, and versions that took its place, are placed anew; groups it
belonged to are grown again from their other members, and keep their ids, since links lead to them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from functools import reduce
from types import MappingProxyType
from typing import Protocol

from dateline.model.memory import Dated, GroupKind, Memory, Placing
from dateline.story.deciding import KINDS, MOVED, decisions, regrow
from dateline.story.grouping.stream import COPY
from dateline.story.joining import VERSION, face_of, group_of_face, join
from dateline.story.terms import terms_of
from dateline.story.who.faces import without
from dateline.story.who.sightings import Sighting, sightings_of

MANY = 12
"""An identity that so many statements remain of is not grown again from all of them: what left is subtracted."""
_NOBODY: Mapping[str, Sequence[Sighting]] = MappingProxyType({})


class Leavable(Memory, Protocol):
    """A memory that articles can leave."""

    def unlearn(self, terms: Collection[str]) -> None:
        """Count one article less with these terms."""

    def groups_of(self, articles: Collection[str]) -> set[tuple[GroupKind, str]]:
        """Return the groups that articles, or statements of theirs, belong to."""

    def dependents(self, articles: Collection[str]) -> set[str]:
        """Return the articles that print again what these printed first, and the versions that replaced these."""

    def dated(self, articles: Collection[str]) -> Sequence[Dated]:
        """Return these articles by their day."""

    def unplace(self, articles: Collection[str]) -> None:
        """Forget where articles were put, so that they can be put anew."""

    def drop(self, ids: Collection[str]) -> None:
        """Forget groups that nobody belongs to any more."""

    def drop_decisions(self) -> None:
        """Forget merges and splits all of whose members are gone."""


def leave(memory: Leavable, articles: Sequence[str], *, take: Callable[[], None]) -> None:
    """Take articles out of what many tell.

    Args:
        memory: What is remembered.
        articles: The ids of those that leave.
        take: Takes the articles themselves away; called once, when all that needs them has been asked.
    """
    depending = memory.dependents(articles)
    touched = memory.groups_of({*articles, *depending})
    _unlearn(memory, {*articles, *depending})
    seen = _sightings(memory, articles)
    take()
    memory.unplace(depending)
    for at in memory.dated(depending):
        record = memory.record(at.article)
        if record is not None:
            join(record, memory, day=at.day, before=at.before)
    _as_decided(memory, depending)
    grow_again(memory, touched | memory.groups_of(depending), seen=seen)
    memory.drop_decisions()


def grow_again(
    memory: Leavable, groups: Collection[tuple[GroupKind, str]], *, seen: Mapping[str, Sequence[Sighting]] = _NOBODY
) -> None:
    """Let groups be what their members make them; those without any are forgotten.

    Args:
        memory: What is remembered.
        groups: The groups.
        seen: What was seen of identities in articles that left: where many members remain, it is subtracted.
    """
    empty = set[str]()
    # Stories before identities before events: each looks at where its members stand in the one before.
    for kind in KINDS:
        for id in sorted(id for of, id in groups if of == kind):
            left = len(memory.members(kind, id))
            if not left:
                empty.add(id)
            elif kind == "identity" and left > MANY:
                _subtract(memory, id, seen.get(id, ()))
            else:
                regrow(memory, kind, id)
    memory.drop(empty)


def _sightings(memory: Leavable, articles: Sequence[str]) -> dict[str, list[Sighting]]:
    """Return what is seen of each identity in articles."""
    out: dict[str, list[Sighting]] = {}
    days = {at.article: date.fromisoformat(at.day[:10]).toordinal() for at in memory.dated(articles)}
    for article in articles:
        record, placing = memory.record(article), memory.placing(article)
        known = {link.statement: link.group for link in memory.links("identity", article)}
        if record is not None and known:
            story = placing.story if placing else None
            for sighting in sightings_of(record, story=story, day=days[article]):
                if sighting.statement in known:
                    out.setdefault(known[sighting.statement], []).append(sighting)
    return out


def _subtract(memory: Leavable, id: str, seen: Sequence[Sighting]) -> None:
    """Let somebody be what remains without what was seen of them."""
    group = memory.group("identity", id)
    if group is not None:
        face = reduce(without, seen, face_of(group))
        # Without a name nobody is found; then the members have to say it anew.
        if face.names:
            memory.keep("identity", group_of_face(face))
        else:
            regrow(memory, "identity", id)


def _unlearn(memory: Leavable, articles: Collection[str]) -> None:
    """Take back what was counted of articles."""
    for article in sorted(articles):
        placing, record = memory.placing(article), memory.record(article)
        if placing is not None and record is not None and _was_counted(placing):
            memory.unlearn(terms_of(record).keys())


def _was_counted(placing: Placing) -> bool:
    """Say whether an article's words were counted: those of copies and of newer versions are not."""
    if placing.reason == MOVED:
        # What a person moved no longer says how it came; what was put beside its like was a copy or a version.
        return placing.likeness < 1
    return placing.reason != VERSION and not placing.reason.startswith(COPY)


def _as_decided(memory: Leavable, articles: Collection[str]) -> None:
    """Put articles that were placed anew where people put them."""
    together = decisions(memory.judgements(), "story").together
    for article in sorted(articles & together.keys()):
        if memory.group("story", together[article]) is not None:
            memory.move("story", [article], together[article], reason=MOVED)
