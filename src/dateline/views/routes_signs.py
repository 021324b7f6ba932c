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
    """A desk that answers, and its version; null where strangers can ask."""

    dateline: str | None


def add_signs(app: FastAPI, store: Store, metrics: Metrics, *, alone: bool) -> None:
    """Add the signs of life.

    Args:
        app: The app.
        store: The store it shows.
        metrics: What is counted.
        alone: Whether only this machine can ask; strangers learn that the desk answers, and no more.
    """
    alive = Alive(dateline=__version__ if alone else None)

    @app.get("/healthz")
    def healthz() -> Response:
        """Say that the desk answers; the store is not asked."""
        return json(alive)

    @app.get("/readyz")
    def readyz() -> Response:
        """Say whether the store can be read and is of the version this program knows."""
        try:
            store.check_ready()
        except DatelineError as error:
            says = error.message if alone else "the store does not answer"
            return json(ErrorPage(error=says, status=503, title=""), status=503)
        return json(alive)

    @app.get("/metrics", response_class=PlainTextResponse)
    def measured() -> Response:
        """Give requests by route and status, how long they took, and what the store holds, as Prometheus reads it."""
        return Response(metrics.text(store), media_type=CONTENT_TYPE_LATEST)
