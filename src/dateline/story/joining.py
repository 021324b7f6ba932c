"""An article joins what many tell: its story, who its entities are, which events it tells. One article, one memory."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date

from dateline.model.codec import from_json, to_json
from dateline.model.memory import Decisions, Group, GroupKind, Link, Memory, Placing
from dateline.model.record import Record
from dateline.story.events import happenings
from dateline.story.events.happenings import Decided, Happenings
from dateline.story.events.keys import found_by
from dateline.story.events.portraits import Portrait, parts, top
from dateline.story.grouping.kept import iso, kept_stream
from dateline.story.who import identities
from dateline.story.who.faces import Face
from dateline.story.who.identities import Identities

NOTHING = Decisions()
VERSION = "a newer version of an article of this story"
"""Why a version stands where the one before it does."""


def join(
    record: Record,
    memory: Memory,
    *,
    day: str,
    before: str | None = None,
    identified: Decisions = NOTHING,
    told: Decisions = NOTHING,
) -> None:
    """Join an article to what is remembered; one that has joined already stays where it is.

    Args:
        record: The article and what was read from it; the memory must hold the article.
        memory: What is remembered.
        day: When it was published, or first seen; ISO 8601.
        before: The id of the version of the same article that this one replaces.
        identified: What people decided of identities.
        told: What people decided of events.
    """
    id = record.article.id
    if record.article.kind == "teaser":
        return
    earlier = memory.placing(before) if before is not None else None
    if earlier is not None and memory.placing(id) is None:
        memory.place(Placing(article=id, story=earlier.story, reason=VERSION, likeness=1.0))
    at = date.fromisoformat(day[:10]).toordinal()
    story = kept_stream(memory, day=at).place(record, day=at).story
    known = memory.links("identity", id)
    if not {e.id for e in record.entities} <= {link.statement for link in known}:
        as_before = {link.statement: link.group for link in known}
        decided = replace(identified, together={**as_before, **identified.together})
        join_identities(record, memory, story=story, day=at, decided=decided)
        known = memory.links("identity", id)
    if not {e.id for e in record.events} <= {link.statement for link in memory.links("event", id)}:
        groups = {link.statement: link.group for link in known}
        who = {e.key: groups[e.id] for e in record.entities if e.id in groups}
        join_events(record, memory, story=story, day=at, who=who, decided=told)


def join_identities(record: Record, memory: Memory, *, story: str, day: int, decided: Decisions = NOTHING) -> None:
    """Recognize the entities of an article."""
    everyone = Identities()
    keys = identities.keys_of(record, story=story)
    everyone.load(face_of(g) for g in _found(memory, "identity", keys, decided, most=identities.CROWDED))
    found = everyone.take(record, story=story, day=day, kept=decided.together, apart=decided.apart)
    memory.keep_all("identity", map(group_of_face, everyone.changed.values()))
    memory.link(
        "identity",
        [
            Link(statement=f.statement, group=f.identity, reason=f.reason, confidence=f.confidence, perhaps=f.perhaps)
            for f in found
        ],
    )


def join_events(
    record: Record, memory: Memory, *, story: str, day: int, who: dict[str, str], decided: Decisions = NOTHING
) -> None:
    """Put the event mentions of an article to the events they tell."""
    events = Happenings()
    keys = events.keys_of(record, who=who, story=story, day=day)
    events.load(portrait_of(g) for g in _found(memory, "event", keys, decided, most=happenings.CROWDED))
    never: dict[str, frozenset[str]] = {}
    for mention, event in decided.apart:
        never[mention] = never.get(mention, frozenset()) | {event}
    said = Decided(event=decided.together, never=never)
    found = events.take(record, who=who, story=story, day=day, decided=said)
    memory.keep_all("event", map(group_of_portrait, events.changed()))
    memory.link(
        "event",
        [
            Link(statement=f.statement, group=f.event, reason=f.reason, confidence=f.confidence, perhaps=f.perhaps)
            for f in found
        ],
    )


def _found(memory: Memory, kind: GroupKind, keys: Collection[str], decided: Decisions, *, most: int) -> Iterable[Group]:
    """Return the groups that share a key with an article, and those that people put its statements to."""
    holders = memory.holders(kind, sorted(keys), most=most)
    found = list(memory.groups(kind, list(dict.fromkeys(key for keys_ in holders.values() for key in keys_))))
    chosen = (memory.group(kind, id) for id in sorted(set(decided.together.values())))
    return [*found, *(g for g in chosen if g is not None)]


def group_of_face(face: Face) -> Group:
    """Return an identity as the memory keeps it."""
    return Group(
        id=face.id,
        state=json.dumps(to_json(face), ensure_ascii=False),
        words=face.keys(),
        label=face.label,
        type=face.kind,
        country=top(face.countries) or None,
        first=iso(face.first) if face.first else None,
        last=iso(face.last) if face.last else None,
    )


def face_of(group: Group) -> Face:
    """Return the identity that a group of the memory is."""
    return from_json(Face, json.loads(group.state))


def group_of_portrait(portrait: Portrait) -> Group:
    """Return an event as the memory keeps it."""
    place = parts(top(portrait.places)) if portrait.places else ["", "", ""]
    return Group(
        id=portrait.id,
        state=json.dumps(to_json(portrait), ensure_ascii=False),
        words=found_by(portrait),
        label=(top(portrait.modes) or portrait.type).lower(),
        type=portrait.type,
        country=place[1] or None,
        first=iso(portrait.first) if portrait.first else None,
        last=iso(portrait.last) if portrait.last else None,
    )


def portrait_of(group: Group) -> Portrait:
    """Return the event that a group of the memory is."""
    return from_json(Portrait, json.loads(group.state))
