"""Dates of publication that cannot be, or that the story itself speaks against."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from dateline.article.dates import find_dates
from dateline.model.article import Cited
from dateline.model.page import Page

# A page may be read a day ahead of where it was fetched; past that a date is wrong, or a template's.
_ZONES: Final = 1
_TOLD: Final = re.compile(
    r"\b(?:was|were|had|did|said|told|died|killed|won|signed|met|took place|happened|began|ended)\b"
)
_AHEAD: Final = re.compile(
    r"\b(?:will|would|shall|may|might|could|to be|plans?|planned|scheduled|expected|due|until|before|by|from|next"
    r"|upcoming|deadline|expires?)\b"
)
_YEAR: Final = re.compile(r"\b(?:19|20)\d\d\b")
_AROUND: Final = 24
_SENTENCE: Final = re.compile(r"[^.!?\n]{0,400}")


def is_ahead(cited: Cited, page: Page) -> bool:
    """Say whether a date lies more than a day after the page was fetched."""
    if page.fetched is None or cited.precision not in ("day", "hour", "minute"):
        return False
    return (date.fromisoformat(cited.value[:10]) - page.fetched.date()).days > _ZONES


def doubts(published: Cited | None, said: Sequence[Cited], page: Page, text: str) -> str | None:
    """Return why the day of publication is open to doubt, or None.

    Args:
        published: What it was read as.
        said: All that the page says of it, the surest first.
        page: The page, for when it was fetched.
        text: The story's paragraphs.
    """
    ahead = next((c.value[:10] for c in said if is_ahead(c, page)), None)
    if ahead:
        return f"the page says {ahead}, which is after it was fetched"
    if published is None or published.precision not in ("day", "hour", "minute"):
        return None
    later = _told_later(text, date.fromisoformat(published.value[:10]))
    return f"the story tells of {later} as past, which is after this day" if later else None


def _told_later(text: str, published: date) -> str | None:
    """Return a day after the publication that the text tells of as past."""
    for year in _YEAR.finditer(text):
        if int(year.group()) < published.year:
            continue
        low = max(0, year.start() - _AROUND)
        for found in find_dates(text[low : year.end() + _AROUND]):
            days = (date.fromisoformat(found.day) - published).days
            if found.precision == "day" and days > _ZONES and _is_past(text, low + found.start, low + found.end):
                return found.day
    return None


def _is_past(text: str, start: int, end: int) -> bool:
    """Say whether the sentence around a date tells it as past."""
    begin = max(text.rfind(mark, 0, start) for mark in ".!?\n") + 1
    rest = _SENTENCE.match(text, end)
    sentence = text[begin : rest.end() if rest else end]
    return bool(_TOLD.search(sentence)) and not _AHEAD.search(sentence)
