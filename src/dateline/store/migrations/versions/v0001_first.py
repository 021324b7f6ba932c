"""The first schema: texts, pages, articles, statements and their evidence, and the index of words.

Evidence that does not read back is refused here, by the database itself: no way of writing goes round it.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from dateline.store.migrations import on_postgresql
from dateline.store.schema import APPLICATION_ID

revision = "0001"
down_revision = None

# Evidence is a stretch of a stored text: the words there, and their length, must be the words given. SQLite counts code
# points in substr and length, as we do; no text holds a NUL, at which it would stop.
_READS_BACK = """
CREATE TRIGGER {table}_reads_back_{when} BEFORE {event} ON {table}
WHEN NEW.start < 0 OR length(NEW.exact) <> NEW."end" - NEW.start OR NEW."end" <= NEW.start OR NOT EXISTS (
  SELECT 1 FROM texts WHERE key = NEW.text AND substr(content, NEW.start + 1, NEW."end" - NEW.start) = NEW.exact)
BEGIN SELECT RAISE(ABORT, 'evidence does not read back'); END
"""

_TEXTS_NEVER_CHANGE = """
CREATE TRIGGER texts_never_change BEFORE UPDATE ON texts
BEGIN SELECT RAISE(ABORT, 'a text never changes'); END
"""

# The index of words keeps no copy of the texts; it reads them through this view. Marks of Indic and other scripts are
# parts of their words (SQLite's default takes them for gaps).
_WORDS = (
    """
CREATE VIEW article_words AS
SELECT a.key AS key, coalesce(a.headline, '') AS headline, t.content AS body
FROM articles a JOIN texts t ON t.key = a.text
""",
    """
CREATE VIRTUAL TABLE articles_fts USING fts5(headline, body, content='article_words', content_rowid='key',
  tokenize="unicode61 remove_diacritics 2 categories 'L* N* M* Co'")
""",
    """
CREATE TRIGGER articles_fts_insert AFTER INSERT ON articles BEGIN
  INSERT INTO articles_fts(rowid, headline, body) SELECT key, headline, body FROM article_words WHERE key = NEW.key;
END
""",
    """
CREATE TRIGGER articles_fts_delete BEFORE DELETE ON articles BEGIN
  INSERT INTO articles_fts(articles_fts, rowid, headline, body)
  SELECT 'delete', key, headline, body FROM article_words WHERE key = OLD.key;
END
""",
    """
CREATE TRIGGER articles_fts_update AFTER UPDATE OF headline, text ON articles BEGIN
  INSERT INTO articles_fts(articles_fts, rowid, headline, body)
  SELECT 'delete', OLD.key, coalesce(OLD.headline, ''), content FROM texts WHERE key = OLD.text;
  INSERT INTO articles_fts(rowid, headline, body) SELECT key, headline, body FROM article_words WHERE key = NEW.key;
END
""",
)


def upgrade() -> None:
    """Make the tables, the triggers that guard them, and the index of words."""
    _texts_pages_articles()
    _statements()
    _typed()
    if on_postgresql.here():
        on_postgresql.guard()
        return
    _guard()
    for statement in _WORDS:
        op.execute(statement)
    op.execute(f"PRAGMA application_id = {APPLICATION_ID}")


def _guard() -> None:
    """Make the triggers that hold evidence to its text."""
    op.execute(_TEXTS_NEVER_CHANGE)
    for table in ("evidence", "front_evidence"):
        for event in ("INSERT", "UPDATE"):
            op.execute(_READS_BACK.format(table=table, when=event.lower(), event=event))


def _texts_pages_articles() -> None:
    """Make the tables of what was read."""
    op.create_table(
        "texts",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key"),
        sa.UniqueConstraint("id"),
    )
    op.create_table(
        "pages",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("url", sa.Text()),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("fetched", sa.Text()),
        sa.Column("published", sa.Text()),
        sa.Column("title", sa.Text()),
        sa.Column("read_as", sa.Text(), nullable=False),
        sa.Column("pairs", sa.Text(), nullable=False),
        sa.Column("encoding", sa.Text()),
        sa.Column("replaced_characters", sa.Integer(), nullable=False),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("raw_text", sa.Integer(), nullable=False),
        sa.Column("page_text", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text()),
        sa.Column("reading", sa.Text(), nullable=False),
        sa.Column("added_at", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["page_text"], ["texts.key"]),
        sa.ForeignKeyConstraint(["raw_text"], ["texts.key"]),
        sa.PrimaryKeyConstraint("key"),
        sa.UniqueConstraint("digest"),
    )
    op.create_index("ix_pages_url", "pages", ["url"], postgresql_using="hash")
    op.create_table(
        "articles",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("text", sa.Integer(), nullable=False),
        sa.Column("url", sa.Text()),
        sa.Column("canonical_url", sa.Text()),
        sa.Column("language", sa.Text()),
        sa.Column("section", sa.Text()),
        sa.Column("headline", sa.Text()),
        sa.Column("publisher", sa.Text()),
        sa.Column("agency", sa.Text()),
        sa.Column("aggregator", sa.Text()),
        sa.Column("published", sa.Text()),
        sa.Column("published_precision", sa.Text()),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("reader", sa.Text(), nullable=False),
        sa.Column("record_reasons", sa.Text(), nullable=False),
        sa.Column("first_seen", sa.Text(), nullable=False),
        sa.Column("dated", sa.Text(), nullable=False),
        sa.Column("supersedes", sa.Text()),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.Column("story", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["page"], ["pages.key"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["text"], ["texts.key"]),
        sa.PrimaryKeyConstraint("key"),
        sa.UniqueConstraint("id"),
        sa.UniqueConstraint("page", "n"),
    )
    op.create_index("articles_by_date", "articles", ["current", "kind", "dated", "id"])
    op.create_index("articles_by_story", "articles", ["story"])
    op.create_index("articles_by_text", "articles", ["text"])
    op.create_table(
        "dropped",
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["page"], ["pages.key"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("page", "n"),
    )
    op.create_table(
        "blocks",
        sa.Column("article", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("page_start", sa.Integer(), nullable=False),
        sa.Column("page_end", sa.Integer(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("path", sa.Text()),
        sa.ForeignKeyConstraint(["article"], ["articles.key"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("article", "n"),
    )
    op.create_table(
        "front",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("article", sa.Integer(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("precision", sa.Text()),
        sa.ForeignKeyConstraint(["article"], ["articles.key"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("key"),
        sa.UniqueConstraint("article", "field", "n"),
    )
    op.create_table(
        "front_evidence",
        sa.Column("front", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("text", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("exact", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["front"], ["front.key"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["text"], ["texts.key"]),
        sa.PrimaryKeyConstraint("front", "n"),
    )


def _statements() -> None:
    """Make the tables of what it says."""
    op.create_table(
        "statements",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("article", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("reason", sa.Text()),
        sa.Column("origin_step", sa.Text(), nullable=False),
        sa.Column("origin_version", sa.Text(), nullable=False),
        sa.Column("origin_model", sa.Text()),
        sa.ForeignKeyConstraint(["article"], ["articles.key"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("key"),
        sa.UniqueConstraint("id"),
    )
    op.create_index("statements_by_article", "statements", ["article", "kind", "n"])
    op.create_table(
        "evidence",
        sa.Column("statement", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("text", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("exact", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["statement"], ["statements.key"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["text"], ["texts.key"]),
        sa.PrimaryKeyConstraint("statement", "n"),
    )


def _typed() -> None:
    """Make the columns to ask by."""
    op.create_table(
        "entities",
        sa.Column("statement", sa.Integer(), nullable=False),
        sa.Column("article", sa.Integer(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("country", sa.Text()),
        sa.Column("sector", sa.Text()),
        sa.Column("code", sa.Text()),
        sa.ForeignKeyConstraint(["article"], ["articles.key"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["statement"], ["statements.key"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("statement"),
    )
    op.create_index("entities_by_article", "entities", ["article"])
    op.create_index("entities_by_code", "entities", ["code"])
    op.create_index("entities_by_country", "entities", ["country"])
    op.create_table(
        "events",
        sa.Column("statement", sa.Integer(), nullable=False),
        sa.Column("article", sa.Integer(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("mode", sa.Text()),
        sa.Column("quad", sa.Integer(), nullable=False),
        sa.Column("intensity", sa.Float(), nullable=False),
        sa.Column("factuality", sa.Text(), nullable=False),
        sa.Column("earliest", sa.Text()),
        sa.Column("latest", sa.Text()),
        sa.Column("geonames_id", sa.Integer()),
        sa.Column("country", sa.Text()),
        sa.ForeignKeyConstraint(["article"], ["articles.key"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["statement"], ["statements.key"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("statement"),
    )
    op.create_index("events_by_article", "events", ["article"])
    op.create_index("events_by_date", "events", ["earliest"])
    op.create_index("events_by_type", "events", ["type", "earliest"])
    op.create_table(
        "figures",
        sa.Column("statement", sa.Integer(), nullable=False),
        sa.Column("article", sa.Integer(), nullable=False),
        sa.Column("measure", sa.Text()),
        sa.Column("low", sa.Float()),
        sa.Column("high", sa.Float()),
        sa.Column("unit", sa.Text()),
        sa.Column("as_of", sa.Text()),
        sa.ForeignKeyConstraint(["article"], ["articles.key"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["statement"], ["statements.key"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("statement"),
    )
    op.create_index("figures_by_article", "figures", ["article"])
    op.create_index("figures_by_measure", "figures", ["measure", "as_of"])
    op.create_table(
        "names",
        sa.Column("statement", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["statement"], ["statements.key"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("statement", "name"),
    )
    op.create_index("names_by_name", "names", ["name"])
    op.create_table(
        "parties",
        sa.Column("statement", sa.Integer(), nullable=False),
        sa.Column("side", sa.Text(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text()),
        sa.Column("sector", sa.Text()),
        sa.Column("name", sa.Text()),
        sa.ForeignKeyConstraint(["statement"], ["statements.key"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("statement", "side", "n"),
    )
    op.create_index("parties_by_code", "parties", ["code", "side"])
    op.create_table(
        "places",
        sa.Column("statement", sa.Integer(), nullable=False),
        sa.Column("article", sa.Integer(), nullable=False),
        sa.Column("geonames_id", sa.Integer()),
        sa.Column("name", sa.Text()),
        sa.Column("country", sa.Text()),
        sa.Column("lat", sa.Float()),
        sa.Column("lon", sa.Float()),
        sa.ForeignKeyConstraint(["article"], ["articles.key"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["statement"], ["statements.key"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("statement"),
    )
    op.create_index("places_by_article", "places", ["article"])
    op.create_index("places_by_country", "places", ["country"])
    op.create_index("places_by_geonames_id", "places", ["geonames_id"])
    op.create_table(
        "quotes",
        sa.Column("statement", sa.Integer(), nullable=False),
        sa.Column("article", sa.Integer(), nullable=False),
        sa.Column("manner", sa.Text(), nullable=False),
        sa.Column("speaker", sa.Text()),
        sa.Column("speaker_name", sa.Text()),
        sa.Column("source", sa.Text()),
        sa.ForeignKeyConstraint(["article"], ["articles.key"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["statement"], ["statements.key"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("statement"),
    )
    op.create_index("ix_quotes_speaker_name", "quotes", ["speaker_name"])
    op.create_index("quotes_by_article", "quotes", ["article"])
    op.create_table(
        "times",
        sa.Column("statement", sa.Integer(), nullable=False),
        sa.Column("article", sa.Integer(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("value", sa.Text()),
        sa.ForeignKeyConstraint(["article"], ["articles.key"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["statement"], ["statements.key"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("statement"),
    )
    op.create_index("ix_times_value", "times", ["value"])
    op.create_index("times_by_article", "times", ["article"])
