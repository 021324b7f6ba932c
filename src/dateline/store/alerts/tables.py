"""The tables of alerts: each with its messages, and with each article that was put into one of them."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text

from dateline.store.columns import key, words
from dateline.store.schema import metadata


def _alert(*, primary: bool = False) -> Column[int]:
    owner = ForeignKey("alerts.key", ondelete="CASCADE")
    return Column("alert", Integer, owner, nullable=False, primary_key=primary, autoincrement=False)


alerts = Table(
    "alerts",
    metadata,
    key(),
    Column("id", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False, unique=True),
    *(words(name) for name in ("query", "each", "channel", "recipient")),
    *(words(name) for name in ("pace", "at")),
    Column("weekday", Integer, nullable=False),
    *(words(name) for name in ("zone", "state")),
    Column("reason", Text),
    *(words(name) for name in ("secret", "created_at", "by", "began", "since")),
    Column("due_at", Text),
    Column("turn", Integer, nullable=False),
    Index("alerts_by_due", "state", "due_at"),
)
"""`turn` counts how often it was looked at for what is new: of two who look at once, only one finds it unchanged."""

deliveries = Table(
    "deliveries",
    metadata,
    key(),
    Column("id", Text, nullable=False, unique=True),
    _alert(),
    *(words(name) for name in ("made_at", "state")),
    Column("tries", Integer, nullable=False),
    words("due_at"),
    Column("claimed_until", Text),
    Column("claimed_by", Text),
    Column("says", Text),
    Column("settled_at", Text),
    Index("deliveries_by_state", "state", "due_at"),
    Index("deliveries_by_alert", "alert", "key"),
)
"""A message: whoever sends it claims it first, for so long as sending may take."""

delivered = Table(
    "delivered",
    metadata,
    _alert(primary=True),
    Column("article", Text, primary_key=True),
    Column("delivery", Integer, ForeignKey("deliveries.key", ondelete="CASCADE"), nullable=False),
    Index("delivered_by_delivery", "delivery"),
)
"""Each article once an alert, by the id of its first version: kept in the transaction that makes the message."""
