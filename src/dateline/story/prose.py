"""The words of an article's prose, as small arrays: what two texts have in common is found from these alone."""

from __future__ import annotations

import re
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
    keys, starts, lengths, flags = [], [], [], []
    for line in prose_lines(article):
        for word, start, flag in _line_words(article.text.content, line):
            keys.append(crc32(word.lower().replace("’", "'").encode()))
            starts.append(start)
            lengths.append(min(len(word), 255))
            flags.append(flag)
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


def _line_words(text: str, line: Span) -> Iterator[tuple[str, int, int]]:
    """Yield each word of a line with its start and flags."""
    quoted = _quoted(text, line)
    before = line.start
    for m in WORD.finditer(text, line.start, line.end):
        word, start = m.group(), m.start()
        opens = before == line.start or _BREAK.search(text, before, start) is not None
        flag = QUOTED if any(a <= start < b for a, b in quoted) else 0
        if any(c.isdigit() for c in word) or (word[0].isupper() and not opens):
            flag |= FACT
        if len(word) >= LONG:
            flag |= CONTENT
        yield word, start, flag
        before = m.end()


def _quoted(text: str, line: Span) -> list[tuple[int, int]]:
    """Return the stretches between quotation marks; a mark that is not closed holds to the end of its line."""
    marks = [m.start() for m in _MARK.finditer(text, line.start, line.end)]
    return [(a, marks[i + 1] if i + 1 < len(marks) else line.end) for i, a in enumerate(marks) if i % 2 == 0]
