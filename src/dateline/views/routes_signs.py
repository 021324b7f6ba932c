"""Signs of life for whoever watches over the desk: /healthz, /readyz, /metrics."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import FastAPI
from prometheus_client import CONTENT_TYPE_LATEST
from starlette.responses import PlainTextResponse, Response

from dateline import __version__
from dateline.errors import DatelineError
from dateline.store import Store
from dateline.views.contexts import ErrorPage
from dateline.views.metrics import Metrics
from dateline.views.render import json


@dataclass(frozen=True, slots=True, kw_only=True)
class Alive:
    """A desk that answers, and its version."""

    dateline: str = __version__


def add_signs(app: FastAPI, store: Store, metrics: Metrics) -> None:
    """Add the signs of life."""

    @app.get("/healthz")
    def healthz() -> Response:
        """Say that the desk answers; the store is not asked."""
        return json(Alive())

    @app.get("/readyz")
    def readyz() -> Response:
        """Say whether the store can be read and is of the version this program knows."""
        try:
            store.check_ready()
        except DatelineError as error:
            return json(ErrorPage(error=error.message, status=503, title=""), status=503)
        return json(Alive())

    @app.get("/metrics", response_class=PlainTextResponse)
    def measured() -> Response:
        """Give requests by route and status, how long they took, and what the store holds, as Prometheus reads it."""
        return Response(metrics.text(store), media_type=CONTENT_TYPE_LATEST)
