"""PDF documents to text: paragraphs by position, and documents that say nothing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.errors import EmptyPage, TooLargePage, UnreadablePage
from dateline.model.page import Page
from dateline.page.limits import Limits
from dateline.page.paragraphs import Line, paragraphs, without_running_heads
from dateline.page.pdf import page_of_pdf
from tests.page.building import LOCKED, lines_at, pdf

LIMITS = Limits(page_bytes=200_000, pdf_pages=5)
HEAD = (72.0, 740.0, 10.0, "Ministry of Bridges")


def read(data: bytes) -> Page:
    return page_of_pdf(data, id="p", limits=LIMITS)


def release() -> bytes:
    first = [
        HEAD,
        (72, 700, 18, "Ministry announces new bridge"),
        *lines_at(72, 660, [
            "The ministry said on Monday that a bridge would be built over the river and that the con-",
            "struction would cost 40 million, paid by both towns, which have waited for twenty years",
            "for it.",
        ]),
        *lines_at(72, 600, [
            "“We are glad,” said the mayor, Ann Example, at a press con-",
            "ference in the town hall. “We waited for a long time, and now the self-",
            "governing towns get their bridge.” Work begins in May and will take about two years if",
        ]),
        (280, 40, 9, "Page 1 of 2"),
    ]  # fmt: skip
    second = [
        HEAD,
        (72, 700, 11, "the weather is kind."),
        *lines_at(72, 660, ["• Length: 120 meters", "• Cost: 40 million"]),
        (280, 40, 9, "Page 2 of 2"),
    ]
    return pdf([first, second], title="Ministry announces new bridge")


def test_lines_become_paragraphs_across_leaves() -> None:
    page = read(release())
    assert page.content.split("\n\n") == [
        "Ministry of Bridges",
        "Ministry announces new bridge",
        "The ministry said on Monday that a bridge would be built over the river and that the construction would cost "
        "40 million, paid by both towns, which have waited for twenty years for it.",
        "“We are glad,” said the mayor, Ann Example, at a press conference in the town hall. “We waited for a long "
        "time, and now the self-governing towns get their bridge.” Work begins in May and will take about two years if "
        "the weather is kind.",
        "• Length: 120 meters",
        "• Cost: 40 million",
    ]
    assert (page.media_type, page.title) == ("text/plain", "Ministry announces new bridge")
    assert "text of a PDF document of 2 leaves" in page.notes
    assert "3 running heads and page numbers left out" in page.notes


def test_a_title_that_is_not_printed_is_a_note_only() -> None:
    page = read(pdf([[HEAD]], title="Microsoft Word - final final.docx"))
    assert page.title is None
    assert any("final final" in note for note in page.notes)


def test_what_shows_something_and_says_nothing_is_refused_with_its_reason() -> None:
    with pytest.raises(UnreadablePage, match="scanned"):
        read(pdf([[], []], picture=True))
    with pytest.raises(UnreadablePage, match="password"):
        read(pdf([[HEAD]], trailer=LOCKED))
    with pytest.raises(UnreadablePage, match="damaged"):
        read(b"%PDF-1.4 and nothing else")
    with pytest.raises(EmptyPage):
        read(pdf([[]]))


def test_limits_hold() -> None:
    with pytest.raises(TooLargePage, match="6 leaves"):
        read(pdf([[HEAD]] * 6))
    with pytest.raises(TooLargePage):
        page_of_pdf(release(), id="p", limits=Limits(page_bytes=100))


def test_a_leaf_of_pictures_among_others_is_noted() -> None:
    page = read(pdf([[HEAD]], picture=True))
    assert not any("pictures" in note for note in page.notes)


def line(text: str, *, left: float = 72, base: float = 700, height: float = 12, hyphen: bool = False) -> Line:
    return Line(text=text, left=left, right=left + 5 * len(text), base=base, height=height, hyphen=hyphen)


def column(*texts: str, hyphen: bool = False) -> list[Line]:
    return [line(text, base=700 - 14 * n, hyphen=hyphen and text.endswith("-")) for n, text in enumerate(texts)]


def test_a_line_with_room_left_ends_its_paragraph() -> None:
    lines = column("The talks went on for hours without", "a result.", "The envoy left for the airport before", "noon.")
    assert list(paragraphs([lines])) == [
        "The talks went on for hours without a result.",
        "The envoy left for the airport before noon.",
    ]


def test_two_columns_are_read_one_after_the_other() -> None:
    left = [line("The envoy arrived late and", base=700), line("left without a word about", base=686)]
    right = [line("the treaty.", left=320, base=700), line("Nobody else was heard.", left=320, base=660)]
    assert list(paragraphs([left + right])) == [
        "The envoy arrived late and left without a word about the treaty.",
        "Nobody else was heard.",
    ]


def test_other_sizes_are_other_paragraphs() -> None:
    lines = [line("A bridge for two towns at last", height=20), line("The ministry said so on Monday.", base=680)]
    assert len(list(paragraphs([lines]))) == 2


def test_a_hyphen_goes_by_how_the_document_writes_the_word() -> None:
    seen = ["A cooperation of two towns is what was", "needed, and the long-term cost of the co-"]
    assert next(paragraphs([column(*seen, "operation is known.", hyphen=True)])).endswith("the cooperation is known.")
    seen = ["The long-term cost is what was not yet", "known, and the mayor spoke of a long-"]
    assert next(paragraphs([column(*seen, "term view.", hyphen=True)])).endswith("a long-term view.")


def test_running_heads_are_kept_once_and_page_numbers_never() -> None:
    leaves = [
        ([line("Ministry", base=780), line("Words.", base=400), line(f"– {n} –", base=30)], 800.0) for n in (1, 2, 3)
    ]
    kept, left_out = without_running_heads(leaves)
    assert [[item.text for item in lines] for lines in kept] == [["Ministry", "Words."], ["Words."], ["Words."]]
    assert left_out == 5


@settings(max_examples=60)
@given(
    st.lists(
        st.builds(
            lambda text, left, base, height: line(text, left=left, base=base, height=height, hyphen=text[-1] == "-"),
            st.sampled_from(("a", "A b.", "b-", "-", ". a", "• ab", "1.")),
            st.floats(-100, 700),
            st.floats(-100, 900),
            st.floats(0.1, 50),
        ),
        max_size=5,
    )
)
def test_no_word_is_lost_or_made_up(lines: list[Line]) -> None:
    told = "".join(paragraphs([lines]))
    bare = str.maketrans("", "", " -")
    assert told.translate(bare) == "".join(item.text for item in lines).translate(bare)
