"""When a reader looked last, kept in a plain cookie of their own: nothing is kept about them here."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from starlette.requests import Request
from starlette.responses import Response

COOKIE = "looked"
VISIT = timedelta(minutes=30)
"""Who comes back within this time is on the same visit, and goes on seeing what was new when it began."""
_YEAR = 365 * 24 * 3600
_KEPT = re.compile(r"(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z)\.(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z)")


def last_visit(request: Request, *, now: datetime) -> str | None:
    """Return when the visit before this one ended, ISO 8601 in UTC; None on the first."""
    before, last = _kept(request)
    return last if last and _at(last) + VISIT < now else before


def remember(request: Request, response: Response, *, now: datetime) -> None:
    """Keep in the reader's browser when they looked: the end of the visit before, and this moment."""
    moment = now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    before = last_visit(request, now=now) or moment
    secure = request.url.scheme == "https"
    response.set_cookie(COOKIE, f"{before}.{moment}", max_age=_YEAR, httponly=True, samesite="lax", secure=secure)


def _kept(request: Request) -> tuple[str | None, str | None]:
    """Return the end of the visit before the last one, and the last moment; nothing where the cookie says neither."""
    found = _KEPT.fullmatch(request.cookies.get(COOKIE, ""))
    if found is None:
        return None, None
    try:
        _at(found[1]), _at(found[2])
    except ValueError:
        return None, None
    return found[1], found[2]


def _at(moment: str) -> datetime:
    return datetime.fromisoformat(moment)
