"""What the pages about what is kept show: deletions and their stones, work in the background, readings again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from dateline.model.rereading import ArticleDiff
from dateline.views.contexts import SCREEN


@dataclass(frozen=True, slots=True, kw_only=True)
class GoingLine:
    """An article that would go: its headline, where it leads, and whether it is an older version."""

    id: str
    headline: str | None
    kind: str
    url: str | None
    older: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DeletePage:
    """The question before an article is deleted.

    Args:
        id: Of the article.
        headline: Its headline.
        rows: All that goes with it.
        pages, facts, judgements: How much that is.
        versions: Whether its other versions go, too.
    """

    id: str
    headline: str | None
    rows: tuple[GoingLine, ...]
    pages: int
    facts: int
    judgements: int
    versions: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StoneLine:
    """An article that was deleted."""

    article: str
    page: str
    url: str | None
    at: str
    by: str
    why: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeletedPage:
    """What was deleted, the latest first."""

    rows: tuple[StoneLine, ...]
    next: str | None
    next_url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class JobLine:
    """Work in the background, as a list shows it."""

    id: str
    kind: str
    url: str
    state: str
    by: str
    started: str
    ended: str | None
    done: int
    total: int | None
    tally: Mapping[str, int]
    says: str | None
    over: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemLine:
    """What a job came to with one page; `diffs` where it was read otherwise than before."""

    n: int
    name: str
    state: str
    says: str | None
    article: str | None
    diffs: tuple[ArticleDiff, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class JobPage:
    """How far a job came.

    Args:
        job: It.
        only: The state of the items that are shown; None: all of them.
        rows: Its items.
        can: Whether it can be canceled by who looks.
        left: Of a job that was interrupted: the addresses that were not looked at, for a new one.
    """

    job: JobLine
    only: str | None
    rows: tuple[ItemLine, ...]
    next: str | None
    next_url: str | None = None
    can: bool = field(default=False, metadata=SCREEN)
    left: tuple[str, ...] = field(default=(), metadata=SCREEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class AddingPage:
    """Where many pages are added: the latest jobs, and how much may be given at once, in bytes."""

    rows: tuple[JobLine, ...]
    can: bool
    max_bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RereadPage:
    """Which version of the reader read how much, and the runs that read again.

    Args:
        reader: The present one; None where this desk cannot read.
        readers: How many articles each version read, the most first.
        rows: The latest runs.
        can: Whether who looks can start one.
    """

    reader: str | None
    readers: tuple[tuple[str, int], ...]
    rows: tuple[JobLine, ...]
    can: bool
