"""Whose land: parts of America, labour as a field of work, "the country"; and where a noun phrase begins."""

from __future__ import annotations

import pytest

from dateline.flow import read_page
from dateline.model.page import Page
from dateline.record.belonging import country_in, nation_of
from dateline.record.read import read
from tests.record.readings import article_of


def entities(text: str) -> dict[str, tuple[str | None, str | None]]:
    """Return the country and sector of each entity of a text, by its label."""
    return {e.label: (e.country, e.sector) for e in read(article_of(text)).entities}


@pytest.mark.parametrize(
    ("phrase", "country"),
    [
        ("South American football officials", None),
        ("the most skilled miners in South America", None),
        ("a North American airline", None),
        ("Central American leaders", None),
        ("American officials", "USA"),
        ("North Carolina senators", "USA"),
        ("South Korean and American officials", "KOR"),
    ],
)
def test_the_country_that_words_show(phrase: str, country: str | None) -> None:
    assert country_in(phrase) == country


def test_nobody_is_of_a_country_for_a_part_of_the_continent() -> None:
    record = read(article_of("South American leaders condemned the coup."))
    assert [p.code for e in record.events for p in e.actors] == [None]


def test_a_minister_of_labour_is_of_no_party() -> None:
    assert entities("Minister of Labour Awa Keita met the unions in Bamako.")["Awa Keita"] == (None, "GOV")
    assert entities("Labour MPs left the hall.")["Labour MPs"] == ("GBR", "PTY")


@pytest.mark.parametrize(
    ("text", "label", "country"),
    [
        ("The minister of Labour, Awa Keita, met the unions in Bamako.", "Awa Keita", None),
        ("Labour Cabinet Secretary Alfred Mutua met the unions.", "Alfred Mutua", None),
        ("First Minister and Labour leader Elin Powell met the unions.", "Elin Powell", "GBR"),
        ("Former Home Secretary and Labour leader Tom Reed met the unions.", "Tom Reed", "GBR"),
    ],
)
def test_labour_is_a_party_where_it_has_leaders(text: str, label: str, country: str | None) -> None:
    assert entities(text)[label][0] == country


def test_a_newspaper_is_no_unnamed_country() -> None:
    record = read(article_of("Governor Ali Noor resigned, The Nation reported."))
    assert "Nation" in {e.label.removeprefix("The ") for e in record.entities}


def test_a_country_that_speaks_is_somebody() -> None:
    record = read(article_of("The country said it would leave the treaty."))
    assert [q.speaker is not None for q in record.quotes] == [True]


def test_the_country_is_no_body_of_its_own() -> None:
    record = read(article_of("The minister said it would help the country's growth. Villages across the nation froze."))
    assert not {"country", "nation"} & {e.label for e in record.entities}
    assert all(m.reason for m in record.mentions if m.evidence[0].exact.lower() in ("the country", "the nation"))


def test_the_country_is_the_one_told_of() -> None:
    record = read(article_of("Peru's minister resigned. The country has had three since 2024."))
    (peru,) = (e.key for e in record.entities if e.label == "Peru")
    assert peru in {m.entity for m in record.mentions if m.evidence[0].exact == "The country"}


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Norland's foreign minister Apisai Tora met officials of the Government of China.", "officials"),
        ("Chad's interior minister Idriss Saleh warned members of the government of Sudan.", "members"),
        ("In 2014 police said they had arrested a man.", "police"),
        ("For three days soldiers searched the hills.", "soldiers"),
        ("For many years scientists from Peru protested.", "scientists"),
        ("In March 2014 police said they had arrested a man.", "police"),
        ("In late 2019 police killed protesters.", "protesters"),
        ("She freed hostages from 2000 rebels.", "2000 rebels"),
        ("The Abiy Ahmed supporters left.", "Abiy Ahmed supporters"),
    ],
)
def test_a_noun_phrase_begins_behind_verbs_and_times(text: str, label: str) -> None:
    assert label in entities(text)


@pytest.mark.parametrize(
    "text",
    [
        "The High Court in Harare heard that three officers had taken bribes.",
        "MPs heard that the ministry had lost the files.",
        "The trial in Leeds has heard that Ms Okafor had been followed for weeks.",
    ],
)
def test_who_hears_does_not_speak(text: str) -> None:
    assert {q.speaker for q in read(article_of(text)).quotes} == {None}


def test_who_leads_a_council_may_say_what_she_heard() -> None:
    record = read(article_of("Council leader Ann Pratt has heard that residents are angry."))
    assert [q.speaker is not None for q in record.quotes] == [True]


def test_who_says_that_she_heard_speaks() -> None:
    record = read(article_of("Senator Ruth Amadi said she had heard that the minister would resign."))
    labels = {e.key: e.label for e in record.entities}
    assert [labels.get(q.speaker or "") for q in record.quotes] == ["Ruth Amadi"]


def test_a_bureau_abroad_does_not_make_those_it_tells_of_its_own() -> None:
    text = (
        "NAIROBI, Kenya (AP) — At least 17 people were killed when gunmen attacked two villages in eastern Congo"
        " overnight, local officials said Tuesday.\n\nEd Moe, a rights activist in Irumu, said the Allied Democratic"
        " Forces had abducted 30 more. Congo's army did not comment."
    )
    found = entities(text)
    assert found["eastern Congo"][0] == "COD"
    assert found["local officials"][0] != "KEN"
    assert found["Ed Moe"][0] != "KEN"
    assert (
        entities("NAIROBI, Kenya (AP) — Local officials said Kenya had shut the road.")["Local officials"][0] == "KEN"
    )


@pytest.mark.parametrize(
    ("words", "country"),
    [("eastern Ukraine", "UKR"), ("north-western Nigeria", "NGA"), ("south Lebanon", "LBN"), ("central America", None)],
)
def test_part_of_a_country_is_of_it(words: str, country: str | None) -> None:
    assert nation_of(words) == country


def test_the_best_known_of_several_bodies_is_not_meant_in_another_country() -> None:
    asked = "MANILA, Philippines — The Department of Justice said it would charge Rao. The DOJ asked for help."
    assert entities(asked)["Department of Justice"] == ("PHL", "GOV")
    assert entities("CANBERRA — The Treasury said growth in Australia had slowed.")["Treasury"] == ("AUS", "GOV")
    both = "BEIJING — China's premier met envoys of the United States. The Treasury would impose duties, China said."
    assert entities(both)["Treasury"][0] == "USA"


def test_the_agency_that_signs_is_one() -> None:
    text = "KUWAIT, May 5 (KUNA) -- Kuwait's defense minister met with envoys."
    (record,) = read_page(Page(id="p", content=text, read_as="article")).records
    assert ("KUNA", "KWT", "JRN") in {(e.label, e.country, e.sector) for e in record.entities}
