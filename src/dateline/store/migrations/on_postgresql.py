"""What the first revisions say in SQLite's own words (triggers, views, the index of words), said to PostgreSQL.

No store was in PostgreSQL before these revisions. As in every revision, what is said here stays; later ones change it.
"""

from __future__ import annotations

from alembic import op

from dateline.store.migrations.fields_on_postgresql import FIELDS_NOW

# Evidence is a stretch of a stored text: the words there, and their length, must be the words given. PostgreSQL counts
# code points in substr and length where the database keeps Unicode, and takes no NUL.
_READS_BACK = """
CREATE FUNCTION evidence_reads_back() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.start < 0 OR NEW."end" <= NEW.start OR length(NEW.exact) <> NEW."end" - NEW.start OR NOT EXISTS (
    SELECT 1 FROM texts WHERE key = NEW.text AND substr(content, NEW.start + 1, NEW."end" - NEW.start) = NEW.exact)
  THEN RAISE EXCEPTION 'evidence does not read back' USING ERRCODE = 'check_violation'; END IF;
  RETURN NEW;
END $$
"""
_TEXTS_NEVER_CHANGE = (
    """
CREATE FUNCTION text_never_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'a text never changes' USING ERRCODE = 'check_violation'; END $$
""",
    "CREATE TRIGGER texts_never_change BEFORE UPDATE ON texts FOR EACH ROW EXECUTE FUNCTION text_never_changes()",
)
# The words are out of the way of the rows, so that to look through thousands of rows reads few pages.
_VECTORS = (
    """
CREATE TABLE article_vectors (
  article INTEGER PRIMARY KEY REFERENCES articles (key) ON DELETE CASCADE,
  current BOOLEAN NOT NULL,
  words TSVECTOR NOT NULL
) WITH (toast_tuple_target = 128)
""",
    "CREATE INDEX article_vectors_by_word ON article_vectors USING gin (words)",
    """
CREATE FUNCTION article_vectors_stay_current() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN UPDATE article_vectors SET current = NEW.current WHERE article = NEW.key; RETURN NULL; END $$
""",
    """
CREATE TRIGGER article_vectors_stay_current AFTER UPDATE OF current ON articles
FOR EACH ROW WHEN (OLD.current <> NEW.current) EXECUTE FUNCTION article_vectors_stay_current()
""",
)


def here() -> bool:
    """Say whether the store that is being migrated is in PostgreSQL."""
    return op.get_bind().dialect.name == "postgresql"


def guard() -> None:
    """Make the triggers that hold evidence to its text, and keep texts as they are."""
    op.execute(_READS_BACK)
    for table in ("evidence", "front_evidence"):
        op.execute(
            f"CREATE TRIGGER {table}_reads_back BEFORE INSERT OR UPDATE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION evidence_reads_back()"
        )
    for statement in _TEXTS_NEVER_CHANGE:
        op.execute(statement)


def index_words() -> None:
    """Make the view of what fields hold, and the index of words; `words.tsvector` writes the words once all is done."""
    op.execute(FIELDS_NOW)
    for statement in _VECTORS:
        op.execute(statement)
