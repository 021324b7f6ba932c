"""What the rules for documents, the judged, surnames, days and primaries must leave as it is."""

from __future__ import annotations

import pytest

from dateline.model.span import Span
from dateline.record.contexts import contexts_of
from dateline.record.event_times import is_counted_from_another
from dateline.record.name_debris import without_debris
from dateline.record.read import read
from dateline.record.reading import RawName
from dateline.record.surnames import with_surnames
from dateline.record.tokens import Token
from tests.record.readings import Reading, article_of
from tests.record.voices import voice_of, voices


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Research firm Gartner said sales fell.", "Gartner"),
        ("The audit office said the books were in order.", "audit office"),
        ("A study led by Ann Lowe of Oxford found that heat kills.", "Ann Lowe"),
        ("A report by Amnesty International on footage posted by the army said ten died.", "Amnesty International"),
        ("A Harvard University study, published by the journal Nature, found that heat kills.", "Harvard University"),
    ],
)
def test_makers_of_documents_speak(text: str, label: str) -> None:
    assert [who for _, who in voices(text)][:1] == [label]


def test_who_is_shown_did_not_issue_it() -> None:
    found = voices("Footage of a beating by Israeli police shows that he did not resist.")
    assert all(who not in ("Israeli", "Israel") for _, who in found)


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Mary Lund was sacked by Ines Okafor after she said it was late.", "Mary Lund"),
        ("Peter Lund attacked Karl Okafor as he said it was late.", "Peter Lund"),
        ("Peter Lund called Karl Okafor after he said it was late.", "Peter Lund"),
    ],
)
def test_agents_and_callers_stay_who_they_are(text: str, who: str) -> None:
    assert voice_of("he" if " he " in text else "she", text) == who


def test_for_somebody_else_is_no_topic() -> None:
    reading = Reading("Eric Lund said it was late. For David Okafor, he was the best coach of all.")
    assert reading.behind("he") == "Eric Lund"


@pytest.mark.parametrize(("kind", "said"), [("organization", "Ford said no"), ("place", "Jordan said no")])
def test_companies_and_states_stay_what_they_are(kind: str, said: str) -> None:
    name = said.split(maxsplit=1)[0]
    text = f"Bill {name} spoke. {said}."
    full = RawName(span=Span(0, 5 + len(name)), type="person", score=0.9)
    at = text.index(said)
    lone = RawName(span=Span(at, at + len(name)), type=kind, score=0.9)  # type: ignore[arg-type]
    assert [n.type for n in with_surnames([full, lone], text)] == ["person", kind]


@pytest.mark.parametrize(
    ("behind", "counted"),
    [
        (" when he returned days later", True),
        (" 14 people in Kyiv hours before talks were due", False),
        (" a banker who fled Norland weeks later", False),
        (" a banker", False),
    ],
)
def test_days_of_other_deeds_do_not_count(behind: str, counted: bool) -> None:
    assert is_counted_from_another(behind) is counted


@pytest.mark.parametrize("text", ["Defense sales rose in the first quarter.", "Yard sales fell in the first quarter."])
def test_quarters_of_business_are_of_a_year(text: str) -> None:
    assert [t.evidence[0].exact for t in read(article_of(text)).times] == ["the first quarter"]


def test_a_union_that_will_is_no_position() -> None:
    record = read(
        article_of("EU Will Impose Tariffs on Cars", "Ministers agreed in Brussels that the EU will impose tariffs.")
    )
    assert any(e.label == "EU" for e in record.entities)


def test_a_name_beyond_its_sentence_breaks_nothing() -> None:
    tokens = [Token(text="New", start=0, end=3)]
    name = RawName(span=Span(0, 14), type="nationality", score=0.9)
    assert without_debris(tokens, {0: 0}, name) == name


def test_a_relative_in_office_keeps_her_surname() -> None:
    first = "The party was founded by Peter Rao. On Monday Prime Minister Asha Rao, his daughter, resigned."
    assert Reading(first, "Rao told parliament it was over.").behind("Rao") == "Asha Rao"


@pytest.mark.parametrize(
    ("text", "election"),
    [
        ("Rao won the Ohio primary on Saturday.", True),
        ("The primary is on Saturday.", True),
        ("Thirty children of the primary school were hurt.", False),
        ("He works in primary care.", False),
    ],
)
def test_primaries_are_elections_and_schools_are_not(text: str, election: bool) -> None:
    assert ("election" in contexts_of(text)) is election


@pytest.mark.parametrize(
    ("text", "sector"),
    [
        ("Police in Norwood shot a woman. She had approached officers.", "COP"),
        ("The army met rebels. Two officers of its troops fell back.", "MIL"),
    ],
)
def test_officers_are_of_what_the_text_speaks_of(text: str, sector: str) -> None:
    entities = read(article_of(text)).entities
    assert [e.sector for e in entities if "officers" in e.label] == [sector]
