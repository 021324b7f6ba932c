"""Who asserts an event, and where it was only told."""

from __future__ import annotations

import pytest

from dateline.model.record import Record
from dateline.record.read import read
from tests.record.readings import article_of


def record_of(text: str) -> Record:
    return read(article_of(text))


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Raiders attacked a convoy of lorries, the ministry said in Baghdad.", None),
        ("“They bombed our school,” Omar Najib told reporters in Amman.", None),
        ("Raiders attacked a convoy of lorries in Mosul, the ministry said in Baghdad.", "Mosul"),
    ],
)
def test_a_deed_is_not_where_it_was_told(text: str, place: str | None) -> None:
    events = [e for e in record_of(text).events if e.type == "ASSAULT"]
    assert events
    assert {e.place.name if e.place else None for e in events} == {place}


def test_a_past_deed_is_asserted_by_who_says_it() -> None:
    record = record_of("Asha Rao told reporters that gunmen had abducted ten pupils in Lagos.")
    quotes = {q.id: q for q in record.quotes}
    (event,) = (e for e in record.events if e.type == "ASSAULT")
    source = quotes[event.quote or ""].source
    assert source is not None
    assert source.of(record.article.text.content) == "Asha Rao"


def test_who_was_told_is_no_source_and_a_picture_neither() -> None:
    text = "“My boat has been to more ports than I have,” 😅 said Asha Rao. She was told that the quay was shut."
    record = record_of(text)
    sources = [q.source.of(text) for q in record.quotes if q.source]
    assert "😅" not in sources
    assert "She" not in sources
