"""The same text under other mastheads is found; one form, one statement or one background is no reprint."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.story.copies.fingerprints import SEGMENT, Fingerprints
from dateline.story.copies.overlap import compare, passages
from dateline.story.copies.reprints import Masthead, Reprints, Taken, Texts, original_of
from dateline.story.prose import words_of
from tests.story.telling import BUDGET, FERRY, ORCHARD, record

ARTICLES = {name: record(text, name=name) for name, text in (("ferry", FERRY), ("budget", BUDGET))}
SAID = (
    '"I looked at the rudder and I looked at the pier and I knew which of the two would move, and then I closed my eyes'
    ' and held on to the rail with both hands as my father had taught me to," Brodt said.'
)


def second(one: list[str], other: list[str]) -> Taken | None:
    stream = Reprints()
    stream.add(record(one, name="one").article, day=0)
    return stream.add(record(other, name="other").article, day=0)


def test_a_whole_copy_names_its_original() -> None:
    taken = second(FERRY, ["Ferry hits pier", *FERRY])
    assert taken is not None
    assert taken.kind == "reprint"
    assert taken.reprint.original == record(FERRY, name="one").article.id
    assert taken.reprint.shared == 1


@settings(max_examples=12, deadline=None)
@given(st.sets(st.integers(0, 4), max_size=2), st.permutations(range(5)))
def test_cut_and_moved_paragraphs_are_a_reprint(dropped: set[int], order: list[int]) -> None:
    taken = second(FERRY, [FERRY[i] for i in order if i not in dropped])
    assert taken is not None
    assert taken.kind == "reprint"


def test_a_local_paragraph_changes_nothing_and_a_taken_one_is_a_part() -> None:
    local = "Buses to the old quay run every ten minutes until the ferry sails again, the council in Halle said."
    whole, part = second(FERRY, [*FERRY, local]), second(FERRY, [*BUDGET[:4], FERRY[2]])
    assert whole is not None
    assert whole.kind == "reprint"
    assert 0.7 < whole.reprint.shared < 1
    assert part is not None
    assert part.kind == "part"


def test_the_same_statement_in_two_reports_is_no_reprint() -> None:
    theirs = [
        "A ship ran into the quay of Halle; a few people were bruised, none badly.",
        SAID,
        "Nobody in town had heard such a noise since the crane fell in the storm of 1990.",
    ]
    assert second([FERRY[0], SAID, FERRY[3]], theirs) is None


def test_one_form_for_two_events_is_no_reprint() -> None:
    form = (
        "A magnitude {} earthquake was recorded off {} at {} on {}, the weather office said. The epicenter was {}"
        " kilometers {} of the town. There were no reports of damage. Readers who felt it are asked to write to us."
    )
    one = form.format("4.4", "Port Ellis", "3:10 a.m.", "Friday", "61", "south")
    other = form.format("5.2", "Cape Moro", "11:48 p.m.", "Sunday", "118", "north")
    taken = second([one], [other])
    assert taken is None or taken.kind == "part"


def test_what_is_no_prose_is_nobodys_text() -> None:
    menu = ["Home\nNews\nSports\nBusiness\nWeather\nOpinion\nLetters\nGallery\nContact us\nGet our app\nVouchers"] * 4
    assert second(menu, menu) is None


@given(st.permutations(FERRY + BUDGET), st.permutations(FERRY + ORCHARD))
@settings(max_examples=12, deadline=None)
def test_passages_read_the_same_in_both_texts(one: list[str], other: list[str]) -> None:
    a, b = record(one[:6]).article, record(other[:6]).article
    for here, there in passages(words_of(a), words_of(b)):
        ours, theirs = (span.of(x.text.content).lower().split() for span, x in ((here, a), (there, b)))
        assert ours == theirs


def test_either_may_be_the_copy() -> None:
    a, b = (words_of(record(text).article) for text in (FERRY, FERRY[:3]))
    assert compare(a, b)[0] == compare(b, a)[0] == "reprint"


def test_a_copy_of_a_copy_has_the_first_as_its_original() -> None:
    stream = Reprints()
    first = stream.add(record(FERRY).article, day=0, name="first")
    texts = [FERRY[1:], [*FERRY[2:], FERRY[0]], FERRY[1:]]
    copies = [stream.add(record(t, title=f"copy {n}").article, day=n, name=str(n)) for n, t in enumerate(texts)]
    assert first is None
    assert {c.reprint.original for c in copies if c} == {"first"}
    assert all(copies)


def test_the_window_forgets() -> None:
    stream = Reprints(Texts(window=14))
    stream.add(record(FERRY).article, day=0)
    assert stream.add(record(BUDGET).article, day=20) is None
    assert stream.add(record(FERRY[1:]).article, day=20) is None


def test_sealed_segments_are_searched_as_open_ones_are() -> None:
    index = Fingerprints(window=5)
    rows = [np.arange(n * 64, n * 64 + 64, dtype=np.uint64) for n in range(SEGMENT + 3)]
    for n, row in enumerate(rows):
        index.add(n, row, day=0)
    for n in (0, 7, SEGMENT - 1, SEGMENT + 2):
        assert index.candidates(rows[n]) == [n]
    index.add(9999, rows[0], day=6)
    assert index.candidates(rows[7]) == []


def masthead(publisher: str, **other: str) -> Masthead:
    return Masthead(publisher, other.get("agency"), other.get("aggregator"), other.get("published"))


def test_the_credited_one_is_the_original_then_the_earliest() -> None:
    copy = masthead("Harbor Courier", agency="NPX", published="2025-03-04")
    wire = masthead("NPX", published="2025-03-05")
    shown = masthead("Harbor Courier", aggregator="Newsbin", published="2025-03-01")
    assert original_of([copy, wire]) == (1, "credited: NPX")
    assert original_of([shown, copy]) == (1, "earliest: 2025-03-04")
    assert original_of([masthead("A"), masthead("B")])[0] == 0
