"""What a search asks of the index of words, whichever database holds it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy import ColumnElement, Connection, Select

from dateline.store.query import Part


class WordIndex(Protocol):
    """Articles by the words of their headline, their text and their fields; only current ones are found."""

    def ready(self, connection: Connection) -> None:
        """Have the index asked, and not article after article, as long as the transaction lasts."""

    def expression(self, part: Part, now: datetime) -> str:
        """Return a query in the language of the index; no word of it can be taken for syntax."""

    def last(self, match: str, most: int, *, above: int = 0) -> Select[tuple[int]]:
        """Return the query for the keys (`key`) of so many articles that match, above a key, those added last first."""

    def among(self, match: str, keys: Sequence[int]) -> Select[tuple[int]]:
        """Return the query for those of some articles that match."""

    def best(self, match: str, most: int) -> Select[tuple[int, float]]:
        """Return the query for the keys and scores (`key`, `score`) of those that match best, the best first."""

    def every(self, match: str) -> Select[tuple[int]]:
        """Return the query for the keys of all articles that match."""

    def keyed(self, keys: Sequence[int]) -> Any:
        """Return keys as a subquery: one parameter, however many there are."""

    def unindexed(self, column: ColumnElement[int]) -> ColumnElement[int]:
        """Return a column so that no index of it is used: a list by date goes on along the dates, and stops early."""

    def marked(self, connection: Connection, marks: str, texts: Mapping[int, str], *, prefixed: bool) -> dict[int, str]:
        """Return texts of articles with MARK and UNMARK around what matches.

        Args:
            connection: The store's.
            marks: What to mark, in the language of FTS5.
            texts: The texts by the keys of their articles.
            prefixed: Whether the beginning of a word is asked for.
        """

    def keep(self, connection: Connection, articles: Sequence[int]) -> None:
        """Take up anew the words of articles whose fields were written; to be called by `fields.keep_fields` alone."""

    def astray(self, connection: Connection) -> int:
        """Return by how many articles the index differs from the articles that are current."""


MARK, UNMARK = "\x02", "\x03"


def words_in(connection: Connection) -> WordIndex:
    """Return the index of the store that a connection is to."""
    if connection.dialect.name == "postgresql":
        from dateline.store.words.tsvector import Tsvector  # noqa: PLC0415 - for those who use it

        return Tsvector()
    from dateline.store.words.fts5 import FTS5  # noqa: PLC0415

    return FTS5()
