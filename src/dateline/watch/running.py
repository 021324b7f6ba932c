"""The watch as commands and the desk run it: in the foreground until a signal, or in a thread until it is stopped."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from dateline.errors import StoreError
from dateline.page.exchange import Exchange
from dateline.record.read import DEFAULT
from dateline.record.reading import Reading
from dateline.store import Store, open_store
from dateline.watch.loop import Told, Watch
from dateline.watch.manners import Manners, asking
from dateline.watch.reader import Readers
from dateline.watch.rhythm import BOUNDS, Bounds

LOG = logging.getLogger("dateline.watch")
AGAIN_SECONDS = 60
"""How long the watch beside the desk rests after the store failed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How to watch.

    Args:
        store: The store's path or url.
        manners: How servers are asked.
        bounds: The shortest and the longest time between two questions to a source.
        jobs: How many processes read pages.
        how: How articles are read.
        warc: The folder that what was fetched is kept in, as it came, if it is.
        warc_bytes: How large one file of it becomes.
    """

    store: str | Path
    manners: Manners
    bounds: Bounds = BOUNDS
    jobs: int = 1
    how: Reading = DEFAULT
    warc: Path | None = None
    warc_bytes: int = 10**9


def watch(
    plan: Plan, *, once: bool = False, only: str | None = None, tell: Callable[[Told], None] = lambda _told: None
) -> None:
    """Follow the sources of a store until told to stop (SIGTERM, SIGINT), or once.

    Args:
        plan: How.
        once: End when nothing is due any more.
        only: The id of the one source to ask, due or not.
        tell: Is told what happens.

    Raises:
        StoreError: If the store cannot be opened or written.
    """
    asyncio.run(_watch(plan, _Stop(), signals=True, once=once, only=only, tell=tell))


class _Stop:
    """Stops a watch from any thread, before or while it runs."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.wanted = threading.Event()
        self._wake: Callable[[], object] | None = None

    def __call__(self) -> None:
        with self._lock:
            self.wanted.set()
            if self._wake is not None:
                self._wake()

    def wakes(self, wake: Callable[[], object]) -> None:
        with self._lock:
            self._wake = wake
            if self.wanted.is_set():
                wake()

    def forget(self) -> None:
        with self._lock:
            self._wake = None


async def _watch(
    plan: Plan, stop: _Stop, *, signals: bool, once: bool, only: str | None, tell: Callable[[Told], None]
) -> None:
    stopped, loop = asyncio.Event(), asyncio.get_running_loop()
    stop.wakes(lambda: loop.call_soon_threadsafe(stopped.set))
    if signals:
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, stopped.set)
    with ExitStack() as stack:
        stack.callback(stop.forget)
        store = stack.enter_context(open_store(plan.store))
        keep = stack.enter_context(_keeping(plan))
        readers = Readers(jobs=plan.jobs, how=plan.how)
        stack.callback(readers.close)
        async with asking(store.following, plan.manners, told=keep) as asker:
            following = Watch(store, web=asker.web, read=readers.read, tell=_logged(tell), bounds=plan.bounds)
            await following.run(stopped, once=once, only=only)


@contextlib.contextmanager
def _keeping(plan: Plan) -> Iterator[Callable[[Exchange], None]]:
    """Open the archive that is kept of what is fetched, if one is."""
    if plan.warc is None:
        yield lambda _exchange: None
        return
    from dateline.page.warc_out import Archive  # noqa: PLC0415 - FastWARC, which a watch without an archive spares

    with Archive(plan.warc, most=plan.warc_bytes, agent=plan.manners.contact) as archive:
        yield archive.keep


def _logged(tell: Callable[[Told], None]) -> Callable[[Told], None]:
    def both(told: Told) -> None:
        facts = {"url": told.url, "source": told.source, "result": told.result, "new": told.new}
        LOG.info("asked", extra=facts | ({"why": told.error} if told.error else {}))
        tell(told)

    return both


class Background:
    """A watch in a thread of its own, beside the desk."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._stop = _Stop()
        self._thread = threading.Thread(target=self._run, name="watch", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End it, once what is in hand is finished or given up."""
        self._stop()
        self._thread.join()

    def _run(self) -> None:
        def quiet(_told: Told) -> None:
            """The log tells it."""

        while not self._stop.wanted.is_set():
            try:
                asyncio.run(_watch(self._plan, self._stop, signals=False, once=False, only=None, tell=quiet))
            except StoreError as error:
                # A full disk or a locked file passes; the desk goes on meanwhile, and the watch after.
                LOG.error("the watch rests", extra={"why": error.message, "seconds": AGAIN_SECONDS})
                self._stop.wanted.wait(AGAIN_SECONDS)


def follows(store: Store) -> bool:
    """Say whether there is anything to follow."""
    return any(not source.paused for source in store.following.sources())
