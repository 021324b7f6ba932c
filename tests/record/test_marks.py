"""Quotation marks: pairs, apostrophes, marks that are never closed, paragraphs that open them again."""

from __future__ import annotations

import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.model.span import Span
from dateline.record.marks import find_quotations


def quoted(text: str) -> list[str]:
    blocks = [Span(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text)]
    return [q.span.of(text) for q in find_quotations(text, blocks)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"Rain," he said. "Rain again."', ['"Rain,"', '"Rain again."']),
        ("“It’s the canal,” she said.", ["“It’s the canal,”"]),
        ("'It's our lake and it's our land,' he said.", ["'It's our lake and it's our land,'"]),
        ("‘The mill’s men came,’ he said.", ["‘The mill’s men came,’"]),
        ("The workers' union met at the drivers' club.", []),
        ("'The workers' union won't sign,' she said.", ["'The workers' union won't sign,'"]),
        ("''We won,'' he said.", ["''We won,''"]),
        ("\"When he says 'soon', run,\" she said.", ["\"When he says 'soon', run,\""]),
        ("'A vow that he 'stands by us' is nothing,' it read.", ["'A vow that he 'stands by us' is nothing,'"]),
        ("It vowed to stand \"in these hard days'. It rained.", ["\"in these hard days'"]),
        ('" The road is shut," a notice read.', ['" The road is shut,"']),
        ("Back in the '90s they sang rock 'n' roll.", []),
    ],
)
def test_pairs(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


def test_a_quotation_nobody_closed_ends_before_its_speaker() -> None:
    assert quoted('"The convoy was lit, said Ingrid Moe, who saw it.\n"We told them," she said.') == [
        '"The convoy was lit,',
        '"We told them,"',
    ]


def test_a_paragraph_that_opens_its_marks_again_goes_on() -> None:
    text = '"We waited for the boat.\n"It came at dawn," she said.'
    blocks = [Span(0, text.index("\n")), Span(text.index("\n") + 1, len(text))]
    first, second = find_quotations(text, blocks)
    assert (first.goes_on, second.goes_on) == (True, False)
    assert first.span == blocks[0]


@given(st.text(alphabet="ab s.,'\"“”‘’«»\n!?", max_size=120))
def test_quotations_never_overlap_nor_leave_their_block(text: str) -> None:
    blocks = [Span(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text)]
    found = [q.span for q in find_quotations(text, blocks)]
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    assert all(any(q in block for block in blocks) for q in found)
