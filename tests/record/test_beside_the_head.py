"""Who is only told of beside the head of a phrase: followers, owners, brackets, and offices of the next in a list."""

from __future__ import annotations

import re

import pytest

from dateline.model.span import Span
from dateline.record.belonging import country_in
from dateline.record.inner_names import is_of_many
from dateline.record.read import read
from dateline.record.side_words import sides_of
from tests.record.readings import Reading, article_of
from tests.record.voices import voices


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Analysts with long ties to the Omar Farouk faction said the vote was lost.", "Analysts"),
        ("Officials close to President Bashar Assad said the vote was lost.", "Officials"),
        ("Rebels loyal to General Pedro Salas said they would fight.", "Rebels"),
        ("A lawyer for the Omar Farouk family said the vote was lost.", "lawyer"),
        ("Two people familiar with the late Ann Roy's thinking said the vote was lost.", "Two people"),
        ("Those close to Ann Roy said the vote was lost.", None),
        ("Protesters who support Omar Farouk said the vote was lost.", "Protesters"),
        # and who is apposed to the head, or holds an office of his own
        ("The Philippines' envoy to Japan Ann Roy said the river was safe.", "Ann Roy"),
        ("The head of the opposition Ali Noor said the vote was lost.", "Ali Noor"),
        ("One of the leaders of the teachers, Nelson Aguirre, said the vote was lost.", "Nelson Aguirre"),
        ("Doctors Without Borders director Ann Roy said the river was safe.", "Ann Roy"),
        ("The United Nations envoy for Libya Ann Roy said the river was safe.", "Ann Roy"),
    ],
)
def test_several_speak_and_not_whom_they_are_close_to(text: str, label: str | None) -> None:
    assert voices(text)[0][1] == label


@pytest.mark.parametrize(
    ("before", "many"),
    [
        ("Officials close to ", True),
        ("those linked to the ", True),
        ("Residents of Lima, ", False),
        ("The head of the opposition ", False),
        ("", False),
    ],
)
def test_words_that_tell_of_several(before: str, many: bool) -> None:
    assert is_of_many(before) is many


def test_who_acts_are_the_followers() -> None:
    text = "Militants loyal to Khalifa Haftar attacked Tripoli. Lund, close to Haftar, fled."
    assert sides_of([Span(19, 33)], text) == (Span(0, 33),)
    at = text.rindex("Haftar")
    assert sides_of([Span(at, at + 6)], text) == (Span(at, at + 6),)
    text = "The EU lifted sanctions linked to Iran. Countries opposed to Iran left. Two people close to Iran said no."
    sides = [Span(m.start(), m.end()) for m in re.finditer("Iran", text)]
    assert sides_of(sides, text) == tuple(sides)


def test_three_letters_that_come_again_are_the_bodys() -> None:
    reading = Reading("The Truth Commission (CVR) met in Lima. The CVR will meet again.")
    assert reading.behind("CVR", 1) == "Truth Commission"


@pytest.mark.parametrize(
    ("text", "label", "role"),
    [
        ("The head of the Electoral Council (CNE), Marta Soto, spoke.", "Marta Soto", "head of the Electoral Council"),
        (
            "Also there were Juan Soto, energy minister and party member Ana Lund, and others.",
            "Ana Lund",
            "energy minister",
        ),
        ("In Lima, singer and opposition leader Ana Lund spoke.", "Ana Lund", "opposition leader"),
        ("In Lima, lawyer and senator Ana Lund spoke.", "Ana Lund", "senator"),
        ("The Deputy Prime Minister, Minister of Energy, Ana Lund, spoke.", "Ana Lund", "Minister of Energy"),
        ("The chairman and managing director of Orbit Ltd, Mr Bo Lund, spoke.", "Bo Lund", "chairman"),
        ("Ana Lund, the president and CEO of Norland Steel, spoke.", "Ana Lund", "CEO of Norland Steel"),
        ("The undersecretary for trade, Ana Lund, spoke.", "Ana Lund", "undersecretary for trade"),
    ],
)
def test_the_office_of_a_name(text: str, label: str, role: str) -> None:
    assert Reading(text).entity(label).role == role


def test_an_office_in_a_list_is_not_of_the_name_before_it() -> None:
    reading = Reading("Also there were Juan Soto, energy minister and party member Ana Lund, and others.")
    assert reading.entity("Juan Soto").role is None


@pytest.mark.parametrize(
    ("text", "label", "sector"),
    [
        ("UEFA president Henrik Olsen came.", "Henrik Olsen", None),
        ("Norwegian president Henrik Olsen came.", "Henrik Olsen", "GOV"),
        ("Striker Henrik Olsen came.", "Henrik Olsen", None),
        ("Team captain Henrik Olsen came.", "Henrik Olsen", "CVL"),
        ("Dog owners came.", "Dog owners", "CVL"),
        ("Factory owners came.", "Factory owners", "BUS"),
    ],
)
def test_the_sector_of_a_part(text: str, label: str, sector: str | None) -> None:
    assert Reading(text).entity(label).sector == sector


def test_a_title_alone_is_no_side() -> None:
    record = read(article_of("Police accused Mr Tariq Lund of fraud. Envoys met Mayor Karl Moe (Bergen) in Oslo."))
    labels = {e.key: e.label for e in record.entities}
    assert [labels.get(p.entity or "") for e in record.events for p in e.recipients] == ["Tariq Lund", "Karl Moe"]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Two aides said Rao had met Chinese aides, the aides said.", "Two aides"),
        ("The law was signed after ministers of five states met, the ministers said.", "ministers"),
    ],
)
def test_who_is_only_told_of_does_not_say_it(text: str, label: str) -> None:
    assert voices(text)[-1][1] == label


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("Farms need a new water source. Wind is an energy source.", []),
        ("Trainees may face prosecution. He feared a prosecution.", []),
        ("A senior source said no.", ["senior source"]),
        ("The prosecution said no.", ["prosecution"]),
    ],
)
def test_things_are_nobody(text: str, labels: list[str]) -> None:
    assert [e.label for e in Reading(text).entities] == labels


def test_a_bar_is_no_town_in_the_name_of_a_body() -> None:
    assert (country_in("Bar Council"), country_in("the port of Bar")) == (None, "MNE")


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Mary Okafor accused Ines Lund of hiding her villas and of lying.", "Ines Lund"),
        ("Mary Okafor thanked Ines Lund for her work.", "Ines Lund"),
        ("Mary Okafor accused Ines Lund on the day when her house burned.", "Mary Okafor"),
        ("Mary Okafor, accused by Ines Lund of hiding her villas, left.", "Mary Okafor"),
    ],
)
def test_what_somebody_is_accused_of_is_his(text: str, label: str) -> None:
    assert Reading(text).behind("her") == label


@pytest.mark.parametrize(("verb", "label"), [("accused", "Ines Lund"), ("thanked", "Mary Okafor")])
def test_whom_a_judge_says_it_of(verb: str, label: str) -> None:
    assert Reading(f"Mary Okafor {verb} Ines Lund on Monday, saying she was proud.").behind("she") == label
