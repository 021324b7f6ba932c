"""Who of several is meant: of one surname, of one clause, of those who work for others."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.record.inner_names import is_for_another
from tests.record.readings import Reading
from tests.record.voices import voice_of


@pytest.mark.parametrize(
    ("first", "meant"),
    [
        ("President Karl Weber and first lady Ida Weber saw the port.", "Karl Weber"),
        ("Mayor Peter Weber came with his wife, Anna Weber.", "Peter Weber"),
        ("Karl Weber came. Anna Weber, his daughter, came too.", "Karl Weber"),
        ("Karl Weber came with his brother, Senator Emil Weber.", "Emil Weber"),
        ("Karl Weber came. Emil Weber came, too.", "Emil Weber"),
    ],
)
def test_a_bare_surname_is_not_the_wife_s(first: str, meant: str) -> None:
    assert Reading(first, "Weber spoke on Monday.").behind("Weber") == meant


def test_whose_father_somebody_is_does_not_speak_for_her() -> None:
    first = "Frank Weber, whose father, the Rev. Emil Weber, built the church, said it was wrong."
    assert Reading(first, "Mr. Weber went on to tally the losses.").behind("Weber") == "Frank Weber"


def test_a_surname_that_is_a_land_s_is_the_person_s() -> None:
    reading = Reading("Gwyneth Holland, an analyst, spoke in Leeds.", '"It is over," said Holland on Monday.')
    assert reading.behind("Holland") == "Gwyneth Holland"
    assert reading.entity("Gwyneth Holland").type == "person"


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Eric Lund said it was loud. For David Okafor, he said it is about the words.", "David Okafor"),
        ("Eric Lund said it was loud. As for David Okafor, he said it is about the words.", "David Okafor"),
        ("Eric Lund said it was loud. For the town, he said it is about the words.", "Eric Lund"),
    ],
)
def test_whom_a_sentence_is_about_is_he(text: str, who: str) -> None:
    assert voice_of("he", text) == who


def test_a_name_with_a_title_is_hers() -> None:
    reading = Reading("Mayor Peter Weber came with his wife, Anna Weber.", "Mrs. Weber spoke on Monday.")
    assert reading.behind("Weber") == "Anna Weber"


def test_a_first_name_cut_short_is_the_same() -> None:
    reading = Reading("Steven Munch spoke in Brun.", "Steve Munch left on Monday.")
    assert reading.behind("Steve Munch") == "Steven Munch"


def test_a_chamber_is_no_committee_of_it() -> None:
    reading = Reading("The House Rules Committee met on Monday.", "The House voted on Friday.")
    assert reading.behind("House") == "House"
    assert reading.entity("House").sector == "LEG"


def test_whoever_acts_does_not_do_it_to_himself() -> None:
    reading = Reading("Anton Kerr met Pavel Lund. He thanked him for the tea.")
    assert reading.behind("He") == "Anton Kerr"
    assert reading.behind("him") == "Pavel Lund"
    assert voice_of("He", "He criticised Pavel Lund on Friday, saying the plan was poor.") is None


def test_a_new_subject_takes_the_pronoun() -> None:
    text = "Rachel Moss says she is cold. A friend, Ines Duarte, says the town is loud. She says it never sleeps."
    assert voice_of("She", text) == "Ines Duarte"


def test_those_who_spoke_speak_again() -> None:
    text = "Brun police say the two men were shot near the port.\n\nThey say one of them will live."
    assert voice_of("They", *text.split("\n\n")) == "Brun police"


def test_one_official_is_nobody_named() -> None:
    text = "President Joe Biden met envoys on Friday. The talks went well, one U.S. official said."
    assert voice_of("one U.S. official", text) == "U.S. official"


def test_a_subject_behind_a_comma_is_another() -> None:
    text = "After talks with Karl Weber, the minister flew home. The minister said the talks were good."
    assert voice_of("The minister", text) == "minister"


@pytest.mark.parametrize(
    ("text", "source", "who"),
    [
        ("A lawyer for former minister Karl Brandt said the claim was unfair.", None, "lawyer"),
        ("An aide to Ms Falk said the day was long.", None, "aide"),
        ("Critics, including Hazel Pope, said the plan was poor.", "Critics, including Hazel Pope,", "Critics"),
        ("The bank, the council and a spokeswoman for Mr Kerr said the claim was unfair.", None, None),
        ("Minister for Trade Karl Brandt said the claim was unfair.", None, "Karl Brandt"),
    ],
)
def test_whom_somebody_works_for_does_not_speak(text: str, source: str | None, who: str | None) -> None:
    assert voice_of(source or text.split(" said", maxsplit=1)[0], text) == who


def test_the_words_before_a_name() -> None:
    assert is_for_another("A lawyer for former minister ")
    assert is_for_another("Other parents like Ms ")
    assert is_for_another("Iran, which backs ")
    assert not is_for_another("Minister for Trade ")
    assert not is_for_another("Foreign Minister ")


@pytest.mark.parametrize(
    ("text", "label", "country"),
    [
        ("Iran freed two men. President Trump thanked Tehran.", "Trump", "USA"),
        ("President Biden met Xi Jinping of China in Lima.", "Biden", "USA"),
        ("President Ola Norman accused Russia of theft.", "Ola Norman", None),
        ("Defence Minister Ola Norman said Norway would send jets.", "Ola Norman", "NOR"),
        ("The foreign ministry expelled two Russian diplomats on Thursday.", "foreign ministry", None),
        ("Hungary voted on Monday. The foreign ministry expelled two Russian diplomats.", "foreign ministry", None),
        ("King Emil VI of Spain received envoys.", "Emil VI", "ESP"),
        ("King Emil VI received envoys.", "Emil VI", None),
    ],
)
def test_an_office_is_not_of_whom_its_holder_deals_with(text: str, label: str, country: str | None) -> None:
    assert Reading(text, published=date(2025, 6, 12)).entity(label).country == country


def test_the_army_of_another_country_is_another() -> None:
    text = "The Israeli army fired. Lebanese Prime Minister Nawaf Salam told the army to hold the south."
    reading = Reading(text)
    assert {e.country for e in reading.entities if e.sector == "MIL"} == {"ISR", "LBN"}


def test_a_father_is_not_his_son() -> None:
    text = "King Salman bin Abdulaziz Al Saud spoke. Prince Mohammed bin Salman bin Abdulaziz Al Saud left."
    assert Reading(text).behind("Salman bin Abdulaziz Al Saud") == "Salman bin Abdulaziz Al Saud"


def test_a_force_that_is_no_army_is_not_the_military() -> None:
    reading = Reading("The China Coast Guard fired a flare. The Chinese military drew near.")
    assert reading.behind("The Chinese military") == "Chinese military"


def test_a_land_s_own_are_in_another_country() -> None:
    reading = Reading("Soldiers took the palace in Peru. Portugal told its citizens in the country to stay at home.")
    assert reading.behind("the country") == "Peru"


def test_its_ambassador_is_not_the_other_one() -> None:
    reading = Reading("Peru met the Norwegian ambassador. Lithuania recalled its ambassador on Friday.")
    assert reading.behind("its ambassador") == "its ambassador"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The judge argued that White House officials knew.", "White House officials"),
        ("Three died, an attack authorities linked to the flood.", "authorities"),
        ("It came in a poll that observers watched.", "observers"),
        ("A group of officials came.", "A group of officials"),
        ("A dozen officials came.", "A dozen officials"),
    ],
)
def test_what_joins_is_no_part_of_a_group(text: str, words: str) -> None:
    assert words in [m.evidence[0].exact for m in Reading(text).mentions]


@pytest.mark.parametrize(
    ("text", "label", "country", "code"),
    [
        ("The judges in The Hague ordered Peru to pay.", "judges", None, None),
        ("The Ministry of Defence in Nairobi said it had won.", "Ministry of Defence", "KEN", "KEN"),
        ("Georgia accused Brussels of theft after the European Union left.", "Brussels", "BEL", "EUR"),
        ("Belgium told Brussels to pay after the European Union left.", "Brussels", "BEL", "BEL"),
        ("The court issued a warrant for Peru's former army chief.", "court", None, None),
    ],
)
def test_where_bodies_of_many_states_sit(text: str, label: str, country: str | None, code: str | None) -> None:
    entity = Reading(text).entity(label)
    assert (entity.country, entity.code) == (country, code)
