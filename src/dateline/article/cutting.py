"""A page cut into its articles: every step in order."""

from __future__ import annotations

from dateline.article.classify import Judged, judge
from dateline.article.compose import compose
from dateline.article.drafts import Draft, head_rows, used_rows
from dateline.article.flatten import flatten_html
from dateline.article.front import Story, write_article
from dateline.article.lines import read_lines
from dateline.article.markdown import flatten_markdown
from dateline.article.rows import Sheet
from dateline.article.stories import find_stories
from dateline.article.walls import named_wall
from dateline.article.whole import whole_article
from dateline.model.article import Article, Cutting, Dropped
from dateline.model.page import Page
from dateline.model.span import Span


def cut(page: Page) -> Cutting:
    """Cut a page into its articles, and say what each line left out was taken for.

    Args:
        page: A page of text/plain, text/html or text/markdown; other media types are turned into these before.
    """
    if page.read_as == "article":
        return whole_article(page)
    sheet = lay_flat(page)
    judged = judge(sheet)
    wall, drafts = cut_rows(page, sheet, judged)
    articles = tuple(_written(page, sheet, judged, draft, n) for n, draft in enumerate(drafts))
    reason = None if articles else wall or "the page holds furniture only"
    return Cutting(page_text=sheet.text, articles=articles, dropped=_dropped(judged, used_rows(drafts)), reason=reason)


def cut_rows(page: Page, sheet: Sheet, judged: list[Judged]) -> tuple[str | None, list[Draft]]:
    """Return which wall the page is, if any, and the stories that its rows hold."""
    wall = named_wall(sheet, judged)
    return wall, [] if wall else find_stories(sheet, judged, page.title)


def lay_flat(page: Page) -> Sheet:
    """Lay a page out as rows: markup gives hints, flat text has none."""
    if page.media_type == "text/html":
        return flatten_html(page.content)
    return flatten_markdown(page.content) if page.media_type == "text/markdown" else read_lines(page.content)


def _written(page: Page, sheet: Sheet, judged: list[Judged], draft: Draft, n: int) -> Article:
    text, blocks = compose(draft.parts)
    story = Story(text=text, blocks=blocks, head=head_rows(judged, draft), kind=draft.kind, reasons=draft.reasons)
    return write_article(page, sheet, story, n)


def _dropped(judged: list[Judged], used: set[int]) -> tuple[Dropped, ...]:
    """Return the rows that are part of no article; a row whose start is an article's is there in full."""
    rows = ((j.row, j.furniture) for j in judged if j.row.start not in used)
    return tuple(Dropped(page_span=Span(row.start, row.end), role=role) for row, role in rows)
