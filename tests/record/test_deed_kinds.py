"""What kind of deed it is, by the words around its trigger."""

from __future__ import annotations

import pytest

from dateline.model.span import Span
from dateline.record.deed_kinds import of_true_kind, with_protested
from dateline.record.reading import RawEvent


def kind(text: str, trigger: str, type_: str, mode: str | None = None, *, actor: str = "", recipient: str = "") -> str:
    def span(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    told = RawEvent(
        type=type_,
        mode=mode,
        trigger=span(trigger),
        actors=(span(actor),) if actor else (),
        recipients=(span(recipient),) if recipient else (),
    )
    found = of_true_kind(told, Span(0, len(text)), text)
    return "" if found is None else f"{found.type} {found.mode or ''}".strip()


@pytest.mark.parametrize(
    ("text", "trigger", "expected"),
    [
        ("Norland summoned the Eastmark ambassador over a raid.", "summoned", "ACCUSE investigate"),
        ("Norland called in Eastmark's high commissioner.", "called in", "ACCUSE investigate"),
        ("The envoy of Eastmark was summoned.", "summoned", "ACCUSE investigate"),
        ("Norland summoned its ministers to meet the envoy.", "summoned", "REQUEST meet"),
        ("A court summoned the former ambassador.", "summoned", "REQUEST meet"),
        ("Norland called in the army.", "called in", "REQUEST meet"),
    ],
)
def test_the_summons_of_an_envoy_is_an_accusation(text: str, trigger: str, expected: str) -> None:
    assert kind(text, trigger, "REQUEST", "meet") == expected


@pytest.mark.parametrize(
    ("text", "trigger", "expected"),
    [
        ("Norland filed a diplomatic protest against Eastmark.", "protest", "ACCUSE disapprove"),
        ("Norland will lodge a strongly worded protest with Eastmark.", "protest", "ACCUSE disapprove"),
        ("Norland lodged a protest with Eastmark.", "lodged", "ACCUSE disapprove"),
        (
            "Norland has lodged solemn representations with Eastmark.",
            "lodged solemn representations",
            "ACCUSE disapprove",
        ),
        ("Norland made stern representations to Eastmark.", "made", "ACCUSE disapprove"),
        ("Norland summoned the consul to protest against the drill.", "protest", ""),
        ("Nuns held a protest against the drill.", "protest", "PROTEST demo"),
        ("Norland sent police to the protest.", "protest", "PROTEST demo"),
        ("Norland issued a warning over the protest.", "protest", "PROTEST demo"),
    ],
)
def test_a_protest_that_is_filed_is_no_demonstration(text: str, trigger: str, expected: str) -> None:
    assert kind(text, trigger, "PROTEST", "demo") == expected


@pytest.mark.parametrize(
    ("text", "trigger", "expected"),
    [
        ("Norland fired two short-range ballistic missiles toward the East Sea.", "fired", "MOBILIZE weapons"),
        ("Norland launched a missile into waters off its coast.", "launched a missile", "MOBILIZE weapons"),
        ("Norland test-fired a rocket.", "test-fired", "MOBILIZE weapons"),
        ("Norland fired two missiles at a tanker in the Red Sea.", "fired", "ASSAULT"),
        ("Norland fired two missiles into Eastmark.", "fired", "ASSAULT"),
        ("Norland scrambled fighter jets.", "scrambled", "MOBILIZE"),
        ("Norland scrambled to help.", "scrambled", "ASSAULT"),
        ("The ban on arms, an arms embargo, was renewed.", "arms embargo", "SANCTION"),
        ("Norland captured the town of Brun.", "captured", "COERCE seize"),
        ("Norland liberated two villages.", "liberated", "COERCE seize"),
        ("Norland seized the village chief.", "seized", "ASSAULT"),
        ("The premier unveiled a bust of Rao.", "bust", ""),
    ],
)
def test_what_was_read_as_an_assault(text: str, trigger: str, expected: str) -> None:
    assert kind(text, trigger, "ASSAULT") == expected


@pytest.mark.parametrize(
    ("text", "actor", "expected"),
    [
        ("The strike killed two nuns.", "", "ASSAULT"),
        ("Norland condemned the strike.", "", ""),
        ("The strike came as drones flew over Brun.", "", "ASSAULT"),
        ("Norland condemned the strike, which the union began.", "", "PROTEST strike"),
        ("The strike by nuns began as drones flew over Brun.", "nuns", "PROTEST strike"),
        ("The strike began.", "", "PROTEST strike"),
    ],
)
def test_a_strike_is_one_of_workers_where_work_is_told_of(text: str, actor: str, expected: str) -> None:
    assert kind(text, "strike", "PROTEST", "strike", actor=actor) == expected


def test_what_is_eased_is_conceded() -> None:
    assert kind("Norland cut tariffs on whiskey.", "cut tariffs", "SANCTION", "discontinue") == "CONCEDE"
    assert kind("Norland lifted the sanctions on Eastmark.", "lifted", "SANCTION") == "CONCEDE"
    assert kind("Norland cut aid to Eastmark.", "cut", "SANCTION", "discontinue") == "SANCTION discontinue"


def test_who_is_no_court_asks_for_what_he_orders() -> None:
    def ordered(text: str, actor: str) -> str:
        return kind(text, "ordered", "SANCTION", "convict", actor=actor)

    assert ordered("The premier ordered them to leave.", "premier") == "REQUEST"
    assert ordered("The Brun court ordered them to leave.", "Brun court") == "SANCTION convict"
    assert ordered("It ordered them to leave.", "It") == "SANCTION convict"


def test_who_is_called_on_and_asked_nothing_is_visited() -> None:
    assert kind("Rao called on Lowe in Brun.", "called on", "REQUEST", "meet", recipient="Lowe") == "CONSULT visit"
    assert kind("Rao called on Lowe to leave.", "called on", "REQUEST", "meet", recipient="Lowe") == "REQUEST meet"
    assert kind("Rao met Lowe and telephoned Mehta.", "met", "CONSULT", "phone") == "CONSULT"


def test_nobody_demonstrates_who_stands_something_down() -> None:
    assert kind("Norland later stood them down.", "stood", "PROTEST", "demo") == ""
    assert kind("Nuns stood outside.", "stood", "PROTEST", "demo") == "PROTEST demo"


def test_a_protest_beside_a_summons_is_told_to_the_envoy() -> None:
    text = "Norland summoned the consul and lodged a protest."
    summons = RawEvent(type="ACCUSE", trigger=Span(8, 16), actors=(Span(0, 7),), recipients=(Span(21, 27),))
    protest = RawEvent(type="ACCUSE", mode="disapprove", trigger=Span(41, 48))
    first, second = with_protested([summons, protest], text)
    assert first == summons
    assert (second.actors, second.recipients) == (summons.actors, summons.recipients)
    assert with_protested([protest], text) == [protest]


def test_what_was_misread_is_not_long_past() -> None:
    text = "Norland scrambled two jets."
    told = RawEvent(type="AID", trigger=Span(8, 17), factuality="historical")
    found = of_true_kind(told, Span(0, len(text)), text)
    assert found is not None and found.factuality == "actual"
