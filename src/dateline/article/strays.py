"""Lines of a clean article that are none of its text: links to other stories, share buttons, dates, a teasers' tail."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from dateline.article.crediting import cites_work
from dateline.article.headers import read_age_line, read_date_line
from dateline.article.phrases import stands_alone
from dateline.article.rows import Row
from dateline.model.article import DropRole

_PROSE: Final = 60
_STOPS: Final = tuple(".!?\"”’'»)।۔؟。！？")
_LABELS: Final = frozenset(
    "article date time published publication posted updated update last first modified created uploaded released on at"
    " by the am pm a m p gmt utc ist est edt pst pdt cst cdt et pt ct bst cet cest aest aedt sgt hkt wib hrs hours uk"
    " mon tue tues wed thu thur thurs fri sat sun monday tuesday wednesday thursday friday saturday sunday".split()
)
_RULE: Final = re.compile(r"[\W_]{1,5}")
"""A line of a dash or some dots, as between a story and what is printed under it."""


def stray_lines(rows: Sequence[Row]) -> dict[int, DropRole]:
    """Return the rows that are no part of the article, by number, and what they are; never all of them.

    A line that only says a date or an age is one over the first paragraph and under the last: amid the story it may
    head an entry of a timeline. Under such a line at the end, headlines of other stories follow.

    Args:
        rows: The lines of a text that is one clean article.
    """
    told = [n for n, row in enumerate(rows) if _is_prose(row.text)] or [-1, len(rows)]
    first, last = told[0], told[-1]
    out: dict[int, DropRole] = {}
    for n, row in enumerate(rows):
        role = stands_alone(row.text)
        if role is None and cites_work(row.text):
            role = "other"
        if role is None and not first < n < last and _is_age(row.text):
            role = "age"
        if role is not None:
            out[n] = role
    tail = next((n for n in range(last + 1, len(rows)) if out.get(n) in ("age", "related")), None)
    if tail is not None:
        above = tail - 1 if tail - 1 > last and _RULE.fullmatch(rows[tail - 1].text) else tail
        out.update({n: out.get(n, "teaser") for n in range(above, len(rows)) if not rows[n].text.endswith(_STOPS)})
    return out if len(out) < len(rows) else {}


def _is_prose(text: str) -> bool:
    return len(text) >= _PROSE and text.endswith(_STOPS) and stands_alone(text) is None


def _is_age(text: str) -> bool:
    """Say whether a line says a date or an age, and nothing else: not "3 May 2026, Norland 2-1 Eastmark"."""
    if len(text) > _PROSE:
        return False
    if read_age_line(text) is not None:
        return True
    line = read_date_line(text)
    if line is None:
        return False
    rest = text
    for found, _ in reversed(line.dates):
        rest = rest[: found.start] + " " + rest[found.end :]
    return _LABELS.issuperset(re.findall(r"[^\W\d_]+", rest.lower()))
