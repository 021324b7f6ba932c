"""The index of words in PostgreSQL: a tsvector an article under a GIN index, written with the article's fields."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ARRAY,
    Boolean,
    Column,
    ColumnElement,
    Connection,
    Float,
    Integer,
    MetaData,
    Select,
    Table,
    bindparam,
    cast,
    func,
    literal,
    literal_column,
    select,
    text,
)
from sqlalchemy.dialects.postgresql import TSQUERY, TSVECTOR

from dateline.store import schema
from dateline.store.batches import batches
from dateline.store.query import Part
from dateline.store.words import tokens
from dateline.store.words.tsquery import query_of, vector_of

MOST_RANKED = 1000
"""So many articles that fit are ranked, those added last: each tsvector has to be fetched and unpacked for it."""
_WEIGHTS: ColumnElement[list[float]] = literal_column("'{0.2, 0, 0, 1}'::float4[]")
"""Of the body, of fields, of nothing, and of the headline."""
_LOG_OF_LENGTH = 1
_V = Table(
    "article_vectors",
    MetaData(),
    Column("article", Integer, primary_key=True),
    Column("current", Boolean),
    Column("words", TSVECTOR),
)
_LAST_FIRST = literal_column("(article_vectors.article + 0)", Integer).desc()
"""The latest first, along no index: to walk along the keys is to fetch and unpack the words of every article."""
_FIELDS = tuple(c.name for c in schema.article_fields.c if not c.primary_key)
_KEEP = text(
    "INSERT INTO article_vectors (article, current, words) VALUES (:article, :current, CAST(:words AS tsvector)) "
    "ON CONFLICT (article) DO UPDATE SET current = excluded.current, words = excluded.words"
)
_BY_INDEX = text("SET LOCAL enable_seqscan = off")
_ASTRAY = text(
    "SELECT count(*) FROM articles a FULL JOIN article_vectors v ON v.article = a.key "
    "WHERE a.key IS NULL OR v.article IS NULL OR a.current <> v.current"
)


class Tsvector:
    """The words of a database."""

    def ready(self, connection: Connection) -> None:
        """Have the index asked in this transaction: the planner does not count what it takes to unpack the words."""
        connection.execute(_BY_INDEX)

    def expression(self, part: Part, now: datetime) -> str:
        """Return a query as a tsquery."""
        return query_of(part, now)

    def last(self, match: str, most: int, *, above: int = 0) -> Select[tuple[int]]:
        """Return the query for those added last."""
        newer = [_V.c.article > above] if above else []
        found = select(_V.c.article.label("key")).where(*_matches(match), *newer)
        return found.order_by(_LAST_FIRST).limit(most)

    def among(self, match: str, keys: Sequence[int]) -> Select[tuple[int]]:
        """Return the query for those of some articles that match."""
        return select(_V.c.article.label("key")).where(*_matches(match), _V.c.article.in_(keys))

    def best(self, match: str, most: int) -> Select[tuple[int, float]]:
        """Return the query for the best by rank, with its sign turned: the lower the better."""
        last = select(_V.c.article).where(*_matches(match)).order_by(_LAST_FIRST).limit(MOST_RANKED).subquery()
        rank = -func.ts_rank(_WEIGHTS, _V.c.words, _query(match), _LOG_OF_LENGTH, type_=Float)
        found = select(_V.c.article.label("key"), rank.label("score")).join(last, last.c.article == _V.c.article)
        each = found.subquery()
        return select(each.c.key, each.c.score).order_by(each.c.score, each.c.key.desc()).limit(most)

    def every(self, match: str) -> Select[tuple[int]]:
        """Return the query for all that match."""
        return select(_V.c.article).where(*_matches(match))

    def keyed(self, keys: Sequence[int]) -> Any:
        """Return keys as a subquery, handed over as an array."""
        return select(func.unnest(cast(bindparam(None, list(keys), ARRAY(Integer)), ARRAY(Integer)))).scalar_subquery()

    def unindexed(self, column: ColumnElement[int]) -> ColumnElement[int]:
        """Return the column behind a plus: an expression that no index knows."""
        return literal_column(f"+{column}", Integer)

    def marked(self, connection: Connection, marks: str, texts: Mapping[int, str], *, prefixed: bool) -> dict[int, str]:
        """Return texts with marks around the words that matched, as FTS5 marks them."""
        return tokens.marked(texts, marks)

    def keep(self, connection: Connection, articles: Sequence[int]) -> None:
        """Write the words of articles."""
        a, t, f = schema.articles, schema.texts, schema.article_fields
        asked = (
            select(a.c.key, a.c.current, func.coalesce(a.c.headline, "").label("headline"), t.c.content.label("body"))
            .add_columns(*(f.c[name] for name in _FIELDS))
            .join_from(a, t, t.c.key == a.c.text)
            .join(f, f.c.article == a.c.key)
        )
        columns = ("headline", "body", *_FIELDS)
        for batch in batches(articles):
            rows = connection.execute(asked.where(a.c.key.in_(batch))).mappings().all()
            found = tokens.words_at(columns, [[row[name] for name in columns] for row in rows])
            said = [
                {"article": row["key"], "current": row["current"], "words": vector_of(places)}
                for row, places in zip(rows, found, strict=True)
            ]
            if said:
                connection.execute(_KEEP, said)

    def complete(self, connection: Connection) -> None:
        """Write the words of articles that lack them: a migration leaves it to be done here."""
        a, f = schema.articles.c, schema.article_fields.c
        lacking = select(a.key).join(schema.article_fields, f.article == a.key).outerjoin(_V, _V.c.article == a.key)
        self.keep(connection, list(connection.execute(lacking.where(_V.c.article.is_(None))).scalars()))

    def astray(self, connection: Connection) -> int:
        """Return how many articles have no words, words of none, or are current in one place alone."""
        return int(connection.execute(_ASTRAY).scalar_one())


def _query(match: str) -> Any:
    return cast(literal(match), TSQUERY)


def _matches(match: str) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return _V.c.words.op("@@")(_query(match)), _V.c.current.is_(True)
