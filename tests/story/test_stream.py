"""Stories grow as articles come: without looking ahead, once for each text, and with a reason."""

from __future__ import annotations

from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.story.grouping.stream import WINDOW, Placed, Stream, day_of, placed_to_json
from tests.story.telling import BUDGET, FERRY, ORCHARD, record

RETOLD = {
    "ferry": [
        "Nine people were hurt when a ferry of the Orsund Line rammed the pier at Halle, the coast "
        "guard said on Wednesday.",
        "Captain Lena Brodt says the rudder of the ship failed. An inquiry of the maritime office has begun in Halle.",
    ],
    "budget": [
        "Carrow's parliament has a budget: with four votes to spare, deputies passed the plan of "
        "Finance Minister Otte.",
        "Ismael Otte wants the deficit at 2.1 percent. The Farmers' Union got its diesel "
        "subsidies, the railways money.",
    ],
    "orchard": [
        "Apple growers in the valley of Tarn lost half their blossom to frost, and with it perhaps half of the crop.",
        "Neither helicopters nor fires between the rows could keep the frost out. The cider "
        "cooperative fears the worst.",
    ],
}
FIRST = {"ferry": FERRY, "budget": BUDGET, "orchard": ORCHARD}
RECORDS = {
    (what, n): record(text, name=f"{what} {n}", day=f"2025-03-0{4 + n}")
    for n, told in enumerate((FIRST, RETOLD))
    for what, text in told.items()
}
COPY = {what: record([*text[1:], text[0]], name=f"{what} copy", title="As printed") for what, text in FIRST.items()}


def partition(placed: list[tuple[str, Placed]]) -> set[frozenset[str]]:
    stories: dict[str, set[str]] = {}
    for name, p in placed:
        stories.setdefault(p.story, set()).add(name)
    return {frozenset(s) for s in stories.values()}


def test_two_reports_of_one_event_are_one_story_with_a_reason() -> None:
    stream = Stream()
    first = stream.place(RECORDS["ferry", 0])
    other = stream.place(RECORDS["budget", 0])
    again = stream.place(RECORDS["ferry", 1])
    assert (first.story, other.story, again.story) == ("s1", "s2", "s1")
    assert first.reason == "opens the story"
    assert "names in common" in again.reason or "in common: " in again.reason


def test_separate_stories_are_the_same_in_any_order() -> None:
    wanted = {frozenset({f"{what} 0", f"{what} 1"}) for what in FIRST}
    for order in list(permutations(RECORDS))[::90]:
        stream = Stream()
        assert partition([(f"{k[0]} {k[1]}", stream.place(RECORDS[k])) for k in order]) == wanted


@settings(max_examples=12, deadline=None)
@given(st.lists(st.sampled_from(sorted(RECORDS)), max_size=9))
def test_placing_twice_changes_nothing(keys: list[tuple[str, int]]) -> None:
    stream, once = Stream(), Stream()
    told: dict[tuple[str, int], Placed] = {}
    for key in keys:
        placed = stream.place(RECORDS[key])
        assert placed == told.setdefault(key, placed)
    assert list(told.values()) == [once.place(RECORDS[key]) for key in told]


@settings(max_examples=10, deadline=None)
@given(st.permutations(sorted(RECORDS)), st.lists(st.sampled_from(sorted(COPY)), max_size=4))
def test_copies_count_once(order: list[tuple[str, int]], copied: list[str]) -> None:
    with_copies, without = Stream(), Stream()
    for what in FIRST:
        with_copies.place(RECORDS[what, 0])
        without.place(RECORDS[what, 0])
    for n, what in enumerate(copied):
        placed = with_copies.place(COPY[what], name=f"copy {n}")
        assert placed.original == RECORDS[what, 0].article.id
    for key in order:
        assert with_copies.place(RECORDS[key]) == without.place(RECORDS[key])


def test_a_copy_is_told_with_its_original_and_share() -> None:
    stream = Stream()
    stream.place(RECORDS["ferry", 0], name="a")
    line = placed_to_json(stream.place(COPY["ferry"], name="b"))
    assert (line["id"], line["story"], line["original"]) == ("b", "s1", "a")
    assert line["shared"] > 0.9
    assert "same text as a" in line["reason"]


def test_a_story_wakes_within_the_window_and_is_closed_after_it() -> None:
    soon = record(RETOLD["ferry"], name="soon", day="2025-03-09")
    late = record(RETOLD["ferry"], name="late", day="2025-03-30")
    stream = Stream()
    assert stream.place(RECORDS["ferry", 0]).story == "s1"
    woken = stream.place(soon)
    assert (woken.story, woken.reason[:18]) == ("s1", "after 5 quiet days")
    assert stream.place(late, name="late").story == "s2"


def test_memory_is_bounded_by_the_window() -> None:
    stream = Stream()
    for n in range(20):
        month, day = divmod(n, 28)
        stream.place(record([f"{w} {n}" for w in FERRY], name=str(n), day=f"2025-0{3 + month}-{day + 1:02}"))
    assert len(stream.placed) <= WINDOW + 1
    assert len(stream.threads.running) <= WINDOW + 1


def test_an_article_without_a_day_is_of_today() -> None:
    undated = record(FERRY, day="")
    assert day_of(undated) is None
    assert Stream().place(undated).story == "s1"
