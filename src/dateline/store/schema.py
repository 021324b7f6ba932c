"""The tables: texts that never change, pages, articles, statements with their evidence, and columns to ask by.

Every row has an integer key inside the store; what the world sees (digests, hashes) stands in `id` columns. The value
of a statement is kept whole as JSON, and once more in the typed tables (quotes, figures, events …) to be asked for.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

HEAD = "0010"
"""The newest migration; a store at this revision is opened without loading Alembic."""

APPLICATION_ID = 0x444C4E45
"""Written into the header of the SQLite file ("DLNE"), so that no other program's file is taken for a store."""

metadata = MetaData()


def _key() -> Column[int]:
    return Column("key", Integer, primary_key=True)


def _owner(table: str, name: str, *, primary: bool = False) -> Column[int]:
    """Return a column that names its owner's row; the row goes when its owner goes."""
    return Column(name, Integer, ForeignKey(f"{table}.key", ondelete="CASCADE"), nullable=False, primary_key=primary)


def _text(name: str = "text") -> Column[int]:
    return Column(name, Integer, ForeignKey("texts.key"), nullable=False)


def _number(name: str, *, primary: bool = False) -> Column[int]:
    return Column(name, Integer, nullable=False, primary_key=primary, autoincrement=False)


def _words(name: str) -> Column[str]:
    return Column(name, Text, nullable=False)


texts = Table("texts", metadata, _key(), Column("id", Text, nullable=False, unique=True), _words("content"))

pages = Table(
    "pages",
    metadata,
    _key(),
    Column("digest", Text, nullable=False, unique=True),
    _words("id"),
    Column("url", Text, index=True),
    _words("media_type"),
    Column("fetched", Text),
    Column("published", Text),
    Column("title", Text),
    _words("read_as"),
    _words("pairs"),
    Column("encoding", Text),
    _number("replaced_characters"),
    _words("notes"),
    _text("raw_text"),
    _text("page_text"),
    Column("reason", Text),
    _words("reading"),
    _words("added_at"),
    Column("listed", Text),
    Index("pages_by_added", "added_at"),
    Index("pages_by_raw_text", "raw_text"),
    Index("pages_by_page_text", "page_text"),
)

articles = Table(
    "articles",
    metadata,
    _key(),
    Column("id", Text, nullable=False, unique=True),
    _owner("pages", "page"),
    _number("n"),
    _words("kind"),
    _text(),
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
    _words("reasons"),
    _words("reader"),
    _words("record_reasons"),
    _words("first_seen"),
    _words("dated"),
    Column("supersedes", Text),
    Column("current", Boolean, nullable=False),
    _words("story"),
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
    _owner("articles", "article", primary=True),
    *(_words(name) for name in ("type", "country", "date", "lang", "source", "about", "said", "entity")),
)
"""What the fields of a search ask for, in words: one index holds these beside headline and text.

The view `article_fields_now` says what they are by the rows of an article's facts (see `store.fields`).
"""

changes = Table(
    "changes",
    metadata,
    _owner("articles", "article", primary=True),
    _words("before"),
    _words("kept"),
)
"""How an article differs from the one it replaces (`before`): the stretches both have, as JSON (place, place, length).

What stands between them was removed from the one or added in the other (see `model.changes.changes_of`).
"""

blocks = Table(
    "blocks",
    metadata,
    _owner("articles", "article", primary=True),
    _number("n", primary=True),
    _number("start"),
    _number("end"),
    _number("page_start"),
    _number("page_end"),
    _words("role"),
    Column("path", Text),
)

dropped = Table(
    "dropped",
    metadata,
    _owner("pages", "page", primary=True),
    _number("n", primary=True),
    _number("start"),
    _number("end"),
    _words("role"),
)

front = Table(
    "front",
    metadata,
    _key(),
    _owner("articles", "article"),
    _words("field"),
    _number("n"),
    _words("value"),
    _words("basis"),
    Column("precision", Text),
    UniqueConstraint("article", "field", "n"),
)

front_evidence = Table(
    "front_evidence",
    metadata,
    _owner("front", "front", primary=True),
    _number("n", primary=True),
    _text(),
    _number("start"),
    _number("end"),
    _words("exact"),
    Index("front_evidence_by_text", "text"),
)

statements = Table(
    "statements",
    metadata,
    _key(),
    Column("id", Text, nullable=False, unique=True),
    _owner("articles", "article"),
    _words("kind"),
    _number("n"),
    _words("value"),
    Column("confidence", Float, nullable=False),
    Column("reason", Text),
    _words("origin_step"),
    _words("origin_version"),
    Column("origin_model", Text),
    Index("statements_by_article", "article", "kind", "n"),
    Index("statements_by_confidence", "kind", "confidence", "key"),
)

evidence = Table(
    "evidence",
    metadata,
    _owner("statements", "statement", primary=True),
    _number("n", primary=True),
    _text(),
    _number("start"),
    _number("end"),
    _words("exact"),
    Index("evidence_by_text", "text"),
)

quotes = Table(
    "quotes",
    metadata,
    _owner("statements", "statement", primary=True),
    _owner("articles", "article"),
    _words("manner"),
    Column("speaker", Text),
    Column("speaker_name", Text),
    Column("source", Text),
    Index("quotes_by_speaker", "speaker_name", "article"),
    Index("quotes_by_article", "article"),
)

figures = Table(
    "figures",
    metadata,
    _owner("statements", "statement", primary=True),
    _owner("articles", "article"),
    Column("measure", Text),
    Column("low", Float),
    Column("high", Float),
    Column("unit", Text),
    Column("as_of", Text),
    Index("figures_by_measure", "measure", "as_of"),
    Index("figures_by_article", "article"),
)

events = Table(
    "events",
    metadata,
    _owner("statements", "statement", primary=True),
    _owner("articles", "article"),
    _words("type"),
    Column("mode", Text),
    _number("quad"),
    Column("intensity", Float, nullable=False),
    _words("factuality"),
    Column("earliest", Text),
    Column("latest", Text),
    Column("geonames_id", Integer),
    Column("country", Text),
    Column("id", Text, nullable=False, server_default=""),
    Column("dated", Text, nullable=False, server_default=""),
    Index("events_by_type", "type", "dated", "id", "article"),
    Index("events_by_date", "dated", "id", "article"),
    Index("events_by_country", "country", "article"),
    Index("events_by_article", "article"),
)
"""The list of events runs along (`dated`, `id`), the first day or nothing and the statement's id, without sorting."""

parties = Table(
    "parties",
    metadata,
    _owner("statements", "statement", primary=True),
    Column("side", Text, primary_key=True),
    _number("n", primary=True),
    Column("code", Text),
    Column("sector", Text),
    Column("name", Text),
    Index("parties_by_code", "code", "side"),
)

entities = Table(
    "entities",
    metadata,
    _owner("statements", "statement", primary=True),
    _owner("articles", "article"),
    _words("label"),
    _words("type"),
    Column("country", Text),
    Column("sector", Text),
    Column("code", Text),
    Index("entities_by_code", "code"),
    Index("entities_by_country", "country", "article"),
    Index("entities_by_article", "article"),
)

names = Table(
    "names",
    metadata,
    _owner("statements", "statement", primary=True),
    Column("name", Text, primary_key=True),
    Index("names_by_name", "name", "statement"),
)
"""The label and aliases of each entity, case folded."""

places = Table(
    "places",
    metadata,
    _owner("statements", "statement", primary=True),
    _owner("articles", "article"),
    Column("geonames_id", Integer),
    Column("name", Text),
    Column("country", Text),
    Column("lat", Float),
    Column("lon", Float),
    Index("places_by_geonames_id", "geonames_id"),
    Index("places_by_country", "country", "article"),
    Index("places_by_article", "article"),
)

times = Table(
    "times",
    metadata,
    _owner("statements", "statement", primary=True),
    _owner("articles", "article"),
    _words("type"),
    Column("value", Text, index=True),
    Index("times_by_article", "article"),
)

saved_searches = Table(
    "saved_searches",
    metadata,
    _key(),
    Column("name", Text, nullable=False, unique=True),
    _words("query"),
    _words("created_at"),
    _words("by"),
)
