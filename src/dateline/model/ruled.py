"""A record as people left it: what they rejected is out, what they corrected says what they said.

Statements that are corrected have other ids then (an id says what is said); `Ruled.ids` leads back to those as read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from dateline.model.corrections import corrected
from dateline.model.record import Record
from dateline.model.review import Rulings
from dateline.model.span import Evidence
from dateline.model.statement import Entity, EventMention, Figure, Mention, Party, Quote, Statement

S = TypeVar("S", bound=Statement)


@dataclass(frozen=True, slots=True)
class Ruled:
    """A record as people left it, and for ids that changed: the id of the statement as it was read."""

    record: Record
    ids: Mapping[str, str] = field(default_factory=dict)

    def was(self, id: str) -> str:
        """Return the id of a statement as it was read."""
        return self.ids.get(id, id)


def ruled(record: Record, rulings: Rulings, *, rejected: bool = False) -> Ruled:
    """Return a record as people left it.

    Args:
        record: As it was read.
        rulings: What they decided of its facts.
        rejected: Whether to leave what they rejected where it is.
    """
    if not rulings.standing:
        return Ruled(record)
    return _Maker(record, rulings, rejected).made()


class _Maker:
    """Makes each statement anew in the order in which they refer to one another."""

    def __init__(self, record: Record, rulings: Rulings, rejected: bool) -> None:
        self._record = record
        self._rulings = rulings
        self._rejected = rejected
        self._new: dict[str, str] = {}
        self._first: dict[str, str] = {}
        self._out = {id_ for id_, s in rulings.standing.items() if s.rejected and not rejected}
        self._entities: list[Entity] = []

    def made(self) -> Ruled:
        places, times = tuple(self._each("place")), tuple(self._each("time"))
        self._entities = [e for e in self._each("entity") if isinstance(e, Entity)]
        quotes = tuple(self._quote(q) for q in self._each("quote"))
        figures = self._figures()
        events = tuple(self._event(e) for e in self._each("event"))
        mentions = tuple(self._mention(m) for m in self._each("mention"))
        fresh: dict[str, Any] = {
            "places": places,
            "times": times,
            "entities": tuple(self._entities),
            "quotes": quotes,
            "figures": figures,
            "events": events,
            "mentions": mentions,
            "relations": tuple(self._each("relation")),
        }
        ids = {new: old for new, old in self._first.items() if new != old}
        return Ruled(replace(self._record, **fresh), ids)

    def _each(self, kind: str) -> Iterator[Any]:
        """Yield the statements of a kind that stand, corrected, those that are kept among them in their place."""
        kept = [s for s in self._rulings.kept if s.kind == kind]
        read: Iterable[Statement] = (s for s in self._record.statements() if s.kind == kind)
        every = sorted([*read, *kept], key=lambda s: s.span) if kept else read
        for statement in every:
            id_ = statement.id
            if id_ in self._out:
                continue
            standing = self._rulings.standing.get(id_)
            if standing is None or not standing.now:
                yield statement
                continue
            new = corrected(statement, standing.now)
            self._new[id_], self._first[new.id] = new.id, id_
            yield new

    def _again(self, old: S, new: S) -> S:
        """Remember a statement that changed once more because of what it refers to."""
        if new is not old:
            first = self._first.pop(old.id, old.id)
            self._new[first], self._first[new.id] = new.id, first
        return new

    def _ref(self, id: str | None) -> str | None:
        return None if id in self._out else self._new.get(id, id) if id is not None else None

    def _now(self, statement: Statement) -> Mapping[str, Any]:
        """Return what a statement that was corrected holds; its id may be new already."""
        standing = self._rulings.standing.get(self._first.get(statement.id, statement.id))
        return standing.now if standing else {}

    def _key(self, name: str, words: tuple[Evidence, ...], article: str) -> str:
        """Return the key of the entity of a name; one that a person names and nothing in the article is made."""
        for entity in self._entities:
            if name == entity.label or name in entity.aliases:
                return entity.key
        made = Entity(
            article=article,
            evidence=words,
            key=f"named-{len(self._entities)}",
            label=name,
            type="other",
            reason="named by a person who reviewed it; the article does not name it",
        )
        self._entities.append(made)
        return made.key

    def _quote(self, quote: Quote) -> Quote:
        now = self._now(quote)
        if "speaker" not in now:
            return quote
        name = now["speaker"]
        key = self._key(name, quote.evidence, quote.article) if name else None
        return self._again(quote, replace(quote, speaker=key, source=quote.source if key else None))

    def _figures(self) -> tuple[Figure, ...]:
        figures = [f for f in self._each("figure") if isinstance(f, Figure)]
        # What is part of something says which: made after it. Whoever goes round in a circle stays as read.
        waiting, done = {f.id: f for f in figures}, dict[str, Figure]()
        while waiting:
            free = [f for f in waiting.values() if self._ref(f.part_of) not in waiting]
            for f in free or list(waiting.values()):
                changed = replace(f, place=self._ref(f.place), quote=self._ref(f.quote), part_of=self._ref(f.part_of))
                if f.as_of and f.as_of.ref:
                    changed = replace(changed, as_of=replace(f.as_of, ref=self._ref(f.as_of.ref)))
                done[f.id] = self._again(f, changed) if changed != f else f
                del waiting[f.id]
        return tuple(done[f.id] for f in figures)

    def _event(self, event: EventMention) -> EventMention:
        now, changed = self._now(event), replace(event, quote=self._ref(event.quote))
        if event.date and event.date.ref:
            changed = replace(changed, date=replace(event.date, ref=self._ref(event.date.ref)))
        if event.place and event.place.ref:
            changed = replace(changed, place=replace(event.place, ref=self._ref(event.place.ref)))
        for side in ("actors", "recipients"):
            if side in now:
                parties = tuple(self._party(name, event) for name in now[side])
                changed = replace(changed, actors=parties) if side == "actors" else replace(changed, recipients=parties)
        return self._again(event, changed) if changed != event else event

    def _party(self, name: str, event: EventMention) -> Party:
        key = self._key(name, event.evidence, event.article)
        entity = next(e for e in self._entities if e.key == key)
        return Party(span=entity.span, entity=key, code=entity.code, sector=entity.sector)

    def _mention(self, mention: Mention) -> Mention:
        """Return a mention; one of somebody who is out is nobody's."""
        gone = mention.entity is not None and mention.entity not in {e.key for e in self._entities}
        return self._again(mention, replace(mention, entity=None)) if gone else mention
