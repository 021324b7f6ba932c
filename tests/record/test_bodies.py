"""Bodies and their people: letters told in brackets, whose a government is, and offices in lists of names."""

from __future__ import annotations

import pytest

from dateline.model.span import Span
from dateline.model.statement import EntityType, Mention
from dateline.record.entities import find_entities
from dateline.record.mentions import find_mentions
from dateline.record.places import find_places
from dateline.record.read import read
from dateline.record.reading import RawFacts, RawName
from dateline.record.tokens import Tokens, tokenize
from dateline.record.told_letters import told_letters
from tests.record.readings import Reading, article_of


def named(text: str, kinds: dict[str, EntityType]) -> tuple[Tokens, tuple[Mention, ...]]:
    """Return a text's tokens and mentions, with these names wherever they stand."""
    spans = {
        at: (words, kind)
        for words, kind in kinds.items()
        for at in range(len(text))
        if text.startswith(words, at) and not text[at + len(words) : at + len(words) + 1].isalnum()
    }
    names = tuple(RawName(span=Span(at, at + len(w)), type=k, score=1.0) for at, (w, k) in sorted(spans.items()))
    tokens = tokenize(article_of(text))
    return tokens, find_mentions(tokens, RawFacts(reader="test", names=names))


MIGRATION = "The National Institute of Migration (INAMI) rejected the plea. INAMI said no."


def test_letters_in_brackets_are_the_body_before_them_though_not_its_initials() -> None:
    tokens, mentions = named(MIGRATION, {"National Institute of Migration": "organization", "INAMI": "organization"})
    _, (body,) = find_entities(tokens, mentions, published=None)
    assert (body.label, body.aliases, body.sector) == ("National Institute of Migration", ("INAMI",), "GOV")
    assert find_places(tokens, mentions) == ()


def test_a_coined_name_in_brackets_is_a_body_wherever_it_stands() -> None:
    text = "The Board for the Promotion of Tourism (Fonatur) came. Fonatur will wait."
    _, mentions = named(text, {"Board for the Promotion of Tourism": "organization", "Fonatur": "organization"})
    letters = told_letters(mentions, text)
    assert letters == {"Fonatur": "Board for the Promotion of Tourism"}


@pytest.mark.parametrize(
    "text", ["Rapid Vienna (AUT) lost.", "The Defense Ministry (Israel) agreed.", "Green Lake (Tyre) won."]
)
def test_what_else_stands_in_brackets_is_no_body(text: str) -> None:
    full, _, rest = text.removeprefix("The ").partition(" (")
    tokens, mentions = named(text, {full: "organization", rest.partition(")")[0]: "organization"})
    assert told_letters(mentions, tokens.article.text.content) == {}


@pytest.mark.parametrize(
    ("full", "letters", "told"),
    [
        ("National Electoral Council", "CNE", True),
        ("Social Convergence", "CS", True),
        ("Truth Commission", "CVR", False),
        ("Rapid Vienna", "AUT", False),
    ],
)
def test_letters_of_another_language(full: str, letters: str, told: bool) -> None:
    text = f"The {full} ({letters}) met."
    _, mentions = named(text, {full: "organization", letters: "organization"})
    assert (letters in told_letters(mentions, text)) is told


def test_letters_behind_two_bodies_are_of_neither() -> None:
    text = "Wacker Linz (OOE) met Union Wels (OOE) in Linz. OOE won."
    _, mentions = named(text, {"Wacker Linz": "organization", "Union Wels": "organization", "OOE": "organization"})
    assert told_letters(mentions, text) == {}


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("The Waitara Tribunal met. The Tribunal fined Rio.", "Waitara Tribunal"),
        ("The Waitara Tribunal met the Tauranga Tribunal. The Tribunal fined Rio.", "Tribunal"),
        ("The Waitara Tribunal met. A Tribunal fined Rio.", "Tribunal"),
    ],
)
def test_a_body_is_called_by_its_head_if_no_other_has_it(text: str, label: str) -> None:
    kinds: dict[str, EntityType] = dict.fromkeys(("Waitara Tribunal", "Tauranga Tribunal"), "organization")
    alone = text.rindex("Tribunal")
    tokens, mentions = named(text, {**kinds, "Tribunal": "organization"})
    linked, entities = find_entities(tokens, mentions, published=None)
    last = next(m for m in linked if m.span.start == alone and m.form == "name")
    assert next(e.label for e in entities if e.key == last.entity) == label


def test_his_government_is_of_his_country_and_not_of_the_one_named_beside_it() -> None:
    reading = Reading(
        "Kenyan President Kari Dahl accused Norway of plotting. Dahl said Norway had armed his government."
    )
    assert reading.entity("his government").country == "KEN"


@pytest.mark.parametrize(
    ("text", "label", "country"),
    [
        ("The foreign ministers of Oman, Qatar and Kuwait left.", "foreign ministers", None),
        ("The foreign ministers of Oman, who met in Cairo, left.", "foreign ministers", "OMN"),
        ("Leaders of Latin American countries left.", "Leaders", None),
        ("Leaders of American companies left.", "Leaders", "USA"),
    ],
)
def test_a_country_is_whose_they_all_are(text: str, label: str, country: str | None) -> None:
    assert Reading(text).entity(label).country == country


def test_staff_are_of_the_sector_of_their_body() -> None:
    reading = Reading("Personnel of the University of Padua left. Personnel from the barracks left.")
    assert next(e.sector for e in reading.entities if e.label == "Personnel") == "EDU"


def test_an_office_behind_a_name_may_be_the_next_ones() -> None:
    reading = Reading(
        "The Mayor of Lima Mr Juan Soto, the Manager of Quito College, Mr Bo Lund, teachers, and pupils met."
    )
    assert (reading.entity("Juan Soto").role, reading.entity("Bo Lund").role) == (
        "Mayor of Lima",
        "Manager of Quito College",
    )


def test_an_office_tells_more_than_a_marriage() -> None:
    reading = Reading("Ana Soto, the wife of Juan Soto, left. Ana Soto, the mayor of Lima, spoke.")
    assert reading.entity("Ana Soto").sector == "GOV"


def test_letters_of_an_honor_are_nobody() -> None:
    tokens, mentions = named("Mr Bo Lund, SAN, left.", {"Bo Lund": "person", "SAN": "place"})
    assert [m.evidence[0].exact for m in mentions if m.form == "name"] == ["Bo Lund"]
    assert find_places(tokens, mentions) == ()


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        (
            "The Government of Norland Thursday left.",
            {"Government of Norland Thursday": "organization"},
            "Government of Norland",
        ),
        ("Mr Bo Lund, R-KY, left.", {"Bo Lund": "person", "R-KY": "organization"}, "Bo Lund"),
        ("Bo Lund wrote t.co/bAFcvc about it.", {"Bo Lund": "person", "bAFcvc": "organization"}, "Bo Lund"),
        ("The Baltimore Sun left.", {"Baltimore Sun": "organization"}, "Baltimore Sun"),
    ],
)
def test_days_tags_and_links_are_no_part_of_names(text: str, names: dict[str, EntityType], expected: str) -> None:
    _, mentions = named(text, names)
    assert [m.evidence[0].exact for m in mentions if m.form == "name"] == [expected]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Kari Dahl denied the charges. She said that Dahl had paid for the ride.", None),
        ("Kari Dahl denied the charges. She said that Soto had paid for the ride.", "Kari Dahl"),
        ("Kari Dahl denied the charges. She thanked the driver, who had driven Dahl home.", "Kari Dahl"),
    ],
)
def test_who_says_it_is_not_whom_she_names(text: str, speaker: str | None) -> None:
    record = read(article_of(text))
    labels = {e.key: e.label for e in record.entities}
    said = next(q for q in record.quotes if q.source is not None and q.source.of(text) == "She")
    assert labels.get(said.speaker or "") == speaker


def test_the_mp_is_the_lawmaker_and_the_former_one_whoever_was_the_only() -> None:
    reading = Reading("Tory MP Kari Dahl spoke. The MP said it was false. The former MP left.")
    assert reading.behind("The MP") == reading.behind("The former MP") == "Kari Dahl"


@pytest.mark.parametrize(
    ("text", "label", "country"),
    [
        ("Norway's US embassy closed.", "Norway's US embassy", "NOR"),
        ("The island's US embassy closed.", "island's US embassy", None),
        ("The US embassy in Oslo closed.", "US embassy", "USA"),
    ],
)
def test_an_embassy_is_whose_it_is_and_not_of_where_it_stands(text: str, label: str, country: str | None) -> None:
    assert Reading(text).entity(label).country == country


def test_letters_behind_a_name_tell_whom_a_state_and_a_party_mean() -> None:
    reading = Reading(
        "Speaker Kari Dahl spoke. Senate leader Juan Soto, R-Ky., spoke. Dahl said no. The Kentucky Republican left."
    )
    assert reading.behind("The Kentucky Republican") == "Juan Soto"


@pytest.mark.parametrize("by", ["Attorney-General Kari Dahl", "Mr Kari Dahl"])
def test_the_statement_and_it_are_of_whoever_issued_it(by: str) -> None:
    text = (
        f"A statement issued by {by} rejected the plea. The statement said the law was clear. It added that it stood."
    )
    record = read(article_of(text))
    labels = {e.key: e.label for e in record.entities}
    said = {q.source.of(text): labels.get(q.speaker or "") for q in record.quotes if q.source is not None}
    assert (said["The statement"], said["It"]) == ("Kari Dahl", "Kari Dahl")


def test_a_name_that_is_spelled_in_two_ways_is_one_persons() -> None:
    reading = Reading("Muhammad Haddad opened the clinic. Mohamed Haddad thanked the donors.")
    assert reading.entity("Muhammad Haddad").aliases == ("Mohamed Haddad",)


@pytest.mark.parametrize(("land", "country"), [("New Zealand", None), ("Norway", None), ("Britain", "GBR")])
def test_labour_is_a_party_of_many_lands(land: str, country: str | None) -> None:
    reading = Reading(f"Labour MP Kari Dahl spoke in {land} on Monday. {land} is far, she said in {land}.")
    assert reading.entity("Kari Dahl").country == country


def test_counterparts_are_not_of_where_they_meet() -> None:
    reading = Reading("The minister met five counterparts in Cairo. Officials in Cairo left.")
    assert reading.entity("five counterparts").country is None


def test_an_analysis_of_something_is_by_the_paper_before_it() -> None:
    text = "A Harbor Times analysis of the Lund Bank shows that it has lost money. Kari Dahl denied it."
    record = read(article_of(text))
    labels = {e.key: e.label for e in record.entities}
    (said,) = (q for q in record.quotes if q.source is not None and q.source.of(text).startswith("A Harbor Times"))
    assert labels.get(said.speaker or "") == "Harbor Times"


@pytest.mark.parametrize(("before", "country"), [("John Tory spoke. ", None), ("", "GBR")])
def test_the_allies_of_somebody_called_tory_are_no_tories(before: str, country: str | None) -> None:
    assert Reading(f"{before}Former Tory allies left.").entity("Former Tory allies").country == country
