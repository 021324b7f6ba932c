"""Spans, texts and evidence: the laws they hold to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import EvidenceError
from dateline.model.span import Evidence, Span, Text, clean, occurrences, stripped

TEXT = st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=60)


@st.composite
def text_and_span(draw: st.DrawFn) -> tuple[str, Span]:
    content = draw(TEXT)
    start = draw(st.integers(0, len(content) - 1))
    return content, Span(start, draw(st.integers(start + 1, len(content))))


@given(text_and_span())
def test_evidence_reads_back(case: tuple[str, Span]) -> None:
    content, span = case
    text = Text.from_str(content)
    evidence = text.cite(span)
    assert evidence.exact == content[span.start : span.end]
    assert evidence.holds_in(text)


@given(text_and_span())
def test_utf16_round_trip(case: tuple[str, Span]) -> None:
    content, span = case
    start, end = span.utf16(content)
    units = content.encode("utf-16-le")
    assert units[2 * start : 2 * end].decode("utf-16-le") == span.of(content)
    assert Span.from_utf16(content, start, end) == span


def test_utf16_refuses_half_a_character() -> None:
    with pytest.raises(ValueError, match="UTF-16"):
        Span.from_utf16("a🙂b", 1, 2)


@given(text_and_span(), TEXT)
def test_a_changed_text_no_longer_holds_its_evidence(case: tuple[str, Span], other: str) -> None:
    content, span = case
    evidence = Text.from_str(content).cite(span)
    changed = Text.from_str(content + other)
    assert not evidence.holds_in(changed)


def test_evidence_with_the_wrong_words_does_not_hold() -> None:
    text = Text.from_str("Talks were held.")
    assert not Evidence(text.id, Span(0, 5), "Tolks").holds_in(text)


@pytest.mark.parametrize(("start", "end"), [(3, 3), (4, 2), (-1, 2)])
def test_no_empty_or_reversed_span(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="not a span"):
        Span(start, end)


def test_citing_past_the_end_is_refused() -> None:
    with pytest.raises(EvidenceError):
        Text.from_str("abc").cite(Span(1, 9))


@given(st.text(max_size=40))
def test_cleaning_keeps_every_offset(content: str) -> None:
    out, replaced = clean(content)
    assert len(out) == len(content)
    assert replaced == sum(c == "\0" or "\ud800" <= c <= "\udfff" for c in content)
    out.encode("utf8")
    assert all(a == b or b == "\ufffd" for a, b in zip(content, out, strict=True))


@given(TEXT, st.integers(0, 60), st.integers(0, 60))
def test_stripped_has_no_white_space_at_its_ends(content: str, a: int, b: int) -> None:
    start, end = sorted((min(a, len(content)), min(b, len(content))))
    span = stripped(content, start, end)
    if span is None:
        assert not content[start:end].strip()
    else:
        assert span.of(content) == content[start:end].strip()


def test_occurrences_are_all_places() -> None:
    assert list(occurrences("ab ab ab", "ab")) == [Span(0, 2), Span(3, 5), Span(6, 8)]
    assert list(occurrences("ab", "")) == []


def test_spans_touch_and_contain() -> None:
    assert Span(0, 3).touches(Span(2, 5))
    assert not Span(0, 3).touches(Span(3, 5))
    assert Span(1, 2) in Span(0, 3)
    assert Span(0, 3) not in Span(1, 2)
