"""Figures: bounds, units, measures, wholes and parts, and what a number that counts nothing is."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.model.article import Cited
from dateline.model.span import Span
from dateline.model.statement import Figure, Place, Quote
from dateline.record.figures import find_figures
from dateline.record.times import find_times
from dateline.world.measures import MEASURES
from tests.record.prose import prose

DAY = date(2025, 2, 26)


def figures(text: str) -> tuple[Figure, ...]:
    tokens = prose(text)
    return find_figures(tokens, times=find_times(tokens, published=DAY), places=(), quotes=())


def only(text: str) -> Figure:
    (found,) = figures(text)
    return found


@pytest.mark.parametrize(
    ("text", "words", "low", "high", "rough"),
    [
        ("More than 31,000 trees fell.", "More than 31,000", 31_000, None, False),
        ("Over 300 trees fell.", "Over 300", 300, None, False),
        ("At least 14 trees fell.", "At least 14", 14, None, False),
        ("No fewer than 14 trees fell.", "No fewer than 14", 14, None, False),
        ("Up to 40 trees fell.", "Up to 40", None, 40, False),
        ("Fewer than 40 trees fell.", "Fewer than 40", None, 40, False),
        ("Not more than 40 trees fell.", "Not more than 40", None, 40, False),
        ("As many as 40 trees fell.", "As many as 40", None, 40, False),
        ("Around 1,200 trees fell.", "Around 1,200", 1200, 1200, True),
        ("An estimated 1,200 trees fell.", "An estimated 1,200", 1200, 1200, True),
        ("Nearly 1,200 trees fell.", "Nearly 1,200", 1200, 1200, True),
        ("Between 10 and 15 trees fell.", "Between 10 and 15", 10, 15, False),
        ("10 to 15 trees fell.", "10 to 15", 10, 15, False),
        ("Two to 3 million trees fell.", "Two to 3 million", 2_000_000, 3_000_000, False),
        ("In excess of 40 trees fell.", "In excess of 40", 40, None, False),
        ("From 10 to 15 trees fell.", "From 10 to 15", 10, 15, False),
        ("Dozens of trees fell.", "Dozens", 24, None, True),
        ("More than two dozen trees fell.", "More than two dozen", 24, None, False),
        ("Hundreds of trees fell.", "Hundreds", 200, None, True),
        ("Tens of thousands of trees fell.", "Tens of thousands", 20_000, None, True),
        ("Several trees fell.", "Several", 3, None, True),
        ("Several hundred trees fell.", "Several hundred", 300, None, True),
        ("Some 1.2 lakh trees fell.", "Some 1.2 lakh", 120_000, 120_000, True),
        ("Fourteen trees fell.", "Fourteen", 14, 14, False),
        ("A two- to fourfold rise of 14 trees came.", "14", 14, 14, False),
        ("They handed over three trees.", "three", 3, 3, False),
        ("They turned over 300 trees.", "300", 300, 300, False),
        ("A row over two trees went on.", "two", 2, 2, False),
        ("Storms felled over 300 trees.", "over 300", 300, None, False),
        ("Storms felled over two dozen trees.", "over two dozen", 24, None, False),
    ],
)
def test_bounds(text: str, words: str, low: float | None, high: float | None, rough: bool) -> None:
    found = only(text)
    assert (found.evidence[0].exact, found.low, found.high, found.approximate) == (words, low, high, rough)
    assert found.of is not None and found.of.of(text) == "trees"


@pytest.mark.parametrize(
    ("text", "words", "low", "unit", "measure"),
    [
        ("The road cost Rs 500 crore.", "Rs 500 crore", 5_000_000_000, "INR", "money"),
        ("The road cost £1.3bn.", "£1.3bn", 1_300_000_000, "GBP", "money"),
        ("The road cost US$2 million.", "US$2 million", 2_000_000, "USD", "money"),
        ("The town’s $600 gate is gone.", "$600", 600, "USD", "money"),
        ("The road cost 40 million shekels.", "40 million shekels", 40_000_000, "ILS", "money"),
        ("The road cost 40 Kuwaiti dinars.", "40 Kuwaiti dinars", 40, "KWD", "money"),
        ("The road cost 40 dinars.", "40 dinars", 40, None, "money"),
        ("The road cost A$40 million.", "A$40 million", 40_000_000, "AUD", "money"),
        ("The road cost Rs. 4,00,000 in all.", "Rs. 4,00,000", 400_000, "INR", "money"),
        ("It was 41 degrees Celsius in the shade.", "41 degrees Celsius", 41, "Cel", "other"),
        ("Children under five are at risk.", "under five", None, "a", "age"),
        ("The oldest guest was 93.", "93", 93, "a", "age"),
        ("Guests were aged from 20 to 90.", "from 20 to 90", 20, "a", "age"),
        ("Prices rose 12 per cent.", "12 per cent", 12, "%", "percent"),
        ("Prices rose 12.5%.", "12.5%", 12.5, "%", "percent"),
        ("The hall has stood for 130 years.", "130 years", 130, "a", "duration"),
        ("It lies 70 kilometres off.", "70 kilometres", 70, "km", "distance"),
        ("They found 300 kg of gold.", "300 kg", 300, "kg", "weight"),
        ("They own two hectares.", "two hectares", 2, "har", "area"),
        ("They own 85 square metres.", "85 square metres", 85, "m2", "area"),
        ("A 19-year-old sang.", "19-year-old", 19, "a", "age"),
        ("Dana Levi, 45, sang.", "45", 45, "a", "age"),
        ("A boy aged 12 sang.", "12", 12, "a", "age"),
        ("The singer died at the age of 74.", "74", 74, "a", "age"),
    ],
)
def test_units(text: str, words: str, low: float, unit: str | None, measure: str) -> None:
    found = only(text)
    assert (found.evidence[0].exact, found.low, found.unit, found.measure) == (words, low, unit, measure)


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        ("A bomb killed 14 soldiers and wounded 22 others.", ["killed", "injured"]),
        ("A blast left 14 dead, with gunfire heard nearby.", ["killed"]),
        ("Robbers shot dead three guards.", ["killed"]),
        ("Three guards were stabbed to death.", ["killed"]),
        ("Forty people were trampled to death.", ["dead"]),
        ("Forty guests fell ill.", ["injured"]),
        ("Forty guests were rushed to hospital.", ["injured"]),
        ("Forty sailors went missing off Crete.", ["missing"]),
        ("The flood drove 40 families from their homes.", ["displaced"]),
        ("Forty people, nine women among them, were killed in a raid.", ["killed", "killed"]),
        ("Forty teachers went on strike.", ["protesters"]),
        ("Forty men were taken into custody.", ["detained"]),
        ("Flash floods killed 14 people.", ["dead"]),
        ("A bus fell into a gorge, killing nine and injuring 31.", ["dead", "injured"]),
        ("Fifteen people died of cholera.", ["dead"]),
        ("The raid ended in 90 deaths and the seizure of 40 hostages.", ["killed", "hostage"]),
        ("Gunmen took 60 villagers hostage.", ["hostage"]),
        ("Police arrested 17 students.", ["detained"]),
        ("Seventeen students were arrested.", ["detained"]),
        ("Thousands of families fled the shelling.", ["displaced"]),
        ("Nine fishermen are missing.", ["missing"]),
        ("A rally by 900 farmers blocked the road.", ["protesters"]),
        ("They sent 3,000 troops.", ["troops"]),
        ("The hall holds 400 people.", ["people"]),
        ("The envoy said that “at least five” people were killed.", ["killed"]),
        ("They bought 30 tractors.", ["other"]),
        ("The two sides held the 17th round of talks.", ["other", "other"]),
    ],
)
def test_measures(text: str, measures: list[str]) -> None:
    assert [f.measure for f in figures(text)] == measures


def test_what_is_counted_ends_where_somebody_does_something() -> None:
    (gunmen,) = figures("About 24 gunmen attacked the palace.")
    killed, injured = figures("The car hit a crowd, killing one woman and injuring several others.")
    (wind,) = figures("The storm had winds of 140 mph.")
    (ash,) = figures("It dropped 1,500 metric tons of ash.")
    assert (ash.unit, ash.measure) == ("t", "weight")
    assert [f.of and len(f.of) for f in (gunmen, killed, injured)] == [6, 5, 6]
    assert (killed.measure, injured.measure, wind.unit) == ("killed", "injured", "[mi_i]/h")


def test_meters_are_no_millions_and_streets_have_numbers() -> None:
    long, wide, copies = figures("The hall is 20m by 10m and sold 20m copies.")
    assert (long.low, wide.low, copies.low) == (20, 10, 20_000_000)
    assert (long.unit, wide.unit, copies.unit) == ("m", "m", None)
    assert figures("He was found at Yishun Avenue 4 on Monday.") == ()


def test_the_injured_are_no_part_of_the_dead() -> None:
    _, _, injured = figures("Eleven people, including three children, were killed and at least 20 injured.")
    assert injured.part_of is None


def test_parts_name_their_whole() -> None:
    whole, women, nurses = figures(
        "At least 60 people, including 40 women, have died of hunger since Friday, including 12 who were nurses."
    )
    assert whole.part_of is None
    assert (women.part_of, nurses.part_of) == (whole.id, whole.id)
    assert [f.measure for f in (whole, women, nurses)] == ["dead", "dead", "dead"]


@pytest.mark.parametrize(
    "text",
    ["The raids killed 28 people, 11 of them women.", "Of the 28 people killed in the raid, 11 were women."],
)
def test_other_shapes_of_parts(text: str) -> None:
    whole, part = figures(text)
    assert part.part_of == whole.id
    assert (whole.measure, part.measure) == ("killed", "killed")


@pytest.mark.parametrize(
    "text",
    [
        "It was founded in 1984.",
        "They met on 3 May 2021 at 10:35 a.m.",
        "Article 370 is gone.",
        "Call 112 for help.",
        "No one was there, not one of them.",
        "They won 3-1.",
        "The poet (1871-1902) is forgotten.",
        "She played for the under-19 side.",
        "The G7 and Chandrayaan-3 are names.",
        "It is open 24 hours a day.",
        "The station is at 99 Pleasant St., near 2801 8th St., NE.",
        "The Packers (6-8) play on Sunday, others say (5).",
        "It is in Lancet 2020;396(10258):1204.",
        "A 2+2 dialogue was held.",
        "The embassy answers 006328856444.",
        "She is of the 669 rescue unit.",
        "Soldiers of the 669 rescue unit took off.",
    ],
)
def test_numbers_that_count_nothing(text: str) -> None:
    assert figures(text) == ()


def test_an_age_in_parentheses_is_no_money() -> None:
    for text in ("Maria Lopez (34) won the race.", "Age: 34, sophomore"):
        assert [(f.low, f.unit, f.measure) for f in figures(text)] == [(34, "a", "age")]


def test_what_stands_around_a_figure() -> None:
    text = "At least 14 people were killed in Tabriz on Tuesday, according to doctors."
    tokens = prose(text)
    article = tokens.article
    at = text.index("Tabriz")
    place = Place(article=article.id, evidence=(article.text.cite(Span(at, at + 6)),), form="name", geonames_id=113646)
    quote = Quote(
        article=article.id,
        evidence=(article.text.cite(Span(0, text.index(", according"))),),
        manner="indirect",
        content=(Span(0, text.index(", according")),),
    )
    times = find_times(tokens, published=DAY)
    (found,) = find_figures(tokens, times=times, places=(place,), quotes=(quote,))
    assert (found.place, found.quote) == (place.id, quote.id)
    assert found.as_of is not None and (found.as_of.value, found.as_of.ref) == ("2025-02-25", times[0].id)


def test_where_who_tells_it_sits_is_not_where() -> None:
    text = "The ministry in Moscow claimed 14 people were killed."
    tokens = prose(text)
    article, at = tokens.article, text.index("Moscow")
    place = Place(article=article.id, evidence=(article.text.cite(Span(at, at + 6)),), form="name", geonames_id=524901)
    content = Span(text.index("14"), len(text) - 1)
    quote = Quote(
        article=article.id,
        evidence=(article.text.cite(content),),
        manner="indirect",
        content=(content,),
        source=Span(0, at + 6),
        cue=Span(text.index("claimed"), text.index(" 14")),
    )
    assert [f.place for f in find_figures(tokens, times=(), places=(place,), quotes=(quote,))] == [None]
    assert [f.place for f in find_figures(tokens, times=(), places=(place,), quotes=())] == [place.id]


def vouched(text: str, *sayings: tuple[str, str, str]) -> dict[str, str | None]:
    """Return for each figure the source that vouches for it; a saying is source, cue and content."""
    tokens = prose(text)
    article, quotes = tokens.article, []
    for source, cue, content in sayings:
        at = [Span(text.index(w), text.index(w) + len(w)) for w in (source, cue, content)]
        cited = (article.text.cite(at[2]),)
        quotes.append(
            Quote(article=article.id, evidence=cited, manner="indirect", content=(at[2],), source=at[0], cue=at[1])
        )
    sources = {q.id: q.source.of(text) for q in quotes if q.source}
    found = find_figures(tokens, times=(), places=(), quotes=quotes)
    return {f.evidence[0].exact: sources.get(f.quote or "") for f in found}


def test_what_is_told_by_the_way_nobody_vouches_for() -> None:
    text = "The bridge, which fell killing 12 people, will open with 4 lanes, the ministry said."
    assert vouched(text, ("the ministry", "said", text[: text.index(", the ministry")])) == {
        "12": None,
        "4": "the ministry",
    }


def test_a_day_of_another_time_is_not_the_figure_s() -> None:
    found = figures("The governor signed it on Wednesday, two years after a wreck killed 14 people.")
    assert [f.as_of for f in found if f.measure == "killed"] == [None]
    found = figures("A wreck killed 14 people on Wednesday.")
    assert [f.as_of is not None for f in found if f.measure == "killed"] == [True]


def test_a_new_clause_is_not_according_to_the_one_before() -> None:
    text = "The raid left 12 dead, according to doctors, although rebels put it at 30."
    assert vouched(text, ("doctors", "according to", "The raid left 12 dead")) == {"12": "doctors", "30": None}


def test_the_one_named_around_a_pronoun_vouches() -> None:
    text = "The bank said it had confirmed that 12 people were paid."
    inner = ("it", "confirmed", "that 12 people were paid")
    outer = ("The bank", "said", "it had confirmed that 12 people were paid")
    assert vouched(text, outer, inner) == {"12": "The bank"}


def test_what_goes_on_with_the_saying_is_vouched_for() -> None:
    text = "The coast guard reported a wreck, with 12 people on board, and 3 swam ashore."
    said = ("The coast guard", "reported", "a wreck")
    assert vouched(text, said) == {"12": "The coast guard", "3": None}


WORDS = st.sampled_from(
    "more than 12 dozens of two hundred at least $ Rs - to % killed people , including 3 who died and 1/2 "
    "years old , 45 , one of them aged between between km square 17th round about up fewer not € 1.5 crore . "
    "children were injured".split()
)


@given(st.lists(WORDS, max_size=25))
def test_any_words_give_figures_that_stand_in_the_text(words: list[str]) -> None:
    text = " ".join(words) or "x"
    found = figures(text)
    ids = {f.id for f in found}
    assert all(f.evidence[0].exact == f.span.of(text) for f in found)
    assert all(a.span.end <= b.span.start for a, b in itertools.pairwise(found))
    assert all(f.low is None or f.high is None or f.low <= f.high for f in found)
    assert all(f.low is not None or f.high is not None for f in found)
    assert all(f.measure in MEASURES and (f.part_of is None or f.part_of in ids) for f in found)


def test_a_list_of_thousands_without_a_full_stop_takes_time_in_proportion() -> None:
    def seconds(n: int) -> float:
        tokens = prose("on Monday 3 people died " * n)
        times = find_times(tokens, published=DAY)
        begin = process_time()
        find_figures(tokens, times=times, places=(), quotes=())
        return process_time() - begin

    # Four times as much may take eight times as long on a busy machine; a square would take sixteen.
    assert seconds(1600) < 8 * seconds(400) + 0.2


def test_a_shortened_are_is_no_rupee() -> None:
    assert all(f.unit != "INR" for f in figures("They're one point ahead of the rest."))
    assert [f.unit for f in figures("The ticket costs Re 1 on weekdays.")] == ["INR"]


@pytest.mark.parametrize(
    ("url", "agency", "words", "unit"),
    [
        ("https://www.straitstimes.com/business/tram", None, "$480", "SGD"),
        ("https://news.example.co.nz/tram", None, "$480", "NZD"),
        ("https://www.cbc.ca/news/tram", None, "US$480", "USD"),
        ("https://www.cbc.ca/news/tram", "AP", "$480", "USD"),
        ("https://www.cbc.ca/news/tram", "Nobody's Wire", "$480", "USD"),
        ("https://www.nytimes.com/tram", None, "$480", "USD"),
        (None, None, "$480", "USD"),
    ],
)
def test_a_bare_dollar_is_that_of_whoever_wrote_it(url: str | None, agency: str | None, words: str, unit: str) -> None:
    tokens = prose(f"The tram cost {words} a day.")
    cited = Cited(value=agency, basis="text") if agency else None
    tokens = replace(tokens, article=replace(tokens.article, url=url, agency=cited))
    (found,) = find_figures(tokens, times=(), places=(), quotes=())
    assert found.unit == unit


@pytest.mark.parametrize("thing", ["degrees", "committees", "guarantees"])
def test_not_all_that_ends_like_people_is_people(thing: str) -> None:
    assert only(f"There were 40 {thing} in it.").measure == "other"


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("The gunman killed three U.S. sailors.", "U.S. sailors"),
        ("It cost $50 billion of U.S. goods.", "U.S. goods"),
        ("The two eventually joined the army.", None),
        ("Three newly built ships sank.", "newly built ships"),
        ("Two elderly women met.", "elderly women"),
        ("Around 384 terrestrial and aquatic species were found.", "terrestrial and aquatic species"),
        ("She met three current and former U.S. officials.", "current and former U.S. officials"),
        ("A magnitude 6.1 earthquake and several tremors followed.", "earthquake"),
        ("There are three common reasons people steal.", "common reasons"),
        ("Her 12-year-old son gets pocket money.", "son"),
        ("A 14,000-strong crowd met.", "crowd"),
        ("A 50-inch screen fell.", "screen"),
        ("A six-course dinner was served.", "course"),
    ],
)
def test_the_words_for_what_is_counted(text: str, of: str | None) -> None:
    figure = figures(text)[0]
    assert (figure.of.of(text) if figure.of else None) == of


@pytest.mark.parametrize(
    ("text", "low", "high", "unit", "measure"),
    [
        ("Children younger than 18 months old are exempt.", None, 18, "mo", "age"),
        ("Children older than 18 months old are exempt.", 18, None, "mo", "age"),
        ("Babies under six months are exempt.", None, 6, "mo", "age"),
        ("It is for children aged 18 months.", 18, 18, "mo", "age"),
        ("It is for children aged three to six years.", 3, 6, "a", "age"),
        ("The mammoth died in an ice age 30,000 years long.", 30_000, 30_000, "a", "duration"),
        ("She left a son, seven, and a will.", 7, 7, "a", "age"),
        ("Drivers are fined up to RM1mil.", None, 1e6, "MYR", "money"),
        ("Drivers are fined RM1.2 mil.", 1.2e6, 1.2e6, "MYR", "money"),
        ("It cost US$28bil.", 28e9, 28e9, "USD", "money"),
        ("It cost Rs 50 cr.", 5e8, 5e8, "INR", "money"),
        ("A 9 mil pistol was found.", 9, 9, None, "other"),
        ("They walked a 340m-long path.", 340, 340, "m", "distance"),
        ("It rose by up to 2°C.", None, 2, "Cel", "other"),
        ("It fell to 30 °F.", 30, 30, "[degF]", "other"),
        ("It turned 45° left.", 45, 45, None, "other"),
        ("Fewer than 12 won medals.", None, 12, None, "other"),
        ("It cost 12,000 won.", 12_000, 12_000, "KRW", "money"),
    ],
)
def test_amounts_by_their_words(
    text: str, low: float | None, high: float | None, unit: str | None, measure: str
) -> None:
    found = only(text)
    assert (found.low, found.high, found.unit, found.measure) == (low, high, unit, measure)


def test_both_ends_of_an_age_are_ages() -> None:
    found = figures("It is for children aged 18 months to six years and lasts two hours.")
    assert [(f.low, f.unit, f.measure) for f in found] == [(18, "mo", "age"), (6, "a", "age"), (2, "h", "duration")]


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("They put up 3,600 EV chargers.", "other"),
        ("Divers found two flight recorders.", "other"),
        ("She averages 6.6 assists a game.", "other"),
        ("They hired 20 engineers.", "people"),
        ("The study covers 369 diseases and injuries.", "other"),
        ("It treated 12 people with injuries.", "injured"),
        ("Five EU neighbours signed it.", "other"),
        ("Her five neighbours signed it.", "people"),
    ],
)
def test_things_are_no_people(text: str, measure: str) -> None:
    assert only(text).measure == measure


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Thirty-three of the 98 hostages will be freed.", [("hostage", True), ("hostage", False)]),
        ("Two of the three men died.", [("dead", True), ("people", False)]),
        ("Two of the 11 killed were women.", [("killed", True), ("killed", False)]),
        ("Eight of 14 people left.", [("people", True), ("people", False)]),
        ("Seven out of 10 said so.", [("other", False), ("other", False)]),
        ("It hit 14 of the country's 16 regions.", [("other", True), ("other", False)]),
    ],
)
def test_some_of_so_many(text: str, told: list[tuple[str, bool]]) -> None:
    assert [(f.measure, f.part_of is not None) for f in figures(text)] == told


@pytest.mark.parametrize(
    "text",
    [
        "It has been shut since at least 2015.",
        "One night, she says, he left.",
        "The one-time press secretary spoke.",
        "Norland fought in the Third World War.",
        "The Big Ten said so.",
        "They were with the Group of Seven.",
        "The shops open at 9 PM and close at 11 P.M.",
    ],
)
def test_names_and_times_count_nothing(text: str) -> None:
    assert figures(text) == ()


def test_a_number_in_a_headline_s_capitals_counts() -> None:
    assert only("Floods Kill Ten in Norland").measure == "dead"


def test_a_day_to_come_is_that_of_what_is_due_then() -> None:
    def days(text: str) -> list[str | None]:
        tokens = prose(text)
        tokens = replace(tokens, article=replace(tokens.article, published=Cited(value="2025-02-26", basis="header")))
        found = find_figures(tokens, times=find_times(tokens, published=DAY), places=(), quotes=())
        return [f.as_of.value if f.as_of else None for f in found]

    assert days("Over 50 racks are up in two towns, with 70 expected by the end of 2030.") == [None, None, "2030"]
    assert days("By 2030, 500 schools and 20 clinics will be built.") == ["2030", "2030"]
    assert days("Seas could rise by 6.2 feet (1.9 meters) by 2100.") == ["2100", "2100"]
    assert days("As of Monday, 20 people were dead and 30 hurt.") == ["2025-02-24", "2025-02-24"]


def test_a_time_stamp_counts_nothing() -> None:
    assert figures("5 days ago") == ()
    assert only("He left 22 years ago.").measure == "duration"


def test_a_verb_behind_a_number_is_not_what_it_counts() -> None:
    text = "Another 12 suffered injuries."
    found = only(text)
    assert (found.of, found.measure) == (None, "injured")


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("Two state-of-the-art buildings and a mill burned.", "state-of-the-art buildings"),
        ("Two exciting new limited-edition drinks came.", "exciting new limited-edition drinks"),
        ("Four Norland Civil Defence Force (NCDF) officers came.", "Norland Civil Defence Force (NCDF) officers"),
        ("Ten men (all farmers) came.", "men"),
        ("About 1,000 broke into the mill.", None),
    ],
)
def test_long_words_for_what_is_counted(text: str, of: str | None) -> None:
    figure = figures(text)[0]
    assert (figure.of.of(text) if figure.of else None) == of


@pytest.mark.parametrize(
    "text",
    [
        "He lives at 20 Old Mill Hill Road.",
        "The Fourth Amendment forbids it.",
        "They moved from the Four Seasons to a barn.",
        "The Two Rivers flooded the valley.",
        "It was a Week 17 assignment.",
        "She called 911 shortly before noon.",
        "Plans for Primary 1 to 3 students were cut.",
        "Some wore 017 shoes.",
        "It could see as many as tens of thousands of visitors.",
    ],
)
def test_numbers_in_names_count_nothing(text: str) -> None:
    assert figures(text) == ()


@pytest.mark.parametrize(
    ("text", "low", "unit"),
    [("He owes N7.2 billion.", 7.2e9, "NGN"), ("It cost R500,000.", 500_000, "ZAR")],
)
def test_one_letter_may_be_a_currency(text: str, low: float, unit: str) -> None:
    assert (only(text).low, only(text).unit, only(text).measure) == (low, unit, "money")


@pytest.mark.parametrize("text", ["They wore N95 masks.", "Bus R2 stops there."])
def test_one_letter_before_a_small_number_is_no_money(text: str) -> None:
    assert all(f.measure != "money" for f in figures(text))


@pytest.mark.parametrize("text", ["It is a community of about 1,500.", "A crowd of 1,500 cheered."])
def test_those_who_live_or_stand_there_are_people(text: str) -> None:
    assert (only(text).low, only(text).measure) == (1500, "people")


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("They will not accept more than $3.", None, 3),
        ("They can't take more than 5 crates.", None, 5),
        ("They did not say more than 5 crates fell.", 5, None),
        ("They took more than 5 crates.", 5, None),
        ("At this price why not have more than 5 crates?", 5, None),
    ],
)
def test_not_more_is_the_most(text: str, low: float | None, high: float | None) -> None:
    assert (only(text).low, only(text).high) == (low, high)


def test_heads_of_units_are_counted() -> None:
    assert only("The 12 unit heads left.").low == 12


@pytest.mark.parametrize(
    ("text", "low", "measure"),
    [
        ("He won the 1500m in Oslo.", 1500, "distance"),
        ("She came third in the 100m.", 100, "distance"),
        ("The women's 400m final is near.", 400, "distance"),
        ("Sales rose to 100m last year.", 1e8, "other"),
        ("They scrapped the 100m deal.", 1e8, "other"),
        ("The 100m people of the region voted.", 1e8, "people"),
        ("Then 150 people won tickets.", 150, "people"),
        ("He lost tens of billions of won.", 2e10, "money"),
    ],
)
def test_races_and_winners(text: str, low: float, measure: str) -> None:
    found = only(text)
    assert (found.low, found.measure) == (low, measure)


def test_a_year_in_which_somebody_did_something_counts_nobody() -> None:
    assert [f.low for f in figures("In 2014 police said they had arrested 20 men.")] == [20]
    assert [f.low for f in figures("But in March 2014 soldiers shot 20 men.")] == [20]
    assert [f.low for f in figures("In 2000 villages across the state, polling began.")] == [2000]


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("He owes ₦5,000.", "NGN"),
        ("He owes N$5,000.", "NAD"),
        ("He owes 5,000 Malawian kwacha.", "MWK"),
        ("He owes 900,000 rupiah.", "IDR"),
        ("He owes 5,000 Zambian kwacha.", "ZMW"),
        ("He owes ₱500 million.", "PHP"),
    ],
)
def test_money_by_its_sign_or_its_people(text: str, unit: str) -> None:
    assert only(text).unit == unit
