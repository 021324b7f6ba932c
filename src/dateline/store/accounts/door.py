"""What a store is asked about accounts; `store.accounts` answers."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from sqlalchemy import Connection, Engine

from dateline.store.accounts import attempts, sessions, tokens, users
from dateline.store.accounts.roles import Role
from dateline.store.accounts.sessions import Session
from dateline.store.accounts.tokens import Token
from dateline.store.accounts.users import User
from dateline.store.opened import Opened


class Accounts(Opened):
    """The accounts of a store; names are looked up without regard to case."""

    def __init__(self, where: str, engine: Engine, *, read_only: bool) -> None:
        self.where, self.read_only = where, read_only
        self._engine = engine

    def any(self) -> bool:
        """Say whether there is an account: then nobody gets in without one."""
        with self._reading() as connection:
            return users.any_users(connection)

    def all(self) -> tuple[User, ...]:
        """Return all accounts, by name."""
        with self._reading() as connection:
            return users.all_users(connection)

    def add(self, name: str, role: Role) -> User:
        """Add a person; see `dateline.store.accounts.users.add_user`."""
        with self._now() as (connection, now):
            return users.add_user(connection, name, role, at=now)

    def give_role(self, name: str, role: Role) -> None:
        """Give a person another role; see `dateline.store.accounts.users.give_role`."""
        with self._changing() as connection:
            users.give_role(connection, name, role)

    def remove(self, name: str) -> None:
        """Remove a person; see `dateline.store.accounts.users.remove_user`."""
        with self._changing() as connection:
            users.remove_user(connection, name)

    def invite(self, name: str) -> str:
        """Return the secret of a new one-time link; see `dateline.store.accounts.users.invite`."""
        with self._now() as (connection, now):
            return users.invite(connection, name, at=now)

    def invited(self, secret: str) -> str:
        """Return whom a one-time link is for; see `dateline.store.accounts.users.invited`."""
        with self._reading() as connection:
            return users.invited(connection, secret, at=datetime.now(UTC))

    def join(self, secret: str, password: str) -> str:
        """Use a one-time link: set the password of whom it is for; return their name."""
        with self._now() as (connection, now):
            name = users.invited(connection, secret, at=now)
            users.set_password(connection, name, password)
            return name

    def set_password(self, name: str, password: str) -> None:
        """Set a password; see `dateline.store.accounts.users.set_password`."""
        with self._changing() as connection:
            users.set_password(connection, name, password)

    def check_password(self, name: str, password: str, *, address: str) -> tuple[User | None, int]:
        """Return the person if the password is theirs; else None and for how many seconds no more is tried."""
        with self._now() as (connection, now):
            attempt, wait = attempts.begin_attempt(connection, name, address, at=now)
        if attempt is None:
            return None, wait
        # Not in a transaction that writes: hashing takes a tenth of a second, and others wait for the store.
        with self._reading() as connection:
            user = users.check_password(connection, name, password)
        if user is not None:
            with self._changing() as connection:
                attempts.passed(connection, attempt)
        return user, 0

    def log_in(self, name: str, *, agent: str) -> str:
        """Log a browser in; return its secret."""
        with self._now() as (connection, now):
            return sessions.open_session(connection, name, agent=agent, at=now)

    def session(self, secret: str) -> tuple[Session, User] | None:
        """Return the session of a secret and whose it is."""
        with self._reading() as connection:
            return sessions.session_of(connection, secret, at=datetime.now(UTC))

    def see(self, id: str) -> None:
        """Note that a session is being used."""
        with self._now() as (connection, now):
            sessions.see(connection, id, at=now)

    def sessions(self, name: str) -> tuple[Session, ...]:
        """Return where a person is logged in."""
        with self._reading() as connection:
            return sessions.sessions_of(connection, name, at=datetime.now(UTC))

    def end_session(self, name: str, id: str) -> None:
        """Log a browser out; see `dateline.store.accounts.sessions.end_session`."""
        with self._changing() as connection:
            sessions.end_session(connection, name, id)

    def make_token(self, user: str, name: str, scopes: Collection[str], *, expires_at: datetime | None = None) -> str:
        """Make a token; return its secret; see `dateline.store.accounts.tokens.make_token`."""
        with self._now() as (connection, now):
            return tokens.make_token(connection, user, name, scopes, at=now, expires_at=expires_at)

    def token(self, secret: str) -> tuple[Token, User] | None:
        """Return the token of a secret and whose it is."""
        with self._reading() as connection:
            return tokens.token_of(connection, secret, at=datetime.now(UTC))

    def use(self, id: str) -> None:
        """Note that a token is being used."""
        with self._now() as (connection, now):
            tokens.use(connection, id, at=now)

    def tokens(self, user: str) -> tuple[Token, ...]:
        """Return a person's tokens."""
        with self._reading() as connection:
            return tokens.tokens_of(connection, user)

    def revoke(self, user: str, id: str) -> None:
        """Revoke a token; see `dateline.store.accounts.tokens.revoke`."""
        with self._changing() as connection:
            tokens.revoke(connection, user, id)

    @contextmanager
    def _now(self) -> Iterator[tuple[Connection, datetime]]:
        """Open a transaction that may write, at this moment."""
        with self._changing() as connection:
            yield connection, datetime.now(UTC)
