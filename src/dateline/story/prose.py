"""The words of an article's prose, as small arrays: what two texts have in common is found from these alone."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from dateline.model.article import BODY, Article
from dateline.model.span import Span

WORD = re.compile(r"\w+(?:[’'.,\-]\w+)*")
_LINE = re.compile(r"[^\n]+")
_MARK = re.compile(r"[\"“”«»]|``|''")
_STOP = re.compile(r"[.!?]['’\"”»)]*\s*$")
_DIGIT = re.compile(r"\d")
_BREAK = re.compile(r"[.!?:]['’\"”»)]*\s")
FEWEST_WORDS = 12
"""A line of fewer words that ends without a full stop is furniture, a crosshead or a list, not prose."""
LONG = 4
"""Words of so many letters or more say what a text is about."""
QUOTED, FACT, CONTENT = 1, 2, 4


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """Words in the order of the text, nine bytes each.

    Args:
        keys: A hash of each word in small letters.
        starts: Where each word begins in the article's text.
        lengths: How many characters it has (at most 255 are kept).
        flags: QUOTED (stands between quotation marks), FACT (a name or a number), CONTENT (long enough to mean much).
    """

    keys: NDArray[np.uint32]
    starts: NDArray[np.uint32]
    lengths: NDArray[np.uint8]
    flags: NDArray[np.uint8]

    def __len__(self) -> int:
        return len(self.keys)

    def span(self, first: int, last: int) -> Span:
        """Return the place in the text of the words from the first to the last, both included."""
        return Span(int(self.starts[first]), int(self.starts[last]) + int(self.lengths[last]))


def words_of(article: Article) -> Words:
    """Return the words of the article's prose."""
    text = article.text.content
    keys: list[int] = []
    starts: list[int] = []
    lengths: list[int] = []
    flags: list[int] = []
    for line in prose_lines(article):
        found = list(WORD.finditer(text, line.start, line.end))
        words = [m.group() for m in found]
        at = [m.start() for m in found]
        keys += [crc32(word.lower().replace("’", "'").encode()) for word in words]
        lengths += [min(len(word), 255) for word in words]
        flags += _flags(text, line, words, at)
        starts += at
    return Words(
        np.array(keys, np.uint32), np.array(starts, np.uint32), np.array(lengths, np.uint8), np.array(flags, np.uint8)
    )


def prose_lines(article: Article) -> Iterator[Span]:
    """Yield the lines of body and standfirst that are prose: sentences, not furniture that was left in."""
    text = article.text.content
    for block in article.blocks:
        if block.role in BODY or block.role == "standfirst":
            for m in _LINE.finditer(text, block.span.start, block.span.end):
                if _STOP.search(m.group()) or len(m.group().split()) >= FEWEST_WORDS:
                    yield Span(m.start(), m.end())


def _flags(text: str, line: Span, words: list[str], starts: list[int]) -> list[int]:
    """Return what is known of each word of a line."""
    out = [CONTENT if len(word) >= LONG else 0 for word in words]
    openers = {0} | {bisect_left(starts, m.end()) for m in _BREAK.finditer(text, line.start, line.end)}
    for n, word in enumerate(words):
        if (word[0].isupper() and n not in openers) or (not word.isalpha() and _DIGIT.search(word)):
            out[n] |= FACT
    for opening, closing in _quoted(text, line):
        for n in range(bisect_left(starts, opening), bisect_left(starts, closing)):
            out[n] |= QUOTED
    return out


def _quoted(text: str, line: Span) -> list[tuple[int, int]]:
    """Return the stretches between quotation marks; a mark that is not closed holds to the end of its line."""
    marks = [m.start() for m in _MARK.finditer(text, line.start, line.end)]
    return [(a, marks[i + 1] if i + 1 < len(marks) else line.end) for i, a in enumerate(marks) if i % 2 == 0]
