"""Countries by name, by their people's name, by the seat of their government."""

from __future__ import annotations

import pytest

from dateline.world.countries import (
    by_iso2,
    by_iso3,
    countries,
    country_named,
    country_of_demonym,
    country_of_seat,
    people_named,
)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("the U.S.", "USA"),
        ("US", "USA"),
        ("Britain", "GBR"),
        ("INDIA", "IND"),
        ("SAUDI ARABIA", "SAU"),
        ("Türkiye", "TUR"),
        ("the United Arab Emirates", "ARE"),
        ("DPRK", "PRK"),
        ("Kosovo", "KOS"),
        ("Hong Kong", "HKG"),
        ("Congo", "COD"),
        ("Ivory Coast", "CIV"),
        ("Côte d’Ivoire", "CIV"),
        ("Netherlands", "NLD"),
        ("Gambia", "GMB"),
    ],
)
def test_country_named(words: str, code: str) -> None:
    country = country_named(words)
    assert country is not None
    assert country.iso3 == code


@pytest.mark.parametrize("words", ["us", "turkey", "chad", "Delhi", "", "IT"])
def test_no_country(words: str) -> None:
    assert country_named(words) is None


@pytest.mark.parametrize(
    ("words", "code"),
    [("Indians", "IND"), ("Turkish", "TUR"), ("Turks", "TUR"), ("ISRAELI", "ISR"), ("Swiss", "CHE"), ("Thais", "THA")],
)
def test_country_of_demonym(words: str, code: str) -> None:
    country = country_of_demonym(words)
    assert country is not None
    assert country.iso3 == code


def test_seats_stand_for_governments() -> None:
    codes = {s: c.iso3 for s in ("Delhi", "the Kremlin", "White House", "The Hague") if (c := country_of_seat(s))}
    assert codes == {"Delhi": "IND", "the Kremlin": "RUS", "White House": "USA", "The Hague": "NLD"}
    assert country_of_seat("Mumbai") is None


def test_codes_are_one_each() -> None:
    assert len(countries()) == len({c.iso3 for c in countries()}) == len({c.geonames_id for c in countries()}) == 250
    for country in countries():
        assert by_iso3(country.iso3) is country
        assert by_iso2(country.iso2) is country
        assert country_named(country.name) is country
        assert -90 <= country.lat <= 90
        assert -180 <= country.lon <= 180
    kosovo = by_iso3("XKX")
    assert kosovo is not None
    assert kosovo.iso3 == "KOS"


def test_peoples_that_are_no_nation() -> None:
    kashmiri, sikhs = people_named("Kashmiri"), people_named("Sikhs")
    assert kashmiri is not None
    assert sikhs is not None
    assert (kashmiri.kind, sikhs.kind) == ("region", "faith")
