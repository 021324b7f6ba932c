"""Entities: names, offices, bodies and pronouns that stand for one; role, country and sector from the text."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dateline.model.article import Role
from dateline.model.span import Span
from dateline.model.statement import EntityType
from dateline.record.belonging import country_in, without_topic
from dateline.record.entities import entity_at, find_entities
from dateline.record.mentions import find_mentions
from dateline.record.name_edges import mended
from dateline.record.read import read
from dateline.record.reading import RawFacts, RawName
from dateline.record.rules.names import find_names
from dateline.record.tokens import tokenize
from tests.record.readings import Reading, article_of


def test_full_name_surname_and_pronoun_are_one() -> None:
    reading = Reading(
        "Dr Leila Haddad opened the clinic in Tunis.", "Haddad thanked the donors. She said the work had only begun."
    )
    entity = reading.entity("Leila Haddad")
    assert entity.aliases == ("Haddad",)
    assert reading.behind("Haddad") == reading.behind("She") == "Leila Haddad"


def test_two_people_of_one_surname_stay_apart() -> None:
    reading = Reading(
        "The talks between Shri Dev Pratap Rana and the envoy went on.",
        "On Friday the mayor of the town, Anil Kumar Rana, spoke. Rana said the road would open.",
        "Dev Rana was silent.",
    )
    assert reading.behind("Rana") == "Anil Kumar Rana"
    assert reading.behind("Dev Rana") == "Dev Pratap Rana"


@pytest.mark.parametrize(
    ("text", "label", "role", "country", "sector"),
    [
        ("Minister for Sustainability Grace Tan of Norway spoke.", "Grace Tan", "Minister", "NOR", "GOV"),
        ("His wife, Norwegian Senator Ana Dahl, condemned the ruling.", "Ana Dahl", "Senator", "NOR", "LEG"),
        ("Norwegian Foreign Minister Kari Dahl arrived.", "Kari Dahl", "Foreign Minister", "NOR", "GOV"),
        ("Kari Dahl, the Ambassador of Norway to Peru, arrived.", "Kari Dahl", "Ambassador", "NOR", "GOV"),
        ("Peru's deputy chief of staff, Major General Luis Rojas, left.", "Luis Rojas", "deputy chief", "PER", "MIL"),
        ("Hamas Commander Omar al-Najib was seen.", "Omar al-Najib", "Commander", "PSE", "REB"),
        ("Lima's Mayor Rosa Quispe resigned.", "Rosa Quispe", "Mayor", "PER", "GOV"),
        (
            "Ines Duarte, a Portuguese writer and academic based in the UK, agreed.",
            "Ines Duarte",
            "writer",
            "PRT",
            "CVL",
        ),
        (
            "It was led by the Director General of the Kenyan Ministry of Health Peter Otieno.",
            "Peter Otieno",
            "Director General",
            "KEN",
            "GOV",
        ),
        (
            "The Kenyan side was led by Foreign Secretary Grace Otieno.",
            "Grace Otieno",
            "Foreign Secretary",
            "KEN",
            "GOV",
        ),
        ("Sen. Paula Whitcombe, of the US Senate, voted.", "Paula Whitcombe", "Sen.", "USA", "LEG"),
    ],
)
def test_role_country_and_sector(text: str, label: str, role: str, country: str | None, sector: str) -> None:
    entity = Reading(text).entity(label)
    assert entity.role is not None and role in entity.role
    assert (entity.country, entity.sector) == (country, sector)


@pytest.mark.parametrize(
    ("text", "label", "sector"),
    [
        ("Dana Whitlow, senior vice president at cybersecurity firm Netguard, agreed.", "Dana Whitlow", "BUS"),
        ("Paul Ferris, vice president of investigations at Chainwatch, agreed.", "Paul Ferris", None),
        ("Omar Haddad, security adviser at insurance firm Lloyd Marsh, agreed.", "Omar Haddad", "BUS"),
        ("Dana Whitlow, head of research at Harborline Shipping, agreed.", "Dana Whitlow", "BUS"),
        ("Ann Teller, general counsel at software maker Bluepoint, agreed.", "Ann Teller", "BUS"),
        ("Jenny Marlowe, a North Korea expert at Netguard, agreed.", "Jenny Marlowe", "EDU"),
    ],
)
def test_a_part_in_a_company_is_no_state_s_and_of_no_country_that_is_not_said(
    text: str, label: str, sector: str | None
) -> None:
    home = "Kenya's parliament met in Nairobi. Kenya has had little rain. The Kenyan police were there."
    entity = Reading(home, text, dateline="Nairobi").entity(label)
    assert (entity.country, entity.sector) == (None, sector)


@pytest.mark.parametrize(
    ("text", "country", "sector"),
    [
        ("Dana Whitlow, security adviser at the foreign ministry, agreed.", "KEN", "GOV"),
        ("Vice President Dana Whitlow agreed.", "KEN", "GOV"),
        ("Kenya's vice president, Dana Whitlow, agreed.", "KEN", "GOV"),
        ("Dana Whitlow, vice president of Kenya, agreed.", "KEN", "GOV"),
        ("Dana Whitlow, a Kenyan economist at Netguard, agreed.", "KEN", "EDU"),
    ],
)
def test_a_part_in_a_state_is_the_state_s(text: str, country: str, sector: str) -> None:
    home = "Kenya's parliament met in Nairobi. Kenya has had little rain. The Kenyan police were there."
    entity = Reading(home, text, dateline="Nairobi").entity("Dana Whitlow")
    assert (entity.country, entity.sector) == (country, sector)


@pytest.mark.parametrize(
    ("words", "country"),
    [
        ("a North Korea expert", None),
        ("An Iran analyst", None),
        ("the Russia specialist", None),
        ("a South Korean analyst", "KOR"),
        ("a US researcher", "USA"),
        ("Peru's economist", "PER"),
    ],
)
def test_a_country_that_somebody_knows_about_is_not_his(words: str, country: str | None) -> None:
    assert country_in(without_topic(words)) == country


@pytest.mark.parametrize(
    ("text", "label", "country", "sector"),
    [
        ("Communities Secretary Dana Whitlow left.", "Dana Whitlow", None, "GOV"),
        (
            "The Orchard Growers Union of Kenya met. Orchard Growers Union chief Dana Whitlow left.",
            "Dana Whitlow",
            None,
            "LAB",
        ),
        ("The captain of Peru's women's hockey team, Dana Whitlow, wept.", "Dana Whitlow", "PER", "CVL"),
        ("Peru captain Dana Whitlow wept.", "Dana Whitlow", "PER", "CVL"),
        ("Captain Dana Whitlow of the Peruvian army wept.", "Dana Whitlow", None, "MIL"),
        ("Iran's Foreign Ministry was angry. Its spokesman, Omar Najib, wept.", "Omar Najib", "IRN", "GOV"),
        ("Dana Whitlow, accusing the union's leaders of greed, left.", "Dana Whitlow", None, None),
        ("The UN humanitarian coordinator in Peru, Dana Whitlow, left.", "Dana Whitlow", None, "GOV"),
        ("The union, whose national director, Dana Whitlow, spoke, was glad.", "Dana Whitlow", None, None),
    ],
)
def test_whose_and_of_what_an_office_is(text: str, label: str, country: str | None, sector: str | None) -> None:
    entity = Reading(text).entity(label)
    assert (entity.country, entity.sector) == (country, sector)


@pytest.mark.parametrize(
    ("text", "label", "country"),
    [
        ("Police in Birmingham, Alabama, arrested two men on Friday.", "Police", "USA"),
        ("The mayor of London, Ontario, resigned on Monday.", "mayor", "CAN"),
        ("People in Paris protested on Friday.", "People", "FRA"),
        ("The man was sentenced to ten years in jail on Monday.", "man", None),
        ("Adam Vale, a social worker at Hill Road Family Service Centre, agreed.", "Adam Vale", None),
        ("The Calcutta High Court agreed.", "Calcutta High Court", "IND"),
        ("The Centre Bank said it would lend in Ohio.", "Centre Bank", None),
        ("Shops closed in Lansing, Michigan, as the Chicago Lamp Company left.", "Chicago Lamp Company", "USA"),
    ],
)
def test_a_town_s_name_tells_the_country_of_the_article_s_place(text: str, label: str, country: str | None) -> None:
    assert Reading(text).entity(label).country == country


@pytest.mark.parametrize(
    ("text", "sectors"),
    [
        ("She joined Justices Carl Thorn, Sam Alba and Brett Kane on Friday.", {"JUD"}),
        ("The votes of Sens. Mitt Thorn of Utah, Susan Cole of Maine and Kirsten Vale of Ohio were lost.", {"LEG"}),
        ("Senators Carl Thorn (R-Ohio) and Brett Kane (D-Utah) agreed.", {"LEG"}),
        ("Senator Carl Thorn and Brett Kane agreed.", {"LEG", None}),
        ("Senators praised Carl Thorn and Brett Kane.", {None}),
    ],
)
def test_a_title_in_the_plural_is_everybody_s_on_the_list(text: str, sectors: set[str | None]) -> None:
    assert {e.sector for e in Reading(text).entities if e.type == "person"} == sectors


def test_the_title_of_the_next_one_on_a_list_is_his() -> None:
    reading = Reading("It names Paula Hayes, fired FBI Director Tom Cole and former Attorney General Rita Lane.")
    assert [(e.label, e.role) for e in reading.entities if e.label == "Paula Hayes"] == [("Paula Hayes", None)]
    assert reading.entity("Tom Cole").sector == "ELI"


def test_defined_letters_are_the_article_s_body_and_no_other_of_that_name() -> None:
    text = "The Social Policy Agency (SPA) in Norway opened. SPA said it would help."
    assert [(e.country, e.sector) for e in Reading(text).entities if "SPA" in e.aliases] == [(None, "GOV")]
    text = "The Food and Drugs Administration (FDA) agreed. The FDA said so."
    assert [e.country for e in Reading(text).entities if "FDA" in e.aliases] == ["USA"]


def test_a_body_shortened_with_capitals_inside_is_the_body() -> None:
    reading = Reading("The National Parks Board (NParks) opened. NParks is planting trees.")
    assert [(e.label, e.aliases) for e in reading.entities if e.type == "organization"] == [
        ("National Parks Board", ("NParks",))
    ]


@pytest.mark.parametrize(
    ("text", "label", "country", "sector"),
    [
        ("The dealers want a law.", "dealers", None, "BUS"),
        ("Two representatives from the firm came.", "Two representatives", None, None),
        ("The airline's pilots agreed.", "airline's pilots", None, "LAB"),
        ("The visa could bring in foreign workers.", "foreign workers", None, "LAB"),
        ("U.S. Attorney John Hubert agreed.", "John Hubert", "USA", "JUD"),
        ("Brett Gray, the top civilian envoy in Kabul, resigned.", "Brett Gray", None, "GOV"),
        ("Tom Vale would not withdraw troops from Iraq.", "troops", None, "MIL"),
        ("Tom Vale met troops from Iraq.", "troops", "IRQ", "MIL"),
        ("Republicans blocked the bill.", "Republicans", "USA", "PTY"),
        ("Mr Theo Judge was arrested on Friday.", "Theo Judge", None, None),
    ],
)
def test_words_of_two_senses(text: str, label: str, country: str | None, sector: str | None) -> None:
    entity = Reading(text).entity(label)
    assert (entity.country, entity.sector) == (country, sector)


def test_sources_figures_and_states_of_mind_are_nobody() -> None:
    text = "Spinach is a source of iron. The actual figure was higher. She was in an emotional state."
    assert not [m for m in Reading(text).mentions if m.form == "nominal"]


def test_whom_somebody_dismissed_held_his_office() -> None:
    text = "German Chancellor Dieter Voll dismissed Finance Minister Karl Lind on Friday."
    assert Reading(text).entity("Karl Lind").sector == "GOV"


def test_a_president_is_not_of_a_land_that_is_only_beside_him() -> None:
    assert Reading("President Ruiz praised Ghana on Tuesday.").entity("Ruiz").country is None
    text = "Ms Vale leads the party in Burma and advises President Ruiz. American leaders and U.S. officials came."
    assert Reading(text).entity("Ruiz").country is None


@pytest.mark.parametrize(
    ("text", "label", "country", "sector"),
    [
        ("Defence Minister Omar Haddad met Lavrov on Monday.", "Omar Haddad", None, "GOV"),
        ('"It is late," said Neil Jones, of West Yorkshire Police.', "Neil Jones", "GBR", "COP"),
        ("Former President Ola Berg criticised his successor Liv Dahl.", "Liv Dahl", None, None),
        ("Opposition leader Ana Cruz met Macron.", "Ana Cruz", None, "PTY"),
    ],
)
def test_what_somebody_beside_says_of_one(text: str, label: str, country: str | None, sector: str | None) -> None:
    entity = Reading(text).entity(label)
    assert (entity.country, entity.sector) == (country, sector)


@pytest.mark.parametrize(
    ("text", "words", "label"),
    [
        ("Olaf Scholz spoke in Berlin. The German chancellor said so.", "The German chancellor", "Olaf Scholz"),
        ("Olaf Scholz spoke in Berlin. The French president said so.", "The French president", "French president"),
        ("Rubio met Lavrov. He flew home.", "Rubio", "Rubio"),
        ("Jordan met Lavrov. He flew home.", "Jordan", "Jordan"),
    ],
)
def test_holders_of_offices_that_only_a_table_tells(text: str, words: str, label: str) -> None:
    assert Reading(text).behind(words) == label


def test_who_acts_and_holds_an_office_is_no_town() -> None:
    assert Reading("Rubio met Lavrov. He flew home.").entity("Rubio").country == "USA"


def test_the_scene_of_the_sentence_before_is_not_the_home_of_the_article() -> None:
    home = "Kenya's parliament met in Nairobi. Kenya has had little rain. The Kenyan police were there."
    text = "In neighbouring Uganda, lecturers stopped work. The vice chancellor, Grace Otieno, was calm."
    assert Reading(home, text, dateline="Nairobi").entity("Grace Otieno").country is None


def test_a_body_is_of_the_country_that_any_of_its_descriptions_names() -> None:
    reading = Reading("The envoy spoke of the army's new posts.", "The Lebanese army said it had taken three hills.")
    assert {e.country for e in reading.entities if e.label.endswith("army")} == {"LBN"}


def test_leaders_are_of_the_body_that_owns_them() -> None:
    assert Reading("The mayor met the union's leaders.").entity("union's leaders").sector == "LAB"


def test_an_envoy_is_not_of_the_country_it_is_sent_to() -> None:
    assert Reading("The ambassador to Peru, Kari Dahl, arrived.").entity("Kari Dahl").country is None


def test_an_office_stands_for_who_holds_it() -> None:
    reading = Reading(
        "Norwegian Foreign Minister Kari Dahl met Peruvian Foreign Minister Juan Soto.",
        "The Peruvian foreign minister smiled. The Norwegian foreign minister did not.",
    )
    assert reading.behind("The Peruvian foreign minister") == "Juan Soto"
    assert reading.behind("The Norwegian foreign minister") == "Kari Dahl"


def test_an_office_before_a_comma_is_the_name_behind_it() -> None:
    reading = Reading("The meeting was led by the finance minister, Grace Otieno, and lasted an hour.")
    assert reading.behind("the finance minister") == "Grace Otieno"
    assert reading.entity("Grace Otieno").role == "finance minister"


def test_a_new_subject_behind_a_comma_does_not_take_the_office() -> None:
    reading = Reading("After meeting the finance minister, Otieno said the strike was over. Grace Otieno is a nurse.")
    assert reading.entity("Grace Otieno").role != "finance minister"


def test_acronyms_and_common_nouns_stand_for_the_body() -> None:
    reading = Reading(
        "The Coastal Fishers Federation (CFF) called a strike.", "CFF said so. The federation gave no date."
    )
    assert reading.entity("Coastal Fishers Federation").aliases == ("CFF",)
    assert reading.behind("The federation") == "Coastal Fishers Federation"


def test_one_plain_name_in_two_countries_is_two_bodies() -> None:
    reading = Reading("Peru's Ministry of Defence bought radars.", "Chile's Ministry of Defence did not.")
    assert sorted(e.country or "" for e in reading.entities if e.type == "organization") == ["CHL", "PER"]


def test_a_ministry_without_a_country_is_of_the_dateline() -> None:
    reading = Reading("The Ministry of Health warned of heat. Kenya has had little rain.", dateline="Nairobi")
    assert reading.entity("Ministry of Health").country == "KEN"


def test_an_office_before_a_name_with_a_style_and_letters() -> None:
    reading = Reading("The Prime Minister of Australia, the Hon Anthony Albanese MP, held the summit.")
    found = reading.entity("Anthony Albanese")
    assert (found.role, found.country, found.sector) == ("Prime Minister of Australia", "AUS", "GOV")
    assert len([e for e in reading.entities if e.type == "person"]) == 1


def test_the_kingdom_is_the_one_that_was_named() -> None:
    told = "Saudi officials said so. The Kingdom stands by its word, the Kingdom said."
    assert Reading(told).entity("Kingdom").country == "SAU"
    assert Reading(f"Jordan's king came. {told}").entity("Kingdom").country is None


def test_an_office_is_of_the_country_of_whose_it_is() -> None:
    reading = Reading("French President Luc Berg spoke. President Luc Berg's office denied it.")
    assert {e.country for e in reading.entities if e.label.endswith("office")} == {"FRA"}


def test_a_mission_of_the_united_nations_is_theirs() -> None:
    found = read(article_of("The United Nations Stabilization Mission in Haiti condemned the raid on Monday.")).entities
    assert {(e.code, e.sector, e.country) for e in found if "Mission" in e.label} == {("UNO", "GOV", None)}


def test_a_group_is_what_it_is_known_as() -> None:
    found = read(
        article_of(
            "Nine died on Monday. The armed group known as the Popular Front denied any involvement in the raid."
        )
    )
    (quote,) = [q for q in found.quotes if q.cue is not None and q.cue.of(found.article.text.content) == "denied"]
    assert next(e.label for e in found.entities if e.key == quote.speaker) == "Popular Front"


def test_a_region_of_many_countries_is_of_none() -> None:
    assert Reading("Leaders of three Sahel nations met in the Sahel.").entity("Sahel").country is None


def test_who_is_not_named_is_nobody_named_next() -> None:
    reading = Reading(
        "An Israeli official who spoke on condition of anonymity said so.",
        "Foreign Minister Hossein Akbari said otherwise.",
        "A senior official said nothing. A French diplomat said less. Ambassador Luis Prado denied it.",
    )
    labels = {e.label for e in reading.entities if e.type == "person"}
    assert {"Israeli official", "French diplomat", "Hossein Akbari", "Luis Prado"} <= labels


def test_a_foreign_minister_is_not_home_s_where_his_paragraph_is_of_another_country() -> None:
    reading = Reading(
        "Turkey summoned the envoy. Turkish police arrested four. Turkey said so.",
        "Swedish Prime Minister Ulf Berg called it a shame. Foreign Minister Tobias Lind said Stockholm had hopes.",
        dateline="Ankara",
    )
    assert reading.entity("Tobias Lind").country is None
    assert reading.entity("Ulf Berg").country == "SWE"


def test_gender_decides_between_two() -> None:
    reading = Reading("Ingrid Dahl met Juan Soto in Oslo. He said the talks went well.")
    assert reading.behind("He") == "Juan Soto"


def test_who_tells_in_between_is_not_in_what_is_told() -> None:
    reading = Reading("The Ports Ministry condemned the delay. Norway, it said, earned more.")
    assert reading.behind("it") != "Norway"
    told = Reading("The Ports Ministry condemned the delay. Norway met Denmark, and it said no.")
    assert told.behind("it") == "Norway"
    owned = Reading("Ingrid Dahl was jailed for six years on Wednesday, her lawyer, Juan Soto, said.")
    assert owned.behind("her") == "Ingrid Dahl"


def test_what_cannot_be_linked_says_why() -> None:
    reading = Reading("“He never asked me,” it read. They left.")
    reasons = {m.evidence[0].exact: m.reason for m in reading.mentions if m.form == "pronoun"}
    assert set(reasons) == {"He", "me", "it", "They"}
    assert all(reasons.values())


def test_a_body_that_begins_with_a_title_keeps_its_name() -> None:
    reading = Reading("The Justice Department sued the city of Turin.")
    assert {e.label for e in reading.entities} >= {"Justice Department"}


def test_entity_at_looks_into_a_span() -> None:
    reading = Reading("Norwegian Foreign Minister Kari Dahl met a spokesman for the Oxfam office.")
    source = Span(0, reading.text.index(" met"))
    assert entity_at(source, reading.mentions) == reading.entity("Kari Dahl").key
    assert entity_at(Span(len(reading.text) - 1, len(reading.text)), reading.mentions) is None


def test_somebodys_allies_are_not_he() -> None:
    reading = Reading("Kari Dahl left. Dahl allies were glad.")
    source = Span(reading.text.index("Dahl allies"), reading.text.index(" were"))
    assert entity_at(source, reading.mentions) != reading.entity("Kari Dahl").key


def test_keys_count_in_the_order_of_the_text_and_evidence_holds() -> None:
    reading = Reading("Kari Dahl met Juan Soto. Soto thanked Dahl and the Oslo police.")
    assert [e.key for e in reading.entities] == [f"e{n}" for n in range(1, len(reading.entities) + 1)]
    assert all(e.exact == e.span.of(reading.text) for x in reading.entities for e in x.evidence)
    assert all(e.label not in e.aliases for e in reading.entities)


@pytest.mark.parametrize(
    ("text", "words", "label"),
    [
        (
            "Tory leader Ana Lowe met Labour leader Kay Dunn. The Labour leader said no.",
            "The Labour leader",
            "Kay Dunn",
        ),
        (
            "Ana Lowe, the Republican nominee, met Kay Dunn. The GOP nominee said no.",
            "The GOP nominee",
            "Ana Lowe",
        ),
        (
            "Ana Lowe, the Republican nominee, met Kay Dunn. The Democratic nominee said no.",
            "The Democratic nominee",
            "Democratic nominee",
        ),
        ("Senator Ana Lowe, D-Calif., spoke. The California Democrat said no.", "The California Democrat", "Ana Lowe"),
        (
            "Rep. Ana Lowe (R-Texas) met Sen. Kay Dunn, D-N.Y. The Texas Republican said no.",
            "The Texas Republican",
            "Ana Lowe",
        ),
        (
            "Rep. Ana Lowe (R-Texas) spoke. The Ohio Republican said no.",
            "The Ohio Republican",
            "Ohio Republican",
        ),
    ],
)
def test_an_office_is_of_its_party(text: str, words: str, label: str) -> None:
    assert Reading(text).behind(words) == label


def test_a_place_with_its_country_behind_is_the_place() -> None:
    tokens = tokenize(article_of("Manila, Philippines, was calm.", "Manila stayed calm."))
    names = tuple(RawName(span=Span(*s), type="place", score=1.0) for s in ((0, 19), (32, 38)))
    _, entities = find_entities(tokens, find_mentions(tokens, RawFacts(reader="test", names=names)), published=None)
    places = [e for e in entities if e.type == "place"]
    assert [(e.label, e.country) for e in places] == [("Manila", "PHL")]


def test_a_sea_cut_in_its_name_is_whole() -> None:
    tokens = tokenize(article_of("It sailed the South China Sea again."))
    names = (RawName(span=Span(14, 19), type="place", score=1.0), RawName(span=Span(20, 25), type="place", score=1.0))
    (found,) = mended(tokens.sentences[0], names)
    assert found.span == Span(14, 29)


@pytest.mark.parametrize(
    ("text", "label", "role", "sector"),
    [
        ("Kari Dahl’s chief of staff, Juan Soto, denied it.", "Juan Soto", "chief of staff", "GOV"),
        ("The president’s chief of staff, Juan Soto, denied it.", "Juan Soto", "chief of staff", "GOV"),
        ("Juan Soto, the president’s chief of staff, denied it.", "Juan Soto", "chief of staff", "GOV"),
        ("Army Chief of Staff Juan Soto denied it.", "Juan Soto", "Chief of Staff", "MIL"),
        (
            "Juan Soto, the East Africa director of Oxfam, denied it.",
            "Juan Soto",
            "East Africa director of Oxfam",
            "SOC",
        ),
    ],
)
def test_whose_chief_of_staff(text: str, label: str, role: str, sector: str) -> None:
    entity = Reading(text).entity(label)
    assert (entity.role, entity.sector) == (role, sector)


def test_a_title_with_a_stop_ends_no_sentence_and_is_nobody() -> None:
    labels = [e.label for e in Reading("He met Hon'ble President Smt. Asha Rao and Mr Lund.").entities]
    assert "Asha Rao" in labels and "Smt" not in labels


def test_a_title_is_no_part_of_a_name() -> None:
    tokens = tokenize(article_of("Tánaiste Kari Dahl left."))
    (found,) = mended(tokens.sentences[0], [RawName(span=Span(0, 18), type="person", score=1.0)])
    assert found.span == Span(9, 18)


def test_a_headlines_name_is_what_the_story_takes_it_for() -> None:
    article = article_of("Police guard the Amazon in the Amazon basin.", headline="Senate protects Amazon defenders")
    text = article.text.content
    kinds: dict[int, EntityType] = {text.index("Amazon"): "organization", text.index("Amazon in"): "place"}
    names = tuple(RawName(span=Span(at, at + 6), type=kind, score=1.0) for at, kind in kinds.items())
    mentions = find_mentions(tokenize(article), RawFacts(reader="test", names=names))
    assert {m.type for m in mentions if m.evidence[0].exact == "Amazon"} == {"place"}


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("UAE President Sheikh Kari Dahl left.", "President"),
        ("Prime Minister Sheikh Kari Dahl left.", "Prime Minister"),
        ("Qatari Emir Sheikh Kari Dahl left.", "Emir"),
        ("The minister left. Sheikh Kari Dahl stayed.", None),
    ],
)
def test_an_office_before_what_one_is_addressed_by(text: str, role: str | None) -> None:
    tokens, at = tokenize(article_of(text)), text.index("Kari")
    names = (RawName(span=Span(at, at + 9), type="person", score=1.0),)
    _, entities = find_entities(tokens, find_mentions(tokens, RawFacts(reader="test", names=names)), published=None)
    assert next(e.role for e in entities if e.label == "Kari Dahl") == role


def test_the_country_is_the_one_just_named_or_named_most() -> None:
    told = "Norway voted. Norway counted. Denmark watched. Oxfam was glad. Crowds sang. The country’s king was calm."
    assert Reading(told).behind("The country") == "Norway"
    assert (
        Reading("Norway voted. Norway counted. Denmark watched. The country was calm.").behind("The country")
        == "Denmark"
    )
    even = "Norway voted. Denmark watched. Oxfam was glad. Crowds sang. The country was calm."
    assert Reading(even).behind("The country") not in ("Norway", "Denmark")


def test_a_counterpart_is_of_another_country() -> None:
    reading = Reading(
        "U.S. Secretary of War Kari Dahl met her counterpart, Juan Soto, and her Danish counterpart, Bo Lund."
    )
    assert (reading.entity("Kari Dahl").role, reading.entity("Kari Dahl").sector) == ("Secretary of War", "GOV")
    assert (reading.entity("Juan Soto").country, reading.entity("Juan Soto").sector) == (None, "GOV")
    assert reading.entity("Bo Lund").country == "DNK"


@pytest.mark.parametrize(
    ("letters", "behind"),
    [("EAM", "Kari Dahl"), ("RM", "Juan Soto"), ("UN", "UN"), ("HRM", "HRM")],
)
def test_letters_of_an_office_are_who_holds_it(letters: str, behind: str) -> None:
    text = f"External Affairs Minister Kari Dahl and Raksha Mantri Juan Soto left. {letters} said so."
    kinds: dict[str, EntityType] = {"Kari Dahl": "person", "Juan Soto": "person", letters: "organization"}
    spans = {words: text.index(f"{words} ") for words in kinds}
    names = tuple(RawName(span=Span(at, at + len(w)), type=kinds[w], score=1.0) for w, at in spans.items())
    tokens = tokenize(article_of(text))
    mentions, entities = find_entities(
        tokens, find_mentions(tokens, RawFacts(reader="test", names=names)), published=None
    )
    key = next(m.entity for m in mentions if m.evidence[0].exact == letters)
    found = next(e for e in entities if e.key == key)
    assert found.label == behind
    assert behind == letters or (letters in found.aliases and found.type == "person")


@pytest.mark.parametrize(("role", "she"), [("caption", "Leila Haddad"), ("paragraph", "Ann Rowe")])
def test_who_stands_under_a_picture_is_not_whom_the_story_goes_on_about(role: Role, she: str) -> None:
    article = article_of(
        "Leila Haddad opened the clinic in Tunis.", "Ann Rowe visited the clinic in 2005.", "She thanked the donors."
    )
    above, under, below = article.blocks
    tokens = tokenize(replace(article, blocks=(above, replace(under, role=role), below)))
    raw = RawFacts(reader="test", names=find_names(tokens))
    mentions, entities = find_entities(tokens, find_mentions(tokens, raw), published=None)
    key = next(m.entity for m in mentions if m.evidence[0].exact == "She")
    assert next(e.label for e in entities if e.key == key) == she
