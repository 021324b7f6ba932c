"""Events as tools give them: what happened, by vote of the articles, with the sentences that tell it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from dateline.model.statement import Factuality
from dateline.model.told import EventRow, Told, Who, Words
from dateline.store import Store
from dateline.story.alike import stands_alone
from dateline.story.answers.facts import Fact, When, facts_of
from dateline.story.copies.independence import independent
from dateline.views.mcp.answers import MOST_TOKENS, Answer, cut
from dateline.views.mcp.asking import Cursor, Day, EntityName, Query, StoryId, Tokens, asked
from dateline.views.mcp.passages import Passage, passage, passages
from dateline.world.plover import EVENT_TYPES


@dataclass(frozen=True, slots=True, kw_only=True)
class EventLine:
    """One event, however many articles tell it.

    Args:
        id: Its id across articles.
        type, mode, intensity: As in PLOVER 2, by vote.
        about: What the type means.
        factuality: actual, future, hypothetical, negated or historical.
        actors, recipients: Who did it, to or with whom, as the surest telling has it.
        when: Its date, how fine, and whether a text says it; None where no article says.
        place: Where, as most articles have it.
        said_by: Who asserts it, where the surest telling does not itself.
        articles, independent_sources: How many tell it, and how many did not take it from one another.
        trigger: The words of the surest telling that express it.
        sentences: Sentences that tell it, that of the surest telling first.
    """

    id: str
    type: str
    mode: str | None
    intensity: float
    about: str | None
    factuality: Factuality
    actors: tuple[Who, ...]
    recipients: tuple[Who, ...]
    when: When | None
    place: str | None
    said_by: str | None
    articles: int
    independent_sources: int
    trigger: Passage
    sentences: tuple[Passage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventsListed(Answer):
    """Events, the latest first; those that nobody dates come last."""

    rows: tuple[EventLine, ...]


def list_events(
    store: Store,
    *,
    story: StoryId | None = None,
    entity: EntityName | None = None,
    query: Query | None = None,
    type: Annotated[str | None, Field(max_length=20, description="Only this PLOVER type, such as CONSULT.")] = None,
    factuality: Annotated[Factuality | None, Field(description="Only those told to be so.")] = None,
    since: Day | None = None,
    until: Day | None = None,
    cursor: Cursor = None,
    max_tokens: Tokens = MOST_TOKENS,
) -> EventsListed:
    """List events of a story, of articles about an entity, or of a search: who did what to whom, when and where.

    Name one of `story`, `entity` and `query`. `since` and `until` leave out what nobody dates.
    """
    told, note = asked(store, story=story, entity=entity, query=query)
    wanted = [
        fact
        for fact in facts_of(told)
        if (type is None or fact.type == type.upper())
        and (factuality is None or fact.factuality == factuality)
        and _within(fact.when, since, until)
    ]
    wanted.sort(key=lambda f: (f.when.earliest if f.when else "", f.salience, f.id), reverse=True)
    answer = EventsListed(rows=tuple(event_line(told, fact) for fact in wanted), note=note)
    return cut(answer, "rows", cursor=cursor, max_tokens=max_tokens)


def event_line(told: Told, fact: Fact) -> EventLine:
    """Return an event as a row."""
    best = max(fact.rows, key=lambda r: r.confidence * stands_alone(r.sentence.exact))
    kind = EVENT_TYPES.get(fact.type)
    articles = dict.fromkeys(row.trigger.article for row in fact.rows)
    return EventLine(
        id=fact.id,
        type=fact.type,
        mode=fact.vote(lambda row: row.mode),
        intensity=round(fact.intensity, 2),
        about=kind.definition if kind else None,
        factuality=fact.factuality,
        actors=best.actors,
        recipients=best.recipients,
        when=fact.when,
        place=fact.vote(lambda row: row.place_name),
        said_by=best.said_by.label if best.said_by else None,
        articles=len(articles),
        independent_sources=len(independent([told.by_id[a] for a in articles])),
        trigger=passage(told, best.trigger),
        sentences=passages(told, _sentences(best, fact.rows)),
    )


def _sentences(best: EventRow, rows: Sequence[EventRow]) -> list[Words]:
    return list(dict.fromkeys((best.sentence, *(row.sentence for row in rows))))


def _within(when: When | None, since: str | None, until: str | None) -> bool:
    if since is None and until is None:
        return True
    return when is not None and (since is None or when.latest >= since) and (until is None or when.earliest <= until)
