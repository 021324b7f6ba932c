"""Numbers: digits, words, Indian scales, fractions."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.model.span import Span
from dateline.record.lexemes import Lexeme, lexemes_of

ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen".split()
ONES += "seventeen eighteen nineteen".split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()


def value(text: str) -> float | None:
    """Return the number that the text is, if it is one number from end to end."""
    found = lexemes_of(text, Span(0, len(text)))
    return found[0].value if len(found) == 1 else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("31,000", 31_000),
        ("1,20,000", 120_000),
        ("3.5", 3.5),
        ("twelve", 12),
        ("twenty-five", 25),
        ("two hundred and fifty-three thousand", 253_000),
        ("12 thousand 450", 12_450),
        ("3 million 200 thousand", 3_200_000),
        ("one hundred and two", 102),
        ("2.4 million", 2_400_000),
        ("1.2 lakh", 120_000),
        ("500 crore", 5_000_000_000),
        ("1.5 lakh crore", 1_500_000_000_000),
        ("£1.3bn"[1:], 1_300_000_000),
        ("152m", 152_000_000),
        ("40k", 40_000),
        ("half a million", 500_000),
        ("a dozen", 12),
        ("two dozen", 24),
        ("5 1/2", 5.5),
        ("2½", 2.5),
        ("two and a half", 2.5),
        ("two and a half million", 2_500_000),
    ],
)
def test_values(text: str, expected: float) -> None:
    assert value(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "two three",
        "five and six",
        "one of",
        "a man",
        "half the men",
        "3 million 200",
        "5 hundred 120",
        "20 thousand 155 mm",
    ],
)
def test_what_is_not_one_number(text: str) -> None:
    assert value(text) is None


def test_letters_that_cling_multiply_but_not_meters() -> None:
    text = "100m deep"
    assert lexemes_of(text, Span(0, len(text)))[0].value == 100


def in_words(n: int) -> str:
    """Write a number below a million in English."""
    if n >= 1000:
        rest = f" {in_words(n % 1000)}" if n % 1000 else ""
        return f"{in_words(n // 1000)} thousand{rest}"
    if n >= 100:
        rest = f" and {in_words(n % 100)}" if n % 100 else ""
        return f"{ONES[n // 100]} hundred{rest}"
    if n < 20:
        return ONES[n]
    return TENS[n // 10 - 2] + (f"-{ONES[n % 10]}" if n % 10 else "")


@given(st.integers(0, 999_999))
def test_words_and_digits_give_the_same_number(n: int) -> None:
    assert value(in_words(n)) == n
    assert value(f"{n:,}") == n


@given(st.text(max_size=60))
def test_lexemes_stand_in_the_text_in_order(text: str) -> None:
    if not text:
        return
    found = lexemes_of(text, Span(0, len(text)))
    assert all(x.start < x.end for x in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    assert all(not gap.strip() for gap in _gaps(text, found))


def _gaps(text: str, found: Sequence[Lexeme]) -> list[str]:
    edges = [0, *(e for x in found for e in (x.start, x.end)), len(text)]
    return ["".join(c for c in text[a:b] if c.isprintable()) for a, b in zip(edges[::2], edges[1::2], strict=True)]


@pytest.mark.parametrize("text", ["1" * 400, "12 " + "trillion " * 40])
def test_what_nobody_counts_is_no_number(text: str) -> None:
    assert value(text.strip()) is None
