"""Letters in brackets: of bodies, which are names, and of offices, which are whose they stand before."""

from __future__ import annotations

import pytest

from dateline.record.defined import defined_names, defined_offices
from dateline.record.tokens import tokenize
from tests.record.readings import Reading, article_of


@pytest.mark.parametrize(
    ("text", "names", "offices"),
    [
        ("The Harbor Authority (HA) closed.", ["Harbor Authority", "HA"], []),
        ("The Congressional Budget Office (CBO) said so.", ["Congressional Budget Office", "CBO"], []),
        ("Upazila Nirbahi Officer (UNO) Sohel Rana came.", [], ["Upazila Nirbahi Officer (UNO)"]),
        ("The Divisional Forest Officer (DFO) came.", [], ["Divisional Forest Officer (DFO)"]),
        ("Chief Minister (CM) Arun Rao came.", [], ["Chief Minister (CM)"]),
        (
            "Director General of Health Services (DGHS) Dr Abul Kalam came.",
            [],
            ["Director General of Health Services (DGHS)"],
        ),
        ("The river rose (UNO) twice.", [], []),
    ],
)
def test_letters_stand_for_a_body_or_an_office(text: str, names: list[str], offices: list[str]) -> None:
    sentences = tokenize(article_of(text)).sentences
    assert [n.span.of(text) for n in defined_names(text, sentences)] == names
    assert [o.of(text) for o in defined_offices(text, sentences)] == offices


@pytest.mark.parametrize(
    ("text", "label", "role"),
    [
        ("Upazila Nirbahi Officer (UNO) Sohel Rana came.", "Sohel Rana", "Upazila Nirbahi Officer"),
        ("Divisional Forest Officer (DFO) Anil Thapa came.", "Anil Thapa", "Divisional Forest Officer"),
        (
            "Director General of Health Services (DGHS) Dr Ravi Kumar came.",
            "Ravi Kumar",
            "Director General of Health Services",
        ),
        ("Norland's undersecretary of foreign affairs Ana Ruiz came.", "Ana Ruiz", "undersecretary of foreign affairs"),
        ("The minister of justice Anna Kiss came.", "Anna Kiss", "minister of justice"),
        ("Minister for External Affairs Ravi Kumar came.", "Ravi Kumar", "Minister for External Affairs"),
        ("Chief Justice Ravi Kumar came.", "Ravi Kumar", "Chief Justice"),
        ("The ministers for health and education Ravi Kumar and Anna Kiss met.", "Ravi Kumar", None),
    ],
)
def test_an_office_with_letters_or_a_field_is_whose_it_stands_before(text: str, label: str, role: str | None) -> None:
    assert Reading(text).entity(label).role == role


def test_no_second_body_beside_who_holds_the_office() -> None:
    reading = Reading("Divisional Forest Officer (DFO) Anil Thapa came. The DFO left.")
    assert [e.label for e in reading.entities] == ["Anil Thapa"]


def test_a_body_s_letters_are_not_those_of_its_head() -> None:
    reading = Reading(
        "The president of the Harbor Workers Union (HWU) Anna Kiss came. The HWU left. HWU members cheered."
    )
    assert reading.behind("HWU", 1) == "Harbor Workers Union"
    assert reading.entity("Anna Kiss").aliases == ()
