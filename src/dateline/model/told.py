"""What many articles say, as plain rows: what tallies, timelines and comparisons across articles are asked of.

The store makes them from its tables, the flow from records; the functions of `story` take them and never ask whence.
Every row carries the id of its statement and its exact words, so that each answer can be traced to a stretch of text.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from dateline.model.span import Span
from dateline.model.statement import DatePrecision, EntityType, Factuality, Manner


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A verbatim stretch of an article's text."""

    article: str
    span: Span
    exact: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleRow:
    """An article among others.

    Args:
        id, url, headline, agency, aggregator, published: As the article has them; `published` in ISO 8601.
        outlet: Who printed it (the publisher, or the site where none is named).
        country: ISO 3166-1 alpha-3 of the outlet's country.
        seen: When it was first seen, ISO 8601 with time zone.
        story: The id of its story.
        original: The id of the article whose text it prints again; its own id if it is none's reprint.
        sentences: The sentences of its body, in the order of the text.
    """

    id: str
    outlet: str
    seen: str
    story: str
    original: str
    published: str | None = None
    headline: str | None = None
    url: str | None = None
    agency: str | None = None
    aggregator: str | None = None
    country: str | None = None
    sentences: tuple[Words, ...] = ()

    @property
    def day(self) -> str:
        """The day it came out, or was first seen where nobody says."""
        return (self.published or self.seen)[:10]


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """Somebody or something that takes part.

    Args:
        label: The fullest name in the article, or the words for it.
        identity: The id of the identity it was recognized as, across articles.
        code, sector: PLOVER actor code and sector.
        type: What it is.
    """

    label: str
    identity: str | None = None
    code: str | None = None
    sector: str | None = None
    type: EntityType | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NameRow:
    """What an article calls somebody or something: a name, or a noun ("militants"), with the words."""

    id: str
    who: Who
    words: Words
    form: str = "name"


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRow:
    """A figure of an article.

    Args:
        id: The id of its statement.
        low, high, approximate, unit, measure: As in `Figure`.
        of: The words for what is counted.
        place, place_name, country: GeoNames id, name and country of the place it holds for.
        as_of: The day it held, ISO 8601; the article's own day where none is said (`dated` tells which).
        dated: Whether the text says the day.
        authority: Who vouches for it, if somebody does.
        part_of: The id of the figure that it is a part of.
        cumulative: Whether the text says it is a new count ("another three": False) or a total (True), None unknown.
        words, sentence: The figure's own words, and the sentence they stand in.
    """

    id: str
    words: Words
    sentence: Words
    low: float | None
    high: float | None
    as_of: str
    dated: bool = False
    approximate: bool = False
    unit: str | None = None
    measure: str | None = None
    of: str | None = None
    place: int | None = None
    place_name: str | None = None
    country: str | None = None
    authority: Who | None = None
    part_of: str | None = None
    cumulative: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteRow:
    """Something said, as one article gives it: `content` in pieces, `marked` those between quotation marks."""

    id: str
    article: str
    manner: Manner
    content: tuple[Words, ...]
    marked: tuple[Words, ...] = ()
    speaker: Who | None = None
    source: Words | None = None
    cue: Words | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRow:
    """An event as one article tells it.

    Args:
        id: The id of its statement.
        event: The id of the event it tells, across articles.
        said_by: Who asserts it, if the article does not itself.
        trigger, sentence: The words that express it, and the sentence they stand in.
    """

    id: str
    type: str
    trigger: Words
    sentence: Words
    event: str | None = None
    mode: str | None = None
    quad: int = 0
    intensity: float = 0.0
    actors: tuple[Who, ...] = ()
    recipients: tuple[Who, ...] = ()
    earliest: str | None = None
    latest: str | None = None
    precision: DatePrecision | None = None
    basis: str | None = None
    place: int | None = None
    place_name: str | None = None
    country: str | None = None
    factuality: Factuality = "actual"
    said_by: Who | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class DayRow:
    """A day, month or year that an article names: `value` in ISO 8601, the words for it and their sentence."""

    id: str
    value: str
    words: Words
    sentence: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """All that a set of articles says: a story's, an entity's, a dyad's or a search's."""

    articles: tuple[ArticleRow, ...] = ()
    names: tuple[NameRow, ...] = ()
    figures: tuple[FigureRow, ...] = ()
    quotes: tuple[QuoteRow, ...] = ()
    events: tuple[EventRow, ...] = ()
    days: tuple[DayRow, ...] = ()
    by_id: dict[str, ArticleRow] = field(default_factory=dict, compare=False, repr=False)

    def __post_init__(self) -> None:
        self.by_id.update({a.id: a for a in self.articles})
