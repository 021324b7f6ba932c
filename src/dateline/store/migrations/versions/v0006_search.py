"""Fields beside words in one index: what a search asks for is one question to it. And searches that are kept."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from dateline.store.migrations import on_postgresql

revision = "0006"
down_revision = "0005"

# Names stand between two marks, so that a whole name can be asked for and no phrase reaches from one into the next.
_NAME = "char(57345) || ' ' || {0} || ' ' || char(57346)"

_NOW = f"""
CREATE VIEW article_fields_now AS
SELECT a.key AS article,
  a.kind || coalesce((SELECT group_concat(' ' || t.type, '') FROM
    (SELECT DISTINCT type FROM events WHERE article = a.key ORDER BY type) t), '') AS type,
  coalesce((SELECT group_concat(c.country, ' ') FROM
    (SELECT country FROM places WHERE article = a.key AND country IS NOT NULL
     UNION SELECT country FROM entities WHERE article = a.key AND country IS NOT NULL
     UNION SELECT country FROM events WHERE article = a.key AND country IS NOT NULL) c), '') AS country,
  replace(d.day, '-', '')
    || CASE WHEN length(d.day) > 7 THEN ' ' || replace(substr(d.day, 1, 7), '-', '') ELSE '' END
    || CASE WHEN length(d.day) > 4 THEN ' ' || substr(d.day, 1, 4) ELSE '' END
    || ' ' || substr(d.day, 1, 3) || ' ' || substr(d.day, 1, 2) AS date,
  replace(lower(coalesce(a.language, '')), '-', char(57344))
    || CASE WHEN instr(a.language, '-') > 0 THEN ' ' || lower(substr(a.language, 1, instr(a.language, '-') - 1))
       ELSE '' END AS lang,
  coalesce((SELECT group_concat({_NAME.format("n.name")}, ' ') FROM
    (SELECT a.publisher AS name WHERE a.publisher IS NOT NULL UNION SELECT a.agency WHERE a.agency IS NOT NULL
     UNION SELECT a.aggregator WHERE a.aggregator IS NOT NULL
     UNION SELECT d.host WHERE d.host <> '' AND coalesce(a.publisher, a.agency, a.aggregator) IS NULL) n) || ' ', '')
    || d.host AS source,
  coalesce(a.headline, '') || coalesce((SELECT group_concat(' ' || char(57346) || ' ' || b.words, '') FROM
    (SELECT substr(t.content, b.start + 1, b."end" - b.start) AS words FROM blocks b
     WHERE b.article = a.key AND (b.role IN ('headline', 'standfirst') OR b.n = d.opening) ORDER BY b.n) b), '')
    || coalesce((SELECT group_concat(' ' || {_NAME.format("n.name")}, '') FROM
    (SELECT DISTINCT n.name FROM entities e JOIN names n ON n.statement = e.statement
     JOIN evidence v ON v.statement = e.statement AND v.n = 0
     WHERE e.article = a.key AND v."end" <= d.opened) n), '') AS about,
  coalesce((SELECT group_concat({_NAME.format("q.name")}, ' ') FROM
    (SELECT DISTINCT speaker_name AS name FROM quotes WHERE article = a.key AND speaker_name IS NOT NULL) q), '')
    AS said,
  coalesce((SELECT group_concat({_NAME.format("n.name")}, ' ') FROM
    (SELECT DISTINCT n.name FROM entities e JOIN names n ON n.statement = e.statement
     WHERE e.article = a.key) n), '') AS entity
FROM articles a JOIN texts t ON t.key = a.text JOIN (
  SELECT x.key, substr(coalesce(x.published, x.first_seen), 1, 10) AS day,
    lower(substr(u.rest, 1, instr(u.rest || '/', '/') - 1)) AS host, o.n AS opening, coalesce(o."end", 0) AS opened
  FROM articles x JOIN (
    SELECT y.key, CASE WHEN instr(coalesce(y.url, p.url), '://') > 0
      THEN substr(coalesce(y.url, p.url), instr(coalesce(y.url, p.url), '://') + 3) ELSE '' END AS rest
    FROM articles y JOIN pages p ON p.key = y.page) u ON u.key = x.key
  LEFT JOIN blocks o ON o.article = x.key AND o.n =
    (SELECT min(n) FROM blocks WHERE article = x.key AND role = 'paragraph')
) d ON d.key = a.key
"""

_FIELDS = "INSERT INTO article_fields SELECT * FROM article_fields_now"
_COLUMNS = ("type", "country", "date", "lang", "source", "about", "said", "entity")

_WORDS = f"""
CREATE VIEW article_words AS
SELECT a.key AS key, coalesce(a.headline, '') AS headline, t.content AS body, {", ".join(f"f.{c}" for c in _COLUMNS)}
FROM articles a JOIN texts t ON t.key = a.text JOIN article_fields f ON f.article = a.key
"""

_INDEX = f"""
CREATE VIRTUAL TABLE articles_fts USING fts5(headline, body, {", ".join(_COLUMNS)}, content='article_words',
  content_rowid='key', prefix='2 3', tokenize="unicode61 remove_diacritics 2 categories 'L* N* M* Co'")
"""

_ALL = f"headline, body, {', '.join(_COLUMNS)}"
_PUT = f"INSERT INTO articles_fts(rowid, {_ALL}) SELECT key, {_ALL} FROM article_words WHERE key = {{key}}"
_TAKE = f"""INSERT INTO articles_fts(articles_fts, rowid, {_ALL})
  SELECT 'delete', key, {_ALL} FROM article_words WHERE key = {{key}}"""

# Older versions are not found, so they are not in the index; whatever changes a row takes its words out before and puts
# them in after.
_TRIGGERS = (
    ("fields_insert", "AFTER INSERT ON article_fields", "{current}", _PUT.format(key="NEW.article")),
    ("fields_before", "BEFORE UPDATE ON article_fields", "{current}", _TAKE.format(key="OLD.article")),
    ("fields_after", "AFTER UPDATE ON article_fields", "{current}", _PUT.format(key="OLD.article")),
    ("before", "BEFORE UPDATE OF headline, text, current ON articles", "OLD.current", _TAKE.format(key="OLD.key")),
    ("after", "AFTER UPDATE OF headline, text, current ON articles", "NEW.current", _PUT.format(key="OLD.key")),
    ("delete", "BEFORE DELETE ON articles", "OLD.current", _TAKE.format(key="OLD.key")),
)
_IS_CURRENT = "(SELECT current FROM articles WHERE key = NEW.article)"


def upgrade() -> None:
    """Make the table of fields and fill it, make the index of words anew with them, and the table of searches."""
    op.create_table(
        "article_fields",
        sa.Column(
            "article",
            sa.Integer(),
            sa.ForeignKey("articles.key", ondelete="CASCADE"),
            primary_key=True,
            autoincrement=False,
        ),
        *(sa.Column(name, sa.Text(), nullable=False) for name in _COLUMNS),
    )
    op.create_table(
        "saved_searches",
        sa.Column("key", sa.Integer(), primary_key=True),
        sa.Column("name", sa.Text(), nullable=False, unique=True),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("query", "created_at", "by")),
    )
    if on_postgresql.here():
        on_postgresql.index_words()
        op.execute(_FIELDS)
        return
    op.execute(_NOW)
    op.execute(_FIELDS)
    for trigger in ("insert", "delete", "update"):
        op.execute(f"DROP TRIGGER IF EXISTS articles_fts_{trigger}")
    op.execute("DROP TABLE articles_fts")
    op.execute("DROP VIEW article_words")
    op.execute(_WORDS)
    op.execute(_INDEX)
    op.execute(_PUT.replace("key = {key}", "key IN (SELECT key FROM articles WHERE current)"))
    for name, when, holds, does in _TRIGGERS:
        only = holds.format(current=_IS_CURRENT)
        op.execute(f"CREATE TRIGGER articles_fts_{name} {when} WHEN {only} BEGIN {does}; END")
