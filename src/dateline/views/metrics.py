"""What the desk counts for Prometheus: requests by route and status, how long they took, what the store holds."""

from __future__ import annotations

from datetime import UTC, datetime
from time import perf_counter

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dateline.errors import DatelineError
from dateline.store import Store
from dateline.views.telling import tell_request

_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_UNKNOWN = "none"


class Metrics:
    """The counters of one desk; they start anew with it."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self.requests = Counter(
            "dateline_requests", "Requests answered.", ["method", "route", "status"], registry=self._registry
        )
        self.seconds = Histogram(
            "dateline_request_seconds", "How long answers took, to their last byte.", ["route"], registry=self._registry
        )
        self._held = Gauge("dateline_store_rows", "What the store holds.", ["kind"], registry=self._registry)
        self._ready = Gauge(
            "dateline_store_ready",
            "Whether the store can be read and is of the version wanted.",
            registry=self._registry,
        )
        self._newest = Gauge(
            "dateline_store_newest_page_seconds", "When the latest page was added, Unix time.", registry=self._registry
        )
        self._bytes = Gauge("dateline_store_bytes", "Size of the store, its log included.", registry=self._registry)
        self._free = Gauge("dateline_store_free_bytes", "Free space where the store lies.", registry=self._registry)
        self._late = Gauge(
            "dateline_overdue_seconds",
            "How long the first in line has waited, or a job is silent.",
            ["loop"],
            registry=self._registry,
        )
        ProcessCollector(registry=self._registry)

    def text(self, store: Store) -> bytes:
        """Return all of it as Prometheus reads it, with what the store holds now; one that does not answer is told."""
        try:
            store.check_ready()
            for kind, n in store.counts().items():
                self._held.labels(kind).set(n)
            now = datetime.now(UTC)
            vitals = store.vitals(now=now)
        except DatelineError:
            self._ready.set(0)
            return generate_latest(self._registry)
        self._ready.set(1)
        self._bytes.set(vitals.bytes)
        if vitals.newest is not None:
            self._newest.set(vitals.newest.timestamp())
        for loop, since in vitals.due.items():
            self._late.labels(loop).set(max(0.0, (now - since).total_seconds()) if since else 0)
        if vitals.free is not None:
            self._free.set(vitals.free)
        return generate_latest(self._registry)


class Metered:
    """ASGI middleware that counts each request, those that were turned away included."""

    def __init__(self, app: ASGIApp, *, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and count how it was answered."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        status, began = 500, perf_counter()

        async def seen(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, seen)
        finally:
            route = route_of(scope)
            method = scope["method"] if scope["method"] in _METHODS else "OTHER"
            took = perf_counter() - began
            self._metrics.requests.labels(method, route, str(status)).inc()
            self._metrics.seconds.labels(route).observe(took)
            tell_request(method, route, status, took)


def route_of(scope: Scope) -> str:
    """Return the route that answered, with its parameters open: addresses themselves are without end."""
    path = getattr(scope.get("route"), "path", None)
    if isinstance(path, str):
        return path
    # What is mounted (/static, /mcp) is one route, whatever stands behind it.
    return "/" + str(scope["path"]).split("/")[1] if "endpoint" in scope else _UNKNOWN
