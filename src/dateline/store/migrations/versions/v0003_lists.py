"""Lists that stay quick in a large store: events know their own order, and indexes hold all that a list asks for."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from dateline.store.migrations import on_postgresql

revision = "0003"
down_revision = "0002"

_OLD = {
    "events_by_type": "events",
    "events_by_date": "events",
    "entities_by_country": "entities",
    "names_by_name": "names",
    "places_by_country": "places",
    "ix_quotes_speaker_name": "quotes",
}
_NEW = {
    "articles_by_age": ("articles", ["current", "dated", "id"]),
    "articles_by_supersedes": ("articles", ["supersedes"]),
    "events_by_type": ("events", ["type", "dated", "id", "article"]),
    "events_by_date": ("events", ["dated", "id", "article"]),
    "events_by_country": ("events", ["country", "article"]),
    "entities_by_country": ("entities", ["country", "article"]),
    "names_by_name": ("names", ["name", "statement"]),
    "places_by_country": ("places", ["country", "article"]),
    "quotes_by_speaker": ("quotes", ["speaker_name", "article"]),
}

# As it was made first, and with the beginnings of words: flood* is then as quick as a word.
_WORDS = """
CREATE VIRTUAL TABLE articles_fts USING fts5(headline, body, content='article_words', content_rowid='key', prefix='2 3',
  tokenize="unicode61 remove_diacritics 2 categories 'L* N* M* Co'")
"""


def upgrade() -> None:
    """Add the columns and fill them, then make the indexes and the index of words anew."""
    for name in ("id", "dated"):
        op.add_column("events", sa.Column(name, sa.Text(), nullable=False, server_default=""))
    op.execute(
        "UPDATE events SET dated = coalesce(earliest, ''), "
        "id = (SELECT s.id FROM statements s WHERE s.key = events.statement)"
    )
    for index, table in _OLD.items():
        op.drop_index(index, table)
    for index, (table, columns) in _NEW.items():
        op.create_index(index, table, columns)
    if on_postgresql.here():
        return
    op.execute("DROP TABLE articles_fts")
    op.execute(_WORDS)
    op.execute("INSERT INTO articles_fts(articles_fts) VALUES ('rebuild')")
