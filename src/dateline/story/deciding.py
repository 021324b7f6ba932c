"""What people decide of stories, identities and events: merged, split, undone; kept whatever is joined anew later."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dateline.errors import NotFound
from dateline.model.memory import Decisions, Group, GroupKind, Member, Memory
from dateline.model.record import Record
from dateline.model.review import undone
from dateline.model.story import Judgement
from dateline.story.events.portraits import both
from dateline.story.events.tellings import portraits_of, scene_of
from dateline.story.grouping.kept import KeptWeights, group_of, story_id
from dateline.story.grouping.threads import Thread
from dateline.story.joining import group_of_face, group_of_portrait, join
from dateline.story.terms import headline_of, terms_of
from dateline.story.who.faces import added, opened
from dateline.story.who.sightings import sightings_of

KINDS: tuple[GroupKind, ...] = ("story", "identity", "event")
MOVED = "decided by a person"
"""Why a member is where a person put it."""


@dataclass(frozen=True, slots=True)
class _Decision:
    """A merge or a split that stands: the members it is about, where they are, where they go."""

    kind: GroupKind
    members: tuple[str, ...]
    group: str
    to: str


def decide(memory: Memory, judgement: Judgement) -> None:
    """Keep what a person decided, and carry it out.

    Args:
        memory: What is remembered.
        judgement: A merge (`target` goes into the group that `value` names), a split (the members in `value` leave
            `target`), or an undo (of the judgement `supersedes` names).

    Raises:
        NotFound: If there is no such group, member or judgement.
    """
    if judgement.verdict == "undo":
        if all(j.id != judgement.supersedes for j in memory.judgements()):
            raise NotFound(f"there is no judgement {judgement.supersedes} in this store")
        memory.judge(judgement)
        rejoin(memory)
        return
    decision, whole = _asked(memory, judgement)
    memory.judge(whole)
    _carry_out(memory, decision)


def rejoin(memory: Memory) -> int:
    """Join all articles anew, by their days; what people decided stands. Return how many articles there are."""
    standing = list(_standing(memory.judgements()))
    memory.forget()
    articles = {at.article: at for at in memory.articles()}
    for record in memory.records(articles):
        at = articles[record.article.id]
        join(record, memory, day=at.day, before=at.before)
    for decision in standing:
        _carry_out(memory, decision)
    return len(articles)


def decisions(judgements: Iterable[Judgement], kind: GroupKind) -> Decisions:
    """Return what stands of people's decisions on one kind of group."""
    mine = [d for d in _standing(judgements) if d.kind == kind]
    together = {member: d.to for d in mine for member in d.members}
    return Decisions(together=together, apart={(m, d.group) for d in mine for m in d.members})


def _asked(memory: Memory, judgement: Judgement) -> tuple[_Decision, Judgement]:
    """Return the decision, and the judgement with all that is needed to carry it out again."""
    value = json.loads(judgement.value or "{}")
    kind: GroupKind = value.get("kind", "story")
    group = memory.group(kind, judgement.target)
    if group is None:
        raise NotFound(f"there is no {kind} {judgement.target} in this store")
    here = [m.id for m in memory.members(kind, group.id)]
    if judgement.verdict == "merge":
        into = memory.group(kind, value["into"])
        if into is None or into.id == group.id:
            raise NotFound(f"there is no other {kind} {value['into']} in this store")
        members, to = here, into.id
    else:
        members = [m for m in value["members"] if m in set(here)]
        if not members or len(members) == len(here):
            raise NotFound(f"a split takes some, not all and not none, of the members of {kind} {group.id}")
        to = _new_id(kind, members[0])
    whole = {"kind": kind, "members": members, "to": to}
    decision = _Decision(kind, tuple(members), group.id, to)
    return decision, replace(judgement, target=group.id, value=json.dumps(whole))


def _standing(judgements: Iterable[Judgement]) -> Iterable[_Decision]:
    """Yield the merges and splits that were not undone, in the order of time."""
    every = list(judgements)
    gone = undone(every)
    for j in every:
        if j.verdict in ("merge", "split") and j.id not in gone:
            value = json.loads(j.value or "{}")
            yield _Decision(value["kind"], tuple(value["members"]), j.target, value["to"])


def _carry_out(memory: Memory, decision: _Decision) -> None:
    """Move the members, and let both groups be what their members make them."""
    if memory.group(decision.kind, decision.to) is None:
        memory.keep(decision.kind, Group(id=decision.to, state="{}"))
    # What was split off, merged back and is split off again gets the id it had, which leads elsewhere since the merge.
    memory.redirect(decision.kind, decision.to, None)
    left = {g for m in decision.members if (g := _where(memory, decision.kind, m)) is not None} - {decision.to}
    memory.move(decision.kind, decision.members, decision.to, reason=MOVED)
    regrow(memory, decision.kind, decision.to)
    for group in sorted(left | {decision.group}):
        if memory.members(decision.kind, group):
            regrow(memory, decision.kind, group)
        elif memory.group(decision.kind, group) is not None:
            memory.redirect(decision.kind, group, decision.to)


def _where(memory: Memory, kind: GroupKind, member: str) -> str | None:
    if kind == "story":
        placing = memory.placing(member)
        return placing.story if placing else None
    return memory.group_of(kind, member)


def regrow(memory: Memory, kind: GroupKind, id: str) -> None:
    """Let a group be what its members make it, as if they had come one by one."""
    members = memory.members(kind, id)
    grow = {"story": _story, "identity": _identity, "event": _event}[kind]
    group = grow(memory, id, members)
    if group is not None:
        memory.keep(kind, group)


def _story(memory: Memory, id: str, members: Sequence[Member]) -> Group | None:
    weights, thread, days = KeptWeights(memory), None, {member.article: _day(member) for member in members}
    for record in memory.records(days):
        placing, day = memory.placing(record.article.id), days[record.article.id]
        if placing is None:
            continue
        if thread is None:
            thread = Thread(number=0, first=day, last=day, id=id, label=headline_of(record))
        thread.first, thread.last = min(thread.first, day), max(thread.last, day)
        if placing.reprint is None or placing.part:
            thread.take(weights.vector(terms_of(record)))
            thread.common.take(record)
    return group_of(thread) if thread is not None else None


def _identity(memory: Memory, id: str, members: Sequence[Member]) -> Group | None:
    face = None
    for record, day, wanted in _by_article(memory, members):
        placing = memory.placing(record.article.id)
        for sighting in sightings_of(record, story=placing.story if placing else None, day=day):
            if sighting.statement in wanted:
                face = added(face, sighting) if face else opened(id, sighting)
    return group_of_face(face) if face is not None else None


def _event(memory: Memory, id: str, members: Sequence[Member]) -> Group | None:
    portrait = None
    for record, day, wanted in _by_article(memory, members):
        placing = memory.placing(record.article.id)
        known = {link.statement: link.group for link in memory.links("identity", record.article.id)}
        who = {e.key: known[e.id] for e in record.entities if e.id in known}
        mine = None
        for one in portraits_of(scene_of(record, who=who, story=placing.story if placing else None, day=day)):
            if one.id in wanted:
                mine = both(mine, one, one_article=True) if mine else one
        if mine is not None:
            portrait = both(portrait, mine) if portrait else replace(mine, id=id)
    return group_of_portrait(portrait) if portrait is not None else None


def _by_article(memory: Memory, members: Sequence[Member]) -> Iterator[tuple[Record, int, set[str]]]:
    """Yield each article with its day and the members it holds."""
    mine: dict[str, list[Member]] = {}
    for member in members:
        mine.setdefault(member.article, []).append(member)
    for record in memory.records(mine):
        here = mine[record.article.id]
        yield record, _day(here[0]), {m.id for m in here}


def _day(member: Member) -> int:
    return date.fromisoformat(member.day[:10]).toordinal()


def _new_id(kind: GroupKind, member: str) -> str:
    """Return the id of a group that a person opened with a member."""
    return {"story": story_id(member), "identity": f"i{member[:24]}", "event": f"e{member[:15]}"}[kind] + "p"
