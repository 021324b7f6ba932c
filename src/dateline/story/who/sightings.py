"""Who and what one article names, as it is looked for among those that earlier articles named."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from dateline.model.record import Record
from dateline.model.statement import Entity, Mention, Place
from dateline.story.sentences import sentence_at, sentences_of
from dateline.story.who.body_names import is_acronym, keys_of_body, words_of
from dateline.story.who.doubles import is_double, is_of_two_states, is_told_apart, title_of
from dateline.story.who.fixed_ids import by_start, fixed_id, place_of, telling
from dateline.story.who.person_names import keys_of_person, person_name, sound_of
from dateline.world.gazetteer import candidates, folded
from dateline.world.organizations import organization_named

Kind = Literal["person", "organization", "place"]

_LOOKED_FOR: Mapping[str, Kind] = {
    "person": "person",
    "organization": "organization",
    "place": "place",
    "group": "organization",
    "nationality": "organization",
}
_BRACKETS = re.compile(r" \(([A-Z][\w.&-]{1,8})\)")
COMPARABLE = 10
"""A town may be meant as well as one that so many times more people live in."""
MOST_COMPANY = 40
"""So many others of an article are remembered as one's company."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """Somebody or something as one article names it.

    Args:
        statement: The id of the entity.
        kind: What it is.
        names: Its label and its other names.
        roles, country, sector: As the article has them.
        fixed: What it surely is: "g:" and a GeoNames id, "c:" and a state, "b:" and a body of our table, "h:" and the
            holder of a known office; or None.
        known: As `fixed`, for a name that alone is a hint only.
        double: Whether the article seems to name two by that name.
        other: Whether the article says that somebody else has this name.
        elsewhere: Whether its town may be one of another state that the article names, too.
        company: The others that the article names.
        story: The story it is told in, if known.
        day: The ordinal of the day.
    """

    statement: str
    kind: Kind
    names: tuple[str, ...]
    role: str | None = None
    country: str | None = None
    sector: str | None = None
    fixed: str | None = None
    known: str | None = None
    double: bool = False
    other: bool = False
    elsewhere: bool = False
    company: frozenset[str] = frozenset()
    story: str | None = None
    day: int | None = None

    @property
    def is_lone(self) -> bool:
        """Whether it is a person named by one word alone."""
        return self.kind == "person" and not any(person_name(n).is_full for n in self.names)

    @property
    def is_short(self) -> bool:
        """Whether it goes by a surname or an acronym alone, which others of the article may be written out."""
        return self.is_lone or (self.kind == "organization" and all(map(is_acronym, self.names)))

    def keys(self) -> frozenset[str]:
        """Return the keys it asks for."""
        stories = (self.story,) if self.story else ()
        return frozenset(keys_of(self.kind, self.names, self.fixed or self.known, stories, asks=True))


def keys_of(
    kind: Kind, names: Iterable[str], fixed: str | None, stories: Iterable[str], *, asks: bool
) -> Iterator[str]:
    """Yield the keys by which one of these names is found or, if `asks`, that it asks for."""
    if fixed:
        yield fixed
    stories = tuple(stories)
    for name in names:
        own, in_story = _keys_of_name(kind, name, asks)
        yield from own
        yield from (f"s:{story} {key}" for story in stories for key in in_story)
        if not fixed:
            yield f"x:{folded(name)}"


@lru_cache(maxsize=100_000)
def _keys_of_name(kind: Kind, name: str, asks: bool) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the keys of a name anywhere, and those that it has within a story alone."""
    if kind == "person":
        one = person_name(name)
        last = (f"l:{one.words[-1]}",) if one.words and one.is_full != asks else ()
        sounds = dict.fromkeys(sound_of(w) for w in (one.words[:1] + one.words[-2:]) if len(w) > 1)
        return (*keys_of_person(one, asks=asks), *last), tuple(sounds)
    if kind == "organization":
        return keys_of_body(name), tuple("o " + w for w in sorted(words_of(name), key=lambda w: (-len(w), w))[:2])
    plain = folded(name.partition(",")[0])
    return (f"n:{plain}",), ("n " + sound_of(plain),)


def sightings_of(record: Record, *, story: str | None, day: int | None) -> tuple[Sighting, ...]:
    """Return who and what an article names, in the order of the text; what it only describes is left out."""
    named = _named(record)
    entities = [e for e in record.entities if e.key in named and _is_looked_for(e)]
    text, places = record.article.text.content, by_start(record.places)
    states = frozenset(p.country for p in record.places if p.country)
    fixed = {e.key: fixed_id(e, named[e.key], places, states) for e in entities}
    seen_as = {e.key: fixed[e.key] or _company_word(e) for e in entities}
    everybody = frozenset(list(dict.fromkeys(seen_as.values()))[:MOST_COMPANY])
    out = []
    for e in entities:
        lone = e.type == "person" and not person_name(e.label).is_full
        mentions = named[e.key]
        names = _names(e, text, mentions)
        out.append(
            Sighting(
                statement=e.id,
                kind=_kind(e, fixed[e.key]),
                names=names,
                role=e.role or (title_of(text, mentions) if e.type == "person" else None),
                country=_country(e, mentions, places) or _beside(record, e, mentions),
                elsewhere=e.type == "organization" and _may_be_elsewhere(e.label, e.country, states),
                sector=e.sector,
                fixed=None if lone else fixed[e.key],
                known=fixed[e.key] if lone else None,
                double=not fixed[e.key] and _is_double(e, text, mentions),
                other=not fixed[e.key] and e.type != "place" and is_told_apart(text, mentions),
                company=everybody - {seen_as[e.key]},
                story=story,
                day=day,
            )
        )
    return tuple(out)


def _is_double(entity: Entity, text: str, mentions: Sequence[Mention]) -> bool:
    if entity.type == "person":
        return is_double(text, mentions) or (len(mentions) > 1 and is_told_apart(text, mentions))
    return entity.type == "organization" and is_of_two_states(text, mentions)


def _names(entity: Entity, text: str, mentions: Iterable[Mention]) -> tuple[str, ...]:
    if entity.type != "organization" or not is_acronym(entity.label):
        return (entity.label, *entity.aliases)
    return tuple(dict.fromkeys((entity.label, *telling(entity), *_in_brackets(text, mentions))))


def _in_brackets(text: str, mentions: Iterable[Mention]) -> list[str]:
    """Return the acronyms in brackets behind a body's name: "National Water Board (KWB)"."""
    found = (_BRACKETS.match(text, m.span.end) for m in mentions)
    return [f.group(1) for f in found if f and is_acronym(f.group(1))]


def _named(record: Record) -> dict[str, list[Mention]]:
    """Return the names in the text of each entity that is named at all."""
    out: dict[str, list[Mention]] = {}
    for mention in record.mentions:
        if mention.form == "name" and mention.entity is not None:
            out.setdefault(mention.entity, []).append(mention)
    return out


def _is_looked_for(entity: Entity) -> bool:
    """Say whether an entity is a person, organization or place; peoples are not, armed and political groups are."""
    if entity.type in ("group", "nationality"):
        return organization_named(entity.label) is not None
    return entity.type in _LOOKED_FOR and entity.label[:1].isalnum()


def _kind(entity: Entity, fixed: str | None) -> Kind:
    """Return what an entity is looked for as; a known body that was read as a place is a body."""
    return "organization" if fixed and fixed.startswith("b:") else _LOOKED_FOR[entity.type]


def _country(entity: Entity, mentions: Iterable[Mention], places: Mapping[int, Place]) -> str | None:
    place = place_of(mentions, places) if entity.type == "place" else None
    return place.country if place is not None and place.country else entity.country


@lru_cache(maxsize=20_000)
def _may_be_elsewhere(body: str, country: str | None, states: frozenset[str]) -> bool:
    """Say whether a body is called by a town that another state has, too, which the article names ("York Council")."""
    words = body.split()
    towns = (candidates(" ".join(words[:n])) for n in (2, 1) if n < len(words))
    found = next(filter(None, towns), ())
    largest = max((p.population for p in found if p.country == country), default=0)
    return bool(largest) and any(
        p.country in states - {country} and p.population * COMPARABLE >= largest for p in found
    )


def _beside(record: Record, entity: Entity, mentions: Iterable[Mention]) -> str | None:
    """Return the state that a body is of whose acronym alone is named, by the places beside it, if all in one."""
    if entity.type != "organization" or not is_acronym(entity.label):
        return None
    sentences = sentences_of(record.article)
    spans = [sentence_at(sentences, m.span) for m in mentions]
    found = {p.country for p in record.places if p.country and any(p.span in s for s in spans)}
    return found.pop() if len(found) == 1 else None


def _company_word(entity: Entity) -> str:
    """Return what an entity is called as the company of others: a surname, the name of a body or place."""
    if entity.type == "person":
        words = person_name(entity.label).words
        return "p:" + (sound_of(words[-1]) if words else entity.label)
    return (
        next(iter(keys_of_body(entity.label)), entity.label) if entity.type != "place" else "n:" + folded(entity.label)
    )
