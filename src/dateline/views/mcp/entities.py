"""A person, an organization or a place as a tool gives it: names, what it said, did and gave as figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from dateline.model.told import Told, Words
from dateline.store import Store
from dateline.story.answers.facts import facts_of
from dateline.story.answers.selecting import about, is_of
from dateline.story.speech.utterances import utterances
from dateline.views.mcp.answers import MOST_TOKENS, Answer, cut
from dateline.views.mcp.asking import MOST_ARTICLES, Cursor, EntityName, Tokens, identity_of, too_many
from dateline.views.mcp.events import EventLine, event_line
from dateline.views.mcp.passages import Passage, passage
from dateline.views.mcp.quotes import QuoteLine, quote_line
from dateline.views.told import told_of


@dataclass(frozen=True, slots=True, kw_only=True)
class NameLine:
    """What articles call somebody, how often, and one place where it stands."""

    form: str
    times: int
    words: Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityTold(Answer):
    """Somebody or something, as the articles show it.

    Args:
        id, label, type, country: As most articles have it; `type` is person, organization or place.
        first, last: The days of its earliest and latest article, ISO 8601.
        articles: How many articles name it.
        names: What it is called, the commonest first.
        events: Those it takes part in, or that are told in a sentence with its name; the latest first.
        quotes: What it said.
    """

    id: str
    label: str
    type: str | None
    country: str | None
    first: str | None
    last: str | None
    articles: int
    names: tuple[NameLine, ...]
    events: tuple[EventLine, ...]
    quotes: tuple[QuoteLine, ...]


def get_entity(
    store: Store, *, entity: EntityName, cursor: Cursor = None, max_tokens: Tokens = MOST_TOKENS
) -> EntityTold:
    """Give a person, an organization or a place: its names, its events and what it said, with the words for each."""
    row, ids = identity_of(store, entity)
    told = told_of(store, ids[:MOST_ARTICLES])
    mine = about(told, row.id)
    events = sorted(facts_of(mine), key=lambda f: (f.when.earliest if f.when else "", f.salience, f.id), reverse=True)
    answer = EntityTold(
        id=row.id,
        label=row.label,
        type=row.type,
        country=row.country,
        first=row.first,
        last=row.last,
        articles=row.articles,
        names=tuple(_names(told, row.id)),
        events=tuple(event_line(mine, fact) for fact in events),
        quotes=tuple(quote_line(mine, said) for said in utterances(mine)),
        note=too_many(len(ids) > MOST_ARTICLES),
    )
    return cut(answer, "names", "quotes", "events", cursor=cursor, max_tokens=max_tokens)


def _names(told: Told, identity: str) -> Iterator[NameLine]:
    counts: Counter[str] = Counter()
    first: dict[str, Words] = {}
    for name in told.names:
        if is_of(name.who, identity) and name.form == "name":
            counts[name.words.exact] += 1
            first.setdefault(name.words.exact, name.words)
    for form, times in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        yield NameLine(form=form, times=times, words=passage(told, first[form]))
