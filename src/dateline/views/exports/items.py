"""An event as an export holds it: its row, the statement, and the article that tells it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from dateline.model.record import Record
from dateline.model.span import Span
from dateline.model.statement import Entity, EventMention, Party, Place
from dateline.store import Joined, StoredArticle
from dateline.story.sentences import sentence_at, sentences_of
from dateline.views.exports.about import Row
from dateline.views.facts import event_title
from dateline.views.i18n.formats import listed


@dataclass(frozen=True, slots=True, kw_only=True)
class EventItem:
    """An event.

    Args:
        row: The flat row, with who tells it.
        event: The statement.
        stored: The article.
        joined: Where the article belongs, if it has joined anything.
    """

    row: Row
    event: EventMention
    stored: StoredArticle
    joined: Joined | None = None

    @property
    def title(self) -> str:
        """What it is and who did it to whom, in a line."""
        who, whom = (listed([p["name"] or "" for p in self.row[side]]) for side in ("actors", "recipients"))
        sides = f"{who} → {whom}" if whom else who
        return f"{event_title(self.event)}: {sides}" if sides else event_title(self.event)

    @property
    def sentence(self) -> Span:
        """Where the sentence that tells it stands."""
        return sentence_at(sentences_of(self.stored.article), self.event.trigger)

    @property
    def place(self) -> Place | None:
        """The place it names in the text, if it does."""
        ref = self.event.place.ref if self.event.place else None
        return next((p for p in self.stored.record.places if p.id == ref), None)

    def entity(self, party: Party) -> Entity | None:
        """Return who a party is in the article."""
        return next((e for e in self.stored.record.entities if e.key == party.entity), None)

    def words(self, span: Span) -> str:
        """Return words of the article."""
        return span.of(self.stored.article.text.content)

    def day(self, *, at_least: str = "day") -> str | None:
        """Return as much of its date as is known for certain: a day, a month or a year; None where it is less fine."""
        date: dict[str, Any] | None = self.row["date"]
        fine = ["year", "month", "day"]
        if date is None or fine.index(date["precision"]) < fine.index(at_least):
            return None
        length = {"year": 4, "month": 7, "day": 10}[at_least]
        earliest, latest = date["earliest"][:length], date["latest"][:length]
        return earliest if earliest == latest else None


def named_entities(record: Record, *kinds: str) -> list[Entity]:
    """Return the entities that an article calls by a name: "the nominee" is nobody whom others could look up."""
    names = {m.entity for m in record.mentions if m.form == "name"}
    return [e for e in record.entities if e.key in names and (not kinds or e.type in kinds)]
