"""How the watch asks: each host at its own pace, as its robots.txt wants it, and as the store remembers of before."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass

from dateline.page.connecting import Guarded
from dateline.page.exchange import Exchange
from dateline.page.limits import Limits
from dateline.page.pacing import Pace, Rest
from dateline.page.robots import Robots, Rules
from dateline.page.transfer import Web, user_agent
from dateline.store.following.door import Following
from dateline.store.following.rounds import Site


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """How servers are asked.

    Args:
        limits: The most bytes, seconds and redirects.
        allow_private: Whether addresses of private networks may be asked.
        contact: Whom those who run a site can write to.
        delay: The least seconds between two requests to one host.
    """

    limits: Limits
    allow_private: bool = False
    contact: str = ""
    delay: float = 1.0


@dataclass(frozen=True, slots=True)
class Asker:
    """What asks servers, and what it knows of their robots.txt."""

    web: Web
    robots: Robots


@asynccontextmanager
async def asking(
    store: Following | None, manners: Manners, *, told: Callable[[Exchange], None] = lambda _exchange: None
) -> AsyncIterator[Asker]:
    """Open what asks servers.

    Args:
        store: Where it is remembered what hosts said, if anywhere.
        manners: How they are asked.
        told: Is told of every exchange.
    """
    keeper = ThreadPoolExecutor(1, thread_name_prefix="manners")

    def keep_rest(host: str, rest: Rest | None) -> None:
        if store is not None:
            keeper.submit(store.keep_resting, host, (rest.until, rest.strikes) if rest else None)

    def keep_rules(rules: Rules) -> None:
        if store is not None:
            site = Site(site=rules.site, text=rules.text, asked=rules.asked, failing=rules.failing)
            keeper.submit(store.keep_site, site)

    def recall(site: str) -> Rules | None:
        kept = store.site(site) if store is not None else None
        return Rules(site=site, text=kept.text, asked=kept.asked, failing=kept.failing) if kept else None

    resting = store.resting() if store is not None else {}
    rests = {host: Rest(host=host, until=until, strikes=strikes) for host, (until, strikes) in resting.items()}
    pace = Pace(delay=manners.delay, kept=keep_rest, rests=rests)
    robots = Robots(pace, recall=recall, keep=keep_rules)

    def tell(exchange: Exchange) -> None:
        pace.told(exchange)
        told(exchange)

    backend = Guarded(allow_private=manners.allow_private)
    agent = user_agent(manners.contact)
    async with Web(limits=manners.limits, agent=agent, backend=backend, turn=robots.turn, told=tell) as web:
        robots.web = web
        try:
            yield Asker(web, robots)
        finally:
            keeper.shutdown(wait=True)
