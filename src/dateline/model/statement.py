"""What an article says: statements that carry their evidence, where they came from, and an id made of what they say."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, fields
from functools import cache
from typing import Any, ClassVar, Literal

from dateline.model.span import Evidence, Span

MentionForm = Literal["name", "nominal", "pronoun"]
EntityType = Literal["person", "organization", "place", "nationality", "group", "event", "work", "other"]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
PlaceForm = Literal["name", "demonym", "nested", "nominal"]
Manner = Literal["direct", "indirect", "mixed"]
Factuality = Literal["actual", "future", "hypothetical", "negated", "historical"]
DatePrecision = Literal["year", "month", "day"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Which step of which version said it, and with which model, if one was asked."""

    step: str
    version: str
    model: str | None = None


RULES = Origin(step="rules", version="1")


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One thing an article says.

    Args:
        article: The id of the article.
        evidence: The words it was read from, in the order they were read; never empty.
        origin: Which step said it.
        confidence: How likely it is to be right, 0 to 1.
        reason: Why a field of it is empty, if one is that a reader would look for.
    """

    kind: ClassVar[str] = "statement"

    article: str
    evidence: tuple[Evidence, ...]
    origin: Origin = RULES
    confidence: float = 1.0
    reason: str | None = None

    def __post_init__(self) -> None:
        if not self.evidence:
            raise ValueError(f"a {self.kind} without evidence")
        if not 0 <= self.confidence <= 1:
            raise ValueError(f"confidence {self.confidence} is not between 0 and 1")

    @property
    def span(self) -> Span:
        """Where the first piece of its evidence stands."""
        return self.evidence[0].span

    @property
    def id(self) -> str:
        """A hash of kind, article, evidence and value: what says the same has the same id."""
        kind: Any = type(self)
        value = {name: _plain(getattr(self, name)) for name in _fields_of(kind) if name not in _NOT_SAID}
        where = [(e.text_id, e.span.start, e.span.end) for e in self.evidence]
        said = _ENCODER.encode([self.kind, self.article, where, value])
        return hashlib.sha256(said.encode("utf8")).hexdigest()[:32]


_NOT_SAID = frozenset({"article", "evidence", "origin", "confidence", "reason"})
_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True)


@cache
def _fields_of(kind: Any) -> tuple[str, ...]:
    return tuple(f.name for f in fields(kind))


def _plain(value: Any) -> Any:
    """Turn spans, tuples and parts into what JSON can write."""
    if isinstance(value, (str, int, float)) or value is None:
        return value
    if isinstance(value, Span):
        return [value.start, value.end]
    if isinstance(value, tuple):
        return [_plain(v) for v in value]
    kind: Any = type(value)
    return {name: _plain(getattr(value, name)) for name in _fields_of(kind)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention(Statement):
    """Words that stand for somebody or something (ACE: name, nominal, pronoun)."""

    kind: ClassVar[str] = "mention"

    form: MentionForm
    type: EntityType
    entity: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity(Statement):
    """Somebody or something that takes part in an article, under all the names the article gives it.

    Args:
        key: Its name within the article: "e1", "e2", …
        label: The fullest name in the article, without titles.
        aliases: The other names, in the order they appear; never the label.
        type: What it is.
        role: The office or part it has ("Foreign Secretary"), in the article's words.
        country: ISO 3166-1 alpha-3 of its country.
        sector: PLOVER sector (GOV, MIL, …).
        code: PLOVER actor code: a country, or IGO, UNO, NGO, …
        same_as: Identifiers elsewhere (GeoNames, Wikidata) where they are certain.
    """

    kind: ClassVar[str] = "entity"

    key: str
    label: str
    aliases: tuple[str, ...] = ()
    type: EntityType
    role: str | None = None
    country: str | None = None
    sector: str | None = None
    code: str | None = None
    same_as: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExpression(Statement):
    """A time expression (TimeML TIMEX3): its type and value; an unknown value is open, with a reason."""

    kind: ClassVar[str] = "time"

    type: TimexType
    value: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place(Statement):
    """A place named in the text, and which place on earth it is.

    Args:
        form: name, demonym ("Turkish"), nested in another name, or nominal: where an event was, described ("a border").
        used_as: place, or actor where the name stands for those who govern it ("Delhi said").
        geonames_id, name, lat, lon, country, feature_code: As GeoNames has them; None where unresolved, with a reason.
    """

    kind: ClassVar[str] = "place"

    form: PlaceForm
    used_as: Literal["place", "actor"] = "place"
    geonames_id: int | None = None
    name: str | None = None
    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    feature_code: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote(Statement):
    """Who said what: source, cue and content (PARC 3.0, PolNeAR).

    Args:
        manner: direct (all in quotation marks), indirect (none), mixed.
        content: The pieces of what was said, in order, quotation marks included where they stand.
        source: The words for who said it.
        cue: The words for the saying.
        speaker: The key of the entity that said it.
    """

    kind: ClassVar[str] = "quote"

    manner: Manner
    content: tuple[Span, ...]
    source: Span | None = None
    cue: Span | None = None
    speaker: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AsOf:
    """The day a figure holds for, and the time expression that says so (its id), if one does."""

    value: str
    ref: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Statement):
    """A quantity with its bounds.

    Args:
        low, high: The least and the most it may be; None is open ("more than 59,000": 59000 and None).
        approximate: Whether the text says it is rough ("around").
        unit: ISO 4217 code for money, UCUM code or "%" for the rest, if any.
        measure: What is counted: killed, dead, injured, … (see world.measures).
        of: The words for what is counted.
        part_of, place, quote: Ids of the figure it is part of, of the place it holds for, of the quote that states it.
        as_of: When it held.
    """

    kind: ClassVar[str] = "figure"

    low: float | None
    high: float | None
    approximate: bool = False
    unit: str | None = None
    measure: str | None = None
    of: Span | None = None
    part_of: str | None = None
    place: str | None = None
    as_of: AsOf | None = None
    quote: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """One side of an event: the words for it, the entity, and its PLOVER actor code and sector."""

    span: Span
    entity: str | None = None
    code: str | None = None
    sector: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventDate:
    """When an event took place: ISO days, earliest and latest, how fine, and on what basis.

    `ref` is the id of the time expression, where the text has one.
    """

    earliest: str
    latest: str
    precision: DatePrecision
    basis: Literal["text", "published"]
    ref: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPlace:
    """Where an event took place; `ref` is the id of the place in the text."""

    geonames_id: int | None
    name: str | None
    country: str | None
    ref: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventMention(Statement):
    """Something done or said between political or social actors, as one article tells it (PLOVER 2).

    Args:
        type, mode, contexts: PLOVER event type, its mode if clear, the contexts of its sentence.
        quad, intensity: PLOVER quad 1 to 4 and score of type or mode.
        trigger: The fewest words that express it.
        actors, recipients: Who did it, to or with whom; a joint event has all sides as actors.
        date, place: When and where.
        factuality: actual, future, hypothetical, negated, historical.
        quote: The id of the quote that asserts it.
    """

    kind: ClassVar[str] = "event"

    type: str
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    quad: int
    intensity: float
    trigger: Span
    actors: tuple[Party, ...] = ()
    recipients: tuple[Party, ...] = ()
    date: EventDate | None = None
    place: EventPlace | None = None
    factuality: Factuality = "actual"
    quote: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation(Statement):
    """Which PLOVER type relates a given actor to a given recipient; None if none does."""

    kind: ClassVar[str] = "relation"

    actor: Span
    recipient: Span
    type: str | None
