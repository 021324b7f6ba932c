"""The two cookies of access: the session of who logged in, and the key that forms of anybody else are made with."""

from __future__ import annotations

import secrets

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import Response

from dateline.store.accounts.sessions import LONGEST

_YEAR = 365 * 24 * 3600


def session_secret(asked: HTTPConnection) -> str | None:
    """Return the secret of the session that a browser holds."""
    return asked.cookies.get(_name(asked, "session"))


def form_key(asked: HTTPConnection) -> str | None:
    """Return the key of a browser's forms."""
    return asked.cookies.get(_name(asked, "forms")) or None


def new_form_key() -> str:
    """Return a key for a browser's forms."""
    return secrets.token_urlsafe(24)


def keep_session(asked: HTTPConnection, response: Response, secret: str) -> None:
    """Let a browser keep the secret of its session."""
    _set(asked, response, "session", secret, int(LONGEST.total_seconds()))


def forget_session(asked: HTTPConnection, response: Response) -> None:
    """Let a browser forget its session."""
    _set(asked, response, "session", "", 0)


def keep_form_key(asked: HTTPConnection, headers: MutableHeaders, key: str) -> None:
    """Let a browser keep the key of its forms."""
    keeping = Response()
    _set(asked, keeping, "forms", key, _YEAR)
    headers.append("set-cookie", keeping.headers["set-cookie"])


def _set(asked: HTTPConnection, response: Response, what: str, value: str, seconds: int) -> None:
    response.set_cookie(
        _name(asked, what),
        value,
        max_age=seconds,
        path="/",
        httponly=True,
        samesite="lax",
        secure=asked.url.scheme == "https",
    )


def _name(asked: HTTPConnection, what: str) -> str:
    """Return the name of a cookie; with __Host- no other host and no page without TLS can set it, which needs TLS."""
    return f"__Host-dateline-{what}" if asked.url.scheme == "https" else f"dateline-{what}"
