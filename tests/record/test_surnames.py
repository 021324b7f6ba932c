"""Names that are none, or another's: positions, languages, surnames of places, letters in brackets."""

from __future__ import annotations

import pytest

from dateline.model.record import Record
from dateline.model.span import Span
from dateline.record.contexts import contexts_of
from dateline.record.read import read
from dateline.record.reading import RawName
from dateline.record.surnames import with_surnames
from tests.record.readings import article_of


def read_text(*paragraphs: str) -> Record:
    return read(article_of(*paragraphs))


def labels(text: str) -> set[str]:
    return {e.label for e in read_text(text).entities}


def test_a_surname_is_no_place() -> None:
    record = read_text('Gwyneth Holland, a trend analyst, spoke in Leeds. "It is over," said Holland on Monday.')
    assert [p.evidence[0].exact for p in record.places] == ["Leeds"]


@pytest.mark.parametrize(("where", "kind"), [("said Holland", "person"), ("came from Holland", "place")])
def test_a_surname_that_stands_for_a_place_anywhere_stays_one(where: str, kind: str) -> None:
    text = f"Gwyneth Holland spoke. They {where}."
    full = RawName(span=Span(0, 15), type="person", score=0.9)
    lone = RawName(span=Span(len(text) - 8, len(text) - 1), type="place", score=0.9)
    assert [n.type for n in with_surnames([full, lone], text)] == ["person", kind]


def test_letters_before_a_player_are_a_position() -> None:
    assert labels('"We will see," said RT Ryan Ramos after the game on Monday.') == {"Ryan Ramos"}


@pytest.mark.parametrize("text", ["The English-speaking clerks met.", "Chinese New Year came late."])
def test_a_language_or_a_feast_is_no_people(text: str) -> None:
    assert not any(e.type == "nationality" for e in read_text(text).entities)


def test_letters_that_begin_as_a_name_does_are_its_own() -> None:
    text = "The Ministry of Agriculture and Livestock (MAG) said it rained. MAG will pay."
    assert labels(text) == {"Ministry of Agriculture and Livestock"}


@pytest.mark.parametrize("place", ["Philadelphia, Pennsylvania, USA", "Bedminster, N.J.", "Alexandria, Virginia"])
def test_a_town_lies_in_the_land_behind_it(place: str) -> None:
    entity = next(e for e in read_text(f"She was born in {place}, on Monday.").entities if e.type == "place")
    assert (entity.label, entity.country) == (place.split(",", maxsplit=1)[0], "USA")


def test_quarters_of_a_game_are_no_quarters_of_a_year() -> None:
    assert read_text("They led in the fourth quarter after Rao scored a touchdown.").times == ()


@pytest.mark.parametrize(
    ("text", "election"),
    [("China, a primary ally, issued a warning on Monday.", False), ("Rao won the primary election on Monday.", True)],
)
def test_primary_alone_is_no_election(text: str, election: bool) -> None:
    assert ("election" in contexts_of(text)) is election


def test_who_is_appalled_accuses_not_himself() -> None:
    (event,) = read_text("The Harbor Party said it was appalled by the ruling.").events
    assert (len(event.actors), event.recipients) == (1, ())


def test_a_year_that_tells_a_treaty_apart_is_no_day_of_the_deed() -> None:
    (event,) = read_text("Russia suspended compliance with the 1987 Intermediate-Range Nuclear Forces treaty.").events
    assert event.date is None


@pytest.mark.parametrize(
    ("text", "label", "sector"),
    [
        ("Head coach Brandon Okafor spoke.", "Brandon Okafor", "CVL"),
        ("U.S. marshals took him away.", "U.S. marshals", "COP"),
        ("The National Council of Provinces met.", "National Council of Provinces", "LEG"),
        ("The Judicial Service Commission met.", "Judicial Service Commission", "JUD"),
        ("The US Geological Survey said it shook.", "US Geological Survey", "GOV"),
    ],
)
def test_sectors(text: str, label: str, sector: str) -> None:
    assert {e.label: e.sector for e in read_text(text).entities}[label] == sector


def test_the_same_words_go_back_to_the_same_week() -> None:
    text = "Claims fell in the week to July 4, 2024, below the previous week's. The previous week's were revised."
    assert [t.value for t in read_text(text).times][-2:] == ["2024-W26", "2024-W26"]


@pytest.mark.parametrize(
    "text",
    [
        "They laid the foundation for peace.",
        "He shook his head on Monday.",
        "She left 13 points on the board.",
        "He sold it to a third party.",
        "She stood head and shoulders above it.",
    ],
)
def test_words_of_set_phrases_are_nobody(text: str) -> None:
    assert read_text(text).entities == ()


@pytest.mark.parametrize("who", ["party", "board of the bank", "head of the bank"])
def test_the_same_words_are_somebody_elsewhere(who: str) -> None:
    assert who.split(maxsplit=1)[0] in labels(f"The {who} said no on Monday.")
