"""What a review asks for: judgements by page, by time and by what they replace; the facts of least confidence."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add the column and the indexes; judgements made before are all of groups, which are no page's."""
    op.add_column("judgements", sa.Column("page", sa.Text(), nullable=True))
    op.create_index("judgements_by_page", "judgements", ["page"])
    op.create_index("judgements_by_supersedes", "judgements", ["supersedes"])
    op.create_index("judgements_by_time", "judgements", ["at"])
    op.create_index("statements_by_confidence", "statements", ["kind", "confidence", "key"])
