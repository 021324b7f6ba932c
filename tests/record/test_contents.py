"""The edges of what is said."""

from __future__ import annotations

import numpy as np
import pytest

from dateline.model.span import Span
from dateline.record.neural.borders import Borders
from dateline.record.neural.contents import whole_contents
from dateline.record.neural.network import network
from dateline.record.neural.pieces import cut_pieces
from dateline.record.reading import RawAttribution, RawFacts
from tests.record.prose import prose


def contents(text: str, source: str | None, cue: str, *content: str) -> list[list[str]]:
    def span(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    pieces = cut_pieces(prose(text), network().tokenizer, RawFacts(reader="none"))
    said = RawAttribution(
        source=span(source) if source else None, cue=span(cue), content=tuple(span(c) for c in content)
    )
    return [[c.of(text) for c in a.content] for a in whole_contents([said], pieces, text)]


def test_a_bit_of_the_sentence_before_is_left_out() -> None:
    text = "The mission was asked for in May. At least 40 died last year, the envoy said in a report."
    assert contents(text, "the envoy", "said", "The mission", "At least 40 died last year") == [
        ["At least 40 died last year"]
    ]


def test_a_whole_sentence_before_is_kept() -> None:
    text = "The mission was asked for in May. At least 40 died last year, the envoy said."
    both = ["The mission was asked for in May", "At least 40 died last year"]
    assert contents(text, "the envoy", "said", *both) == [both]


@pytest.mark.parametrize(
    ("text", "read", "whole"),
    [
        ("The envoy said 400 trucks wait, down from 650 on Friday.", "400 trucks wait, down from 650 on", " Friday"),
        ("The envoy said it would cancel a fundraising swing.", "it would cancel a fundraising", " swing"),
        ("The envoy said it would cancel the swing on Friday.", "it would cancel the swing", ""),
        ("The envoy said it would cancel, a day after the vote.", "it would cancel", ""),
        ("The envoy said it would cancel the swing through four of the states.", "it would cancel the swing", ""),
    ],
)
def test_the_last_words_are_put_back(text: str, read: str, whole: str) -> None:
    assert contents(text, "The envoy", "said", read) == [[read + whole]]


def test_a_loose_joining_word_is_left_off() -> None:
    assert contents("The envoy rejected that and left.", "The envoy", "rejected", "that and") == [["that"]]


def test_what_a_quotation_is_about_is_not_said() -> None:
    text = "On the ban on salt, the envoy said: “Our views have not changed.”"
    assert contents(text, "the envoy", "said", "On the ban on salt", "“Our views have not changed.”") == [
        ["“Our views have not changed.”"]
    ]
    plain = "On the whole the plan works, the envoy said, and “our views have not changed”."
    both = ["On the whole the plan works", "“our views have not changed”"]
    assert contents(plain, "the envoy", "said", both[0]) == [[both[0]]]


def test_who_is_asked_is_no_one_who_says() -> None:
    text = "Asked about the raid, the envoy said nothing."
    assert contents(text, None, "Asked about", "the raid") == []


def test_a_source_is_no_part_of_what_it_says() -> None:
    text = "Jane Kerr alleges that she met the owner in May."
    that = "that she met the owner in May"
    assert contents(text, "Jane Kerr", "alleges", "Jane Kerr", that) == [[that]]


@pytest.mark.parametrize("cue", ["is widely expected", "seems", "was said"])
def test_of_whom_something_is_said_is_no_source(cue: str) -> None:
    text = f"Jane Kerr {cue} to leave in May."
    pieces = cut_pieces(prose(text), network().tokenizer, RawFacts(reader="none"))
    parts = [Span(text.index(w), text.index(w) + len(w)) for w in ("Jane Kerr", cue, "to leave in May")]
    said = RawAttribution(source=parts[0], cue=parts[1], content=(parts[0], parts[2]))
    (found,) = whole_contents([said], pieces, text)
    assert found.source is None and found.content == said.content


def barred(text: str, cue: str, *content: str) -> list[bool]:
    """Return for each content whether it cannot go with the cue, which it goes with best."""

    def words(of: str) -> tuple[int, int]:
        start = text.index(of)
        return int(np.searchsorted(pieces.start, start)), int(np.searchsorted(pieces.start, start + len(of)))

    pieces = cut_pieces(prose(text), network().tokenizer, RawFacts(reader="none"))
    said, best = np.array([words(c) for c in content]), np.zeros((len(content), 1), dtype=np.int64)
    return [bool(row[0]) for row in Borders(pieces, text).barred(said, np.array([words(cue)]), best)]


def test_what_is_said_without_marks_stands_in_the_block_of_its_cue() -> None:
    text = "Setting limits at home\nParents shape habits, said Ms Lund.\nThe school opens in May."
    assert barred(text, "said", "Setting limits at home", "Parents shape habits", "The school opens") == [
        True,
        False,
        True,
    ]


def test_what_is_said_goes_on_in_the_next_block() -> None:
    assert barred("The envoy said:\nThe dam holds.\nIt is old.", "said", "The dam holds", "It is old") == [False, True]
    assert barred("The envoy said that the dam\nholds well.", "said", "holds well") == [False]
    assert barred("The envoy spoke of it.\n“The dam holds.”", "spoke", "The dam holds") == [False]


def test_a_content_is_given_to_the_cue_before_it_where_its_first_choice_is_in_another_block() -> None:
    text = "Woman says the owner left\nJane Kerr alleges that he left in May."
    pieces = cut_pieces(prose(text), network().tokenizer, RawFacts(reader="none"))
    said, cues = np.array([[8, 13]]), np.array([[1, 2], [7, 8]])
    assert Borders(pieces, text).barred(said, cues, np.array([[0]])).tolist() == [[True, False]]
    assert Borders(pieces, text).barred(said, cues, np.array([[2]])).tolist() == [[False, False]]
