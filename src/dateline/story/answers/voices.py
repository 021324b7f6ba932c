"""Who is quoted in each column, how often and at what length."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.model.told import QuoteRow, Told, Words
from dateline.story.answers.columns import Column

NOBODY = ""
"""Who speaks where the text names nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """What a column lets somebody say.

    Args:
        column: The id of the column.
        speaker, identity: Who speaks, and who that is across articles; `NOBODY` where the text names nobody.
        quotes: The ids of the quotations.
        words: How many words are given as theirs, and `verbatim` how many of them stand between quotation marks.
        share: Which part that is of all words the column gives as somebody's.
    """

    column: str
    speaker: str
    identity: str | None
    quotes: tuple[str, ...]
    words: int
    verbatim: int
    share: float


def voices_of(told: Told, columns: Sequence[Column]) -> tuple[Voice, ...]:
    """Return who speaks in each column, the longest first; a text counts once however many print it."""
    of = {text: c.id for c in columns for text in c.texts}
    groups: dict[tuple[str, str], list[QuoteRow]] = defaultdict(list)
    for quote in told.quotes:
        if quote.article in of:
            groups[of[quote.article], _key(quote)].append(quote)
    words = {key: sum(_length(q.content) for q in quotes) for key, quotes in groups.items()}
    whole: dict[str, int] = defaultdict(int)
    for (column, _), n in words.items():
        whole[column] += n
    order = {c.id: n for n, c in enumerate(columns)}
    voices = (_voice(column, quotes, words[column, key], whole[column]) for (column, key), quotes in groups.items())
    return tuple(sorted(voices, key=lambda v: (order[v.column], -v.words, v.speaker)))


def _key(quote: QuoteRow) -> str:
    speaker = quote.speaker
    return (speaker.identity or speaker.label.casefold()) if speaker else NOBODY


def _length(pieces: Sequence[Words]) -> int:
    return sum(len(p.exact.split()) for p in pieces)


def _voice(column: str, quotes: Sequence[QuoteRow], words: int, whole: int) -> Voice:
    labels = [q.speaker.label for q in quotes if q.speaker]
    return Voice(
        column=column,
        speaker=max(labels, key=len, default=NOBODY),
        identity=next((q.speaker.identity for q in quotes if q.speaker), None),
        quotes=tuple(q.id for q in quotes),
        words=words,
        verbatim=sum(_length(q.marked) for q in quotes),
        share=round(words / whole, 4) if whole else 0.0,
    )
