"""The gate before each address: who asks, whether they may, and whether a form is of this desk."""

from __future__ import annotations

import contextlib
from urllib.parse import quote

from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dateline.errors import StoreError
from dateline.store.accounts.door import Accounts
from dateline.views.access.cookies import form_key, keep_form_key
from dateline.views.access.csrf import is_browser, is_fit, sent_token
from dateline.views.access.knowing import Known, know
from dateline.views.access.needs import Need, need_of
from dateline.views.access.visitor import Visitor, meet
from dateline.views.guard import limited
from dateline.views.render import answer_error

_SAFE = ("GET", "HEAD", "OPTIONS")
_STRANGERS_BYTES, _URLENCODED_BYTES = 2**16, 2**20
"""The largest forms of who is not known yet, and of those that hold a few fields."""
_PRIVATE = ("/account", "/join", "/login", "/users")
_OLD_FORM = "this form is of another page, is too old, or came without cookies: nothing was done; load the page anew"
_LOG_IN = "this needs an account: log in, or send a token (Authorization: Bearer)"


def shut(app: FastAPI, accounts: Accounts, *, alone: bool) -> None:
    """Put a gate before every address that an app has, and before those that it has not.

    Args:
        app: The app, with all its routes.
        accounts: The accounts of its store.
        alone: Whether only this machine can ask.

    Raises:
        TypeError: If an address is of a kind that would have no gate.
    """
    for route in app.router.routes:
        if not isinstance(route, (Route, Mount)):
            raise TypeError(f"{route!r} would have no gate")
        route.app = Gate(route.app, route.path, accounts, alone=alone)
    app.router.default = Gate(app.router.default, None, accounts, alone=alone)


class Gate:
    """ASGI application that lets those through to another who may ask it; `path` None is no address at all."""

    def __init__(self, app: ASGIApp, path: str | None, accounts: Accounts, *, alone: bool) -> None:
        self._app, self._path = app, path
        self._accounts, self._alone = accounts, alone

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it."""
        need: Need = "public" if self._path is None else need_of(scope["method"], self._path)
        if need == "open":
            await self._app(scope, receive, send)
            return
        request = Request(scope, receive)
        known = await run_in_threadpool(know, request, self._accounts, alone=self._alone)
        scope["visitor"] = known.visitor
        meet(known.visitor)
        refusal = _refusal(request, known, need)
        if refusal is None:
            receive = _bounded(request, need, receive)
            refusal, receive = await _check_form(request, known.visitor, receive)
        await (refusal or self._app)(scope, receive, _marked(send, request, known.visitor))
        if known.note and refusal is None:
            # Who reads is not to hear of a store that is busy being written to.
            with contextlib.suppress(StoreError):
                await run_in_threadpool(known.note)


def _refusal(request: Request, known: Known, need: Need) -> Response | None:
    """Return the answer to who may not ask this; None if they may."""
    who = known.visitor
    if known.refused:
        return answer_error(request, *known.refused)
    if need == "public" or need in who.scopes:
        return None
    if need == "self" and (who.session or who.local):
        return None
    if who.name is not None:
        return answer_error(request, 403, _lacking(who, need))
    if request.method in ("GET", "HEAD") and "text/html" in request.headers.get("accept", ""):
        there = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        return RedirectResponse("/login" + (f"?next={quote(there)}" if there != "/" else ""), status_code=303)
    return answer_error(request, 401, _LOG_IN)


def _lacking(who: Visitor, need: Need) -> str:
    if need == "self":
        return "this is for people who log in with their password, and not for tokens"
    whom = f"{who.name} ({who.role}) does" if who.session else "this token does"
    return f"this needs the right to {need}, which {whom} not have"


def _bounded(request: Request, need: Need, receive: Receive) -> Receive:
    """Return a receive that gives no more than a form of this kind can hold."""
    if need == "public":
        return limited(receive, _STRANGERS_BYTES)
    # Taken apart character by character, all of it at once; what is large comes in parts (multipart/form-data).
    urlencoded = request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded")
    return limited(receive, _URLENCODED_BYTES) if urlencoded else receive


async def _check_form(request: Request, who: Visitor, receive: Receive) -> tuple[Response | None, Receive]:
    """Return the answer to a form that is not of this desk, if it is not; and what gives the body."""
    by_token = who.name is not None and who.session is None
    if request.method in _SAFE or by_token or not (who.session or is_browser(request.headers)):
        return None, receive
    token, again = await sent_token(request.scope, receive)
    return (None if is_fit(who, token) else answer_error(request, 403, _OLD_FORM)), again


def _marked(send: Send, request: Request, who: Visitor) -> Send:
    """Return a send that says who may keep an answer, and lets a browser keep the key of its forms."""

    async def mark(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            if message["status"] == 401:
                headers.setdefault("WWW-Authenticate", 'Bearer realm="Dateline"')
            if request.url.path.startswith(_PRIVATE):
                headers["Cache-Control"] = "no-store"
            elif who.shut:
                headers.setdefault("Cache-Control", "private, no-cache")
            drawn = headers.get("content-type", "").startswith("text/html")
            if drawn and who.key and not who.session and form_key(request) is None:
                keep_form_key(request, headers, who.key)
        await send(message)

    return mark
