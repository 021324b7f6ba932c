"""Utterances on our own gold of many articles: which quotations are the same words.

`python -m eval.utterances [-v]` prints the scores, with -v what was split and merged. The quotes are those the reader
finds at the marks, end to end; all batches are asked at once, as a search over everything.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dateline.model.span import Span
from dateline.model.told import QuoteRow
from dateline.story.rows import together
from dateline.story.speech.utterances import utterances
from eval.joined import joined
from eval.many import MANY, Mark, bcubed
from eval.marked import marked, marks, split_and_merged, table


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A marked quotation: the utterance it is in (its own id if it is in none), and who is said to have said it."""

    mark: Mark
    article: str
    utterance: str
    speaker: str | None


def score_utterances(folder: Path = MANY) -> dict[str, float]:
    """Return BCubed of utterances, and how many of those that several articles have are given to the right speaker."""
    found = list(rows(folder))
    clustered = bcubed([(r.mark.key, r.utterance) for r in found])
    labels = {r["key"]: r["label"] for r in table("entities", folder)}
    speakers = {r["key"]: labels.get(r["speaker"] or "") for r in table("utterances", folder)}
    asked = [r for r in found if speakers.get(r.mark.key) and r.speaker]
    right = sum(_same(r.speaker or "", speakers[r.mark.key] or "") for r in asked)
    return {
        "utterance f1": clustered.f1,
        "utterance precision": clustered.precision,
        "utterance recall": clustered.recall,
        "quotes found": len(found) / marks("Q", folder),
        "speaker right": right / len(asked),
    }


def _same(one: str, other: str) -> bool:
    return bool({w.lower() for w in one.split() if len(w) > 2} & {w.lower() for w in other.split() if len(w) > 2})


def rows(folder: Path = MANY) -> Iterator[Row]:
    """Yield every marked quotation that the reader found."""
    where = {
        quote: utterance
        for utterance in utterances(together(one.told for one in joined(folder)))
        for variant in utterance.variants
        for quote in variant.quotes
    }
    for one, mark, span in marked("Q", folder):
        quote = _at(span, one.told.quotes)
        if quote is not None:
            utterance = where.get(quote.id)
            yield Row(
                mark=mark,
                article=one.case.given.id,
                utterance=utterance.id if utterance else quote.id,
                speaker=utterance.speaker.label if utterance and utterance.speaker else None,
            )


def _at(span: Span, quotes: Sequence[QuoteRow]) -> QuoteRow | None:
    """Return the quote that shares most characters with a stretch."""
    best = max(((_shared(span, q), n) for n, q in enumerate(quotes)), default=(0, 0))
    return quotes[best[1]] if best[0] else None


def _shared(span: Span, quote: QuoteRow) -> int:
    return sum(max(0, min(w.span.end, span.end) - max(w.span.start, span.start)) for w in quote.content)


if __name__ == "__main__":
    for name, value in score_utterances().items():
        print(f"{name:<20}{value:.3f}")
    if "-v" in sys.argv:
        found = ((r.mark.key, r.utterance, f"{r.article}:{r.mark.words}") for r in rows())
        print(*split_and_merged(found), sep="\n")
