"""Figures by tally and quotations by utterance: what else than events is held against each other in a comparison."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from dateline.model.tally import Tally
from dateline.model.told import FigureRow, QuoteRow, Told, Who
from dateline.model.utterance import Utterance
from dateline.story.answers.differing import Difference, differences_of_quotes


def figures_by_tally(told: Told, tallies: Sequence[Tally]) -> Iterator[tuple[str, list[FigureRow]]]:
    """Yield the figures of each tally, with the day and the authority it found for them; former counts are left out."""
    by_id = {figure.id: figure for figure in told.figures}
    for tally in tallies:
        stated = [s for series in tally.series for claim in series.claims for s in claim.stated if not s.former]
        rows = [
            replace(by_id[figure], as_of=s.day, authority=Who(label=s.authority) if s.authority else None)
            for s in stated
            for figure in (s.figure, *s.copies)
            if figure in by_id
        ]
        if rows:
            yield tally.id, rows


def quotes_by_utterance(
    told: Told, utterances: Sequence[Utterance]
) -> Iterator[tuple[str, list[QuoteRow], Callable[[Mapping[str, Sequence[QuoteRow]]], tuple[Difference, ...]]]]:
    """Yield the quotations of each utterance, and what tells where they differ."""
    by_id = {quote.id: quote for quote in told.quotes}
    for utterance in utterances:
        rows = [by_id[q] for variant in utterance.variants for q in variant.quotes if q in by_id]
        reworded = {q for variant in utterance.variants if variant.wording == "reworded" for q in variant.quotes}
        if rows:
            yield utterance.id, rows, partial(differences_of_quotes, reworded=reworded)
