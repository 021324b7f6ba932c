"""Flat text as rows: a line is a row, but for text that was wrapped by hand, where a paragraph is."""

from __future__ import annotations

import re
from typing import Final

from dateline.article.rows import Row, Sheet
from dateline.model.span import Text

_LINE: Final = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_BREAKS: Final = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_PARAGRAPH_BREAK: Final = re.compile(r"(?:\r?\n[^\S\n]*){2,}")


def read_lines(content: str) -> Sheet:
    """Lay flat text out as rows; the page's own text is the content itself.

    Args:
        content: The text as it came.
    """
    rows = list(_rows(content))
    if _wrapped(rows):
        rows = list(_paragraphs(content))
    return Sheet(Text.from_str(content), tuple(rows))


def _rows(content: str) -> list[Row]:
    rows: list[Row] = []
    before = 0
    for m in _LINE.finditer(content):
        line = m.group()
        text = line.strip()
        if text:
            start = m.start() + len(line) - len(line.lstrip())
            gap = max(0, len(_BREAKS.findall(content, before, start)) - 1) if rows else 0
            before = start + len(text)
            rows.append(Row(start, before, text, gap=gap))
    return rows


def _wrapped(rows: list[Row]) -> bool:
    """Say whether the lines were broken by hand at one width, as in mail and old wires.

    Then nearly all lines are of 50 to 90 characters, none is longer, and most end in the middle of a sentence.
    """
    if len(rows) < 8 or max(len(r.text) for r in rows) > 100:
        return False
    full = [r for r in rows if len(r.text) >= 50]
    midway = sum(1 for r in full if r.text[-1] not in ".!?\"'”’:»")
    return len(full) >= 0.6 * len(rows) and midway >= 0.6 * len(full)


def _paragraphs(content: str) -> list[Row]:
    rows, start = [], 0
    ends = [(m.start(), m.end()) for m in _PARAGRAPH_BREAK.finditer(content)] + [(len(content), len(content))]
    for end, after in ends:
        words = content[start:end]
        text = words.strip()
        if text:
            at = start + len(words) - len(words.lstrip())
            rows.append(Row(at, at + len(text), text, gap=1))
        start = after
    return rows
