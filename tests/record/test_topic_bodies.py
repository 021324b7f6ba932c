"""Bodies that are called after what they are about, and national societies."""

from __future__ import annotations

import pytest

from dateline.model.span import Span
from dateline.model.statement import EntityType
from dateline.record.name_edges import mended
from dateline.record.reading import RawName
from tests.record.prose import prose

Name = tuple[str, EntityType]


def names(text: str, *read: Name) -> list[str]:
    """Return the organizations of a sentence, given what a reader found in it."""
    (sentence,) = prose(text).sentences

    def name(words: str, kind: EntityType) -> RawName:
        return RawName(span=Span(text.index(words), text.index(words) + len(words)), type=kind)

    return [n.span.of(text) for n in mended(sentence, [name(*n) for n in read]) if n.type == "organization"]


@pytest.mark.parametrize(
    ("text", "read", "whole"),
    [
        (
            "She leads the Lima Forum on Public Affairs.",
            [("Public Affairs", "organization")],
            "Lima Forum on Public Affairs",
        ),
        ("He spoke at the Nordic Seminar for Peace.", [("Nordic", "nationality")], "Nordic Seminar for Peace"),
        ("He is of the Lima Academy of Law in Peru.", [], "Lima Academy of Law"),
        (
            "He is of the Lima Institute of Public Law.",
            [("Lima Institute of Public", "organization")],
            "Lima Institute of Public Law",
        ),
        (
            "The Libyan Red Crescent denied it.",
            [("Libyan", "nationality"), ("Red Crescent", "organization")],
            "Libyan Red Crescent",
        ),
    ],
)
def test_a_name_that_was_cut_is_whole(text: str, read: list[Name], whole: str) -> None:
    assert names(text, *read) == [whole]


@pytest.mark.parametrize(
    "text",
    ["He spoke at the Forum on Tuesday.", "A school of Fish swam by the Lima Forum.", "The School of Rock is shut."],
)
def test_what_tells_no_topic_makes_no_name(text: str) -> None:
    assert names(text) == []
