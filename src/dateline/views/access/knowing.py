"""From what a request shows to who sent it: a token, a session, or a desk that is this machine's alone."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from starlette.requests import HTTPConnection

from dateline.store.accounts.door import Accounts
from dateline.store.accounts.roles import ALLOWED
from dateline.store.accounts.sessions import SEEN_EVERY, Session
from dateline.store.accounts.tokens import Token
from dateline.views.access.cookies import form_key, new_form_key, session_secret
from dateline.views.access.visitor import HERE, NOBODY, Visitor

_FORWARDED = ("forwarded", "x-forwarded-for", "x-real-ip")
_PROXIED = "this came through a proxy, and the desk has no accounts, so it answers this machine alone"
_UNKNOWN = "this token is not known here; it may have been revoked, or have lapsed"


@dataclass(frozen=True, slots=True)
class Known:
    """Who sent a request, what is to be noted once it is answered, and why nobody is let in."""

    visitor: Visitor
    note: Callable[[], None] | None = None
    refused: tuple[int, str] | None = None


def know(asked: HTTPConnection, accounts: Accounts, *, alone: bool) -> Known:
    """Return who sent a request.

    Args:
        asked: The request, without its body.
        accounts: The accounts of the store.
        alone: Whether only this machine can ask.
    """
    shown = asked.headers.get("authorization")
    key = form_key(asked) or new_form_key()
    if alone and not accounts.any():
        # Behind a proxy everybody comes from this machine; without accounts that would let in the world.
        if any(name in asked.headers for name in _FORWARDED):
            return Known(NOBODY, refused=(403, _PROXIED))
        return Known(replace(HERE, key=key))
    if shown is not None:
        return _by_token(asked, shown, accounts)
    secret = session_secret(asked)
    found = accounts.session(secret) if secret else None
    if found is None or secret is None:
        return Known(replace(NOBODY, key=key))
    session, user = found
    who = Visitor(name=user.name, role=user.role, scopes=ALLOWED[user.role], session=session.id, key=secret)
    return Known(who, note=_seeing(session, accounts))


def _by_token(asked: HTTPConnection, shown: str, accounts: Accounts) -> Known:
    """Return whose token it is: a Bearer, or the password of Basic, which readers of feeds know how to send."""
    scheme, _, given = shown.partition(" ")
    secret = given.strip() if scheme.lower() == "bearer" else None
    # Browsers send Basic again by themselves, so that it may not change anything.
    if scheme.lower() == "basic" and asked.scope["method"] in ("GET", "HEAD"):
        secret = _password(given)
    found = accounts.token(secret) if secret else None
    if found is None:
        return Known(NOBODY, refused=(401, _UNKNOWN))
    token, user = found
    who = Visitor(name=user.name, role=user.role, scopes=ALLOWED[user.role] & set(token.scopes))
    return Known(who, note=_using(token, accounts))


def _password(given: str) -> str | None:
    try:
        return base64.b64decode(given, validate=True).decode("utf8").partition(":")[2]
    except (binascii.Error, UnicodeDecodeError):
        return None


def _seeing(session: Session, accounts: Accounts) -> Callable[[], None] | None:
    """Return what notes that a session is used, if that was not noted lately."""
    if accounts.read_only or datetime.now(UTC) - session.seen_at < SEEN_EVERY:
        return None
    return lambda: accounts.see(session.id)


def _using(token: Token, accounts: Accounts) -> Callable[[], None] | None:
    if accounts.read_only or (token.used_at and datetime.now(UTC) - token.used_at < SEEN_EVERY):
        return None
    return lambda: accounts.use(token.id)
