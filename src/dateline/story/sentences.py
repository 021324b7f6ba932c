"""Sentences and quotation marks of an article, for those who have its text but not the steps that read it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from dateline.model.article import Article, Block
from dateline.model.span import Span, stripped

_STOP = re.compile(r"[.!?…।۔؟]+[\"'”’»)\]]*(?=\s+[\"'“‘«(\[]*[^\s\"'“‘«(\[a-z])")
# Words and initials whose dot ends no sentence ("Gen. Rao", "J. Rao", "U.S. troops").
_DOTTED = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Maj|Capt|Sgt|Adm|Sen|Rep|Gov|Rev|Hon|St|Jr|Sr|vs|No|Rs|Inc|Ltd|Co|Corp"
    r"|Jan|Feb|Mar|Apr|Aug|Sept|Sep|Oct|Nov|Dec)|\b[A-Z](?:\.[A-Z])*)\.$"
)
_LONGEST = 12
"""So many characters before a dot tell whether it ends a word or a sentence."""
_MARKS = {"“": "”", "„": "“”", "«": "»", '"': '"', "``": "''", "‘": "’"}
_OPENING = re.compile(r"``|[“„«\"]|(?<!\w)‘")


def sentences_of(article: Article) -> tuple[Span, ...]:
    """Return the sentences of all blocks but the bylines, in the order of the text."""
    text = article.text.content
    return tuple(s for b in article.blocks if b.role != "byline" for s in sentences_in(text, b.span))


def sentences_in(text: str, span: Span) -> Iterator[Span]:
    """Yield the sentences of a stretch of text; white space at their ends is left out."""
    begin = span.start
    for found in _STOP.finditer(text, span.start, span.end):
        if found.group() != "." or not _DOTTED.search(text, max(begin, found.end() - _LONGEST), found.end()):
            if sentence := stripped(text, begin, found.end()):
                yield sentence
            begin = found.end()
    if sentence := stripped(text, begin, span.end):
        yield sentence


def sentence_at(sentences: Sequence[Span], span: Span) -> Span:
    """Return the sentence a span begins in; the span itself where it stands in none (a byline)."""
    n = bisect_right(sentences, span.start, key=lambda s: s.start) - 1
    return sentences[n] if n >= 0 and span.start < sentences[n].end else span


def marked_in(text: str, blocks: Sequence[Block], span: Span) -> tuple[Span, ...]:
    """Return the parts of a span that stand between quotation marks, without the marks.

    Args:
        text: The article's text.
        blocks: Its blocks; no quotation reaches over the end of its own.
        span: The span, which may begin or end inside a quotation.
    """
    out = []
    for block in blocks:
        if block.span.touches(span):
            for quoted in _quotations(text, block.span):
                if part := stripped(text, max(quoted[0], span.start), min(quoted[1], span.end)):
                    out.append(part)
    return tuple(out)


def _quotations(text: str, block: Span) -> Iterator[tuple[int, int]]:
    """Yield where the words of each quotation begin and end; one that nobody closes holds to the end of its block."""
    at = block.start
    while opening := _OPENING.search(text, at, block.end):
        closing = _closing(text, opening, block.end)
        yield opening.end(), closing
        at = closing + 1


def _closing(text: str, opening: re.Match[str], end: int) -> int:
    marks = _MARKS[opening.group()]
    if marks == "''":
        found = text.find(marks, opening.end(), end)
        return found if found >= 0 else end
    for n in range(opening.end(), end):
        # an apostrophe has letters on both sides
        if text[n] in marks and not (marks == "’" and text[n + 1 : n + 2].isalnum()):
            return n
    return end
