"""One URL → Page, carefully: http and https alone, bounded in size and time, and never into the local network.

Import this module where a page is fetched: httpx takes 130 ms to import.
"""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any, TypeVar

from dateline.model.page import MediaType, Page
from dateline.page.connecting import Guarded
from dateline.page.discovery import kind_of
from dateline.page.exchange import Fetched, NotFetched
from dateline.page.from_bytes import page_from_bytes
from dateline.page.limits import Limits
from dateline.page.named import IsFeed
from dateline.page.pdf import page_of_pdf
from dateline.page.transfer import Web, user_agent

T = TypeVar("T")
ACCEPT = "text/html,application/xhtml+xml,text/plain,text/markdown;q=0.9,application/pdf;q=0.8"
_MEDIA_TYPES: dict[str, MediaType | None] = {
    "": None,
    "text/html": "text/html",
    "application/xhtml+xml": "text/html",
    "text/plain": "text/plain",
    "text/markdown": "text/markdown",
}
_PDF = "application/pdf"


def fetch(url: str, *, limits: Limits, allow_private: bool = False, contact: str = "") -> Page:
    """Fetch one page.

    Args:
        url: Where it is; the page's id.
        limits: The most bytes, seconds and redirects.
        allow_private: Whether addresses of this machine and of local networks may be asked, too.
        contact: Whom those who run the site can write to.

    Raises:
        PageError: If it cannot be fetched, is too large, or is no text.
    """
    return page_of(run(_fetch(url, limits, allow_private=allow_private, contact=contact)), id=url, limits=limits)


async def _fetch(url: str, limits: Limits, *, allow_private: bool, contact: str) -> Fetched:
    async with Web(limits=limits, agent=user_agent(contact), backend=Guarded(allow_private=allow_private)) as web:
        return await web.get(url, accept=ACCEPT)


def run(work: Coroutine[Any, Any, T]) -> T:
    """Run something of asyncio to its end, in a thread of its own where this one runs a loop already."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(work)
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()


def page_of(fetched: Fetched, *, id: str, limits: Limits) -> Page:
    """Make a page of what came.

    Args:
        fetched: An answer.
        id: The page's id.
        limits: How large it may be.

    Raises:
        PageError: If the answer is no success, or no text.
    """
    exchange = fetched.exchange
    if not 200 <= exchange.status < 300:
        says = f"the server answered {exchange.status} {exchange.reason}".strip()
        raise NotFetched(says, page=id, why="status", status=exchange.status)
    kind = kind_of(fetched)
    if kind != "page":
        raise IsFeed(f"is a {kind}, no page: follow it (`dateline sources add`, or Sources on the desk)", page=id)
    name = exchange.media_type
    if name not in _MEDIA_TYPES and name != _PDF:
        says = f"is {name}; what is read from the web is HTML, plain text, Markdown and PDF"
        raise NotFetched(says, page=id, why="broken", status=exchange.status)
    at = exchange.at.replace(microsecond=0)
    if name == _PDF:
        return replace(page_of_pdf(fetched.body, id=id, limits=limits), url=fetched.url, fetched=at)
    page = page_from_bytes(
        fetched.body,
        id=id,
        limits=limits,
        media_type=_MEDIA_TYPES[name],
        charset=exchange.charset,
        url=fetched.url,
        fetched=at,
    )
    return replace(page, notes=page.notes + fetched.notes)
