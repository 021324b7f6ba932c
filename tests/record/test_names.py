"""Names by rules: where they begin and end, and what they name."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.record.rules.names import find_names
from dateline.record.tokens import tokenize
from tests.record.readings import article_of, names_in


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("The plan was drawn up by Dr Anita Deshmukh last year.", "Anita Deshmukh", "person"),
        ("Shri Mohan Lal Verma opened the bridge.", "Mohan Lal Verma", "person"),
        ("Foreign Secretary Helen Marsh met him on Tuesday.", "Helen Marsh", "person"),
        ("The speech by Khalid al-Masri ended at noon.", "Khalid al-Masri", "person"),
        ("Reporters met Osman bin Talib in the lobby.", "Osman bin Talib", "person"),
        ("The novel by George R. Whitaker sold well.", "George R. Whitaker", "person"),
        ("He joined the Ministry of Foreign Affairs in 1999.", "Ministry of Foreign Affairs", "organization"),
        (
            "It asked the Ministry of Agriculture, Livestock and Fisheries for help.",
            "Ministry of Agriculture, Livestock and Fisheries",
            "organization",
        ),
        ("Fighters of Harakat-e-Azadi (HeA) fled.", "Harakat-e-Azadi", "organization"),
        ("A suit against Brightwater Holdings was dropped.", "Brightwater Holdings", "organization"),
        ("They met at the Supreme Court.", "Supreme Court", "organization"),
        ("The Attorney General's Office declined to comment.", "Attorney General's Office", "organization"),
        ("A ship left the Port of Mombasa with grain.", "Port of Mombasa", "place"),
        ("Rain fell over the Gaza Strip all night.", "Gaza Strip", "place"),
        ("They camped by the Orange River for a week.", "Orange River", "place"),
        ("Talks with Sri Lanka resumed.", "Sri Lanka", "place"),
        ("An Israeli drone was seen.", "Israeli", "nationality"),
        ("Two South Koreans were freed.", "South Koreans", "nationality"),
    ],
)
def test_a_name_with_its_span_and_type(text: str, name: str, kind: str) -> None:
    assert (name, kind) in names_in(text)


def test_titles_and_offices_stay_outside() -> None:
    found = [name for name, _ in names_in("Major General Yoav Ben-Ami and President Carla Nunes spoke to Mr Osei.")]
    assert "Yoav Ben-Ami" in found
    assert "Carla Nunes" in found
    assert "Osei" in found


def test_hyphens_join_names_or_part_them() -> None:
    found = names_in("The UK-based group and pro-Palestinian voices praised the India-Israel talks; Al-Sabah was away.")
    assert ("UK", "place") in found
    assert ("Palestinian", "nationality") in found
    assert ("India", "place") in found
    assert ("Israel", "place") in found


def test_a_surname_is_the_person_whose_full_name_the_article_gives() -> None:
    found = names_in("The award went to Mirela Voskanyan.", "Friends of Voskanyan were glad.")
    assert found == [("Mirela Voskanyan", "person"), ("Voskanyan", "person")]


def test_an_acronym_is_what_the_name_before_it_is() -> None:
    found = names_in("The Coastal Fishers Federation (CFF) met.", "Later CFF voted.")
    assert ("CFF", "organization") in found
    assert found[-1] == ("CFF", "organization")


def test_an_acronym_of_something_else_is_no_name() -> None:
    assert ("GDP", "organization") not in names_in("Gross domestic product (GDP) grew.")
    assert all(name != "BRT" for name, _ in names_in("The bus rapid transit (BRT) was late."))


def test_first_words_and_days_are_no_names() -> None:
    assert names_in("Yesterday it rained. Farmers rejoiced. On Monday, August began.") == []


def test_a_headline_in_title_case_has_the_names_of_the_body() -> None:
    found = names_in(
        "Ilse Brandt said the flood was over.", headline="Flood Is Over, Says Ilse Brandt In Peru Town Hall"
    )
    assert found[:2] == [("Ilse Brandt", "person"), ("Peru", "place")]


@given(st.text(alphabet="ABcde of-'’.()&, al-Bin\n", max_size=80))
def test_names_lie_in_the_text_in_order_and_never_overlap(text: str) -> None:
    tokens = tokenize(article_of("x" + text))
    spans = [n.span for n in find_names(tokens)]
    assert spans == sorted(spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(s.of("x" + text).strip() == s.of("x" + text) for s in spans)
