"""The index of words in SQLite: FTS5, kept up to date by triggers (see the migrations)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Float,
    Integer,
    Select,
    bindparam,
    column,
    func,
    literal_column,
    select,
    table,
    text,
)

from dateline.store import schema
from dateline.store.matching import expression
from dateline.store.query import Part
from dateline.store.words.index import MARK, UNMARK

MOST_RANKED = 10_000
"""So many articles that fit are ranked, those added last; a word that is in more of them says little about any."""
_FTS = table("articles_fts", column("rowid", Integer))
_MATCH: ColumnElement[str] = literal_column("articles_fts")
_WEIGHTS = (5.0, 1.0)
"""Of headline and body; the columns behind them are fields, which rank nothing."""
_FIELDS = len(schema.article_fields.c) - 1


class FTS5:
    """The words of a file."""

    def ready(self, connection: Connection) -> None:
        """Do nothing: there is no other way than the index."""

    def expression(self, part: Part, now: datetime) -> str:
        """Return a query in the language of FTS5."""
        return expression(part, now)

    def last(self, match: str, most: int, *, above: int = 0) -> Select[tuple[int]]:
        """Return the query for those added last: rows come in that order without any work."""
        key = _FTS.c.rowid.label("key")
        return select(key).where(_matches(match), _FTS.c.rowid > above).order_by(_FTS.c.rowid.desc()).limit(most)

    def among(self, match: str, keys: Sequence[int]) -> Select[tuple[int]]:
        """Return the query for those of some articles that match: the index is asked once, not for each of them."""
        rowid = literal_column("+articles_fts.rowid", Integer)
        return select(_FTS.c.rowid.label("key")).where(_matches(match), rowid.in_(keys))

    def best(self, match: str, most: int) -> Select[tuple[int, float]]:
        """Return the query for the best by bm25, the lower the better."""
        rank = func.bm25(_MATCH, *_WEIGHTS, *[0.0] * _FIELDS, type_=Float).label("score")
        # bm25 is worked out for each row that is looked at; the index gives the last ones first without any work.
        last = select(_FTS.c.rowid.label("key"), rank).where(_matches(match)).order_by(_FTS.c.rowid.desc())
        found = last.limit(MOST_RANKED).subquery()
        return select(found.c.key, found.c.score).order_by(found.c.score, found.c.key.desc()).limit(most)

    def every(self, match: str) -> Select[tuple[int]]:
        """Return the query for all that match."""
        return select(_FTS.c.rowid).where(_matches(match))

    def keyed(self, keys: Sequence[int]) -> Any:
        """Return keys as a subquery, handed over as JSON."""
        each = func.json_each(bindparam(None, json.dumps(keys))).table_valued("value")
        return select(each.c.value).scalar_subquery()

    def unindexed(self, column: ColumnElement[int]) -> ColumnElement[int]:
        """Return the column behind a plus, which keeps SQLite from beginning with what fits and sorting it."""
        return literal_column(f"+{column}", Integer)

    def marked(self, connection: Connection, marks: str, texts: Mapping[int, str], *, prefixed: bool) -> dict[int, str]:
        """Return texts with marks around the words that matched, as FTS5 marks them."""
        marked = func.highlight(_MATCH, 1, MARK, UNMARK).label("marked")
        # To look each row up by itself reads all words of a prefix again for each; the plus keeps FTS5 from it.
        rowid = literal_column("+articles_fts.rowid", Integer) if prefixed else _FTS.c.rowid
        query = select(_FTS.c.rowid, marked).where(_matches(marks), rowid.in_(list(texts)))
        return {row.rowid: row.marked for row in connection.execute(query)}

    def keep(self, connection: Connection, articles: Sequence[int]) -> None:
        """Do nothing: triggers have done it."""

    def astray(self, connection: Connection) -> int:
        """Return how many current articles are not in the index, less those that are in it and not current."""
        current = connection.execute(text("SELECT count(*) FROM articles WHERE current")).scalar_one()
        indexed = connection.execute(text("SELECT count(*) FROM articles_fts_docsize")).scalar_one()
        return int(current) - int(indexed)


def _matches(match: str) -> ColumnElement[bool]:
    return _MATCH.op("MATCH")(match)
