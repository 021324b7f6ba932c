"""What sites ask programs not to fetch (robots.txt, RFC 9309): asked once a day, and followed."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from dateline.errors import PageError
from dateline.page.exchange import BUSY, Exchange, NotFetched
from dateline.page.pacing import Pace
from dateline.page.transfer import Web, checked_url

if TYPE_CHECKING:
    from protego import Protego

AGENT = "dateline"
"""The name that a robots.txt speaks to us by."""
MOST_BYTES = 512 * 1024
"""RFC 9309 asks to read at least 500 KiB; what follows is left aside."""
FRESH = timedelta(hours=24)
"""RFC 9309 asks not to use a copy for longer."""
AGAIN = timedelta(minutes=30)
"""How soon an unreachable robots.txt is asked for again; until then nothing of the site is fetched."""
GIVEN_UP = timedelta(days=30)
"""After so long, RFC 9309 lets an unreachable robots.txt be taken for none."""
MOST_SITES = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What a site said.

    Args:
        site: Scheme, host and port.
        text: Its robots.txt; "" where it has none.
        asked: When it was asked for.
        failing: Since when it cannot be reached, if it cannot.
    """

    site: str
    text: str
    asked: datetime
    failing: datetime | None = None

    def fresh(self, now: datetime) -> bool:
        """Say whether it need not be asked for again."""
        return now - self.asked < (AGAIN if self.failing else FRESH)


class Robots:
    """Asks for each site's robots.txt when its first page is wanted, and remembers it.

    Args:
        pace: Keeps requests apart.
        recall: Returns what was kept of a site.
        keep: Keeps it.
        now: The clock.
    """

    def __init__(
        self,
        pace: Pace,
        *,
        recall: Callable[[str], Rules | None] = lambda _site: None,
        keep: Callable[[Rules], None] = lambda _rules: None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._pace = pace
        self._recall = recall
        self._keep = keep
        self._now = now
        self._known: OrderedDict[str, tuple[Rules, Protego]] = OrderedDict()
        self._asking: dict[str, asyncio.Lock] = {}
        self._why: dict[str, str] = {}
        self.web: Web | None = None
        """What asks for robots.txt itself; set once it is made, for it waits for turns here."""

    @asynccontextmanager
    async def turn(self, url: str) -> AsyncIterator[None]:
        """Wait until a url may be asked for.

        Raises:
            NotFetched: If its site asks programs not to fetch it, or cannot say whether it does.
        """
        rules, parsed = await self._rules(url)
        if rules.failing is not None and self._now() - rules.failing < GIVEN_UP:
            why = self._why.get(rules.site, "")
            says = f"{rules.site}/robots.txt cannot be reached, so nothing is fetched there for now (RFC 9309)"
            says += f": {why}" if why else ""
            raise NotFetched(says, page=url, why="robots", until=rules.asked + AGAIN)
        if not parsed.can_fetch(url, AGENT):
            raise NotFetched(f"{rules.site}/robots.txt asks programs not to fetch this", page=url, why="robots")
        self._pace.slow_down(url, _delay(parsed))
        async with self._pace.turn(url):
            yield

    async def sitemaps(self, url: str) -> tuple[str, ...]:
        """Return the sitemaps that a url's site names."""
        rules, parsed = await self._rules(url)
        return () if rules.failing else tuple(parsed.sitemaps)

    async def _rules(self, url: str) -> tuple[Rules, Protego]:
        target = checked_url(url)
        site = f"{target.scheme}://{target.netloc.decode('ascii')}"
        asking = self._asking.setdefault(site, asyncio.Lock())
        try:
            return await self._once(site, asking)
        except PageError:
            # Nothing is remembered of it: a list of a thousand hosts that are none must leave nothing behind.
            self._asking.pop(site, None)
            raise

    async def _once(self, site: str, asking: asyncio.Lock) -> tuple[Rules, Protego]:
        """Let one ask, and the others wait for its answer."""
        async with asking:
            known = self._known.get(site)
            if known is None and (kept := self._recall(site)) is not None:
                known = kept, await asyncio.to_thread(_parsed, kept.text)
            if known is None or not known[0].fresh(self._now()):
                rules = await self._ask(site, known[0] if known else None)
                known = rules, await asyncio.to_thread(_parsed, rules.text)
                self._keep(rules)
            self._remember(site, known)
        return known

    def _remember(self, site: str, known: tuple[Rules, Protego]) -> None:
        self._known[site] = known
        self._known.move_to_end(site)
        while len(self._known) > MOST_SITES:
            oldest, _ = self._known.popitem(last=False)
            self._asking.pop(oldest, None)
            self._why.pop(oldest, None)

    async def _ask(self, site: str, before: Rules | None) -> Rules:
        """Ask a site for its rules: none where it says there are none, those from before where it cannot say."""
        assert self.web is not None
        now = self._now()
        try:
            got = await self.web.get(
                f"{site}/robots.txt", accept="text/plain,*/*;q=0.1", most=MOST_BYTES, cut=True, turn=self._pace.turn
            )
        except NotFetched as error:
            if error.why in ("refused", "busy"):
                raise
            # What leads round in circles is taken for none (RFC 9309, 2.3.1.2).
            failing, self._why[site] = error.why != "redirects", error.message
        except PageError:
            failing = False
        else:
            if got.exchange.status < 300:
                return Rules(site=site, text=got.body.decode("utf-8", "replace").replace("\0", ""), asked=now)
            failing = _is_down(got.exchange)
            self._why[site] = f"the server answered {got.exchange.status} {got.exchange.reason}".strip()
        if not failing:
            return Rules(site=site, text="", asked=now)
        since = before.failing if before and before.failing else now
        return Rules(site=site, text=before.text if before else "", asked=now, failing=since)


def _is_down(exchange: Exchange) -> bool:
    return exchange.status >= 500 or exchange.status in BUSY


def _delay(parsed: Protego) -> float:
    """Return how many seconds a site wants between requests."""
    rate = parsed.request_rate(AGENT)
    return max(parsed.crawl_delay(AGENT) or 0.0, rate.seconds / rate.requests if rate and rate.requests else 0.0)


def _parsed(text: str) -> Protego:
    from protego import Protego  # noqa: PLC0415 - only what fetches needs it

    return Protego.parse(text)
