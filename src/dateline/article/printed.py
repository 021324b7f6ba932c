"""Dates printed beside a story, the surest first: labeled, under the headline, over it, behind the story."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from dateline.article.dates import DateFound, Habit, find_dates
from dateline.article.headers import DateLine, glued_date, read_date_line
from dateline.article.rows import Row, Sheet
from dateline.model.article import Basis, Block, Cited
from dateline.model.span import Evidence

_OF_THE_STORY: Final = re.compile(r"(?i)\b(?:originally|first|this (?:story|article|post|piece))\b")
_LABELED, _UNDER, _IN_TEXT, _OVER, _BEHIND = range(5)


@dataclass(frozen=True, slots=True)
class Printed:
    """What lines say, the surest first.

    Args:
        published, updated: Of publication, and of change.
        under: Those of publication that stand under the headline, or say what they are.
    """

    published: tuple[Cited, ...]
    updated: tuple[Cited, ...]
    under: tuple[Cited, ...] = ()


def printed_dates(
    sheet: Sheet, head: tuple[Row, ...], blocks: tuple[Block, ...], cite: Callable[[int, int], Evidence], habit: Habit
) -> Printed:
    """Read the dates of lines that are dates, and those that a byline or a dateline carries.

    Args:
        sheet: The page laid flat.
        head: Rows beside the story.
        blocks: The story's own blocks.
        cite: Gives the evidence for a stretch of the page.
        habit: How the page writes its dates.
    """
    published: list[tuple[int, Cited]] = []
    updated: list[tuple[int, Cited]] = []
    for row in head:
        line = _read(row, habit)
        if line is None:
            continue
        rank = _rank(row, line, blocks)
        for found, out in ((line.published, published), (line.updated, updated)):
            if found:
                out.append((rank, _cited(found, "header", row.start, cite)))
    published += [(_IN_TEXT, c) for c in _carried(sheet, blocks, cite, habit)]
    return Printed(_sorted(published), _sorted(updated), _sorted([p for p in published if p[0] <= _IN_TEXT]))


def _sorted(found: list[tuple[int, Cited]]) -> tuple[Cited, ...]:
    return tuple(c for _, c in sorted(found, key=lambda pair: pair[0]))


def _cited(found: DateFound, basis: Basis, at: int, cite: Callable[[int, int], Evidence]) -> Cited:
    evidence = (cite(at + found.start, at + found.end),)
    return Cited(value=found.value, basis=basis, precision=found.precision, evidence=evidence)


def _read(row: Row, habit: Habit) -> DateLine | None:
    glued = glued_date(row.text + " .")
    return DateLine(((glued[1], False),), labeled=True) if glued else read_date_line(row.text, habit=habit)


def _rank(row: Row, line: DateLine, blocks: tuple[Block, ...]) -> int:
    """Say how surely a line is this story's: other stories are listed behind it, and menus stand over it."""
    body = [b.page_span for b in blocks if b.role == "paragraph"]
    behind = bool(body) and row.start >= body[-1].end
    if line.labeled and (not behind or _OF_THE_STORY.search(row.text)):
        return _LABELED
    if behind or (body and row.start > body[min(2, len(body) - 1)].start):
        return _BEHIND
    headline = next((b.page_span.start for b in blocks if b.role == "headline"), 0)
    return _UNDER if row.start >= headline else _OVER


def _carried(
    sheet: Sheet, blocks: tuple[Block, ...], cite: Callable[[int, int], Evidence], habit: Habit
) -> Iterator[Cited]:
    for b in blocks:
        if b.role in ("byline", "dateline"):
            at = b.page_span
            for found in find_dates(at.of(sheet.text.content), habit=habit, short=True):
                yield _cited(found, "header" if b.role == "byline" else "text", at.start, cite)
