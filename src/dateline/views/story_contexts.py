"""Contexts of a story over all its articles, and of its comparison."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.views.article_contexts import VersionLine
from dateline.views.change_contexts import Changed
from dateline.views.contexts import StoryEntry
from dateline.views.maps import WorldMap
from dateline.views.pieces import Chip, EntryLine, KnownLine, Named, NameLine, Piece, SaidLine
from dateline.views.tallied import FigureLine, TallyLine
from dateline.views.words import Direction


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLine:
    """An article of a story: who prints it, whose words they are, why it belongs, what nobody else has.

    Args:
        article, url, headline, lang, dir: The article.
        outlet, country: Who prints it, and where that is.
        part: What it is among the others: original, agency, aggregator or copy.
        from_: The agency or the aggregator, where there is one.
        copy_of: The article whose text it prints again, if that is here.
        published, published_shown, seen, seen_shown: When it came out, and when it was first seen.
        reason: Why it belongs to the story.
        only: What no other column of the comparison has.
        changed: What its newest version changed.
        versions: Its versions, if it has more than one.
    """

    article: str
    url: str
    headline: str | None
    lang: str
    dir: Direction
    outlet: str
    country: tuple[str, str] | None
    part: str
    from_: str | None
    copy_of: Chip | None
    published: str | None
    published_shown: str | None
    seen: str
    seen_shown: str
    reason: str
    only: tuple[Piece, ...]
    changed: Changed | None
    versions: tuple[VersionLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldLine:
    """What somebody is said to have said, without quotation marks: no quotation."""

    speaker: Named | None
    words: tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryPage:
    """A story over all its articles.

    Args:
        id: Of the story.
        line: The story in a line.
        shown, left: How many of its articles the page looks at, and how many older ones it does not.
        known: Sentences that tell what happened, most independently told first.
        tallies, figures: Figures by tally; those of no tally.
        said, reported: Quotations; what is told as said, without quotation marks.
        timeline: The days that matter.
        map: The places that the articles name.
        names, places: Who and where.
        sources: The articles, the first first.
        columns: How many sources can be compared; copies and one agency's texts are one.
        sides: The two countries most events are between, for the page about them.
    """

    id: str
    line: StoryEntry
    shown: int
    left: int
    known: tuple[KnownLine, ...]
    tallies: tuple[TallyLine, ...]
    figures: tuple[FigureLine, ...]
    said: tuple[SaidLine, ...]
    reported: tuple[ToldLine, ...]
    timeline: tuple[EntryLine, ...]
    names: tuple[NameLine, ...]
    places: tuple[NameLine, ...]
    map: WorldMap | None
    sources: tuple[SourceLine, ...]
    columns: int
    sides: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnHead:
    """An outlet of a comparison, or an agency with all mastheads its words are printed under."""

    id: str
    label: str
    outlets: tuple[str, ...]
    countries: tuple[tuple[str, str], ...]
    articles: tuple[Chip, ...]
    copies: tuple[Chip, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CellLine:
    """What a column has of a fact: reported, differs, or not found in the texts we hold."""

    column: str
    label: str
    status: str
    first: bool
    words: tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DiffersLine:
    """A field the columns do not agree on: each value with who has it."""

    field: str
    values: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FactRow:
    """A fact across the columns; `only` is the label of the one column that has it, if one alone does."""

    kind: str
    id: str
    sentence: Piece
    cells: tuple[CellLine, ...]
    differences: tuple[DiffersLine, ...]
    first: tuple[str, ...]
    reporting: int
    only: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class UseLine:
    """What a column calls something, in how many of its texts, and where once."""

    column: str
    form: str
    texts: int
    example: Piece


@dataclass(frozen=True, slots=True, kw_only=True)
class WordingRow:
    """What the same thing is called, column by column."""

    kind: str
    thing: Named
    uses: tuple[UseLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceLine:
    """Who is quoted in a column: how often, how many words, how many of them verbatim, and which part of all."""

    column: str
    speaker: Named | None
    quotes: int
    words: int
    verbatim: int
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparePage:
    """A story's facts across its outlets."""

    id: str
    line: StoryEntry
    columns: tuple[ColumnHead, ...]
    rows: tuple[FactRow, ...]
    wordings: tuple[WordingRow, ...]
    voices: tuple[tuple[str, tuple[VoiceLine, ...]], ...]
