"""When alerts are due, and whom they may be sent to."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.model.alert import Rhythm, is_hook, mail_parts

MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))
CLOCKS = st.times().map(lambda t: t.replace(second=0, microsecond=0, fold=0))
ZONES = st.sampled_from(
    ["UTC", "Europe/Oslo", "America/St_Johns", "Asia/Kathmandu", "Pacific/Apia", "Australia/Lord_Howe"]
)


@given(MOMENTS, CLOCKS, ZONES, st.integers(0, 6))
def test_the_next_time_is_the_time_of_the_clock(after: datetime, at: time, zone: str, weekday: int) -> None:
    for pace, most in (("daily", 2), ("weekly", 9)):
        rhythm = Rhythm(pace=pace, at=at, weekday=weekday, zone=zone)  # type: ignore[arg-type]
        due = rhythm.next(after)
        # Samoa left out a whole day once.
        assert due is not None and after < due <= after + timedelta(days=most)
        local = due.astimezone(ZoneInfo(zone))
        skipped = timedelta(hours=1) if zone != "Pacific/Apia" else timedelta(days=1)
        asked = datetime.combine(local.date(), at)
        assert abs(local.replace(tzinfo=None) - asked) <= skipped
        assert pace == "daily" or local.weekday() == weekday or zone == "Pacific/Apia"


def test_clocks_that_skip_and_repeat_an_hour() -> None:
    oslo = Rhythm(pace="daily", at=time(2, 30), zone="Europe/Oslo")
    assert oslo.next(datetime(2024, 3, 30, 12, tzinfo=UTC)) == datetime(2024, 3, 31, 1, 30, tzinfo=UTC)
    assert oslo.next(datetime(2024, 10, 26, 12, tzinfo=UTC)) == datetime(2024, 10, 27, 0, 30, tzinfo=UTC)
    assert oslo.next(datetime(2024, 10, 27, 0, 30, tzinfo=UTC)) == datetime(2024, 10, 28, 1, 30, tzinfo=UTC)


def test_other_rhythms() -> None:
    at = datetime(2024, 9, 2, 8, 59, 59, tzinfo=UTC)
    assert Rhythm(pace="at-once").next(at) == at
    assert Rhythm(pace="hourly").next(at) == datetime(2024, 9, 2, 9, tzinfo=UTC)
    assert Rhythm(pace="hourly").next(at + timedelta(seconds=1)) == datetime(2024, 9, 2, 10, tzinfo=UTC)
    assert Rhythm(pace="on-demand").next(at) is None
    assert Rhythm(pace="weekly", weekday=4, at=time(7, 5), zone="Asia/Kolkata").words == (
        "weekly on Friday at 07:05 (Asia/Kolkata)"
    )


@pytest.mark.parametrize(
    ("address", "good"),
    [
        *(("anna.b+news@reader.example", True), ("root@localhost", True), ("a@b@c.example", False)),
        *(("a b@c.example", False), ("a@c.example\n", False), ('"a"@c.example', False), ("a@-c.example", False)),
        *(("é@c.example", False), ("a@" + "c" * 64 + ".example", False), ("a" * 250 + "@c.example", False)),
        *(("@c", False), ("", False)),
    ],
)
def test_addresses_of_mail(address: str, good: bool) -> None:
    assert (mail_parts(address) is not None) is good


def test_addresses_of_webhooks() -> None:
    assert all(map(is_hook, ("https://hook.example/a?b=c", "http://127.0.0.1:8000/", "http://[::1]/")))
    assert not any(
        map(is_hook, ("ftp://a.example", "https://", "https://me@a.example/", "http://[", "x", "http://a:x/"))
    )


@given(st.text())
def test_anything_may_be_asked_for(text: str) -> None:
    assert mail_parts(text) is None or "@" in text
    assert isinstance(is_hook(text), bool)
