"""The tables of accounts. Nothing in them opens a door: passwords are kept as argon2 hashes, secrets as digests."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, Table, Text

from dateline.store.schema import metadata


def _user(*, unique: bool = False) -> Column[int]:
    return Column("user", Integer, ForeignKey("users.key", ondelete="CASCADE"), nullable=False, unique=unique)


users = Table(
    "users",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("folded", Text, nullable=False, unique=True),
    Column("role", Text, nullable=False),
    Column("password", Text),
    Column("created_at", Text, nullable=False),
)
"""People; `folded` is the name as it is looked up, `password` is empty until a one-time link was used."""

invitations = Table(
    "invitations",
    metadata,
    Column("key", Integer, primary_key=True),
    _user(unique=True),
    Column("digest", Text, nullable=False, unique=True),
    Column("expires_at", Text, nullable=False),
)
"""One-time links to set a password: one a person, the latest."""

sessions = Table(
    "sessions",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    _user(),
    Column("digest", Text, nullable=False, unique=True),
    Column("created_at", Text, nullable=False),
    Column("seen_at", Text, nullable=False),
    Column("agent", Text, nullable=False),
    Index("sessions_by_user", "user"),
)
"""Browsers that are logged in; `agent` is what the browser calls itself, so that people know theirs."""

tokens = Table(
    "tokens",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    _user(),
    Column("name", Text, nullable=False),
    Column("scopes", Text, nullable=False),
    Column("digest", Text, nullable=False, unique=True),
    Column("created_at", Text, nullable=False),
    Column("expires_at", Text),
    Column("used_at", Text),
    Index("tokens_by_user", "user"),
)
"""What programs show instead of a password; `scopes` are words with a space between."""

login_attempts = Table(
    "login_attempts",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("at", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("failed", Boolean, nullable=False),
    Index("login_attempts_by_name", "name", "at"),
    Index("login_attempts_by_address", "address", "at"),
)
"""Attempts of the last minutes; `name` is a digest, since people type passwords into the wrong field."""
