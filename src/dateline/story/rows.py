"""From a record to rows: what one article says, as questions across articles are asked of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, replace
from itertools import chain

from dateline.model.article import Article, Cited
from dateline.model.page import host_of
from dateline.model.record import Record
from dateline.model.span import Span
from dateline.model.statement import EventMention, Figure, Mention, Party, Place, Quote, TimeExpression
from dateline.model.told import ArticleRow, DayRow, EventRow, FigureRow, NameRow, QuoteRow, Told, Who, Words
from dateline.story.numbers.counting import cumulative
from dateline.story.sentences import marked_in, sentence_at, sentences_in, sentences_of
from dateline.world.outlets import outlet_named, outlet_of_url

# Values of time expressions that are a day (with or without an hour), a month or a year, no week, season or "now".
_CALENDAR = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2}(?:T.*)?)?)?$")
# Sources that name nobody: a quote whose pronoun was not resolved is nobody's rather than "he".
_PRONOUNS = frozenset("he she they it we i you who which that this these those one".split())
_QUOTES = " \t\r\n\"'“”‘’«»„`"


def rows_of(
    record: Record,
    *,
    story: str,
    original: str,
    seen: str,
    identities: Mapping[str, str] = {},
    events: Mapping[str, str] = {},
) -> Told:
    """Return the rows of one article.

    Args:
        record: The article and what was read from it.
        story: The id of its story.
        original: The id of the article whose text it prints again; its own id if it is none's reprint.
        seen: When it was first seen, ISO 8601 with time zone.
        identities: For ids of entities (statements): the identity each was recognized as.
        events: For ids of event mentions: the event each tells, across articles.
    """
    article = record.article
    row = _article(article, story=story, original=original, seen=seen)
    people = {
        e.key: Who(label=e.label, identity=identities.get(e.id), code=e.code, sector=e.sector, type=e.type)
        for e in record.entities
    }
    maker = _Maker(
        article=article,
        day=row.day,
        people=people,
        places={p.id: p for p in record.places},
        said={q.id: q for q in record.quotes},
        events=events,
        sentences=sentences_of(article),
    )
    return Told(
        articles=(row,),
        names=tuple(maker.name(m) for m in record.mentions if m.form != "pronoun"),
        figures=tuple(maker.figure(f) for f in record.figures),
        quotes=tuple(maker.quote(q) for q in record.quotes),
        events=tuple(maker.event(e) for e in record.events),
        days=tuple(maker.day_named(t, t.value) for t in record.times if t.value and _CALENDAR.match(t.value)),
    )


def together(tolds: Iterable[Told]) -> Told:
    """Return the rows of several articles as one; an article that comes twice is there once, as it came first."""
    seen: set[str] = set()
    kept: list[Told] = []
    for told in tolds:
        fresh = {a.id for a in told.articles} - seen
        kept.append(told if len(fresh) == len(told.articles) else _of_articles(told, fresh))
        seen |= fresh
    return Told(
        articles=tuple(chain.from_iterable(t.articles for t in kept)),
        names=tuple(chain.from_iterable(t.names for t in kept)),
        figures=tuple(chain.from_iterable(t.figures for t in kept)),
        quotes=tuple(chain.from_iterable(t.quotes for t in kept)),
        events=tuple(chain.from_iterable(t.events for t in kept)),
        days=tuple(chain.from_iterable(t.days for t in kept)),
    )


def renamed(told: Told, ids: Mapping[str, str]) -> Told:
    """Return rows whose statements have other ids, where `ids` has one for theirs."""
    if not ids:
        return told
    figures = (replace(f, part_of=ids.get(f.part_of or "", f.part_of)) for f in told.figures)
    return replace(
        told,
        names=tuple(replace(n, id=ids.get(n.id, n.id)) for n in told.names),
        figures=tuple(replace(f, id=ids.get(f.id, f.id)) for f in figures),
        quotes=tuple(replace(q, id=ids.get(q.id, q.id)) for q in told.quotes),
        events=tuple(replace(e, id=ids.get(e.id, e.id)) for e in told.events),
        days=tuple(replace(d, id=ids.get(d.id, d.id)) for d in told.days),
    )


def _of_articles(told: Told, ids: Set[str]) -> Told:
    return Told(
        articles=tuple({a.id: a for a in told.articles if a.id in ids}.values()),
        names=tuple(n for n in told.names if n.words.article in ids),
        figures=tuple(f for f in told.figures if f.words.article in ids),
        quotes=tuple(q for q in told.quotes if q.article in ids),
        events=tuple(e for e in told.events if e.trigger.article in ids),
    )


def _article(article: Article, *, story: str, original: str, seen: str) -> ArticleRow:
    text, url = article.text.content, article.canonical_url or article.url
    outlet = _value(article.publisher) or _value(article.aggregator) or host_of(url or "").removeprefix("www.")
    known = outlet_named(outlet) or (outlet_of_url(url) if url else None)
    body = (s for b in article.body() for s in sentences_in(text, b.span))
    return ArticleRow(
        id=article.id,
        outlet=outlet,
        seen=seen,
        story=story,
        original=original,
        published=_value(article.published),
        headline=_value(article.headline),
        url=url,
        agency=_value(article.agency),
        aggregator=_value(article.aggregator),
        country=known.country if known else None,
        sentences=tuple(Words(article=article.id, span=s, exact=s.of(text)) for s in body),
    )


def _value(cited: Cited | None) -> str | None:
    return cited.value if cited else None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Maker:
    """Makes the rows of one article.

    Args:
        article: The article.
        day: Its day, for what is not dated.
        people: Its entities by key.
        places, said: Its places and quotes by id.
        events: For ids of event mentions: the event each tells.
        sentences: The sentences of all blocks.
    """

    article: Article
    day: str
    people: Mapping[str, Who]
    places: Mapping[str, Place]
    said: Mapping[str, Quote]
    events: Mapping[str, str]
    sentences: tuple[Span, ...]

    def name(self, mention: Mention) -> NameRow:
        words = self._words(mention.span)
        who = self.people.get(mention.entity or "") or Who(label=words.exact, type=mention.type)
        return NameRow(id=mention.id, who=who, words=words, form=mention.form)

    def figure(self, figure: Figure) -> FigureRow:
        text = self.article.text.content
        sentence = sentence_at(self.sentences, figure.span)
        inside = Span(figure.span.start - sentence.start, min(figure.span.end, sentence.end) - sentence.start)
        place = self.places.get(figure.place or "")
        return FigureRow(
            id=figure.id,
            words=self._words(figure.span),
            sentence=self._words(sentence),
            low=figure.low,
            high=figure.high,
            as_of=figure.as_of.value if figure.as_of else self.day,
            dated=figure.as_of is not None,
            approximate=figure.approximate,
            unit=figure.unit,
            measure=figure.measure,
            of=figure.of.of(text) if figure.of else None,
            place=place.geonames_id if place else None,
            place_name=place.name if place else None,
            country=place.country if place else None,
            authority=self._said_by(figure.quote),
            part_of=figure.part_of,
            cumulative=cumulative(sentence.of(text), inside),
        )

    def day_named(self, time: TimeExpression, value: str) -> DayRow:
        sentence = sentence_at(self.sentences, time.span)
        return DayRow(id=time.id, value=value[:10], words=self._words(time.span), sentence=self._words(sentence))

    def quote(self, quote: Quote) -> QuoteRow:
        return QuoteRow(
            id=quote.id,
            article=quote.article,
            manner=quote.manner,
            content=tuple(self._words(s) for s in quote.content),
            marked=tuple(self._words(s) for s in self._marked(quote)),
            speaker=self._speaker(quote),
            source=self._words(quote.source) if quote.source else None,
            cue=self._words(quote.cue) if quote.cue else None,
        )

    def event(self, event: EventMention) -> EventRow:
        date, place = event.date, event.place
        return EventRow(
            id=event.id,
            type=event.type,
            trigger=self._words(event.trigger),
            sentence=self._words(sentence_at(self.sentences, event.trigger)),
            event=self.events.get(event.id),
            mode=event.mode,
            quad=event.quad,
            intensity=event.intensity,
            actors=tuple(map(self._party, event.actors)),
            recipients=tuple(map(self._party, event.recipients)),
            earliest=date.earliest if date else None,
            latest=date.latest if date else None,
            precision=date.precision if date else None,
            basis=date.basis if date else None,
            place=place.geonames_id if place else None,
            place_name=place.name if place else None,
            country=place.country if place else None,
            factuality=event.factuality,
            said_by=self._said_by(event.quote),
            confidence=event.confidence,
        )

    def _marked(self, quote: Quote) -> Iterable[Span]:
        """Return the pieces between quotation marks, without the marks."""
        text, blocks = self.article.text.content, self.article.blocks
        if quote.manner == "indirect":
            return ()
        if quote.manner == "direct":
            return (s for s in (_bare(text, piece) for piece in quote.content) if s)
        return chain.from_iterable(marked_in(text, blocks, piece) for piece in quote.content)

    def _said_by(self, quote: str | None) -> Who | None:
        said = self.said.get(quote or "")
        return self._speaker(said) if said else None

    def _speaker(self, quote: Quote) -> Who | None:
        """Return who says something: the entity, or else the words for the source, if they name anybody."""
        if quote.speaker is not None:
            return self.people.get(quote.speaker)
        words = quote.source.of(self.article.text.content) if quote.source else ""
        return Who(label=words) if words and words.lower() not in _PRONOUNS else None

    def _party(self, party: Party) -> Who:
        known = self.people.get(party.entity or "")
        label = known.label if known else party.span.of(self.article.text.content)
        return Who(
            label=label,
            identity=known.identity if known else None,
            code=party.code,
            sector=party.sector,
            type=known.type if known else None,
        )

    def _words(self, span: Span) -> Words:
        return Words(article=self.article.id, span=span, exact=span.of(self.article.text.content))


def _bare(text: str, piece: Span) -> Span | None:
    """Return a piece of a quotation without the marks around it."""
    start, end = piece.start, piece.end
    while start < end and text[start] in _QUOTES:
        start += 1
    while start < end and text[end - 1] in _QUOTES:
        end -= 1
    return Span(start, end) if start < end else None
