"""Which outlets feed an answer, period by period, and where they changed: what seems new may be a new outlet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from dateline.model.told import ArticleRow

_KEPT = 0.5
"""If less than this part of the outlets of two periods is in both, counts of the two cannot be compared."""
_MONTHS = 60
"""Articles of more days than this are compared by months, fewer by weeks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Caveat:
    """Two periods with articles, one after the other, that different outlets feed.

    Args:
        before, after: The periods: months ("2025-07") or ISO weeks ("2025-W30").
        came, went: The outlets that only the later one has, and that only the earlier one has.
        stayed: The outlets that both have.
        reason: The same in words.
    """

    before: str
    after: str
    came: tuple[str, ...]
    went: tuple[str, ...]
    stayed: tuple[str, ...]
    reason: str


def caveats_of(articles: Sequence[ArticleRow]) -> tuple[Caveat, ...]:
    """Return where the outlets of the articles that feed an answer changed from one period to the next that has any."""
    dated = [a for a in articles if len(a.day) == 10 and a.outlet]
    periods = outlets_by_period(dated)
    order = sorted(periods)
    found = (_caveat(one, other, periods[one], periods[other]) for one, other in pairwise(order))
    return tuple(c for c in found if c)


def outlets_by_period(articles: Sequence[ArticleRow]) -> dict[str, set[str]]:
    """Return for each period the outlets of its articles."""
    days = [date.fromisoformat(a.day).toordinal() for a in articles]
    by_month = bool(days) and max(days) - min(days) > _MONTHS
    out: dict[str, set[str]] = defaultdict(set)
    for article in articles:
        out[article.day[:7] if by_month else _week(article.day)].add(article.outlet)
    return dict(out)


def _week(day: str) -> str:
    year, week, _ = date.fromisoformat(day).isocalendar()
    return f"{year}-W{week:02}"


def _caveat(before: str, after: str, old: set[str], new: set[str]) -> Caveat | None:
    if len(old & new) >= _KEPT * len(old | new):
        return None
    came, went = tuple(sorted(new - old)), tuple(sorted(old - new))
    parts = [f"{verb} {', '.join(names)}" for verb, names in (("came", came), ("went", went)) if names]
    return Caveat(
        before=before,
        after=after,
        came=came,
        went=went,
        stayed=tuple(sorted(old & new)),
        reason=f"from {before} to {after} other outlets tell of it: {'; '.join(parts)}",
    )
