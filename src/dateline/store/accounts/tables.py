"""The tables of accounts. Nothing in them opens a door: passwords are kept as argon2 hashes, secrets as digests."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, Table, Text

from dateline.store.columns import key, words
from dateline.store.schema import metadata


def _user(*, unique: bool = False) -> Column[int]:
    return Column("user", Integer, ForeignKey("users.key", ondelete="CASCADE"), nullable=False, unique=unique)


users = Table(
    "users",
    metadata,
    key(),
    words("name"),
    Column("folded", Text, nullable=False, unique=True),
    words("role"),
    Column("password", Text),
    words("created_at"),
)
"""People; `folded` is the name as it is looked up, `password` is empty until a one-time link was used."""

invitations = Table(
    "invitations",
    metadata,
    key(),
    _user(unique=True),
    Column("digest", Text, nullable=False, unique=True),
    words("expires_at"),
)
"""One-time links to set a password: one a person, the latest."""

sessions = Table(
    "sessions",
    metadata,
    key(),
    Column("id", Text, nullable=False, unique=True),
    _user(),
    Column("digest", Text, nullable=False, unique=True),
    words("created_at"),
    words("seen_at"),
    words("agent"),
    Index("sessions_by_user", "user"),
)
"""Browsers that are logged in; `agent` is what the browser calls itself, so that people know theirs."""

tokens = Table(
    "tokens",
    metadata,
    key(),
    Column("id", Text, nullable=False, unique=True),
    _user(),
    words("name"),
    words("scopes"),
    Column("digest", Text, nullable=False, unique=True),
    words("created_at"),
    Column("expires_at", Text),
    Column("used_at", Text),
    Index("tokens_by_user", "user"),
)
"""What programs show instead of a password; `scopes` are words with a space between."""

login_attempts = Table(
    "login_attempts",
    metadata,
    key(),
    words("at"),
    words("name"),
    words("address"),
    Column("failed", Boolean, nullable=False),
    Index("login_attempts_by_name", "name", "at"),
    Index("login_attempts_by_address", "address", "at"),
)
"""Attempts of the last minutes; `name` is a digest, since people type passwords into the wrong field."""
