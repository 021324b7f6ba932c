"""Who stands twice on one side of an event."""

from __future__ import annotations

import pytest

from dateline.model.span import Span, Text
from dateline.model.statement import Entity, Party
from dateline.record.appositions import without_appositions, without_titles
from dateline.record.parties import Known


def kept(text: str, people: tuple[str, ...], *sides: str, code: str | None = None) -> list[tuple[str, str | None]]:
    body = Text.from_str(text)
    entities, parties = {}, []
    for n, words in enumerate(sides):
        span = Span(text.index(words), text.index(words) + len(words))
        key = f"e{n}"
        entities[key] = Entity(
            article="a",
            evidence=(body.cite(span),),
            key=key,
            label=words,
            type="person" if words in people else "organization",
        )
        parties.append(Party(span=span, entity=key, code=code if n == 0 else None))
    return [(p.span.of(text), p.code) for p in without_appositions(parties, entities, text)]


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("Norland's premier, Ann Lowe, met the nuns.", "Norland"),
        ("Norland’s former army chief Ann Lowe met the nuns.", "Norland"),
        ("It called in the chargé d'affaires, Ann Lowe, on Monday.", "chargé d'affaires"),
    ],
)
def test_who_holds_an_office_is_one_with_it(text: str, office: str) -> None:
    assert kept(text, ("Ann Lowe",), office, "Ann Lowe", code="NLD") == [("Ann Lowe", "NLD")]


def test_a_title_behind_a_name_is_no_other_party() -> None:
    text = "Prince Ali Rao, Deputy Prime Minister and Minister of Foreign Affairs, met the nuns."
    assert kept(text, ("Prince Ali Rao",), "Prince Ali Rao", "Deputy Prime", "Minister of Foreign") == [
        ("Prince Ali Rao", None)
    ]


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("Norland's allies, Ann Lowe and Rao, met.", ("Norland", "Ann Lowe")),
        ("Norland's foe Ann Lowe met the nuns.", ("Norland", "Ann Lowe")),
        ("The ministers, Ann Lowe and Rao, met.", ("ministers", "Ann Lowe")),
        ("The premier, Ann Lowe and the king met.", ("premier", "Ann Lowe", "king")),
        ("Ann Lowe, the nuns and the king met.", ("Ann Lowe", "nuns", "king")),
        ("They met Ann Lowe, the premier and the king.", ("Ann Lowe", "premier", "king")),
    ],
)
def test_two_who_are_named_beside_each_other_stay_two(text: str, sides: tuple[str, ...]) -> None:
    assert [side for side, _ in kept(text, ("Ann Lowe",), *sides)] == list(sides)


@pytest.mark.parametrize("owner", ["Mia Kerr", "Her"])
def test_whose_lawyer_acts_does_not(owner: str) -> None:
    between = "'s" if owner == "Mia Kerr" else ""
    text = f"{owner}{between} lawyer, Ann Lowe, met the nuns."
    assert kept(text, ("Ann Lowe", owner), owner, "Ann Lowe", code="NLD") == [("Ann Lowe", None)]


def test_whom_a_body_is_led_by_is_no_second_party() -> None:
    text = "He met with the commander of the Sea Command, Admiral Ann Lowe."
    assert kept(text, ("Admiral Ann Lowe",), "Sea Command", "Admiral Ann Lowe") == [("Admiral Ann Lowe", None)]
    text = "He met with leaders of the Sea Command, Ann Lowe and Ed Moe."
    assert len(kept(text, ("Ann Lowe", "Ed Moe"), "Sea Command", "Ann Lowe", "Ed Moe")) == 3


def test_a_title_of_who_acts_is_not_whom_it_befalls() -> None:
    text = "Rao received a call from Ann Lowe, Deputy Premier and Minister of Ports, and Oslo's envoy."

    def party(words: str, key: str | None) -> Party:
        return Party(span=Span(text.index(words), text.index(words) + len(words)), entity=key, code=None)

    one = Entity(
        article="a", evidence=(Text.from_str(text).cite(Span(27, 35)),), key="e1", label="Ann Lowe", type="person"
    )
    known = Known(text=text, mentions=(), entities={"e1": one}, places=())
    others, sides = (party("Ann Lowe", "e1"),), (party("Minister of Ports", None), party("envoy", None))
    assert [p.span.of(text) for p in without_titles(sides, others, known)] == ["envoy"]
