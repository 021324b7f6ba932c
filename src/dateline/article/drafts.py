"""A story in the making: which rows of the page are its own, and which stand beside it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from dateline.article.classify import Judged
from dateline.article.compose import Part
from dateline.article.rows import Row
from dateline.model.article import Kind


@dataclass(slots=True)
class Draft:
    """A story in the making: rows by number.

    Args:
        kind: What it is on its page.
        headline: The row of its headline, if one was found.
        body: The rows of its body.
        head: Rows beside it that say its outlet, age or date.
        parts: Its rows with their roles, in reading order.
        reasons: What it has not, and why.
    """

    kind: Kind
    headline: int | None = None
    body: list[int] = field(default_factory=list)
    head: list[int] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    reasons: dict[str, str] = field(default_factory=dict)


def used_rows(drafts: Iterable[Draft]) -> set[int]:
    """Return where on the page the rows start that are part of a story."""
    return {part.row.start for draft in drafts for part in draft.parts}


def head_rows(judged: list[Judged], draft: Draft) -> tuple[Row, ...]:
    """Return the rows beside a story that say its outlet, age or date."""
    return tuple(judged[n].row for n in draft.head)
