"""What is shown of two versions of an article: in a line, and side by side."""

from __future__ import annotations

from dataclasses import dataclass, field

from dateline.views.article_contexts import BlockView, VersionLine
from dateline.views.contexts import SCREEN
from dateline.views.words import Direction


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
