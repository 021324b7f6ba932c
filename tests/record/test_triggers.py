"""Events by rules: which words tell one, who did it, and whether it took place."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.model.article import Article, Block, Cited
from dateline.model.span import Span, Text
from dateline.record.reading import RawAttribution, RawEvent, RawName
from dateline.record.rules.inflect import gerund, pasts, plural, third_person, verb_forms
from dateline.record.rules.lexicon import lexicon
from dateline.record.rules.triggers import find_events
from dateline.record.tokens import tokenize
from dateline.world.plover import EVENT_TYPES

GOLD = Path(__file__).parents[2] / "eval" / "gold" / "events.jsonl"


def article(text: str, published: str | None = "2025-03-14") -> Article:
    whole = Span(0, len(text))
    body = Text.from_str(text)
    return Article(
        page="p",
        page_digest="sha256:0",
        n=0,
        kind="article",
        text=body,
        page_text=body,
        blocks=(Block(span=whole, page_span=whole, role="paragraph"),),
        published=Cited(value=published, basis="given", precision="day") if published else None,
    )


def events(text: str, *names: tuple[str, str], published: str | None = "2025-03-14") -> tuple[RawEvent, ...]:
    spans = (
        RawName(span=Span(text.index(words), text.index(words) + len(words)), type=kind)  # type: ignore[arg-type]
        for words, kind in names
    )
    return find_events(tokenize(article(text, published)), tuple(spans), ())


def told(text: str, *names: tuple[str, str]) -> list[tuple[str, str, list[str], list[str]]]:
    return [
        (e.type, e.trigger.of(text), [s.of(text) for s in e.actors], [s.of(text) for s in e.recipients])
        for e in events(text, *names)
    ]


def test_subject_and_object() -> None:
    text = "The finance minister of Norway accused Russian banks of fraud."
    found = told(text, ("Norway", "place"), ("Russian", "nationality"))
    assert found == [("ACCUSE", "accused", ["finance minister of Norway"], ["Russian banks"])]


@pytest.mark.parametrize(
    "text",
    [
        "The captain blamed the toss for the loss of eight wickets.",
        "The recipe calls for two eggs.",
        "The batter attacked the spinner in the last overs.",
        "The chef defended the sauce.",
    ],
)
def test_sport_and_kitchens_tell_no_event(text: str) -> None:
    assert told(text) == []


def test_whoever_is_blamed_is_accused() -> None:
    found = told("The minister blamed the rebels for the blast.")
    assert ("ACCUSE", "blamed", ["minister"], ["rebels"]) in found


def test_passive_turns_the_sides_around() -> None:
    text = "Three activists were arrested by the police in Lima."
    assert told(text, ("Lima", "place")) == [("COERCE", "arrested", ["police"], ["Three activists"])]


def test_an_apposition_does_not_hide_the_subject() -> None:
    text = "Ana Brnabic, the head of the assembly, condemned the mayor."
    assert told(text, ("Ana Brnabic", "person")) == [("ACCUSE", "condemned", ["Ana Brnabic"], ["mayor"])]


def test_two_verbs_share_a_subject() -> None:
    text = "Peru condemned the coup and called for a dialogue."
    assert [(t, a) for t, _, a, _ in told(text, ("Peru", "place"))] == [("ACCUSE", ["Peru"]), ("REQUEST", ["Peru"])]


def test_sides_joined_by_and_are_one_item_each() -> None:
    text = "Chad, Niger and Mali signed a treaty on Monday."
    found = told(text, ("Chad", "place"), ("Niger", "place"), ("Mali", "place"))
    assert found == [("AGREE", "signed a treaty", ["Chad", "Niger", "Mali"], [])]


def test_a_noun_has_sides_too() -> None:
    text = "The ministry regretted Ruritania's airstrike on Freedonia."
    (event,) = told(text, ("Ruritania", "place"), ("Freedonia", "place"))
    assert event == ("ASSAULT", "airstrike", ["Ruritania"], ["Freedonia"])


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("The rebels demanded the release of two prisoners.", "REQUEST"),
        ("The general threatened to attack the port.", "THREATEN"),
        ("The council refused to withdraw its troops.", "REJECT"),
        ("The government agreed to send aid to the province.", "AGREE"),
        ("Prosecutors accused the officer of killing a student.", "ACCUSE"),
    ],
)
def test_the_speech_act_is_coded_not_its_content(text: str, type_: str) -> None:
    assert [e.type for e in events(text)] == [type_]


@pytest.mark.parametrize(
    "text",
    [
        "The storm killed nine people on the coast.",
        "The striker scored a late goal to win the cup for his club.",
        "The museum opened an exhibition of paintings from the singer's album covers.",
        "Shares of the retailer rose after profits beat forecasts.",
        "The minister said the weather was fine.",
        "",
    ],
)
def test_what_is_no_event(text: str) -> None:
    assert events(text or "None.") == ()


@pytest.mark.parametrize(
    ("text", "factuality"),
    [
        ("The army arrested the governor.", "actual"),
        ("The army did not arrest the governor.", "negated"),
        ("The president will visit Fiji next week.", "future"),
        ("The army arrested the governor in 1998.", "historical"),
        ("On the tenth anniversary of the airstrike on the port, bells rang.", "historical"),
        ("Ministers asked whether the army had arrested the governor.", "hypothetical"),
    ],
)
def test_factuality(text: str, factuality: str) -> None:
    names = [("Fiji", "place")] if "Fiji" in text else []
    assert [e.factuality for e in events(text, *names)] == [factuality]


def test_a_year_is_measured_from_publication() -> None:
    text = "The army arrested the governor in 1998."
    assert [e.factuality for e in events(text, published="1998-11-02")] == ["actual"]


def test_announced_aid_is_a_promise() -> None:
    text = "Japan will donate rice to Laos."
    assert [t for t, *_ in told(text, ("Japan", "place"), ("Laos", "place"))] == ["AGREE"]


def test_said_by_is_the_narrowest_source_around() -> None:
    text = "Officials said militants killed a judge."
    said = RawAttribution(content=(Span(15, len(text) - 1),), source=Span(0, 9), cue=Span(10, 14))
    (event,) = find_events(tokenize(article(text)), (), (said,))
    assert event.said_by is not None
    assert event.said_by.of(text) == "Officials"


def test_place_and_date_come_from_the_clause() -> None:
    text = "Troops shelled a village near Kharkiv on Tuesday, and the rain went on in Paris."
    (event,) = events(text, ("Kharkiv", "place"), ("Paris", "place"))
    assert event.place is not None and event.place.of(text) == "Kharkiv"
    assert event.date is not None and event.date.of(text) == "Tuesday"


@pytest.mark.parametrize(
    ("base", "forms"),
    [
        ("condemn", {"condemn", "condemns", "condemning", "condemned"}),
        ("deny", {"deny", "denies", "denying", "denied"}),
        ("ban", {"ban", "bans", "banning", "banned"}),
        ("shoot", {"shoot", "shoots", "shooting", "shot"}),
        ("rebuff", {"rebuff", "rebuffs", "rebuffing", "rebuffed"}),
        ("free", {"free", "frees", "freeing", "freed"}),
        ("withdraw", {"withdraw", "withdraws", "withdrawing", "withdrew", "withdrawn"}),
    ],
)
def test_verb_forms(base: str, forms: set[str]) -> None:
    assert verb_forms(base) == forms


@given(st.from_regex(r"[a-z]{2,10}[b-z]", fullmatch=True))
def test_forms_keep_the_beginning(base: str) -> None:
    for form in (gerund(base), third_person(base), plural(base)):
        assert form.startswith(base[:-1].rstrip("i"))
    assert all(pasts(base))


def test_the_lexicon_speaks_plover() -> None:
    for triggers in lexicon().by_word.values():
        for trigger in triggers:
            assert trigger.mode is None or trigger.mode in EVENT_TYPES[trigger.type].modes
            assert 0 < trigger.score <= 1
            assert trigger.unless is None or trigger.unless in lexicon().classes


@given(st.text(max_size=200))
def test_any_text_gives_spans_inside_it(text: str) -> None:
    if not text.strip():
        return
    for event in events(text):
        for span in (event.trigger, *event.actors, *event.recipients):
            assert span.end <= len(text)
            assert span.of(text).strip() == span.of(text)


def test_our_own_gold() -> None:
    """Every gold sentence gives the types it should; the floor of the quality gate holds the exact figure."""
    right = found = wanted = 0
    for line in GOLD.read_text("utf8").splitlines():
        row = json.loads(line)
        got = {e.type for e in events(row["text"], published=row["published"])}
        want = {e["type"] for e in row["events"]}
        right, found, wanted = right + len(got & want), found + len(got), wanted + len(want)
    assert right / wanted > 0.75
    assert right / found > 0.75
