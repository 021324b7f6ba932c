"""What each page of the desk shows: one frozen dataclass a page, from which its HTML and its JSON are both drawn.

Fields marked `screen` are for the eye alone; the JSON of a page says the same by offsets.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from dateline.views.facts import Fact
from dateline.views.verdicts import Reviewed, VerdictLine
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
class BlockView:
    """A block of the article, cut where facts begin and end."""

    role: str
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRun:
    """A stretch of the page: dropped (then `role` says what it was taken for), part of the article, or neither."""

    kind: str
    role: str | None
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageView:
    """The page an article came from, in its own order; `left` characters at its end are not shown."""

    runs: tuple[PageRun, ...]
    left: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionLine:
    """A version of an article.

    Args:
        shown: Whether it is the one the page shows.
        current: Whether it is the newest.
        changes_url: Where it is shown what it changed; None if it replaced none.
        same: Whether it has the very text of the one it replaced: only the page around it changed.
    """

    id: str
    url: str
    first_seen: str
    first_seen_shown: str
    shown: bool
    current: bool
    changes_url: str | None
    same: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureChange:
    """A figure whose value changed: what it counts, its words in either version, and where they open."""

    label: str
    before: str
    before_url: str
    after: str
    after_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """What changed between two versions, in a line.

    Args:
        url: Where all of it is shown.
        first_seen: When the newer version was first seen.
        removed, added: Words of the text.
        headline: Words of the headline.
        lang, dir: For the words of the figures.
    """

    url: str
    first_seen: str
    first_seen_shown: str
    removed: int
    added: int
    headline: int
    figures: tuple[FigureChange, ...]
    lang: str
    dir: Direction


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeLine:
    """A stretch of two versions: kept, removed or added, with its place in each; `text` is None for what was kept."""

    kind: str
    old: tuple[int, int] | None
    new: tuple[int, int] | None
    text: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A paragraph as it was and as it is; None where a version has none."""

    before: BlockView | None
    after: BlockView | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangesPage:
    """Two versions of an article side by side.

    Args:
        title: The headline of the newer one.
        lang, dir: Of the newer one.
        groups: Paragraphs in their order, those that changed and those that did not in groups of their own.
    """

    id: str
    before: VersionLine
    after: VersionLine
    changed: Changed
    changes: tuple[ChangeLine, ...]
    title: str = field(metadata=SCREEN)
    lang: str = field(metadata=SCREEN)
    dir: Direction = field(metadata=SCREEN)
    groups: tuple[tuple[bool, tuple[Pair, ...]], ...] = field(metadata=SCREEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticlePage:
    """An article with its facts, kept or not.

    Args:
        id: The article's id.
        base: Where the page is: /article/… for one that is kept, /read/… for one that is not.
        keep: Where to post to keep it, if it is not kept yet.
        record: The record as the contract has it.
        fact: The fact whose words are lit, if one was picked.
        unread: Whether the article was not read for facts at all (its reasons say why).
        others: The other articles of the same page: title and url.
        judging: Whether its facts can be judged here.
        reviewed: The facts that people judged or wrote of, with what they decided.
        remarks: What people wrote of the article.
        who: For facts that are somebody or something: the page about them.
    """

    id: str
    base: str = field(metadata=SCREEN)
    story: str | None
    first_seen: str | None
    first_seen_shown: str | None = field(metadata=SCREEN)
    current: bool
    superseded_by: str | None
    kept: bool
    keep: str | None
    lang: str
    dir: Direction
    source_url: str | None
    title: str = field(metadata=SCREEN)
    blocks: tuple[BlockView, ...] = field(metadata=SCREEN)
    groups: tuple[tuple[str, str, tuple[Fact, ...]], ...] = field(metadata=SCREEN)
    front: tuple[Fact, ...] = field(metadata=SCREEN)
    reasons: tuple[tuple[str, str], ...]
    unread: bool = field(metadata=SCREEN)
    page: PageView = field(metadata=SCREEN)
    page_lit: bool = field(metadata=SCREEN)
    fact: str | None = field(metadata=SCREEN)
    versions: tuple[VersionLine, ...]
    others: tuple[tuple[str, str], ...] = field(metadata=SCREEN)
    dropped: int = field(metadata=SCREEN)
    judging: bool = field(metadata=SCREEN)
    reviewed: tuple[Reviewed, ...]
    remarks: tuple[VerdictLine, ...]
    who: dict[str, str] = field(metadata=SCREEN)
    record: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class EmptyPage:
    """A page that was read and holds no article: why, and what it was."""

    reason: str
    keep: str | None
    kept: bool
    page: PageView = field(metadata=SCREEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorPage:
    """What went wrong, in a sentence."""

    error: str
    status: int
    title: str = field(metadata=SCREEN)
