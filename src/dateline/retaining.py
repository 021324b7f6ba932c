"""The rule by which articles are let go: after so many days, unless people have judged, noted or searched them out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from dateline.rereading import found_by
from dateline.store import Store
from dateline.store.deleting import Deletion
from dateline.store.retention import KEPT_FOR

BY = "the rule of retention"
_AT_ONCE = 50
"""So many articles go in one transaction, so that those who add wait for seconds at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What is let go.

    Args:
        days: Articles older than so many days: by their publication, or our first sight where they do not say.
        unless: What articles are kept for all the same: "judged", "noted".
        search: What this finds is kept, too; `search:"name"` is what a saved search finds.
    """

    days: int
    unless: tuple[str, ...] = KEPT_FOR
    search: str | None = None


def overdue(store: Store, rule: Rule, *, at: datetime) -> list[str]:
    """Return the ids of the articles that a rule lets go now, the oldest first; older versions go with them.

    Raises:
        BadInput: If the rule names something that articles are not kept for.
        QueryError: If its search cannot be understood.
    """
    kept = set(found_by(store, rule.search)) if rule.search else set[str]()
    return [id_ for id_ in store.expired(at - timedelta(days=rule.days), unless=rule.unless) if id_ not in kept]


def retain(store: Store, rule: Rule, *, at: datetime) -> Deletion:
    """Delete what a rule lets go now; return what went."""
    from dateline.story.leaving import leave  # noqa: PLC0415 - numpy, which listing does without

    why = f"older than {rule.days} days"
    gone = Deletion()
    ids = overdue(store, rule, at=at)
    for first in range(0, len(ids), _AT_ONCE):
        batch = ids[first : first + _AT_ONCE]
        more = store.delete(batch, leave=leave, by=BY, at=at, why=why, wipe=False)
        gone = Deletion(
            articles=(*gone.articles, *more.articles),
            pages=gone.pages + more.pages,
            facts=gone.facts + more.facts,
            judgements=gone.judgements + more.judgements,
        )
    if ids:
        store.purge()
    return gone
