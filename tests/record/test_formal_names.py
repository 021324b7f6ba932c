"""States by their formal names, which hold the names of others."""

from __future__ import annotations

import pytest

from dateline.model.span import Span
from dateline.record.belonging import country_in
from dateline.record.formal_names import formal_names, half_named
from dateline.record.name_edges import mended
from dateline.record.reading import RawName
from dateline.record.tokens import Sentence, tokens_of
from dateline.world.countries import country_named
from tests.record.readings import Reading, names_in
from tests.record.test_places import places_of


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("The People's Republic of China thanked Oslo.", [("People's Republic of China", "CHN")]),
        ("The People’s Republic of China thanked Oslo.", [("People’s Republic of China", "CHN")]),
        ("The Republic of China (Taiwan) thanked Oslo.", [("Republic of China", "TWN")]),
        ("Democratic People's Republic of Korea", [("Democratic People's Republic of Korea", "PRK")]),
        ("the Republic of Korea", [("Republic of Korea", "KOR")]),
        ("the Socialist Republic of Vietnam", [("Socialist Republic of Vietnam", "VNM")]),
        ("the Lao People's Democratic Republic", [("Lao People's Democratic Republic", "LAO")]),
        ("The Syrian Arab Republic and the Russian Federation", [("Syrian Arab Republic", "SYR")]),
        ("the Hashemite Kingdom of Jordan and the Republic of Georgia", [("Hashemite Kingdom of Jordan", "JOR")]),
        ("the Republic of Askel, the Russian Football Federation and a People's Republic", []),
    ],
)
def test_a_formal_name_is_one(text: str, states: list[tuple[str, str]]) -> None:
    found = [(s.of(text), c.iso3) for s, c in formal_names(tokens_of(text, Span(0, len(text))))]
    assert found[: len(states)] == states
    assert states or not found


def test_a_name_two_states_bear_is_not_guessed() -> None:
    assert country_named("People's Democratic Republic of Korea") is None
    assert country_named("Federal Republic of Norway") == country_named("Norway")


def test_words_belong_to_the_state_they_name_formally() -> None:
    assert country_in("a ministry of the People's Republic of China") == "CHN"
    assert country_in("a spokesman for the Democratic People’s Republic of Korea") == "PRK"
    assert country_in("Norway's Republic Square") == "NOR"


def test_a_state_is_found_as_a_place_and_half_of_one_too() -> None:
    found = places_of("The People's Republic of China warned South and North Korea on Monday.")
    assert [
        (p.span.of("The People's Republic of China warned South and North Korea on Monday."), p.country) for p in found
    ] == [
        ("People's Republic of China", "CHN"),
        ("South", "KOR"),
        ("North Korea", "PRK"),
    ]


def test_half_of_a_name_that_is_none_stays_half() -> None:
    text = "North and South Norway"
    assert half_named(tokens_of(text, Span(0, len(text))), 0) is None


@pytest.mark.parametrize(
    ("text", "read", "whole"),
    [
        ("The Government of the Islamic Republic of Pakistan agreed.", "Government of", 1),
        ("The Embassy of the People's Republic of China agreed.", "Embassy of the People's Republic", 1),
        ("Envoys of the People's Republic of China agreed.", "China", 0),
    ],
)
def test_a_body_s_name_goes_on_with_its_state(text: str, read: str, whole: int) -> None:
    tokens = tuple(tokens_of(text, Span(0, len(text))))
    sentence = Sentence(Span(0, len(text)), tokens, 0)
    at = text.index(read)
    kind = "organization" if whole else "place"
    found = mended(sentence, [RawName(span=Span(at, at + len(read)), type=kind)])  # type: ignore[arg-type]
    state = text[text.index("Islamic" if "Islamic" in text else "People") : text.index(" agreed")]
    assert [(n.span.of(text), n.type) for n in found] == [
        (text[text.index(read) : text.index(" agreed")], "organization") if whole else (state, "place")
    ]


def test_a_body_many_countries_have_is_of_the_one_before_it() -> None:
    assert ("China Coast Guard", "organization") in names_in("A China Coast Guard ship turned back.")
    found = Reading("The National Security Council has no such power. Kenya has a court.", dateline="Nairobi")
    assert found.entity("National Security Council").country == "KEN"


def test_the_letters_of_a_body_named_before_are_its() -> None:
    found = Reading("The Rapid Support Forces took Nyala. RSF fighters left. The RSF denied it.")
    assert {found.entity("Rapid Support Forces").code, found.entity("RSF fighters").code} == {"SDN"}
