"""The watch: asks every source when it is due, fetches what is new, has it read, and keeps it, until it is stopped.

One loop of asyncio asks all hosts at once, each at its own pace; pages are read in other processes, and the store is
written by one thread. What is unfinished stands in the store: whoever comes next goes on with it.
"""

from __future__ import annotations

import asyncio
import os
import socket
from collections import Counter
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any, TypeVar

from dateline.errors import EvidenceError, PageError
from dateline.flow import ReadPage, add_read
from dateline.model.page import Listed, Page, host_of
from dateline.page.exchange import Fetched, NotFetched
from dateline.page.transfer import Web
from dateline.page.web import ACCEPT, page_of
from dateline.store import Store
from dateline.store.following.rows import Fetch, Item, Source
from dateline.watch import rhythm
from dateline.watch.round import Asked, ask, fetch_row, fresh

T = TypeVar("T")
ReadOne = Callable[[Page], Awaitable[ReadPage | PageError]]
SOURCES_AT_ONCE = 50
PAGES_AT_ONCE = 60
PER_HOST = 2
"""Pages of one host in hand at once: one that is fetched, one that waits for its turn."""
EACH = 20
"""Pages of one source that are looked at for the next ones to fetch."""
TRIES = 5
SILENT_AGAIN = timedelta(hours=2)
"""How late a source is asked again at the latest that did not answer."""
FIRST_AGAIN = timedelta(minutes=5)
LOOK_SECONDS = 5.0
"""How often the loop looks for sources that others added."""
GRACE_SECONDS = 5.0
"""How long what is in hand may take once the watch is told to stop."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Something the watch tells: a round of a source, or a page that was kept or not."""

    source: str
    url: str
    result: str
    new: int = 0
    error: str | None = None


class Watch:
    """Follows the sources of a store.

    Args:
        store: The store, open to write.
        web: What asks servers, with robots.txt and turns.
        read: Reads a page.
        tell: Is told what happens.
        bounds: The shortest and the longest time between two questions to a source.
        now: The clock.
        grace: How many seconds what is in hand may take once the watch is told to stop.
    """

    def __init__(
        self,
        store: Store,
        *,
        web: Web,
        read: ReadOne,
        tell: Callable[[Told], None] = lambda _told: None,
        bounds: rhythm.Bounds = rhythm.BOUNDS,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        grace: float = GRACE_SECONDS,
    ) -> None:
        self._store, self._web, self._read, self._tell = store, web, read, tell
        self._bounds, self._now, self._grace = bounds, now, grace
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="watch-store")
        self._me = f"{socket.gethostname()}/{os.getpid()}"
        self._rounds: set[asyncio.Task[None]] = set()
        self._pages: dict[asyncio.Task[None], tuple[tuple[str, str], str]] = {}

    async def run(self, stop: asyncio.Event, *, once: bool = False, only: str | None = None) -> None:
        """Follow until told to stop.

        Args:
            stop: Set from outside: what is in hand is finished or given up, and nothing is begun.
            once: End when nothing is due any more.
            only: The id of the one source to ask, due or not.
        """
        stopping = asyncio.create_task(stop.wait())
        due = self._now() if once else None
        wanted = only
        try:
            while not stop.is_set():
                wanted = await self._begin(due or self._now(), wanted, only)
                running = {*self._rounds, *self._pages}
                if once and not running:
                    break
                waiting = {stopping, *running}
                await asyncio.wait(waiting, timeout=LOOK_SECONDS, return_when=asyncio.FIRST_COMPLETED)
                self._collect()
        finally:
            stopping.cancel()
            await self._end()

    async def _begin(self, due: datetime, wanted: str | None, only: str | None) -> str | None:
        """Begin what there is room for; return the source that is still to be asked whether it is due or not."""
        dead = await self._do(partial(_dead, self._store.following.claimants()))
        while len(self._rounds) < SOURCES_AT_ONCE and (only is None or wanted is not None):
            source = await self._do(partial(self._store.following.claim, by=self._me, at=due, dead=dead, only=wanted))
            wanted = None
            if source is None:
                break
            self._rounds.add(asyncio.create_task(self._round(source)))
        hands = Counter(host for _, host in self._pages.values())
        busy = {key for key, _ in self._pages.values()}
        room = PAGES_AT_ONCE - len(self._pages)
        if room <= 0:
            return wanted
        queue, now = self._store.following, self._now()
        for item in await self._do(partial(queue.waiting, at=now, each=EACH, source=only, dead=dead)):
            host, key = host_of(item.url or ""), (item.source, item.guid)
            if room <= 0 or key in busy or hands[host] >= PER_HOST:
                continue
            if not await self._do(partial(queue.take, item, by=self._me, at=now, dead=dead)):
                continue
            self._pages[asyncio.create_task(self._follow(item))] = (key, host)
            hands[host] += 1
            room -= 1
        return wanted

    def _collect(self) -> None:
        """Let go of what is done; what went wrong in our own house ends the watch."""
        for task in [t for t in (*self._rounds, *self._pages) if t.done()]:
            self._rounds.discard(task)
            self._pages.pop(task, None)
            task.result()

    async def _end(self) -> None:
        running = {*self._rounds, *self._pages}
        if running:
            await asyncio.wait(running, timeout=self._grace)
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)
        self._writer.shutdown(wait=True)

    async def _round(self, source: Source) -> None:
        """Ask a source, keep what came along, and note what is to be fetched; all its news, then how it went."""
        answer: Fetched | None = None
        try:
            said = await ask(source, self._web, self._store.following)
            answer = said.fetched if isinstance(said, Asked) else said
            if isinstance(said, Asked):
                await self._take(source, said)
            else:
                every = rhythm.slower(source.every, bounds=self._bounds)
                fetch = fetch_row(source, answer, self._now(), result="unchanged")
                await self._finish(source, fetch, every=every)
        except PageError as error:
            await self._failed(source, answer, error)
        except asyncio.CancelledError:
            self._store.following.let_go(source.id, by=self._me)
            raise

    async def _take(self, source: Source, said: Asked) -> None:
        now = self._now()
        changed = replace(source, kind=said.changes.get("kind", source.kind))
        news = await self._do(partial(fresh, said, changed, self._store.following, now=now))
        kept = [await self._keep(item, page) for item, page in news.whole]
        new = sum(item.state == "kept" for item in kept) + sum(item.state == "waiting" for item in news.noted)
        times = [at for item in said.items if (at := item.published or item.updated)]
        every = rhythm.interval(times, now=now, asked=said.every, bounds=self._bounds)
        if said.page is not None:
            every = self._bounds.clamp((timedelta(seconds=source.every) if source.every else rhythm.FIRST) / 2)
        result = "new" if new else "unchanged" if said.fetched.unchanged else "same"
        fetch = fetch_row(source, said.fetched, now, result=result, found=len(said.items), new=new,
                          error="; ".join(said.notes)[:500] or None)  # fmt: skip
        await self._finish(
            source, fetch, every=every, seen=(*kept, *news.noted), known=said.known, changes=said.changes
        )

    async def _failed(self, source: Source, answer: Fetched | None, error: PageError) -> None:
        until = error.until if isinstance(error, NotFetched) else None
        status = error.status if isinstance(error, NotFetched) else None
        now = self._now()
        fetch = fetch_row(source, answer, now, result="failed", error=error.message[:500])
        fetch = replace(fetch, status=fetch.status or status)
        next_at = rhythm.after_failure(source.every, source.strikes, now=now, until=until, bounds=self._bounds)
        if _is_no_answer(error):
            # It may be our own network that is down: all are asked again soon after it is back.
            next_at = min(next_at, now + rhythm.jittered(SILENT_AGAIN))
        # A server that says "gone" means it: the source stands still until somebody looks at it.
        changes = {"paused": True} if status == 410 else {}
        every = timedelta(seconds=source.every) if source.every else rhythm.FIRST
        await self._finish(source, fetch, every=every, next_at=next_at, changes=changes)

    async def _finish(
        self, source: Source, fetch: Fetch, *, every: timedelta, next_at: datetime | None = None, **told: Any
    ) -> None:
        at = next_at or self._now() + rhythm.jittered(every)
        seconds = round(every.total_seconds())
        await self._do(partial(self._store.following.finish, source, fetch, next_at=at, every=seconds, **told))
        self._tell(Told(source=source.id, url=source.url, result=fetch.result, new=fetch.new, error=fetch.error))

    async def _follow(self, item: Item) -> None:
        """Fetch the page of an item, have it read, and keep it; where it is stopped, let it wait on."""
        try:
            await self._fetch(item)
        except asyncio.CancelledError:
            self._store.following.keep_item(item)
            raise

    async def _fetch(self, item: Item) -> None:
        url = item.url or ""
        try:
            fetched = await self._web.get(url, accept=ACCEPT)
            page = await asyncio.to_thread(page_of, fetched, id=url, limits=self._web.limits)
        except PageError as error:
            await self._put_off(item, error)
            return
        page = replace(page, listed=Listed(title=item.title, published=item.published))
        done = await self._keep(item, page)
        await self._do(partial(self._store.following.keep_item, done))
        self._tell(Told(source=item.source, url=url, result=done.state, new=1, error=done.error))

    async def _keep(self, item: Item, page: Page) -> Item:
        """Have a page read and keep it; return what became of its item."""
        read = await self._read(page)
        if isinstance(read, PageError):
            return replace(item, state="failed", error=read.message[:500], next_at=None)
        try:
            added = await self._do(partial(add_read, self._store, read))
        except EvidenceError as error:
            return replace(item, state="failed", error=error.message[:500], next_at=None)
        if added.deleted is not None:
            return replace(item, state="passed", error=f"it {added.deleted.says()}", next_at=None)
        return replace(item, state="kept", page=page.digest, error=None, next_at=None)

    async def _put_off(self, item: Item, error: PageError) -> None:
        """Try a page again later where that may help, else say why it is given up."""
        tries, until = item.tries, None
        if isinstance(error, NotFetched) and error.why in ("busy", "robots") and error.until:
            until = error.until
        elif _passing(error):
            tries += 1
            until = self._now() + rhythm.jittered(FIRST_AGAIN * 4 ** min(tries - 1, 8)) if tries < TRIES else None
            if isinstance(error, NotFetched) and error.until and until:
                until = max(until, error.until)
        done = replace(
            item, state="waiting" if until else "failed", tries=tries, next_at=until, error=error.message[:500]
        )
        await self._do(partial(self._store.following.keep_item, done))
        self._tell(Told(source=item.source, url=item.url or "", result=done.state, error=error.message))

    async def _do(self, work: Callable[[], T]) -> T:
        """Ask the store, in the one thread that does; what is begun is finished, whoever is told to stop meanwhile."""
        return await asyncio.shield(asyncio.get_running_loop().run_in_executor(self._writer, work))


def _is_no_answer(error: PageError) -> bool:
    """Say whether nobody answered at all, for which nobody asked us to stay away."""
    silent = ("network", "time", "refused")
    return isinstance(error, NotFetched) and (
        error.why in silent or (error.why == "robots" and error.until is not None)
    )


def _passing(error: PageError) -> bool:
    """Say whether what went wrong may go right the next time."""
    if not isinstance(error, NotFetched):
        return False
    if error.why == "status":
        return error.status is None or error.status >= 500 or error.status in (408, 425, 429)
    return error.why in ("network", "time")


def _dead(claimants: tuple[str, ...]) -> tuple[str, ...]:
    """Return those processes of this machine that are gone: what they had in hand is free."""
    host, out = socket.gethostname(), []
    for claimant in claimants:
        where, _, pid = claimant.rpartition("/")
        if where != host or not pid.isdigit():
            continue
        try:
            os.kill(int(pid), 0)
        except ProcessLookupError:
            out.append(claimant)
        except PermissionError:
            continue
    return tuple(out)
