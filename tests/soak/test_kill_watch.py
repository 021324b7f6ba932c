"""The watch is killed at random moments and run again: no page lost, none twice, and next to nothing fetched twice."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime

import pytest

from dateline.store import open_store
from tests.conftest import Places
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


def environment(place: str) -> dict[str, str]:
    return os.environ | {"DATELINE_STORE": place, "DATELINE_ALLOW_PRIVATE": "1", "DATELINE_HOST_DELAY": "0"}


def run(place: str, *words: str, seconds: float | None = None) -> None:
    """Run a command to its end, or kill it after so long."""
    command = [sys.executable, "-m", "dateline", *words]
    process = subprocess.Popen(command, env=environment(place), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    if seconds is None:
        _, said = process.communicate(timeout=120)
        assert process.returncode == 0, said
        return
    time.sleep(seconds)
    process.send_signal(signal.SIGKILL)
    process.wait()


def follow(place: str, server: Misbehaving) -> None:
    with open_store(place) as store:
        for path in ("/teasers", "/whole"):
            store.following.add(server.url + path, at=datetime.now(UTC))


def kept(place: str) -> list[str]:
    """Return the articles of a store, which must be whole, and all of its items kept."""
    with open_store(place) as store:
        health = store.check()
        assert health.ok, health.problems
        assert store.following.claimants() == ()
        for source in store.following.sources():
            assert [i.state for i in store.following.items(source.id, limit=99).rows if i.state != "kept"] == []
        return sorted(stored.article.id for stored in store.stored())


@pytest.mark.timeout(3600)
def test_a_killed_watch_is_gone_on_with(places: Places) -> None:
    chance, wasted = random.Random(11), 0
    with misbehaving() as server:
        lay(server)
        whole = places()
        follow(whole, server)
        began = time.monotonic()
        run(whole, "watch", "--once")
        took = time.monotonic() - began
        wanted = kept(whole)
        assert len(wanted) == TEASERS + WHOLE
        for _ in range(KILLS):
            place = places()
            follow(place, server)
            server.counts.clear()
            run(place, "watch", seconds=chance.uniform(0.2, took))
            run(place, "watch", "--once")
            assert kept(place) == wanted
            again = {path: count for path, count in server.counts.items() if path.startswith("/p") and count > 1}
            # What was in hand when it was killed, and no more.
            assert len(again) <= 4, again
            wasted += len(again)
    print(f"watch: {KILLS} kills, {len(wanted)} pages each time, {wasted} fetched twice: all whole")
