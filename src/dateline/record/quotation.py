"""Where an article speaks in somebody else's words: the stretches between quotation marks."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from dateline.model.span import Span
from dateline.record.tokens import Tokens

_MARK = re.compile(r"[\"“”«»]|(?<![\w.,!?])[‘'](?=\w)|(?<=[\w.,!?…])[’'](?!\w)")
_OPENING, _CLOSING = "“«‘", "”»"


def quoted_spans(tokens: Tokens) -> tuple[Span, ...]:
    """Return the stretches between quotation marks, in order.

    A mark that is not closed holds to the end of its block: so do long quotations that go on in the next paragraph.
    """
    article, out = tokens.article, []
    for n in sorted({s.block for s in tokens.sentences}):
        out += _in_block(article.text.content, article.blocks[n].span)
    return tuple(out)


def _in_block(text: str, block: Span) -> list[Span]:
    out: list[Span] = []
    opened: re.Match[str] | None = None
    for mark in _MARK.finditer(text, block.start, block.end):
        if opened is None:
            if mark.group() not in _CLOSING and not _is_apostrophe(text, mark):
                opened = mark
        elif _closes(opened.group(), mark, text):
            out.append(Span(opened.start(), mark.end()))
            opened = None
    if opened is not None and opened.group() in '"“«':
        out.append(Span(opened.start(), block.end))
    return out


def _closes(opening: str, mark: re.Match[str], text: str) -> bool:
    if opening in "‘'":
        return mark.group() in "’'" and not text[mark.end() : mark.end() + 1].isalnum()
    return mark.group() in '"”»' or (mark.group() in "’'" and text[mark.start() - 1] in ".,!?" and opening != '"')


def _is_apostrophe(text: str, mark: re.Match[str]) -> bool:
    """Say whether a single mark belongs to the word before it ("the workers' union")."""
    return mark.group() in "’'" and mark.start() > 0 and text[mark.start() - 1].isalnum()


def inside(spans: Sequence[Span], at: int) -> bool:
    """Say whether a character stands inside one of the spans, which are in order."""
    k = bisect_right(spans, at, key=lambda s: s.start) - 1
    return k >= 0 and at < spans[k].end
