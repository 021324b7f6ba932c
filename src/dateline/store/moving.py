"""A whole store copied from one place to another, from SQLite to PostgreSQL or back: all rows with their keys, or none.

What was written is read back and compared with what was read, table by table, before any of it is kept.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table, insert, select

from dateline.errors import StoreError
from dateline.model.span import clean
from dateline.store.check import check
from dateline.store.engine import connect, dialect_of, reading, telling, where, writing
from dateline.store.schema import articles, metadata
from dateline.store.words.index import words_in

_BATCH = 1000
"""So many rows are held at a time."""
_SUM = 1 << 256

Told = Callable[[str, int], None]
"""Is told the name of a table and how many rows of it were copied."""
_Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """What was copied.

    Args:
        rows: How many rows of each table.
        digest: SHA-256 over all rows of all tables; of two stores that hold the same rows it is the same.
        replaced: How many characters became U+FFFD because PostgreSQL does not keep them (NUL in titles and notes).
    """

    rows: dict[str, int]
    digest: str
    replaced: int


@dataclass(slots=True)
class _Tally:
    """Rows of a table, summed so that their order does not matter."""

    rows: int = 0
    sum: int = 0

    def add(self, rows: Sequence[_Row]) -> None:
        self.rows += len(rows)
        for row in rows:
            said = json.dumps([_plain(value) for value in row], ensure_ascii=True)
            self.sum = (self.sum + int.from_bytes(hashlib.sha256(said.encode()).digest())) % _SUM


def move(source: str | Path, target: str | Path, *, told: Told | None = None) -> Moved:
    """Copy a store to where none is yet; the source stays as it is, and others may go on using it.

    Args:
        source: The path or url of the store; it is read as it is at one moment.
        target: The path or url of the copy; the tables are made, or are there and empty.
        told: Is told how far it came.

    Raises:
        StoreError: If the source cannot be read, the target holds something or cannot be written, or the copy is not
            in order or not the same. Nothing is kept then.
        EvidenceError: If words of the source do not stand where a fact says they stand.
    """
    with (
        _open(source, read_only=True) as old,
        _open(target, read_only=False) as new,
        telling(old, where(source)),
        reading(old) as rows,
        telling(new, where(target)),
        writing(new) as made,
    ):
        _check_empty(made, where(target))
        copied = _copy(rows, made, where(source), told)
        dialect_of(made).number_on(made, metadata.sorted_tables)
        words_in(made).keep(made, list(made.execute(select(articles.c.key)).scalars()))
        _compare(made, copied.tallies, where(target))
    return copied.moved()


@dataclass(slots=True)
class _Copied:
    tallies: dict[str, _Tally]
    replaced: int = 0

    def moved(self) -> Moved:
        whole = json.dumps([[name, t.rows, t.sum] for name, t in sorted(self.tallies.items())])
        digest = hashlib.sha256(whole.encode()).hexdigest()
        return Moved(rows={n: t.rows for n, t in self.tallies.items()}, digest=digest, replaced=self.replaced)


@contextmanager
def _open(place: str | Path, *, read_only: bool) -> Iterator[Engine]:
    engine = connect(place, read_only=read_only)
    try:
        yield engine
    finally:
        engine.dispose()


def _check_empty(connection: Connection, place: str) -> None:
    for table in metadata.sorted_tables:
        if connection.execute(select(table).limit(1)).first() is not None:
            raise StoreError(f"{place} holds something already ({table.name}); name a place where no store is yet")


def _copy(old: Connection, new: Connection, place: str, told: Told | None) -> _Copied:
    """Copy all tables, those first that others refer to; no table refers to itself."""
    copied = _Copied({})
    cleans = new.dialect.name == "postgresql"
    for table in metadata.sorted_tables:
        tally = copied.tallies[table.name] = _Tally()
        for rows in _rows(old, table, place):
            kept = [tuple(map(_cleaned, row)) for row in rows] if cleans else rows
            copied.replaced += sum(_replaced(row) for row in rows) if cleans else 0
            new.execute(insert(table), [dict(zip(table.c.keys(), row, strict=True)) for row in kept])
            tally.add(kept)
        if told is not None:
            told(table.name, tally.rows)
    return copied


def _rows(connection: Connection, table: Table, place: str) -> Iterator[list[_Row]]:
    """Yield the rows of a table in batches; only these are held, in the server's memory and in ours."""
    with telling(connection.engine, place):
        found = connection.execute(select(table), execution_options={"yield_per": _BATCH})
        for rows in found.partitions():
            yield [tuple(row) for row in rows]


def _compare(connection: Connection, tallies: dict[str, _Tally], place: str) -> None:
    """Read everything that was written, and check the copy as a store.

    Raises:
        StoreError: If a table differs, or the store is not in order.
    """
    for table in metadata.sorted_tables:
        found = _Tally()
        for rows in _rows(connection, table, place):
            found.add(rows)
        if found != tallies[table.name]:
            raise StoreError(f"{place}: {table.name} did not arrive as it was; nothing was kept")
    health = check(connection)
    if not health.ok:
        raise StoreError(f"{place}: the copy is not in order, nothing was kept: {'; '.join(health.problems)}")


def _plain(value: Any) -> Any:
    """Return a value as it is compared; SQLite keeps no sign of a zero."""
    return value + 0.0 if isinstance(value, float) else value


def _cleaned(value: Any) -> Any:
    return clean(value)[0] if isinstance(value, str) else value


def _replaced(row: _Row) -> int:
    return sum(clean(value)[1] for value in row if isinstance(value, str))
