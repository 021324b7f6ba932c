"""The tables: texts that never change, pages, articles, and statements with their evidence.

Every row has an integer key inside the store; what the world sees (digests, hashes) stands in `id` columns. The value
of a statement is kept whole as JSON, and once more in the tables of `store.typed` to be asked for.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Float, Index, MetaData, Table, Text, UniqueConstraint

from dateline.store.columns import key, number, owner, text, words

HEAD = "0011"
"""The newest migration; a store at this revision is opened without loading Alembic."""

APPLICATION_ID = 0x444C4E45
"""Written into the header of the SQLite file ("DLNE"), so that no other program's file is taken for a store."""

metadata = MetaData()

texts = Table("texts", metadata, key(), Column("id", Text, nullable=False, unique=True), words("content"))

pages = Table(
    "pages",
    metadata,
    key(),
    Column("digest", Text, nullable=False, unique=True),
    words("id"),
    Column("url", Text, index=True),
    words("media_type"),
    Column("fetched", Text),
    Column("published", Text),
    Column("title", Text),
    words("read_as"),
    words("pairs"),
    Column("encoding", Text),
    number("replaced_characters"),
    words("notes"),
    text("raw_text"),
    text("page_text"),
    Column("reason", Text),
    words("reading"),
    words("added_at"),
    Column("listed", Text),
    Index("pages_by_added", "added_at"),
    Index("pages_by_raw_text", "raw_text"),
    Index("pages_by_page_text", "page_text"),
)

articles = Table(
    "articles",
    metadata,
    key(),
    Column("id", Text, nullable=False, unique=True),
    owner("pages", "page"),
    number("n"),
    words("kind"),
    text(),
    Column("url", Text),
    Column("canonical_url", Text),
    Column("language", Text),
    Column("section", Text),
    Column("headline", Text),
    Column("publisher", Text),
    Column("agency", Text),
    Column("aggregator", Text),
    Column("published", Text),
    Column("published_precision", Text),
    words("reasons"),
    words("reader"),
    words("record_reasons"),
    words("first_seen"),
    words("dated"),
    Column("supersedes", Text),
    Column("current", Boolean, nullable=False),
    words("story"),
    UniqueConstraint("page", "n"),
    Index("articles_by_date", "current", "kind", "dated", "id"),
    Index("articles_by_age", "current", "dated", "id"),
    Index("articles_by_story", "story"),
    Index("articles_by_supersedes", "supersedes"),
    Index("articles_by_text", "text"),
)

article_fields = Table(
    "article_fields",
    metadata,
    owner("articles", "article", primary=True),
    *(words(name) for name in ("type", "country", "date", "lang", "source", "about", "said", "entity")),
)
"""What the fields of a search ask for, in words: one index holds these beside headline and text.

The view `article_fields_now` says what they are by the rows of an article's facts (see `store.fields`).
"""

changes = Table(
    "changes",
    metadata,
    owner("articles", "article", primary=True),
    words("before"),
    words("kept"),
)
"""How an article differs from the one it replaces (`before`): the stretches both have, as JSON (place, place, length).

What stands between them was removed from the one or added in the other (see `model.changes.changes_of`).
"""

blocks = Table(
    "blocks",
    metadata,
    owner("articles", "article", primary=True),
    number("n", primary=True),
    number("start"),
    number("end"),
    number("page_start"),
    number("page_end"),
    words("role"),
    Column("path", Text),
)

dropped = Table(
    "dropped",
    metadata,
    owner("pages", "page", primary=True),
    number("n", primary=True),
    number("start"),
    number("end"),
    words("role"),
)

front = Table(
    "front",
    metadata,
    key(),
    owner("articles", "article"),
    words("field"),
    number("n"),
    words("value"),
    words("basis"),
    Column("precision", Text),
    UniqueConstraint("article", "field", "n"),
)

front_evidence = Table(
    "front_evidence",
    metadata,
    owner("front", "front", primary=True),
    number("n", primary=True),
    text(),
    number("start"),
    number("end"),
    words("exact"),
    Index("front_evidence_by_text", "text"),
)

statements = Table(
    "statements",
    metadata,
    key(),
    Column("id", Text, nullable=False, unique=True),
    owner("articles", "article"),
    words("kind"),
    number("n"),
    words("value"),
    Column("confidence", Float, nullable=False),
    Column("reason", Text),
    words("origin_step"),
    words("origin_version"),
    Column("origin_model", Text),
    Index("statements_by_article", "article", "kind", "n"),
    Index("statements_by_confidence", "kind", "confidence", "key"),
)

evidence = Table(
    "evidence",
    metadata,
    owner("statements", "statement", primary=True),
    number("n", primary=True),
    text(),
    number("start"),
    number("end"),
    words("exact"),
    Index("evidence_by_text", "text"),
)

saved_searches = Table(
    "saved_searches",
    metadata,
    key(),
    Column("name", Text, nullable=False, unique=True),
    words("query"),
    words("created_at"),
    words("by"),
)
