"""Where an event was, in words that no list of places has: kept as words, without a place on the map."""

from __future__ import annotations

import pytest

from dateline.model.span import Span
from dateline.model.statement import Mention, Place
from dateline.record.mentions import find_mentions
from dateline.record.places import find_places
from dateline.record.reading import RawEvent, RawFacts, RawName
from dateline.record.scenes import meant_place, with_scenes
from tests.record.prose import prose


def scenes(text: str, place: str, *names: tuple[str, str]) -> list[tuple[str, str, str | None]]:
    tokens = prose(text)
    at = text.index(place)
    raw = RawFacts(
        reader="test",
        names=tuple(
            RawName(span=Span(text.index(w), text.index(w) + len(w)), type=t)  # type: ignore[arg-type]
            for w, t in names
        ),
        events=(RawEvent(type="CONSULT", trigger=Span(0, 3), place=Span(at, at + len(place))),),
    )
    mentions: tuple[Mention, ...] = find_mentions(tokens, raw)
    found: tuple[Place, ...] = with_scenes(tokens, raw, mentions, find_places(tokens, mentions))
    assert all(p.geonames_id is not None or p.reason for p in found)
    return [(p.span.of(text), p.form, p.name) for p in found]


@pytest.mark.parametrize(
    ("text", "place", "form"),
    [
        ("Met at Quillbrook Air Base, the two commanders agreed.", "Quillbrook Air Base", "name"),
        ("Met at the border, the two commanders agreed.", "border", "nominal"),
    ],
)
def test_an_event_s_place_is_kept_where_no_list_has_it(text: str, place: str, form: str) -> None:
    assert scenes(text, place) == [(place, form, None)]


def test_a_place_with_a_name_behind_it_is_that_place() -> None:
    assert scenes("Met in a mosque in Tunis, they agreed.", "mosque", ("Tunis", "place")) == [
        ("Tunis", "name", "Tunis")
    ]


@pytest.mark.parametrize(
    ("text", "place", "kept"),
    [
        ("Met at Quillbrook Street and agreed.", "Quillbrook Street and", "Quillbrook Street"),
        ("Met in the southern town of Zzyxal today.", "southern town of Zzyxal", "Zzyxal"),
        ("Met at 12 Quillbrook Street N.W. late.", "12 Quillbrook Street", "12 Quillbrook Street"),
    ],
)
def test_loose_ends_and_kinds_are_no_part_of_a_name(text: str, place: str, kept: str) -> None:
    assert scenes(text, place) == [(kept, "name", None)]


@pytest.mark.parametrize(("place", "kind"), [("Amina Odhiambo", "person"), ("Norland Shipping", "organization")])
def test_nobody_is_a_place(place: str, kind: str) -> None:
    assert scenes(f"Met by {place}, they agreed.", place, (place, kind)) == []


def test_a_pronoun_is_no_place() -> None:
    assert scenes("Met where it was, they agreed.", "it") == []


def test_a_demonym_is_not_where_it_was() -> None:
    text = "Met at the Turkish border, they agreed."
    tokens = prose(text)
    places = find_places(tokens, ())
    border = Span(text.index("border"), text.index("border") + 6)
    assert [p.form for p in places] == ["demonym"]
    assert meant_place(border, places, text) is None
