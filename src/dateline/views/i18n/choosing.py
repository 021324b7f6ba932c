"""Which language a page is in: what its address asks for, what was chosen before, what the browser prefers."""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass

from babel import negotiate_locale
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dateline.views.i18n.languages import LANGUAGES, SOURCE, speaking

ASK = "ui"
"""What an address carries to choose a language, and the cookie that keeps the choice: /stories?ui=hi."""
_YEAR = 365 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Here:
    """The page that is being asked for: what its address carries, and whether it can be asked for again."""

    asked: tuple[tuple[str, str], ...] = ()
    again: bool = True


_NOWHERE = Here(again=False)
_HERE: ContextVar[Here] = ContextVar("the page asked for", default=_NOWHERE)


def here() -> Here:
    """Return the page that is being asked for, without the language it was asked in."""
    return _HERE.get()


class Choosing:
    """ASGI middleware that has a page drawn in its reader's language; what is no page is left alone."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Choose a language, keep it if the address asked for it, and say which one it is."""
        if scope["type"] != "http" or not _is_page(request := Request(scope)):
            await self._app(scope, receive, send)
            return
        name, token = chosen(request), _HERE.set(_here(request))
        try:
            with speaking(name):
                await self._app(scope, receive, _telling(send, request, name))
        finally:
            _HERE.reset(token)


def chosen(request: Request) -> str:
    """Return the language for a request: by its address, by its cookie, by what its browser accepts, or English."""
    for name in (request.query_params.get(ASK), request.cookies.get(ASK)):
        if name in LANGUAGES:
            return name
    return _preferred(request.headers.get("accept-language", ""))


def _preferred(accepted: str) -> str:
    """Return the language that an Accept-Language header likes best among ours."""
    liked = []
    for part in accepted[:1000].split(","):
        tag, _, quality = part.strip().partition(";q=")
        try:
            liked.append((float(quality or 1), tag.strip()))
        except ValueError:
            continue
    best = [tag for q, tag in sorted(liked, key=lambda x: -x[0]) if q > 0 and tag]
    # Hebrew had another code before 1989, and some systems still send it.
    found = negotiate_locale(best, tuple(LANGUAGES), sep="-", aliases={"iw": "he"})
    return found or SOURCE


def _is_page(request: Request) -> bool:
    """Say whether a page is asked for: no file, no JSON, no stream of a program."""
    accepted = request.headers.get("accept", "")
    return "." not in request.url.path and not accepted.startswith(("application/json", "text/event-stream"))


def _here(request: Request) -> Here:
    """Return the page; what was posted cannot be asked for again, so that leads to the front."""
    if request.method not in ("GET", "HEAD"):
        return _NOWHERE
    return Here(tuple((k, v) for k, v in request.query_params.multi_items() if k != ASK))


def _telling(send: Send, request: Request, name: str) -> Send:
    """Return a send that says which language an answer is in, and keeps one that was asked for."""

    async def tell(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            if headers.get("content-type", "").startswith("text/html"):
                headers["Content-Language"] = name
                headers.add_vary_header("Accept-Language, Cookie")
            if request.query_params.get(ASK) == name:
                _keep(headers, name, secure=request.url.scheme == "https")
        await send(message)

    return tell


def _keep(headers: MutableHeaders, name: str, *, secure: bool) -> None:
    """Keep the choice in the reader's browser."""
    keeping = Response()
    keeping.set_cookie(ASK, name, max_age=_YEAR, httponly=True, samesite="lax", secure=secure)
    headers.append("set-cookie", keeping.headers["set-cookie"])
