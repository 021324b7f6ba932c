"""What every request passes and every answer carries: which host was asked, who posts, how much, and what may load."""

from __future__ import annotations

import ipaddress
from collections.abc import Collection
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dateline.views.render import answer_error

_HEADERS = {
    # Nothing runs or loads that does not come from the package: no inline script or style, no other host.
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    # Not no-referrer: browsers would then post with the origin "null", and the check below could not tell them.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Origin-Agent-Cluster": "?1",
    # For what knows no Content-Security-Policy: old browsers, and plugins.
    "X-Frame-Options": "DENY",
    "X-Permitted-Cross-Domain-Policies": "none",
    # A desk that others can ask is theirs who have accounts, and nobody's to index.
    "X-Robots-Tag": "noindex, nofollow",
}
_OVER_TLS = {"Strict-Transport-Security": "max-age=31536000"}


class TooMuch(Exception):
    """More was posted than the desk takes there: `most` bytes."""

    def __init__(self, most: int) -> None:
        super().__init__(most)
        self.most = most


class Guard:
    """ASGI middleware that turns away what another site sent, what is too large, and what asks for another host."""

    def __init__(self, app: ASGIApp, *, hosts: Collection[str], max_bytes: int) -> None:
        self._app = app
        self._hosts = frozenset(hosts)
        # No name leads to an address that is written out, so that what listens on all answers for any.
        self._addresses = not self._hosts.isdisjoint(("0.0.0.0", "::"))  # nosec B104 # compared with, not bound to
        self._max_bytes = max_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Check a request, then pass it on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        refused = self._refusal(scope["method"], headers)
        if refused:
            await answer_error(Request(scope), *refused)(scope, receive, _with_headers(scope, send))
            return
        try:
            await self._app(scope, limited(receive, self._max_bytes), _with_headers(scope, send))
        except TooMuch as error:
            await answer_error(Request(scope), *_too_much(error.most))(scope, receive, _with_headers(scope, send))

    def _refusal(self, method: str, headers: Headers) -> tuple[int, str] | None:
        """Return status and reason if a request is not to be answered."""
        host = headers.get("host", "")
        # Another site's name that resolves to this machine (DNS rebinding) must not reach what only this machine may.
        if not self._answers_for(_hostname(host)):
            return 421, f"this desk does not answer for the host {host}"
        if method in ("GET", "HEAD"):
            return None
        if not _same_origin(headers, host):
            return 403, "this was sent from another site, and nothing was done"
        length = headers.get("content-length", "0")
        if not length.isdigit() or int(length) > self._max_bytes:
            return _too_much(self._max_bytes)
        return None

    def _answers_for(self, name: str | None) -> bool:
        return name in self._hosts or (self._addresses and name is not None and _is_address(name))


def _too_much(most: int) -> tuple[int, str]:
    size = f"{most / 2**20:.0f} MiB" if most >= 2**20 else f"{most / 2**10:.0f} KiB"
    return 413, f"that is more than this desk takes here ({size})"


def limited(receive: Receive, most: int) -> Receive:
    """Return a receive that counts what comes in, whatever the request said about its length.

    Raises:
        TooMuch: By what is returned, once it is more than `most` bytes.
    """
    taken = 0

    async def counted() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > most:
            raise TooMuch(most)
        return message

    return counted


def _same_origin(headers: Headers, host: str) -> bool:
    """Say whether a post comes from a page of ours, or from a program that is no browser (it sends neither header)."""
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    if site is not None and site not in ("same-origin", "none"):
        return False
    return origin is None or origin.partition("://")[2] == host


def _hostname(host: str) -> str | None:
    """Return the name in a Host header, without its port; None where it is none."""
    try:
        return urlsplit(f"//{host}").hostname
    except ValueError:
        return None


def _is_address(name: str) -> bool:
    try:
        return bool(ipaddress.ip_address(name))
    except ValueError:
        return False


def headers_of(scheme: str) -> dict[str, str]:
    """Return what every answer carries, over http or https."""
    return _HEADERS | (_OVER_TLS if scheme == "https" else {})


def _with_headers(scope: Scope, send: Send) -> Send:
    async def add(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in headers_of(scope["scheme"]).items():
                headers.setdefault(name, value)
        await send(message)

    return add
