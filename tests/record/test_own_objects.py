"""Two verbs of one subject, each with its own objects."""

from __future__ import annotations

import pytest

from dateline.model.span import Span
from dateline.record.own_objects import with_own_objects
from dateline.record.reading import RawEvent


def event(
    text: str, trigger: str, *recipients: str, type_: str = "ASSAULT", place: str = "", actor: str = ""
) -> RawEvent:
    def span(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    return RawEvent(
        type=type_,
        trigger=span(trigger),
        actors=(span(actor),) if actor else (),
        recipients=tuple(map(span, recipients)),
        place=span(place) if place else None,
    )


@pytest.mark.parametrize(
    "text",
    [
        "Norland jailed a monk and freed two nuns.",
        "Norland jailed a monk, but later freed two nuns.",
        "Norland jailed a monk and in a separate case freed two nuns.",
        "Norland has jailed a monk and has quietly freed two nuns.",
    ],
)
def test_each_verb_keeps_its_own_objects(text: str) -> None:
    both = ("a monk", "two nuns")
    first, second = with_own_objects([event(text, "jailed", *both), event(text, "freed", *both)], text)
    assert [r.of(text) for r in first.recipients] == ["a monk"]
    assert [r.of(text) for r in second.recipients] == ["two nuns"]


def test_a_headline_too() -> None:
    text = "Norland jails monk and frees nuns"
    told = [event(text, "jails", "monk", "nuns"), event(text, "frees", "monk", "nuns")]
    assert [[r.of(text) for r in e.recipients] for e in with_own_objects(told, text)] == [["monk"], ["nuns"]]


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        ("Norland struck and destroyed two ports.", ("struck", "two ports"), ("destroyed", "two ports")),
        (
            "Norland rammed a boat and fired at it, hurting two men.",
            ("rammed", "a boat"),
            ("fired", "a boat", "two men"),
        ),
        ("Norland jailed a monk and beat him.", ("jailed", "a monk"), ("beat", "a monk")),
        (
            "Norland jailed a monk and the arrests of two nuns grew.",
            ("jailed", "a monk"),
            ("arrests", "a monk", "nuns"),
        ),
    ],
)
def test_what_a_verb_lacks_it_shares(text: str, one: tuple[str, ...], other: tuple[str, ...]) -> None:
    told = [event(text, *one), event(text, *other)]
    assert with_own_objects(told, text) == told


def test_what_is_said_is_not_where_the_deed_before_was() -> None:
    text = "Norland jailed a monk in Brun and blamed Eastmark."
    told = [
        event(text, "jailed", "a monk", place="Brun"),
        event(text, "blamed", "Eastmark", type_="ACCUSE", place="Brun"),
    ]
    assert [e.place is not None for e in with_own_objects(told, text)] == [True, False]
    told[1] = event(text, "blamed", "Eastmark", place="Brun")
    assert with_own_objects(told, text) == told


def test_who_does_the_first_does_the_second() -> None:
    text = "Norland jailed a monk and freed two nuns."
    told = [event(text, "jailed", "a monk", actor="Norland"), event(text, "freed", "two nuns")]
    assert [[a.of(text) for a in e.actors] for e in with_own_objects(told, text)] == [["Norland"], ["Norland"]]
    text = "Norland jailed a monk who preached and freed two nuns."
    told = [event(text, "jailed", "a monk", actor="Norland"), event(text, "freed", "two nuns")]
    assert with_own_objects(told, text)[1].actors == ()
    text = "Norland jailed a monk and freed for a day two nuns."
    told = [event(text, "jailed", "a monk", actor="Norland"), event(text, "freed", "two nuns")]
    assert with_own_objects(told, text)[1].actors == ()


@pytest.mark.parametrize(
    ("text", "trigger", "others", "kept"),
    [
        ("Ten nuns had been detained and six officers injured.", "detained", "six officers", ["Ten nuns"]),
        ("Ten nuns were shot dead and at least six were hurt.", "shot dead", "six", ["Ten nuns"]),
        ("Ten nuns were held and six monks.", "held", "six monks", ["Ten nuns", "six monks"]),
        ("Ten nuns were taken to six wounded.", "taken", "six", ["Ten nuns", "six"]),
    ],
)
def test_whom_another_participle_befalls_is_not_meant(text: str, trigger: str, others: str, kept: list[str]) -> None:
    (found,) = with_own_objects([event(text, trigger, "Ten nuns", others)], text)
    assert [r.of(text) for r in found.recipients] == kept


def test_verbs_side_by_side_share_all() -> None:
    text = "Norland arrested, and jailed a monk."
    first, second = with_own_objects([event(text, "arrested", "a monk"), event(text, "jailed", "a monk")], text)
    assert first.recipients == second.recipients
