"""What each page of the desk shows: one frozen dataclass a page, from which its HTML and its JSON are both drawn.

Fields marked `screen` are for the eye alone; the JSON of a page says the same by offsets.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from dateline.views.words import Direction, Segment

SCREEN = {"screen": True}


@dataclass(frozen=True, slots=True, kw_only=True)
class Snippet:
    """Words of a stored text, character for character, with where they stand.

    Args:
        article: The article whose text it is.
        text, start, end: The words and their place.
        lang, dir: For the attributes of the element that shows them.
        segments: The words cut where something in them is marked.
        cut_before, cut_after: Whether the sentence goes on, before or after.
    """

    article: str
    text: str
    start: int
    end: int
    lang: str
    dir: Direction
    segments: tuple[Segment, ...] = field(metadata=SCREEN)
    cut_before: bool = False
    cut_after: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryLine:
    """A row of the front page: a story or an article."""

    id: str
    url: str
    article: str
    kind: str
    headline: str | None
    lead: Snippet | None
    lang: str
    dir: Direction
    outlet: str | None
    agency: str | None
    aggregator: str | None
    source_url: str | None
    host: str | None = field(metadata=SCREEN)
    countries: tuple[tuple[str, str], ...]
    published: str | None
    published_shown: str | None
    first_seen: str
    first_seen_shown: str
    counts: dict[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryEntry(StoryLine):
    """A row of the front page: a story with its latest article.

    Args:
        articles: How many it has, copies and all.
        copies: How many print again what another of them printed.
        outlets: Who tells it, who tells most first.
        seen, seen_shown: When the first of its articles was first seen.
        updated, updated_shown: When the last one was.
        new: How many articles were added since the reader looked; all of them mean a new story.
    """

    articles: int
    copies: int
    outlets: tuple[str, ...]
    seen: str
    seen_shown: str
    updated: str
    updated_shown: str
    new: int = field(metadata=SCREEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class EventLine:
    """A row of the list of events, with the sentence that tells it."""

    id: str
    url: str
    type: str
    mode: str | None
    title: str
    about: str | None
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    who: str = field(metadata=SCREEN)
    whom: str = field(metadata=SCREEN)
    date: str | None
    date_shown: str | None
    place: str | None
    factuality: str
    sentence: Snippet
    article: StoryLine


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontPage:
    """A screenful of stories, articles or events."""

    tab: str
    rows: tuple[StoryEntry | StoryLine | EventLine, ...]
    next: str | None
    next_url: str | None
    first: bool = field(metadata=SCREEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultLine:
    """An article that was found, and the words that matched."""

    line: StoryLine
    snippet: Snippet | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorPage:
    """What went wrong, in a sentence."""

    error: str
    status: int
    title: str = field(metadata=SCREEN)
