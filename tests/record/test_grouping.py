"""Numbers with blanks between their thousands and decimal commas; and numbers that only stand side by side."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.flow import read_page
from dateline.model.page import Page
from dateline.record.grouping import commaed


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("About 25 000 people fled.", "About 25,000 people fled."),
        ("He paid R25 000 and R1 250,50.", "He paid R25,000 and R1,250.50."),
        ("A truck drove 1 500km for R120 000.", "A truck drove 1,500km for R120,000."),
        ("1 234 567 voters", "1,234,567 voters"),
        ("25\u202f300 people", "25,300 people"),
        ("from 25 000-30 000 tonnes", "from 25,000-30,000 tonnes"),
        ("between 10 000 and 15 000", "between 10,000 and 15,000"),
        ("US$3 500", "US$3,500"),
        ("R1,5 million and 2,75%", "R1.5 million and 2.75%"),
        ("growth of 3,5 percent", "growth of 3.5 percent"),
        ("12 000.5 hectares", "12,000.5 hectares"),
    ],
)
def test_groups_and_decimals_are_told(text: str, same: str) -> None:
    assert commaed(text) == same


@pytest.mark.parametrize(
    "text",
    [
        "In 2014 250 people left.",
        "Call +27 11 234 5000 or 011 234 000.",
        "Players 10, 12 and 13 and rows 10,12 and 13.",
        "A Boeing 737 800 in the 4 100m relay.",
        "1,00,000 rupees for 2,500 men",
        "On the R61 200 metres away.",
        "Group 7 500 metres race.",
    ],
)
def test_what_only_stands_side_by_side_is_left(text: str) -> None:
    assert commaed(text) == text


@given(st.text(alphabet="0123456789 ,.R$\u00a0-/:km", max_size=40))
def test_offsets_stand_and_digits_stay(text: str) -> None:
    once = commaed(text)
    assert len(once) == len(text)
    assert re.sub(r"[^\d]", "", once) == re.sub(r"[^\d]", "", text)
    assert all(a == b or (a in " ,\u00a0" and b in ",.") for a, b in zip(text, once, strict=True))


def test_figures_have_the_words_of_the_text() -> None:
    text = (
        "Cape Town, May 5 — About 25 000 people fled, police said. The firm was fined R1,5 million and N$2 000"
        " for a drive of 1 500km."
    )
    (record,) = read_page(Page(id="p", content=text, read_as="article")).records
    found = {(text[f.span.start : f.span.end], f.low, f.unit) for f in record.figures}
    assert found >= {("R1,5 million", 1.5e6, "ZAR"), ("N$2 000", 2000, "NAD"), ("1 500km", 1500, "km")}
    assert any(f.low == 25_000 and f.measure == "displaced" for f in record.figures)
