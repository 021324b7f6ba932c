"""What the desk's tests are made of: a small store, and a reader that knows nothing but lines."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from fastapi import FastAPI
from sqlalchemy import text

from dateline.errors import TooLargePage, UnreadablePage
from dateline.model.alert import Rhythm
from dateline.model.article import Cutting
from dateline.model.span import Text
from dateline.store import Store, open_store
from dateline.store.engine import connect
from dateline.store.following.rows import Fetch, Item
from dateline.story.joining import join
from dateline.views.seam import Given
from tests.factory import NOW, Sample, arabic, harbor, plain, talks

FEED = "https://harbor.example/feed"
NEVER = NOW.replace(year=2200)
SAMPLES = [talks(), arabic(), harbor(), harbor(hours=5, more=" Ships are queuing outside.")]


def read(given: Given) -> Sample:
    """Read what was given by its lines alone: no more is needed to see what the desk does with it."""
    if given.url is not None:
        raise UnreadablePage("the address does not answer", page=given.url)
    text = given.text if given.text is not None else (given.data or b"").decode()
    if text == "too large":
        raise TooLargePage("the page is too large")
    sample = plain(text)
    if not re.search(r"\n", text):
        return Sample(
            sample.page, Cutting(page_text=Text.from_str(text), articles=(), reason="one line is no article"), ()
        )
    return sample


def fill(place: str | Path) -> None:
    with open_store(place) as store:
        told = {"channel": "mail", "recipient": "anna@reader.example", "each": "article", "by": "Anna"}
        alert = store.alerts.add("Harbors", "harbor", rhythm=Rhythm(pace="at-once"), now=NOW, **told)  # type: ignore[arg-type]
        for sample in SAMPLES:
            store.add(sample.page, sample.cutting, sample.records, added_at=NOW, join=join)
        for kind in ("add", "reread"):
            store.end_job(store.start_job(kind, {}, by="Anna", at=NOW, total=0).id, "done", at=NOW)
        store.alerts.make(alert.id, now=NOW)
        follow(store)


def change(place: str | Path, sql: str) -> None:
    """Change a store as nobody should."""
    engine = connect(place, read_only=False)
    with engine.begin() as connection:
        connection.execute(text(sql))
    engine.dispose()


def follow(store: Store) -> None:
    """Follow a feed that answered, with what it listed, and one that failed; neither is due in the life of a test."""
    feed, _ = store.following.add(FEED, at=NOW, title="Harbor News", folder="Harbors")
    item = Item(
        source=feed.id, guid="1", url="https://harbor.example/1", title="A ferry", published=NOW, said="x",
        first_seen=NOW, state="kept",
    )  # fmt: skip
    fetch = Fetch(at=NOW, url=FEED, status=200, result="new", found=1, new=1)
    store.following.finish(feed, fetch, seen=[item], next_at=NEVER, every=3600)
    other, _ = store.following.add("https://harbor.example/broken", at=NOW)
    failed = Fetch(at=NOW, url=other.url, status=None, result="failed", error="took longer than 20 seconds")
    store.following.finish(other, failed, next_at=NEVER, every=3600)


@contextmanager
def serving(app: FastAPI) -> Iterator[str]:
    """Serve a desk on a free port; yield its url."""
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join()
