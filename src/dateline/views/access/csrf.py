"""Tokens in forms: a post from a browser has to show that the form came from a page of this desk, to this browser."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from markupsafe import Markup
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import Message, Receive, Scope

from dateline.views.access.visitor import Visitor, visitor

FIELD = "csrf"
HEADER = "x-csrf-token"
_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
_MOST_FIELDS = 10_000
_STAND_IN = f"stand-in-{secrets.token_urlsafe(24)}"
"""No text can hold it: nobody outside this process ever sees it."""
_KEPT: ContextVar[bool] = ContextVar("drawn to be kept", default=False)


def csrf() -> Markup:
    """Return the hidden field for a form of the page that is being made."""
    token = _STAND_IN if _KEPT.get() else token_for(visitor())
    return Markup('<input type="hidden" name="{}" value="{}">').format(FIELD, token)


@contextmanager
def to_be_kept() -> Iterator[None]:
    """Draw a page that several are shown: what stands in for the token is `filled` in for each."""
    before = _KEPT.set(True)
    try:
        yield
    finally:
        _KEPT.reset(before)


def filled(drawn: str) -> str:
    """Return a page that was drawn `to_be_kept`, with a token for who asks now."""
    return drawn.replace(_STAND_IN, token_for(visitor())) if _STAND_IN in drawn else drawn


def token_for(who: Visitor) -> str:
    """Return a token: a number, and what only who knows the browser's key can make of it.

    Each is another one, so that what a page repeats cannot be told from the size of a compressed answer (BREACH).
    """
    nonce = secrets.token_urlsafe(12)
    return f"{nonce}.{_sign(who.key, nonce)}"


def is_fit(who: Visitor, token: str) -> bool:
    """Say whether a token was made for this browser."""
    nonce, _, signed = token.partition(".")
    return bool(who.key) and hmac.compare_digest(_sign(who.key, nonce).encode(), signed.encode("utf8", "replace"))


def is_browser(headers: Headers) -> bool:
    """Say whether a browser sends this: all of them say from where they post; programs have no reason to."""
    return "origin" in headers or "sec-fetch-site" in headers


async def sent_token(scope: Scope, receive: Receive) -> tuple[str, Receive]:
    """Return the token of a request, from its header or its form, and what gives the body once more."""
    headers = Headers(scope=scope)
    if HEADER in headers or not headers.get("content-type", "").startswith(_FORMS):
        return headers.get(HEADER, ""), receive
    heard: list[Message] = []

    async def hear() -> Message:
        heard.append(await receive())
        return heard[-1]

    # How much may be posted is bounded before; here, a field is as large as the whole may be.
    form = await Request(scope, hear).form(max_fields=_MOST_FIELDS, max_part_size=2**40)
    value = form.get(FIELD)
    await form.close()
    return value if isinstance(value, str) else "", _again(heard, receive)


def _again(heard: list[Message], receive: Receive) -> Receive:
    """Return a receive that says what was heard before, then goes on."""
    waiting = iter(heard)

    async def told() -> Message:
        for message in waiting:
            return message
        return await receive()

    return told


def _sign(key: str, nonce: str) -> str:
    return hmac.new(key.encode(), f"form {nonce}".encode("utf8", "replace"), hashlib.sha256).hexdigest()
