"""Articles that are added join what many tell: the store remembers what a stream in memory does, from run to run."""

from __future__ import annotations

from datetime import UTC, datetime

from dateline.flow import ReadPage, add_read, read_page
from dateline.model.record import Record
from dateline.page.given import page_of_object
from dateline.page.limits import Limits
from dateline.store import Store, open_store
from dateline.store.memory import StoredMemory
from dateline.story.grouping.stream import Stream
from dateline.story.joining import join
from tests.story.telling import BUDGET, FERRY, ORCHARD

LATER = [
    "Divers raised the night ferry's rudder off the pier at Halle on Wednesday, the coast guard said.",
    "The Orsund Line said the rudder of its ferry had not answered when Captain Lena Brodt turned into the harbor.",
    "Nine passengers were hurt on Tuesday when the ferry struck the pier; two are still in hospital in Halle.",
]


def page(lines: list[str], *, name: str, day: str, title: str = "") -> ReadPage:
    given = {"id": name, "as": "article", "text": "\n\n".join(lines), "title": title or lines[0][:60], "published": day}
    return read_page(page_of_object(given | {"url": f"https://{name}.example/x"}, where=name, limits=Limits()))


PAGES = (
    page(FERRY, name="a", day="2025-03-04"),
    page(BUDGET, name="b", day="2025-03-04"),
    page(FERRY[:4], name="c", day="2025-03-05", title="Ferry hits pier in Halle"),
    page(LATER, name="d", day="2025-03-05"),
    page(ORCHARD, name="e", day="2025-03-06"),
    page([*BUDGET[:2], BUDGET[4]], name="f", day="2025-03-07"),
)


def joined(store: Store, records: list[Record]) -> list[tuple[str, str, str, float]]:
    with store._reading() as connection:
        memory = StoredMemory(connection)
        found = [memory.placing(r.article.id) for r in records]
    return [(p.story, p.original, p.reason, p.likeness) for p in found if p]


def test_the_store_places_as_a_stream_in_memory_does(place: str) -> None:
    records = [p.records[0] for p in PAGES]
    stream: Stream = Stream()
    names: dict[str, str] = {}
    wanted = [stream.place(r) for r in records]
    for item in PAGES:  # opened anew for each page: nothing is carried from one run to the next but the file
        with open_store(place) as store:
            add_read(store, item)
    with open_store(place) as store:
        found = joined(store, records)
    assert [f[1:] for f in found] == [(w.original, w.reason, w.likeness) for w in wanted]
    for w, f in zip(wanted, found, strict=True):
        assert names.setdefault(w.story, f[0]) == f[0]
    assert len(set(names.values())) == len(names)


def test_adding_again_changes_nothing(place: str) -> None:
    records = [p.records[0] for p in PAGES]
    with open_store(place) as store:
        for item in PAGES:
            add_read(store, item)
        once = joined(store, records)
        for item in reversed(PAGES):
            add_read(store, item)
        assert joined(store, records) == once


def test_a_newer_version_stays_in_its_story(place: str) -> None:
    old = page(FERRY, name="a", day="2025-03-04")
    new = page([*FERRY, "Two of the injured left hospital in the evening."], name="a", day="2025-03-04")
    with open_store(place) as store:
        moments = (datetime(2025, 3, 4, 8, tzinfo=UTC), datetime(2025, 3, 4, 20, tzinfo=UTC))
        for item, moment in zip((old, new), moments, strict=True):
            store.add(item.page, item.cutting, item.records, added_at=moment, join=join)
        (first, *_), (second, *_) = joined(store, [old.records[0]]), joined(store, [new.records[0]])
    assert first[0] == second[0]
    assert second[2] == "a newer version of an article of this story"
