"""The edges of what is said."""

from __future__ import annotations

import pytest

from dateline.model.span import Span
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
