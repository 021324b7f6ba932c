"""Who acts and suffers, by the words right around a verb."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dateline.model.span import Span
from dateline.model.statement import Mention
from dateline.record.reading import RawEvent
from dateline.record.true_sides import with_named_subject, with_true_sides
from tests.record.readings import article_of


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


def test_who_puts_a_number_on_it_did_not_do_it() -> None:
    text = "Rights groups put the number of arrests at 120."
    assert true_sides(text, event(text, "arrests", ("Rights groups",))) == ([], [])


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


@pytest.mark.parametrize(
    ("text", "verb", "actors"),
    [
        ("Norland struck on Monday and Hamas fired rockets.", "fired", ["Hamas"]),
        ("The leader of Hamas fired rockets.", "fired", []),
        ("On Monday Hamas was struck.", "struck", []),
        ("In the raid Hamas fired by mistake.", "fired by", ["Hamas"]),
        ("There Hamas struck by the army lay.", "struck", []),
    ],
)
def test_a_name_right_before_a_verb_acts(text: str, verb: str, actors: list[str]) -> None:
    article = article_of(text)
    start = article.text.content.index("Hamas")
    name = Span(start, start + len("Hamas"))
    mention = Mention(article=article.id, evidence=(article.text.cite(name),), type="organization", form="name")
    assert mention.span == name
    found = with_named_subject(event(article.text.content, verb), [mention], article.text.content)
    assert [a.of(text) for a in found.actors] == actors
