"""One address → what the server answers, bounded in bytes and seconds, redirects followed by hand.

Import this module where something is fetched: httpx takes 130 ms to import.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, nullcontext
from datetime import UTC, datetime
from types import TracebackType
from typing import Self

import httpcore
import httpx

from dateline import __version__
from dateline.errors import AddressError, TooLargePage
from dateline.page.connecting import Guarded, pool_of
from dateline.page.exchange import PERMANENT, REDIRECTS, Exchange, Fetched, Headers, NotFetched, Validators
from dateline.page.http_body import unpacked
from dateline.page.limits import Limits

Turn = Callable[[str], AbstractAsyncContextManager[None]]
"""Waits until a url may be asked for, and holds its host's turn meanwhile; raises NotFetched where it may not."""
Told = Callable[[Exchange], None]
"""Is told of every request and its answer."""

_NETWORK = (
    httpcore.NetworkError,
    httpcore.TimeoutException,
    httpcore.ProtocolError,
    httpcore.ProxyError,
    httpcore.UnsupportedProtocol,
    httpcore.ConnectionNotAvailable,
    httpx.InvalidURL,
    OSError,
    UnicodeError,
    ValueError,
)
_CONNECT_SECONDS = 10.0


def user_agent(contact: str = "") -> str:
    """Return what we call ourselves; `contact` tells those who run a site whom to write to."""
    return f"dateline/{__version__}" + (f" (+{contact})" if contact else "")


class Web:
    """Asks servers, one request at a time a call; use it as an async context.

    Args:
        limits: The most bytes, seconds and redirects.
        agent: The User-Agent.
        backend: What connects.
        turn: Waits for a host's turn before each request, redirects and all.
        told: Is told of every exchange.
    """

    def __init__(
        self,
        *,
        limits: Limits,
        agent: str = "",
        backend: Guarded | None = None,
        turn: Turn = lambda _url: nullcontext(),
        told: Told = lambda _exchange: None,
    ) -> None:
        self.limits = limits
        self._agent = agent or user_agent()
        self._backend = backend or Guarded()
        self._pool = pool_of(self._backend)
        self._turn = turn
        self._told = told

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._pool.aclose()
        self._backend.close()

    async def get(
        self,
        url: str,
        *,
        accept: str = "*/*",
        validators: Validators | None = None,
        most: int | None = None,
        cut: bool = False,
        turn: Turn | None = None,
    ) -> Fetched:
        """Ask for a url and follow where it leads.

        Args:
            url: Where it is.
            accept: The media types that are wanted.
            validators: What the server gave the last time.
            most: The most bytes, packed and unpacked; the limit of pages if not said.
            cut: Whether to take the beginning of what is larger, rather than to refuse it.
            turn: Another way to wait for a host's turn.

        Raises:
            NotFetched: If it cannot be had; an answer of any status is one.
            TooLargePage: If it is larger than `most`, packed or unpacked.
        """
        left, moved, permanent, at = self.limits.fetch_seconds, None, True, url
        for _ in range(self.limits.redirects + 1):
            headers = (("Accept", accept), *(validators.headers() if validators else ()))
            async with (turn or self._turn)(at):
                exchange = await self._exchange(at, headers, id=url, seconds=left, most=most, cut=cut)
            left -= exchange.seconds
            self._told(exchange)
            target = exchange.header("location")
            if exchange.status not in REDIRECTS or not target:
                # Unpacking takes long enough to hold up the other hosts.
                bound = most or self.limits.page_bytes
                return await asyncio.to_thread(_fetched, exchange, id=url, moved_to=moved, most=bound, cut=cut)
            at = _joined(at, target, id=url)
            permanent = permanent and exchange.status in PERMANENT
            moved = at if permanent else moved
        raise NotFetched(f"leads through more than {self.limits.redirects} redirects", page=url, why="redirects")

    async def _exchange(
        self, url: str, headers: Headers, *, id: str, seconds: float, most: int | None, cut: bool
    ) -> Exchange:
        """Ask once; everything counts against the clock, from the look-up of the name to the last byte."""
        target = checked_url(url, id=id)
        began, at = time.monotonic(), datetime.now(UTC)
        try:
            async with asyncio.timeout(seconds):
                found = await self._ask(target, headers, most=most or self.limits.page_bytes, cut=cut, id=id)
        except TimeoutError as error:
            says = f"took longer than {self.limits.fetch_seconds:g} seconds"
            raise NotFetched(says, page=id, why="time") from error
        except AddressError as error:
            raise NotFetched(error.message, page=id, why="refused") from error
        except _NETWORK as error:
            says = f"cannot be fetched: {str(error) or type(error).__name__}"
            raise NotFetched(says, page=id) from error
        sent, (status, reason), answered, (body, rest), address = found
        return Exchange(
            url=url, at=at, sent=sent, status=status, reason=reason, headers=answered, body=body, cut=rest,
            address=address, seconds=time.monotonic() - began,
        )  # fmt: skip

    async def _ask(
        self, target: httpx.URL, headers: Headers, *, most: int, cut: bool, id: str
    ) -> tuple[Headers, tuple[int, str], Headers, tuple[bytes, bool], str | None]:
        sent = (
            ("Host", target.netloc.decode("ascii")),
            ("User-Agent", self._agent),
            ("Accept-Encoding", "gzip, deflate, br"),
            *headers,
        )
        timeout = min(_CONNECT_SECONDS, self.limits.fetch_seconds)
        async with self._pool.stream(
            "GET",
            httpcore.URL(
                scheme=target.raw_scheme, host=target.raw_host, port=target.port, target=target.raw_path or b"/"
            ),
            headers=[(name.encode("ascii"), value.encode("latin-1", "replace")) for name, value in sent],
            extensions={"timeout": {"connect": timeout, "pool": timeout}},
        ) as response:
            answered = tuple((key.decode("latin-1"), value.decode("latin-1")) for key, value in response.headers)
            reason = bytes(response.extensions.get("reason_phrase", b"")).decode("latin-1")
            told = next((value for key, value in answered if key.lower() == "content-length"), "")
            if not cut and told.isdigit() and int(told[:18]) > most:
                raise _too_large(most, id)
            stream = response.extensions.get("network_stream")
            address = stream.get_extra_info("server_addr") if stream is not None else None
            body = await _body(response, most=most, cut=cut, id=id)
        return sent, (response.status, reason), answered, body, str(address[0]) if address else None


async def _body(response: httpcore.Response, *, most: int, cut: bool, id: str) -> tuple[bytes, bool]:
    """Return the body as it is packed, and whether there was more than was wanted."""
    data = bytearray()
    async for part in response.aiter_stream():
        data += part
        if len(data) > most:
            if cut:
                return bytes(data[:most]), True
            raise _too_large(most, id)
    return bytes(data), False


def _fetched(exchange: Exchange, *, id: str, moved_to: str | None, most: int, cut: bool) -> Fetched:
    """Unpack what came, to a bound."""
    body, notes = unpacked(
        exchange.body, chunked=False, encoding=exchange.header("content-encoding") or "", id=id,
        limits=Limits(page_bytes=most), cut=cut,
    )  # fmt: skip
    return Fetched(exchange=exchange, body=body, notes=notes, moved_to=moved_to)


def checked_url(url: str, *, id: str | None = None) -> httpx.URL:
    """Return a url that may be asked for: http or https, with a host, without a password.

    Raises:
        NotFetched: If it is another.
    """
    try:
        target = httpx.URL(url)
    except (httpx.InvalidURL, UnicodeError, ValueError) as error:
        raise NotFetched(f"cannot be fetched: {error}", page=id or url, why="refused") from error
    if target.scheme in ("http", "https") and not target.host:
        raise NotFetched("is no address: no host is named", page=id or url, why="refused")
    if target.scheme not in ("http", "https"):
        says = f"{target.scheme or 'no scheme'} is no scheme we fetch; http and https are"
        raise NotFetched(says, page=id or url, why="refused")
    if target.userinfo:
        raise NotFetched("user names and passwords in a URL are not sent", page=id or url, why="refused")
    return target.copy_with(fragment=None)


def _joined(url: str, target: str, *, id: str) -> str:
    try:
        # Servers send bytes that are no ASCII; most of them mean UTF-8.
        readable = target.encode("latin-1", "replace").decode("utf-8", "replace")
        return str(httpx.URL(url).join(readable))
    except (httpx.InvalidURL, UnicodeError, ValueError) as error:
        raise NotFetched(f"leads to {target[:200]!r}, which is no address", page=id, why="redirects") from error


def _too_large(most: int, id: str) -> TooLargePage:
    return TooLargePage(f"is larger than {most:,} bytes, the most one page may have", page=id)
