"""The whole way from a page to a stored record: every step, in order, on one screen."""

from __future__ import annotations

import gc
import json
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from dateline import __version__
from dateline.article.cutting import cut
from dateline.deadline import Overdue, within
from dateline.errors import PageError
from dateline.model.article import Cutting
from dateline.model.contract import empty_page_to_json, error_to_json, record_to_json
from dateline.model.page import Page
from dateline.model.record import Record
from dateline.page.limits import Limits
from dateline.page.listing import read_listing
from dateline.record.neural.reader import READER
from dateline.record.read import DEFAULT, read
from dateline.record.reading import Reading

if TYPE_CHECKING:
    from dateline.store import Added, Store

T = TypeVar("T")
_ENCODER = json.JSONEncoder(ensure_ascii=False)
SAMPLES = Path(__file__).parent / "samples"
IN_PROCESS = 4
"""So many pages are read before other processes are started: starting them costs about as much as reading these."""
PAGE_SECONDS, CHARACTER_SECONDS = 30.0, 30e-6
"""How long a page may take before it is set aside; an ordinary page takes a thousandth, a long one 8 µs a character."""
AHEAD = 16
"""How many pages a process may be given ahead, so that memory stays bounded however many pages come."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadPage:
    """A page, the articles cut from it, and the record of each."""

    page: Page
    cutting: Cutting
    records: tuple[Record, ...]


def read_page(page: Page, *, how: Reading = DEFAULT) -> ReadPage:
    """Read one page: cut it into articles, read each.

    Args:
        page: The page.
        how: How its articles are read.

    Raises:
        PageError: If the page cannot be read.
    """
    cutting = cut(page)
    records = tuple(read(article, pairs=page.pairs if article.n == 0 else (), how=how) for article in cutting.articles)
    return ReadPage(page=page, cutting=cutting, records=records)


def read_pages(
    pages: Iterable[Page | PageError], *, jobs: int = 1, how: Reading = DEFAULT
) -> Iterator[ReadPage | PageError]:
    """Read pages in their order, in several processes where there are enough of them.

    Args:
        pages: The pages; an error among them is passed on in its place.
        jobs: How many processes read.
        how: How articles are read.
    """
    return _in_order(partial(read_or_error, how=how), pages, jobs=jobs)


def printed_pages(
    pages: Iterable[Page | PageError], *, jobs: int = 1, how: Reading = DEFAULT
) -> Iterator[tuple[str, bool]]:
    """Read pages in their order; yield what `read --jsonl` prints of each, and whether it could be read.

    The processes that read write the JSON, too: a record is slower to hand over than its lines.

    Args:
        pages: The pages; an error among them becomes its line.
        jobs: How many processes read.
        how: How articles are read.
    """
    return _in_order(partial(_printed, how=how), pages, jobs=jobs)


def _in_order(work: Callable[[Page | PageError], T], pages: Iterable[Page | PageError], *, jobs: int) -> Iterator[T]:
    """Yield what some work makes of each page, in several processes where there are enough pages."""
    stream = iter(pages)
    first = list(islice(stream, IN_PROCESS + 1))
    if jobs < 2 or len(first) <= IN_PROCESS:
        yield from map(work, chain(first, stream))
        return
    with ProcessPoolExecutor(max_workers=jobs, initializer=_collect_seldom) as pool:
        waiting: deque[Future[T]] = deque()
        for page in chain(first, stream):
            waiting.append(pool.submit(work, page))
            if len(waiting) >= jobs * AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _collect_seldom() -> None:
    """Look for garbage in cycles less often: reading makes many objects and next to no cycles."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


def _printed(page: Page | PageError, *, how: Reading) -> tuple[str, bool]:
    item = read_or_error(page, how=how)
    return "".join([_ENCODER.encode(x) + "\n" for x in lines(item)]), not isinstance(item, PageError)


def read_or_error(page: Page | PageError, *, how: Reading) -> ReadPage | PageError:
    """Read a page; whatever goes wrong with it is that page's error, so that the run goes on."""
    if isinstance(page, PageError):
        return page
    try:
        with within(PAGE_SECONDS + CHARACTER_SECONDS * len(page.content)):
            return read_page(page, how=how)
    except Overdue as overdue:
        return PageError(f"was set aside: reading it took longer than {overdue.seconds:.0f} s", page=page.id)
    except PageError as error:
        return error
    except Exception as error:  # noqa: BLE001 - one bad page must not end the run
        return PageError(f"could not be read: {type(error).__name__}: {error}", page=page.id)


def lines(item: ReadPage | PageError) -> Iterator[dict[str, Any]]:
    """Yield the contract's lines for one page: one an article, or one that says why there is none."""
    if isinstance(item, PageError):
        yield error_to_json(item.page or "-", item.code, item.message)
        return
    page, cutting = item.page, item.cutting
    if not item.records:
        reason = cutting.reason or "no article found"
        yield empty_page_to_json(page, reason, dropped=cutting.dropped, dateline=__version__, reader=READER)
    for record in item.records:
        yield record_to_json(
            record,
            dropped=cutting.dropped,
            dateline=__version__,
            replaced_characters=page.replaced_characters,
        )


def story_lines(items: Iterable[ReadPage | PageError]) -> Iterator[dict[str, Any]]:
    """Put articles into stories in the order they come; yield the contract's line for each (RECORD.md).

    An article goes by the id of its page, with its number behind it where it is not the first. A page that cannot be
    read, and one that holds no article, gets a line that says why.
    """
    from dateline.story.grouping.stream import Stream, placed_to_json  # noqa: PLC0415 - numpy, which reading does without

    stream = Stream()
    for item in items:
        if isinstance(item, PageError):
            yield error_to_json(item.page or "-", item.code, item.message)
            continue
        if not item.records:
            yield {"id": item.page.id, "story": None, "reason": item.cutting.reason or "no article found"}
        for record in item.records:
            name = f"{item.page.id}#{record.article.n}" if record.article.n else item.page.id
            yield placed_to_json(stream.place(record, name=name))


def now() -> datetime:
    """Return the present moment, in UTC."""
    return datetime.now(UTC)


def add_read(store: Store, item: ReadPage, *, again: bool = False) -> Added:
    """Keep a page that was read; one that is there changes nothing, nor one that was deleted, unless wanted again."""
    from dateline.story.joining import join  # noqa: PLC0415 - numpy, which listing and searching do without

    return store.add(item.page, item.cutting, item.records, added_at=now(), join=join, again=again)


def add_pages(
    store: Store, pages: Iterable[Page | PageError], *, jobs: int = 1, how: Reading = DEFAULT, again: bool = False
) -> Iterator[Added | PageError]:
    """Read pages and keep them, one transaction a page; yield what each changed."""
    for item in read_pages(pages, jobs=jobs, how=how):
        yield item if isinstance(item, PageError) else add_read(store, item, again=again)


def sample_pages(limits: Limits) -> Iterator[Page | PageError]:
    """Yield the sample pages that come with the package."""
    return read_listing(SAMPLES / "pages.toml", limits=limits)
