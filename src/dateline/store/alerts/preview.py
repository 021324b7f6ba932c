"""When an alert would have been told, had it been there: judged by when articles were first seen."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection

from dateline.model.alert import Each, Rhythm
from dateline.store.alerts.finding import New, begun, found
from dateline.store.search import understood


@dataclass(frozen=True, slots=True, kw_only=True)
class Firing:
    """A message that would have been: when, and the ids of the first versions of its articles."""

    at: datetime
    articles: tuple[str, ...]


def preview(
    connection: Connection, query: str, *, each: Each, rhythm: Rhythm, since: datetime, until: datetime
) -> tuple[Firing, ...]:
    """Return the messages that a search would have been told in, the earliest first.

    Args:
        query: The search.
        each: Whether stories are told once, or each article.
        rhythm: When it is told; what is asked for on demand is told at the end.
        since, until: From when to when.

    Raises:
        QueryError: If the query cannot be understood.
    """
    asked = understood(connection, query, now=until)
    news = [new for new in found(connection, asked, began=since, clock="seen") if new.at < until]
    if each == "story":
        stories = {new.story for new in news if new.story is not None}
        known = begun(connection, asked, stories, before=since, clock="seen")
        news = [new for new in news if new.story not in known]
    slots: defaultdict[datetime, list[str]] = defaultdict(list)
    first: dict[int, datetime] = {}
    for new in news:
        at = _told_at(new, rhythm, until)
        if each == "article" or new.story is None or first.setdefault(new.story, at) == at:
            slots[at].append(new.article)
    return tuple(Firing(at=at, articles=tuple(dict.fromkeys(slots[at]))) for at in sorted(slots))


def _told_at(new: New, rhythm: Rhythm, until: datetime) -> datetime:
    """Return when an article would have been told; at once is the minute it was seen in."""
    if rhythm.pace == "at-once":
        return new.at.astimezone(UTC).replace(second=0, microsecond=0) + timedelta(minutes=1)
    # What is seen at the very moment is told at that moment.
    return rhythm.next(new.at - timedelta(microseconds=1)) or until
