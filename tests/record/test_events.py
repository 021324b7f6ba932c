"""Raw events become statements: who by which code, when, where, asserted by whom."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.model.article import Article, Block, Cited
from dateline.model.span import Span, Text
from dateline.model.statement import Entity, EventMention, Factuality, Mention, Place, Quote, TimeExpression
from dateline.record.contexts import contexts_of
from dateline.record.event_dates import days_of
from dateline.record.events import find_event_mentions
from dateline.record.parties import Known, party
from dateline.record.read import read
from dateline.record.reading import RawEvent, RawFacts
from dateline.record.tokens import tokenize
from tests.record.readings import article_of

DAY = date(2025, 2, 26)


class Told:
    """One article made by hand, with the facts that the other steps would have found in it."""

    def __init__(self, *paragraphs: str) -> None:
        text = "\n\n".join(paragraphs)
        at, blocks = 0, []
        for paragraph in paragraphs:
            span = Span(at, at + len(paragraph))
            blocks.append(Block(span=span, page_span=span, role="paragraph"))
            at = span.end + 2
        body = Text.from_str(text)
        self.text = text
        self.article = Article(
            page="p",
            page_digest="sha256:0",
            n=0,
            kind="article",
            text=body,
            page_text=body,
            blocks=tuple(blocks),
            published=Cited(value=DAY.isoformat(), basis="given", precision="day"),
        )

    def span(self, words: str) -> Span:
        at = self.text.index(words)
        return Span(at, at + len(words))

    def cite(self, words: str) -> dict[str, object]:
        return {"article": self.article.id, "evidence": (self.article.text.cite(self.span(words)),)}

    def time(self, words: str, value: str) -> TimeExpression:
        return TimeExpression(type="DATE", value=value, **self.cite(words))  # type: ignore[arg-type]

    def place(self, words: str, country: str, geonames_id: int) -> Place:
        return Place(form="name", name=words, country=country, geonames_id=geonames_id, **self.cite(words))  # type: ignore[arg-type]

    def events(
        self,
        *events: RawEvent,
        times: tuple[TimeExpression, ...] = (),
        places: tuple[Place, ...] = (),
        quotes: tuple[Quote, ...] = (),
        mentions: tuple[Mention, ...] = (),
        published: date | None = DAY,
    ) -> tuple[EventMention, ...]:
        return find_event_mentions(
            tokenize(self.article),
            RawFacts(reader="test", events=events),
            mentions=mentions,
            entities=(),
            times=times,
            places=places,
            quotes=quotes,
            published=published,
        )


def test_parties_get_codes_from_their_words() -> None:
    told = Told("Kenya and Uganda signed a treaty.")
    raw = RawEvent(type="AGREE", trigger=told.span("signed"), actors=(told.span("Kenya"), told.span("Uganda")))
    (event,) = told.events(raw)
    assert [(p.code, p.sector) for p in event.actors] == [("KEN", "GOV"), ("UGA", "GOV")]
    assert (event.quad, event.intensity) == (1, 2.5)
    assert event.trigger.of(told.text) == event.evidence[0].exact == "signed"


@pytest.mark.parametrize(
    ("words", "code", "sector"),
    [
        ("Nigerian troops", "NGA", "MIL"),
        ("Peru's foreign minister", "PER", "GOV"),
        ("New Delhi", "IND", "GOV"),
        ("United Nations", "UNO", None),
        ("masked gunmen", None, "UAF"),
        ("Turks", "TUR", "CVL"),
        ("somebody", None, None),
    ],
)
def test_party_by_words(words: str, code: str | None, sector: str | None) -> None:
    found = party(Span(0, len(words)), Known(words, (), {}, ()))
    assert found.code == code
    assert sector is None or found.sector == sector


def test_a_party_is_the_entity_of_its_mention() -> None:
    told = Told("Prime Minister Ana Lima met envoys.")
    cite = told.cite("Ana Lima")
    entity = Entity(key="e1", label="Ana Lima", type="person", country="ATA", sector="LEG", code="ATA", **cite)  # type: ignore[arg-type]
    mention = Mention(form="name", type="person", entity="e1", **cite)  # type: ignore[arg-type]
    found = party(told.span("Prime Minister Ana Lima"), Known(told.text, (mention,), {"e1": entity}, ()))
    assert (found.entity, found.code, found.sector) == ("e1", "ATA", "LEG")


def test_the_date_is_the_time_of_its_clause() -> None:
    told = Told("Rebels shelled the port on Monday.")
    monday = told.time("Monday", "2025-02-24")
    raw = RawEvent(type="ASSAULT", mode="heavy-weapons", trigger=told.span("shelled"), date=told.span("Monday"))
    (event,) = told.events(raw, times=(monday,))
    assert event.date is not None
    assert (event.date.earliest, event.date.basis, event.date.ref) == ("2025-02-24", "text", monday.id)


@pytest.mark.parametrize("words", ["a mosque", "a mosque in Oran"])
def test_what_stands_in_a_place_is_there(words: str) -> None:
    told = Told("Hundreds protested outside a mosque in Oran on Monday.")
    raw = RawEvent(type="PROTEST", trigger=told.span("protested"), place=told.span(words))
    (event,) = told.events(raw, places=(told.place("Oran", "DZA", 2485926),))
    assert event.place is not None and event.place.geonames_id == 2485926


def test_an_anniversary_points_back() -> None:
    told = Told("The town on Wednesday marked the sixth anniversary of the air raid.")
    wednesday = told.time("Wednesday", "2025-02-26")
    (event,) = told.events(RawEvent(type="ASSAULT", trigger=told.span("air raid")), times=(wednesday,))
    assert event.date is not None
    assert event.date.earliest == event.date.latest == "2019-02-26"


def test_the_anniversary_of_something_else_does_not() -> None:
    told = Told("Meeting on Wednesday for the pact's sixth anniversary, the members pledged arms.")
    wednesday = told.time("Wednesday", "2025-02-26")
    raw = RawEvent(type="AGREE", trigger=told.span("pledged"), date=told.span("Wednesday"))
    (event,) = told.events(raw, times=(wednesday,))
    assert event.date is not None and event.date.earliest == "2025-02-26"


@pytest.mark.parametrize(("words", "dated"), [("within the next year", False), ("next year", True)])
def test_the_time_for_which_something_is_promised_is_not_when(words: str, dated: bool) -> None:
    told = Told(f"The members will pledge arms {words}.")
    year = told.time(words.removeprefix("within "), "2026")
    raw = RawEvent(type="AGREE", trigger=told.span("pledge"), date=told.span(words), factuality="future")
    (event,) = told.events(raw, times=(year,))
    assert (event.date is not None) == dated


@pytest.mark.parametrize(("words", "dated"), [("ahead of Saturday's vote", False), ("on Saturday", True)])
def test_the_day_of_what_it_comes_ahead_of_is_not_when(words: str, dated: bool) -> None:
    told = Told(f"Troops shelled the border town {words}.")
    saturday = told.time("Saturday", "2025-03-01")
    raw = RawEvent(type="ASSAULT", trigger=told.span("shelled"), date=told.span("Saturday"))
    (event,) = told.events(raw, times=(saturday,))
    assert (event.date is not None) == dated


def test_a_lead_in_the_past_tense_is_news_of_the_day() -> None:
    told = Told("Police arrested a mayor.", "More text.", "Troops seized a bridge.", "They have jailed a judge.")
    raws = [RawEvent(type="COERCE", trigger=told.span(w)) for w in ("arrested", "seized")]
    first, third = told.events(*raws)
    assert first.date is not None and first.date.basis == "published" and first.date.earliest == "2025-02-26"
    assert third.date is None and third.reason


def test_days_counted_from_another_deed_are_not_those_of_the_news() -> None:
    told = Told("Police arrested a mayor when he returned days later.")
    (event,) = told.events(RawEvent(type="COERCE", trigger=told.span("arrested")))
    assert event.date is None


@pytest.mark.parametrize(
    ("sentence", "type_", "trigger", "factuality", "basis"),
    [
        ("Norland urged Eastmark to reopen the pass on Monday.", "REQUEST", "urged", "actual", "published"),
        ("Norland invited Rao to visit in May on Monday.", "REQUEST", "invited", "historical", None),
        ("Norland protested on Monday.", "PROTEST", "protested", "actual", "published"),
        ("On Monday Norland will send a ship.", "AGREE", "will send", "actual", None),
        ("Norland sends a ship on Monday; Eastmark protested.", "PROTEST", "protested", "actual", "published"),
        ("Norland will send a ship on Monday.", "AGREE", "will send", "actual", None),
        ("Norland and Eastmark hold talks on Monday.", "CONSULT", "talks", "actual", "text"),
    ],
)
def test_what_had_happened_has_no_day_after_publication(
    sentence: str, type_: str, trigger: str, factuality: Factuality, basis: str | None
) -> None:
    told = Told(sentence)
    raw = RawEvent(type=type_, trigger=told.span(trigger), date=told.span("Monday"), factuality=factuality)
    (event,) = told.events(raw, times=(told.time("Monday", "2025-03-03"),))
    assert (event.date.basis if event.date else None) == basis
    assert event.factuality == ("future" if basis == "text" else "actual")
    assert event.date or (event.reason and "after publication" in event.reason)
    (early,) = told.events(raw, times=(told.time("Monday", "2025-02-24"),))
    recent = "actual" if factuality == "historical" else factuality  # nothing of last week is history
    assert early.factuality == recent and early.date is not None and early.date.latest == "2025-02-24"


def test_a_weekday_before_something_done_is_the_last_one() -> None:
    told = Told("Rao faulted the Monday decision to block the law.")
    raw = RawEvent(type="REJECT", trigger=told.span("block"), date=told.span("Monday"))
    (event,) = told.events(raw, times=(told.time("Monday", "2025-03-03"),))
    assert event.date is not None and event.date.earliest == event.date.latest == "2025-02-24"
    (event,) = told.events(raw, times=(told.time("Monday", "2025-03-10"),))
    assert event.date is None


@pytest.mark.parametrize(
    ("text", "latest"),
    [
        ("Police held a mayor from Monday to Tuesday.", "2025-02-25"),
        ("Police held a mayor on Monday and Tuesday.", "2025-02-25"),
        ("Police held a mayor on Monday, and on Tuesday Rao fled.", "2025-02-24"),
    ],
)
def test_days_that_are_joined_are_all_the_events(text: str, latest: str) -> None:
    told = Told(text)
    raw = RawEvent(type="COERCE", trigger=told.span("held"), date=told.span("Monday"))
    times = (told.time("Monday", "2025-02-24"), told.time("Tuesday", "2025-02-25"))
    (event,) = told.events(raw, times=times)
    assert event.date is not None and (event.date.earliest, event.date.latest) == ("2025-02-24", latest)


@pytest.mark.parametrize(
    ("factuality", "days"),
    [("actual", ("2025-02-01", "2025-02-27")), ("future", ("2025-02-27", "2025-02-28"))],
)
def test_a_month_that_is_not_over_ends_for_what_is_done(factuality: Factuality, days: tuple[str, str]) -> None:
    told = Told("Police held a mayor this month.")
    raw = RawEvent(type="COERCE", trigger=told.span("held"), date=told.span("this month"), factuality=factuality)
    (event,) = told.events(raw, times=(told.time("this month", "2025-02"),), published=date(2025, 2, 27))
    assert event.date is not None and (event.date.earliest, event.date.latest) == days


def test_without_a_day_of_publication_nothing_is_guessed() -> None:
    told = Told("Police arrested a mayor.")
    (event,) = told.events(RawEvent(type="COERCE", trigger=told.span("arrested")), published=None)
    assert event.date is None
    assert event.reason is not None and "publication" in event.reason


def test_a_lead_that_names_another_day_does_not_date_the_rest_by_publication() -> None:
    told = Told("Troops seized a bridge on Monday.", "Police arrested a mayor.")
    monday = told.time("Monday", "2025-02-24")
    raws = [
        RawEvent(type="COERCE", trigger=told.span("seized"), date=told.span("Monday")),
        RawEvent(type="COERCE", trigger=told.span("arrested")),
    ]
    first, second = told.events(*raws, times=(monday,))
    assert first.date is not None and first.date.latest == "2025-02-24"
    assert second.date is None and second.reason


def test_a_lead_that_looks_back_is_not_dated_by_publication() -> None:
    told = Told("The mill was sold in January.", "Police arrested a mayor.")
    month = told.time("January", "2025-01")
    (event,) = told.events(RawEvent(type="COERCE", trigger=told.span("arrested")), times=(month,))
    assert event.date is None and event.reason
    told = Told("Police initially arrested a mayor.")
    (event,) = told.events(RawEvent(type="COERCE", trigger=told.span("arrested")))
    assert event.date is None and event.reason


@pytest.mark.parametrize(
    ("words", "published", "days"),
    [
        ("since", DAY, ("2025-01-01", "2025-02-26")),
        ("in", DAY, ("2025-01-01", "2025-01-31")),
        ("since", None, ("2025-01-01", "2025-01-31")),
        ("since fighting broke out in", DAY, ("2025-01-01", "2025-02-26")),
        ("in the town since", DAY, ("2025-01-01", "2025-02-26")),
        ("by", date(2025, 1, 10), ("2025-01-10", "2025-01-31")),
        ("by", date(2025, 3, 1), ("2025-01-01", "2025-01-31")),
    ],
)
def test_words_that_leave_a_time_open(words: str, published: date | None, days: tuple[str, str]) -> None:
    told = Told(f"Rebels shelled the port {words} January.")
    january = told.time("January", "2025-01")
    raw = RawEvent(type="ASSAULT", trigger=told.span("shelled"), date=told.span("January"))
    (event,) = told.events(raw, times=(january,), published=published)
    assert event.date is not None
    assert (event.date.earliest, event.date.latest, event.date.ref) == (*days, january.id)


@pytest.mark.parametrize(
    ("text", "trigger", "words", "value", "year"),
    [
        ("Survivors of the 1992-95 war marched.", "marched", "95", "1995", None),
        ("Peru withdrew from the 2015 copper pact.", "withdrew", "2015", "2015", None),
        ("Peru helped negotiate a 2015 copper pact.", "negotiate", "2015", "2015", "2015"),
        ("Rebels were shot during the 2017 protests.", "shot", "2017", "2017", "2017"),
        ("He recalled the 2017 protests.", "protests", "2017", "2017", "2017"),
        ("He recalled the 2017 street protests.", "protests", "2017", "2017", "2017"),
        ("Rebels were shot in 2017 by police.", "shot", "2017", "2017", "2017"),
    ],
)
def test_a_time_within_a_noun_group_dates_that_noun_alone(
    text: str, trigger: str, words: str, value: str, year: str | None
) -> None:
    told = Told("Nothing else.", "More.", text)
    raw = RawEvent(type="PROTEST", trigger=told.span(trigger), date=told.span(words))
    (event,) = told.events(raw, times=(told.time(words, value),))
    assert (event.date.earliest[:4] if event.date else None) == year


def test_since_a_deed_is_after_it() -> None:
    told = Told("He has been silent since his arrest in January.")
    raw = RawEvent(type="COERCE", trigger=told.span("arrest"), date=told.span("January"))
    (event,) = told.events(raw, times=(told.time("January", "2025-01"),))
    assert event.date is not None and event.date.latest == "2025-01-31"


def test_a_verb_is_not_dated_by_the_noun_before_it() -> None:
    told = Told("Norway condemned the Oct. 7 attack and expelled an envoy.")
    raw = RawEvent(type="SANCTION", trigger=told.span("expelled"))
    (event,) = told.events(raw, times=(told.time("Oct. 7", "2024-10-07"),))
    assert event.date is None or event.date.basis == "published"


def test_two_nations_before_one_noun_are_two() -> None:
    told = Told("Kenyan and Ugandan troops met.")
    raw = RawEvent(type="CONSULT", trigger=told.span("met"), actors=(told.span("Kenyan and Ugandan troops"),))
    (event,) = told.events(raw)
    assert [(p.span.of(told.text), p.code, p.sector) for p in event.actors] == [
        ("Kenyan", "KEN", "MIL"),
        ("Ugandan troops", "UGA", "MIL"),
    ]


def test_a_perfect_is_not_dated_by_publication() -> None:
    told = Told("Police have arrested forty mayors.")
    (event,) = told.events(RawEvent(type="COERCE", trigger=told.span("arrested")))
    assert event.date is None


def test_the_place_refers_to_the_place_of_the_text() -> None:
    told = Told("Envoys met in Accra.")
    accra = told.place("Accra", "GHA", 2306104)
    (event,) = told.events(
        RawEvent(type="CONSULT", trigger=told.span("met"), place=told.span("Accra")), places=(accra,)
    )
    assert event.place is not None
    assert (event.place.geonames_id, event.place.ref) == (2306104, accra.id)


def test_a_struck_place_no_gazetteer_knows_takes_the_country_of_the_blow() -> None:
    told = Told("The Zzyzx airstrike destroyed depots in Accra.")
    accra, cite = told.place("Accra", "GHA", 2306104), told.cite("Zzyzx")
    raw = RawEvent(type="ASSAULT", trigger=told.span("airstrike"), recipients=(told.span("Zzyzx"),))
    (unnamed,) = told.events(raw, places=(accra,))
    assert unnamed.recipients[0].code is None
    mention = Mention(form="name", type="place", **cite)  # type: ignore[arg-type]
    (event,) = told.events(raw, places=(accra,), mentions=(mention,))
    assert event.recipients[0].code == "GHA"


def test_the_quote_that_asserts_it() -> None:
    told = Told("Officials said rebels burned a school.")
    content = told.span("rebels burned a school")
    quote = Quote(manner="indirect", content=(content,), source=told.span("Officials"), **told.cite("Officials"))  # type: ignore[arg-type]
    raw = RawEvent(type="ASSAULT", trigger=told.span("burned"), said_by=told.span("Officials"))
    (event,) = told.events(raw, quotes=(quote,))
    assert event.quote == quote.id
    (unsaid,) = told.events(RawEvent(type="ASSAULT", trigger=told.span("burned")), quotes=(quote,))
    assert unsaid.quote is None


def test_the_same_event_twice_in_a_sentence_is_one() -> None:
    told = Told("Chad met Niger and held talks.")
    sides = {"actors": (told.span("Chad"),), "recipients": (told.span("Niger"),)}
    raws = [RawEvent(type="CONSULT", trigger=told.span(w), **sides) for w in ("met", "held talks")]  # type: ignore[arg-type]
    assert len(told.events(*raws)) == 1


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2024-02", ("2024-02-01", "2024-02-29", "month")),
        ("2024", ("2024-01-01", "2024-12-31", "year")),
        ("2024-W09", ("2024-02-26", "2024-03-03", "day")),
        ("2024-W09-WE", ("2024-03-02", "2024-03-03", "day")),
        ("2024-Q2", ("2024-04-01", "2024-06-30", "month")),
        ("2024-02-26TNI", ("2024-02-26", "2024-02-26", "day")),
    ],
)
def test_days_of(value: str, expected: tuple[str, str, str]) -> None:
    days = days_of(value)
    assert days is not None
    assert (days[0].isoformat(), days[1].isoformat(), days[2]) == expected


@pytest.mark.parametrize("value", [None, "PAST_REF", "2024-13", "2024-02-30", "0000", "2024-W60", "P3D", ""])
def test_what_names_no_day(value: str | None) -> None:
    assert days_of(value) is None


@given(st.dates())
def test_a_day_is_itself(day: date) -> None:
    assert days_of(day.isoformat()) == (day, day, "day")


def test_contexts() -> None:
    assert contexts_of("The court jailed a journalist for corruption.") == ("legal", "corruption")
    assert "military" in contexts_of("Troops crossed the border.")
    assert contexts_of("A quiet afternoon.") == ()


@pytest.mark.parametrize(
    "text",
    [
        "Harbor captain Ann Lowe blamed the dew after the defeat in Askel.",
        "The coach praised his goalkeeper after Askel attacked and beat Brun 3-1.",
        "Rainy weather calls for comfort food, and the chef blamed the oven for the sunken cake.",
    ],
)
def test_sport_and_daily_life_give_no_events(text: str) -> None:
    assert read(article_of(text)).events == ()


@pytest.mark.parametrize(
    ("text", "trigger", "recipient", "acts"),
    [
        ("Norway fired a missile toward the sea.", "fired", "Norway", True),
        ("Norway was fired upon.", "fired", "Norway", False),
        ("Norwegians killed in the raid were buried.", "killed", "Norwegians", False),
        ("Norwegian air strikes killed two.", "air strikes", "Norwegian", True),
    ],
)
def test_a_country_right_before_its_deed_acts(text: str, trigger: str, recipient: str, acts: bool) -> None:
    told = Told(text)
    raw = RawEvent(type="ASSAULT", trigger=told.span(trigger), recipients=(told.span(recipient),))
    (event,) = told.events(raw)
    assert [p.code for p in event.actors] == (["NOR"] if acts else [])
    assert bool(event.recipients) != acts


@pytest.mark.parametrize(
    ("words", "codes", "sectors"),
    [
        ("Peruvian and Chilean forces", ["PER", "CHL"], ["MIL", "MIL"]),
        ("Pakistani and Afghan Taliban forces", ["PAK", "AFG"], ["MIL", "MIL"]),
        ("the foreign ministers of South Korea and the United States", ["KOR", "USA"], ["GOV", "GOV"]),
        ("the foreign ministers of Peru", ["PER"], ["GOV"]),
    ],
)
def test_two_in_one_group(words: str, codes: list[str], sectors: list[str]) -> None:
    told = Told(f"An envoy met {words}.")
    raw = RawEvent(type="CONSULT", trigger=told.span("met"), recipients=(told.span(words),))
    (event,) = told.events(raw)
    assert [p.code for p in event.recipients] == codes
    assert [p.sector for p in event.recipients] == sectors
