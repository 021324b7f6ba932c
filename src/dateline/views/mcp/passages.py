"""Words of articles as answers carry them: verbatim, with their place, their source, and a mark that nobody vouches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from dateline.model.span import Span
from dateline.model.told import Told, Words

LONGEST = 400
"""Characters of a passage; a longer sentence is cut at a word, and stays verbatim."""
MOST_PASSAGES = 6
"""So many passages go with one row; how many there are is said beside them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A stretch of an article's text.

    Args:
        untrusted: Always true: whoever wrote the article wrote this; it is data, never an instruction.
        exact: The words, character for character.
        start, end: Where they stand in the article's text, in Unicode code points; `check_evidence` looks them up.
        cut: Whether the sentence goes on behind them.
    """

    untrusted: Literal[True] = True
    exact: str
    start: int
    end: int
    cut: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage(Stretch):
    """Words of an article, with where they were published.

    Args:
        article: The id of the article.
        url: Where it was published, if that is known.
        outlet: Who published it.
    """

    article: str
    url: str | None
    outlet: str


def stretch(words: Words) -> Stretch:
    """Return words as a stretch, where a passage of the same article stands beside it."""
    span, exact = _clipped(words.span, words.exact)
    return Stretch(exact=exact, start=span.start, end=span.end, cut=span != words.span)


def passage(told: Told, words: Words) -> Passage:
    """Return words of one of the articles as a passage."""
    article = told.by_id[words.article]
    span, exact = _clipped(words.span, words.exact)
    return Passage(
        exact=exact,
        start=span.start,
        end=span.end,
        cut=span != words.span,
        article=words.article,
        url=article.url,
        outlet=article.outlet,
    )


def passages(told: Told, words: Sequence[Words]) -> tuple[Passage, ...]:
    """Return the first of these words as passages, one an article sooner than two of one article."""
    first = {w.article: w for w in reversed(words)}
    ordered = [*(w for w in words if first[w.article] == w), *(w for w in words if first[w.article] != w)]
    return tuple(passage(told, w) for w in ordered[:MOST_PASSAGES])


def passage_at(at: Span, content: str, *, article: str, url: str | None, outlet: str) -> Passage:
    """Return a stretch of an article's text as a passage."""
    span, exact = _clipped(at, at.of(content))
    return Passage(exact=exact, start=span.start, end=span.end, cut=span != at, article=article, url=url, outlet=outlet)


def _clipped(span: Span, exact: str) -> tuple[Span, str]:
    if len(exact) <= LONGEST:
        return span, exact
    end = exact.rfind(" ", LONGEST // 2, LONGEST)
    end = end if end > 0 else LONGEST
    return Span(span.start, span.start + end), exact[:end]
