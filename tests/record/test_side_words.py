"""The words of a side: joined at "of", trimmed at the edges."""

from __future__ import annotations

import pytest

from dateline.model.span import Span
from dateline.record.side_words import doer, sides_of, strikes


def sides(text: str, *words: str) -> list[str]:
    return [s.of(text) for s in sides_of([Span(text.index(w), text.index(w) + len(w)) for w in words], text)]


def test_a_side_cut_at_of_is_one() -> None:
    text = "The director general of Norland's Ministry of Ports met the envoy."
    assert sides(text, "director general of", "Ministry of Ports") == [
        "director general of Norland's Ministry of Ports"
    ]


def test_two_sides_stay_two() -> None:
    text = "The mayors of Askel and Brun met."
    assert sides(text, "mayors of", "Brun") == ["mayors", "Brun"]


def test_small_words_at_the_edges_are_left_off() -> None:
    text = "He met his counterparts from the Union, and the police."
    assert sides(text, "his counterparts from the", ", and the police") == ["his counterparts", "police"]


@pytest.mark.parametrize(
    ("side", "who"),
    [
        ("Drone attacks", None),
        ("Norwegian drone attacks on the port", "Norwegian"),
        ("airstrikes", None),
        ("Lantern attackers", "Lantern attackers"),
        ("strike committee", "strike committee"),
    ],
)
def test_a_blow_does_not_act(side: str, who: str | None) -> None:
    found = doer(Span(0, len(side)), side)
    assert (found.of(side) if found else None) == who


def test_adjectives_and_nouns_before_a_name_are_of_its_side() -> None:
    text = "He praised the former lantern maker Ann Lowe and breeders and producers, but hit Askel."
    assert sides(text, "former", "Ann Lowe", "breeders", "and producers", "Askel") == [
        "former lantern maker Ann Lowe",
        "breeders",
        "producers",
        "Askel",
    ]


@pytest.mark.parametrize(
    ("text", "side", "own"),
    [
        ("Norwegian air strikes killed two.", "Norwegian", True),
        ("Norway’s long retaliatory offensive killed two.", "Norway", True),
        ("The Bergen attacks killed two.", "Bergen", False),
        ("Norwegian families of strike victims left.", "Norwegian", False),
        ("Norwegian and Danish attacks killed two.", "Danish", True),
    ],
)
def test_whose_blow_it_is(text: str, side: str, own: bool) -> None:
    start = text.index(side)
    assert strikes(Span(start, start + len(side)), text) == own


def test_an_envoy_and_where_he_is_sent_are_one() -> None:
    text = "It called in the Norlandic Ambassador to Eastmark Ann Lowe and an envoy from Brun."
    assert sides(text, "Norlandic Ambassador", "Eastmark Ann Lowe", "envoy", "Brun") == [
        "Norlandic Ambassador to Eastmark Ann Lowe",
        "envoy",
        "Brun",
    ]


def test_a_side_is_not_cut_within_a_word_or_brackets() -> None:
    text = "A Brun Guard (BG) vessel rammed the chargé d'affaires."
    assert sides(text, "chargé d'") == ["chargé d'affaires"]
    assert sides(text, "Brun Guard (", ") vessel", "chargé d") == ["Brun Guard (BG) vessel", "chargé d'affaires"]


def test_those_bound_to_another_are_one_side() -> None:
    text = "He blamed a rebel group linked to the Norland Front."
    assert sides(text, "rebel group linked to the", "Norland Front") == ["rebel group linked to the Norland Front"]
    assert sides(text, "rebel group linked", "Norland Front") == ["rebel group linked to the Norland Front"]
    text = "He spoke to groups allied, and to the Norland Front."
    assert sides(text, "groups", "Norland Front") == ["groups", "Norland Front"]
