"""Who came first, as far as the dates of publication can tell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta

from dateline.model.told import Told


def first_of(told: Told, articles: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """Return whose first article came first.

    Several where one cannot tell, since one of them gives no more than a day; an article without a date is not asked.

    Args:
        told: The articles.
        articles: For each column the ids of its articles.
    """
    spells = {}
    for column, ids in articles.items():
        spells[column] = min(filter(None, (spell(told.by_id[a].published) for a in ids)), default=None)
    known = {c: s for c, s in spells.items() if s}
    soonest = min((end for _, end in known.values()), default=None)
    return tuple(c for c, (start, _) in known.items() if soonest is not None and start <= soonest)


def spell(published: str | None) -> tuple[datetime, datetime] | None:
    """Return the first and the last moment at which something published then may have come out (UTC)."""
    if published is None or len(published) < 10:  # a month or a year says nothing of who came first
        return None
    at = datetime.fromisoformat(published)
    if len(published) == 10:
        return at.replace(tzinfo=UTC), at.replace(tzinfo=UTC) + timedelta(days=1, seconds=-1)
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return at, at
