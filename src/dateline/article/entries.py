"""A live blog's entries: the line with the time over each stays in the article, so that the entries are dated."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from dateline.article.classify import Judged
from dateline.article.headers import read_age_line, read_date_line

_FEWEST: Final = 3
_LONGEST: Final = 60
_CLOCK: Final = re.compile(
    r"\W*(?:(?:last )?(?:updated?|posted|published)?:?\s*(?:at )?)?(?:[01]?\d|2[0-3])[:.h][0-5]\d(?::[0-5]\d)?"
    r"\s?(?:[ap]\.?m\.?)?\s?(?:[A-Z]{2,4}|[+-]\d\d:?\d\d)?\W*",
    re.I,
)


def entry_times(judged: Sequence[Judged], body: Sequence[int]) -> list[int]:
    """Return the rows with times that stand over entries of a story: none unless three entries have one.

    Args:
        judged: The rows of the page.
        body: The rows of the story's body.
    """
    if len(body) < _FEWEST:
        return []
    own = set(body)
    found = [
        n
        for n in range(max(0, body[0] - 2), body[-1])
        if says_time(judged[n]) and any(k in own and judged[k].prose for k in range(n + 1, n + 4))
    ]
    return found if len(found) >= _FEWEST else []


def says_time(j: Judged) -> bool:
    """Say whether a row is a time of day, a date or an age, and nothing else."""
    text = j.row.text
    if j.prose or len(text) > _LONGEST or "@" in text or not any(c.isdigit() for c in text):
        return False
    return bool(_CLOCK.fullmatch(text) or read_age_line(text) or read_date_line(text))
