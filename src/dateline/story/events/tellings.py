"""An article's event mentions as portraits of one telling: who, what, when, where, and the words of the sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from dateline.model.record import Record
from dateline.model.span import Span
from dateline.model.statement import Entity, EventMention, Party
from dateline.story.events.portraits import Portrait, counted
from dateline.story.sentences import sentence_at, sentences_of
from dateline.story.terms import EMPTY, stem
from dateline.world.names import common_words, folded

_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_NAMED = frozenset({"person", "organization", "place", "nationality"})
RARE, COMMON = 2.0, 1.0
"""What a word counts that news does not use every day (names above all), and one that it does."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What the mentions of one article have in common.

    Args:
        record: The article and what was read from it.
        who: The identity of each of its entities, by key, as far as known.
        story: The id of its story.
        day: The day it came out, as an ordinal.
        entities: Its entities by key.
        sentences: Its sentences, in the order of the text.
    """

    record: Record
    who: Mapping[str, str]
    story: str | None
    day: int
    entities: Mapping[str, Entity]
    sentences: tuple[Span, ...]


def scene_of(record: Record, *, who: Mapping[str, str], story: str | None, day: int | None) -> Scene:
    """Return what the mentions of an article have in common."""
    entities = {e.key: e for e in record.entities}
    return Scene(record, who, story, day or 0, entities, sentences_of(record.article))


def portraits_of(scene: Scene) -> list[Portrait]:
    """Return a portrait of each event mention of an article, with the mention's id, in the order of the text."""
    around = counted(_around(scene))
    mentions = sorted(scene.record.events, key=lambda e: (e.trigger.start, e.trigger.end, e.type))
    return [_portrait(scene, mention, around) for mention in mentions]


def _portrait(scene: Scene, mention: EventMention, around: Mapping[str, int]) -> Portrait:
    sentence = sentence_at(scene.sentences, mention.trigger)
    text = scene.record.article.text.content
    here = {place_key(p.geonames_id, p.country, p.name) for p in scene.record.places if p.span in sentence}
    place = mention.place and place_key(mention.place.geonames_id, mention.place.country, mention.place.name)
    return Portrait(
        id=mention.id,
        types={mention.type: 1},
        modes={mention.mode: 1} if mention.mode else {},
        triggers=counted(_stems(mention.trigger.of(text))),
        actors=counted(_parties(scene, mention.actors)),
        recipients=counted(_parties(scene, mention.recipients)),
        days=counted(_days(mention)),
        first=scene.day,
        last=scene.day,
        places={place: 1} if place else {},
        around=around if not here - {None} else counted(k for k in here if k),
        facts={mention.factuality: 1},
        words=weighed(sentence.of(text)),
        stories={scene.story: 1} if scene.story else {},
    )


def weighed(sentence: str) -> dict[str, float]:
    """Return the stems of a sentence with their weights; what is rare in the news weighs more."""
    out: dict[str, float] = {}
    common = common_words()
    for m in _WORD.finditer(sentence):
        word = folded(m[0]).lower().replace("’", "'").removesuffix("'s")
        if len(word) > 1 and word not in EMPTY:
            out[stem(word)] = COMMON if word in common else RARE
    return out


def _stems(words: str) -> Iterator[str]:
    lowered = (m[0].lower() for m in _WORD.finditer(words))
    return (stem(word) for word in lowered if word not in EMPTY)


def _parties(scene: Scene, parties: Iterable[Party]) -> Iterator[str]:
    """Yield what is known of each party, the surest first."""
    for party in parties:
        entity = scene.entities.get(party.entity or "")
        if entity and entity.key in scene.who:
            yield f"i:{scene.who[entity.key]}"
        if entity and entity.type in _NAMED and entity.label[:1].isupper():
            yield f"n:{folded(entity.label).lower()}"
        if party.code:
            yield f"s:{party.code}{party.sector}" if party.sector else f"c:{party.code}"


def _days(mention: EventMention) -> Iterator[str]:
    """Yield the days that the text itself names."""
    when = mention.date
    if when and when.basis == "text":
        first, last = (date.fromisoformat(d).toordinal() for d in (when.earliest, when.latest))
        yield f"{first}-{last}"


def _around(scene: Scene) -> Iterator[str]:
    """Yield where the article as a whole is set: the place of its dateline, else of its first place."""
    dateline = scene.record.article.dateline
    spans = [e.span for e in dateline.evidence] if dateline else []
    for place in scene.record.places:
        if any(place.span.touches(s) for s in spans) and place.country:
            yield place_key(place.geonames_id, place.country, place.name) or ""
            return


def place_key(geonames_id: int | None, country: str | None, name: str | None) -> str | None:
    """Return how a place is written in a portrait, or None where it is not known which one it is."""
    return f"{geonames_id or ''}|{country or ''}|{name or ''}" if geonames_id or country else None
