"""How words are cut for the screen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.model.span import Span
from dateline.views.i18n.formats import day
from dateline.views.words import (
    Mark,
    clipped,
    direction,
    language_tag,
    lead,
    segmented,
    sentence_around,
    sentences,
    timex,
)

TEXTS = st.text(alphabet="ab .!?\n“”🙂م", min_size=1, max_size=60)


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, list[Span], list[Mark]]:
    text = draw(TEXTS)
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    runs = [Span(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
    marks = []
    for n in range(draw(st.integers(0, 6))):
        start = draw(st.integers(0, len(text) - 1))
        end = draw(st.integers(start + 1, len(text)))
        marks.append(Mark(Span(start, end), draw(st.sampled_from(["name", "quote", ""])), f"f{n % 4}"))
    return text, runs, marks


@given(marked())
def test_segments_are_the_text_and_each_lies_under_exactly_its_marks(case: tuple[str, list[Span], list[Mark]]) -> None:
    text, runs, marks = case
    begun: list[str] = []
    for run, segments in zip(runs, segmented(text, runs, marks), strict=True):
        assert "".join(s.text for s in segments) == run.of(text)
        for s in segments:
            at = Span(s.start, s.start + len(s.text))
            covering = [m for m in marks if m.span.touches(at)]
            assert all(at in m.span for m in covering)
            assert set(s.facts) == {m.fact for m in covering}
            assert set(s.kinds) == {m.kind for m in covering if m.kind}
            begun += s.begins
    assert len(begun) == len(set(begun))


@given(TEXTS)
def test_sentences_stand_in_order_and_leave_out_only_white_space(text: str) -> None:
    found = sentences(text, Span(0, len(text)))
    at = 0
    for sentence in found:
        assert text[at : sentence.start].strip() == ""
        assert at <= sentence.start
        at = sentence.end
    assert text[at:].strip() == ""


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("It rained. It stopped.", "It rained."),
        ("“Go,” he said. She went.", "“Go,” he said."),
        ("Dr. A. Noor spoke. He left.", "Dr. A. Noor spoke."),
        ("The U.S. Navy sailed. It came back.", "The U.S. Navy sailed."),
        ("It fell 3.5 percent. Then rose.", "It fell 3.5 percent."),
        ("He asked “Why?” and left. Nobody knew.", "He asked “Why?” and left."),
        ("बारिश हुई। फिर रुकी।", "बारिश हुई।"),
        ("No stop at all", "No stop at all"),
    ],
)
def test_the_lead_is_the_first_sentence(text: str, first: str) -> None:
    assert lead(text, Span(0, len(text))).of(text) == first


def test_a_long_sentence_is_cut_at_a_word() -> None:
    text = "word " * 200
    cut = clipped(text, Span(0, len(text)), 99)
    assert len(cut) <= 99
    assert cut.of(text).endswith("word")


def test_the_sentence_around_a_place() -> None:
    text = "One fell. Two rose. Three stayed."
    at = Span(text.index("rose"), text.index("rose") + 4)
    assert sentence_around(text, Span(0, len(text)), at).of(text) == "Two rose."


@pytest.mark.parametrize(
    ("iso", "shown"),
    [
        ("2024", "2024"),
        ("2024-08", "Aug 2024"),
        ("2024-08-09", "9 Aug 2024"),
        ("2024-08-09T07:05:00+00:00", "9 Aug 2024, 07:05 UTC"),
        ("2024-08-09T07:05+05:30", "9 Aug 2024, 07:05 +05:30"),
        ("2024-13-01", "2024-13-01"),
        ("some day", "some day"),
    ],
)
def test_dates_are_shown_as_fine_as_they_are(iso: str, shown: str) -> None:
    assert day(iso) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [("PT2H", "2 hours"), ("P1D", "1 day"), ("P3M", "3 months"), ("2024-W36", "week 36 of 2024"), ("PXD", "PXD")],
)
def test_times_are_shown_in_words(value: str, shown: str) -> None:
    assert timex(value) == shown


def test_languages_and_directions() -> None:
    assert [direction(x) for x in ("ar-EG", "he", "en", None)] == ["rtl", "rtl", "ltr", "auto"]
    assert [language_tag(x) for x in ("hi-IN", 'en" onload="x', None)] == ["hi-IN", "", ""]
