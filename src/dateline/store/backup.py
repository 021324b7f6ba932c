"""A copy of the whole store while it is written to, checked before it is called one; and the way back.

SQLite's own backup copies the pages of one moment, whatever is added meanwhile. A store in PostgreSQL is copied row by
row, as it is at one moment, into the same kind of file (`store.moving`): one backup restores to either database.
"""

from __future__ import annotations

import gzip
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from dateline.errors import StoreError
from dateline.store.dialects.sqlite import path_of, telling_of
from dateline.store.engine import is_file, where
from dateline.store.moving import move
from dateline.store.schema import metadata
from dateline.store.store import Store, open_store

_STEP = 4096
"""So many pages of the file are copied at a time, 16 MiB, so that progress can be told."""
_GZIP = b"\x1f\x8b"

Progress = Callable[[int, int], None]
"""Is told how many pages of the file (of a database: tables) were copied, and how many there are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Copied:
    """A copy, or what was restored from one: its place, its bytes, and what it holds, in a line."""

    where: str
    bytes: int
    holds: str


def backup(store: str | Path, target: Path, *, at: datetime, progress: Progress | None = None) -> Copied:
    """Copy a store to a file, while others may go on adding to it; the file appears when it is whole and was checked.

    Args:
        store: The store.
        target: The file, compressed if its name ends in .gz; or a folder, in which it is named by the moment.
        at: Now.
        progress: Is told how far it came.

    Raises:
        StoreError: If the target is there already or cannot be written, or the copy is not in order.
    """
    if is_file(store) and not path_of(store).exists():
        raise StoreError(f"{path_of(store)} does not exist; there is nothing to back up")
    if target.is_dir():
        target = target / f"dateline-{at:%Y%m%dT%H%M%SZ}.db"
    if target.exists():
        raise StoreError(f"{target} is there already; name another file")
    part, packed = _beside(target, ".part"), _beside(target, ".packed")
    try:
        with telling_of(target):
            _copy(store, part, progress)
        holds = _checked(part)
        _finish(part, packed, target)
    except OSError as error:
        raise StoreError(f"{target} cannot be written: {error.strerror or error}") from error
    finally:
        _remove(part, packed)
    return Copied(where=str(target), bytes=target.stat().st_size, holds=holds)


def restore(file: Path, store: str | Path) -> Copied:
    """Make a store of a copy, brought up to date; a store that is there is never overwritten.

    Args:
        file: The copy, compressed or not.
        store: Where the store shall be.

    Raises:
        StoreError: If there is a store already, or the file is no copy of one, is damaged, or is too new.
    """
    if not is_file(store):
        return _restore_rows(file, str(store))
    target = path_of(store)
    for path in (target, _beside(target, "-wal"), _beside(target, "-shm")):
        if path.exists():
            raise StoreError(
                f"{path} is there already, and nothing is overwritten; move it away, or name another store"
            )
    part = _beside(target, ".part")
    try:
        holds = _unpacked(file, part, str(target))
        part.replace(target)
    finally:
        _remove(part)
    return Copied(where=str(target), bytes=target.stat().st_size, holds=holds)


def _restore_rows(file: Path, store: str) -> Copied:
    """Make a store of a copy in a database, which has to be empty."""
    with tempfile.TemporaryDirectory(prefix="dateline-") as folder:
        part = Path(folder) / "restored.db"
        holds = _unpacked(file, part, where(store))
        move(part, store)
        return Copied(where=where(store), bytes=part.stat().st_size, holds=holds)


def _unpacked(file: Path, part: Path, target: str) -> str:
    """Unpack a copy, and return what it holds.

    Raises:
        StoreError: If it is no copy of a store, is damaged, or is too new.
    """
    try:
        _unpack(file, part)
        # The file is opened as a store, which refuses what is none, and brings it up to date.
        return _checked(part, migrate=True)
    except EOFError as error:
        raise StoreError(f"{file} ends too early; it was not copied whole") from error
    except OSError as error:
        raise StoreError(f"{file} cannot be restored to {target}: {error.strerror or error}") from error


def _copy(store: str | Path, part: Path, progress: Progress | None) -> None:
    if is_file(store):
        _copy_pages(path_of(store), part, progress)
        return
    names = [table.name for table in metadata.sorted_tables]

    def told(table: str, _rows: int) -> None:
        if progress is not None:
            progress(names.index(table) + 1, len(names))

    move(store, part, told=told)


def _copy_pages(source: Path, part: Path, progress: Progress | None) -> None:
    """Copy the pages of one moment: a transaction that reads keeps that moment while others write."""

    def told(_status: int, remaining: int, total: int) -> None:
        if progress is not None:
            progress(total - remaining, total)

    with closing(sqlite3.connect(source, isolation_level=None)) as old, closing(sqlite3.connect(part)) as new:
        old.execute("BEGIN")
        old.execute("SELECT count(*) FROM sqlite_master").fetchone()
        old.backup(new, pages=_STEP, progress=told)
        old.execute("COMMIT")


def _checked(path: Path, *, migrate: bool = False) -> str:
    """Return what a store holds, once all of it was read and compared.

    Raises:
        StoreError: If it is not in order.
    """
    with _open(path, migrate=migrate) as opened:
        health = opened.check()
    if not health.ok:
        raise StoreError(f"the copy is not in order: {'; '.join(health.problems)}")
    return health.summary


def _open(path: Path, *, migrate: bool) -> Store:
    if migrate:
        open_store(path).close()
    return open_store(path, read_only=True)


def _finish(part: Path, packed: Path, target: Path) -> None:
    """Give a checked copy its name, when it is on the disk."""
    whole = part
    if target.suffix == ".gz":
        with part.open("rb") as file, gzip.open(packed, "wb", compresslevel=6) as out:
            shutil.copyfileobj(file, out, 2**20)
        whole = packed
    with whole.open("rb") as file:
        os.fsync(file.fileno())
    whole.replace(target)


def _unpack(file: Path, part: Path) -> None:
    with file.open("rb") as packed:
        is_packed = packed.read(2) == _GZIP
    with gzip.open(file, "rb") if is_packed else file.open("rb") as source, part.open("wb") as out:
        shutil.copyfileobj(source, out, 2**20)


def _beside(path: Path, end: str) -> Path:
    return path.with_name(path.name + end)


def _remove(*paths: Path) -> None:
    for path in paths:
        for end in ("", "-wal", "-shm", "-journal"):
            _beside(path, end).unlink(missing_ok=True)
