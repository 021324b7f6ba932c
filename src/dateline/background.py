"""What `serve` does beside answering: it adds and reads again what people ask for, and lets go what a rule lets go."""

from __future__ import annotations

import contextlib
import logging
import queue
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Self

from dateline.errors import DatelineError, PageError
from dateline.flow import ReadPage, now
from dateline.model.jobs import Item, Job
from dateline.model.page import Page
from dateline.page.opening import pages_of_stream
from dateline.record.neural.reader import READER
from dateline.rereading import ReadAll
from dateline.retaining import retain
from dateline.settings import Settings
from dateline.store import Store, open_store
from dateline.views.seam import Task
from dateline.working import Apart, Asked, run_adding, run_rereading, start_rereading

HOUSEKEEPING_SECONDS = 3600.0
"""How long between two looks at what a rule lets go."""
_FIRST_LOOK_SECONDS = 60.0
"""The first look is taken when the desk has come up."""
_IDLE_SECONDS = 60.0
"""After so long without a task the process that reads is ended, and its memory is free."""
_SAID_SECONDS = 5.0
"""How long until it is tried again to keep how a job ended, where the store could not be written."""
_LOG = logging.getLogger("dateline.background")


class BackgroundWorker:
    """Does work in a thread of its own, one task after the other, reading in a process that steps back behind others.

    Args:
        path: The store.
        settings: How pages are read, and which are let go.
        every: Seconds between two looks at what a rule lets go.
    """

    def __init__(self, path: str | Path, settings: Settings, *, every: float = HOUSEKEEPING_SECONDS) -> None:
        self._path, self._settings, self._every = path, settings, every
        self._tasks: queue.Queue[Callable[[Store], None]] = queue.Queue()
        self._stop = threading.Event()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._waiting: dict[str, Path | None] = {}
        self._unsaid: dict[str, str] = {}
        self._apart = Apart(settings.reading())

    @property
    def reader(self) -> str:
        """The version of the reader that it reads with."""
        return READER

    def begin(self, task: Task) -> str:
        """Take a task on; return the id of its job.

        Raises:
            DatelineError: If the store cannot be written, or nothing is to be done.
        """
        with open_store(self._path) as store:
            job, work = self._reread(store, task) if task.kind == "reread" else self._add(store, task)
        self._waiting[job.id] = task.file
        self._tasks.put(work)
        self.start()
        return job.id

    def started(self) -> Self:
        """Begin to keep house, where a rule says what is let go; tasks start the thread by themselves."""
        if self._settings.rule() is not None:
            self.start()
        return self

    def start(self) -> None:
        """Start the thread, if it does not run."""
        with self._lock:
            if (self._thread is None or not self._thread.is_alive()) and not self._stop.is_set():
                self._thread = threading.Thread(target=self._run, name="background", daemon=True)
                self._thread.start()

    def close(self) -> None:
        """Stop before the next page; what was not done is told to be interrupted."""
        self._stop.set()
        with self._lock:
            thread = self._thread
        if thread is not None:
            self._tasks.put(lambda _store: None)
            thread.join()
        if self._waiting:
            with contextlib.suppress(DatelineError), open_store(self._path) as store:
                for id_ in list(self._waiting):
                    store.end_job(id_, "interrupted", at=now(), says="the desk was closed before this began")
                    self._forget(id_)

    def _run(self) -> None:
        rule = self._settings.rule()
        look = time.monotonic() + min(_FIRST_LOOK_SECONDS, self._every)
        with open_store(self._path) as store:
            while not self._stop.is_set():
                wait = min(_IDLE_SECONDS, max(0.0, look - time.monotonic())) if rule is not None else _IDLE_SECONDS
                wait = min(wait, _SAID_SECONDS) if self._unsaid else wait
                try:
                    work = self._tasks.get(timeout=wait)
                except queue.Empty:
                    self._apart.close()
                else:
                    work(store)
                self._say(store)
                if rule is not None and time.monotonic() >= look and not self._stop.is_set():
                    self._keep_house(store)
                    look = time.monotonic() + self._every
        self._apart.close()

    def _keep_house(self, store: Store) -> None:
        """Let go what the rule lets go; what goes wrong is logged, and tried again at the next look."""
        rule = self._settings.rule()
        assert rule is not None
        try:
            gone = retain(store, rule, at=now())
        except DatelineError as error:
            _LOG.warning("nothing was let go: %s", error)
            return
        if gone.articles:
            _LOG.info("let go: %s", gone.says())

    def _add(self, store: Store, task: Task) -> tuple[Job, Callable[[Store], None]]:
        asked = {"urls": len(task.urls), "file": task.name or None, "again": task.again}
        job = store.start_job("add", asked, by=task.by, at=now(), total=len(task.urls) or None)
        listed = [Item(n=n, name=url, state="waiting") for n, url in enumerate(task.urls)]
        store.tell_job(job, listed, at=now())
        work = partial(run_adding, again=task.again)
        return job, lambda mine: self._do(mine, job, lambda read: work(mine, job, self._pages(task), read=read))

    def _reread(self, store: Store, task: Task) -> tuple[Job, Callable[[Store], None]]:
        asked = Asked(search=task.search, every=task.every)
        running = next((j for j in store.jobs("reread") if not j.over), None)
        if running is not None:
            raise DatelineError(f"pages are being read again already; see /reread/{running.id}")
        job, pages = start_rereading(store, asked, by=task.by)
        return job, lambda mine: self._do(mine, job, lambda read: run_rereading(mine, job, pages, read=read))

    def _do(self, store: Store, job: Job, work: Callable[[ReadAll], Job]) -> None:
        """Do a job; one that was canceled meanwhile, or fails, says so."""
        try:
            if store.job(job.id).state == "canceling":
                store.end_job(job.id, "canceled", at=now())
            else:
                work(self._read)
        except _Closed:
            store.end_job(job.id, "interrupted", at=now(), says="the desk was closed")
        except DatelineError as error:
            _LOG.warning("job %s failed: %s", job.id, error)
            self._unsaid[job.id] = error.message
        except BaseException:
            store.end_job(job.id, "failed", at=now(), says="something went wrong here; the log of the server says what")
            raise
        finally:
            self._forget(job.id)

    def _say(self, store: Store) -> None:
        """Keep which jobs failed; where it was the store that did, once it can be written again."""
        with contextlib.suppress(DatelineError):
            for id_, why in list(self._unsaid.items()):
                store.end_job(id_, "failed", at=now(), says=why)
                del self._unsaid[id_]

    def _forget(self, id_: str) -> None:
        """Remove the file of a job that is over."""
        file = self._waiting.pop(id_, None)
        if file is not None:
            file.unlink(missing_ok=True)

    def _read(self, pages: Iterable[Page | PageError]) -> Iterator[ReadPage | PageError]:
        yield from self._apart.read(self._until_closed(pages))

    def _until_closed(self, pages: Iterable[Page | PageError]) -> Iterator[Page | PageError]:
        for page in pages:
            if self._stop.is_set():
                raise _Closed
            yield page

    def _pages(self, task: Task) -> Iterator[Page | PageError]:
        """Yield the pages of a task."""
        if task.file is not None:
            with task.file.open("rb") as file:
                yield from pages_of_stream(file, name=task.name, limits=self._settings.limits())
            return
        fetch = self._settings.fetch()
        for url in task.urls:
            try:
                yield fetch(url)
            except PageError as error:
                yield error


class _Closed(Exception):
    """The desk is being closed."""
