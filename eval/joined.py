"""Our own gold of many articles joined as the store joins articles: stories, identities and events, one by one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dateline.model.told import Told
from dateline.story.events.happenings import Happenings, ToldEvent
from dateline.story.grouping.stream import Stream, day_of
from dateline.story.rows import rows_of
from dateline.story.who.identities import Identities
from eval.many import MANY, Case, cases


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """An article of the gold among the others.

    Args:
        case: The article, and what was read from it.
        told: Its rows.
        events: Which event each of its mentions tells, by the mention's id.
    """

    case: Case
    told: Told
    events: Mapping[str, ToldEvent]


@cache
def joined(folder: Path = MANY) -> tuple[Joined, ...]:
    """Return all articles of the gold, in the order they came out."""
    return tuple(join_all(cases(folder)))


def join_all(told: Sequence[Case]) -> list[Joined]:
    """Run articles through one stream of stories, identities and events."""
    stream, identities, happenings = Stream(), Identities(), Happenings()
    out = []
    for case in told:
        record, day = case.record, day_of(case.record)
        placed = stream.place(record)
        people = {r.statement: r.identity for r in identities.take(record, story=placed.story, day=day)}
        who = {e.key: people[e.id] for e in record.entities if e.id in people}
        events = {t.statement: t for t in happenings.take(record, who=who, story=placed.story, day=day)}
        rows = rows_of(
            record,
            story=placed.story,
            original=placed.original,
            seen=case.given.front["published"],
            identities=people,
            events={statement: line.event for statement, line in events.items()},
        )
        out.append(Joined(case=case, told=rows, events=events))
    return out
