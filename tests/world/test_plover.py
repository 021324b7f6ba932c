"""The codebook: sixteen types, their quads, scores and modes."""

from __future__ import annotations

import pytest

from dateline.world.measures import MEASURES, OF_PEOPLE
from dateline.world.plover import CONTEXTS, EVENT_TYPES, SECTORS, SPECIAL_CODES, intensity, quad


def test_the_book_is_whole() -> None:
    assert len(EVENT_TYPES) == 16
    assert len(SECTORS) == 25
    assert len(CONTEXTS) == 37
    assert set(SPECIAL_CODES) == {"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"}
    assert {kind.quad for kind in EVENT_TYPES.values()} == {1, 2, 3, 4}


@pytest.mark.parametrize("name", sorted(EVENT_TYPES))
def test_scores_have_the_sign_of_their_quad(name: str) -> None:
    kind = EVENT_TYPES[name]
    scores = [kind.score, *(m.score for m in kind.modes.values())]
    assert all(s > 0 for s in scores) if kind.quad < 3 else all(s <= 0.5 for s in scores)
    assert kind.definition


def test_a_mode_is_told_by_its_type() -> None:
    assert intensity("RETREAT", "withdraw") == 8.0
    assert intensity("SANCTION", "withdraw") == -6.0
    assert intensity("ACCUSE") == -3.0
    assert quad("SANCTION") == 4
    assert EVENT_TYPES["AID"].recipient_required


def test_unknown_modes_are_refused() -> None:
    with pytest.raises(KeyError):
        intensity("AGREE", "visit")


def test_measures_of_people_are_measures() -> None:
    assert set(MEASURES) > OF_PEOPLE
