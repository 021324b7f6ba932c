"""Which row of a page is the headline: what the metadata says, the first heading, or the line over the byline."""

from __future__ import annotations

import re
from typing import Final

from dateline.article.classify import Judged
from dateline.article.headers import read_age_line, read_date_line
from dateline.article.rows import Sheet
from dateline.article.segment import is_headline, words_of

_UP: Final = 25
_BYLINE: Final = re.compile(
    r"(?i)^(?:\W*(?:written |reported |posted |published )?by\b|published|updated|posted|last updated)"
)


def find_headline(sheet: Sheet, part: list[Judged], body: list[int], title: str | None) -> int | None:
    """Return the row of the headline of a page's own story, or None.

    Args:
        sheet: The page, for its metadata.
        part: The rows before any other story.
        body: Those of them that are the story's body.
        title: The headline, if the sender said it.
    """
    first = body[0] if body else len(part)
    said = said_titles(sheet, title)
    told = _told(part, said)
    if told:
        return min(told, key=lambda n: (n > first, abs(first - n)))
    h1 = [n for n, j in enumerate(part) if j.row.tag == "h1" and len(j.row.text.split()) >= 3]
    if h1:
        return min(h1, key=lambda n: (n > first, abs(first - n)))
    if sheet.markup:
        return None
    return _above(part, first) if body else _lone(part)


def said_titles(sheet: Sheet, title: str | None) -> list[tuple[str, ...]]:
    """Return the words of every headline that the sender or the metadata says."""
    meta = sheet.metadata
    said = (title, meta.linked.get("headline"), meta.first("og:title"), meta.first("twitter:title"), meta.title)
    return [words_of(s) for s in said if s]


def _told(part: list[Judged], said: list[tuple[str, ...]]) -> list[int]:
    """Return the rows that say a title: all its words, or the title but for the site's name behind it."""
    found: list[int] = []
    for words in said:
        for n, j in enumerate(part):
            if len(j.row.text) > 400 or not words:
                continue
            own = words_of(j.row.text)
            if own == words or (len(own) >= 4 and words[: len(own)] == own and len(words) - len(own) <= 5):
                found.append(n)
        if found:
            headings = [n for n in found if part[n].row.tag in ("h1", "h2")]
            return headings or found
    return found


def _above(part: list[Judged], first: int) -> int | None:
    """Return the headline above a story in flat text: the line over byline and date, else the nearest."""
    window = range(first - 1, max(-1, first - _UP), -1)
    anchor = first
    for n in window:
        text = part[n].row.text
        if n >= first - 12 and (_BYLINE.match(text) or read_date_line(text) or read_age_line(text)):
            anchor = n
    candidates = [n for n in range(anchor - 1, max(-1, anchor - _UP), -1) if _headline_like(part[n])]
    if candidates:
        return candidates[0]
    between = [n for n in range(first - 1, anchor, -1) if _headline_like(part[n])]
    return between[0] if between else None


def _headline_like(j: Judged) -> bool:
    n = len(j.row.text.split())
    return (
        n >= 4
        and is_headline(j)
        and j.furniture in ("other", "navigation", "related")
        and not read_date_line(j.row.text)
    )


def _lone(part: list[Judged]) -> int | None:
    """Return the first line that reads as a headline on a page without a story."""
    return next((n for n, j in enumerate(part) if len(j.row.text.split()) >= 5 and _headline_like(j)), None)
