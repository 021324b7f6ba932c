"""What is kept for a page is forgotten once anybody writes to the store."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random
from threading import Lock

import pytest

from dateline.errors import NotFound
from dateline.store import Store, open_store
from dateline.story.joining import join
from dateline.views.memo import Memo
from tests.factory import NOW, arabic, talks


def test_a_page_is_made_once_until_the_store_changes(place: str) -> None:
    made: list[str] = []

    def count(store: Store, name: str) -> int:
        made.append(name)
        return len(store.stories().rows)

    with open_store(place) as store, open_store(place) as other:
        memo = Memo(store, most=2)
        assert [memo(count, "a"), memo(count, "a"), memo(count, "b")] == [0, 0, 0]
        assert made == ["a", "b"]
        for n, sample in enumerate((talks(), arabic()), 1):
            other.add(sample.page, sample.cutting, sample.records, added_at=NOW, join=join)
            assert memo(count, "a") == n
        memo(count, "b"), memo(count, "c")
        made.clear()
        assert memo(count, "a") == 2
        assert made == ["a"]


def test_what_others_write_may_be_seen_later_but_what_is_written_here_at_once(place: str) -> None:
    def count(store: Store) -> int:
        return len(store.stories().rows)

    with open_store(place) as store, open_store(place) as other:
        patient, hasty = Memo(store, patience=600), Memo(store, patience=0.01)
        assert (patient(count), hasty(count)) == (0, 0)
        first, second = talks(), arabic()
        other.add(first.page, first.cutting, first.records, added_at=NOW, join=join)
        time.sleep(0.02)
        assert (patient(count), hasty(count)) == (0, 1)
        store.add(second.page, second.cutting, second.records, added_at=NOW, join=join)
        assert patient(count) == 2


def test_many_who_ask_at_once_wait_for_one(place: str) -> None:
    made: list[int] = []

    def slow(_store: Store, n: int) -> int:
        made.append(n)
        time.sleep(0.1)
        return n

    with open_store(place) as store, ThreadPoolExecutor(8) as pool:
        memo = Memo(store)
        assert list(pool.map(lambda _: memo(slow, 7), range(8))) == [7] * 8
    assert made == [7]


class Slow:
    """A lock after which whoever gave it back is now and then slow to go on, so that others come in between."""

    def __init__(self) -> None:
        self.lock, self.chance = Lock(), Random(7)

    def __enter__(self) -> None:
        self.lock.acquire()

    def __exit__(self, *_: object) -> None:
        self.lock.release()
        time.sleep(self.chance.choice((0, 0, 0.004)))


def test_who_comes_when_it_is_just_made_does_not_make_it_once_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[int] = []

    def quick(_store: Store, n: int) -> int:
        made.append(n)
        return n

    with open_store(tmp_path / "s.db") as store, ThreadPoolExecutor(8) as pool:
        memo = Memo(store)
        monkeypatch.setattr(memo, "_lock", Slow())
        for n in range(20):
            late = pool.map(time.sleep, (k / 2000 for k in range(8)))
            assert set(pool.map(memo, [quick] * 24, [n] * 24)) == {n}
            assert len(list(late)) == 8
    assert made == list(range(20))


def test_what_fails_is_tried_again(place: str) -> None:
    tried: list[int] = []

    def fails_once(_store: Store) -> str:
        tried.append(1)
        if len(tried) == 1:
            raise NotFound("not yet")
        return "there"

    with open_store(place) as store:
        memo = Memo(store)
        with pytest.raises(NotFound):
            memo(fails_once)
        assert memo(fails_once) == "there"
