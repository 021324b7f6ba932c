"""Dyads: both directions by week and quad, counted by story; meetings with who led; what each said of the other."""

from __future__ import annotations

import pytest

from dateline.story.answers.dyads import dyad
from dateline.story.numbers.tallies import tallies
from dateline.story.rows import rows_of, together
from tests.story.telling import record
from tests.story.telling_rows import Writer, reads_back, told_by, who

A, B = who("Korva", "KRV"), who("Lorn", "LRN")
TEXT = "Korva's army shelled the Lorn village of Tolm on Monday, and houses burned until the evening. "
LATER = "Lorn accused Korva of having shelled the village to drive its farmers from the border."


def report(n: int, *, story: str, event: str = "shelling", day: str = "2025-03-03", outlet: str = "Courier") -> Writer:
    writer = Writer(f"a{n}", TEXT + LATER, outlet=outlet, story=story, published=day)
    writer.event("shelled", "ASSAULT", event=event, day=day, actors=(A,), recipients=(B,))
    return writer.event("accused", "ACCUSE", event=f"{event}-blame", actors=(B,), recipients=(A,))


def test_a_story_counts_once_a_week_and_quad_however_many_tell_it() -> None:
    writers = [report(n, story="s1", outlet=f"Outlet {n}") for n in range(5)]
    writers.append(report(9, story="s2", event="second", day="2025-03-05"))
    found = dyad(told_by(*writers), "KRV", "LRN")
    counts = {(w.by, w.week, w.quad): (w.stories, w.events, w.intensity) for w in found.weeks}
    assert counts["KRV", "2025-W10", 4] == (2, 2, -9.0)
    assert counts["LRN", "2025-W10", 3] == (2, 2, -2.0)
    assert ("LRN", "2025-W10", 4) not in counts
    assert found.intensity == (-9.0, -2.0)
    shelling = next(e for e in found.exchanges if e.id == "shelling")
    assert (shelling.by, shelling.to, shelling.witnesses, shelling.joint) == ("KRV", "LRN", 5, False)
    assert reads_back(told_by(*writers), shelling.sentence, *writers)


def test_what_nobody_dates_is_in_the_week_it_was_printed_or_in_none() -> None:
    told = told_by(report(1, story="s1"))
    assert dyad(told, "KRV", "LRN").undated == 0
    assert dyad(told, "KRV", "LRN", guessed=False).undated == 1


def test_filters() -> None:
    told = told_by(report(1, story="s1"), report(2, story="s2", event="second", day="2025-04-07"))
    assert {e.quad for e in dyad(told, "KRV", "LRN", quads=(4,)).exchanges} == {4}
    assert {e.type for e in dyad(told, "KRV", "LRN", types=("ACCUSE",)).exchanges} == {"ACCUSE"}
    assert {e.id for e in dyad(told, "KRV", "LRN", since="2025-04-01").exchanges} == {"second", "second-blame"}
    assert not dyad(told, "KRV", "LRN", least=2).exchanges


def test_sides_are_given_in_either_order_and_are_two() -> None:
    told = told_by(report(1, story="s1"))
    there, back = dyad(told, "KRV", "LRN"), dyad(told, "LRN", "KRV")
    assert there.exchanges == back.exchanges
    assert there.intensity == back.intensity[::-1]
    with pytest.raises(ValueError, match="two sides"):
        dyad(told, "KRV", "KRV")


def test_what_both_do_to_a_third_they_do_not_do_to_each_other() -> None:
    writer = Writer("x", "Korva and Lorn accused the river company of poisoning the water of both countries.")
    writer.event("accused", "ACCUSE", event="river", actors=(A, B))
    assert not dyad(told_by(writer), "KRV", "LRN").exchanges


def test_it_warns_where_other_outlets_feed_it() -> None:
    early = [report(n, story="s1", outlet=name) for n, name in enumerate(("Courier", "Ledger"))]
    late = report(7, story="s2", event="late", day="2025-06-02", outlet="Radio Lorn")
    (caveat,) = dyad(told_by(*early, late), "KRV", "LRN").caveats
    assert (caveat.before, caveat.after) == ("2025-03", "2025-06")
    assert (caveat.came, caveat.went) == (("Radio Lorn",), ("Courier", "Ledger"))
    assert not dyad(told_by(*early), "KRV", "LRN").caveats


FIRST = [
    "Nairobi: Kenya and Egypt held the ninth round of foreign office consultations here on Tuesday, during which "
    "Foreign Secretary Wanjiru Otieno raised Kenya's concern at the fighting in Sudan.",
    "According to the Ministry of Foreign Affairs, the Kenyan side was led by the Foreign Secretary, Wanjiru Otieno, "
    "and the Egyptian side was led by the Deputy Foreign Minister, Tarek Halim.",
    '"We want Egypt to sit at the table when the water of the Nile is shared," Otieno said after the talks.',
    'Halim told reporters: "Kenya is a friend whose advice we do not always like, but always hear."',
]
SECOND = [
    "Egypt's defense minister and the chief of Kenya's army met in Cairo on Wednesday and agreed to train border "
    "guards together, officials of both countries said.",
    "The meeting between Adel Mansour and General Peter Kiprono took place behind closed doors in Cairo.",
    "At least 127 people, including 31 children, have died of cholera in Darfur since March, according to the Sudanese "
    "health ministry. The United Nations put the number of the dead at 152.",
]


def test_the_page_of_two_countries_shows_both_meetings_and_who_led() -> None:
    records = [
        record(FIRST, name="first", day="2025-05-14", title="Kenya, Egypt hold consultations"),
        record(SECOND, name="second", day="2025-07-17", title="Egypt and Kenya to train border guards"),
    ]
    told = together(
        rows_of(r, story=f"s{n}", original=r.article.id, seen="2025-08-01T00:00:00+00:00")
        for n, r in enumerate(records)
    )
    page = dyad(told, "KEN", "EGY")
    met = {m.when.earliest: m for m in page.meetings if m.when}
    assert {"2025-05-13", "2025-07-16"} <= met.keys()
    led = {(x.side, x.label) for x in met["2025-05-13"].attendants if x.led}
    assert led == {("KEN", "Wanjiru Otieno"), ("EGY", "Tarek Halim")}
    assert {x.side for x in met["2025-07-16"].attendants} == {"KEN", "EGY"}
    said = {(s.by, s.speaker, s.printed[:10]) for s in page.said}
    assert ("KEN", "Wanjiru Otieno", "2025-05-14") in said
    assert ("EGY", "Tarek Halim", "2025-05-14") in said
    assert {(w.by, w.week) for w in page.weeks if w.quad == 1} >= {("KEN", "2025-W20"), ("EGY", "2025-W29")}
    tolls = {s.authority: s.claims[0].low for t in tallies(told) for s in t.series if t.group is None}
    assert {127.0, 152.0} <= set(tolls.values())
