"""Why an article belongs to a story, in a line that a reader can check: a common event, names, words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from dateline.model.record import Record
from dateline.model.statement import EventMention
from dateline.story.grouping.weights import Vector

MOST = 300
"""So many names and events of a story are remembered, the most frequent."""
_NAMED = frozenset({"person", "organization", "place", "event", "work"})

EventKey = tuple[str, str, str]
"""What happened, where and when: the mode or type, the place's name, the day; the last two may be empty."""


@dataclass(slots=True)
class Common:
    """The names and events of a story's articles, each with how many of them have it."""

    names: Counter[str] = field(default_factory=Counter)
    events: Counter[EventKey] = field(default_factory=Counter)

    def take(self, record: Record) -> None:
        """Add those of one more article."""
        self.names.update(set(names_of(record)))
        self.events.update(set(events_of(record)))
        for counts in (self.names, self.events):
            if len(counts) > 2 * MOST:
                kept = counts.most_common(MOST)
                counts.clear()
                counts.update(dict(kept))  # type: ignore[arg-type]  # one of the two at a time

    def reason(self, record: Record, vector: Vector, terms: Vector) -> str:
        """Return what an article has in common with the story."""
        parts = []
        events = [key for key in set(events_of(record)) if key in self.events]
        if events:
            best = max(events, key=lambda k: (bool(k[1]) + bool(k[2]), self.events[k], k))
            parts.append("same event: " + " ".join(filter(None, best)))
        names = {name for name in names_of(record) if name in self.names}
        if names:
            parts.append(
                f"{len(names)} names in common" if len(names) > 2 else "in common: " + ", ".join(sorted(names))
            )
        if len(names) <= 2:
            shared = sorted((-w * terms[t], t) for t, w in vector.items() if t in terms)[:4]
            parts.append("words: " + ", ".join(t for _, t in shared))
        return "; ".join(parts)


def names_of(record: Record) -> Iterator[str]:
    """Yield the fullest form of each name in the article."""
    return (entity.label for entity in record.entities if entity.type in _NAMED)


def events_of(record: Record) -> Iterator[EventKey]:
    """Yield each event that has a place or a day: what, where, when."""
    for event in record.events:
        place = event.place.name if event.place and event.place.name else ""
        day = event.date.earliest if event.date and event.date.precision == "day" else ""
        if place or day:
            yield _what(event), place, day


def _what(event: EventMention) -> str:
    return (event.mode or event.type).lower().replace("_", " ")
