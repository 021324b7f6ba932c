"""What many articles tell together: who is who, who copied whom, one event told by many."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from dateline.model.span import Span
from dateline.model.statement import EntityType, EventDate, EventPlace, Factuality
from dateline.model.told import Who

Verdict = Literal["accept", "correct", "reject", "split", "merge", "undo", "note"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reprint:
    """The same words under another masthead.

    Args:
        article: The id of the copy.
        original: The id of the article it was taken from.
        shared: The share of the copy's words that were taken over, 0 to 1.
        spans: Pairs of spans with the same words: in the copy, in the original.
        reason: Why this one is the original ("earlier by 2 hours", "credited: IANS").
    """

    article: str
    original: str
    shared: float
    spans: tuple[tuple[Span, Span], ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """Why an article belongs to a story."""

    article: str
    reason: str
    confidence: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Articles about one happening, in the order they came.

    Args:
        id: Stays the same while the story grows.
        members: The articles and why each belongs.
        redirects_to: The story this one was merged into, if it was.
    """

    id: str
    members: tuple[Membership, ...]
    redirects_to: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One event told by many: the fields by vote, every mention kept.

    Args:
        id: Stays the same while mentions are added.
        mentions: The ids of the event mentions.
        type, mode, actors, recipients, date, place, factuality: As most independent sources have it; a party that is
            named in several ways stands there once.
        disagreements: For each field on which sources differ: the values, each with the mentions that hold it.
        independent_sources: How many sources tell it that did not take it from one another.
    """

    id: str
    mentions: tuple[str, ...]
    type: str
    mode: str | None = None
    actors: tuple[Who, ...] = ()
    recipients: tuple[Who, ...] = ()
    date: EventDate | None = None
    place: EventPlace | None = None
    factuality: Factuality = "actual"
    disagreements: tuple[tuple[str, str, tuple[str, ...]], ...] = ()
    independent_sources: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A person's verdict on a statement, story or entity; a later one supersedes, nothing is overwritten.

    Args:
        id: The judgement's own id.
        target: The id of what is judged.
        verdict: accept, correct or reject (a fact), split or merge (a group), undo (a judgement), note (on anything).
        by: Who judged.
        at: When, with time zone.
        value: JSON: of a fact, what was judged and what it was corrected to (see `dateline.model.review`); of a
            split or a merge, which members go where (see `dateline.story.deciding`).
        note: What the person wrote beside it.
        supersedes: The id of the judgement this one replaces or undoes.
    """

    id: str
    target: str
    verdict: Verdict
    by: str
    at: datetime
    value: str | None = None
    note: str | None = None
    supersedes: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """One person, organization or place as many articles show it.

    Args:
        id: Stays the same while articles are added.
        entities: The ids of the articles' entities (statements) that are this one.
        label, aliases, type: As the articles name it.
        reason: Why these are one.
    """

    id: str
    entities: tuple[str, ...]
    label: str
    type: EntityType
    aliases: tuple[str, ...] = ()
    reason: str = ""
