"""Is the store in order? What `dateline doctor` asks it."""

from __future__ import annotations

import json
from dataclasses import dataclass

from sqlalchemy import Connection, text

from dateline.store.words.index import words_in

COUNTED = ("pages", "articles", "statements", "quotes", "figures", "events", "entities", "places", "times")

_BAD_EVIDENCE = """
SELECT count(*) FROM {table} e LEFT JOIN texts t ON t.key = e.text
WHERE t.key IS NULL OR length(e.exact) <> e."end" - e.start
  OR substr(t.content, e.start + 1, e."end" - e.start) <> e.exact
"""
_NO_EVIDENCE = "SELECT count(*) FROM statements s WHERE NOT EXISTS (SELECT 1 FROM evidence e WHERE e.statement = s.key)"
_BAD_BLOCKS = """
SELECT count(*) FROM blocks b JOIN articles a ON a.key = b.article JOIN pages p ON p.key = a.page
JOIN texts t ON t.key = a.text JOIN texts pt ON pt.key = p.page_text
WHERE substr(t.content, b.start + 1, b."end" - b.start)
   <> substr(pt.content, b.page_start + 1, b.page_end - b.page_start)
"""
_CHANGES = """
SELECT c.kept, old_text.content AS old, new_text.content AS new
FROM articles a LEFT JOIN changes c ON c.article = a.key AND c.before = a.supersedes
LEFT JOIN articles b ON b.id = a.supersedes
LEFT JOIN texts new_text ON new_text.key = a.text LEFT JOIN texts old_text ON old_text.key = b.text
WHERE a.supersedes IS NOT NULL
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """What a check found.

    Args:
        counts: Rows of each table.
        problems: What is wrong, a sentence each; empty if nothing is.
    """

    counts: dict[str, int]
    problems: tuple[str, ...]

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems

    @property
    def summary(self) -> str:
        """What the store holds, in one line."""
        return ", ".join(f"{n:,} {table}" for table, n in self.counts.items())


def check(connection: Connection) -> Health:
    """Read the whole store and compare: the file with itself, evidence with texts, blocks with pages."""
    problems = _of_the_file(connection) if connection.dialect.name == "sqlite" else []
    for table in ("evidence", "front_evidence"):
        bad = _number(connection, _BAD_EVIDENCE.format(table=table))
        problems += [f"{bad} pieces of evidence do not read back ({table})"] if bad else []
    empty = _number(connection, _NO_EVIDENCE)
    problems += [f"{empty} statements have no evidence"] if empty else []
    blocks = _number(connection, _BAD_BLOCKS)
    problems += [f"{blocks} blocks differ from the page they were cut from"] if blocks else []
    astray = sum(not _holds(*row) for row in connection.execute(text(_CHANGES)))
    problems += [f"{astray} diffs between versions are missing or do not read back"] if astray else []
    unfound = words_in(connection).astray(connection)
    problems += [f"the index of words is off by {unfound} articles"] if unfound else []
    lacking = _number(connection, "SELECT count(*) FROM articles WHERE key NOT IN (SELECT article FROM article_fields)")
    problems += [f"{lacking} articles are not found by their fields"] if lacking else []
    counts = {table: _number(connection, f"SELECT count(*) FROM {table}") for table in COUNTED}  # nosec B608 # our own tables
    return Health(counts=counts, problems=tuple(problems))


def _of_the_file(connection: Connection) -> list[str]:
    """Say what is wrong with the file itself; PostgreSQL has tools of its own for that (`pg_amcheck`)."""
    damages = [row[0] for row in _rows(connection, "PRAGMA integrity_check") if row[0] != "ok"]
    lost = len(_rows(connection, "PRAGMA foreign_key_check"))
    return [f"the file is damaged: {damage}" for damage in damages] + (
        [f"{lost} rows belong to nothing"] if lost else []
    )


def _holds(kept: str | None, old: str | None, new: str | None) -> bool:
    """Say whether a diff is there, and both texts have what it says they have in common."""
    if kept is None or old is None or new is None:
        return False
    return all(old[i : i + n] == new[j : j + n] for i, j, n in json.loads(kept))


def _rows(connection: Connection, sql: str) -> list[tuple[object, ...]]:
    return [tuple(row) for row in connection.execute(text(sql))]


def _number(connection: Connection, sql: str) -> int:
    return int(connection.execute(text(sql)).scalar_one())
