"""Utterances on our own gold of many articles: which quotations are the same words.

`python -m eval.utterances [-v]` prints the scores, with -v what was split and merged. The quotes are those the reader
finds at the marks, end to end; all batches are asked at once, as a search over everything.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dateline.model.span import Span
from dateline.model.told import QuoteRow
from dateline.story.rows import together
from dateline.story.speech.utterances import utterances
from eval.joined import joined
from eval.many import MANY, Mark, bcubed
from eval.tallies import table


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A marked quotation: the utterance it is in (its own id if it is in none), and who is said to have said it."""

    mark: Mark
    article: str
    utterance: str
    speaker: str | None
    shared: bool


def score_utterances(folder: Path = MANY) -> dict[str, float]:
    """Return BCubed of utterances, and how many of those that several articles have are given to the right speaker."""
    found = list(rows(folder))
    marks = sum(1 for one in joined(folder) for m in one.case.given.marks if m.kind == "Q")
    clustered = bcubed([(r.mark.key, r.utterance) for r in found])
    labels = {r["key"]: r["label"] for r in table("entities", folder)}
    speakers = {r["key"]: labels.get(r["speaker"] or "") for r in table("utterances", folder)}
    asked = [r for r in found if speakers.get(r.mark.key) and r.speaker]
    right = sum(_same(r.speaker or "", speakers[r.mark.key] or "") for r in asked)
    return {
        "utterance f1": clustered.f1,
        "utterance precision": clustered.precision,
        "utterance recall": clustered.recall,
        "quotes found": len(found) / marks,
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
    for one in joined(folder):
        for mark, span in one.case.at:
            quote = _at(span, one.told.quotes) if mark.kind == "Q" else None
            if quote is not None:
                utterance = where.get(quote.id)
                yield Row(
                    mark=mark,
                    article=one.case.given.id,
                    utterance=utterance.id if utterance else quote.id,
                    speaker=utterance.speaker.label if utterance and utterance.speaker else None,
                    shared=utterance is not None and len(utterance.variants) > 1,
                )


def _at(span: Span, quotes: Sequence[QuoteRow]) -> QuoteRow | None:
    """Return the quote that shares most characters with a stretch."""
    best = max(((_shared(span, q), n) for n, q in enumerate(quotes)), default=(0, 0))
    return quotes[best[1]] if best[0] else None


def _shared(span: Span, quote: QuoteRow) -> int:
    return sum(max(0, min(w.span.end, span.end) - max(w.span.start, span.start)) for w in quote.content)


def _show(found: Sequence[Row]) -> Iterator[str]:
    by_key: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    by_utterance: defaultdict[str, set[str]] = defaultdict(set)
    for r in found:
        by_key[r.mark.key][r.utterance].append(f"{r.article}:{r.mark.words}")
        by_utterance[r.utterance].add(r.mark.key)
    yield from (f"split {key}: {list(parts.values())}" for key, parts in by_key.items() if len(parts) > 1)
    yield from (f"merged {sorted(keys)}" for keys in by_utterance.values() if len(keys) > 1)


if __name__ == "__main__":
    for name, value in score_utterances().items():
        print(f"{name:<20}{value:.3f}")
    if "-v" in sys.argv:
        print(*_show(list(rows())), sep="\n")
