"""The context of a comparison: a story's facts across its outlets, what they call things, and whom they quote."""

from __future__ import annotations

from dateline.store import Store
from dateline.story.answers.columns import Column
from dateline.story.answers.comparison import Compared
from dateline.story.answers.voices import Voice
from dateline.story.answers.wordings import Use, Wording
from dateline.views.i18n.formats import territory
from dateline.views.lines import who_url
from dateline.views.listing import story_entry
from dateline.views.pieces import Named
from dateline.views.story import tell
from dateline.views.story_contexts import (
    CellLine,
    ColumnHead,
    ComparePage,
    DiffersLine,
    FactRow,
    UseLine,
    VoiceLine,
    WordingRow,
)
from dateline.views.told import Shelf

_WORDS, _WORDINGS, _VOICES = 3, 20, 12
"""So many sentences of a cell, things called by several words, and speakers of a column are shown."""


def compare_page(store: Store, id: str) -> ComparePage:
    """Return the comparison of a story's outlets.

    Raises:
        NotFound: If the store does not hold the story.
    """
    found = tell(store, id)
    shelf, compared = found.shelf, found.comparison
    heads = tuple(_head(shelf, c) for c in compared.columns)
    labels = {h.id: h.label for h in heads}
    return ComparePage(
        id=found.id,
        line=story_entry(found.row),
        columns=heads,
        rows=tuple(_row(shelf, f, labels) for f in compared.facts),
        wordings=tuple(_wording(shelf, w, labels) for w in compared.wordings[:_WORDINGS]),
        voices=tuple((h.label, _voices(compared.voices, h)) for h in heads),
    )


def _head(shelf: Shelf, column: Column) -> ColumnHead:
    return ColumnHead(
        id=column.id,
        label=column.label if not column.id.startswith("article ") else shelf.outlet(column.texts[0]),
        outlets=tuple(o for o in column.outlets if o and o != column.label),
        countries=tuple((c, territory(c)) for c in column.countries),
        articles=tuple(shelf.chip(a) for a in column.texts),
        copies=tuple(shelf.chip(a) for a in column.copies),
    )


def _row(shelf: Shelf, fact: Compared, labels: dict[str, str]) -> FactRow:
    cells = tuple(
        CellLine(
            column=cell.column,
            label=labels[cell.column],
            status=cell.status,
            first=cell.column in fact.first and len(fact.reporting) > 1,
            words=tuple(shelf.piece(w) for w in cell.words[:_WORDS]),
        )
        for cell in fact.cells
    )
    alone = len(cells) > 1 and len(fact.reporting) == 1
    return FactRow(
        kind=fact.kind,
        id=fact.id,
        sentence=shelf.piece(fact.sentence),
        cells=cells,
        differences=tuple(
            DiffersLine(field=d.field, values=tuple((v, tuple(labels[c] for c in cs)) for v, cs in d.values))
            for d in fact.differences
        ),
        first=tuple(labels[c] for c in fact.first),
        reporting=len(fact.reporting),
        only=labels[fact.reporting[0]] if alone else None,
    )


def _wording(shelf: Shelf, wording: Wording, labels: dict[str, str]) -> WordingRow:
    url = who_url(wording.id) if wording.kind == "entity" else None

    def use(one: Use) -> UseLine:
        return UseLine(column=labels[one.column], form=one.form, texts=one.texts, example=shelf.piece(one.example))

    return WordingRow(
        kind=wording.kind,
        thing=Named(label=wording.label, url=url if wording.id.startswith("i") else None),
        uses=tuple(use(u) for u in wording.uses),
    )


def _voices(voices: tuple[Voice, ...], head: ColumnHead) -> tuple[VoiceLine, ...]:
    mine = [v for v in voices if v.column == head.id]
    return tuple(
        VoiceLine(
            column=head.label,
            speaker=Named(label=v.speaker, url=who_url(v.identity)) if v.speaker else None,
            quotes=len(v.quotes),
            words=v.words,
            verbatim=v.verbatim,
            share=v.share,
        )
        for v in mine[:_VOICES]
    )
