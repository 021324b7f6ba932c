"""Days without a year, as datelines print them ("Oct 13"): the latest such day that the page can have told of."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import Final

from dateline.article.dates import month_number
from dateline.article.months import Letters, month_pattern, plain_digits

_BACK: Final = 5
"""Leap years: 29 February may lie this far back at most, but for one century in four."""


def day_of_year(text: str) -> tuple[int, int] | None:
    """Return month and day of the first day without a year in a text, or None."""
    text = plain_digits(text)
    for letters in ("latin",) if text.isascii() else ("latin", "other"):
        m = _pattern(letters).search(text)
        if m:
            return month_number(m["before"] or m["after"]), int(m["d"] or m["day"])
    return None


def latest_such_day(month: int, day: int, until: date) -> date | None:
    """Return the latest day of that name not after another, or None if there is none.

    Args:
        month, day: The day.
        until: The last day that it can be.
    """
    for year in range(until.year, until.year - _BACK, -1):
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found <= until:
            return found
    return None


@cache
def _pattern(letters: Letters) -> re.Pattern[str]:
    names, edge = month_pattern(letters), r"\b" if letters == "latin" else ""
    return re.compile(
        rf"(?<!\d)(?P<d>\d{{1,2}})(?:st|nd|rd|th|er|\.)?\s(?:de\s)?(?P<before>{names}){edge}"
        rf"|{edge}(?P<after>{names}){edge}\.?\s(?P<day>\d{{1,2}})(?!\d)",
        re.I,
    )
