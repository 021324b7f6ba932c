"""What changed between versions: a diff is kept with each article that replaces another one."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from dateline.store.history import kept

revision = "0002"
down_revision = "0001"

_PAIRS = """
SELECT a.key AS article, a.supersedes AS before, old_text.content AS old, new_text.content AS new
FROM articles a JOIN articles b ON b.id = a.supersedes
JOIN texts new_text ON new_text.key = a.text JOIN texts old_text ON old_text.key = b.text
"""


def upgrade() -> None:
    """Make the table, and work out the diffs of the versions that are there already."""
    changes = op.create_table(
        "changes",
        sa.Column("article", sa.Integer(), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("kept", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["article"], ["articles.key"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("article"),
    )
    connection = op.get_bind()
    for row in connection.execute(sa.text(_PAIRS)).all():
        said = {"article": row.article, "before": row.before, "kept": kept(row.old, row.new)}
        connection.execute(changes.insert(), said)
