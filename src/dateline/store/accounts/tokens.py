"""Tokens of programs: a secret that is shown once, for some scopes, until it is revoked or lapses."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, func, insert, or_, select, update

from dateline.errors import BadInput, NotFound
from dateline.store.accounts.roles import SCOPES, Scope
from dateline.store.accounts.secrets import digest, new_id, new_secret
from dateline.store.accounts.tables import tokens, users
from dateline.store.accounts.users import User, key_of, user_of
from dateline.store.rows import stamp

PREFIX = "dl_"
"""How a token begins, so that one that lies about where it should not is known for what it is."""
MOST = 50
_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """What is known of a token, which is not the token itself."""

    id: str
    name: str
    scopes: tuple[Scope, ...]
    created_at: datetime
    expires_at: datetime | None
    used_at: datetime | None


def make_token(
    connection: Connection,
    user: str,
    name: str,
    scopes: Collection[str],
    *,
    at: datetime,
    expires_at: datetime | None = None,
) -> str:
    """Make a token for a person's program; return its secret, which is not kept.

    Raises:
        NotFound: If there is no such account.
        BadInput: If it has no name, or scopes that are none, or there are too many already.
    """
    key, named = key_of(connection, user), " ".join("".join(c for c in name if c.isprintable()).split())
    if not named or len(named) > _LONGEST_NAME:
        raise BadInput(f"the name of a token has 1 to {_LONGEST_NAME} characters; say which program it is for")
    if not scopes or set(scopes) - set(SCOPES):
        raise BadInput(f"a token has one of the scopes {', '.join(SCOPES)}, or several")
    if (connection.execute(select(func.count()).where(tokens.c.user == key)).scalar() or 0) >= MOST:
        raise BadInput(f"there are {MOST} tokens already; revoke some that are not used")
    secret = PREFIX + new_secret()
    row = {"id": new_id(), "user": key, "name": named, "digest": digest(secret), "created_at": stamp(at)}
    row |= {"scopes": " ".join(s for s in SCOPES if s in scopes)}
    connection.execute(insert(tokens), row | {"expires_at": stamp(expires_at) if expires_at else None})
    return secret


def token_of(connection: Connection, secret: str, *, at: datetime) -> tuple[Token, User] | None:
    """Return the token of a secret and whose it is; None where it was revoked or has lapsed."""
    t = tokens.c
    known = select(*_SHOWN, users).join(users)
    held = known.where(t.digest == digest(secret), or_(t.expires_at.is_(None), t.expires_at > stamp(at)))
    row = connection.execute(held).mappings().first()
    return None if row is None else (_token(row), user_of(row))


def use(connection: Connection, id: str, *, at: datetime) -> None:
    """Note that a token is being used."""
    connection.execute(update(tokens).where(tokens.c.id == id).values(used_at=stamp(at)))


def tokens_of(connection: Connection, user: str) -> tuple[Token, ...]:
    """Return a person's tokens, the latest first."""
    mine = select(*_SHOWN).where(tokens.c.user == key_of(connection, user)).order_by(tokens.c.key.desc())
    return tuple(_token(row) for row in connection.execute(mine).mappings())


def revoke(connection: Connection, user: str, id: str) -> None:
    """Revoke a person's token.

    Raises:
        NotFound: If they have no such token.
    """
    mine = (tokens.c.user == key_of(connection, user)) & (tokens.c.id == id)
    if not connection.execute(delete(tokens).where(mine)).rowcount:
        raise NotFound("there is no such token; it may have been revoked already")


_SHOWN = (
    tokens.c.id,
    tokens.c.name.label("token_name"),
    tokens.c.scopes,
    tokens.c.created_at.label("made_at"),
    tokens.c.expires_at,
    tokens.c.used_at,
)


def _token(row: Any) -> Token:
    return Token(
        id=row["id"],
        name=row["token_name"],
        scopes=tuple(row["scopes"].split()),
        created_at=datetime.fromisoformat(row["made_at"]),
        expires_at=_moment(row["expires_at"]),
        used_at=_moment(row["used_at"]),
    )


def _moment(written: str | None) -> datetime | None:
    return datetime.fromisoformat(written) if written else None
