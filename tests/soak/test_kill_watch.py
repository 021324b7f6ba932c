"""The watch is killed at random moments and run again: no page lost, none twice, and next to nothing fetched twice."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dateline.store import open_store
from tests.page.misbehaving import Misbehaving, misbehaving
from tests.watch.watching import WORDS, feed, item, page

pytestmark = pytest.mark.soak
KILLS = int(os.environ.get("DATELINE_SOAK_KILLS", "50"))
TEASERS, WHOLE = 25, 10


def lay(server: Misbehaving) -> None:
    url = server.url
    server.answers |= {
        "/teasers": feed(*(item(f"t{n}", f"{url}/p{n}") for n in range(TEASERS)), etag='"t"'),
        "/whole": feed(*(item(f"w{n}", f"{url}/w{n}", words=f"Boat {n} left. {WORDS * 12}") for n in range(WHOLE))),
    }
    server.answers |= {f"/p{n}": page(f"Ferry number {n} runs again") for n in range(TEASERS)}


def environment(folder: Path) -> dict[str, str]:
    return {
        **os.environ, "DATELINE_STORE": str(folder / "dateline.db"), "DATELINE_ALLOW_PRIVATE": "1",
        "DATELINE_HOST_DELAY": "0",
    }  # fmt: skip


def run(folder: Path, *words: str, seconds: float | None = None) -> None:
    """Run a command to its end, or kill it after so long."""
    command = [sys.executable, "-m", "dateline", *words]
    process = subprocess.Popen(command, env=environment(folder), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    if seconds is None:
        _, said = process.communicate(timeout=120)
        assert process.returncode == 0, said
        return
    time.sleep(seconds)
    process.send_signal(signal.SIGKILL)
    process.wait()


def follow(folder: Path, server: Misbehaving) -> None:
    with open_store(folder / "dateline.db") as store:
        from datetime import UTC, datetime

        for path in ("/teasers", "/whole"):
            store.following.add(server.url + path, at=datetime.now(UTC))


def kept(folder: Path) -> list[str]:
    """Return the articles of a store, which must be whole, and all of its items kept."""
    with open_store(folder / "dateline.db") as store:
        health = store.check()
        assert health.ok, health.problems
        assert store.following.claimants() == ()
        for source in store.following.sources():
            assert [i.state for i in store.following.items(source.id, limit=99).rows if i.state != "kept"] == []
        return sorted(stored.article.id for stored in store.stored())


@pytest.mark.timeout(3600)
def test_a_killed_watch_is_gone_on_with(tmp_path: Path) -> None:
    chance = random.Random(11)
    with misbehaving() as server:
        lay(server)
        whole = tmp_path / "whole"
        whole.mkdir()
        follow(whole, server)
        began = time.monotonic()
        run(whole, "watch", "--once")
        took = time.monotonic() - began
        wanted = kept(whole)
        assert len(wanted) == TEASERS + WHOLE
        for n in range(KILLS):
            folder = tmp_path / str(n)
            folder.mkdir()
            follow(folder, server)
            server.counts.clear()
            run(folder, "watch", seconds=chance.uniform(0.2, took))
            run(folder, "watch", "--once")
            assert kept(folder) == wanted
            again = {path: count for path, count in server.counts.items() if path.startswith("/p") and count > 1}
            # What was in hand when it was killed, and no more.
            assert len(again) <= 4, again
