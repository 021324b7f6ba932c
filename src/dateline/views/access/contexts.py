"""What the pages of accounts show: logging in, one's own account, and who may use the desk."""

from __future__ import annotations

from dataclasses import dataclass, field

from dateline.store.accounts.roles import Role, Scope

SCREEN = {"screen": True}


@dataclass(frozen=True, slots=True, kw_only=True)
class LoginPage:
    """The form to log in; `next` is where it leads, `problem` why it did not."""

    next: str = "/"
    name: str = ""
    problem: str | None = None
    accounts: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinPage:
    """The form that a one-time link leads to; `problem` is what was wrong with the password."""

    name: str
    problem: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionRow:
    """A browser that is logged in.

    Args:
        id: What it is ended by.
        agent: What the browser calls itself.
        created_at, seen_at: When it logged in, and when it was last used, ISO 8601.
        here: Whether it is the one that asks.
    """

    id: str
    agent: str
    created_at: str
    seen_at: str
    here: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenRow:
    """What is known of a token.

    Args:
        id: What it is revoked by.
        name: Which program it is for.
        scopes: What it may do.
        created_at, expires_at, used_at: When it was made, lapses, and was last used, ISO 8601.
    """

    id: str
    name: str
    scopes: tuple[Scope, ...]
    created_at: str
    expires_at: str | None
    used_at: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountPage:
    """One's own account.

    Args:
        name, role: Of the account; null where the desk is this machine's alone and needs none.
        scopes: What one may do.
        sessions: Where one is logged in.
        tokens: Those of one's programs.
    """

    name: str | None
    role: Role | None
    scopes: tuple[Scope, ...]
    sessions: tuple[SessionRow, ...] = ()
    tokens: tuple[TokenRow, ...] = ()
    secret: str | None = field(default=None, metadata=SCREEN)
    problem: str | None = field(default=None, metadata=SCREEN)
    done: str | None = field(default=None, metadata=SCREEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class UserRow:
    """Somebody who may use the desk.

    Args:
        name, role: Of the account.
        created_at: Since when, ISO 8601.
        has_password: Whether a one-time link was used.
    """

    name: str
    role: Role
    created_at: str
    has_password: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class UsersPage:
    """Who may use the desk.

    Args:
        rows: All accounts, by name.
    """

    rows: tuple[UserRow, ...]
    link: str | None = field(default=None, metadata=SCREEN)
    link_of: str | None = field(default=None, metadata=SCREEN)
    problem: str | None = field(default=None, metadata=SCREEN)
