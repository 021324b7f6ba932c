"""A store that is written by several at once, or whose writer is killed, holds whole pages or nothing of them."""

from __future__ import annotations

import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from dateline.store import open_store
from tests.factory import NOW, talks

_WRITER = """
import sys
sys.path.insert(0, sys.argv[2])
from tests.factory import NOW, talks
from dateline.store import open_store
with open_store(sys.argv[1]) as store:
    for n in range(10_000):
        sample = talks(url=f"https://news.example/{n}")
        store.add(sample.page, sample.cutting, sample.records, added_at=NOW)
        print(n, flush=True)
"""


def test_a_killed_writer_leaves_whole_pages(tmp_path: Path) -> None:
    path = tmp_path / "dateline.db"
    root = str(Path(__file__).parent.parent.parent)
    with subprocess.Popen([sys.executable, "-c", _WRITER, str(path), root], stdout=subprocess.PIPE) as writer:
        assert writer.stdout is not None
        said = [writer.stdout.readline() for _ in range(12)]
        writer.send_signal(signal.SIGKILL)
    with open_store(path) as store:
        health = store.check()
        assert health.problems == ()
        assert health.counts["pages"] >= len(said)
        facts = sum(1 for _ in talks().records[0].statements())
        assert health.counts["statements"] == health.counts["pages"] * facts


def test_many_writers_at_once_lose_nothing(tmp_path: Path) -> None:
    with open_store(tmp_path / "dateline.db") as store:

        def write(n: int) -> bool:
            sample = talks(url=f"https://news.example/{n % 10}")
            return store.add(sample.page, sample.cutting, sample.records, added_at=NOW).new

        with ThreadPoolExecutor(4) as pool:
            new = list(pool.map(write, range(30)))
        assert sum(new) == 10
        assert store.check().ok
        assert store.check().counts["articles"] == 10
