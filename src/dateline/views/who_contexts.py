"""The context of a page about somebody or something: a person, an organization, a place."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.views.maps import WorldMap
from dateline.views.pieces import EntryLine, Named, Piece, SaidLine
from dateline.views.tallied import TallyLine
from dateline.views.words import Direction


@dataclass(frozen=True, slots=True, kw_only=True)
class AliasLine:
    """A name for it: how often it stands, in how many articles, and once where."""

    name: str
    mentions: int
    articles: int
    example: Piece


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleLine:
    """An office or a part, in the words of the articles: from the first day to the last that it is told."""

    role: str
    first: str
    last: str
    days_shown: str
    articles: int
    outlets: tuple[str, ...]
    example: Piece | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeedLine:
    """An event it takes part in: what, who and whom, when, where, and who tells it."""

    id: str
    type: str
    mode: str | None
    who: tuple[Named, ...]
    whom: tuple[Named, ...]
    day: str | None
    day_shown: str | None
    place: str | None
    factuality: str
    sentence: Piece
    outlets: tuple[str, ...]
    witnesses: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleLine:
    """An article that names it."""

    url: str
    headline: str
    lang: str
    dir: Direction
    outlet: str
    published: str | None
    published_shown: str | None
    story: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WhoPage:
    """Somebody or something, over all articles that name it.

    Args:
        id: Of the identity.
        label, type, country: As most articles have it.
        is_state: Whether it is that country itself.
        articles_in_all, shown: How many articles name it, and how many of them the page looks at.
        names: What it is called.
        roles: What it was, in the order of time.
        said: What it said, between quotation marks.
        about: What others said in which it is named.
        tallies: Figures it vouches for, or that stand in sentences that name it.
        events: What it takes part in, the latest first.
        timeline: The days that matter.
        map: Where the articles tell it.
        beside: Whom it most often takes part in events with.
    """

    id: str
    label: str
    type: str | None
    country: tuple[str, str] | None
    is_state: bool
    first: str | None
    last: str | None
    days_shown: str | None
    articles_in_all: int
    shown: int
    names: tuple[AliasLine, ...]
    roles: tuple[RoleLine, ...]
    said: tuple[SaidLine, ...]
    about: tuple[SaidLine, ...]
    tallies: tuple[TallyLine, ...]
    events: tuple[DeedLine, ...]
    timeline: tuple[EntryLine, ...]
    map: WorldMap | None
    articles: tuple[ArticleLine, ...]
    beside: tuple[tuple[Named, int], ...]
