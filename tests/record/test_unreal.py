"""Deeds that were not, by what their sentence says; and sides that are none."""

from __future__ import annotations

import pytest

from dateline.model.span import Span
from dateline.record.event_times import is_counted_to, is_of_aside
from dateline.record.no_deeds import only_sounds
from dateline.record.origins import without_origins
from dateline.record.reading import RawEvent
from dateline.record.true_sides import with_true_sides
from dateline.record.unreal import as_it_was


def at(text: str, words: str) -> Span:
    start = f" {text}".index(f" {words}")
    return Span(start, start + len(words))


@pytest.mark.parametrize(
    ("text", "type_", "trigger", "factuality"),
    [
        ("Norland denied it bombed the school.", "ASSAULT", "bombed", "negated"),
        ("Norland denied on Monday that its men bombed it.", "ASSAULT", "bombed", "negated"),
        ("Norland denied reports that it had jailed three.", "COERCE", "jailed", "negated"),
        ("The ministry denied bombing the school.", "ASSAULT", "bombing", "negated"),
        ("It is not true that we expelled him, she said.", "SANCTION", "expelled", "negated"),
        ("Reports that Norland attacked the port are false.", "ASSAULT", "attacked", "negated"),
        ("There is no evidence that Norland attacked it.", "ASSAULT", "attacked", "negated"),
        ("Police ask whether he was murdered by them.", "ASSAULT", "murdered", "hypothetical"),
        ("The deal averted a strike by rail workers.", "PROTEST", "strike", "negated"),
        ("The court banned a march by the league.", "PROTEST", "march", "negated"),
        ("The protest in Brun was cancelled on Monday.", "PROTEST", "protest", "negated"),
        ("Police offered a reward for the arrest of Rao.", "COERCE", "arrest", "hypothetical"),
        ("Prosecutors sought the arrest of Rao.", "COERCE", "arrest", "hypothetical"),
        ("Anyone caught with it is jailed for a year.", "COERCE", "jailed", "hypothetical"),
        ("There is no evidence of an attack.", "ASSAULT", "attack", "negated"),
        ("The bank would not confirm or deny that it cut ties.", "REJECT", "cut", "hypothetical"),
        # what stays as it is
        ("He asked whether she would speak of the raid.", "ASSAULT", "raid", "actual"),
        ("Norland denied entry to ten men after it bombed Brun.", "ASSAULT", "bombed", "actual"),
        ("Rao, who denied the charge, attacked the court.", "ASSAULT", "attacked", "actual"),
        ("It was not clear who killed the man.", "ASSAULT", "killed", "actual"),
        ("Police prevented him from leaving the protest.", "PROTEST", "protest", "actual"),
        ("The league cancelled its talks after the attack.", "ASSAULT", "attack", "actual"),
        ("Police confirmed the arrest of Rao.", "COERCE", "arrest", "actual"),
        ("The minister denied it and accused the league.", "ACCUSE", "accused", "actual"),
        ("Norland denied it broke the truce and bombed Brun.", "ASSAULT", "bombed", "actual"),
        ("Norland denied reports of clashes and sent troops.", "MOBILIZE", "sent", "actual"),
        ("Police failed to prevent the attack on Brun.", "ASSAULT", "attack", "actual"),
        ("Police could not prevent the attack on Brun.", "ASSAULT", "attack", "actual"),
        ("Teachers called off their three-week strike.", "PROTEST", "strike", "actual"),
        ("After the attack all flights were cancelled.", "ASSAULT", "attack", "actual"),
        ("The protest was banned but thousands came.", "PROTEST", "protest", "actual"),
        ("The attack was prevented from going on.", "ASSAULT", "attack", "actual"),
        ("It has never happened, said Rao, who accused him.", "ACCUSE", "accused", "actual"),
        ("A post said police held a man whose pass was fake.", "COERCE", "held", "actual"),
        ("Drivers who blocked the road were held by police.", "COERCE", "held", "actual"),
        ("Those found guilty were jailed by the court.", "COERCE", "jailed", "actual"),
        ("Nobody knew whether the man they held is ill.", "COERCE", "held", "actual"),
        ("Calls to police led to the arrest of Rao.", "COERCE", "arrest", "actual"),
        ("There was no indication of the attack's motive.", "ASSAULT", "attack", "actual"),
        ("There is no sign of a strike ending soon.", "PROTEST", "strike", "actual"),
        ("People gathered and police jailed ten.", "COERCE", "jailed", "actual"),
    ],
)
def test_what_was_not_done(text: str, type_: str, trigger: str, factuality: str) -> None:
    event = RawEvent(type=type_, trigger=at(text, trigger), factuality="actual")
    assert as_it_was(event, Span(0, len(text)), text).factuality == factuality


def test_what_was_read_as_to_come_stays_so() -> None:
    text = "Norland denied it will bomb the school."
    event = RawEvent(type="ASSAULT", trigger=at(text, "bomb"), factuality="future")
    assert as_it_was(event, Span(0, len(text)), text) == event


@pytest.mark.parametrize(
    ("text", "trigger", "actors", "recipients", "left"),
    [
        ("Police held men from Ghana, Mali and Togo.", "held", ["Police"], ["men", "Mali", "Togo"], ["Police", "men"]),
        ("Ministers from Ghana, Mali and Togo met.", "met", ["Mali", "Togo"], [], ["Mali", "Togo"]),
        ("Rockets were fired from Eastmark soil at Brun.", "fired", ["Eastmark"], ["Brun"], ["Brun"]),
        ("Police freed 12 kidnapped girls.", "kidnapped", ["Police"], ["girls"], ["girls"]),
        ("Police on March 3 arrested men.", "arrested", ["Police"], ["men"], ["Police", "men"]),
        ("Police in 2012 accused the men.", "accused", ["Police"], ["men"], ["Police", "men"]),
        ("After men from Iran, Norland held two, it said.", "held", ["Norland"], ["two"], ["Norland", "two"]),
        ("Rao was shot before a meeting in Brun by gunmen.", "shot", ["gunmen"], ["Rao"], ["gunmen", "Rao"]),
        ("Rao met Lund in Brun before talks with Khan.", "met", ["Rao"], ["Lund", "Khan"], ["Rao", "Lund"]),
        ("Ten were killed since the army took power.", "killed", ["army"], ["Ten"], ["Ten"]),
        ("Ten were killed since Monday by the army.", "killed", ["army"], ["Ten"], ["army", "Ten"]),
    ],
)
def test_sides_that_are_none(
    text: str, trigger: str, actors: list[str], recipients: list[str], left: list[str]
) -> None:
    sides = (tuple(at(text, w) for w in words) for words in (actors, recipients))
    event = RawEvent(type="ASSAULT", trigger=at(text, trigger), actors=next(sides), recipients=next(sides))
    found = without_origins(event, text)
    assert [s.of(text) for s in (*found.actors, *found.recipients)] == left


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Rutte said Norland could attack by 2030 and urged all to arm.", "Rutte"),
        ("Rutte said Norland had attacked Brun and urged all to arm.", "Norland"),
        ("Rutte said Norland could be attacked and urged to arm.", "Norland"),
        ("Rutte said Norland might strike it and then hit all.", "Norland"),
    ],
)
def test_a_speaker_goes_on_behind_what_is_to_come(text: str, actor: str) -> None:
    verb = at(text, "urged" if "urged" in text else "hit")
    event = RawEvent(type="REQUEST", trigger=verb, actors=(at(text, "Norland"),))
    found = with_true_sides(event, text, {text.index("Norland"): at(text, "Rutte")})
    assert [a.of(text) for a in found.actors] == [actor]


def test_days_are_counted_to_what_they_are_counted_from() -> None:
    assert is_counted_to("The protest came a week after police ")
    assert not is_counted_to("The protest came hours after police ")
    assert not is_counted_to("A day after the vote, police ")


@pytest.mark.parametrize(
    ("text", "aside"),
    [
        ("The party, founded in 1986, condemned it.", True),
        ("The mayor, elected in 2012, accused them.", True),
        ("The party, in May 1986, condemned it.", False),
        ("On Monday, in 1986, it condemned them.", False),
    ],
)
def test_a_time_between_commas_is_the_participles(text: str, aside: bool) -> None:
    verb = "accused" if "accused" in text else "condemned"
    year = "2012" if "2012" in text else "1986"
    assert is_of_aside(at(text, year), at(text, verb), Span(0, len(text)), text) is aside


@pytest.mark.parametrize(
    ("before", "after", "sounds"),
    [
        ("The rallies have been ", " with tear gas by police.", True),
        ("The demands of the league were not ", ".", True),
        ("Rao ", " with Lund in Brun.", False),
        ("Rao was ", " by Lund at the airport.", False),
        ("Rao was ", " by Lund with applause at the airport.", False),
    ],
)
def test_what_is_met_and_is_nobody(before: str, after: str, sounds: bool) -> None:
    assert only_sounds("CONSULT", "met", before, after, before + "met" + after) is sounds
