"""The words of a side: joined at "of", trimmed at the edges."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dateline.model.span import Span
from dateline.record.reading import RawEvent
from dateline.record.side_words import doer, sides_of, strikes, with_true_sides


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


def event(text: str, trigger: str, actors: tuple[str, ...] = (), recipients: tuple[str, ...] = ()) -> RawEvent:
    def span(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    found = tuple(map(span, actors)), tuple(map(span, recipients))
    return RawEvent(type="ASSAULT", trigger=span(trigger), actors=found[0], recipients=found[1])


def true_sides(text: str, told: RawEvent, speakers: dict[int, Span] | None = None) -> tuple[list[str], list[str]]:
    found = with_true_sides(told, text, speakers or {})
    return [a.of(text) for a in found.actors], [r.of(text) for r in found.recipients]


def test_who_counts_the_dead_did_not_kill_them() -> None:
    text = "Some 40 were killed and nine taken, by the Norlandic tallies."
    assert true_sides(text, event(text, "killed", ("Norlandic",), ("Some 40",))) == ([], ["Some 40"])
    text = "Some 40 were killed by Norlandic figures of the underworld."
    assert true_sides(text, event(text, "killed", ("Norlandic",))) == ([], [])
    text = "Some 40 were killed by Norlandic troops."
    assert true_sides(text, event(text, "killed", ("Norlandic troops",))) == (["Norlandic troops"], [])


def test_who_stands_within_a_word_is_not_meant() -> None:
    text = "They condemned all UN-listed groups and the UN."
    assert true_sides(text, event(text, "condemned", (), ("UN",))) == (["They"], [])


def test_a_pronoun_right_before_its_verb_acts() -> None:
    text = "The navy said it had struck a depot, and a port was hit."
    assert true_sides(text, event(text, "struck")) == (["it"], [])
    assert true_sides(text, event(text, "struck"), {text.index("it had"): Span(0, 8)}) == (["The navy"], [])
    assert true_sides(text, event(text, "hit")) == ([], [])
    text = "The navy said it had been struck."
    assert true_sides(text, event(text, "struck")) == ([], ["it"])


def test_what_befalls_somebody_he_has_not_done() -> None:
    text = "Norland probes a Sikh leader's killing."
    assert true_sides(text, event(text, "killing", ("Sikh leader",))) == ([], ["Sikh leader"])
    text = "Prior to Cohen's sentencing he spoke of their brief detention and of his visit."
    assert true_sides(text, event(text, "sentencing")) == ([], ["Cohen"])
    assert true_sides(text, event(text, "detention")) == ([], ["their"])
    assert true_sides(text, event(text, "visit")) == ([], [])
    text = "It must end the raids."
    assert true_sides(text, event(text, "must end")) == ([], [])


def test_whom_a_verb_befalls() -> None:
    text = "Troops came hours after he was quietly detained, and he had been warned."
    assert true_sides(text, event(text, "detained")) == ([], ["he"])
    text = "He was met by troops, who detained a man."
    assert true_sides(text, event(text, "detained", (), ("a man",))) == ([], ["a man"])


def test_whose_resignation_is_announced() -> None:
    text = "The army chief announced her surprise resignation."
    told = event(text, "resignation", ("The army chief",))
    assert true_sides(text, replace(told, mode="resign")) == (["her"], [])
    assert true_sides(text, told) == (["The army chief"], [])
