"""Dates and ages as pages print them."""

from datetime import UTC, datetime

import pytest

from dateline.article.ages import count_back, find_age
from dateline.article.dates import Habit, date_in_url, find_dates, read_timestamp
from dateline.article.headers import glued_date, outlet_in, read_age_line, read_date_line


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Saturday 23 December 2023 05:39, UK", "2023-12-23T05:39"),
        ("Dec. 24, 2023 at 4:00 a.m. PT", "2023-12-24T04:00-08:00"),
        ("July 4, 2023 at 9 p.m. ET", "2023-07-04T21:00-04:00"),
        ("Posted 12:37 GMT, 21 December 2023", "2023-12-21T12:37Z"),
        ("Fri Dec 22 2023 10:00:00 GMT+0530 (India Standard Time)", "2023-12-22T10:00+05:30"),
        ("Nov 12, 2023 1:00 PMNov 17, 2023 6:02 PM", "2023-11-12T13:00"),
        ("2023-Dec-22", "2023-12-22"),
        ("2023. 12. 22. 오전", "2023-12-22"),
        ("Published March 3rd, 2024 9:05pm", "2024-03-03T21:05"),
        ("2024/02/29", "2024-02-29"),
        ("29.02.2024", "2024-02-29"),
        ("29/02/2024", "2024-02-29"),
        ("15 de marzo de 2024", "2024-03-15"),
        ("12. März 2024", "2024-03-12"),
    ],
)
def test_dates_are_found(text: str, value: str) -> None:
    assert next(find_dates(text)).value == value


@pytest.mark.parametrize("text", ["3/4/2024", "30 February 2024", "March 2024", "call 2024-13-45", "1999", "12345678"])
def test_what_is_no_sure_date_is_none(text: str) -> None:
    assert next(find_dates(text), None) is None


def test_an_order_settles_what_could_be_either() -> None:
    assert next(find_dates("3/4/2024", habit=Habit("mdy"))).value == "2024-03-04"
    assert next(find_dates("3/4/2024", habit=Habit("dmy"))).value == "2024-04-03"


@pytest.mark.parametrize(
    ("value", "found", "precision"),
    [
        ("2024-03-12T09:30:00Z", "2024-03-12T09:30:00+00:00", "minute"),
        ("2024-03-12", "2024-03-12", "day"),
        ("2024-03-12T00:00:00", "2024-03-12", "day"),
        ("20240312", "2024-03-12", "day"),
        ("Tue, 12 Mar 2024 09:30:00 GMT", "2024-03-12T09:30Z", "minute"),
    ],
)
def test_timestamps(value: str, found: str, precision: str) -> None:
    stamp = read_timestamp(value)
    assert stamp is not None and (stamp.value, stamp.precision) == (found, precision)


@pytest.mark.parametrize("value", ["", "yesterday", "0001-01-01T00:00:00", "true"])
def test_no_timestamps(value: str) -> None:
    assert read_timestamp(value) is None


@pytest.mark.parametrize(
    ("line", "outlet", "amount", "unit"),
    [
        ("Middle East Eye3 days ago", "Middle East Eye", 3, "day"),
        ("time5 hours ago", None, 5, "hour"),
        ("timean hour ago", None, 1, "hour"),
        ("Dawnan hour ago", "Dawn", 1, "hour"),
        ("News183 hours ago", "News18", 3, "hour"),
        ("2 weeks ago", None, 2, "week"),
        ("The Hindu • 12 mins ago", "The Hindu", 12, "minute"),
    ],
)
def test_age_lines(line: str, outlet: str | None, amount: int, unit: str) -> None:
    found = read_age_line(line)
    assert found is not None and (found.age.amount, found.age.unit) == (amount, unit)
    assert (line[slice(*found.outlet)] if found.outlet else None) == outlet


@pytest.mark.parametrize(
    "line", ["He left the country three years ago and lives abroad", "The tunnel was closed, he said, long ago"]
)
def test_sentences_are_no_age_lines(line: str) -> None:
    assert read_age_line(line) is None


@pytest.mark.parametrize(
    ("age", "value", "precision"),
    [
        ("3 days ago", "2024-02-28", "day"),
        ("yesterday", "2024-03-01", "day"),
        ("5 hours ago", "2024-03-02T05:15+00:00", "hour"),
        ("20 minutes ago", "2024-03-02T09:55+00:00", "minute"),
        ("2 weeks ago", "2024-02", "month"),
        ("1 week ago", "2024-02", "month"),
        ("4 months ago", "2023-11", "month"),
        ("2 years ago", "2022", "year"),
    ],
)
def test_ages_count_back_as_fine_as_they_are(age: str, value: str, precision: str) -> None:
    found = find_age(age)
    assert found is not None
    assert count_back(found, datetime(2024, 3, 2, 10, 15, tzinfo=UTC)) == (value, precision)


def test_a_glued_date_header() -> None:
    found = glued_date("app-storeplay-store date 2025-02-26 New Delhi, Feb 26")
    assert (
        found is not None and found[1].value == "2025-02-26" and found[0] == len("app-storeplay-store date 2025-02-26 ")
    )
    assert glued_date("Dates are sweet. 2025-02-26 was a Wednesday.") is None


def test_date_lines() -> None:
    line = read_date_line("Updated: Dec. 21, 2023, 1:29 p.m.")
    assert line is not None and line.updated and line.published is None
    assert (
        read_date_line("The treaty of March 12, 2024 was signed by all of the ministers who had come to the town.")
        is None
    )


def test_names_of_zones_that_several_countries_use_need_a_country() -> None:
    text = "21 March 2024, 18:30 IST"
    assert next(find_dates(text)).value == "2024-03-21T18:30"
    assert next(find_dates(text, habit=Habit(country="IND"))).value == "2024-03-21T18:30+05:30"


@pytest.mark.parametrize(
    ("text", "published", "updated"),
    [
        ("Published: 12:37 GMT, 21 May 2024 | Updated: 15:26 GMT, 22 May 2024", "2024-05-21", "2024-05-22"),
        ("Updated: May 22, 2024, 1:59 p.m. | Published: May 21, 2024", "2024-05-21", "2024-05-22"),
        ("Anna Lund · Posted: May 21, 2024 8:25 AM EST | Last Updated: June 2", "2024-05-21", None),
        ("27 May 202429 May 2024 Nordbo Correspondent", "2024-05-27", "2024-05-29"),
        ("Anna Lund and Erik Holm, Nordbo Times - May 20, 2024 3:06 pm UTC", "2024-05-20", None),
        ("by Anna Lund - 05/22/24 11:35 AM ET", "2024-05-22", None),
        ("Last updated: 22 May 2024", None, "2024-05-22"),
    ],
)
def test_each_date_of_a_line_goes_by_its_own_label(text: str, published: str | None, updated: str | None) -> None:
    line = read_date_line(text)
    assert line is not None
    assert (line.published.day if line.published else None, line.updated.day if line.updated else None) == (
        published,
        updated,
    )


def test_lines_of_embedded_posts_are_no_date_lines() -> None:
    assert read_date_line("— Anna Lund (@annalund) March 12, 2024") is None


def test_dates_in_addresses() -> None:
    found = date_in_url("https://x.example/world/2024/mar/12/story")
    assert found is not None and found.value == "2024-03-12"
    assert date_in_url("https://x.example/story-20241399") is None


def test_outlets_in_lines() -> None:
    assert outlet_in("  • Middle East Eye") == (4, 19)
    assert outlet_in("The minister said so.") is None
