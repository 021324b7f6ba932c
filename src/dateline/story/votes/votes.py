"""One event of many mentions: each field by vote of the independent sources, and who holds what where they differ."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from dateline.model.statement import Factuality
from dateline.model.story import Event
from dateline.model.told import ArticleRow, EventRow, Who
from dateline.story.copies.independence import Source, independent
from dateline.story.votes.ballots import Ballot
from dateline.story.votes.parties import parties_of
from dateline.story.votes.when_where import date_of, place_of

_AHEAD = frozenset({"future", "hypothetical"})


def event_of(mentions: Sequence[EventRow], articles: Sequence[ArticleRow], *, id: str | None = None) -> Event:
    """Return the event that these mentions tell.

    What was told ahead of an event has no vote once the event is told as having been.

    Args:
        mentions: The mentions; at least one.
        articles: The articles they stand in; others are left out of account.
        id: The event's id; by default the one its mentions carry.
    """
    by_id = {a.id: a for a in articles}
    ordered = tuple(sorted(mentions, key=lambda m: _out(by_id, m)))
    happened = tuple(m for m in ordered if m.factuality not in _AHEAD) or ordered
    sources = _sources(happened, articles)
    of_article = {article: n for n, source in enumerate(sources) for article in source.articles}
    ballot = Ballot(happened, {m.id: of_article.get(m.trigger.article, -1) for m in happened})
    types, modes = ballot.ranked(_type), ballot.ranked(_mode)
    facts = ballot.ranked(_fact)
    date, dates = date_of(ballot)
    place, places = place_of(ballot)
    actors, other_actors = parties_of(ballot, "actors")
    recipients, other_recipients = parties_of(ballot, "recipients")
    return Event(
        id=id or ordered[0].event or ordered[0].id,
        mentions=tuple(m.id for m in ordered),
        type=types[0],
        mode=modes[0] if modes else None,
        actors=actors,
        recipients=recipients,
        date=date,
        place=place,
        factuality=_factuality(facts[0]),
        disagreements=(
            *ballot.differ("type", _type, lambda v: v != types[0]),
            *ballot.differ("mode", _mode, lambda v: v != modes[0]),
            *other_actors,
            *other_recipients,
            *dates,
            *places,
            *ballot.differ("factuality", _fact, lambda v: v != facts[0]),
        ),
        independent_sources=len(sources),
    )


def _out(by_id: Mapping[str, ArticleRow], mention: EventRow) -> tuple[str, str, int]:
    """Return when a mention came out, then where it stands: an order that does not hang on how they were given."""
    article = by_id.get(mention.trigger.article)
    when = (article.published or article.seen) if article else ""
    return when, mention.trigger.article, mention.trigger.span.start


def _sources(mentions: Iterable[EventRow], articles: Sequence[ArticleRow]) -> tuple[Source, ...]:
    voices: defaultdict[str, list[Who | None]] = defaultdict(list)
    for mention in mentions:
        voices[mention.trigger.article].append(mention.said_by)
    return independent([a for a in articles if a.id in voices], voices)


def _type(mention: EventRow) -> str:
    return mention.type


def _mode(mention: EventRow) -> str | None:
    return mention.mode


def _fact(mention: EventRow) -> str:
    return mention.factuality


def _factuality(value: str) -> Factuality:
    return value  # type: ignore[return-value]  # it was one before it was counted
