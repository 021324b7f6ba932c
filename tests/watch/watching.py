"""A watch on a server of this machine, with a clock that is set by hand and pages read in this process."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from dateline.errors import PageError
from dateline.flow import ReadPage, read_or_error
from dateline.model.page import Page
from dateline.page.exchange import Exchange
from dateline.page.limits import Limits
from dateline.page.web import run as run_apart
from dateline.record.read import DEFAULT
from dateline.store import Store, open_store
from dateline.watch.loop import Told, Watch
from dateline.watch.manners import Manners, asking
from tests.page.misbehaving import Misbehaving, answer

MANNERS = Manners(
    limits=Limits(page_bytes=500_000, fetch_seconds=60.0, redirects=4), allow_private=True, delay=0.0,
    contact="https://desk.example/about",
)  # fmt: skip
WORDS = "The ferry office said boats would leave the old harbour again every morning from next week. "


def page(title: str, words: str = WORDS) -> bytes:
    text = f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1><p>{words * 3}</p>"
    return answer(f"{text}<p>{words * 2}</p></article></body></html>".encode())


def feed(*items: str, title: str = "Harbour News", **headers: Any) -> bytes:
    body = f'<rss version="2.0"><channel><title>{title}</title>{"".join(items)}</channel></rss>'
    return answer(body.encode(), content_type="application/rss+xml", **headers)


def item(name: str, url: str, *, words: str = "Short.", day: str = "") -> str:
    dated = f"<pubDate>{day}</pubDate>" if day else ""
    said = f"<guid isPermaLink='false'>{name}</guid><title>{name}</title><link>{url}</link>{dated}"
    return f"<item>{said}<description>{words}</description></item>"


def mail_date(at: datetime) -> str:
    return at.strftime("%a, %d %b %Y %H:%M:%S +0000")


class Desk:
    """A store that follows sources, and a watch on it whenever that is wanted."""

    def __init__(self, place: str | Path) -> None:
        self.place = place
        self.at = datetime.now(UTC)
        self.manners = MANNERS
        self.grace = 60.0
        self.told: list[Told] = []
        self.exchanges: list[Exchange] = []

    def hurry(self) -> None:
        """Wait no longer than a moment for whoever never answers."""
        self.manners = replace(MANNERS, limits=replace(MANNERS.limits, fetch_seconds=3.0))

    def open(self) -> Store:
        return open_store(self.place)

    def follow(self, *urls: str) -> None:
        with self.open() as store:
            for url in urls:
                store.following.add(url, at=self.at)

    def watch(self, *, later: timedelta = timedelta(), only: str | None = None) -> None:
        """Watch until nothing is due, so much later than now."""
        self.at += later
        run_apart(self._watch(asyncio.Event(), only=only))

    async def _watch(self, stop: asyncio.Event, *, once: bool = True, only: str | None = None) -> None:
        async def read(page: Page) -> ReadPage | PageError:
            return await asyncio.to_thread(read_or_error, page, how=DEFAULT)

        with self.open() as store:
            async with asking(store.following, self.manners, told=self.exchanges.append) as asker:
                watch = Watch(
                    store, web=asker.web, read=read, tell=self.told.append, now=lambda: self.at, grace=self.grace
                )
                await watch.run(stop, once=once, only=only)

    def until(self, done: Callable[[], bool], *, seconds: float = 200) -> None:
        """Watch until something holds, or for so many seconds, then stop it."""

        async def run() -> None:
            stop = asyncio.Event()
            watching = asyncio.create_task(self._watch(stop, once=False))
            with suppress(TimeoutError):
                async with asyncio.timeout(seconds):
                    while not done() and not watching.done():
                        await asyncio.sleep(0.02)
            stop.set()
            await watching

        run_apart(run())

    def headlines(self) -> list[str | None]:
        with self.open() as store:
            return sorted((row.headline for row in store.articles().rows), key=str)


def fresh_counts(server: Misbehaving) -> dict[str, int]:
    """Return how often each path was asked for since the last call."""
    out = dict(server.counts)
    server.counts.clear()
    return out
