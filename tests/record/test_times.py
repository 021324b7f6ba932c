"""Times: extents, values against the day of writing, and reasons where there is none."""

from __future__ import annotations

import itertools
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.model.article import Article, Cited
from dateline.model.span import Text
from dateline.model.statement import TimeExpression
from dateline.record.times import find_times, publication_day
from tests.record.prose import prose

WEDNESDAY = date(2025, 2, 26)


def times(text: str, published: date | None = WEDNESDAY) -> tuple[TimeExpression, ...]:
    return find_times(prose(text), published=published)


def said(text: str, published: date | None = WEDNESDAY) -> list[tuple[str, str, str | None]]:
    return [(t.evidence[0].exact, t.type, t.value) for t in times(text, published)]


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("Envoys met in Muscat on Wednesday.", "Wednesday", "2025-02-26"),
        ("Envoys met in Muscat on Thursday.", "Thursday", "2025-02-20"),
        ("Envoys will meet in Muscat on Thursday.", "Thursday", "2025-02-27"),
        ("Envoys are expected to meet in Muscat on Monday.", "Monday", "2025-03-03"),
        ("The ban will be lifted on Friday.", "Friday", "2025-02-28"),
        ("The port reopened earlier this month.", "earlier this month", "2025-02"),
        ("The port reopened two weeks ago.", "two weeks ago", "2025-W07"),
        ("They ate in orbit on Christmas Day in 1968.", "Christmas Day", "1968-12-25"),
        ("Shops will close on Christmas Day.", "Christmas Day", "2025-12-25"),
        ("The mill burned down a decade ago.", "a decade ago", "2015"),
        ("The port reopened last month.", "last month", "2025-01"),
        ("She will be the favorite come August.", "August", "2025-08"),
        ("Rents rose in the last quarter.", "the last quarter", "2024-Q4"),
        ("Envoys meet this Friday.", "this Friday", "2025-02-28"),
        ("Nurses announced a strike for Friday.", "Friday", "2025-02-28"),
        ("The envoy was to meet Rao on Friday.", "Friday", "2025-02-28"),
        ("The data for Friday showed rain.", "Friday", "2025-02-21"),
        ("Envoys will meet this coming Friday.", "this coming Friday", "2025-02-28"),
        ("Envoys will meet the week after next.", "the week after next", "2025-W11"),
        ("The deal ends two months from now.", "two months from now", "2025-04"),
        ("It will be ready by year-end.", "year-end", "2025"),
        ("The mine closed in the eighties.", "the eighties", "198X"),
        ("Delhi spent Rs 40 crore in the last fiscal.", "the last fiscal", "FY2024"),
        ("Washington will spend less in the next fiscal year.", "the next fiscal year", "FY2026"),
        ("The deficit grew in 2022-23.", "2022-23", "FY2023"),
        ("They played in the 2022-23 cup.", "2022-23", "2022/2023"),
        ("Sales rose in Q3 FY24.", "Q3 FY24", "FY2024-Q3"),
        ("Kyiv marked the second anniversary of the invasion.", "the second anniversary", "2023"),
        ("The port reopened this past Saturday.", "past Saturday", "2025-02-22"),
        ("The port reopened this past September.", "past September", "2024-09"),
        ("The port reopens next week.", "next week", "2025-W10"),
        ("Prices fell in the second quarter of 2024.", "the second quarter of 2024", "2024-Q2"),
        ("Prices fell in the summer of 2023.", "the summer of 2023", "2023-SU"),
        ("Prices fell in the late 1980s.", "the late 1980s", "198X"),
        ("Prices fell in fiscal 2024.", "fiscal 2024", "FY2024"),
        ("The hill fort dates from the 16th century.", "the 16th century", "15XX"),
        ("She was freed on 3 May 2021.", "3 May 2021", "2021-05-03"),
        ("She was freed on May 3, 2021.", "May 3, 2021", "2021-05-03"),
        ("She was freed on the 3rd of May 2021.", "the 3rd of May 2021", "2021-05-03"),
        ("She was freed on 2021-05-03.", "2021-05-03", "2021-05-03"),
        ("She was freed on 23/05/2021.", "23/05/2021", "2021-05-23"),
        ("She was freed on Jan. 14.", "Jan. 14", "2025-01-14"),
        ("The trial opens on March 12.", "March 12", "2025-03-12"),
        ("The law takes effect July 1.", "July 1", "2025-07-01"),
        ("The rule comes into force on July 1.", "July 1", "2025-07-01"),
        ("She took it home on July 1.", "July 1", "2024-07-01"),
        ("The raid of 26/11 began at the pier.", "26/11", "2008-11-26"),
        ("Flights stopped after 9/11.", "9/11", "2001-09-11"),
        ("The October 7 attack on Israel was filmed.", "October 7", "2023-10-07"),
        ("The gates opened on October 7.", "October 7", "2024-10-07"),
        ("The bazaar was shut on Christmas Eve.", "Christmas Eve", "2024-12-24"),
        ("Nobody knows this now.", "now", "PRESENT_REF"),
        ("Nothing is known of the future.", "the future", "FUTURE_REF"),
    ],
)
def test_dates(text: str, words: str, value: str) -> None:
    assert (words, "DATE", value) in said(text)


@pytest.mark.parametrize(
    ("text", "words", "type", "value"),
    [
        ("The siege lasted about two years.", "about two years", "DURATION", "P2Y"),
        ("A 16-hour curfew was imposed.", "16-hour", "DURATION", "PT16H"),
        ("It took two and a half hours.", "two and a half hours", "DURATION", "PT2H30M"),
        ("It took two hours and 10 minutes.", "two hours and 10 minutes", "DURATION", "PT2H10M"),
        ("He has lived here for decades.", "decades", "DURATION", "PXY"),
        ("In the past six months prices fell.", "the past six months", "DURATION", "P6M"),
        ("The council meets every two weeks.", "every two weeks", "SET", "P2W"),
        ("The council meets daily.", "daily", "SET", "P1D"),
        ("The council meets every Monday.", "every Monday", "SET", "XXXX-WXX-1"),
        ("The council meets on Mondays.", "Mondays", "SET", "XXXX-WXX-1"),
        ("The council meets twice a month.", "twice a month", "SET", "P1M"),
        ("They waited weeks for a visa.", "weeks", "DURATION", "PXW"),
        ("The call lasted half an hour.", "half an hour", "DURATION", "PT30M"),
        ("A drone fell on the night of February 3.", "the night of February 3", "TIME", "2025-02-03TNI"),
        ("Shops open at 8 o'clock.", "8 o'clock", "TIME", "2025-02-26T08:00"),
        ("Shots were heard on Tuesday night.", "Tuesday night", "TIME", "2025-02-25TNI"),
        ("The doors will open at 9 a.m. on Thursday.", "9 a.m. on Thursday", "TIME", "2025-02-27T09:00"),
        ("The quake struck at 0530 GMT.", "0530 GMT", "TIME", "2025-02-26T05:30Z"),
        ("A shell landed on Monday at 3:40 pm.", "3:40 pm", "TIME", "2025-02-24T15:40"),
    ],
)
def test_lengths_sets_and_clock_times(text: str, words: str, type: str, value: str) -> None:
    assert (words, type, value) in said(text)


def test_the_number_of_a_model_is_no_decade() -> None:
    assert said("He cooled two 4090s with water.") == []


def test_a_list_of_days() -> None:
    found = said("The fleets met on April 24 and 25, 2024, and again from March 3 to 5.", date(2025, 3, 9))
    assert ("April 24", "DATE", "2024-04-24") in said("They met on April 24 and 25 in Pune.", date(2024, 5, 1))
    assert ("25", "DATE", "2024-04-25") in said("They met on April 24 and 25 in Pune.", date(2024, 5, 1))
    assert ("5", "DATE", "2025-03-05") in found


def test_what_counts_from_an_unknown_day_has_no_value_but_a_reason() -> None:
    (found,) = times("Envoys met on Wednesday.", None)
    assert (found.value, found.reason) == (None, "no publication date to count from")
    assert found.confidence < 1


def test_a_date_in_either_order_keeps_its_year_and_says_why() -> None:
    (found,) = times("The letter is dated 3/4/2024.")
    assert found.value == "2024"
    assert found.reason == "day and month can be read in either order"


def test_a_day_of_several_countries_is_that_of_the_country_the_article_speaks_of() -> None:
    assert said("India marked Republic Day with a parade.") == [("Republic Day", "DATE", "2025-01-26")]
    (found,) = times("They marked Independence Day with a parade.")
    assert found.value is None and found.reason


def test_an_anniversary_is_the_day_that_is_remembered() -> None:
    found = said("On Wednesday the village marked the sixth anniversary of the raid.")
    assert found == [("Wednesday", "DATE", "2025-02-26"), ("the sixth anniversary", "DATE", "2019-02-26")]


def test_that_day_is_the_day_the_text_spoke_of() -> None:
    found = said("The bridge fell on May 3, 2021. The mayor resigned the next day. Two years later he died.")
    assert [v for _, _, v in found] == ["2021-05-03", "2021-05-04", "2023"]


def test_a_dateline_is_read_and_is_the_day_to_count_from() -> None:
    tokens = prose("AMMAN, Feb 24 (Xinhua)\nEnvoys met here on Tuesday.", roles={0: "dateline"})
    found = find_times(tokens, published=WEDNESDAY)
    assert [t.value for t in found] == ["2025-02-24", "2025-02-18"]


@pytest.mark.parametrize(
    "text",
    [
        "A 19-year-old man was held.",
        "Theresa May resigned.",
        "May they rest in peace.",
        "About 2000 people marched.",
        "They paid $1990 for it.",
        "It was the second half of the match.",
        "He writes for the Friday Telegraph in town.",
        "The film is named Bloody Sunday.",
        "He was seen on the cover of Russia Today and smiled at them.",
        "Guests slept in room 2012.",
        "Prices are in the seventies, with temperatures to match.",
        "They walked 1990 km.",
        "The Beechcraft 1900D took off.",
    ],
)
def test_what_is_no_time(text: str) -> None:
    assert said(text) == []


def test_the_publication_day_of_an_article() -> None:
    text = Text.from_str("x")
    article = Article(
        page="p",
        page_digest="sha256:0",
        n=0,
        kind="article",
        text=text,
        page_text=text,
        blocks=(),
        published=Cited(value="2024-08-29T10:15:00Z", basis="metadata"),
    )
    assert publication_day(article) == date(2024, 8, 29)


WORDS = st.sampled_from(
    "on Wednesday May 7 2024 , . the last week two years ago later earlier of 9 a.m. - / Feb. and to every a day "
    "will held 31 30/02/2024 Q3 FY24 1980s first century anniversary next March ’ s 1 1/2 hours day before".split()
)


@given(st.lists(WORDS, max_size=25), st.one_of(st.none(), st.dates()))
def test_any_words_give_spans_that_stand_in_the_text_in_order(words: list[str], published: date | None) -> None:
    text = " ".join(words) or "x"
    found = times(text, published)
    assert all(t.evidence[0].exact == t.span.of(text) for t in found)
    assert all(a.span.end <= b.span.start for a, b in itertools.pairwise(found))
    assert all(t.value or t.reason for t in found)


def test_the_last_year_may_be_the_twelve_months_until_now() -> None:
    assert said("Rents rose in the last year.") == [("the last year", "DURATION", "P1Y")]


THURSDAY = date(2024, 5, 16)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The lawyers made their closing arguments, ahead of the final vote on Saturday.", "2024-05-18"),
        ("Guards searched bags ahead of Wednesday's vote.", "2024-05-15"),
        ("Mr Kerr will probably use Monday's encounter to make news.", "2024-05-20"),
        ("Mr Kerr will appeal Monday's ruling.", "2024-05-13"),
        ("Mr Kerr and Ms Lund meet for the first of three debates Monday.", "2024-05-20"),
        ("Mr Kerr and Ms Lund met for the first of three debates Monday.", "2024-05-13"),
        ("They are introducing a motion on Monday that would dismiss the charges.", "2024-05-13"),
        ("The season kicks off Friday.", "2024-05-17"),
        ("He sought a way to win support in Friday's crucial vote.", "2024-05-17"),
        ("They won Friday's final.", "2024-05-10"),
        ("A vote is unlikely Saturday.", "2024-05-18"),
        ("The shop was open until Wednesday.", "2024-05-15"),
        ("Schools are closed until Tuesday.", "2024-05-21"),
        ("Following Wednesday's votes, the house rose.", "2024-05-15"),
    ],
)
def test_which_way_a_weekday_lies(text: str, value: str) -> None:
    (day,) = times(text, THURSDAY)
    assert day.value == value


def test_a_hearing_and_the_vote_that_follows_it_are_both_to_come() -> None:
    found = times("A hearing was expected on Friday, with a final vote on Tuesday.", THURSDAY)
    assert [t.value for t in found] == ["2024-05-17", "2024-05-21"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("She spoke on Thursday (April 25) at the port.", [("Thursday (April 25)", "2024-04-25")]),
        # a slip: that day was a Friday
        ("She spoke on Thursday (April 26) at the port.", [("Thursday (April 26)", "2024-04-26")]),
        (
            "It runs from 24 January (Friday) to 2 February (Sunday) 2025.",
            [("24 January (Friday)", "2025-01-24"), ("2 February (Sunday) 2025", "2025-02-02")],
        ),
        ("It was taped on Oct 23, '16 in the hall.", [("Oct 23, '16", "2016-10-23")]),
        ("It was taped in Oct '98.", [("Oct '98", "1998-10")]),
        ("On May 3, '16 people left', she said.", [("May 3", "2024-05-03")]),
    ],
)
def test_a_day_with_its_weekday_or_its_short_year(text: str, found: list[tuple[str, str]]) -> None:
    assert [(words, value) for words, _, value in said(text, THURSDAY)] == found


@pytest.mark.parametrize(
    ("text", "published", "value"),
    [
        ("Enjoy an early Christmas with the app!", date(2023, 12, 22), "2023-12-25"),
        ("The show opened, coinciding with the Lunar New Year.", date(2025, 1, 21), "2025-01-29"),
        ("Shops will be open during the Chinese New Year.", date(2025, 1, 31), "2025-01-29"),
        ("Shops will be open during the Chinese New Year.", date(2025, 7, 31), "2026-02-17"),
        ("The mill burned on Christmas Day.", date(2023, 12, 10), "2022-12-25"),
        ("The mill burned last Christmas.", date(2023, 12, 22), "2022-12-25"),
    ],
)
def test_a_feast_is_the_nearest_of_its_name(text: str, published: date, value: str) -> None:
    (feast,) = times(text, published)
    assert feast.value == value


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("From January to December, shops will offer deals.", ["2025-01", "2025-12"]),
        ("Sales rose from January to June last year.", ["2023-01", "2023-06"]),
        ("Sales rose from October to March 2022.", ["2021-10", "2022-03"]),
        ("It ran from Dec. 28 to Jan. 3, 2022.", ["2021-12-28", "2022-01-03"]),
        ("He was in Norland in March and May 2022.", ["2022-03", "2022-05"]),
        ("He was in Norland in October and March 2022.", ["2023-10", "2022-03"]),
    ],
)
def test_both_ends_of_a_span_lie_in_years_that_follow_one_another(text: str, values: list[str]) -> None:
    assert [t.value for t in times(text, THURSDAY)] == values


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It has two parts, the first coming two years after the second.", [("two years", "DURATION", "P2Y")]),
        ("Coming weeks will tell.", [("Coming weeks", "DURATION", "PXW")]),
        ("This year-long feast ended.", [("year-long", "DURATION", "P1Y")]),
        ("The house stood empty until her death on March 2.", [("March 2", "DATE", "2024-03-02")]),
        ("The shop stays open until at least March 2.", [("March 2", "DATE", "2025-03-02")]),
    ],
)
def test_words_that_tell_of_time_only_in_their_place(text: str, found: list[tuple[str, str, str]]) -> None:
    assert said(text, THURSDAY) == found


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("The gates open at 9 PM.", "9 PM", "2025-02-26T21:00"),
        ("The gates open at 9 P.M. on Friday.", "9 P.M. on Friday", "2025-02-28T21:00"),
        ("The gates open at 9PM Friday.", "9PM Friday", "2025-02-28T21:00"),
        ("On May 8 PM Lund spoke.", "May 8", "2024-05-08"),
    ],
)
def test_hours_in_capitals(text: str, words: str, value: str) -> None:
    assert said(text)[0] in [(words, "TIME", value), (words, "DATE", value)]


def test_of_two_months_the_first_has_the_year_of_the_second_where_no_day_is_known() -> None:
    found = said("They met in September and December 2017, or from May to June.", None)
    assert [value for _, _, value in found] == ["2017-09", "2017-12", "XXXX-05", "XXXX-06"]


def test_a_later_month_listed_before_a_year_keeps_its_own() -> None:
    assert [value for _, _, value in said("They met in October and March 2018.", None)] == ["XXXX-10", "2018-03"]


def test_what_might_be_tried_lies_ahead() -> None:
    assert said("She might try to pass the bill on Friday.")[0][2] == "2025-02-28"


def test_two_months_of_this_year_have_none_where_no_day_is_known() -> None:
    found = said("They met between March and May of this year.", None)
    assert [value for _, _, value in found] == ["XXXX-03", "XXXX-05"]
