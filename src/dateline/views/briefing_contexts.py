"""What a briefing shows: sentences of articles in six groups, each with where it stands and who else tells it."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.views.pieces import Chip, Piece


@dataclass(frozen=True, slots=True, kw_only=True)
class SideLine:
    """One side of what differs: the value it has, the sentence that gives it, and who has it."""

    value: str
    sentence: Piece
    outlets: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PointLine:
    """A sentence of a briefing.

    Args:
        id: What it is called in this briefing: b1, b2, …
        sentence: Its words, from one of the articles, character for character.
        sources: Who tells the same, each where it is told; copies are left out.
        witnesses: How many independent sources tell it.
        by: Whose word it is.
        day, day_shown: The day it is about.
        field: Of what differs: on what.
        sides: Of what differs: the sides.
    """

    id: str
    sentence: Piece
    sources: tuple[Chip, ...]
    witnesses: int
    by: str | None
    day: str | None
    day_shown: str | None
    field: str | None
    sides: tuple[SideLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupLines:
    """The points of a group: happened, said, counted, differs, next or unknown."""

    group: str
    points: tuple[PointLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PutLine:
    """A sentence that another program wrote, and the points that back it."""

    text: str
    cites: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherWords:
    """The briefing in another program's words.

    Args:
        model: Whose words.
        sentences: Those whose names, numbers, days and quotations stand in the points that they cite.
        dropped: How many were left out because they do not.
        reasons: Why, each once.
        error: Why there are none.
    """

    model: str
    sentences: tuple[PutLine, ...]
    dropped: int
    reasons: tuple[str, ...]
    error: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefingPage:
    """What is known, as sentences from the articles.

    Args:
        kind: Of what: a story, two sides (dyad), or a search.
        title: Of what it is.
        of: Where that is.
        url: Where this is.
        articles, independent: How many articles were looked at, and how many independent sources they are.
        more: Whether there are more articles than were looked at.
        groups: The points; groups without any are left out.
        other: The same in another program's words, where that was asked for.
    """

    kind: str
    title: str
    of: str
    url: str
    articles: int
    independent: int
    more: bool
    groups: tuple[GroupLines, ...]
    other: OtherWords | None = None
