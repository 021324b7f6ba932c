"""Who asserts an event, and where it was only told."""

from __future__ import annotations

import pytest

from dateline.model.record import Record
from dateline.model.span import Span
from dateline.model.statement import Quote
from dateline.record.asserting import asserting_quote
from dateline.record.read import read
from dateline.record.reading import RawEvent
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


@pytest.mark.parametrize(
    ("text", "trigger", "type_", "asserted"),
    [
        # who tells what he did asserts it, and not what he said
        ("The navy said it had seized ten boats.", "seized", "COERCE", True),
        ("The navy said it had urged ten crews to leave.", "urged", "REQUEST", False),
        ("The navy said raiders were shelling the port.", "shelling", "ASSAULT", True),
        # what is known is not asserted by who speaks of it
        ("The mayor said the attack was cruel.", "attack", "ASSAULT", False),
        ("The mayor said there was an attack on the port.", "attack", "ASSAULT", False),
    ],
)
def test_who_vouches_for_a_deed(text: str, trigger: str, type_: str, asserted: bool) -> None:
    article = article_of(text)
    start, said = text.index(trigger), text.index(" said ")
    source, cue, content = Span(0, said), Span(said + 1, said + 5), Span(said + 6, len(text) - 1)
    cited = (article.text.cite(content),)
    quote = Quote(article=article.id, evidence=cited, manner="indirect", content=(content,), source=source, cue=cue)
    actors = (source,) if "it had" in text else ()
    event = RawEvent(type=type_, trigger=Span(start, start + len(trigger)), actors=actors)
    assert (asserting_quote(event, [quote], text) is not None) is asserted


def test_who_was_told_is_no_source_and_a_picture_neither() -> None:
    text = "“My boat has been to more ports than I have,” 😅 said Asha Rao. She was told that the quay was shut."
    record = record_of(text)
    sources = [q.source.of(text) for q in record.quotes if q.source]
    assert "😅" not in sources
    assert "She" not in sources
