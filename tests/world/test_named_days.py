"""Named days: reckoned ones against known years, remembered ones by their context."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.world.named_days import easter, named_days, remembered_day, rosh_hashanah


@pytest.mark.parametrize(("year", "day"), [(2000, "04-23"), (2016, "03-27"), (2024, "03-31"), (2025, "04-20")])
def test_easter(year: int, day: str) -> None:
    assert easter(year).isoformat() == f"{year}-{day}"


@pytest.mark.parametrize(("year", "day"), [(2016, "10-03"), (2020, "09-19"), (2023, "09-16"), (2024, "10-03")])
def test_rosh_hashanah(year: int, day: str) -> None:
    assert rosh_hashanah(year).isoformat() == f"{year}-{day}"


@given(st.integers(1900, 2200))
def test_no_new_year_on_sunday_wednesday_or_friday(year: int) -> None:
    assert rosh_hashanah(year).weekday() not in (6, 2, 4)
    assert (rosh_hashanah(year + 1) - rosh_hashanah(year)).days in (353, 354, 355, 383, 384, 385)


@pytest.mark.parametrize(
    ("name", "year", "day"),
    [
        ("passover", 2024, "04-23"),
        ("passover", 2025, "04-13"),
        ("yom kippur", 2023, "09-25"),
        ("simchat torah", 2023, "10-07"),
        ("hanukkah", 2023, "12-08"),
        ("hanukkah", 2024, "12-26"),
        ("thanksgiving", 1999, "11-25"),
        ("election day", 2024, "11-05"),
        ("memorial day", 2024, "05-27"),
        ("diwali", 2025, "10-20"),
    ],
)
def test_days_of_a_year(name: str, year: int, day: str) -> None:
    found = named_days()[name][0].on(year)
    assert found is not None and found.isoformat() == f"{year}-{day}"


def test_a_remembered_day_needs_its_context_and_lies_behind() -> None:
    assert remembered_day(10, 7, {"attack"}, date(2025, 1, 1)) == date(2023, 10, 7)
    assert remembered_day(10, 7, {"concert"}, date(2025, 1, 1)) is None
    assert remembered_day(10, 7, {"attack"}, date(2023, 9, 1)) is None


def test_every_rule_of_the_table_can_be_read() -> None:
    for days in named_days().values():
        for day in days:
            assert day.rule.startswith("once:") or any(day.on(year) for year in range(2015, 2029))
