"""Who speaks where the nearest name is not the one: officials, pronouns, hearers, relative clauses, passives."""

from __future__ import annotations

import pytest

from tests.record.voices import voices


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("A senior official told Reuters that the talks had failed. Prime Minister Ola Berg denied it.", "official"),
        ("A diplomat said talks would go on. Foreign Minister Omar Haddad left the room.", "diplomat"),
        (
            '"We ask for patience," an airline spokeswoman said. Union spokesman James Holt said it was late.',
            "spokeswoman",
        ),
        (
            "A Texas lawmaker wants to ban the film. State Rep. Jared Holt said on Monday he would file a bill.",
            "Jared Holt",
        ),
    ],
)
def test_one_of_many_is_not_the_next_one_named(text: str, who: str) -> None:
    assert str(voices(text)[0][1]).endswith(who)


@pytest.mark.parametrize(
    ("text", "who"),
    [
        (
            'President Ola Berg spoke. Senator Tim Holt said the president was weak. "He is too old," he told us.',
            "Tim Holt",
        ),
        ('Mayor Tom Hill said Paul Moss was late. "He never calls," he told reporters.', "Tom Hill"),
        ("Police said they were called. A driver and two passengers were taken to hospital, they added.", "Police"),
        ("Officials said the road was shut. Dozens of villagers were trapped, they said.", "Officials"),
        ("The agency said it was ready. Norway had blocked the trucks, it said.", "agency"),
        ("SCDF freed one man with cutters, it said.", "SCDF"),
    ],
)
def test_whom_speech_tells_of_is_not_who_speaks(text: str, who: str) -> None:
    assert voices(text)[-1][1] == who


def test_who_was_named_last_goes_on() -> None:
    text = 'Peter Kader said the law was weak. "It should be clear," he said.\n\n'
    text += 'Kithure Mwangi said the fines would help. "Staff should report drivers," he said.'
    assert [who for _, who in voices(text)] == ["Peter Kader"] * 2 + ["Kithure Mwangi"] * 2


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Mr Lee told Reuters that the plant would shut. The agency said it would check.", "agency"),
        ("JTC told ST that it is at work. The army said it was sending 200 troops.", "army"),
        ("The court told Apple to pay. The company said it would appeal.", "Apple"),
        ("The minister spoke to Amnesty. The group said he lied.", "Amnesty"),
    ],
)
def test_who_is_told_something_is_not_meant_next(text: str, who: str) -> None:
    assert voices(text)[-1][1] == who


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("He met Ann Lee, the head of tax at Holt & Co in Malaysia, who said the law was good.", "Ann Lee"),
        ("The Bush administration said the deal was dead.", "Bush administration"),
        ("The Trump campaign said the talks went well.", "Trump campaign"),
        ("The mayor was told by police that the bridge was closed.", "police"),
        ("Ola Berg was told by Holt in a call that Canada would send boats.", "Holt"),
        ("The court was told by defence lawyer Jim Roe that Berg lied.", "Jim Roe"),
        ("It was a blow for Arsenal, who said they would appeal.", "Arsenal"),
    ],
)
def test_sources_that_hold_other_names(text: str, who: str) -> None:
    assert [label for _, label in voices(text)] == [who]


@pytest.mark.parametrize(
    "text",
    [
        "A man accused of shooting two people outside a shop was held without bond.",
        "Maria Lopez was arrested in July and accused of acting as an agent.",
        "The law could cost Ghana $3.8 billion, according to a leaked document seen by AFP.",
    ],
)
def test_the_accused_and_readers_of_papers_say_nothing(text: str) -> None:
    assert [label for _, label in voices(text)] == [None]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Barr drew criticism from Democrats for his remarks.", "Democrats"),
        ("Barr drew criticism for his remarks.", "Barr"),
        ("Preliminary investigations showed that the man left.", None),
    ],
)
def test_who_criticism_comes_from(text: str, who: str | None) -> None:
    assert voices(text)[0][1] == who


def test_two_groups_are_not_the_first_of_them() -> None:
    both = "Some Republican politicians and business owners"
    assert voices(f"{both} complained that workers stayed at home.") == [(both, None)]


def test_who_is_named_behind_his_words_is_he_of_the_next() -> None:
    text = (
        'The Minister of Finance, Alejandro Lind, praised the bank. "Korea is a partner," he commented.\n\n'
        '"The bank has held talks," said the director of operations of the Norland Bank, Woo Young Moe.\n\n'
        '"We hope that Korea will become a good ally," he added.'
    )
    assert voices(text)[-1][1] == "Woo Young Moe"


def test_a_son_of_the_same_name_is_another_where_his_father_was_told_of_before() -> None:
    text = (
        "President Trump called the report fake. His critics cite the meeting that Donald Trump Jr. had in New York."
        ' Trump said the probe was baseless. "I did nothing wrong," Trump Jr. said on Monday.'
    )
    assert [who for _, who in voices(text) if who] == ["Trump", "Trump", "Donald Trump Jr."]
    text = "President Trump said he won. His sons Donald Trump Jr. and Eric Trump flew home. Trump said he would stay."
    assert [who for _, who in voices(text)] == ["Trump", "Trump"]


def test_a_junior_is_named_without_it_from_then_on() -> None:
    text = (
        "Health Secretary Robert Moe Jr. praised the report on Monday. Moe said the plan was sound."
        " The secretary met doctors. Moe said he would come back."
    )
    assert {str(who) for _, who in voices(text)} == {"Robert Moe Jr."}
