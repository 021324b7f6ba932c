"""Facts by outlets: who reports what, where they differ, who was first, what only one has and what one leaves out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Literal, TypeVar

from dateline.model.tally import Tally
from dateline.model.told import EventRow, FigureRow, QuoteRow, Told, Words
from dateline.model.utterance import Utterance
from dateline.story.alike import is_told, stands_alone
from dateline.story.answers.claims import figures_by_tally, quotes_by_utterance
from dateline.story.answers.columns import Column, column_by_article, columns_of
from dateline.story.answers.differing import Difference, differences_of_event, differences_of_figures
from dateline.story.answers.facts import TOLD, Fact, facts_of
from dateline.story.answers.known import Source, known
from dateline.story.answers.voices import Voice, voices_of
from dateline.story.answers.wordings import Wording, wordings_of
from dateline.story.grouping.arrivals import first_of

MOST = 60
"""So many facts are given where nobody asks for another number."""
_SENTENCES = 30
_OTHER = 0.5
"""What a figure or a quotation weighs beside events that as many columns have."""
_SURE = 0.5
"""What is less sure than this and told by one text alone is left out."""

Kind = Literal["event", "figure", "quote", "sentence"]
Status = Literal["reported", "differs", "not found"]
Row = TypeVar("Row", EventRow, FigureRow, QuoteRow)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What one column has of a fact: nothing in the texts we hold, or the words and the rows that have it."""

    column: str
    status: Status
    words: tuple[Words, ...] = ()
    rows: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One fact across the columns.

    Args:
        kind: An event, a figure (a tally), a quotation (an utterance), or what several say in much the same words.
        id: The id of the event, the tally or the utterance; of a sentence the article's and where it begins there.
        sentence: The words that tell it best.
        cells: One for each column, in their order.
        differences: Where the columns that have it do not agree, the values side by side.
        first: The columns that reported it first; several where publication dates are too coarse to tell.
    """

    kind: Kind
    id: str
    sentence: Words
    cells: tuple[Cell, ...]
    differences: tuple[Difference, ...]
    first: tuple[str, ...]

    @property
    def reporting(self) -> tuple[str, ...]:
        """The columns that have it."""
        return tuple(c.column for c in self.cells if c.status != "not found")


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A comparison of outlets.

    Args:
        columns: The outlets.
        facts: What they tell, most widely told first.
        only: For each column that has them, the ids of the facts that no other has.
        omitted: For each column that leaves them out, the ids of the facts that most others have.
        wordings: What the same thing is called.
        voices: Who is quoted, and at what length.
    """

    columns: tuple[Column, ...]
    facts: tuple[Compared, ...]
    only: Mapping[str, tuple[str, ...]]
    omitted: Mapping[str, tuple[str, ...]]
    wordings: tuple[Wording, ...]
    voices: tuple[Voice, ...]


def compare(
    told: Told, *, tallies: Sequence[Tally] = (), utterances: Sequence[Utterance] = (), most: int = MOST
) -> Comparison:
    """Return what each outlet tells beside what the others do.

    Args:
        told: What the articles of a story say.
        tallies: The tallies of the same articles; figures of none of them are left out.
        utterances: The utterances of the same articles; quotations of none of them are left out.
        most: How many facts there may be.
    """
    columns = columns_of(told)
    facts = facts_of(told)
    weight = {f.id: f.salience * (0.5 + abs(f.intensity) / 10) for f in facts}
    maker = _Maker(told, columns, column_by_article(columns))
    happened = (f for f in facts if f.factuality in TOLD and (len(f.witnesses) > 1 or _is_sure(f)))
    compared = [
        *(maker.compared("event", f.id, f.rows, differences_of_event, core=f.core) for f in happened),
        *(maker.compared("figure", k, rows, differences_of_figures) for k, rows in figures_by_tally(told, tallies)),
        *(maker.compared("quote", k, rows, differ) for k, rows, differ in quotes_by_utterance(told, utterances)),
    ]
    compared += maker.sentences({c.id for c in compared if c.kind == "event" and len(c.reporting) > 1})
    ranked = sorted(compared, key=lambda c: (-len(c.reporting), -weight.get(c.id, _OTHER), c.id))[:most]
    return Comparison(
        columns=columns,
        facts=tuple(ranked),
        only=_only(ranked),
        omitted=_omitted(ranked),
        wordings=wordings_of(told, columns, facts),
        voices=voices_of(told, columns),
    )


def _is_sure(fact: Fact) -> bool:
    return any(row.confidence >= _SURE and is_told(row.sentence.exact) for row in fact.rows)


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes the lines of a comparison; `of` gives each article's column."""

    told: Told
    columns: Sequence[Column]
    of: Mapping[str, str]

    def compared(
        self,
        kind: Kind,
        key: str,
        rows: Sequence[Row],
        differences: Callable[[Mapping[str, Sequence[Row]]], tuple[Difference, ...]],
        core: Sequence[Row] | None = None,
    ) -> Compared:
        """Return a fact across the columns; `core` are the rows that can be held against each other, if not all."""
        by_column = self._by_column(rows)
        found = differences(by_column if core is None else self._by_column(core))
        against = {c for d in found for c in d.against}
        return Compared(
            kind=kind,
            id=key,
            sentence=self._best(rows if core is None else core),
            cells=tuple(_cell(c.id, by_column.get(c.id, ()), against) for c in self.columns),
            differences=found,
            first=first_of(self.told, {c: [words_of(r).article for r in own] for c, own in by_column.items()}),
        )

    def _by_column(self, rows: Sequence[Row]) -> dict[str, list[Row]]:
        out: dict[str, list[Row]] = defaultdict(list)
        for row in rows:
            out[self.of[words_of(row).article]].append(row)
        return out

    def sentences(self, events: Set[str]) -> Iterator[Compared]:
        """Yield what several columns say in much the same words, but for the events that are there already."""
        for found in known(self.told, most=_SENTENCES):
            by_column: dict[str, list[Source]] = defaultdict(list)
            for source in found.sources:
                by_column[self.of[source.article]].append(source)
            if len(by_column) > 1 and events.isdisjoint(found.events):
                cells = (_said(c.id, by_column.get(c.id, ())) for c in self.columns)
                articles = {c: [s.article for s in own] for c, own in by_column.items()}
                yield Compared(
                    kind="sentence",
                    id=f"{found.sentence.article}:{found.sentence.span.start}",
                    sentence=found.sentence,
                    cells=tuple(cells),
                    differences=(),
                    first=first_of(self.told, articles),
                )

    def _best(self, rows: Sequence[Row]) -> Words:
        """Return the words that tell it best, an original's before a copy's."""
        own = [r for r in rows if self.told.by_id[words_of(r).article].original == words_of(r).article] or rows
        return words_of(max(own, key=_clear))


def _clear(row: EventRow | FigureRow | QuoteRow) -> tuple[float, int]:
    """Return how well a row's words tell it: surely, on their own, and of quotations the longest."""
    words = words_of(row).exact
    sure = row.confidence if isinstance(row, EventRow) else 1.0
    return sure * stands_alone(words), len(words) if isinstance(row, QuoteRow) else 0


def words_of(row: EventRow | FigureRow | QuoteRow) -> Words:
    """Return the words that a row is told in: its sentence, or the longest piece of what is said."""
    return max(row.content, key=lambda w: len(w.exact)) if isinstance(row, QuoteRow) else row.sentence


def _cell(column: str, rows: Sequence[EventRow | FigureRow | QuoteRow], against: set[str]) -> Cell:
    status: Status = "not found" if not rows else "differs" if column in against else "reported"
    words = tuple(dict.fromkeys(words_of(r) for r in rows))
    return Cell(column=column, status=status, words=words, rows=tuple(r.id for r in rows))


def _said(column: str, sources: Sequence[Source]) -> Cell:
    words = tuple(dict.fromkeys(s.words for s in sources))
    return Cell(column=column, status="reported" if sources else "not found", words=words)


def _only(facts: Sequence[Compared]) -> dict[str, tuple[str, ...]]:
    out: dict[str, list[str]] = defaultdict(list)
    for fact in facts:
        if len(fact.cells) > 1 and len(fact.reporting) == 1:
            out[fact.reporting[0]].append(fact.id)
    return {column: tuple(ids) for column, ids in out.items()}


def _omitted(facts: Sequence[Compared]) -> dict[str, tuple[str, ...]]:
    """Return what each column leaves out that at least two others, and most of them, have."""
    out: dict[str, list[str]] = defaultdict(list)
    for fact in facts:
        # Who tells it in other words has not left it out.
        if fact.kind != "sentence" and len(fact.reporting) >= 2 and 2 * len(fact.reporting) > len(fact.cells) - 1:
            for cell in fact.cells:
                if cell.status == "not found":
                    out[cell.column].append(fact.id)
    return {column: tuple(ids) for column, ids in out.items()}
