"""The sides of events: how far their words go, and which entity, code and sector they have."""

from __future__ import annotations

import pytest

from dateline.model.span import Span, occurrences
from dateline.model.statement import Party
from dateline.record.parties import Known, once, party, tidied
from tests.record.readings import Reading


@pytest.mark.parametrize(
    ("text", "side", "kept"),
    [
        ("At least 40 protesters marched.", "least 40 protesters", "40 protesters"),
        ("At least 40 protesters marched.", "At least 40 protesters", "40 protesters"),
        ("It saw more than two dozen states agree.", "more than two dozen states", "two dozen states"),
        ("The police marched.", "The police", "police"),
        ("He mourned victims of the 26/11 terror attack.", "victims of the 26", "victims of the 26/11 terror attack"),
        ("He met most.", "most", "most"),
        ("A warrant for Norland's former chief.", "Norland'", "Norland"),
    ],
)
def test_sides_are_cut_at_words_that_belong_to_them(text: str, side: str, kept: str) -> None:
    span = next(iter(occurrences(text, side)))
    assert tidied(span, text).of(text) == kept


@pytest.mark.parametrize(
    ("text", "side", "label", "code", "sector"),
    [
        ("The UN met.", "The UN", "UN", "UNO", "GOV"),
        (
            "Norwegian Minister of State Kari Dahl left.",
            "Norwegian Minister of State Kari Dahl",
            "Kari Dahl",
            "NOR",
            "GOV",
        ),
        ("Supporters of Kari Dahl marched.", "Supporters of Kari Dahl", "Supporters", None, "CVL"),
        ("Ms Hazel Pope left. The mayor met Ms Pope.", "Ms Hazel Pope", "Hazel Pope", None, None),
        ("Israeli troops left.", "Israeli troops", "Israeli troops", "ISR", "MIL"),
        ("The Rapid Support Forces left.", "Rapid", "Rapid Support Forces", "SDN", "REB"),
        (
            "Firms blamed former President Kari Dahl. President Kari Dahl had signed it.",
            "former President Kari Dahl",
            "Kari Dahl",
            None,
            "ELI",
        ),
        (
            "India’s Congress party met. The Congress’s Kari Dahl left.",
            "Congress’s Kari Dahl",
            "Kari Dahl",
            "IND",
            "PTY",
        ),
        ("North Korean troops left.", "North", "North Korean", "PRK", None),
        ("Norwegian air strikes went on.", "Norwegian", "Norwegian", "NOR", None),
        ("A Norwegian killed by them was buried.", "Norwegian", "Norwegian", "NOR", "CVL"),
        ("Two Norwegians met a Dane.", "Norwegians", "Norwegians", "NOR", "CVL"),
    ],
)
def test_sides_have_entity_code_and_sector(text: str, side: str, label: str, code: str | None, sector: str) -> None:
    reading = Reading(text)
    start = text.index(side)
    entities = {e.key: e for e in reading.entities}
    found = party(Span(start, start + len(side)), Known(text, reading.mentions, entities, ()))
    assert found.entity is not None
    assert (entities[found.entity].label, found.code, found.sector) == (label, code, sector)


def test_somebody_is_one_party_however_often_named() -> None:
    name, pronoun, other = (
        Party(span=Span(a, b), entity=e) for a, b, e in ((0, 3, "e1"), (20, 22, "e1"), (40, 44, None))
    )
    assert once([name, pronoun, other], Span(24, 30)) == (pronoun, other)
    assert once([name, pronoun, other], Span(5, 9)) == (name, other)
