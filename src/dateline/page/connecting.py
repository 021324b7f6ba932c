"""Connections that lead to judged addresses alone: the one place where packets to foreign hosts set out.

The judgement stands at the connector, not before it: whatever asks (a page, a redirect, robots.txt) connects here, a
name is looked up once, and the connection is made to the very address that was judged, so no second look-up can lead
elsewhere. Import this module where something is fetched: httpcore takes 100 ms to import.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import httpcore

from dateline.addresses import Address, addresses_of
from dateline.errors import AddressError

LookUp = Callable[..., tuple[Address, ...]]
"""Returns the judged addresses of a host and port; see `dateline.addresses.addresses_of`."""
LOOK_UPS = 32
"""So many names are looked up at once: the system's resolver blocks, and one slow name must not hold up the others."""
CONNECTIONS = 256
"""More than the watch has in hand at once, robots.txt and all."""
IDLE_SECONDS = 15.0


class Guarded(httpcore.AsyncNetworkBackend):
    """Connects to public addresses only, unless told otherwise.

    Args:
        allow_private: Whether addresses of this machine and of local networks will do.
        inner: What makes connections.
        look_up: What looks names up and judges what it finds.
    """

    def __init__(
        self,
        *,
        allow_private: bool = False,
        inner: httpcore.AsyncNetworkBackend | None = None,
        look_up: LookUp = addresses_of,
    ) -> None:
        self._look_up = partial(look_up, allow_private=allow_private)
        self._inner = inner or httpcore.AnyIOBackend()
        self._threads = ThreadPoolExecutor(LOOK_UPS, thread_name_prefix="look-up")

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Connect to the first judged address that answers.

        Raises:
            AddressError: If the name is unknown, or any of its addresses is not public.
            httpcore.ConnectError: If no address answers.
        """
        looking = asyncio.get_running_loop().run_in_executor(self._threads, self._look_up, host, port)
        addresses = await asyncio.wait_for(looking, timeout)
        failed: Exception = AddressError(f"no address is known for {host}")
        for address in addresses:
            try:
                return await self._inner.connect_tcp(str(address), port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
        raise failed

    async def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore.AsyncNetworkStream:
        """Refuse sockets of this machine: none of them is on the web."""
        raise AddressError(f"{path} is a socket of this machine; such are refused")

    async def sleep(self, seconds: float) -> None:
        """Wait (httpcore)."""
        await self._inner.sleep(seconds)

    def close(self) -> None:
        """Let go of the threads that look names up; one that still waits for an answer is not waited for."""
        self._threads.shutdown(wait=False, cancel_futures=True)


def pool_of(backend: Guarded) -> httpcore.AsyncConnectionPool:
    """Return connections that are made by a backend: no proxy, no unix socket, HTTP/1.1."""
    return httpcore.AsyncConnectionPool(
        network_backend=backend,
        max_connections=CONNECTIONS,
        max_keepalive_connections=CONNECTIONS // 4,
        keepalive_expiry=IDLE_SECONDS,
    )
