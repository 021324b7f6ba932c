"""Deleted articles leave a stone; work in the background says how far it came."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "tombstones",
        sa.Column("key", sa.Integer(), primary_key=True),
        sa.Column("article", sa.Text(), nullable=False, unique=True),
        sa.Column("page", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("alone", sa.Boolean(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=True),
    )
    for name in ("page", "text", "url", "at"):
        op.create_index(f"ix_tombstones_{name}", "tombstones", [name])
    op.create_table(
        "jobs",
        sa.Column("key", sa.Integer(), primary_key=True),
        sa.Column("id", sa.Text(), nullable=False, unique=True),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("kind", "asked", "state", "by", "started", "heard")),
        sa.Column("ended", sa.Text(), nullable=True),
        sa.Column("total", sa.Integer(), nullable=True),
        sa.Column("says", sa.Text(), nullable=True),
    )
    op.create_index("jobs_by_kind", "jobs", ["kind", "key"])
    op.create_table(
        "job_items",
        sa.Column("job", sa.Integer(), sa.ForeignKey("jobs.key", ondelete="CASCADE"), primary_key=True),
        sa.Column("n", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("says", sa.Text(), nullable=True),
        sa.Column("article", sa.Text(), nullable=True),
        sa.Column("page", sa.Integer(), sa.ForeignKey("pages.key", ondelete="CASCADE"), nullable=True),
    )
    op.create_index("job_items_by_page", "job_items", ["page"])
    # A text can go once nobody names it: without these, the database reads all evidence to see whether somebody does.
    for table, column in (
        ("evidence", "text"),
        ("front_evidence", "text"),
        ("pages", "raw_text"),
        ("pages", "page_text"),
    ):
        op.create_index(f"{table}_by_{column}", table, [column])
