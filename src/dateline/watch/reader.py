"""Reading pages beside the network: in processes of their own, so that a hard page holds up no fetch."""

from __future__ import annotations

import asyncio
import contextlib
import multiprocessing
import os
import signal
import threading
import time
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial

from dateline.errors import PageError
from dateline.flow import ReadPage, read_or_error
from dateline.model.page import Page
from dateline.record.read import DEFAULT
from dateline.record.reading import Reading

ORPHANED_SECONDS = 2.0


class Readers:
    """Processes that read pages; use it as a context.

    Args:
        jobs: How many.
        how: How articles are read.
    """

    def __init__(self, *, jobs: int = 1, how: Reading = DEFAULT) -> None:
        self._jobs = jobs
        self._work = partial(read_or_error, how=how)
        self._pool: ProcessPoolExecutor | None = None

    async def read(self, page: Page) -> ReadPage | PageError:
        """Read a page; whatever goes wrong with it is its error."""
        try:
            return await asyncio.get_running_loop().run_in_executor(self._started(), self._work, page)
        except BrokenProcessPool:
            self.close()
            return PageError("could not be read: the process that read it was ended", page=page.id)

    def close(self) -> None:
        """End the processes."""
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._pool = None

    def _started(self) -> ProcessPoolExecutor:
        # Spawned, not forked: a fork of a process with threads (the desk) may hang on their locks.
        if self._pool is None:
            self._pool = ProcessPoolExecutor(
                self._jobs,
                mp_context=multiprocessing.get_context("spawn"),
                initializer=_begin,
                initargs=(os.getpid(),),
            )
        return self._pool


def _begin(parent: int) -> None:
    """Leave interrupts to the parent, and end when it is gone, however it went."""
    for name in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(ValueError):
            signal.signal(name, signal.SIG_IGN)
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(ORPHANED_SECONDS)
    os._exit(1)
