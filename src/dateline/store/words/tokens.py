"""Which words a text has, and where: as SQLite's FTS5 finds and folds them, asked in memory, for both databases.

PostgreSQL's own parser takes well-known for one word, splits Hindi words at their vowel signs where the server's locale
does, and knows accents only with an extension. So that a search finds the same in both stores, one tokenizer makes the
words of both.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager

from dateline.store.words.index import MARK, UNMARK

TOKENIZER = "unicode61 remove_diacritics 2 categories 'L* N* M* Co'"
"""Marks of Indic and other scripts are parts of their words (SQLite's default takes them for gaps)."""


def words_at(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[dict[str, dict[str, list[int]]]]:
    """Yield for each row, by column, its words and where each stands: the how manieth word of the column, from 0.

    Args:
        columns: The names of the columns.
        rows: A text for each column.
    """
    with _memory(columns) as index:
        slots = ", ".join("?" for _ in columns)
        count = index.executemany(f"INSERT INTO words VALUES ({slots})", rows).rowcount  # nosec B608 # marks alone
        index.execute("CREATE VIRTUAL TABLE places USING fts5vocab(words, 'instance')")
        out: list[dict[str, dict[str, list[int]]]] = [{name: {} for name in columns} for _ in range(max(count, 0))]
        for doc, name, word, at in index.execute("SELECT doc, col, term, offset FROM places"):
            out[doc - 1][name].setdefault(word, []).append(at)
    yield from out


def words_of(text: str) -> list[str]:
    """Return the words of a text in their order."""
    places = next(words_at(("text",), [(text,)]))["text"]
    return [word for _, word in sorted((at, word) for word, ats in places.items() for at in ats)]


def marked(texts: Mapping[int, str], marks: str) -> dict[int, str]:
    """Return those texts that match an expression of FTS5 about `headline` and `body`, with marks around the words."""
    with _memory(("headline", "body")) as index:
        index.executemany("INSERT INTO words(rowid, headline, body) VALUES (?, '', ?)", texts.items())
        asked = "SELECT rowid, highlight(words, 1, ?, ?) FROM words WHERE words MATCH ?"
        return dict(index.execute(asked, (MARK, UNMARK, marks)).fetchall())


@contextmanager
def _memory(columns: Sequence[str]) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as index:
        index.execute(f'CREATE VIRTUAL TABLE words USING fts5({", ".join(columns)}, tokenize="{TOKENIZER}")')
        index.execute("BEGIN")
        yield index
