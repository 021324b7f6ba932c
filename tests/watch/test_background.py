"""The watch beside the desk: it asks, it stops when told, and it outlives a store that fails for a while."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dateline.store import open_store
from dateline.watch import running
from dateline.watch.running import Background, Plan
from tests.page.misbehaving import Misbehaving, misbehaving
from tests.watch.watching import MANNERS, Desk, feed, item, page


@pytest.fixture
def server() -> Iterator[Misbehaving]:
    with misbehaving() as running_:
        yield running_


def soon(done: Callable[[], bool], *, seconds: float = 120) -> bool:
    until = time.monotonic() + seconds
    while not done() and time.monotonic() < until:
        time.sleep(0.05)
    return done()


def test_it_asks_beside_others_and_stops_when_told(server: Misbehaving, place: str) -> None:
    desk = Desk(place)
    server.answers |= {"/feed": feed(item("Ferry", f"{server.url}/a")), "/a": page("Ferry runs again")}
    desk.follow(f"{server.url}/feed")
    background = Background(Plan(store=desk.place, manners=MANNERS))
    background.start()
    assert soon(lambda: desk.headlines() == ["Ferry runs again"])
    began = time.monotonic()
    background.stop()
    assert time.monotonic() - began < 60
    with open_store(desk.place) as store:
        assert store.following.claimants() == ()


def test_it_goes_on_once_the_store_can_be_written_again(
    server: Misbehaving, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(running, "AGAIN_SECONDS", 0.2)
    path = tmp_path / "dateline.db"
    desk = Desk(path)
    server.answers["/feed"] = feed()
    desk.follow(f"{server.url}/feed")
    whole = path.read_bytes()
    path.write_bytes(b"no store at all" * 100)
    background = Background(Plan(store=desk.place, manners=MANNERS))
    background.start()
    assert soon(lambda: "the watch rests" in caplog.text)
    for beside in tmp_path.glob("dateline.db-*"):
        beside.unlink()
    path.write_bytes(whole)
    assert soon(lambda: server.counts["/feed"] > 0)
    background.stop()
