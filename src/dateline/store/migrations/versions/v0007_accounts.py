"""Accounts: people, one-time links, sessions, tokens, and attempts to log in."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def _words(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text(), nullable=False) for name in names]


def _key() -> sa.Column[int]:
    return sa.Column("key", sa.Integer(), primary_key=True)


def _user(*, unique: bool = False) -> sa.Column[int]:
    user = sa.ForeignKey("users.key", ondelete="CASCADE")
    return sa.Column("user", sa.Integer(), user, nullable=False, unique=unique)


def _unique(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False, unique=True)


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "users",
        _key(),
        *_words("name"),
        _unique("folded"),
        *_words("role"),
        sa.Column("password", sa.Text()),
        *_words("created_at"),
    )
    op.create_table("invitations", _key(), _user(unique=True), _unique("digest"), *_words("expires_at"))
    op.create_table(
        "sessions", _key(), _unique("id"), _user(), _unique("digest"), *_words("created_at", "seen_at", "agent")
    )
    op.create_table(
        "tokens",
        _key(),
        _unique("id"),
        _user(),
        *_words("name", "scopes"),
        _unique("digest"),
        *_words("created_at"),
        sa.Column("expires_at", sa.Text()),
        sa.Column("used_at", sa.Text()),
    )
    op.create_table(
        "login_attempts", _key(), *_words("at", "name", "address"), sa.Column("failed", sa.Boolean(), nullable=False)
    )
    op.create_index("sessions_by_user", "sessions", ["user"])
    op.create_index("tokens_by_user", "tokens", ["user"])
    op.create_index("login_attempts_by_name", "login_attempts", ["name", "at"])
    op.create_index("login_attempts_by_address", "login_attempts", ["address", "at"])
