"""Several programs that write to one store at once: nothing is lost, nothing is there twice, and readers go on."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from dateline.store import open_store
from tests.conftest import Places
from tests.factory import NOW, talks
from tests.postgres import Server

_WRITER = """
import sys
sys.path.insert(0, sys.argv[2])
from dateline.store import open_store
from dateline.story.joining import join
from tests.factory import NOW, talks
with open_store(sys.argv[1]) as store:
    for n in range(int(sys.argv[3])):
        sample = talks(url=f"https://news.example/{n}")
        print(int(store.add(sample.page, sample.cutting, sample.records, added_at=NOW, join=join).new), flush=True)
"""
_PAGES = 6


def test_four_writers_and_a_reader_lose_nothing_and_keep_nothing_twice(places: Places) -> None:
    place, root = places(), str(Path(__file__).parent.parent.parent)
    with open_store(place) as store:
        command = [sys.executable, "-c", _WRITER, place, root, str(_PAGES)]
        writers = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(4)]
        while any(writer.poll() is None for writer in writers):
            for row in store.articles().rows:
                assert store.article(row.id).record.quotes
        said = [writer.communicate()[0].split() for writer in writers]
        assert [writer.returncode for writer in writers] == [0] * 4
        assert [len(each) for each in said] == [_PAGES] * 4
        assert sum(each.count("1") for each in said) == _PAGES
        health = store.check()
        assert (health.problems, health.counts["pages"]) == ((), _PAGES)
        assert store.counts()["stories"] >= 1
        joined = store.joined([row.id for row in store.articles().rows])
        assert len(joined) == _PAGES


def test_programs_that_open_an_empty_database_at_once_make_its_tables_once(postgresql: Server) -> None:
    place = postgresql.empty()

    def write(n: int) -> bool:
        with open_store(place) as store:
            sample = talks(url=f"https://news.example/{n}")
            return store.add(sample.page, sample.cutting, sample.records, added_at=NOW).new

    with ThreadPoolExecutor(4) as pool:
        assert all(pool.map(write, range(4)))
    with open_store(place, read_only=True) as store:
        assert (store.check().problems, store.check().counts["pages"]) == ((), 4)
