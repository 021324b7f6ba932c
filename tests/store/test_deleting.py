"""What is deleted is gone, with all that came of it; a stone says so, and the rest is as if it had never been there."""

from __future__ import annotations

import json
import random
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.errors import BadInput, NotFound, StoreError
from dateline.model.story import Judgement
from dateline.store import Store, open_store
from dateline.story.deciding import decide, regrow, rejoin
from dateline.story.joining import join
from dateline.story.leaving import leave
from tests.conftest import Places
from tests.factory import NOW, Sample, arabic, harbor, plain, talks
from tests.store.rows_of_store import found_by, rows

FERRY = (
    "Ferry to Skerra stops for a week\n"
    "The ferry Marigold will not sail to Skerra island for a week, the harbor office of Port Vennel said on Monday.\n"
    "A crack was found in the hull of the Marigold, and divers from Port Vennel will mend it before Sunday evening.\n"
    "Farmers on Skerra said that milk cannot wait for so long, and asked the fishing boats to carry it to the mainland."
)
SAMPLES: list[Sample] = [
    talks(),
    arabic(),
    harbor(),
    harbor(hours=5, more=" Ships are queuing outside."),
    plain(FERRY, url="https://skerra.example/ferry", publisher="Skerra Post", published="2024-08-26"),
    plain(FERRY, url="https://vennel.example/ferry", publisher="Vennel Echo", published="2024-08-27"),
    plain(
        "Marigold mended\nThe ferry Marigold sails to Skerra island again, the harbor office of Port Vennel said.\n"
        "Divers mended the crack in the hull of the Marigold two days early.",
        url="https://skerra.example/mended",
        publisher="Skerra Post",
        published="2024-08-30",
    ),
]


def filled(path: str | Path, samples: list[Sample]) -> Store:
    store = open_store(path)
    for sample in samples:
        add(store, sample)
    return store


def add(store: Store, sample: Sample, *, again: bool = False) -> object:
    return store.add(sample.page, sample.cutting, sample.records, added_at=NOW, join=join, again=again)


def gone(store: Store, *samples: Sample, versions: bool = False) -> None:
    store.delete([s.article.id for s in samples], leave=leave, by="Ada", at=NOW, why="asked for", versions=versions)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**6), taken=st.sets(st.integers(0, len(SAMPLES) - 1), min_size=1))
def test_what_is_added_and_deleted_was_never_there(places: Places, seed: int, taken: set[int]) -> None:
    a, b, dice = places(), places(), random.Random(seed)
    order, out = list(SAMPLES), [SAMPLES[n] for n in taken]
    dice.shuffle(order)
    dice.shuffle(out)
    with filled(a, order) as store:
        for sample in out:
            gone(store, sample)
        assert store.check().ok
    with filled(b, [s for s in order if s not in out]) as other:
        assert other.check().ok
    assert rows(a, across=False) == rows(b, across=False)
    assert found_by(a) == found_by(b)
    # What is counted is counted without it at once; groups are exactly the same once all are joined anew.
    assert rows(a)["terms"] == rows(b)["terms"]
    assert rows(a)["runs"] == rows(b)["runs"]
    for path in (a, b):
        with open_store(path) as store, store.remembering() as memory:
            rejoin(memory)
    assert rows(a) == rows(b)


def test_the_others_stay_where_they_are(place: str) -> None:
    with filled(place, SAMPLES) as store:
        before = store.joined([s.article.id for s in SAMPLES])
        gone(store, SAMPLES[0])
        after = store.joined([s.article.id for s in SAMPLES])
    assert after == {id_: joined for id_, joined in before.items() if id_ != SAMPLES[0].article.id}


def test_a_copy_becomes_the_original_where_the_original_goes(place: str) -> None:
    first, copy = SAMPLES[4], SAMPLES[5]
    with filled(place, SAMPLES) as store:
        assert store.joined([copy.article.id])[copy.article.id].original == first.article.id
        story = store.joined([copy.article.id])[copy.article.id].story
        gone(store, first)
        assert store.joined([copy.article.id])[copy.article.id].original == copy.article.id
        assert store.joined([copy.article.id])[copy.article.id].story == story, "links to the story lead there still"


def test_versions_go_together_unless_one_is_asked_for(place: str) -> None:
    with filled(place, SAMPLES) as store:
        newer = SAMPLES[3].article.id
        assert len(store.deletion([newer]).articles) == 2
        gone(store, SAMPLES[3])
        assert store.versions(SAMPLES[2].article.id)[0].current
        gone(store, SAMPLES[2], versions=True)
        with pytest.raises(NotFound):
            store.article(SAMPLES[2].article.id)


def test_the_same_page_is_known_again(place: str) -> None:
    ferry = SAMPLES[4]
    with filled(place, SAMPLES[:5]) as store:
        gone(store, ferry)
        stone = store.tombstone(ferry.article.id)
        assert stone is not None
        assert stone.says() == "was deleted on 2024-09-02 at 08:30 UTC by Ada (asked for)"
        for same in (ferry, SAMPLES[5], plain("Other words\nAt its address.", url=ferry.page.url)):
            added = store.add(same.page, same.cutting, same.records, added_at=NOW, join=join)
            assert not added.new and added.deleted == stone
        assert [s.article for s in store.tombstones().rows] == [ferry.article.id]
        added = store.add(ferry.page, ferry.cutting, ferry.records, added_at=NOW, join=join, again=True)
        assert added.new and added.deleted is None
        assert store.tombstones().rows == ()
        assert store.article(ferry.article.id).article == ferry.article


def test_no_byte_of_it_is_left_in_the_files(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    words = ["Marigold", "marigold", "Skerra", "skerra", "Vennel", "vennel"]
    others = [plain(f"Note {n}\nThe {n}. note is about nothing." * 20, url=f"https://n.example/{n}") for n in range(40)]
    with filled(path, [*SAMPLES, *others]) as store:
        with store.remembering() as memory:
            story = store.story(SAMPLES[6].article.id)[0]
            decide(memory, Judgement(id="j1", target=story, verdict="split", by="Ada", at=NOW,
                                     value=f'{{"kind": "story", "members": ["{SAMPLES[6].article.id}"]}}'))  # fmt: skip
        assert any(word.encode() in path.read_bytes() + _log(path) for word in words)
        store.judge(Judgement(id="n1", target=SAMPLES[6].article.id, verdict="note", by="Ada", at=NOW, note="Marigold"))
        gone(store, SAMPLES[4], SAMPLES[5], SAMPLES[6])
        left = path.read_bytes() + _log(path)
        assert [word for word in words if word.encode() in left.replace(b"skerra.example", b"").replace(
            b"vennel.example", b"")] == []  # fmt: skip
        assert store.check().ok
        assert store.judgements() == ()


def test_of_somebody_whom_many_name_what_left_is_subtracted(place: str) -> None:
    many = [talks(url=f"https://news.example/{n}", fetched=NOW + timedelta(minutes=n)) for n in range(16)]
    with filled(place, many) as store:
        gone(store, many[7])
        links = store.joined([many[3].article.id])[many[3].article.id].identities
        subtracted = {id_: face(store, id_) for id_ in links.values()}
        with store.remembering() as memory:
            for id_ in links.values():
                regrow(memory, "identity", id_)
        for id_, had in subtracted.items():
            now = face(store, id_)
            for counted in ("names", "company", "countries", "sectors", "articles"):
                assert had[counted] == now[counted], counted


def face(store: Store, id: str) -> dict[str, Any]:
    group, members = store.group("identity", id)
    assert len(members) == 15
    state: dict[str, Any] = json.loads(group.state)
    return state


def test_a_log_that_is_read_is_written_back_later(place: str) -> None:
    with filled(place, SAMPLES) as store, open_store(place, read_only=True) as reader, reader._reading() as connection:
        connection.exec_driver_sql("SELECT count(*) FROM articles").fetchone()
        store._engine.dispose()
        gone(store, SAMPLES[4])
        assert store.tombstone(SAMPLES[4].article.id)


def test_what_cannot_be_deleted_is_said(place: str) -> None:
    with filled(place, SAMPLES[:2]) as store:
        with pytest.raises(NotFound, match="no article nobody"):
            store.delete(["nobody"], leave=leave, by="Ada", at=NOW)
        with pytest.raises(BadInput, match="500 characters"):
            store.delete([SAMPLES[0].article.id], leave=leave, by="Ada", at=NOW, why="x" * 501)
        assert store.counts()["articles"] == 2
    with open_store(place, read_only=True) as store, pytest.raises(StoreError, match="read-only"):
        gone(store, SAMPLES[0])


def test_stones_come_in_pages(place: str) -> None:
    with filled(place, SAMPLES) as store:
        for n, sample in enumerate(SAMPLES[:3]):
            store.delete([sample.article.id], leave=leave, by="Ada", at=NOW + timedelta(n), versions=False)
        first = store.tombstones(limit=2)
        rest = store.tombstones(limit=2, cursor=first.next)
        assert [s.article for s in (*first.rows, *rest.rows)] == [s.article.id for s in reversed(SAMPLES[:3])]


def _log(path: Path) -> bytes:
    log = path.with_name(path.name + "-wal")
    return log.read_bytes() if log.exists() else b""
