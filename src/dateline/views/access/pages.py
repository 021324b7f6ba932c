"""The contexts of accounts, made from what the store holds."""

from __future__ import annotations

from datetime import datetime

from dateline.store.accounts.door import Accounts
from dateline.store.accounts.roles import SCOPES
from dateline.store.accounts.sessions import Session
from dateline.store.accounts.tokens import Token
from dateline.views.access.contexts import AccountPage, SessionRow, TokenRow, UserRow, UsersPage
from dateline.views.access.visitor import Visitor


def account_page(
    accounts: Accounts,
    who: Visitor,
    *,
    secret: str | None = None,
    problem: str | None = None,
    done: str | None = None,
) -> AccountPage:
    """Return somebody's own account.

    Args:
        accounts: The accounts of the store.
        who: Who asks.
        secret: A token that was just made.
        problem: Why what was asked for was not done.
        done: What was done.
    """
    scopes = tuple(scope for scope in SCOPES if who.may(scope))
    if who.name is None:
        return AccountPage(name=None, role=None, scopes=scopes, problem=problem)
    return AccountPage(
        name=who.name,
        role=who.role,
        scopes=scopes,
        sessions=tuple(_session(s, who) for s in accounts.sessions(who.name)),
        tokens=tuple(map(_token, accounts.tokens(who.name))),
        secret=secret,
        problem=problem,
        done=done,
    )


def users_page(
    accounts: Accounts, *, link: str | None = None, link_of: str | None = None, problem: str | None = None
) -> UsersPage:
    """Return who may use the desk; `link` is one that was just made, for `link_of`."""
    rows = tuple(
        UserRow(name=u.name, role=u.role, created_at=_iso(u.created_at), has_password=u.has_password)
        for u in accounts.all()
    )
    return UsersPage(rows=rows, link=link, link_of=link_of, problem=problem)


def _session(session: Session, who: Visitor) -> SessionRow:
    return SessionRow(
        id=session.id,
        agent=session.agent,
        created_at=_iso(session.created_at),
        seen_at=_iso(session.seen_at),
        here=session.id == who.session,
    )


def _token(token: Token) -> TokenRow:
    return TokenRow(
        id=token.id,
        name=token.name,
        scopes=token.scopes,
        created_at=_iso(token.created_at),
        expires_at=_iso(token.expires_at) if token.expires_at else None,
        used_at=_iso(token.used_at) if token.used_at else None,
    )


def _iso(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
