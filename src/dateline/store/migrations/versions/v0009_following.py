"""What is followed: sources, fetches, items, validators, robots.txt, hosts at rest, archives that are half read."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def _words(*names: str, nullable: bool = False) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text(), nullable=nullable) for name in names]


def _numbers(*names: str, nullable: bool = False) -> list[sa.Column[int]]:
    return [sa.Column(name, sa.Integer(), nullable=nullable) for name in names]


def _key() -> sa.Column[int]:
    return sa.Column("key", sa.Integer(), primary_key=True)


def _named(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), primary_key=True)


def _unique(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False, unique=True)


def _source() -> sa.Column[int]:
    return sa.Column("source", sa.Integer(), sa.ForeignKey("sources.key", ondelete="CASCADE"), nullable=False)


def upgrade() -> None:
    """Make the tables, and let pages keep what a feed said of them."""
    op.add_column("pages", sa.Column("listed", sa.Text()))
    op.create_table(
        "sources",
        _key(),
        _unique("id"),
        _unique("url"),
        *_words("kind"),
        *_words("title", "site", "folder", nullable=True),
        *_words("added_at"),
        sa.Column("paused", sa.Boolean(), nullable=False),
        *_words("next_at"),
        *_numbers("every", nullable=True),
        *_words("asked_at", "answered_at", "new_at", nullable=True),
        *_numbers("strikes"),
        *_words("error", "moved_from", "claimed_by", "claimed_until", nullable=True),
    )
    op.create_table(
        "fetches",
        _key(),
        _source(),
        *_words("at", "url"),
        *_numbers("status", nullable=True),
        *_words("result"),
        *_numbers("found", "new", "bytes"),
        sa.Column("seconds", sa.Float(), nullable=False),
        *_words("error", nullable=True),
    )
    op.create_table(
        "items",
        _key(),
        _source(),
        *_words("guid"),
        *_words("url", "title", "published", nullable=True),
        *_words("said", "first_seen", "state"),
        *_words("page", nullable=True),
        *_numbers("tries"),
        *_words("next_at", "error", nullable=True),
        sa.UniqueConstraint("source", "guid"),
    )
    op.create_table("validators", _named("url"), *_words("etag", "modified", nullable=True), *_words("digest", "at"))
    op.create_table("robots", _named("site"), *_words("text", "asked"), *_words("failing", nullable=True))
    op.create_table("rests", _named("host"), *_words("until"), *_numbers("strikes"))
    op.create_table(
        "archives",
        _named("name"),
        *_words("head"),
        sa.Column("offset", sa.BigInteger(), nullable=False),
        sa.Column("skip", sa.BigInteger(), nullable=False),
        *_numbers("record"),
        *_words("at"),
    )
    for name, table, columns in (
        ("sources_by_time", "sources", ["paused", "next_at"]),
        ("fetches_by_source", "fetches", ["source", "at"]),
        ("items_by_state", "items", ["state", "next_at"]),
        ("items_by_url", "items", ["url"]),
        ("items_by_time", "items", ["source", "first_seen"]),
    ):
        op.create_index(name, table, columns)
