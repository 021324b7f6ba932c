"""Alerts: each with its messages, and with each article that was put into one of them; pages by when they came."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def _words(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text(), nullable=False) for name in names]


def _key() -> sa.Column[int]:
    return sa.Column("key", sa.Integer(), primary_key=True)


def _unique(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False, unique=True)


def _alert(*, primary: bool = False) -> sa.Column[int]:
    owner = sa.ForeignKey("alerts.key", ondelete="CASCADE")
    return sa.Column("alert", sa.Integer(), owner, nullable=False, primary_key=primary, autoincrement=False)


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "alerts",
        _key(),
        _unique("id"),
        _unique("name"),
        *_words("query", "each", "channel", "recipient", "pace", "at"),
        sa.Column("weekday", sa.Integer(), nullable=False),
        *_words("zone", "state"),
        sa.Column("reason", sa.Text()),
        *_words("secret", "created_at", "by", "began", "since"),
        sa.Column("due_at", sa.Text()),
        sa.Column("turn", sa.Integer(), nullable=False),
    )
    op.create_table(
        "deliveries",
        _key(),
        _unique("id"),
        _alert(),
        *_words("made_at", "state"),
        sa.Column("tries", sa.Integer(), nullable=False),
        *_words("due_at"),
        *(sa.Column(name, sa.Text()) for name in ("claimed_until", "claimed_by", "says", "settled_at")),
    )
    op.create_table(
        "delivered",
        _alert(primary=True),
        sa.Column("article", sa.Text(), primary_key=True),
        sa.Column("delivery", sa.Integer(), sa.ForeignKey("deliveries.key", ondelete="CASCADE"), nullable=False),
    )
    op.create_index("alerts_by_due", "alerts", ["state", "due_at"])
    op.create_index("deliveries_by_state", "deliveries", ["state", "due_at"])
    op.create_index("deliveries_by_alert", "deliveries", ["alert", "key"])
    op.create_index("delivered_by_delivery", "delivered", ["delivery"])
    op.create_index("pages_by_added", "pages", ["added_at"])
