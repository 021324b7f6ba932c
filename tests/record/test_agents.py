"""Who acts in a passive and in a noun with its owner."""

from __future__ import annotations

import pytest

from dateline.model.span import Span
from dateline.record.agents import with_agents
from dateline.record.reading import RawEvent


def sides(
    text: str, trigger: str, actors: tuple[str, ...], recipients: tuple[str, ...], type_: str = "ASSAULT"
) -> tuple[list[str], list[str]]:
    def span(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    found = with_agents(
        RawEvent(
            type=type_,
            trigger=span(trigger),
            actors=tuple(map(span, actors)),
            recipients=tuple(map(span, recipients)),
        ),
        text,
    )
    return [a.of(text) for a in found.actors], [r.of(text) for r in found.recipients]


@pytest.mark.parametrize(
    ("text", "trigger", "recipients", "agents"),
    [
        ("A drone was shot down by Norland.", "shot down", ("drone", "Norland"), ["Norland"]),
        (
            "An offer was rejected by the Eastmark premier.",
            "rejected",
            ("offer", "Eastmark premier"),
            ["Eastmark premier"],
        ),
        (
            "Two nuns were held by Norland and Eastmark.",
            "held",
            ("nuns", "Norland", "Eastmark"),
            ["Norland", "Eastmark"],
        ),
        ("His detention by Norland was long.", "detention", ("His", "Norland"), ["Norland"]),
        (
            "A doctor was ousted from her position by the board.",
            "ousted",
            ("A doctor", "board"),
            ["board"],
        ),
        ("Two men were expelled from the country by Norland.", "expelled", ("Two men", "Norland"), ["Norland"]),
        ("He stood by Norland.", "stood", ("Norland",), []),
        ("Two nuns were held by the sea in Norland.", "held", ("nuns", "Norland"), []),
    ],
)
def test_who_stands_behind_by_acts(text: str, trigger: str, recipients: tuple[str, ...], agents: list[str]) -> None:
    assert sides(text, trigger, (), recipients) == (agents, [r for r in recipients if r not in agents])


def test_a_host_by_whom_one_is_welcomed_does_not_visit() -> None:
    text = "Rao was welcomed by Lowe."
    assert sides(text, "welcomed", ("Rao",), ("Lowe",), "CONSULT") == (["Rao"], ["Lowe"])


def test_the_subject_of_a_passive_suffers() -> None:
    text = "Norland will be struck again."
    assert sides(text, "struck", ("Norland",), ()) == ([], ["Norland"])
    text = "Norland was struck again."
    assert sides(text, "was struck", ("Norland",), ()) == ([], ["Norland"])
    text = "Norlandic troops were deployed."
    assert sides(text, "deployed", ("Norlandic troops",), (), "MOBILIZE") == (["Norlandic troops"], [])
    text = "Ten deputies, encouraged by Rao, walked out."
    assert sides(text, "encouraged", ("Ten deputies",), ("Rao",), "REQUEST") == (["Rao"], ["Ten deputies"])


def test_who_is_told_to_be_killed_in_a_shooting_did_not_shoot() -> None:
    text = "One man killed, another hurt in Brun shooting"
    assert sides(text, "shooting", ("One man",), ()) == ([], ["One man"])
    text = "Clashes between old foes killed at least six"
    assert sides(text, "Clashes", ("old foes",), ()) == (["old foes"], [])
    text = "Norway killed, and Eastmark fled the shooting"
    assert sides(text, "shooting", ("Norway",), ()) == (["Norway"], [])


@pytest.mark.parametrize(
    ("text", "trigger", "actors", "recipients", "expected"),
    [
        ("Norland's expulsion of two envoys hurt.", "expulsion", (), ("Norland", "two envoys"), ["Norland"]),
        ("The group’s abduction of two nuns shocked Eastmark.", "abduction", ("Eastmark",), ("two nuns",), ["group"]),
        ("It drew fire for its mass arrests of nuns.", "arrests", (), ("nuns",), ["its"]),
        ("It condemned Norland and its mass arrests of nuns.", "arrests", ("Norland",), ("nuns",), ["Norland"]),
        ("The nun's arrest hurt.", "arrest", ("nun",), (), []),
        ("The nun's detention of two weeks hurt.", "detention", (), ("nun",), []),
        ("Saturday's killing of two nuns hurt.", "killing", (), ("nuns",), []),
        ("Rao's conviction of fraud hurt.", "conviction", ("Rao",), (), []),
    ],
)
def test_whose_deed_befalls_others_acts(
    text: str, trigger: str, actors: tuple[str, ...], recipients: tuple[str, ...], expected: list[str]
) -> None:
    assert sides(text, trigger, actors, recipients)[0] == expected


def test_where_somebody_rules_is_not_where_he_acts() -> None:
    text = "Norland's arrest of two nuns hurt."
    told = RawEvent(type="COERCE", trigger=Span(10, 16), place=Span(0, 7), recipients=(Span(20, 28),))
    assert with_agents(told, text).place is None


@pytest.mark.parametrize(
    ("text", "acting"),
    [
        ("Norland has blocked the port.", True),
        ("Norland, which has a veto, had also blocked the port.", True),
        ("Norland has been blocked.", False),
        ("Norland was blocked.", False),
        ("Norland, the poll has blocked the port.", False),
    ],
)
def test_who_has_done_something_acts(text: str, acting: bool) -> None:
    assert sides(text, "blocked", (), ("Norland",), "REJECT") == ((["Norland"], []) if acting else ([], ["Norland"]))
