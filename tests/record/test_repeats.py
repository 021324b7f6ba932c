"""Names that stand again, and names that only a source shows."""

from __future__ import annotations

import pytest

from dateline.model.span import Span
from dateline.record.reading import RawAttribution, RawName
from dateline.record.repeats import repeated_names
from dateline.record.source_names import names_of_sources
from tests.record.prose import prose


def named(text: str, *names: tuple[str, str, int]) -> list[RawName]:
    """Names by their words, type, and which of the places where the words stand."""
    out = []
    for words, kind, nth in names:
        at = -1
        for _ in range(nth):
            at = text.index(words, at + 1)
        out.append(RawName(span=Span(at, at + len(words)), type=kind))  # type: ignore[arg-type]
    return sorted(out, key=lambda n: n.span)


def again(text: str, *names: tuple[str, str, int]) -> list[tuple[int, str]]:
    found = repeated_names(prose(text).sentences, named(text, *names), text)
    return [(n.span.start, n.type) for n in found]


def test_a_body_s_name_is_found_again() -> None:
    text = "The Torvex Council met. Nobody else did. The Torvex Council left."
    assert again(text, ("Torvex Council", "organization", 1)) == [(4, "organization"), (45, "organization")]


def test_a_name_that_is_as_often_a_place_is_not_repeated_as_a_body() -> None:
    text = "Ships left Torvex Block. They circled Torvex Block. No one saw Torvex Block again."
    names = (("Torvex Block", "organization", 1), ("Torvex Block", "place", 2))
    assert [kind for _, kind in again(text, *names)] == ["organization", "place"]


def test_a_word_before_a_number_is_no_name_again() -> None:
    text = "Zorvik was cited. In terms of Zorvik 194 nothing changed."
    assert len(again(text, ("Zorvik", "organization", 1))) == 1


@pytest.mark.parametrize(
    ("text", "source", "name"),
    [
        ("The Norland Government Monday said it would appeal.", "The Norland Government Monday", "Norland Government"),
        ("Opposition MPs said they would appeal.", "Opposition MPs", None),
        (
            "Democratic nominee Hillary Clinton said she would appeal.",
            "Democratic nominee Hillary Clinton",
            "Hillary Clinton",
        ),
        ("Democratic nominee and Police Chief said they would appeal.", "Democratic nominee and Police Chief", None),
    ],
)
def test_a_source_shows_a_name_without_days_and_offices(text: str, source: str, name: str | None) -> None:
    told = RawAttribution(content=(Span(len(text) - 16, len(text) - 1),), source=Span(0, len(source)))
    found = names_of_sources(prose(text).sentences, [], [told])
    assert [n.span.of(text) for n in found] == ([name] if name else [])
