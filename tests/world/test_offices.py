"""Roles, groups and kinds of organization, and the sectors they show."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.world.office_holders import holder_named, office_holders
from dateline.world.offices import (
    group_sector,
    honorifics,
    is_organization_word,
    is_role,
    longest_role,
    organization_sector,
    role_sector,
)
from dateline.world.plover import SECTORS, SPECIAL_CODES


@pytest.mark.parametrize(
    ("words", "sector"),
    [
        ("foreign minister", "GOV"),
        ("Deputy Foreign Minister", "GOV"),
        ("former prime minister", "ELI"),
        ("ex-president", "ELI"),
        ("Director-General", None),
        ("deputy chief of staff", "MIL"),
        ("Lieutenant General", "MIL"),
        ("police chief", "COP"),
        ("attorneys general", "GOV"),
        ("Supreme Court judge", "JUD"),
        ("MP", "LEG"),
        ("Israeli Prime Minister", "GOV"),
        ("head of the army", "MIL"),
        ("rebel commander", "REB"),
        ("journalists", "JRN"),
        ("human rights activist", "SOC"),
        ("wooden table", None),
        ("union minister", "GOV"),
        ("union leader", "LAB"),
        ("Attorney General of the Federation", "GOV"),
        ("senior advocate", "CVL"),
        ("executive secretary", None),
        ("principal secretary", "GOV"),
        ("local councillor", "GOV"),
        ("local resident", "CVL"),
        ("finance chief", None),
        ("real estate agents", "BUS"),
        ("private companies", "BUS"),
        ("private", "MIL"),
        ("Then-Attorney General", "GOV"),
    ],
)
def test_role_sector(words: str, sector: str | None) -> None:
    assert role_sector(words) == sector


def test_a_role_is_a_role_from_end_to_end() -> None:
    assert is_role("then deputy foreign minister")
    assert is_role("ambassadors")
    assert not is_role("minister of silly walks")
    assert not is_role("table")
    assert not is_role("")


def test_longest_role_counts_words() -> None:
    words = "Former U.S. Secretary of State Mary Doe met deputy defence minister Li".split()
    assert longest_role(words, 2) == 3
    assert longest_role(words, words.index("deputy")) == 3
    assert longest_role(words, words.index("Mary")) == 0


@given(st.lists(st.sampled_from("former deputy chief of staff minister army the Paris general x-y".split())), st.data())
def test_longest_role_stays_inside(words: list[str], data: st.DataObject) -> None:
    i = data.draw(st.integers(0, len(words)))
    assert 0 <= longest_role(words, i) <= len(words) - i


@pytest.mark.parametrize(
    ("words", "sector"),
    [
        ("masked gunmen", "UAF"),
        ("Israeli soldiers", "MIL"),
        ("two officials", "GOV"),
        ("angry protesters", "CVL"),
        ("sparrows", None),
    ],
)
def test_group_sector(words: str, sector: str | None) -> None:
    assert group_sector(words) == sector


@pytest.mark.parametrize(
    ("words", "sector"),
    [
        ("University of Padua", "EDU"),
        ("Ministry of Rural Affairs", "GOV"),
        ("Green Liberal Party", "PTY"),
        ("Norwegian Supreme Court", "JUD"),
        ("Acme Motors", "BUS"),
        ("Ministry of Electronics and Mining", "GOV"),
        ("Federation of Norwegian Hospitals", "SOC"),
        ("City of Padua Police", "COP"),
        ("Center for Persons with Disabilities", "SOC"),
        ("36th Division", "MIL"),
        ("House Energy and Commerce Committee", "LEG"),
        ("Energy Committee of the Chamber of Commerce", "BUS"),
        ("Road and Highway Division", None),
        ("Zanzibar", None),
    ],
)
def test_organization_sector(words: str, sector: str | None) -> None:
    assert organization_sector(words) == sector


def test_words_before_names() -> None:
    assert {"Mr", "Shri", "Gen.", "Sheikh", "Dr."} <= honorifics()
    assert is_organization_word("Ministry")
    assert not is_organization_word("sparrow")


def test_an_office_is_held_for_a_time() -> None:
    serving, over, before = (holder_named("Angela Merkel", date(y, 6, 1)) for y in (2015, 2023, 2001))
    assert serving is not None
    assert over is not None
    assert (serving.role, serving.country, serving.sector) == ("Chancellor", "DEU", "GOV")
    assert over.sector == "ELI"
    assert before is None
    assert holder_named("Nobody Inparticular") is None


def test_a_year_or_month_covers_its_days() -> None:
    for day in (date(2025, 2, 27), date(2025, 2, 28)):
        chair = holder_named("Moussa Faki", day)
        assert chair is not None
        assert chair.sector == "GOV"


def test_holders_are_well_formed() -> None:
    from dateline.world.countries import by_iso3

    assert len(office_holders()) >= 250
    for term in office_holders():
        assert term.sector in SECTORS
        assert by_iso3(term.country) or term.country in SPECIAL_CODES
        assert not (term.since and term.until) or term.since <= term.until
