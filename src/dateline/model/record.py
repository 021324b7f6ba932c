"""A record: an article and everything that was read from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dateline.model.article import Article
from dateline.model.statement import (
    Entity,
    EventMention,
    Figure,
    Mention,
    Place,
    Quote,
    Relation,
    Statement,
    TimeExpression,
)

KINDS: Mapping[str, tuple[str, type[Statement]]] = {
    "mention": ("mentions", Mention),
    "entity": ("entities", Entity),
    "time": ("times", TimeExpression),
    "place": ("places", Place),
    "quote": ("quotes", Quote),
    "figure": ("figures", Figure),
    "event": ("events", EventMention),
    "relation": ("relations", Relation),
}
"""The kind of a statement: the field of Record that holds it, and its class."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """An article with its statements, each kind in the order of the text.

    `reader` names what read it; `reasons` says, for each kind of fact that could not be read, why.
    """

    article: Article
    mentions: tuple[Mention, ...] = ()
    entities: tuple[Entity, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    places: tuple[Place, ...] = ()
    quotes: tuple[Quote, ...] = ()
    figures: tuple[Figure, ...] = ()
    events: tuple[EventMention, ...] = ()
    relations: tuple[Relation, ...] = ()
    reader: str = "rules-1"
    reasons: tuple[tuple[str, str], ...] = ()

    def statements(self) -> Iterator[Statement]:
        """Yield every statement, kind by kind."""
        yield from self.mentions
        yield from self.entities
        yield from self.times
        yield from self.places
        yield from self.quotes
        yield from self.figures
        yield from self.events
        yield from self.relations
