"""Who speaks where the order of the words misleads: asides turned round, ", saying", and what is held of somebody."""

from __future__ import annotations

import pytest

from dateline.model.span import Span
from dateline.record.neural.network import network
from dateline.record.neural.passives import of_passives
from dateline.record.neural.pieces import Pieces, cut_pieces
from dateline.record.neural.turned import turned
from dateline.record.reading import RawAttribution, RawFacts
from tests.record.prose import prose


def attribution(text: str, source: str, cue: str, *content: str) -> RawAttribution:
    def span(words: str) -> Span:
        start = text.index(words)
        return Span(start, start + len(words))

    return RawAttribution(content=tuple(map(span, content)), source=span(source), cue=span(cue), score=0.9)


def pieces_of(text: str) -> Pieces:
    return cut_pieces(prose(text), network().tokenizer, RawFacts(reader="none"))


def words(a: RawAttribution, text: str) -> tuple[str | None, list[str]]:
    return a.source.of(text) if a.source else None, [c.of(text) for c in a.content]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "expected"),
    [
        (
            "Government, stressed the minister Dana Joly, will keep funding the ports.",
            "Government,",
            "stressed",
            "the minister Dana Joly, will keep funding the ports",
            ("the minister Dana Joly", ["Government", "will keep funding the ports"]),
        ),
        (
            "Parliament, recalled Ana Lund, will vote.",
            "Parliament",
            "recalled",
            "Ana Lund, will vote",
            ("Ana Lund", ["Parliament", "will vote"]),
        ),
        # what follows is no one who speaks, or the subject does
        (
            "Pakistan, accusing Norland of harbouring rebels, has closed the port.",
            "Pakistan",
            "accusing",
            "Norland of harbouring rebels",
            ("Pakistan", ["Norland of harbouring rebels"]),
        ),
        (
            "Parliament, led by the Speaker, will vote.",
            "Parliament",
            "led",
            "by the Speaker, will vote",
            ("Parliament", ["by the Speaker, will vote"]),
        ),
        (
            "The mayor said the minister, Ana Lund, will resign.",
            "The mayor",
            "said",
            "the minister, Ana Lund, will resign",
            ("The mayor", ["the minister, Ana Lund, will resign"]),
        ),
    ],
)
def test_an_aside_says_who(
    text: str, source: str, cue: str, content: str, expected: tuple[str | None, list[str]]
) -> None:
    (found,) = turned([attribution(text, source, cue, content)], pieces_of(text), text)
    assert words(found, text) == expected


def test_saying_is_of_the_verb_before_it() -> None:
    text = "After the police asked for a warrant, the court refused the request, saying evidence was needed."
    raw = [
        attribution(text, "the police", "asked", "for a warrant"),
        attribution(text, "the court", "refused", "the request"),
        attribution(text, "the police", "saying", "evidence was needed"),
    ]
    found = turned(raw, pieces_of(text), text)
    assert [words(a, text)[0] for a in found] == ["the police", "the court", "the court"]


def test_saying_goes_back_over_a_clause_behind_its_subject() -> None:
    text = "Rao hit back after Lund said the party had failed, saying Labour had no plan."
    raw = [
        attribution(text, "Lund", "said", "the party had failed"),
        attribution(text, "Rao", "saying", "Labour had no plan"),
    ]
    assert words(turned(raw, pieces_of(text), text)[1], text)[0] == "Rao"


def test_saying_stays_with_its_subject_over_what_another_said() -> None:
    text = "The police, whom the court had told the plea was void, left, saying evidence was needed."
    raw = [
        attribution(text, "the court", "had told", "the plea was void"),
        attribution(text, "The police", "saying", "evidence was needed"),
    ]
    assert words(turned(raw, pieces_of(text), text)[1], text)[0] == "The police"


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "expected"),
    [
        (
            "Rao was said to be furious.",
            "Rao",
            "was said",
            "to be furious",
            (None, ["Rao", "to be furious"]),
        ),
        (
            "The mayor, said to be ill, will resign.",
            "The mayor",
            "said",
            "to be ill",
            (None, ["The mayor", "to be ill"]),
        ),
        (
            "Advisers are said to be urging him to wait.",
            "Advisers",
            "are said to be urging",
            "him to wait",
            (None, ["Advisers", "to be urging him to wait"]),
        ),
        ("The mayor, said to be ill, will go.", "The mayor,", "said", "to be ill", (None, ["The mayor", "to be ill"])),
        ("“No,” Rao is said to have told aides.", "Rao", "is said to have told", "“No,”", ("Rao", ["“No,”"])),
        ("Rao said to be patient.", "Rao", "said", "to be patient", ("Rao", ["to be patient"])),
        ("Rao believed to have won.", "Rao", "believed", "to have won", ("Rao", ["to have won"])),
    ],
)
def test_what_is_held_of_somebody_is_not_his(
    text: str, source: str, cue: str, content: str, expected: tuple[str | None, list[str]]
) -> None:
    (found,) = of_passives([attribution(text, source, cue, content)], [], text)
    assert words(found, text) == expected


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "expected"),
    [
        (
            "She was later slammed for staging a farce by the teachers’ union.",
            "She",
            "was later slammed for",
            "staging a farce by the teachers’ union",
            ("the teachers’ union", ["staging a farce"]),
        ),
        (
            "The mayor was criticised over the delays by the council.",
            "The mayor",
            "was criticised over",
            "the delays by the council",
            ("the council", ["the delays"]),
        ),
        (
            "The premier was praised for “her courage” by critics.",
            "The premier",
            "was praised for",
            "“her courage”",
            ("critics", ["“her courage”"]),
        ),
        # a song written by somebody is not sung by the critic, and whom nobody is named to judge says nothing
        (
            "The band was lauded for a song written by the singer.",
            "The band",
            "was lauded for",
            "a song written by the singer",
            (None, ["a song written by the singer"]),
        ),
        (
            "The mayor was accused of lying. By noon he was gone.",
            "The mayor",
            "was accused",
            "of lying",
            (None, ["of lying"]),
        ),
        # and "by" right behind the cue, or what is said before it
        (
            "Trump has been blamed strongly by opponents for his plan.",
            "Trump",
            "has been blamed",
            "strongly by opponents for his plan",
            ("opponents", ["strongly"]),
        ),
        ("The plan was condemned. “No,” he said.", "The plan", "was condemned", "The plan", (None, ["The plan"])),
        ("Rao was told of delays by noon.", "Rao", "was told", "of delays by noon", ("Rao", ["of delays by noon"])),
    ],
)
def test_who_is_judged_does_not_say_it(
    text: str, source: str, cue: str, content: str, expected: tuple[str | None, list[str]]
) -> None:
    (found,) = of_passives([attribution(text, source, cue, content)], [], text)
    assert words(found, text) == expected
