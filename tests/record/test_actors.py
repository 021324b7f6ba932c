"""Who is who: offices far from their names, bodies and countries they are held in, and where an article is at home."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.article.cutting import cut
from dateline.model.page import Page
from dateline.record.belonging import country_in
from dateline.record.read import read
from tests.record.readings import Reading

DAY = date(2024, 8, 20)


@pytest.mark.parametrize(
    ("text", "label", "role", "country", "sector"),
    [
        (
            "The Ambassador of Peru to Kenya, Rosa Quispe, called.",
            "Rosa Quispe",
            "Ambassador of Peru to Kenya",
            "PER",
            "GOV",
        ),
        ("The Danish consul general in Lima, Ida Holm, left.", "Ida Holm", "consul general", "DNK", "GOV"),
        ("Chile's ambassador in Oslo, Ines Duarte, left.", "Ines Duarte", "ambassador", "CHL", "GOV"),
        (
            "A senior police officer, Peter Otieno, spoke.",
            "Peter Otieno",
            "senior police officer",
            None,
            "COP",
        ),
        ("Kenyan police spokesman Major Peter Otieno spoke.", "Peter Otieno", "police spokesman", "KEN", "COP"),
        ("Peru's lands minister, Rosa Quispe, spoke.", "Rosa Quispe", "lands minister", "PER", "GOV"),
        ("Peru's top trade negotiator Rosa Quispe spoke.", "Rosa Quispe", "top trade negotiator", "PER", "GOV"),
        ("Oxfam's policy lead for debt, Ida Holm, spoke.", "Ida Holm", "policy lead for debt", None, "SOC"),
        ("Ida Holm, a fellow at the Quay Institute in Oslo, spoke.", "Ida Holm", "fellow", "NOR", "EDU"),
        (
            "Ida Holm, president of the Union of Danish Miners, spoke.",
            "Ida Holm",
            "president of the Union",
            "DNK",
            "LAB",
        ),
        ("New Jersey Governor Paula Whitcombe spoke.", "Paula Whitcombe", "Governor", "USA", "GOV"),
    ],
)
def test_the_words_of_an_office(text: str, label: str, role: str, country: str | None, sector: str) -> None:
    entity = Reading(text).entity(label)
    assert (entity.role or "").startswith(role)
    assert (entity.country, entity.sector) == (country, sector)


def test_at_and_in_are_no_part_of_an_office() -> None:
    entity = Reading("Ida Holm, an economist at the Quay Institute in Oslo, spoke.").entity("Ida Holm")
    assert entity.role == "economist"


@pytest.mark.parametrize(
    ("text", "label", "code", "sector"),
    [
        ("UN spokesman Luis Rojas spoke.", "Luis Rojas", "UNO", "GOV"),
        ("The United Nations met. Its spokeswoman, Ida Holm, spoke.", "Ida Holm", "UNO", "GOV"),
        ("NATO met in Oslo. NATO Secretary General Kari Dahl spoke.", "Kari Dahl", "IGO", "MIL"),
        ("The International Atomic Energy Agency met. The agency's chief, Ida Holm, spoke.", "Ida Holm", "UNO", "GOV"),
        ("Hamas fired. The group's spokesman, Omar Najjar, spoke.", "Omar Najjar", "PSE", "REB"),
        (
            "Peru's foreign minister, Rosa Quispe, left. Quispe's deputy, Luis Rojas, stayed.",
            "Luis Rojas",
            "PER",
            "GOV",
        ),
    ],
)
def test_an_office_is_of_the_body_that_owns_it(text: str, label: str, code: str, sector: str) -> None:
    entity = Reading(text).entity(label)
    assert (entity.code, entity.sector) == (code, sector)
    assert entity.country is None or entity.country == code


def test_a_minister_of_no_country_is_of_the_article_s_own() -> None:
    paragraphs = ("Health Minister Peter Otieno met the envoy of Norway.", "Kenya will buy the drug.")
    assert Reading(*paragraphs, dateline="Nairobi").entity("Peter Otieno").country == "KEN"


def test_a_minister_behind_another_country_s_news_is_of_no_country() -> None:
    paragraphs = ("Kenya will buy the drug. Norway recalled its envoy. Trade Minister Ida Holm gave no reason.",)
    assert Reading(*paragraphs, dateline="Nairobi").entity("Ida Holm").country is None


def test_an_international_body_s_dateline_is_no_home() -> None:
    reading = Reading("Chief prosecutor Ida Holm opened a case. The court sat all day.", dateline="The Hague")
    assert reading.entity("Ida Holm").country is None


def test_companies_named_everywhere_make_no_home() -> None:
    reading = Reading("Transport Minister Ida Holm wrote on Facebook. Google and Apple agreed.")
    assert reading.entity("Ida Holm").country is None


def test_residents_are_of_the_place_and_gunmen_of_nobody_knows_where() -> None:
    reading = Reading("Gunmen fired at residents in Kisumu on Monday. Kenya sent police.", dateline="Nairobi")
    assert (reading.entity("residents").country, reading.entity("residents").sector) == ("KEN", "CVL")
    assert (reading.entity("Gunmen").country, reading.entity("Gunmen").sector) == (None, "UAF")


@pytest.mark.parametrize("text", ["Lima condemned the raid.", "He blamed Lima.", "They asked Lima to help."])
def test_a_capital_that_acts_is_a_government(text: str) -> None:
    assert Reading(text).entity("Lima").sector == "GOV"


@pytest.mark.parametrize("text", ["They met in Lima.", "She visited Lima on Monday.", "Lima, Peru, was calm."])
def test_a_capital_where_something_is_done_is_a_city(text: str) -> None:
    assert Reading(text).entity("Lima").sector is None


def test_the_mayor_is_no_deputy_mayor() -> None:
    reading = Reading("Mayor Rosa Quispe met deputy mayor Luis Rojas. The mayor was glad.")
    assert reading.behind("The mayor") == "Rosa Quispe"


def test_whom_somebody_calls_is_somebody_else() -> None:
    reading = Reading("Juan Soto resigned on Monday. Luis Rojas called him a friend.")
    assert reading.behind("him") == "Juan Soto"


def test_an_army_is_no_liberation_army() -> None:
    reading = Reading("Colombia fights the National Liberation Army. The Colombian army lost a post.")
    assert reading.behind("The Colombian army") == "Colombian army"


def test_names_are_cut_off_from_offices_and_countries() -> None:
    reading = Reading("Minister of State for External Affairs Kiran Bhatt met the envoy to Sri Lanka Dev Rana.")
    assert reading.entity("Kiran Bhatt").role == "Minister of State for External Affairs"
    assert reading.entity("Dev Rana").label == "Dev Rana"


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("At least 40 protesters marched.", "40 protesters"),
        ("More than two dozen countries agreed.", "two dozen countries"),
        ("Thousands of protesters marched.", "Thousands of protesters"),
        ("The US troops left.", "US troops"),
        ("South African lawmakers voted.", "South African lawmakers"),
        ("Turkish warplanes struck a bridge.", "Turkish warplanes"),
    ],
)
def test_noun_phrases_keep_number_and_nation(text: str, label: str) -> None:
    assert label in [e.label for e in Reading(text).entities]


def test_a_verb_ends_the_noun_before_it() -> None:
    assert "pupils" in {e.label for e in Reading("The new block attracted pupils from afar.").entities}


def test_europe_is_a_code_and_no_country() -> None:
    entity = Reading("European diplomats left early.").entity("European diplomats")
    assert (entity.country, entity.code) == (None, "EUR")


def test_who_soon_held_an_elected_office_ran_for_it() -> None:
    reading = Reading("Donald Trump spoke in Ohio.", published=date(2016, 9, 20))
    assert (reading.entity("Donald Trump").sector, reading.entity("Donald Trump").country) == ("PTY", "USA")


def test_who_has_a_campaign_runs() -> None:
    reading = Reading("Rosa Quispe spoke. The Quispe campaign agreed.", published=DAY)
    assert reading.entity("Rosa Quispe").sector == "PTY"


@pytest.mark.parametrize(
    ("phrase", "country"),
    [("Mesa de Enlace", None), ("Helpers Union", None), ("New Jersey", "USA"), ("Lima's police", "PER")],
)
def test_the_country_that_words_name(phrase: str, country: str | None) -> None:
    assert country_in(phrase) == country


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("ATLANTA - Georgia Governor Tom Kerrick met mayors in Savannah. Shops in Georgia stay shut.", "USA"),
        ("TBILISI - Georgia's premier Irakli Beradze met envoys. The Georgian cabinet sits on Monday.", "GEO"),
    ],
)
def test_a_country_is_meant_only_where_the_places_of_the_article_say_so(text: str, country: str) -> None:
    (article,) = cut(Page(id="p", content=text, read_as="article")).articles
    record = read(article)
    (person,) = [e for e in record.entities if e.type == "person"]
    assert (person.country, person.sector) == (country, "GOV")
    assert {p.code for e in record.events for p in e.actors if p.entity == person.key} <= {country}


@pytest.mark.parametrize(
    ("text", "label", "sector"),
    [
        ("The ruling party won 40 seats on Sunday.", "ruling party", "PTY"),
        ("The firm sells data to interested parties abroad.", "interested parties", None),
        ("She joined a group of tourists at the gate.", "group", None),
    ],
)
def test_a_group_or_party_is_no_company_or_political_one_by_that_word_alone(
    text: str, label: str, sector: str | None
) -> None:
    (article,) = cut(Page(id="p", content=text, read_as="article")).articles
    assert {e.sector for e in read(article).entities if e.label == label} <= {sector}


@pytest.mark.parametrize(
    ("text", "label", "country", "sector"),
    [
        ("USS Carney left Aden.", "USS Carney", "USA", "MIL"),
        ("A drone came near HMS Lancaster off Oman.", "HMS Lancaster", "GBR", "MIL"),
        ("INS Kochi met a tanker.", "INS Kochi", "IND", "MIL"),
        ("The USS Dwight D. Eisenhower Friday sailed on.", "USS Dwight D. Eisenhower", "USA", "MIL"),
        ("Pirates took the MV Chem Pluto.", "MV Chem Pluto", None, None),
    ],
)
def test_a_ship_is_no_person_and_no_town(text: str, label: str, country: str | None, sector: str | None) -> None:
    entity = Reading(text).entity(label)
    assert (entity.type, entity.country, entity.sector) == ("organization", country, sector)


def test_an_office_behind_the_letters_of_ships_is_none() -> None:
    found = Reading("INS Commissioner Doris Lund spoke.")
    assert found.entity("Doris Lund").role == "Commissioner"
    assert not [e for e in found.entities if e.label.startswith("INS Commissioner")]


@pytest.mark.parametrize("text", ["Hurricane Maria hit Ponce. He said so.", "They named Typhoon Rosa Quispe."])
def test_a_storm_is_nobody(text: str) -> None:
    found = Reading(text)
    assert not [e for e in found.entities if e.type == "person" and e.label.split()[-1] in ("Maria", "Quispe")]
