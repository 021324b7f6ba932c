"""The words of an event's sides: put together where they were cut at "of", without the small words at their edges."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.model.span import Span

_LEADING = re.compile(r"(?:(?:the|a|an|and|of|with|by|to|from|,)\s+)+", re.IGNORECASE)
_TRAILING = re.compile(r"(?:\s+(?:of|the|a|an|from|for|and|in|at|to|on|with|’s|'s)|\s*[,;:])+$", re.IGNORECASE)
_OPEN = re.compile(r"\b(?:of|for|from)(?: the)?$", re.IGNORECASE)
_BETWEEN = re.compile(r"\s+(?:the\s+)?(?:[A-Z][\w-]+(?:’s|'s)?\s+)?")


def sides_of(spans: Sequence[Span], text: str) -> tuple[Span, ...]:
    """Return the sides in the order of the text: "director general of" and "Ministry of Defence" are one.

    Args:
        spans: What the reader marked.
        text: The article's text.
    """
    out: list[Span] = []
    for span in sorted(set(spans)):
        if out and _OPEN.search(out[-1].of(text)) and _BETWEEN.fullmatch(text, out[-1].end, span.start):
            out[-1] = Span(out[-1].start, span.end)
        else:
            out.append(span)
    return tuple(dict.fromkeys(t for s in out if (t := _trimmed(s, text))))


def _trimmed(span: Span, text: str) -> Span | None:
    start = m.end() if (m := _LEADING.match(text, span.start, span.end)) else span.start
    tail = _TRAILING.search(text[start : span.end])
    end = start + tail.start() if tail else span.end
    return Span(start, end) if start < end and any(c.isalnum() for c in text[start:end]) else None
