"""Each row of a page, what was made of it, and what weighed most: to look at a page that was read wrongly."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from itertools import pairwise

from dateline.article.classify import judge
from dateline.article.cutting import cut_rows, lay_flat
from dateline.article.rows import Row
from dateline.article.whole import whole_article
from dateline.model.article import DropRole, Role
from dateline.model.page import Page
from dateline.model.span import Span, stripped


@dataclass(frozen=True, slots=True, kw_only=True)
class RowView:
    """A row of a page as a person looks at it.

    Args:
        page_span: Where it stands in the page's own text.
        words: Its words.
        path: Its element's path, if the page has markup.
        role: Its role in an article, or what it was dropped as.
        article: Which article of the page it is part of, from 0; None for what was dropped.
        beside: Which article it stands beside, as the line of its outlet, age or date.
        why: The score and what weighed most in it; above 0 speaks for an article's text.
    """

    page_span: Span
    words: str
    path: str | None
    role: Role | DropRole
    article: int | None
    beside: int | None
    why: str


def explain(page: Page) -> tuple[RowView, ...]:
    """Return the rows of a page in order, each with what it was taken for and why.

    Args:
        page: A page as `cut` takes it. Of one that is a clean article the blocks are its rows.
    """
    if page.read_as == "article":
        return _as_given(page)
    sheet = lay_flat(page)
    judged = judge(sheet)
    _, drafts = cut_rows(page, sheet, judged)
    beside = {judged[k].row.start: n for n, draft in enumerate(drafts) for k in draft.head}
    part_of: dict[int, tuple[int | None, Role | DropRole]] = {
        part.row.start: (n, part.role) for n, draft in enumerate(drafts) for part in draft.parts
    }
    out: list[RowView] = []
    for j in judged:
        path = j.row.element.path() if j.row.element else None
        for span in _apart(sheet.text.content, j.row, part_of):
            n, role = part_of.get(span.start, (None, j.furniture))
            out.append(
                RowView(
                    page_span=span,
                    words=span.of(sheet.text.content),
                    path=path,
                    role=role,
                    article=n,
                    beside=beside.get(j.row.start),
                    why=j.why(markup=sheet.markup),
                )
            )
    return tuple(out)


def _apart(content: str, row: Row, starts: Container[int]) -> list[Span]:
    """Return a row's stretches: a dateline is cut off the front of its paragraph as a part of its own."""
    inside = [k for k in range(row.start + 1, row.end) if k in starts]
    cuts = [row.start, *inside, row.end]
    spans = (stripped(content, a, b) for a, b in pairwise(cuts))
    return [span for span in spans if span]


def _as_given(page: Page) -> tuple[RowView, ...]:
    return tuple(
        RowView(
            page_span=b.page_span,
            words=b.page_span.of(page.content),
            path=None,
            role=b.role,
            article=article.n,
            beside=None,
            why="the sender says that the page is one clean article",
        )
        for article in whole_article(page).articles
        for b in article.blocks
    )
