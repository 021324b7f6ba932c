"""Pages, cuttings and records made by hand, in sentences of our own, for tests of the store and the desk."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from dateline.model.article import Article, Block, Cited, Cutting, Dropped, Role
from dateline.model.page import Page
from dateline.model.record import Record
from dateline.model.span import Evidence, Span, Text, occurrences
from dateline.model.statement import (
    AsOf,
    Entity,
    EventDate,
    EventMention,
    EventPlace,
    Figure,
    Mention,
    Party,
    Place,
    Quote,
    Statement,
    TimeExpression,
)

NOW = datetime(2024, 9, 2, 8, 30, tzinfo=UTC)

Part = tuple[Role | str, str]
"""A role and its words; a role that is none of an article's is a dropped line's."""

_BLOCKS = {"headline", "standfirst", "byline", "dateline", "paragraph", "subheading", "list", "quote", "caption"}


@dataclass
class Maker:
    """One article under construction: statements are made from the words they stand on."""

    article: Article
    made: list[Statement] = field(default_factory=list)

    def span(self, words: str, nth: int = 0) -> Span:
        """Return where the words stand for the nth time."""
        return list(occurrences(self.article.text.content, words))[nth]

    def cite(self, *spans: Span) -> tuple[Evidence, ...]:
        """Return evidence for spans of the article's text."""
        return tuple(self.article.text.cite(span) for span in spans)

    def entity(self, key: str, label: str, type: Any, *, mentions: Sequence[str] = (), **more: Any) -> None:
        """Add an entity and the mentions of it."""
        at = self.span(label)
        self.made.append(
            Entity(article=self.article.id, evidence=self.cite(at), key=key, label=label, type=type, **more)
        )
        for words in (label, *mentions):
            for span in occurrences(self.article.text.content, words):
                form: Any = "pronoun" if words.lower() in ("he", "she", "they") else "name"
                self.made.append(
                    Mention(article=self.article.id, evidence=self.cite(span), form=form, type=type, entity=key)
                )

    def place(self, words: str, geonames_id: int, country: str, **more: Any) -> Place:
        """Add a place."""
        place = Place(
            article=self.article.id,
            evidence=self.cite(self.span(words)),
            form=more.pop("form", "name"),
            geonames_id=geonames_id,
            country=country,
            name=more.pop("name", words),
            **more,
        )
        self.made.append(place)
        return place

    def time(self, words: str, value: str | None, type: Any = "DATE", **more: Any) -> TimeExpression:
        """Add a time expression."""
        time = TimeExpression(
            article=self.article.id, evidence=self.cite(self.span(words)), type=type, value=value, **more
        )
        self.made.append(time)
        return time

    def quote(self, manner: Any, source: str | None, cue: str | None, *content: str, **more: Any) -> Quote:
        """Add a quote."""
        pieces = tuple(self.span(words) for words in content)
        quote = Quote(
            article=self.article.id,
            evidence=self.cite(*pieces),
            manner=manner,
            content=pieces,
            source=self.span(source) if source else None,
            cue=self.span(cue) if cue else None,
            **more,
        )
        self.made.append(quote)
        return quote

    def figure(
        self, words: str, low: float | None, high: float | None, *, of: str | None = None, **more: Any
    ) -> Figure:
        """Add a figure."""
        span = self.span(of) if of else None
        evidence = self.cite(self.span(words))
        figure = Figure(article=self.article.id, evidence=evidence, low=low, high=high, of=span, **more)
        self.made.append(figure)
        return figure

    def event(self, type: str, trigger: str, actors: Sequence[Party], recipients: Sequence[Party], **more: Any) -> None:
        """Add an event."""
        at = self.span(trigger)
        self.made.append(
            EventMention(
                article=self.article.id,
                evidence=self.cite(at),
                type=type,
                quad=more.pop("quad", 1),
                intensity=more.pop("intensity", 4.0),
                trigger=at,
                actors=tuple(actors),
                recipients=tuple(recipients),
                **more,
            )
        )

    def party(
        self, words: str, code: str | None, entity: str | None = None, *, sector: str | None = None, nth: int = 0
    ) -> Party:
        """Return one side of an event."""
        return Party(span=self.span(words, nth), code=code, entity=entity, sector=sector)

    def record(self) -> Record:
        """Return the record of all that was made, each kind in the order of the text."""

        def of(kind: type[Statement]) -> tuple[Any, ...]:
            return tuple(sorted((s for s in self.made if isinstance(s, kind)), key=lambda s: s.evidence[0].span))

        return Record(
            article=self.article,
            mentions=of(Mention),
            entities=of(Entity),
            times=of(TimeExpression),
            places=of(Place),
            quotes=of(Quote),
            figures=of(Figure),
            events=of(EventMention),
        )


def page_of(parts: Sequence[Part], *, url: str | None = None, fetched: datetime | None = NOW, id: str = "") -> Page:
    """Return a flat page that holds the parts, a blank line between them."""
    content = "\n\n".join(words for _, words in parts)
    return Page(id=id or url or "page", content=content, url=url, fetched=fetched)


def cutting_of(page: Page, parts: Sequence[Part], **front: Any) -> Cutting:
    """Return the cutting with one article: the parts whose role is an article's, in their order."""
    page_text = Text.from_str(page.content)
    places, at = [], 0
    for role, words in parts:
        places.append((role, Span(at, at + len(words))))
        at += len(words) + 2
    own = [(role, span) for role, span in places if role in _BLOCKS]
    text = Text.from_str("\n\n".join(span.of(page.content) for _, span in own))
    blocks, at = [], 0
    for role, span in own:
        blocks.append(Block(span=Span(at, at + len(span)), page_span=span, role=role))  # type: ignore[arg-type]
        at += len(span) + 2
    cited = {name: _cited(text, name, value) for name, value in front.items() if name in _CITED}
    rest = {name: value for name, value in front.items() if name not in _CITED}
    headline = next((b for b in blocks if b.role == "headline"), None)
    if headline and "headline" not in cited:
        words = headline.span.of(text.content)
        cited["headline"] = Cited(value=words, basis="text", evidence=(text.cite(headline.span),))
    article = Article(
        page=page.id,
        page_digest=page.digest,
        n=0,
        kind=rest.pop("kind", "article"),
        text=text,
        page_text=page_text,
        blocks=tuple(blocks),
        url=page.url,
        language=rest.pop("language", "en"),
        **cited,  # type: ignore[arg-type]
        **rest,
    )
    dropped = tuple(Dropped(page_span=s, role=r) for r, s in places if r not in _BLOCKS)  # type: ignore[arg-type]
    return Cutting(page_text=page_text, articles=(article,), dropped=dropped)


_CITED = {"headline", "standfirst", "dateline", "agency", "publisher", "aggregator", "published", "modified"}


def _cited(text: Text, name: str, value: str) -> Cited:
    """Return a front matter value, with evidence where its words stand in the text."""
    at = next(occurrences(text.content, value), None)
    precision: Any = None
    if name in ("published", "modified"):
        precision = "minute" if "T" in value else {4: "year", 7: "month"}.get(len(value), "day")
    evidence = (text.cite(at),) if at else ()
    return Cited(value=value, basis="text" if at else "given", precision=precision, evidence=evidence)


@dataclass(frozen=True)
class Sample:
    """A page with its cutting and records, as they go into a store."""

    page: Page
    cutting: Cutting
    records: tuple[Record, ...]

    @property
    def article(self) -> Article:
        """The page's article."""
        return self.cutting.articles[0]


TALKS: Sequence[Part] = (
    ("navigation", "Home | World | Business | Sport"),
    ("headline", "Ministers of Kenya and Norway meet in Geneva as flood toll passes 120"),
    ("dateline", "GENEVA, Aug 28 (Harbor Wire)"),
    (
        "paragraph",
        "The foreign ministers of Kenya and Norway met in Geneva on Wednesday to discuss aid after floods that killed "
        "at least 120 people in western Kenya, officials said.",
    ),
    ("promotion", "Subscribe now and read everything for one coin a week"),
    (
        "paragraph",
        "“We will not leave a single family behind,” Norwegian Foreign Minister Ingrid Solberg told reporters 🙂 "
        "after two hours of talks. She promised $40 million for shelters and clean water.",
    ),
    (
        "paragraph",
        "Kenya's disaster agency put the number of displaced at around 59,000 and said that the figure could rise "
        'before the rains end next week. محمد سالم, who runs a camp near Kisumu, said food was "running out fast".',
    ),
    ("subheading", "What comes next"),
    (
        "paragraph",
        "A second meeting is planned in Oslo in October. Kenya criticized lenders last month for <b>slow</b> & small "
        "payments, a charge that the lenders reject.",
    ),
    ("legal", "© Harbor Wire. All rights reserved."),
)


def talks(*, url: str | None = "https://news.example/world/talks", fetched: datetime | None = NOW) -> Sample:
    """Return a rich page: furniture, emoji, a right-to-left name, markup in the words, facts that overlap."""
    page = page_of(TALKS, url=url, fetched=fetched)
    cutting = cutting_of(
        page,
        TALKS,
        dateline="GENEVA, Aug 28 (Harbor Wire)",
        agency="Harbor Wire",
        publisher="The Morning Ledger",
        published="2024-08-28",
        reasons={"bylines": "no line names a writer"},
    )
    m = Maker(cutting.articles[0])
    m.entity("e1", "Kenya", "place", country="KEN", code="KEN", mentions=())
    m.entity("e2", "Ingrid Solberg", "person", mentions=("She",), role="Foreign Minister", country="NOR", code="NOR",
             sector="GOV", aliases=("Solberg",))  # fmt: skip
    m.entity("e3", "Norway", "place", country="NOR", code="NOR")
    m.entity("e4", "محمد سالم", "person", country="KEN")
    m.entity("e5", "Harbor Wire", "organization")
    kenya = m.place("Kenya", 192950, "KEN", lat=1.0, lon=38.0, feature_code="PCLI")
    m.place("Norway", 3144096, "NOR", lat=62.0, lon=10.0, feature_code="PCLI")
    geneva = m.place("Geneva", 2660646, "CHE", lat=46.2, lon=6.15, feature_code="PPLA")
    m.place("Norwegian", 3144096, "NOR", form="demonym", name="Norway", used_as="actor")
    m.place("Kisumu", 191245, "KEN", lat=-0.1, lon=34.75, feature_code="PPLA")
    m.place("Oslo", 3143244, "NOR", lat=59.9, lon=10.75, feature_code="PPLC")
    wednesday = m.time("Wednesday", "2024-08-28")
    m.time("two hours", "PT2H", "DURATION")
    m.time("next week", "2024-W36")
    m.time("last month", "2024-07")
    m.time("in October"[3:], None, reason="no year is named")
    quote = m.quote("direct", "Norwegian Foreign Minister Ingrid Solberg", "told",
                    "“We will not leave a single family behind,”", speaker="e2", confidence=0.97)  # fmt: skip
    m.quote("mixed", "محمد سالم, who runs a camp near Kisumu,", "said", 'food was "running out fast"', speaker="e4")
    said = m.quote("indirect", "officials", "said", "floods that killed at least 120 people in western Kenya",
                   reason="the words name nobody")  # fmt: skip
    m.figure("at least 120", 120, None, of="people", measure="killed", place=kenya.id, quote=said.id,
             as_of=AsOf(value="2024-08-28", ref=wednesday.id))  # fmt: skip
    m.figure("$40 million", 40_000_000, 40_000_000, unit="USD", measure="money")
    m.figure("around 59,000", 59_000, 59_000, approximate=True, measure="displaced")
    day = EventDate(earliest="2024-08-28", latest="2024-08-28", precision="day", basis="text", ref=wednesday.id)
    where = EventPlace(geonames_id=2660646, name="Geneva", country="CHE", ref=geneva.id)
    sides = [m.party("Kenya", "KEN", "e1", nth=1), m.party("Norway", "NOR", "e3", nth=1)]
    m.event("CONSULT", "met", sides, [], mode="visit",
            contexts=("disaster",), date=day, place=where, confidence=0.9)  # fmt: skip
    m.event("COOPERATE", "promised", [m.party("She", "NOR", "e2", sector="GOV")], [m.party("Kenya", "KEN", "e1")],
            intensity=5.0, quote=quote.id, factuality="future")  # fmt: skip
    m.event("ACCUSE", "criticized", [m.party("Kenya", "KEN", "e1", nth=4)], [m.party("lenders", "IGO")], quad=3,
            intensity=-3.0, confidence=0.8)  # fmt: skip
    return Sample(page, cutting, (m.record(),))


def plain(words: str, *, url: str | None = None, fetched: datetime | None = NOW, **front: Any) -> Sample:
    """Return a page whose first line is the headline and whose other lines are paragraphs, with no facts."""
    lines = [line for line in re.split(r"\n+", words) if line.strip()]
    parts: list[Part] = [("headline", lines[0]), *(("paragraph", line) for line in lines[1:])]
    page = page_of(parts, url=url, fetched=fetched)
    cutting = cutting_of(page, parts, **front)
    return Sample(page, cutting, (Record(article=cutting.articles[0]),))


def harbor(*, hours: int = 0, more: str = "") -> Sample:
    """Return a short article that can come in several versions."""
    return plain(
        f"Harbor strike ends\nDockers went back to work on Friday. The strike closed the harbor for nine days.{more}",
        url="https://coast.example/strike",
        publisher="Coast Daily",
        published="2024-09-01",
        fetched=NOW + timedelta(hours=hours),
    )


def arabic() -> Sample:
    """Return an article written from right to left, with a quote."""
    sample = plain(
        "الوزراء يلتقون في جنيف\n«لن نترك عائلة واحدة»، قالت الوزيرة بعد المحادثات. وأضافت أن المساعدات ستصل قريبا.",
        url="https://akhbar.example/geneva",
        language="ar",
        publisher="أخبار الميناء",
        published="2024-08-29",
    )
    m = Maker(sample.article)
    m.quote("direct", "الوزيرة", "قالت", "«لن نترك عائلة واحدة»", reason="the words name nobody")
    return Sample(sample.page, sample.cutting, (m.record(),))
