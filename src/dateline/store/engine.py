"""Opening a store where it is, a file of SQLite or a database of PostgreSQL, and its transactions."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from dateline.errors import StoreError
from dateline.store.dialects import migrating
from dateline.store.dialects.dialect import Dialect
from dateline.store.dialects.migrating import revision_of
from dateline.store.dialects.sqlite import SQLite

__all__ = [
    "adding",
    "connect",
    "dialect_of",
    "hold",
    "is_file",
    "reading",
    "revision_of",
    "state_of",
    "telling",
    "where",
    "writing",
]

T = TypeVar("T")
TRIES = 6
"""So often a transaction is tried that others stood in the way of."""
_PAUSE_SECONDS = 0.05


def _named(name: str | Path) -> Dialect:
    """Return the dialect of a path or url.

    Raises:
        StoreError: If it is the url of something no store can be in.
    """
    scheme, colon, _ = str(name).partition("://")
    if not colon or scheme == "sqlite":
        return SQLite()
    if scheme in ("postgresql", "postgres", "postgresql+psycopg"):
        return _postgresql()
    raise StoreError(f"{scheme}: a store is a SQLite file (a path, or sqlite:///path) or postgresql://…")


def _postgresql() -> Dialect:
    from dateline.store.dialects.postgresql import PostgreSQL  # noqa: PLC0415 - psycopg, for those who use it

    return PostgreSQL()


def dialect_of(bound: Engine | Connection) -> Dialect:
    """Return the dialect of an engine or a connection."""
    return _postgresql() if bound.dialect.name == "postgresql" else SQLite()


def is_file(name: str | Path) -> bool:
    """Say whether a store's place is a file, and no database of a server."""
    return isinstance(_named(name), SQLite)


def where(name: str | Path) -> str:
    """Return what people are told of a store's place: a path, or a url without its password."""
    return _named(name).where(name)


def connect(name: str | Path, *, read_only: bool) -> Engine:
    """Return an engine on the store, which is made and migrated first where that is due.

    Raises:
        StoreError: If it is no store, is newer than this program, or cannot be read or written.
    """
    return _named(name).connect(name, read_only=read_only)


def reading(engine: Engine) -> AbstractContextManager[Connection]:
    """Open a transaction in which everything read belongs together."""
    return dialect_of(engine).reading(engine)


def writing(engine: Engine) -> AbstractContextManager[Connection]:
    """Open a transaction beside which no other one writes; it is committed as a whole, or not at all."""
    return dialect_of(engine).writing(engine)


def adding(engine: Engine, place: str, add: Callable[[Connection], T], *, page: str | None = None) -> tuple[T, int]:
    """Run a transaction that adds a page; others may add other pages beside it.

    Args:
        engine: The store's.
        place: What people are told of its place.
        add: What is done in the transaction; it is called again where others stood in the way.
        page: The id of the page, for errors.

    Returns:
        What it gave, and how often it had to be tried again.

    Raises:
        StoreError: If it cannot be written.
    """
    dialect = dialect_of(engine)
    with telling(engine, place, page=page):
        for again in range(TRIES):
            try:
                with dialect.adding(engine) as connection:
                    return add(connection), again
            except DBAPIError as error:
                if again + 1 == TRIES or not dialect.passes(error):
                    raise
            time.sleep(random.uniform(0, _PAUSE_SECONDS * 2**again))  # nosec B311 # no secret
    raise AssertionError


def hold(connection: Connection, *names: str) -> None:
    """Wait until no other transaction that adds holds one of these names, and hold them to the end of this one."""
    dialect_of(connection).hold(connection, *names)


def state_of(engine: Engine) -> tuple[int, ...]:
    """Return numbers that differ once anybody, here or in another process, has written to the store."""
    return dialect_of(engine).stamp(engine)


@contextmanager
def telling(engine: Engine, place: str, *, page: str | None = None) -> Iterator[None]:
    """Turn the database's errors into ours, each with what to do about it, and with the page it happened on."""
    with migrating.telling(dialect_of(engine), place, page=page):
        yield
