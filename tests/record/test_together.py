"""Two who speak together, those named as examples, whose document it is, and who did what he was judged for."""

from __future__ import annotations

import pytest

from dateline.record.read import read
from tests.record.readings import article_of
from tests.record.voices import voice_of, voices


def test_two_named_together_have_the_fullest_names_that_stand_together() -> None:
    told = "President Rao and Mary Lund did not react to the flood."
    assert voice_of("Rao and Lund", told, "Rao and Lund called it a lie on Monday.") == "Rao and Mary Lund"


@pytest.mark.parametrize(
    ("source", "text", "label"),
    [
        ("France and Germany", "France and Germany said they would send aid.", "France and Germany"),
        ("They", "France and Germany said it rained. They accused Norway of delay.", "France and Germany"),
        (
            "The Harbor Times and the Lowland newspaper chain",
            "The Harbor Times and the Lowland newspaper chain said the records were public.",
            "The Harbor Times and the Lowland newspaper chain",
        ),
    ],
)
def test_countries_and_bodies_speak_together(source: str, text: str, label: str) -> None:
    assert voice_of(source, text) == label


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Some supporters of the bill, such as Asha Rao and Peter Lund, said it was late.", "supporters"),
        ("Critics including Mary Okafor said it was a trap.", "Critics"),
    ],
)
def test_who_is_named_as_an_example_does_not_speak_alone(text: str, label: str) -> None:
    assert [who for _, who in voices(text)] == [label]


@pytest.mark.parametrize(
    ("verb", "reason", "who"),
    [
        ("sacked", "after", "Ines Okafor"),
        ("praised", "because", "Ines Okafor"),
        ("described Deputy Governor", "as late after", "Ines Okafor"),
        ("met", "after", "Mary Lund"),
        ("sacked the bank's cashier, a friend of", "after", "Mary Lund"),
    ],
)
def test_who_is_judged_is_whom_the_reason_is_about(verb: str, reason: str, who: str) -> None:
    assert voice_of("she", f"Mary Lund {verb} Ines Okafor {reason} she said the bank had failed.") == who


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("The transcript of the hearing, published by the Harbor Times, shows that Rao had asked.", "Harbor Times"),
        ("Research conducted by the Center for Public Affairs found that Rao was wrong.", "Center for Public Affairs"),
        ("Ten have died, according to a Harbor Times database tracking such deaths.", "Harbor Times"),
        ("Several judges handling Harbor Board lawsuits said the court was slow.", None),
        ("Officials briefed on the report said the dam was broken.", None),
    ],
)
def test_a_document_is_its_issuers_and_those_who_handle_it_are_themselves(text: str, label: str | None) -> None:
    assert [who for _, who in voices(text)] == [label]


def test_what_footage_shows_did_not_issue_it() -> None:
    told = "A new ad from Asha Rao's campaign seizes on taxes. The ad uses footage of Ann Lowe."
    assert voice_of("The ad", told, "The ad says that Lowe never paid.") == "Asha Rao"


@pytest.mark.parametrize("dash", [" — ", ", ", ",\N{NO-BREAK SPACE}"])
def test_a_clause_goes_on_about_the_name_before_it(dash: str) -> None:
    assert voice_of("who", f"The party attacked Ann Lowe{dash}who has called for tax hikes on the rich.") == "Ann Lowe"


def test_an_outlets_article_is_part_of_its_name() -> None:
    record = read(article_of("The transcript, which was published by The Washington Post, shows that Rao had asked."))
    entity = next(e for e in record.entities if "Washington Post" in e.label)
    assert "The Washington Post" in (entity.label, *entity.aliases)
