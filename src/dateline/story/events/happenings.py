"""One event told by many: each mention is put to the event it tells, or opens one, article by article."""

from __future__ import annotations

import hashlib
from collections import Counter, OrderedDict, defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from dateline.model.record import Record
from dateline.story.events.judging import likely, odds, reason
from dateline.story.events.keys import asks_for, found_by
from dateline.story.events.portraits import Portrait, both
from dateline.story.events.sameness import signs
from dateline.story.events.tellings import portraits_of, scene_of

CROWDED = 64
"""A key finds so many events, those that were told last."""
COMPARED = 16
"""So many events are compared in full, those that share most keys."""
JOINS = 0.3
"""Log odds from which on a mention joins an event; a wrong merge is worse than a split."""
APART = -0.5
"""Log odds under which two mentions of one article tell two events, which no other article makes one."""
DOUBTFUL = 1.0
"""So near to the line the other way is told, too."""
HELD = 50_000
"""So many events are held in memory, those that were told last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldEvent:
    """Which event a mention tells.

    Args:
        statement: The id of the event mention.
        event: The id of the event.
        reason: Why, in words.
        confidence: How likely it is to be right, 0 to 1.
        perhaps: The id of the event it may tell instead, where that is in doubt.
    """

    statement: str
    event: str
    reason: str
    confidence: float
    perhaps: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What a person decided about mentions.

    Args:
        event: For ids of mentions: the event each tells.
        never: For ids of mentions: the events and the mentions of the same article that each does not tell.
    """

    event: Mapping[str, str] = field(default_factory=dict)
    never: Mapping[str, frozenset[str]] = field(default_factory=dict)


UNDECIDED = Decided()


@dataclass(slots=True)
class _Telling:
    """Mentions of one article that tell one event, by their ids; `why` says of each but the first why."""

    portrait: Portrait
    mentions: list[str]
    why: list[str]


@dataclass(slots=True)
class Happenings:
    """Events that articles tell, as far as they are held in memory.

    An article that is taken twice is told the same twice and counts once. Others may be held elsewhere: `keys_of` says
    which an article asks for, `load` takes them in, `changed` gives back what must be written.
    """

    _held: OrderedDict[str, Portrait] = field(default_factory=OrderedDict)
    _found_by: defaultdict[str, deque[str]] = field(default_factory=lambda: defaultdict(lambda: deque(maxlen=CROWDED)))
    _told: OrderedDict[str, tuple[ToldEvent, ...]] = field(default_factory=OrderedDict)
    _changed: set[str] = field(default_factory=set)

    def keys_of(self, record: Record, *, who: Mapping[str, str], story: str | None, day: int | None) -> set[str]:
        """Return the keys of the events that an article may tell."""
        scene = scene_of(record, who=who, story=story, day=day)
        return {key for portrait in portraits_of(scene) for key in asks_for(portrait)}

    def load(self, portraits: Iterable[Portrait]) -> None:
        """Take in events that were held elsewhere; those that are held here are left as they are."""
        for portrait in portraits:
            if portrait.id not in self._held:
                self._keep(portrait, frozenset())

    def changed(self) -> tuple[Portrait, ...]:
        """Return the events that were opened or have changed since this was asked last."""
        out = tuple(self._held[i] for i in sorted(self._changed) if i in self._held)
        self._changed.clear()
        return out

    def take(
        self,
        record: Record,
        *,
        who: Mapping[str, str],
        story: str | None,
        day: int | None,
        decided: Decided = UNDECIDED,
    ) -> tuple[ToldEvent, ...]:
        """Put each event mention of an article to the event it tells, or open one with it.

        Args:
            record: The article and what was read from it.
            who: For keys of its entities: the id of the identity each was recognized as.
            story: The id of its story, if it has one.
            day: The day it came out, as an ordinal.
            decided: What a person decided about its mentions.

        Returns:
            A line for each mention, in the order of the text.
        """
        known = self._told.get(record.article.id)
        if known is not None:
            return known
        scene = scene_of(record, who=who, story=story, day=day)
        mentions = portraits_of(scene)
        tellings = _tellings(mentions, decided)
        lines: list[ToldEvent] = []
        put: list[tuple[Portrait, str]] = []
        for telling in tellings:
            apart = {event for other, event in put if odds(signs(other, telling.portrait), one_article=True) < APART}
            lines += self._put(telling, decided, apart)
            put.append((telling.portrait, lines[-1].event))
        order = {mention.id: n for n, mention in enumerate(mentions)}
        told = tuple(sorted(lines, key=lambda line: order[line.statement]))
        self._told[record.article.id] = told
        _shorten(self._told, HELD)
        return told

    def _put(self, telling: _Telling, decided: Decided, apart: set[str]) -> Iterable[ToldEvent]:
        """Put a telling to the event it tells; yield a line for each of its mentions."""
        ids = telling.mentions
        chosen = next((decided.event[i] for i in ids if i in decided.event), None)
        never = apart | {e for i in ids for e in decided.never.get(i, ())}
        if chosen is not None:
            event, why, sure, perhaps = chosen, "as a person decided", 1.0, None
        else:
            event, why, sure, perhaps = self._choose(telling.portrait, never)
        before = self._held.get(event)
        grown = both(before, telling.portrait) if before else replace(telling.portrait, id=event)
        self._keep(grown, found_by(before) if before else frozenset())
        self._changed.add(event)
        for statement, within in zip(ids, ("", *telling.why), strict=True):
            said = f"{within}; {why}" if within else why
            yield ToldEvent(statement=statement, event=event, reason=said, confidence=round(sure, 3), perhaps=perhaps)

    def _choose(self, mention: Portrait, never: set[str]) -> tuple[str, str, float, str | None]:
        """Return the event a mention tells, why, how sure that is, and which other it may be."""
        best: list[tuple[float, str]] = sorted(
            ((odds(signs(event, mention)), event.id) for event in self._near(mention) if event.id not in never),
            key=lambda x: (-x[0], x[1]),
        )[:2]
        opened = event_id(mention.id)
        if not best or best[0][0] < JOINS:
            perhaps = best[0][1] if best and best[0][0] > JOINS - DOUBTFUL else None
            return opened, "opens the event", 1 - likely(best[0][0] - JOINS) if best else 1.0, perhaps
        score, event = best[0]
        rival = best[1][1] if len(best) > 1 and best[1][0] > max(JOINS, score - DOUBTFUL) else None
        perhaps = rival or (opened if score < JOINS + DOUBTFUL else None)
        held = self._held[event]
        return event, reason(mention, held, signs(held, mention)), likely(score), perhaps

    def _near(self, mention: Portrait) -> Sequence[Portrait]:
        """Return the events that share most keys with a mention."""
        shared: Counter[str] = Counter()
        for key in asks_for(mention):
            shared.update(i for i in self._found_by.get(key, ()) if i in self._held)
        best = sorted(shared, key=lambda i: (-shared[i], i))[:COMPARED]
        return [self._held[i] for i in best]

    def _keep(self, portrait: Portrait, before: frozenset[str]) -> None:
        """Hold an event, and let it be found by the keys it has now."""
        self._held[portrait.id] = portrait
        self._held.move_to_end(portrait.id)
        for key in found_by(portrait) - before:
            self._found_by[key].append(portrait.id)
        while len(self._held) > HELD:
            gone, old = self._held.popitem(last=False)
            for key in found_by(old):
                _without(self._found_by, key, gone)


def event_id(mention: str) -> str:
    """Return the id of the event that a mention opens."""
    return hashlib.sha256(f"event {mention}".encode()).hexdigest()[:16]


def _tellings(mentions: Sequence[Portrait], decided: Decided) -> list[_Telling]:
    """Put together the mentions of one article that tell one event."""
    out: list[_Telling] = []
    for mention in mentions:
        best, found = 0.0, None
        for telling in out:
            score = odds(signs(telling.portrait, mention), one_article=True)
            if score > best and not _decided_apart(telling.mentions, mention.id, decided):
                best, found = score, telling
        if found is None:
            out.append(_Telling(mention, [mention.id], []))
        else:
            found.why.append("told earlier in the article")
            found.portrait = both(found.portrait, mention, one_article=True)
            found.mentions.append(mention.id)
    return out


def _decided_apart(told: Sequence[str], mention: str, decided: Decided) -> bool:
    """Say whether a person put a mention and one of those already told together to different events."""
    event, never = decided.event.get(mention), decided.never.get(mention, frozenset())
    return any(
        other in never or mention in decided.never.get(other, ()) or decided.event.get(other) != event for other in told
    )


def _without(found_by: defaultdict[str, deque[str]], key: str, gone: str) -> None:
    if gone in found_by.get(key, ()):
        found_by[key].remove(gone)
        if not found_by[key]:
            del found_by[key]


def _shorten(values: OrderedDict[str, tuple[ToldEvent, ...]], most: int) -> None:
    while len(values) > most:
        values.popitem(last=False)
