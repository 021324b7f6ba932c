"""Whose turn it is: one request a host at a time, so far apart, and none while a host asks to be left alone."""

from __future__ import annotations

import asyncio
import random
import time
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from dateline.model.page import host_of
from dateline.page.exchange import BUSY, Exchange, NotFetched

FIRST_WAIT = timedelta(minutes=1)
"""How long a host that is busy, and does not say for how long, is left alone; twice as long each time after."""
LONGEST_WAIT = timedelta(days=1)
JITTER = 0.25
"""Waits are up to so much longer, by chance, so that many that were stopped at once do not come back at once."""
MOST_HOSTS = 10_000
LONGEST_DELAY = 60.0
"""A robots.txt that asks for a longer pause between requests is followed to this, in seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rest:
    """A host that is left alone: until when, and how often in a row it was busy."""

    host: str
    until: datetime
    strikes: int


@dataclass(slots=True)
class _Host:
    """One host's line: who waits, when the next may go, and how far apart they go."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    free_at: float = 0.0
    delay: float = 0.0
    rest: Rest | None = None
    waiting: int = 0


class Pace:
    """Keeps requests to one host apart, and lets hosts go on without one another.

    Args:
        delay: The least seconds between the end of a request and the next one to its host.
        kept: Is told of a host that asks to be left alone, or no longer does (None), so that it can be kept.
        rests: What was kept, by host.
        now: The clock.
    """

    def __init__(
        self,
        *,
        delay: float = 1.0,
        kept: Callable[[str, Rest | None], None] = lambda _host, _rest: None,
        rests: dict[str, Rest] | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._delay = delay
        self._kept = kept
        self._now = now
        self._hosts: OrderedDict[str, _Host] = OrderedDict()
        for host, rest in (rests or {}).items():
            self._host(host).rest = rest

    @asynccontextmanager
    async def turn(self, url: str) -> AsyncIterator[None]:
        """Wait for a url's host to be free, and hold it.

        Raises:
            NotFetched: If the host asked to be left alone: nobody waits for that here.
        """
        host = self._host(host_of(url))
        host.waiting += 1
        try:
            async with host.lock:
                self._check(url, host)
                await asyncio.sleep(max(0.0, host.free_at - time.monotonic()))
                try:
                    yield
                finally:
                    wait = max(self._delay, host.delay) * (1 + random.random() * JITTER)  # nosec B311 # no secret
                    host.free_at = time.monotonic() + wait
        finally:
            host.waiting -= 1

    def slow_down(self, url: str, seconds: float) -> None:
        """Keep requests to a url's host so far apart, as its robots.txt asks."""
        self._host(host_of(url)).delay = min(max(0.0, seconds), LONGEST_DELAY)

    def told(self, exchange: Exchange) -> None:
        """Learn from an answer whether a host is busy."""
        name = host_of(exchange.url)
        host = self._host(name)
        if exchange.status in BUSY:
            strikes = host.rest.strikes + 1 if host.rest else 1
            wait = min(FIRST_WAIT * 2 ** min(strikes - 1, 20), LONGEST_WAIT) * (1 + random.random() * JITTER)  # nosec B311 # no secret
            until = exchange.until() or self._now() + wait
            host.rest = Rest(host=name, until=until, strikes=strikes)
            self._kept(name, host.rest)
        elif host.rest is not None and exchange.status < 500:
            host.rest = None
            self._kept(name, None)

    def until(self, url: str) -> datetime | None:
        """Return until when a url's host is left alone, if it is."""
        rest = self._host(host_of(url)).rest
        return rest.until if rest and rest.until > self._now() else None

    def _check(self, url: str, host: _Host) -> None:
        if host.rest and host.rest.until > self._now():
            says = f"{host.rest.host} asked to be left alone until {host.rest.until:%Y-%m-%d %H:%M} UTC"
            raise NotFetched(says, page=url, why="busy", until=host.rest.until)

    def _host(self, name: str) -> _Host:
        """Return a host's line; the hosts that were asked longest ago are forgotten, unless somebody waits there."""
        host = self._hosts.setdefault(name, _Host())
        self._hosts.move_to_end(name)
        while len(self._hosts) > MOST_HOSTS:
            oldest, line = next(iter(self._hosts.items()))
            if line.waiting or oldest == name:
                break
            del self._hosts[oldest]
        return host
