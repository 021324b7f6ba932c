"""Work that is kept track of while it is done: adding many pages, and reading again what is kept.

The command line does it in the open, `serve` in a thread of its own that reads in a process of its own, which steps
back behind whoever uses the desk. How far it came is in the store: whoever looks sees it, and it can go on from there.
"""

from __future__ import annotations

import json
import os
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from functools import partial
from multiprocessing import get_context
from typing import Any

from dateline import __version__
from dateline.errors import DatelineError, PageError
from dateline.flow import ReadPage, now, read_or_error
from dateline.model.codec import to_json
from dateline.model.jobs import Item, Job
from dateline.model.page import Page
from dateline.model.rereading import tally_of
from dateline.record.reading import Reading
from dateline.rereading import READER, ReadAll, Reread, reread, to_read
from dateline.store import Store
from dateline.story.joining import join

_TOLD_EVERY = 1.0
"""Seconds between two notes of how far a job came where nothing else is to be told: each is written to the store."""
NICENESS = 10
Seen = Callable[[Reread], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which pages are to be read again (see `rereading.to_read`), and by what: a run by other versions is another."""

    search: str | None = None
    articles: tuple[str, ...] = ()
    every: bool = False
    reader: str = READER
    version: str = __version__

    def pages(self, store: Store) -> list[str]:
        """Return the digests of the pages."""
        return to_read(store, search=self.search, articles=self.articles, every=self.every)


def start_rereading(store: Store, asked: Asked, *, by: str, anew: bool = False) -> tuple[Job, list[str]]:
    """Begin to read pages again, or go on with what was interrupted.

    Args:
        store: Which store.
        asked: Which pages.
        by: Who asked.
        anew: Whether to begin from the first page, whatever was interrupted.

    Returns:
        The job, and the digests of the pages that are left to read.

    Raises:
        NotFound: If the store does not hold an article.
        QueryError: If the search cannot be understood.
    """
    pages, whole = asked.pages(store), to_json(asked)
    broken = next((j for j in store.jobs("reread") if j.asked == whole), None)
    if broken is not None and broken.state == "interrupted" and not anew:
        job = store.resume_job(broken.id, at=now())
        left = pages[pages.index(job.after) + 1 :] if job.after in pages else pages
        return replace(job, total=job.done + len(left)), left
    return store.start_job("reread", whole, by=by, at=now(), total=len(pages)), pages


def run_rereading(store: Store, job: Job, pages: Iterable[str], *, read: ReadAll, seen: Seen | None = None) -> Job:
    """Read pages again; what each came to is kept with the job.

    Args:
        store: Which store.
        job: The job.
        pages: The digests of the pages.
        read: Reads pages.
        seen: Is told of each page.
    """
    keeper = _Keeper(store, job)
    for done in reread(store, pages, read=read):
        goes_on = keeper.told(_item_of(done), tally=tally_of(done.diffs), after=done.digest)
        if seen is not None:
            seen(done)
        if not goes_on:
            return keeper.ended("canceled")
    return keeper.ended("done")


def run_adding(store: Store, job: Job, pages: Iterable[Page | PageError], *, read: ReadAll, again: bool = False) -> Job:
    """Read pages and keep them; what each came to is kept with the job.

    Args:
        store: Which store.
        job: The job.
        pages: The pages; an error among them is told in its place.
        read: Reads pages.
        again: Whether to add what was deleted before.
    """
    keeper = _Keeper(store, job)
    for item in read(pages):
        if not keeper.told(_added(store, item, again=again)):
            return keeper.ended("canceled")
    return keeper.ended("done")


class _Keeper:
    """Keeps how far a job came."""

    def __init__(self, store: Store, job: Job) -> None:
        self._store, self._job = store, job
        self._told = time.monotonic()

    def told(self, item: Item, *, tally: Mapping[str, int] | None = None, after: str | None = None) -> bool:
        """Keep what a page came to; return False if the job was canceled."""
        counts = Counter(self._job.tally) + Counter({item.state: 1, **(tally or {})})
        item = replace(item, n=self._job.done)
        self._job = replace(self._job, done=self._job.done + 1, tally=dict(counts), after=after)
        dull = item.state == "done" and self._job.kind == "reread"
        if dull and time.monotonic() - self._told < _TOLD_EVERY:
            return True
        self._told = time.monotonic()
        return self._store.tell_job(self._job, () if dull else (item,), at=now())

    def ended(self, state: Any) -> Job:
        """Keep that it is over."""
        self._store.tell_job(self._job, at=now())
        return self._store.end_job(self._job.id, state, at=now())


def _item_of(done: Reread) -> Item:
    if done.error is not None:
        return Item(n=0, name=done.name, state="failed", says=done.error)
    if not done.changed:
        return Item(n=0, name=done.name, state="done")
    first = next((d.now or d.before for d in done.diffs), None)
    says = json.dumps(to_json(done.diffs), ensure_ascii=False)
    return Item(n=0, name=done.name, state="changed", says=says, article=first, page=done.digest)


def _added(store: Store, item: ReadPage | PageError, *, again: bool) -> Item:
    if isinstance(item, PageError):
        return Item(n=0, name=item.page or "?", state="failed", says=item.message)
    name = item.page.url or item.page.id
    try:
        added = store.add(item.page, item.cutting, item.records, added_at=now(), join=join, again=again)
    except DatelineError as error:
        return Item(n=0, name=name, state="failed", says=error.message)
    if added.deleted is not None:
        return Item(n=0, name=name, state="deleted", says=added.deleted.says())
    articles = item.cutting.articles
    says = None if articles else item.cutting.reason or "no article found"
    article = articles[0].id if articles else None
    return Item(n=0, name=name, state="done" if added.new else "known", says=says, article=article)


class Apart:
    """Reads pages one by one in a process of its own that steps back behind others, and that ends when it is closed.

    The process is started anew, not forked: a fork of a process with threads may wait for ever for a lock of theirs.

    Args:
        how: How articles are read.
    """

    def __init__(self, how: Reading) -> None:
        self._how = how
        self._pool: ProcessPoolExecutor | None = None

    @property
    def runs(self) -> bool:
        """Whether the process is there."""
        return self._pool is not None

    def read(self, pages: Iterable[Page | PageError]) -> Iterator[ReadPage | PageError]:
        """Yield what was read, page by page; a page that ends the process is told as an error, and the rest is read."""
        for page in pages:
            if self._pool is None:
                self._pool = ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=step_back)
            try:
                yield self._pool.submit(partial(read_or_error, how=self._how), page).result()
            except BrokenProcessPool:
                self.close()
                name = page.page if isinstance(page, PageError) else page.url or page.id
                yield PageError("ended the process that read it", page=name)

    def close(self) -> None:
        """End the process; it is started again when it is needed."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
        self._pool = None


def step_back() -> None:
    """Let other processes go first."""
    if hasattr(os, "nice"):
        os.nice(NICENESS)
