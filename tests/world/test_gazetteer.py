"""Places by name: what is found, in what order, and how names are folded."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.world.countries import countries
from dateline.world.divisions import division_called, division_of_post, division_shortened, divisions, short_forms
from dateline.world.gazetteer import candidates, country_place, distance_km, folded, place_of_id
from dateline.world.place_words import place_words
from dateline.world.tables import rows


@pytest.mark.parametrize(
    ("name", "geonames_id"),
    [
        ("India", 1269750),
        ("New Delhi", 1261481),
        ("Gaza", 281132),
        ("West Asia", 6269133),
        ("Khan Younis", 281124),
        ("sao paulo", 3448439),
        ("St. Louis", 4407066),
        ("Rusk County", 4724363),
        ("Avoyelles Parish", 4315243),
        ("Uttar Pradesh", 1253626),
        ("Odesa", 698740),
    ],
)
def test_a_place_is_among_its_candidates(name: str, geonames_id: int) -> None:
    assert geonames_id in {p.geonames_id for p in candidates(name)}


def test_places_of_note_come_first_then_the_bigger_ones() -> None:
    assert candidates("Georgia")[0].feature_code == "PCLI"
    springfields = [p.population for p in candidates("Springfield")]
    assert springfields == sorted(springfields, reverse=True)
    assert len(springfields) > 10


def test_nothing_is_found_for_nothing() -> None:
    assert candidates("Xyzzyville") == ()
    assert candidates("") == ()


@given(st.text(string.ascii_letters + " .'-éüŠ", max_size=20))
def test_folding_twice_changes_nothing(name: str) -> None:
    assert folded(folded(name)) == folded(name)
    assert all(p.name for p in candidates(name))


def test_countries_are_places() -> None:
    for country in countries():
        place = country_place(country.iso3)
        assert place is not None
        assert place.geonames_id == country.geonames_id


def test_tables_name_places_that_are_there() -> None:
    for row in rows("peoples.csv"):
        if row["geonames_id"]:
            assert place_of_id(row["place"], int(row["geonames_id"])), row["words"]
    for division in divisions():
        assert place_of_id(division.name, division.geonames_id), division.name


def test_distance() -> None:
    paris, london = (next(p for p in candidates(n) if p.feature_code == "PPLC") for n in ("Paris", "London"))
    assert 320 < distance_km(paris, london) < 360
    assert distance_km(paris, paris) == 0


def test_states_in_short() -> None:
    found = [division_shortened(m.group()) for m in short_forms().finditer("Plano, Tex., W. Va. and D-N.Y., not Mix.")]
    assert [d.name for d in found if d] == ["Texas", "West Virginia", "New York"]
    texas, ohio = division_of_post("TX"), division_called("OHIO")
    assert texas is not None
    assert ohio is not None
    assert (texas.admin1, ohio.admin1) == ("TX", "OH")


def test_words_around_places() -> None:
    assert "county" in place_words("kinds")
    assert "in" in place_words("near")
    assert place_words("near") <= place_words("before")
