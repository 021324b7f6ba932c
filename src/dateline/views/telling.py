"""What the desk tells its operator of requests: the route, the status, how long it took; never who asked, nor what.

Addresses of pages, queries and forms may say who somebody is or what they look for, so that no log holds them.
"""

from __future__ import annotations

import logging

from dateline.errors import DatelineError, PageError, StoreError

_LOG = logging.getLogger("dateline.desk")


def tell_request(method: str, route: str, status: int, seconds: float) -> None:
    """Tell of a request that was answered; what watches over the desk asks every few seconds and is left out."""
    if route in ("/healthz", "/readyz", "/metrics", "/static") and status < 500:
        return
    level = logging.ERROR if status >= 500 else logging.INFO
    _LOG.log(level, "request", extra={"method": method, "route": route, "status": status, "ms": round(seconds * 1000)})


def tell_error(error: DatelineError, *, route: str) -> None:
    """Tell of an error: of the store as it is, of a page by its id; what a person typed wrongly is their own."""
    if isinstance(error, StoreError):
        _LOG.error("store", extra={"route": route, "error": error.message})
    elif isinstance(error, PageError):
        _LOG.warning("page not read", extra={"route": route, "page": error.page, "code": error.code})
