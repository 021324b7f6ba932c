"""Lines of a clean article that are none of its words: they stay in its text, and no block lies over them."""

import pytest

from dateline.article.crediting import captions_picture, cites_work, credits_staff
from dateline.article.cutting import cut
from dateline.article.phrases import stands_alone
from dateline.model.page import Page

FIRST = "The ministry said on Friday that Norland would sign the deal with Eastmark next month."
LAST = "The prime minister of Norland told reporters that the deal would be kept for thirty years."


def read(*lines: str) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Return the blocks and what was left out, each with its role."""
    text = "\n\n".join(lines)
    cutting = cut(Page(id="a", content=text, read_as="article"))
    (article,) = cutting.articles
    assert article.text.content == text
    blocks = [(str(b.role), b.span.of(text)) for b in article.blocks]
    return blocks, [(str(d.role), d.page_span.of(text)) for d in cutting.dropped]


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("Read also: Bank: visa could bring in workers", "related"),
        ("ALSO READ: Drivers need to be fined, say consumers", "related"),
        ("share on", "share"),
        ("Follow us on Telegram for the latest news", "share"),
        ("[[nid:123456]]", "other"),
        ("jane.kerr@example.com", "other"),
        ("By signing up, you agree to our Privacy Policy.", "newsletter"),
        ("Advertisement", "advertisement"),
        ("Kerr M, Lund J, et al. Health of miners. Norland Med. 2023;21:45.", "other"),
    ],
)
def test_a_line_that_is_no_part_of_the_story(line: str, role: str) -> None:
    assert read(FIRST, line, LAST) == ([("paragraph", FIRST), ("paragraph", LAST)], [(role, line)])


@pytest.mark.parametrize(
    "line",
    [
        "Share prices fell on Friday.",
        "Follow the money",
        "Readers need to be patient, the bank said.",
        "Subscribe, they said, and see what happens to the price of bread in the north.",
        "June 5, 2026",
        "By May 5, 2026 the dam will hold.",
    ],
)
def test_a_line_that_is_part_of_the_story(line: str) -> None:
    blocks, dropped = read(FIRST, line, LAST)
    assert line in [words for _, words in blocks] and not dropped


def test_a_date_over_the_story_and_a_tail_of_teasers_under_it() -> None:
    blocks, dropped = read(
        "Saturday, January 25, 2025",
        FIRST,
        LAST,
        "-",
        "Norland2 weeks ago",
        "Unity is vital, says PM Lund",
        "He is 45.",
    )
    assert blocks == [("paragraph", FIRST), ("paragraph", LAST), ("paragraph", "He is 45.")]
    assert dropped == [
        ("age", "Saturday, January 25, 2025"),
        ("teaser", "-"),
        ("age", "Norland2 weeks ago"),
        ("teaser", "Unity is vital, says PM Lund"),
    ]


def test_a_line_of_a_table_that_has_a_date_is_no_age() -> None:
    row = "2026-03-05 Norland 2-1 Eastmark"
    assert read(FIRST, LAST, row) == ([("paragraph", FIRST), ("paragraph", LAST), ("paragraph", row)], [])


def test_a_text_of_such_lines_alone_stays_whole() -> None:
    assert read("Read more: the dam") == ([("paragraph", "Read more: the dam")], [])


def test_who_made_a_story_is_no_body() -> None:
    credit = "(Additional reporting by Jane Kerr in Oslo; Editing by Tom Price and Ann Lund.)"
    blocks, _ = read("By Jane Lund", FIRST, LAST, credit)
    assert [role for role, _ in blocks] == ["byline", "paragraph", "paragraph", "byline"]


@pytest.mark.parametrize(
    ("line", "credit"),
    [
        ("Reporting by Jane Kerr and Tom Price; Editing by Ann Lund", True),
        ("Translated by Jane Kerr.", True),
        ("Writing by Jane Kerr shows how the dam was built.", False),
        ("Production by mostly small firms grew.", False),
    ],
)
def test_a_line_that_credits_staff(line: str, *, credit: bool) -> None:
    assert credits_staff(line) == credit


def test_an_entry_of_a_list_of_references() -> None:
    assert cites_work("1. Kerr MA, Lund J. Health of miners. Norland Med. 2023;21:45. doi:10.1000/1")
    assert not cites_work("Jane Kerr, who led the study in 2023, said that it went well.")
    assert stands_alone("The mine opened in 2023.") is None


@pytest.mark.parametrize(
    ("line", "caption"),
    [
        ("Peter Bing in Aldmoor, CA in 2005. Matthew Kerr/Getty Images", True),
        ("Dancers at the fair (MATTHEW KERR/AFP/Getty Images)", True),
        ("The dam last month. — Picture by Ann Lund", True),
        ("Photo: Norland Police", True),
        ("(Xinhua/NAN)", False),
        ("The photo by Ann Lund won the prize of the town.", False),
        ("The deal was kept by Norland/Eastmark.", False),
    ],
)
def test_a_line_under_a_picture(line: str, *, caption: bool) -> None:
    assert captions_picture(line) == caption
    assert read(FIRST, line, LAST)[0][1][0] == ("caption" if caption else "paragraph")
