"""What writes is killed at random moments and run again: no page lost, none twice, nothing half there."""

from __future__ import annotations

import contextlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from pathlib import Path

import httpx
import pytest

from dateline.store import open_store
from tests.conftest import Places

KILLS = int(os.environ.get("DATELINE_SOAK_KILLS", "50"))
PAGES = 40
TEXT = 'Envoys met in Oslo.\n\n"It went well," Lena Orsk said. At least 12 people were hurt in round {}.\n'


@dataclass
class Tally:
    """What a run came to: how many kills, and how many of them left a store with some of its pages."""

    kills: int = 0
    midway: int = 0
    stores: int = 1

    def killed(self, pages: int) -> None:
        """Count a kill that left a store with so many pages."""
        self.kills += 1
        self.midway += 0 < pages < PAGES


NewStore = Callable[[], str]
"""Returns the path or url of another store each time."""
Killed = Callable[[Path, NewStore, int], Tally]


def texts() -> list[str]:
    return [TEXT.format(n) for n in range(PAGES)]


def source_of(folder: Path) -> Path:
    source = folder / "pages.jsonl"
    source.write_text("".join(json.dumps({"id": f"p{n}", "text": text}) + "\n" for n, text in enumerate(texts())))
    return source


def dateline(*words: str) -> list[str]:
    return [sys.executable, "-m", "dateline", *words]


def finish(command: list[str]) -> float:
    """Run a command to its end, and say how long it took, in seconds."""
    began = time.monotonic()
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr + done.stdout
    return time.monotonic() - began


def kill_after(command: list[str], seconds: float) -> None:
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(seconds)
    process.send_signal(signal.SIGKILL)
    process.wait()


def ids_of(store: str) -> list[str]:
    """Return the articles of a store, which must be whole."""
    with open_store(store) as opened:
        health = opened.check()
        assert health.ok, health.problems
        assert len(opened.page_digests()) == len(set(opened.page_digests()))
        stored = list(opened.stored())
        for one in stored:
            assert one.record.quotes
            assert one.record.figures
    return sorted(one.article.id for one in stored)


def killed_add(folder: Path, new_store: NewStore, kills: int) -> Tally:
    command = dateline("add", str(source_of(folder)), "--jobs", "1", "--store")
    return _killed_into(command, new_store, kills, random.Random(7), Tally())


def killed_bulk(folder: Path, new_store: NewStore, kills: int) -> Tally:
    """Kill `bulk`, and then `load`, which puts what it wrote into a store."""
    chance, source, tally = random.Random(8), source_of(folder), Tally()
    out, other = folder / "out", folder / "whole"
    command = dateline("bulk", str(source), "--workers", "2", "--part-pages", "4", "--out")
    whole = finish([*command, str(other)])
    for _ in range(kills):
        kill_after([*command, str(out)], chance.uniform(0, whole))
        tally.killed(len(list(out.glob("unfinished/*"))))
        if chance.random() < 0.3:
            shutil.rmtree(out, ignore_errors=True)
    finish([*command, str(out)])
    assert json.loads((out / "manifest.json").read_bytes()) == json.loads((other / "manifest.json").read_bytes())
    assert not (out / "unfinished").exists()
    return _killed_into(dateline("load", str(out), "--store"), new_store, kills, chance, tally)


def _killed_into(command: list[str], new_store: NewStore, kills: int, chance: random.Random, tally: Tally) -> Tally:
    """Kill a command that fills a store, now and then a new one, and let it end: it holds what one run gives."""
    store, other = new_store(), new_store()
    whole = finish([*command, other])
    for _ in range(kills):
        kill_after([*command, store], chance.uniform(0, whole))
        tally.killed(len(ids_of(store)))
        if chance.random() < 0.5:
            store = new_store()
            tally.stores += 1
    finish([*command, store])
    assert ids_of(store) == ids_of(other)
    assert len(ids_of(store)) == PAGES
    return tally


@contextlib.contextmanager
def desk(store: str) -> Iterator[tuple[subprocess.Popen[str], httpx.Client]]:
    """Serve a store by the command, as a user does."""
    command = dateline("serve", "--store", store, "--port", "0")
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert process.stdout is not None
    base = next(word for word in process.stdout.readline().split() if word.startswith("http"))
    try:
        with httpx.Client(base_url=base, trust_env=False, timeout=60) as client:
            yield process, client
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def post(client: httpx.Client, text: str) -> None:
    assert client.post("/read", data={"text": text, "keep": "1"}).status_code == 303


def killed_serve(_folder: Path, new_store: NewStore, kills: int) -> Tally:
    chance, store, tally = random.Random(9), new_store(), Tally()
    kept: set[str] = set()
    for _ in range(kills):
        with desk(store) as (process, client):
            left = chance.uniform(0.1, 4)
            alarm = subprocess.Popen(["/bin/sh", "-c", f"sleep {left}; kill -9 {process.pid}"])
            with contextlib.suppress(httpx.TransportError):
                for text in chance.sample(texts(), PAGES):
                    post(client, text)
                    kept.add(text)
            alarm.wait()
        # What was answered is there, whatever came after.
        assert len(kept) <= len(ids_of(store)) <= len(kept) + 1
        tally.killed(len(kept))
        with open_store(store) as opened:
            kept = {page.content for page in (opened.page(digest) for digest in opened.page_digests())}
        if chance.random() < 0.5:
            store, kept = new_store(), set()
            tally.stores += 1
    with desk(store) as (_, client):
        for text in texts():
            post(client, text)
    assert len(ids_of(store)) == PAGES
    return tally


class Outlet(BaseHTTPRequestHandler):
    """An outlet of this machine: a feed of links, and a page behind each."""

    def do_GET(self) -> None:
        base = f"http://{self.headers['Host']}"
        if self.path == "/feed":
            items = "".join(f"<item><guid>{n}</guid><link>{base}/{n}</link></item>" for n in range(PAGES))
            self._answer(
                f'<rss version="2.0"><channel><title>Outlet</title>{items}</channel></rss>', "application/rss+xml"
            )
        elif self.path[1:].isdigit():
            said = "".join(f"<p>{line}</p>" for line in (TEXT.format(self.path[1:]) * 3).splitlines() if line)
            self._answer(f"<html><body><article><h1>Round {self.path[1:]} in Oslo</h1>{said}</article></body></html>")
        else:
            self.send_error(404)

    def log_message(self, *_said: object) -> None:
        """Stay quiet."""

    def _answer(self, body: str, media_type: str = "text/html") -> None:
        self.send_response(200)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body.encode())


@contextlib.contextmanager
def outlet() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Outlet)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/feed"
    server.shutdown()
    server.server_close()


def killed_watch(_folder: Path, new_store: NewStore, kills: int) -> Tally:
    chance, store, other, tally = random.Random(10), new_store(), new_store(), Tally()
    with outlet() as feed, pytest.MonkeyPatch.context() as environment:
        environment.setenv("DATELINE_ALLOW_PRIVATE", "true")
        environment.setenv("DATELINE_HOST_DELAY", "0")
        follow, watch = dateline("sources", "add", feed, "--store"), dateline("watch", "--once", "--store")
        finish([*follow, other])
        whole = finish([*watch, other])
        finish([*follow, store])
        for _ in range(kills):
            kill_after([*watch, store], chance.uniform(0, whole))
            tally.killed(len(ids_of(store)))
            if chance.random() < 0.5:
                store = new_store()
                tally.stores += 1
                finish([*follow, store])
        finish([*watch, store])
    assert ids_of(store) == ids_of(other)
    assert len(ids_of(store)) == PAGES
    return tally


def test_killed_twice(tmp_path: Path) -> None:
    numbers = count()
    assert killed_add(tmp_path, lambda: str(tmp_path / f"{next(numbers)}.db"), 2).kills == 2


@pytest.mark.soak
@pytest.mark.timeout(6 * 3600)
@pytest.mark.parametrize("killed", [killed_add, killed_bulk, killed_serve, killed_watch])
def test_killed_many_times(tmp_path: Path, killed: Killed, places: Places) -> None:
    tally = killed(tmp_path, places, KILLS)
    print(f"{killed.__name__}: {tally.kills} kills, {tally.midway} of them midway, {tally.stores} stores: all whole")
