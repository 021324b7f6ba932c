"""FollowTheMoney: articles, the persons and organizations they name, and events, one entity a line.

Whoever was recognized across articles has one id in all of them, and comes once for each article, with what that
one says: `ftm merge` puts the pieces together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from dateline.model.statement import Entity, EventMention
from dateline.store import Joined, StoredArticle
from dateline.views.exports.about import About
from dateline.views.exports.items import named_entities
from dateline.views.exports.streams import json_lines
from dateline.views.facts import event_title
from dateline.views.words import is_web
from dateline.world.countries import by_iso3

_SCHEMATA = {"person": "Person", "organization": "Organization"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What is wanted of an article: `events` and `entities` of its record; `joined` tells who they are elsewhere."""

    stored: StoredArticle
    joined: Joined | None
    events: Sequence[EventMention]
    entities: Sequence[Entity]


def write_ftm(batches: Iterable[Sequence[Told]], _about: About) -> Iterator[bytes]:
    """Yield entities as JSON Lines."""
    yield from json_lines([entity for told in batch for entity in entities_of(told)] for batch in batches)


def entities_of(told: Told) -> Iterator[dict[str, Any]]:
    """Yield the article, then whom it names, then what it tells."""
    yield _article(told)
    ids: dict[str, str] = {}
    wanted = {e.key for e in told.entities}
    for entity in (e for e in named_entities(told.stored.record, *_SCHEMATA) if e.key in wanted):
        ids[entity.key] = _id(told, entity)
        yield _party(told, entity, ids[entity.key])
    for event in told.events:
        yield _event(told, event, ids)


def _id(told: Told, entity: Entity) -> str:
    known = told.joined.identities.get(entity.id) if told.joined else None
    return f"dateline-{known or entity.id}"


def _article(told: Told) -> dict[str, Any]:
    article = told.stored.article
    return _entity(
        f"dateline-{article.id}",
        "Article",
        title=article.headline.value if article.headline else None,
        publishedAt=article.published.value if article.published else None,
        publisher=article.publisher.value if article.publisher else None,
        author=[byline.value for byline in article.bylines],
        sourceUrl=_web(told),
        retrievedAt=told.stored.first_seen.isoformat(timespec="seconds"),
    )


def _party(told: Told, entity: Entity, id_: str) -> dict[str, Any]:
    country = by_iso3(entity.country) if entity.country else None
    person = entity.type == "person"
    return _entity(
        id_,
        _SCHEMATA[entity.type],
        name=entity.label,
        alias=list(entity.aliases),
        position=entity.role if person else None,
        country=country.iso2.lower() if country else None,
        sourceUrl=_web(told),
        proof=f"dateline-{told.stored.article.id}",
    )


def _event(told: Told, event: EventMention, ids: dict[str, str]) -> dict[str, Any]:
    when, place = event.date, event.place
    across = told.joined.events.get(event.id) if told.joined else None
    country = by_iso3(place.country) if place and place.country else None
    involved = [ids[p.entity] for p in (*event.actors, *event.recipients) if p.entity in ids]
    return _entity(
        f"dateline-{across or event.id}",
        "Event",
        name=event_title(event),
        startDate=_day(when.earliest, when.precision) if when else None,
        endDate=_day(when.latest, when.precision) if when else None,
        location=place.name if place else None,
        country=country.iso2.lower() if country else None,
        involved=list(dict.fromkeys(involved)),
        summary=event.evidence[0].exact,
        recordId=event.id,
        sourceUrl=_web(told),
        proof=f"dateline-{told.stored.article.id}",
    )


def _day(iso: str, precision: str) -> str:
    """Return as much of a date as is known; FollowTheMoney takes years and months."""
    return iso[: {"year": 4, "month": 7}.get(precision, 10)]


def _web(told: Told) -> str | None:
    url = told.stored.article.canonical_url or told.stored.article.url or told.stored.page_url
    return url if url and is_web(url) else None


def _entity(id_: str, schema: str, **values: str | list[str] | None) -> dict[str, Any]:
    listed = {name: [value] if isinstance(value, str) else value for name, value in values.items() if value}
    return {"id": id_, "schema": schema, "properties": listed}
