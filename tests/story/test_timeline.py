"""Timelines: days that matter, each with one verbatim sentence; what is known, each thing once."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import permutations
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from dateline.model.told import Told
from dateline.story.answers.known import known
from dateline.story.answers.selecting import about, between
from dateline.story.answers.timeline import timeline
from dateline.story.answers.timelinejs import COLUMNS, to_json, to_rows
from tests.story.telling_rows import Writer, reads_back, told_by, who

KORVA, DELTA = who("Korva", "KRV"), who("Delta Front", identity="i-delta")
COURIER = (
    Writer(
        "a1",
        "Gunmen of the Delta Front attacked the pumping station of Sellin on Monday and killed two guards. "
        "The governor of Korva visited the wounded in the clinic of Sellin on Tuesday morning. "
        "Talks between the governor and the elders are to begin in Port Amber on March 20. "
        "Korva has seen no such raid since the dry months of 2019, officials recalled.",
    )
    .event("attacked", "ASSAULT", event="raid", day="2025-03-03", actors=(DELTA,), recipients=(KORVA,))
    .event("visited", "CONSULT", event="visit", day="2025-03-04", actors=(KORVA,))
    .event("Talks", "CONSULT", event="talks", day="2025-03-20", factuality="future", actors=(KORVA,))
)
LEDGER = Writer(
    "b1",
    "Two guards died on Monday when the Delta Front attacked the pumping station at Sellin, police said. "
    "Water for the town now comes by truck from the reservoir in the hills.",
    outlet="Amber Ledger",
).event("attacked", "ASSAULT", event="raid", day="2025-03-03", actors=(DELTA,), recipients=(KORVA,))
COPY = replace(
    Writer("c1", COURIER.text, outlet="Reef Mirror", published="2025-03-05", original="a1")
    .event("attacked", "ASSAULT", event="raid", day="2025-03-03", actors=(DELTA,), recipients=(KORVA,))
    .event("visited", "CONSULT", event="visit", day="2025-03-04", actors=(KORVA,))
)
VAGUE = Writer(
    "d1",
    "The elders of Sellin accused the army of having left the pumping station without cover. "
    "Nobody in the ministry wished to answer the elders of the town.",
    outlet="Korva Weekly",
).event(
    "accused", "ACCUSE", event="blame", earliest="2025-03-05", latest="2025-03-05", precision="day", basis="published"
)
ALL = (COURIER, LEDGER, COPY, VAGUE)


def test_a_day_has_one_sentence_of_an_article_and_counts_copies_once() -> None:
    told = told_by(*ALL)
    entries = timeline(told)
    assert [(e.earliest, e.announced) for e in entries] == [
        ("2025-03-03", False),
        ("2025-03-04", False),
        ("2025-03-20", True),
    ]
    raid = entries[0]
    assert raid.witnesses == 2
    assert set(raid.outlets) == {"The Harbor Courier", "Amber Ledger", "Reef Mirror"}
    assert (raid.published, raid.seen) == ("2025-03-05", "2025-03-06T08:00:00+00:00")
    assert all(reads_back(told, e.sentence, *ALL) for e in entries)
    assert raid.sentence.article != "c1", "a copy speaks for nobody while its original is there"


def test_the_day_of_printing_is_no_day_of_an_event_unless_asked_for() -> None:
    told = told_by(*ALL)
    assert "blame" not in {event for e in timeline(told) for event in e.events}
    guessed = next(e for e in timeline(told, guessed=True) if "blame" in e.events)
    assert (guessed.earliest, guessed.basis) == ("2025-03-05", "published")


def test_what_was_announced_and_then_told_is_no_longer_announced() -> None:
    later = Writer(
        "e1",
        "The governor of Korva and the elders of the delta opened their talks in Port Amber on Thursday.",
        outlet="Amber Ledger",
        published="2025-03-21",
    ).event("talks", "CONSULT", event="talks", day="2025-03-20", actors=(KORVA,))
    entry = timeline(told_by(*ALL, later))[-1]
    assert (entry.earliest, entry.announced, entry.sentence.article) == ("2025-03-20", False, "e1")


def test_a_day_that_two_texts_name_counts_without_any_event() -> None:
    a = Writer("a", "The new harbor bridge of Port Amber opens to all traffic on April 2, the company said.").day(
        "April 2", "2025-04-02"
    )
    b = Writer("b", "Cars may use the harbor bridge in Port Amber from April 2 on, its builders say.", outlet="Other")
    b.day("April 2", "2025-04-02")
    third = Writer("c", "Get our newsletter today.", outlet="Third").day("today", "2025-03-05")
    entries = timeline(told_by(a, b, third))
    assert [(e.earliest, e.announced, e.events) for e in entries] == [("2025-04-02", True, ())]
    assert timeline(told_by(a, third))[0].earliest == "2025-04-02", "where one text is all there is, it counts"


def test_no_sentence_says_another_day_than_its_entry() -> None:
    told = told_by(*ALL)
    slip = replace(told.events[3], id="x", earliest="2025-03-08", latest="2025-03-08")
    entries = timeline(replace(told, events=(*told.events, slip), by_id={}))
    days = {r.sentence: r.earliest for r in told.events}
    assert all(days[e.sentence] == e.earliest for e in entries)


def test_narrowed_to_an_entity_and_to_a_dyad() -> None:
    told = told_by(*ALL)
    assert {e.earliest for e in timeline(about(told, "i-delta"))} == {"2025-03-03"}
    assert {e.earliest for e in timeline(between(told, "KRV", "i-delta"))} == {"2025-03-03"}
    assert not timeline(between(told, "KRV", "i-nobody"))


def test_at_most_so_many_entries_and_the_weightiest() -> None:
    assert [e.earliest for e in timeline(told_by(*ALL), most=1)] == ["2025-03-03"]
    assert timeline(Told()) == ()


@given(st.sampled_from(list(permutations(range(len(ALL))))))
def test_the_order_of_articles_does_not_matter(order: tuple[int, ...]) -> None:
    mixed = told_by(*(ALL[n] for n in order))
    assert [(e.earliest, e.sentence, e.witnesses) for e in timeline(mixed)] == [
        (e.earliest, e.sentence, e.witnesses) for e in timeline(told_by(*ALL))
    ]


def test_what_is_known_is_told_once_with_all_who_tell_it() -> None:
    told = told_by(*ALL)
    found = known(told)
    assert all(reads_back(told, k.sentence, *ALL) for k in found)
    assert len({k.sentence for k in found}) == len(found)
    raid = next(k for k in found if "raid" in k.events)
    assert raid.witnesses == 2
    assert [s.copy_of for s in raid.sources if s.article == "c1"] == ["a1"]
    assert sum("raid" in k.events for k in found) == 1
    assert [k.witnesses for k in found] == sorted((k.witnesses for k in found), reverse=True)
    assert not any("talks" in k.events for k in found), "what is to come is not known"


def test_timelinejs_json_and_rows_say_the_same() -> None:
    entries = timeline(told_by(*ALL))
    out = to_json(entries, title="Raid <Sellin>")
    assert json.loads(json.dumps(out)) == out
    assert out["title"]["text"]["headline"] == "Raid &lt;Sellin&gt;"
    assert out["events"][0]["start_date"] == {"year": 2025, "month": 3, "day": 3}
    assert out["events"][-1]["display_date"] == "2025-03-20 (announced)"
    rows = list(to_rows(entries, title="Raid"))
    assert all(tuple(row) == COLUMNS for row in rows)
    assert rows[0]["Type"] == "title"
    assert [(r["Year"], r["Month"], r["Day"]) for r in rows[1:]] == [
        ("2025", "3", "3"),
        ("2025", "3", "4"),
        ("2025", "3", "20"),
    ]
    assert [r["Headline"] for r in rows[1:]] == [e["text"]["headline"] for e in out["events"]]


def test_a_month_keeps_its_precision_in_timelinejs() -> None:
    writer = Writer(
        "m", "Elders and the army met for weeks in the hills above Sellin in February, both sides say."
    ).event(
        "met", "CONSULT", event="hills", earliest="2025-02-01", latest="2025-02-28", precision="month", basis="text"
    )
    event = to_json(timeline(told_by(writer)), title="t")["events"][0]
    assert event["start_date"] == {"year": 2025, "month": 2}
    assert "end_date" not in event


def test_a_day_is_not_outvoted_by_the_month_it_is_in() -> None:
    text = "A court in Port Amber jailed the leader of the Delta Front for nine years over the raid on Sellin."
    month = {"earliest": "2025-02-01", "latest": "2025-02-28", "precision": "month", "basis": "text"}
    front: dict[str, Any] = {"actors": (KORVA,), "recipients": (DELTA,)}
    coarse = [
        Writer(f"m{n}", text, outlet=f"Outlet {n}").event("jailed", "ASSAULT", event="jail", **month, **front)
        for n in range(4)
    ]
    fine = Writer("f", text, outlet="Fine").event("jailed", "ASSAULT", event="jail", day="2025-02-14", **front)
    assert [e.earliest for e in timeline(told_by(*coarse, fine))] == ["2025-02-14"]
