"""What the pages of sources show: what is followed and how it is, and one source with its days and its history."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from dateline.views.contexts import SCREEN
from dateline.views.sources_seam import Offer

SourceState = Literal["ok", "failing", "paused", "new"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceEntry:
    """A source as a line of the list.

    Args:
        id, url, kind, title, site, folder: The source.
        state: ok, failing, paused, or new (not asked yet).
        says: How it is, in a sentence.
        added_at, asked_at, answered_at, new_at, next_at: Moments, ISO 8601 in UTC.
        every: How many seconds apart it is asked.
        strikes: How often in a row it failed.
        error: Why, in words.
        per_day: Items a day, of the days that it was watched on.
        gap_days: Days of the last 60 without any, where its rhythm says there should be some.
        kept, waiting, failed: How many of its items are kept, wait for their page, or could not be had.
    """

    id: str
    url: str
    kind: str
    title: str | None
    site: str | None
    folder: str | None
    state: SourceState
    says: str
    added_at: str
    asked_at: str | None
    answered_at: str | None
    new_at: str | None
    next_at: str
    every: int | None
    strikes: int
    error: str | None
    per_day: float | None
    gap_days: int
    kept: int
    waiting: int
    failed: int
    page_url: str = field(metadata=SCREEN)

    @property
    def name(self) -> str:
        """What it is called, or its address."""
        return self.title or self.url


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderOfSources:
    """The sources of a folder."""

    name: str | None
    rows: tuple[SourceEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PackEntry:
    """A list of official feeds that comes along."""

    name: str
    holds: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcesPage:
    """All that is followed.

    Args:
        total, failing: How many there are, and how many of them fail.
        watching: Whether this desk asks them itself.
        folders: The sources, folder by folder.
        packs: Lists to begin with.
        asked, folder, offers: An address and a folder that were put in, and what can be followed there, to choose from.
        problem: What went wrong with what was asked for.
    """

    total: int
    failing: int
    watching: bool
    folders: tuple[FolderOfSources, ...]
    packs: tuple[PackEntry, ...] = field(default=(), metadata=SCREEN)
    asked: str = field(default="", metadata=SCREEN)
    folder: str = field(default="", metadata=SCREEN)
    offers: tuple[Offer, ...] = field(default=(), metadata=SCREEN)
    problem: str | None = field(default=None, metadata=SCREEN)
    can_change: bool = field(default=False, metadata=SCREEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class DayOfSource:
    """A day: how many items came, what it was (some, gap, none, unwatched), and its bar in the chart."""

    day: str
    items: int
    state: str
    label: str = field(metadata=SCREEN)
    x: float = field(metadata=SCREEN)
    y: float = field(metadata=SCREEN)
    width: float = field(metadata=SCREEN)
    height: float = field(metadata=SCREEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundOfSource:
    """A round: when, what the server answered, what came of it, how long it took, and what went wrong."""

    at: str
    status: int | None
    result: str
    found: int
    new: int
    bytes: int
    seconds: float
    error: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemOfSource:
    """Something it listed: what it is called, when it is said to be published, and what became of it."""

    guid: str
    url: str | None
    title: str | None
    published: str | None
    first_seen: str
    state: str
    tries: int
    error: str | None
    article_url: str | None = field(default=None, metadata=SCREEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcePage:
    """One source: how it is, its days, its rounds, and what it listed, the newest first.

    Args:
        source: The source.
        days: Its last days, up to yesterday.
        gaps: Stretches of days without any item, in words.
        rounds: How it went when it was asked, the latest first.
        rows: What it listed.
        next, next_url: Where the next rows are.
    """

    source: SourceEntry
    days: tuple[DayOfSource, ...]
    gaps: tuple[str, ...]
    rounds: tuple[RoundOfSource, ...]
    rows: tuple[ItemOfSource, ...]
    next: str | None = None
    next_url: str | None = None
    more_url: str | None = field(default=None, metadata=SCREEN)
    most: int = field(default=0, metadata=SCREEN)
    width: int = field(default=0, metadata=SCREEN)
    height: int = field(default=0, metadata=SCREEN)
    can_change: bool = field(default=False, metadata=SCREEN)
