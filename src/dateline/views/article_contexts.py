"""What the page of an article shows: its text and the page it came from, cut where facts stand; its versions."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from dateline.views.contexts import SCREEN
from dateline.views.facts import Fact
from dateline.views.verdicts import Reviewed, VerdictLine
from dateline.views.words import Direction, Segment


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
