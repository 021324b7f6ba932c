"""Organizations by name and acronym."""

from __future__ import annotations

import pytest

from dateline.world.countries import by_iso3
from dateline.world.organizations import acronyms, organization_named, organizations
from dateline.world.plover import SECTORS, SPECIAL_CODES


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("WHO", "World Health Organization"),
        ("the IDF", "Israel Defense Forces"),
        ("Ministry of external affairs", "Ministry of External Affairs"),
        ("U.N.", "United Nations"),
        ("Hizbullah", "Hezbollah"),
        ("The Hindu", "The Hindu"),
    ],
)
def test_organization_named(words: str, name: str) -> None:
    found = organization_named(words)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize("words", ["who", "fed", "united nations", "Acme", ""])
def test_no_organization(words: str) -> None:
    assert organization_named(words) is None


def test_of_one_name_the_home_country_has_it() -> None:
    at_home, abroad = organization_named("Congress", home="IND"), organization_named("Congress")
    assert at_home is not None
    assert abroad is not None
    assert (at_home.country, abroad.country) == ("IND", "USA")


def test_organizations_are_well_formed() -> None:
    assert len(organizations()) >= 400
    assert {"IDF", "U.N.", "ISI"} <= acronyms()
    for organization in organizations():
        assert organization.sector in SECTORS
        assert organization.country is None or by_iso3(organization.country)
        assert organization.code is None or by_iso3(organization.code) or organization.code in SPECIAL_CODES
