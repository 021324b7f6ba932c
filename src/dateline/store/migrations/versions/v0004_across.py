"""What many articles tell together: groups (stories, identities, events), who belongs to which, what people decided."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def _text(name: str, *, empty: bool = False, primary: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=empty, primary_key=primary)


def _key() -> sa.Column[int]:
    return sa.Column("key", sa.Integer(), primary_key=True)


def _of(table: str, name: str, *, primary: bool = False, cascade: bool = True) -> sa.Column[int]:
    owner = sa.ForeignKey(f"{table}.key", ondelete="CASCADE") if cascade else sa.ForeignKey(f"{table}.key")
    return sa.Column(name, sa.Integer(), owner, nullable=False, primary_key=primary, autoincrement=False)


def upgrade() -> None:
    """Make the tables, empty: `dateline stories --rebuild` fills them from the articles that are there."""
    op.create_table(
        "groups",
        _key(),
        sa.Column("id", sa.Text(), nullable=False, unique=True),
        _text("kind"),
        _text("label"),
        _text("type", empty=True),
        _text("country", empty=True),
        _text("first", empty=True),
        _text("last", empty=True),
        _text("state"),
        _text("redirects_to", empty=True),
    )
    op.create_index("groups_by_last", "groups", ["kind", "last", "id"])
    op.create_index("groups_by_label", "groups", ["kind", "label"])
    op.create_table(
        "group_words", _text("kind", primary=True), _text("word", primary=True), _of("groups", "group", primary=True)
    )
    op.create_index("group_words_by_group", "group_words", ["group"])
    op.create_table(
        "placings",
        _of("articles", "article", primary=True),
        _of("groups", "story", cascade=False),
        _text("reason"),
        sa.Column("likeness", sa.Float(), nullable=False),
        _text("original"),
        _text("taken", empty=True),
    )
    op.create_index("placings_by_story", "placings", ["story"])
    op.create_index("placings_by_original", "placings", ["original"])
    op.create_table(
        "links",
        _of("statements", "statement", primary=True),
        _of("groups", "group", cascade=False),
        _text("reason"),
        sa.Column("confidence", sa.Float(), nullable=False),
        _text("perhaps", empty=True),
    )
    op.create_index("links_by_group", "links", ["group"])
    op.create_table("terms", _text("term", primary=True), sa.Column("articles", sa.Integer(), nullable=False))
    op.create_table(
        "runs",
        sa.Column("run", sa.BigInteger(), primary_key=True, autoincrement=False),
        _of("articles", "article", primary=True),
        _text("day"),
    )
    op.create_index("runs_by_day", "runs", ["day"])
    op.create_index("runs_by_article", "runs", ["article"])
    _judgements()


def _judgements() -> None:
    op.create_table(
        "judgements",
        _key(),
        sa.Column("id", sa.Text(), nullable=False, unique=True),
        *(_text(name) for name in ("target", "verdict", "by", "at")),
        *(_text(name, empty=True) for name in ("value", "note", "supersedes")),
    )
    op.create_index("judgements_by_target", "judgements", ["target", "at"])
