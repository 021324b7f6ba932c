"""Rows into an article: its own text, and blocks that stand in it and on the page with the same characters."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from dateline.article.rows import Row
from dateline.model.article import Block, Role
from dateline.model.span import Span, Text

_JOINT = "\n\n"


class Part(NamedTuple):
    """A row that is part of an article, with the role it has there."""

    row: Row
    role: Role


def compose(parts: Iterable[Part]) -> tuple[Text, tuple[Block, ...]]:
    """Return an article's text and blocks: the parts' words in order, a blank line between two."""
    words: list[str] = []
    blocks: list[Block] = []
    at = 0
    for row, role in parts:
        span = Span(at, at + len(row.text))
        path = row.element.path() if row.element else None
        blocks.append(Block(span=span, page_span=Span(row.start, row.end), role=role, path=path))
        words.append(row.text)
        at = span.end + len(_JOINT)
    return Text.from_str(_JOINT.join(words)), tuple(blocks)
