"""The words of a side: joined at "of", trimmed at the edges."""

from __future__ import annotations

from dateline.model.span import Span
from dateline.record.side_words import sides_of


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
