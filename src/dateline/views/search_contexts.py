"""What the page of a search shows: what was found, counted by source, country, type, language and day."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field

from dateline.views.contexts import SCREEN, ResultLine, Snippet, StoryEntry
from dateline.views.plots import Plot


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundStory:
    """A story that was found, the words that matched in its best article, and how many of its articles fit."""

    line: StoryEntry
    snippet: Snippet | None
    found: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetValue:
    """A value with how many articles have it, and the query that asks for it, too (or no more, if it is asked for)."""

    value: str
    label: str
    count: int
    asked: bool
    query: str
    url: str = field(metadata=SCREEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetView:
    """A field with its commonest values; `left` more are not shown."""

    field: str
    title: str = dataclasses.field(metadata=SCREEN)
    values: tuple[FacetValue, ...]
    left: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A day, month or year with how many articles are of it, the query for these, and its place in the chart."""

    date: str
    label: str
    count: int
    query: str
    url: str = field(metadata=SCREEN)
    x: float = field(metadata=SCREEN)
    y: float = field(metadata=SCREEN)
    width: float = field(metadata=SCREEN)
    height: float = field(metadata=SCREEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Histogram:
    """How many articles are of each day, or month, or year where days would be too many."""

    unit: str
    bars: tuple[Bar, ...]
    undated: int
    most: int = field(metadata=SCREEN)
    width: int = field(metadata=SCREEN)
    height: int = field(metadata=SCREEN)
    plot: Plot = field(metadata=SCREEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedLine:
    """A search that is kept, and where it is asked."""

    name: str
    query: str
    created_at: str
    created_shown: str = field(metadata=SCREEN)
    by: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedPage:
    """The searches that are kept."""

    rows: tuple[SavedLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A way to see the same: its name, where it is, and whether it is chosen."""

    name: str
    url: str
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage:
    """What a query found.

    Args:
        q: The query.
        tab: articles or stories.
        sort: relevance or date.
        total: How many articles fit; `more` says that there are more than that.
        counted: How many of these the facets and the days are about, those added last.
        error: Why the query cannot be understood; `column` says where, from 1.
        asked: The query before, at and after that column.
        pad: What puts a caret under that column.
        ends: Whether the list ends before all that fits was shown.
    """

    q: str
    tab: str
    sort: str
    rows: tuple[ResultLine | FoundStory, ...] = ()
    next: str | None = None
    next_url: str | None = None
    total: int = 0
    more: bool = False
    counted: int = 0
    facets: tuple[FacetView, ...] = ()
    histogram: Histogram | None = None
    saved: tuple[SavedLine, ...] = field(default=(), metadata=SCREEN)
    error: str | None = None
    column: int | None = None
    asked: tuple[str, str, str] | None = field(default=None, metadata=SCREEN)
    pad: str = field(default="", metadata=SCREEN)
    tabs: tuple[Choice, ...] = field(default=(), metadata=SCREEN)
    sorts: tuple[Choice, ...] = field(default=(), metadata=SCREEN)
    more_url: str | None = field(default=None, metadata=SCREEN)
    ends: bool = field(default=False, metadata=SCREEN)
