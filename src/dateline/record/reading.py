"""How to read, and what a reader hands over to the steps: raw spans with scores."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.model.span import Span
from dateline.model.statement import EntityType, Factuality


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How articles are read.

    Attributes:
        threads: How many threads the encoder may use.
        least_confidence: Names, quotes and events of less confidence are left out, 0 to 1.
    """

    threads: int = 1
    least_confidence: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class RawName:
    """A name as it stands in the text, with its type."""

    span: Span
    type: EntityType
    score: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class RawAttribution:
    """Source, cue and content of something said, thought or written (PARC 3.0).

    Attributes:
        verbatim: Whether the content is given word for word although no marks stand around it, as in a transcript.
    """

    content: tuple[Span, ...]
    source: Span | None = None
    cue: Span | None = None
    score: float = 1.0
    verbatim: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RawEvent:
    """A trigger with its PLOVER type and the words of its arguments."""

    type: str
    trigger: Span
    mode: str | None = None
    actors: tuple[Span, ...] = ()
    recipients: tuple[Span, ...] = ()
    place: Span | None = None
    date: Span | None = None
    said_by: Span | None = None
    factuality: Factuality = "actual"
    score: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class RawFacts:
    """All that one reader found in one article, each kind in the order of the text."""

    reader: str
    names: tuple[RawName, ...] = ()
    attributions: tuple[RawAttribution, ...] = ()
    events: tuple[RawEvent, ...] = ()
