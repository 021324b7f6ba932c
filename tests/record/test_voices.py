"""Who a source is, over a whole text: described, named later, named nowhere else, or two at once."""

from __future__ import annotations

import pytest

from dateline.model.span import Span
from dateline.record.callings import is_called
from dateline.record.entities import find_entities
from dateline.record.mentions import find_mentions
from dateline.record.reading import RawAttribution, RawFacts
from dateline.record.rules.names import find_names
from dateline.record.speakers import Speakers
from dateline.record.tokens import tokenize
from tests.record.readings import article_of
from tests.record.voices import voice_of, voices


@pytest.mark.parametrize(
    ("source", "text", "label"),
    [
        ("Zolbrint", "Zolbrint said the tide tables had been wrong for years.", "Zolbrint"),
        ("TideCheck", "TideCheck said on Monday that the claim was false.", "TideCheck"),
        (
            "The Harbor and Docks Authority",
            "The Harbor and Docks Authority said the quay would open on Monday.",
            "Harbor and Docks Authority",
        ),
        (
            "The Lamplighters' Union",
            "The Lamplighters' Union said no lamp would be lit on Friday.",
            "Lamplighters' Union",
        ),
    ],
)
def test_a_source_that_nobody_took_for_a_name_is_one(source: str, text: str, label: str) -> None:
    assert voice_of(source, text) == label


def test_plain_nouns_that_begin_a_sentence_are_no_names() -> None:
    assert voice_of("Villagers", "Villagers said the bridge was gone.") == "Villagers"
    assert voice_of("Mourners", "Mourners said the procession would go on.") == "Mourners"


def test_an_acronym_and_its_words_are_one() -> None:
    text = "The Friends of Lantern Towns (FOLT) marched on Sunday. FOLT said the mills must pay."
    assert voice_of("FOLT", text) == "Friends of Lantern Towns"


@pytest.mark.parametrize(
    ("source", "text", "name"),
    [
        ("the lawmaker", "Senator Paula Whitcombe voted no. “It is a bad law,” the lawmaker said.", "Paula Whitcombe"),
        ("the minister", "Roads Minister Asha Rao opened the bridge. “It will stand,” the minister said.", "Asha Rao"),
        ("The officer", "Inspector Joan Mbeki led the search. The officer said three boats were found.", "Joan Mbeki"),
        ("the former mayor", "Former Leeds mayor Tom Ansah came late. “I walked,” the former mayor said.", "Tom Ansah"),
        ("The DM", "District Magistrate Asha Rao closed the schools. The DM said it was too hot.", "Asha Rao"),
        ("the envoy", "Peru's ambassador to Kenya, Luis Rojas, flew home. “We tried,” the envoy said.", "Luis Rojas"),
        (
            "The Lima businessman",
            "Luis Rojas rose to speak. The Lima businessman said he would not sell.",
            "Luis Rojas",
        ),
        (
            "the spokesperson",
            "Ministry spokesman Omar Najib spoke briefly. “No talks,” the spokesperson said.",
            "Omar Najib",
        ),
    ],
)
def test_who_was_named_may_be_described(source: str, text: str, name: str) -> None:
    assert voice_of(source, text) == name


def test_whom_somebody_meets_is_not_himself() -> None:
    text = "Prime Minister Asha Rao met the leader of Bhutan. The leader of Bhutan said it was late."
    assert voice_of("The leader of Bhutan", text) == "leader"


def test_a_description_that_does_not_fit_is_nobody_named() -> None:
    text = "Roads Minister Asha Rao opened the bridge. The priest said the river was angry."
    assert voice_of("The priest", text) == "priest"


def test_holders_of_one_office_are_told_apart_by_their_places() -> None:
    text = "Texas governor Ann Lowe spoke first. Maine governor Bob Marsh followed. The Texas governor said no."
    assert voice_of("The Texas governor", text) == "Ann Lowe"


def test_a_counterpart_holds_the_office_of_his_own_country() -> None:
    text = "Peruvian President Luis Rojas met his Kenyan counterpart, James Otieno. The Kenyan president said little."
    assert voice_of("The Kenyan president", text) == "James Otieno"


def test_the_name_may_come_after_the_office() -> None:
    found = voices(
        "The prime minister said she would not resign over the letter.",
        "“I sleep well,” Harriet Dunmore said.",
    )
    assert [label for _, label in found] == ["Harriet Dunmore", "Harriet Dunmore"]


def test_a_judge_who_is_named_a_sentence_later_is_that_judge() -> None:
    text = "A judge said on Monday the files must stay shut. Judge Frank Tollan ruled for the bank."
    assert voice_of("A judge", text) == "Frank Tollan"


def test_whoever_is_told_of_next_is_not_the_office_before() -> None:
    found = voices("The chancellor said the rules were firm.", "“They leak,” said Dr Mary Pym of the Thames Centre.")
    assert found[0][1] == "chancellor"


def test_a_pronoun_may_stand_before_the_name() -> None:
    text = "“I came to see the lemon tree,” he said, kicking the rubble. Munir Saqqa has pitched a tent beneath it."
    assert voice_of("he", text) == "Munir Saqqa"


def test_the_owner_of_a_noun_is_not_who_she_is() -> None:
    paragraphs = ("Kofi Mensah built the boat. His wife, Ama Mensah, sold it.", "“It leaked,” she said.")
    assert voice_of("she", *paragraphs) == "Ama Mensah"


def test_a_pronoun_of_the_text_shows_the_gender_and_a_given_name_rules_nobody_out() -> None:
    assert voice_of("she", "Andrea Lowe sold her house. “It was cold,” she said.") == "Andrea Lowe"
    assert voice_of("he", "Andrea Lowe sold his house. “It was cold,” he said.") == "Andrea Lowe"


@pytest.mark.parametrize("source", ["Asha Rao and Minister Tom Ansah", "Asha Rao and Tom Ansah"])
def test_two_who_speak_together_are_a_group(source: str) -> None:
    label = voice_of(source, f"{source} said the road was safe.")
    assert label is not None
    assert label.startswith("Asha Rao and")


def test_two_whom_others_speak_for_do_not_speak() -> None:
    text = "Lawyers for both Asha Rao and Tom Ansah said the files should stay shut."
    assert voice_of("Lawyers for both Asha Rao and Tom Ansah", text) == "Lawyers"


def test_they_are_the_two_who_spoke_together() -> None:
    text = "Asha Rao and Tom Ansah said the road was safe. They said the toll would stay."
    assert voice_of("They", text) == "Asha Rao and Tom Ansah"


def test_a_letter_speaks_for_who_wrote_it() -> None:
    text = "In a letter to the board, Governor Asha Rao asked for more boats. “We drown,” the letter said."
    assert voice_of("the letter", text) == "Asha Rao"


def test_an_analysis_belongs_to_the_outlet_before_it() -> None:
    found = voices("Half the berths stood empty, according to a Reuters analysis of harbor records.")
    assert [label for _, label in found] == ["Reuters"]


def test_a_quotation_alone_is_whom_the_paragraph_before_is_about() -> None:
    found = voices("Skipper Callum Muir tied up for the last time.", "“The new boat has no soul. It has a café.”")
    assert found == [(None, "Callum Muir")]


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("Datuk Seri Hafiz Osman", "Hafiz Osman"),
        ("Alhaji Musa Adeyi", "Musa Adeyi"),
        ("Sir Alun Prosser KC", "Alun Prosser"),
        ("Police Chief Don Marsh", "Don Marsh"),
        ("Nana Yaw Mensah III", "Nana Yaw Mensah III"),
    ],
)
def test_titles_and_letters_are_no_part_of_a_name(name: str, label: str) -> None:
    assert voices(f"{name} said the inquiry would go on.")[0][1] == label


def test_words_for_a_body_fit_its_kind() -> None:
    text = "The Coastal Teachers Association called a strike. “We will teach again,” the union said."
    assert voice_of("the union", text) == "Coastal Teachers Association"


def test_a_word_is_the_body_whose_name_ends_in_it() -> None:
    text = (
        "The Norland Police Department found the dog. It was taken to a hospital by its owner. “He is well now,” the "
        "department said."
    )
    assert voice_of("the department", text) == "Norland Police Department"


@pytest.mark.parametrize(
    ("head", "office", "called"),
    [
        ("minister", "roads minister", True),
        ("lawmaker", "state senator", True),
        ("spokesperson", "army spokesman", True),
        ("ex wife", "wife", True),
        ("leader", "prime minister", True),
        ("mayor", "deputy mayor", True),
        ("former mayor", "mayor", False),
        ("deputy mayor", "mayor", False),
        ("priest", "roads minister", False),
        ("lawmaker", "governor", False),
        ("prime minister", "foreign minister", False),
        ("foreign minister", "prime minister", False),
        ("finance minister", "foreign minister", False),
        ("fire chief", "police chief", False),
        ("managing director", "police chief", False),
        ("party chairwoman", "bank chairman", False),
        ("premier", "foreign minister", False),
        ("premier", "prime minister", True),
        ("prime minister", "premier", True),
        ("police boss", "police chief", True),
        ("sp", "superintendent of police", True),
        ("foreign minister", "external affairs minister", True),
        ("home minister", "interior minister", True),
        ("high court judge", "justice", True),
        ("defense attorney", "defense lawyer", True),
    ],
)
def test_what_a_holder_of_an_office_is_called(head: str, office: str, called: bool) -> None:
    assert is_called(head, office) is called


@pytest.mark.parametrize(
    ("named", "source"),
    [
        ("Finance Minister Asha Rao read out the budget.", "The foreign minister"),
        ("Finance Minister Asha Rao read out the budget.", "The prime minister"),
        ("Prime Minister Asha Rao read out the law.", "The interior minister"),
        ("Police Chief Asha Rao closed the road.", "The fire chief"),
        ("Police Chief Asha Rao closed the road.", "The managing director"),
    ],
)
def test_another_office_is_somebody_else(named: str, source: str) -> None:
    assert voice_of(source, f"{named} {source} said the work would begin on Monday.") != "Asha Rao"


@pytest.mark.parametrize(
    ("named", "source"),
    [
        ("Finance Minister Asha Rao read out the budget.", "The finance minister"),
        ("Premier Asha Rao read out the budget.", "The prime minister"),
        ("Opposition leader Asha Rao read out a poem.", "The BJP legislator"),
        ("Police Chief Asha Rao closed the road.", "The police chief"),
        ("External Affairs Minister Asha Rao flew home.", "The foreign minister"),
        ("Asha Rao, a spokeswoman for the Ministry of Ports, flew home.", "The ministry spokesperson"),
        ("Superintendent of Police Asha Rao closed the road.", "The SP"),
    ],
)
def test_the_same_office_is_who_was_named(named: str, source: str) -> None:
    assert voice_of(source, f"{named} {source} said the work would begin on Monday.") == "Asha Rao"


@pytest.mark.parametrize(
    ("named", "source"),
    [
        ("Company spokesman Asha Rao left early.", "The spokesman for the police"),
        ("Oxfam president Asha Rao left early.", "The president of Lamplighters United"),
        ("The Orchard Growers Union called a strike.", "The rival Lamplighter union"),
        ("The World Food Programme sent 20 trucks.", "The coalition"),
    ],
)
def test_whoever_is_of_another_body_is_somebody_else(named: str, source: str) -> None:
    label = voice_of(source, f"{named} {source} said the work would begin on Monday.")
    assert label not in ("Asha Rao", "Orchard Growers Union", "World Food Programme")


def test_the_leader_of_one_body_is_not_the_secretary_of_another_who_is_named_later() -> None:
    text = "The leader of Leeds Harbor Council said she would go. Lamplight general secretary Asha Rao laughed."
    assert voice_of("The leader of Leeds Harbor Council", text) != "Asha Rao"


def test_brackets_add_to_an_office() -> None:
    text = "Deputy Commissioner of Police (Traffic) Asha Rao closed the road. “It floods,” the DCP said."
    assert voice_of("the DCP", text) == "Asha Rao"


def test_a_lone_name_beside_a_word_for_kin_is_a_name() -> None:
    text = "Avital Sasson wept. Her husband, Doru, a dentist, spoke after her. “We waited,” he said."
    assert voice_of("he", text) == "Doru"


def test_a_short_office_goes_on_about_a_longer_one_without_a_name() -> None:
    text = "The health minister said 40 were dead. “We are counting,” the minister said."
    assert voice_of("the minister", text) == "health minister"


def test_he_is_not_somebody_whom_the_text_calls_she() -> None:
    text = "Actress Asha Rao left. She told reporters the play was late. He said the theater had agreed."
    assert voice_of("She", text) == "Asha Rao"
    assert voice_of("He", text) is None


@pytest.mark.parametrize(
    ("source", "text", "label"),
    [
        (
            "The statement",
            "The mill owners met the Lamplighters' Union. The union issued a statement late on Friday. "
            "The statement said the strike would go on.",
            "Lamplighters' Union",
        ),
        (
            "The statement",
            "In a statement, the Harbor Authority said the quay was shut. Asha Rao released a short statement, too. "
            "The statement said the crew was safe.",
            "Asha Rao",
        ),
        ("The statement", "Asha Rao telephoned Omar Najib. The statement said both had spoken of the bridge.", None),
        ("Some 30 percent", "Of those asked, most would stay. Some 30 percent said they did not know.", None),
    ],
)
def test_a_statement_is_its_issuer_and_a_share_of_those_asked_is_nobody(
    source: str, text: str, label: str | None
) -> None:
    assert voice_of(source, text) == label


def test_ones_own_words_are_ones() -> None:
    text = "Mayor Asha Rao spoke at noon. By Rao's own admission, the quay was never paid for."
    assert "Rao's own" not in {label for _, label in voices(text)}


@pytest.mark.parametrize(
    ("source", "text", "label"),
    [
        (
            "The Harbor Union, which wrote the letter,",
            "The Harbor Union, which wrote the letter, said no.",
            "Harbor Union",
        ),
        ("Norway, which wrote the letter,", "Norway, which wrote the letter, said no.", "Norway"),
        ("which wrote the letter,", "Norway, which wrote the letter, said no.", "Norway"),
    ],
)
def test_what_a_clause_tells_of_who_speaks_is_not_who_speaks(source: str, text: str, label: str) -> None:
    tokens = tokenize(article_of(text))
    names = tuple(find_names(tokens))
    mentions, entities = find_entities(
        tokens, find_mentions(tokens, RawFacts(reader="test", names=names)), published=None
    )
    at, said = text.index(source), text.index("no.")
    told = RawAttribution(source=Span(at, at + len(source)), content=(Span(said, said + 3),))
    key = Speakers(tokens, mentions, entities).speaker_of(told).key
    assert next((e.label for e in entities if e.key == key), None) == label
