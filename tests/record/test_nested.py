"""Whose a claim is that somebody else speaks of, and how far speech goes that tells of other speech."""

from __future__ import annotations

import pytest

from dateline.model.span import Span
from dateline.record.neural.nested import nested
from dateline.record.neural.network import network
from dateline.record.neural.pieces import cut_pieces
from dateline.record.reading import RawAttribution, RawFacts, RawName
from tests.record.prose import prose

Told = tuple[str, str, str]


def told(text: str, *said: Told, names: tuple[str, ...] = ()) -> list[Told]:
    def span(words: str) -> Span:
        start = f" {text}".index(f" {words}")
        return Span(start, start + len(words))

    pieces = cut_pieces(prose(text), network().tokenizer, RawFacts(reader="none"))
    found = [RawAttribution(source=span(s), cue=span(c), content=(span(p),)) for s, c, p in said]
    out = nested(found, [RawName(span=span(n), type="person") for n in names], pieces, text)
    return [(a.source.of(text), a.cue.of(text), a.content[0].of(text)) for a in out if a.source and a.cue]


@pytest.mark.parametrize(
    ("text", "read", "right"),
    [
        (
            "The paper seized on Lund's claim that prices fell.",
            ("The paper", "seized on", "that prices fell"),
            ("Lund's", "claim", "that prices fell"),
        ),
        (
            "The board looked into Lund’s earlier assertions that prices fell.",
            ("The board", "looked into", "prices fell"),
            ("Lund’s", "assertions", "prices fell"),
        ),
        (
            "The minister said that prices fell.",
            ("The minister", "said", "that prices fell"),
            ("The minister", "said", "that prices fell"),
        ),
    ],
)
def test_a_claim_is_its_claimers(text: str, read: Told, right: Told) -> None:
    assert told(text, read, names=("Lund",) if "Lund" in text else ()) == [right]


@pytest.mark.parametrize(
    ("cue", "content", "source"),
    [("said", "it was late", "Rao, a spokeswoman for the ministry"), ("has urged", "firms to open", "which")],
)
def test_a_source_ends_before_a_relative_clause(cue: str, content: str, source: str) -> None:
    text = "So it was late, said Rao, a spokeswoman for the ministry, which has urged firms to open."
    found = told(text, ("Rao, a spokeswoman for the ministry, which", cue, content))
    assert found == [(source, cue, content)]


def test_a_claim_that_something_is_done_to_is_said_by_two() -> None:
    text = "The university rebutted Lund's accusation that the papers were biased."
    outer = ("The university", "rebutted", "Lund's accusation that the papers were biased")
    assert told(text, outer, names=("Lund",)) == [outer, ("Lund's", "accusation", "that the papers were biased")]


def test_where_a_claim_that_is_judged_ends_is_not_guessed() -> None:
    text = "She said Lund's claim that prices fell was wrong."
    outer = ("She", "said", "Lund's claim that prices fell was wrong")
    assert told(text, outer, names=("Lund",)) == [outer]


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("Roy said Lund was quite right when he said that prices fell.", True),
        ("Roy said Lund was quite right, when he said that prices fell.", False),
        ("Roy praised the work of Lund when he said that prices fell.", False),
        ("Roy said Lund was quite right when the bank said that prices fell.", False),
    ],
)
def test_speech_goes_on_over_what_it_is_said_upon(text: str, whole: bool) -> None:
    content = "Lund was quite right" if "right" in text else "the work of Lund"
    inner = ("the bank" if "the bank" in text else "he", "said that", "prices fell")
    found = told(text, ("Roy", "said" if "Roy said" in text else "praised", content), inner)
    assert found[0][2] == (text[text.index(content) : -1] if whole else content)
