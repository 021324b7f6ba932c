"""The server at /mcp of the desk: loaded when the first request for it comes, since few desks are ever asked."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.types import Receive, Scope, Send

from dateline.store import Store

if TYPE_CHECKING:
    from mcp.server.streamable_http_manager import StreamableHTTPSessionManager


class MountedServer:
    """ASGI application that speaks streamable HTTP, each request for itself: tools that only read need no sessions."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = asyncio.Lock()
        self._manager: StreamableHTTPSessionManager | None = None
        self._stop = asyncio.Event()
        self._running: asyncio.Task[None] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        manager = await self._started()
        await manager.handle_request(scope, receive, send)

    async def close(self) -> None:
        """End what runs, when the desk closes."""
        self._stop.set()
        if self._running is not None:
            await self._running

    async def _started(self) -> StreamableHTTPSessionManager:
        async with self._lock:
            if self._manager is None:
                # Loading the SDK takes most of a second, in which other pages are to be answered.
                manager = await run_in_threadpool(_make_manager, self._store)
                ready = asyncio.Event()
                # Its tasks belong to no request: the one that happens to be first may end before the others.
                self._running = asyncio.create_task(self._run(manager, ready))
                await ready.wait()
                self._manager = manager
            return self._manager

    async def _run(self, manager: StreamableHTTPSessionManager, ready: asyncio.Event) -> None:
        async with manager.run():
            ready.set()
            await self._stop.wait()


def _make_manager(store: Store) -> StreamableHTTPSessionManager:
    from mcp.server.transport_security import TransportSecuritySettings  # noqa: PLC0415

    from dateline.views.mcp.server import make_server  # noqa: PLC0415

    server = make_server(store)
    # The desk's own guard has looked at hosts and origins, and knows on which it is open.
    security = TransportSecuritySettings(enable_dns_rebinding_protection=False)
    server.streamable_http_app(stateless_http=True, json_response=True, transport_security=security)
    return server.session_manager
