"""A page that is one clean article: its text stays to the last character, and blocks are laid over it.

Lines that are none of its words after all (a link to another story, a share button) stay in the text, without a block.
"""

from __future__ import annotations

import re
from typing import Final

from dateline.article.crediting import captions_picture, credits_staff
from dateline.article.datelines import read_dateline, read_lone_dateline
from dateline.article.front import Story, write_article
from dateline.article.rows import Row, Sheet
from dateline.article.strays import stray_lines
from dateline.model.article import Block, Cutting, Dropped, Role
from dateline.model.page import Page
from dateline.model.span import Span, Text, stripped

_TOP: Final = 3
"""So many short lines, a byline or an outlet's name, may stand over the paragraph that begins with the dateline."""
_BYLINE: Final = re.compile(r"(?:(?i:by):?|BY)\s+[A-ZÀ-Ž][^\d.!?;]*")
_SHORT: Final = 100
_LINE: Final = re.compile(r"[^\r\n]+")
_STOPS: Final = tuple(".!?:;,\"”’'»)…।۔؟。！？")


def whole_article(page: Page) -> Cutting:
    """Read a page as one article whose text is the page's, character for character.

    Args:
        page: A page with read_as "article".
    """
    text = Text.from_str(page.content)
    rows = _rows(page.content)
    if not rows:
        return Cutting(page_text=text, articles=(), reason="the page is empty")
    strays = stray_lines(rows)
    labeled = _labeled([row for n, row in enumerate(rows) if n not in strays], page.title)
    head = tuple(rows[n] for n, role in strays.items() if role == "age" and rows[n].start < labeled[0][0].start)
    blocks = tuple(
        Block(span=Span(row.start, row.end), page_span=Span(row.start, row.end), role=role) for row, role in labeled
    )
    article = write_article(page, Sheet(text, tuple(rows)), Story(text=text, blocks=blocks, head=head), 0)
    dropped = ((rows[n], role) for n, role in sorted(strays.items()))
    return Cutting(
        page_text=text,
        articles=(article,),
        dropped=tuple(Dropped(page_span=Span(row.start, row.end), role=role) for row, role in dropped),
    )


def _rows(content: str) -> list[Row]:
    spans = (stripped(content, m.start(), m.end()) for m in _LINE.finditer(content))
    return [Row(s.start, s.end, content[s.start : s.end]) for s in spans if s]


def _labeled(rows: list[Row], title: str | None) -> list[tuple[Row, Role]]:
    out: list[tuple[Row, Role]] = []
    dated = False
    for n, row in enumerate(rows):
        role = _role(rows, n, title)
        dated = dated or role == "dateline"
        if role == "paragraph" and not dated:
            dated = _is_prose(row.text) or n >= _TOP
            cut = read_dateline(row.text)
            if cut:
                dated = True
                out.append((row.part(0, cut.end), "dateline"))
                row = row.part(cut.end, len(row.text))  # noqa: PLW2901  (the rest of the row is the paragraph)
        out.append((row, role))
    return out


def _role(rows: list[Row], n: int, title: str | None) -> Role:
    """Say what a line is: a headline only first and before prose, a subheading only between paragraphs of prose."""
    text = rows[n].text
    signed = n <= _TOP and len(text) < _SHORT and _BYLINE.fullmatch(text) is not None
    if (n and credits_staff(text)) or (signed and len(rows) > 1):
        return "byline"
    if captions_picture(text) and len(rows) > 1:
        return "caption"
    if n <= _TOP and n < len(rows) - 1 and read_lone_dateline(text) and not any(_is_prose(r.text) for r in rows[1:n]):
        return "dateline"
    if n == 0 and (title == text or _is_heading(text)) and len(rows) > 1 and _tells(rows[1].text):
        return "headline"
    if 0 < n < len(rows) - 1 and _is_heading(text) and _is_prose(rows[n - 1].text) and _is_prose(rows[n + 1].text):
        return "subheading"
    return "list" if text[:2] in ("• ", "* ", "- ", "– ") and not _is_prose(text) else "paragraph"


def _is_heading(text: str) -> bool:
    words = text.split()
    return 1 < len(words) <= 20 and len(text) <= 140 and not text.endswith(_STOPS) and text[0] not in "\"“'‘«•*-–"


def _tells(text: str) -> bool:
    """Say whether an article may begin with a line under its headline."""
    return _is_prose(text) or read_lone_dateline(text) is not None


def _is_prose(text: str) -> bool:
    return len(text) >= 60 and text.endswith(_STOPS)
