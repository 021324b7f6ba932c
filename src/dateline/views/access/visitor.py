"""Who asks: the one person of this machine, somebody who logged in, a program with a token, or nobody known."""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass

from starlette.requests import Request

from dateline.store.accounts.roles import SCOPES, Role, Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """Who asks.

    Args:
        name: Of the account; None for the person at this machine, and for nobody.
        role: Of the account.
        scopes: What they may do.
        session: The id of the session, where a browser is logged in.
        key: What the tokens of forms are made with: a secret that only this browser and the desk know.
        shut: Whether the desk asks who comes: there are accounts, or others than this machine can ask.
    """

    name: str | None = None
    role: Role | None = None
    scopes: frozenset[Scope] = frozenset()
    session: str | None = None
    key: str = ""
    shut: bool = True

    @property
    def local(self) -> bool:
        """Whether it is the one person of this machine, who needs no account."""
        return not self.shut

    def may(self, scope: Scope) -> bool:
        """Say whether they may do what needs a scope."""
        return scope in self.scopes


NOBODY = Visitor()
HERE = Visitor(scopes=frozenset(SCOPES), shut=False)
"""The person at this machine, as long as there are no accounts and nobody else can ask."""

_TURNED_AWAY = Visitor(shut=False)
"""Who is turned away before anybody looks who asks: they are offered nothing, not even to log in."""
_VISITOR: ContextVar[Visitor] = ContextVar("who asks", default=_TURNED_AWAY)
"""For templates, which are handed a page's context and not the request."""


def visitor() -> Visitor:
    """Return who asks for the page that is being made."""
    return _VISITOR.get()


def visitor_of(request: Request) -> Visitor:
    """Return who sent a request."""
    found = request.scope.get("visitor", NOBODY)
    assert isinstance(found, Visitor)
    return found


def meet(who: Visitor) -> None:
    """Remember who asks, for as long as this request is being answered."""
    _VISITOR.set(who)
