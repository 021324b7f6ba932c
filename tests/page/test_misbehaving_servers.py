"""What servers do wrong, each by name: told in words, bounded in bytes and seconds, and nothing else is held up."""

from __future__ import annotations

import asyncio
import itertools
import time
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from dateline.errors import PageError, TooLargePage, UnreadablePage
from dateline.model.page import Page
from dateline.page.connecting import Guarded
from dateline.page.exchange import Fetched, NotFetched
from dateline.page.limits import Limits
from dateline.page.pacing import Pace
from dateline.page.transfer import Web
from dateline.page.web import fetch
from dateline.page.web import run as run_apart
from tests.page.misbehaving import PAGE, Misbehaving, misbehaving

LIMITS = Limits(page_bytes=200_000, fetch_seconds=60.0, redirects=4)
IMPATIENT = replace(LIMITS, fetch_seconds=1.0)
"""For those that never end; whoever answers has time, however busy the machine is."""


@pytest.fixture(scope="module")
def server() -> Iterator[Misbehaving]:
    with misbehaving() as running:
        yield running


def page(server: Misbehaving, path: str, *, limits: Limits = LIMITS) -> Page:
    return fetch(server.url + path, limits=limits, allow_private=True)


def get(server: Misbehaving, path: str) -> Fetched:
    async def ask() -> Fetched:
        async with Web(limits=LIMITS, backend=Guarded(allow_private=True)) as web:
            return await web.get(server.url + path)

    return run_apart(ask())


@pytest.mark.parametrize(
    ("path", "kind", "words"),
    [
        ("/drip", NotFetched, "took longer than 1 seconds"),
        ("/drip-headers", NotFetched, "took longer than 1 seconds"),
        ("/silent", NotFetched, "took longer than 1 seconds"),
        ("/endless", TooLargePage, "200,000 bytes"),
        ("/endless-chunks", TooLargePage, "200,000 bytes"),
        ("/lying-long", NotFetched, "cannot be fetched"),
        ("/lying-huge", TooLargePage, "200,000 bytes"),
        ("/no-number", NotFetched, "cannot be fetched"),
        ("/round", NotFetched, "more than 4 redirects"),
        ("/round-a", NotFetched, "more than 4 redirects"),
        ("/to-file", NotFetched, "file is no scheme"),
        ("/to-nonsense", NotFetched, "no address"),
        ("/gzip-bomb", TooLargePage, "200,000 bytes"),
        ("/brotli-bomb", TooLargePage, "200,000 bytes"),
        ("/bomb-in-bomb", TooLargePage, "200,000 bytes"),
        ("/packed-often", UnreadablePage, "packed 50 times"),
        ("/no-gzip", UnreadablePage, "cannot be unpacked"),
        ("/huge-header", NotFetched, "cannot be fetched"),
        ("/many-headers", NotFetched, "cannot be fetched"),
        ("/chunked-garbage", NotFetched, "cannot be fetched"),
        ("/chunked-huge", NotFetched, "cannot be fetched"),
        ("/chunked-cut", NotFetched, "cannot be fetched"),
        ("/no-http", NotFetched, "cannot be fetched"),
        ("/nothing", NotFetched, "cannot be fetched"),
        ("/image-as-html", UnreadablePage, ""),
        ("/html-as-image", NotFetched, "image/png"),
        ("/busy", NotFetched, "503"),
        ("/gone", NotFetched, "410 Gone"),
    ],
)
def test_what_is_wrong_is_said_in_time(server: Misbehaving, path: str, kind: type[PageError], words: str) -> None:
    began = time.monotonic()
    with pytest.raises(kind) as caught:
        page(server, path, limits=IMPATIENT if path in ("/drip", "/drip-headers", "/silent") else LIMITS)
    assert words in caught.value.message
    assert caught.value.page == server.url + path
    assert time.monotonic() - began < LIMITS.fetch_seconds


@pytest.mark.parametrize("path", ["/page", "/packed", "/packed-br", "/no-charset", "/lying-charset"])
def test_what_can_be_read_is_read(server: Misbehaving, path: str) -> None:
    assert page(server, path).content == PAGE


def test_a_length_that_is_too_short_ends_the_body_there(server: Misbehaving) -> None:
    assert page(server, "/lying-short").content == PAGE[:40]


def test_a_bomb_costs_no_more_memory_than_the_largest_page(server: Misbehaving) -> None:
    tracemalloc.start()
    for path in ("/gzip-bomb", "/brotli-bomb", "/bomb-in-bomb"):
        with pytest.raises(TooLargePage):
            page(server, path)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 8 * LIMITS.page_bytes


@pytest.mark.parametrize("path", ["/to-metadata", "/to-private", "/to-loopback-v6", "/to-mapped", "/to-number"])
def test_redirects_off_the_public_internet_are_refused(server: Misbehaving, path: str) -> None:
    """The first address is allowed by hand, as if it were public; what it leads to is judged like any other."""
    from dateline.addresses import Address, addresses_of

    def look_up(host: str, port: int, *, allow_private: bool) -> tuple[Address, ...]:
        return addresses_of(host, port, allow_private=host == "127.0.0.1")

    async def ask() -> None:
        async with Web(limits=LIMITS, backend=Guarded(look_up=look_up)) as web:
            await web.get(server.url + path)

    with pytest.raises(NotFetched, match=r"no public address|no address is known"):
        run_apart(ask())


def test_permanent_redirects_are_told_from_others(server: Misbehaving) -> None:
    assert get(server, "/for-good").moved_to == server.url + "/page"
    assert get(server, "/good-then-not").moved_to == server.url + "/for-now"
    assert get(server, "/for-now").moved_to is None
    assert get(server, "/page").moved_to is None


def test_retry_after_is_read_in_seconds_and_as_a_date_within_bounds(server: Misbehaving) -> None:
    seconds, date, none = (get(server, path).exchange for path in ("/busy-seconds", "/busy-date", "/busy"))
    assert seconds.until() == seconds.at + timedelta(seconds=120)
    assert date.until() == date.at + timedelta(days=7)
    assert none.until() is None


def test_a_busy_host_is_left_alone_longer_each_time(server: Misbehaving) -> None:
    clock = [datetime(2030, 1, 1, tzinfo=UTC)]
    pace = Pace(delay=0, now=lambda: clock[0])
    busy = get(server, "/busy").exchange
    waits = []
    for _ in range(4):
        pace.told(busy)
        until = pace.until(busy.url)
        assert until is not None
        waits.append((until - clock[0]).total_seconds())
        clock[0] = until
    assert [round(b / a) for a, b in itertools.pairwise(waits)] == pytest.approx([2, 2, 2], abs=1)
    pace.told(get(server, "/page").exchange)
    assert pace.until(busy.url) is None


def test_a_slow_host_holds_up_nobody_else(server: Misbehaving) -> None:
    async def ask() -> list[bool]:
        pace = Pace(delay=0)
        async with Web(limits=LIMITS, backend=Guarded(allow_private=True), turn=pace.turn) as web:
            before = server.counts["/silent"]
            slow = [asyncio.create_task(web.get(f"{server.url}/silent")) for _ in range(2)]
            while server.counts["/silent"] == before:
                await asyncio.sleep(0.01)
            others = server.url.replace("127.0.0.1", "localhost")
            await asyncio.gather(*(web.get(f"{others}/page") for _ in range(20)))
            done = [task.done() for task in slow]
            for task in slow:
                task.cancel()
            await asyncio.gather(*slow, return_exceptions=True)
        return done

    assert run_apart(ask()) == [False, False]


def test_requests_to_one_host_are_kept_apart(server: Misbehaving) -> None:
    async def ask() -> float:
        pace = Pace(delay=0.1)
        async with Web(limits=LIMITS, backend=Guarded(allow_private=True), turn=pace.turn) as web:
            began = time.monotonic()
            await asyncio.gather(*(web.get(f"{server.url}/page") for _ in range(4)))
            return time.monotonic() - began

    assert run_apart(ask()) > 0.3
