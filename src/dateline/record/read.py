"""Article to record: every step of reading, in order, on one screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from dateline.model.article import Article
from dateline.model.record import Record
from dateline.model.span import Span
from dateline.model.statement import (
    Entity,
    EventMention,
    Figure,
    Mention,
    Place,
    Quote,
    Relation,
    TimeExpression,
)
from dateline.record.entities import find_entities
from dateline.record.events import find_event_mentions
from dateline.record.figures import find_figures
from dateline.record.kickers import without_kickers
from dateline.record.lands import lands_of
from dateline.record.mentions import find_mentions
from dateline.record.namesakes import in_lands_meant
from dateline.record.neural.reader import READER, Encoding, encode, facts_of
from dateline.record.neural.relations import relate
from dateline.record.places import find_places
from dateline.record.quotes import find_quotes
from dateline.record.reading import RawFacts, Reading
from dateline.record.rules.reader import read_by_rules
from dateline.record.scenes import with_scenes
from dateline.record.times import find_times, publication_day
from dateline.record.tokens import tokenize
from dateline.record.transcripts import with_turns

T = TypeVar("T")
MOST_CHARACTERS = 500_000
"""What is longer is a book or a table, and takes the memory and the time of a thousand articles."""
_TOO_LONG = f"the text is longer than {MOST_CHARACTERS:,} characters; facts are read out of articles, not of books"
DEFAULT = Reading()


def read(article: Article, *, pairs: Sequence[tuple[Span, Span]] = (), how: Reading = DEFAULT) -> Record:
    """Read all facts of an article.

    A step that fails leaves its own kind of fact empty, with the reason in the record; the other steps go on.

    Args:
        article: The article; facts are read from the blocks that may state them.
        pairs: Pairs of spans (actor, recipient) of its text whose PLOVER relation is asked for.
        how: Threads, and the least confidence of what is kept.
    """
    if article.language and not article.language.startswith("en"):
        return Record(article=article, reader=READER, reasons=(("facts", _unknown_language(article.language)),))
    if len(article.text.content) > MOST_CHARACTERS:
        return Record(article=article, reader=READER, reasons=(("facts", _TOO_LONG),))
    day = publication_day(article)
    tokens = tokenize(article)
    steps = _Steps()
    rules = steps.run("rules", lambda: read_by_rules(tokens), RawFacts(reader=READER))
    encoding: Encoding | None = steps.run("encoder", lambda: encode(tokens, rules, threads=how.threads), None)
    raw = steps.run(
        "reader",
        lambda: facts_of(encoding, rules, least=how.least_confidence) if encoding else rules,
        RawFacts(reader=READER),
    )
    raw = steps.run("kickers", lambda: without_kickers(raw, article), raw)
    raw = steps.run("transcript", lambda: with_turns(raw, article), raw)
    named: tuple[Mention, ...] = steps.run("mentions", lambda: find_mentions(tokens, raw), ())
    nobody: tuple[tuple[Mention, ...], tuple[Entity, ...]] = (named, ())
    places: tuple[Place, ...] = steps.run(
        "places", lambda: with_scenes(tokens, raw, named, find_places(tokens, named)), ()
    )
    mentions, entities = steps.run(
        "entities",
        lambda: find_entities(
            tokens, named, published=day, attributions=raw.attributions, lands=lands_of(places, named)
        ),
        nobody,
    )
    entities = steps.run("namesakes", lambda: in_lands_meant(entities, mentions, places), entities)
    times: tuple[TimeExpression, ...] = steps.run("times", lambda: find_times(tokens, published=day), ())
    quotes: tuple[Quote, ...] = steps.run("quotes", lambda: find_quotes(tokens, raw, mentions, entities), ())
    figures: tuple[Figure, ...] = steps.run(
        "figures", lambda: find_figures(tokens, times=times, places=places, quotes=quotes), ()
    )
    events: tuple[EventMention, ...] = steps.run(
        "events",
        lambda: find_event_mentions(
            tokens,
            raw,
            mentions=mentions,
            entities=entities,
            times=times,
            places=places,
            quotes=quotes,
            published=day,
        ),
        (),
    )
    relations: tuple[Relation, ...] = steps.run(
        "pairs", lambda: relate(article, encoding, pairs) if encoding else (), ()
    )
    return Record(
        article=article,
        mentions=mentions,
        entities=entities,
        times=times,
        places=places,
        quotes=quotes,
        figures=figures,
        events=events,
        relations=relations,
        reader=raw.reader,
        reasons=tuple(steps.failed),
    )


def _unknown_language(language: str) -> str:
    return (
        f"the reader reads English, and this article is in {language}: its text and front matter stand, without facts"
    )


@dataclass(slots=True)
class _Steps:
    """Runs the steps and keeps what failed."""

    failed: list[tuple[str, str]] = field(default_factory=list)

    def run(self, step: str, work: Callable[[], T], empty: T) -> T:
        """Return what the step found, or `empty` and a kept reason if it broke.

        The one place that catches everything: a defect in one step must not take the other steps' facts with it.
        """
        try:
            return work()
        except Exception as error:  # noqa: BLE001 - one bad step must not empty the record
            self.failed.append((step, f"this step failed and found nothing: {type(error).__name__}: {error}"))
            return empty
