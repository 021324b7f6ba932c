"""A comparison of sources as a tool gives it: fact by fact who has it, who has not, and where they differ."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.model.told import Told
from dateline.store import Store
from dateline.story.answers.columns import Column
from dateline.story.answers.comparison import Cell, Compared, Comparison, Kind, Status, compare
from dateline.story.answers.wordings import Wording
from dateline.story.numbers.tallies import tallies
from dateline.story.speech.utterances import utterances
from dateline.views.mcp.answers import MOST_TOKENS, Answer, cut
from dateline.views.mcp.asking import Cursor, StoryId, Tokens, asked
from dateline.views.mcp.passages import MOST_PASSAGES, Passage, passage

_OUTLETS = 20
_FIELD_VALUES = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnLine:
    """A source: an outlet, or an agency whose text others print; forty copies of one text are one source.

    Args:
        id, label: The name of the source in this answer.
        outlets: The mastheads its words were printed under.
        countries: Where these are.
        articles, copies: How many texts of its own it has, and how many print them again.
        only: The ids of the facts that no other source has.
        left_out: The ids of the facts that most others have and it has not, in the texts we hold.
    """

    id: str
    label: str
    outlets: tuple[str, ...]
    countries: tuple[str, ...]
    articles: int
    copies: int
    only: tuple[str, ...]
    left_out: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CellLine:
    """What one source has of a fact: `reported`, or `differs` from what most have."""

    source: str
    status: Status
    words: Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferenceLine:
    """A field on which sources do not agree: each value with those that have it."""

    field: str
    values: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedLine:
    """One fact across the sources.

    Args:
        id, kind: An event, a figure (a count), a quotation, or what several say in much the same words.
        sentence: The words that tell it best.
        reported_by, not_found_in: The sources that have it, and those whose texts we hold that have it not.
        first: Who reported it first; several where dates are too coarse to tell.
        differences: Where those that have it do not agree.
        words: The words of the first few sources that have it, those that differ first.
    """

    id: str
    kind: Kind
    sentence: Passage
    reported_by: tuple[str, ...]
    not_found_in: tuple[str, ...]
    first: tuple[str, ...]
    differences: tuple[DifferenceLine, ...]
    words: tuple[CellLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UseLine:
    """A word or phrase that a source uses for something, in so many of its texts."""

    source: str
    form: str
    texts: int
    words: Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class WordingLine:
    """What the same thing is called."""

    kind: str
    id: str
    label: str
    uses: tuple[UseLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcesCompared(Answer):
    """A story's sources beside one another.

    Args:
        story: The id of the story.
        sources: Who tells it.
        facts: What they tell, the most widely told first.
        wordings: What the same thing is called.
    """

    story: str
    sources: tuple[ColumnLine, ...]
    facts: tuple[ComparedLine, ...]
    wordings: tuple[WordingLine, ...]


def compare_sources(
    store: Store, *, story: StoryId, cursor: Cursor = None, max_tokens: Tokens = MOST_TOKENS
) -> SourcesCompared:
    """Compare the sources of a story: who reports what, where they differ, who was first, what each calls things.

    "Not found" means not in the texts that are kept here, never that a source did not report it.
    """
    told, note = asked(store, story=story)
    found = compare(told, tallies=tallies(told), utterances=utterances(told))
    answer = SourcesCompared(
        story=store.story(story, most=1)[0],
        sources=tuple(_column(c, found) for c in found.columns),
        facts=tuple(_compared(told, fact) for fact in found.facts),
        wordings=tuple(_wording(told, w) for w in found.wordings),
        note=note,
    )
    return cut(answer, "sources", "facts", "wordings", cursor=cursor, max_tokens=max_tokens)


def _column(column: Column, found: Comparison) -> ColumnLine:
    return ColumnLine(
        id=column.id,
        label=column.label,
        outlets=column.outlets[:_OUTLETS],
        countries=column.countries,
        articles=len(column.texts),
        copies=len(column.copies),
        only=found.only.get(column.id, ()),
        left_out=found.omitted.get(column.id, ()),
    )


def _compared(told: Told, fact: Compared) -> ComparedLine:
    cells = sorted((c for c in fact.cells if c.words), key=lambda c: c.status != "differs")
    return ComparedLine(
        id=fact.id,
        kind=fact.kind,
        sentence=passage(told, fact.sentence),
        reported_by=fact.reporting,
        not_found_in=tuple(c.column for c in fact.cells if c.status == "not found"),
        first=fact.first,
        differences=tuple(DifferenceLine(field=d.field, values=d.values[:_FIELD_VALUES]) for d in fact.differences),
        words=tuple(_cell(told, c) for c in cells if c.words[0] != fact.sentence)[:MOST_PASSAGES],
    )


def _cell(told: Told, cell: Cell) -> CellLine:
    return CellLine(source=cell.column, status=cell.status, words=passage(told, cell.words[0]))


def _wording(told: Told, wording: Wording) -> WordingLine:
    uses = (
        UseLine(source=u.column, form=u.form, texts=u.texts, words=passage(told, u.example))
        for u in wording.uses[:MOST_PASSAGES]
    )
    return WordingLine(kind=wording.kind, id=wording.id, label=wording.label, uses=tuple(uses))
