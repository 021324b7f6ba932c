"""Records made by hand for tests of who is who: sentences of our own with the names that are in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.model.article import Article, Block
from dateline.model.record import Record
from dateline.model.span import Span, Text
from dateline.model.statement import Entity, EntityType, Mention, Place


@dataclass(frozen=True)
class Name:
    """A name in the text, and what is known of its bearer."""

    label: str
    type: EntityType = "person"
    role: str | None = None
    country: str | None = None
    sector: str | None = None
    geonames: int | None = None
    also: tuple[str, ...] = ()


def record_of(text: str, names: Sequence[Name], *, name: str = "a") -> Record:
    """Return the record of an article that names these."""
    words = Text.from_str(text)
    span = Span(0, len(text))
    block = Block(span=span, page_span=span, role="paragraph")
    article = Article(page=name, page_digest=name, n=0, kind="article", text=words, page_text=words, blocks=(block,))
    entities, mentions, places = [], [], []
    for n, one in enumerate(names, 1):
        first = words.cite(_at(text, one.label))
        entity = Entity(
            article=article.id,
            evidence=(first,),
            key=f"e{n}",
            label=one.label,
            aliases=one.also,
            type=one.type,
            role=one.role,
            country=one.country,
            sector=one.sector,
        )
        entities.append(entity)
        for called in (one.label, *one.also):
            cited = words.cite(_at(text, called))
            mentions.append(
                Mention(article=article.id, evidence=(cited,), form="name", type=one.type, entity=entity.key)
            )
        if one.geonames:
            places.append(
                Place(
                    article=article.id,
                    evidence=(first,),
                    form="name",
                    geonames_id=one.geonames,
                    name=one.label,
                    country=one.country,
                )
            )
    return Record(article=article, entities=tuple(entities), mentions=tuple(mentions), places=tuple(places))


def _at(text: str, words: str) -> Span:
    at = text.index(words)
    return Span(at, at + len(words))
