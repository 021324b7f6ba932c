"""A store in a database of PostgreSQL: several people and machines write, each page in a transaction of its own."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import psycopg
from psycopg import errors
from psycopg.types.string import StrDumper
from sqlalchemy import URL, Connection, Engine, Table, create_engine, event, func, inspect, make_url, select, text
from sqlalchemy.dialects.postgresql.base import PGTypeCompiler
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.schema import Column

from dateline.errors import EvidenceError, StoreError
from dateline.model.span import clean
from dateline.store.dialects.faults import sentence_of
from dateline.store.dialects.migrating import revision_of, telling, upgrade
from dateline.store.schema import APPLICATION_ID, HEAD
from dateline.store.words.tsvector import Tsvector

# What psycopg warns of beside an error ("error ignored in rollback") is a second line for one thing that went wrong.
logging.getLogger("psycopg").setLevel(logging.ERROR)

_WAIT = "30s"
_POOL, _MORE = 5, 25
_OLDEST = 13
_OURS = "the schema of a Dateline store"
_WRITING, _HELD = 1, 2
"""The first of two numbers of a lock: that of the whole store, and those of single pages and of the joining."""

# Plans are made for the words at hand: one plan for rare and common words alike suits neither; and to compile a plan
# takes longer than any of our questions.
_PLANS = "SET jit = off; SET plan_cache_mode = force_custom_plan"
# A machine that is gone says nothing. Neither we nor the server wait two hours to find out, as systems do by
# themselves: what it held, the lock of the store among it, is let go after a minute and a half.
_ALIVE = "SET tcp_keepalives_idle = 60; SET tcp_keepalives_interval = 10; SET tcp_keepalives_count = 3"
_PATIENCE = {"connect_timeout": "10", "keepalives_idle": "60", "keepalives_interval": "10", "keepalives_count": "3"}
_SETTINGS = f"SET lock_timeout = '{_WAIT}'; {_PLANS}; {_ALIVE}"


class _Types(PGTypeCompiler):
    """Columns of text compare as in SQLite, by code points: dates, ids and cursors sort alike in both."""

    def visit_TEXT(self, type_: Any, **given: Any) -> str:
        made = super().visit_TEXT(type_, **given)
        return f'{made} COLLATE "C"' if isinstance(given.get("type_expression"), Column) else made


class _Cleaning(StrDumper):
    """PostgreSQL takes neither NUL nor lone surrogates. Texts hold none; in a title or a note they become U+FFFD."""

    def dump(self, obj: str) -> Any:
        return super().dump(clean(obj)[0])


class PostgreSQL:
    """How a database is opened, read and written to."""

    def where(self, name: str | Path) -> str:
        """Return the url without its password."""
        return _url(name).set(drivername="postgresql").render_as_string(hide_password=True)

    def connect(self, name: str | Path, *, read_only: bool) -> Engine:
        """Return an engine on the database, whose tables are made and migrated first where that is due."""
        engine, where = _engine(_url(name), read_only=read_only), self.where(name)
        try:
            with telling(self, where):
                _prepare(self, engine, where, read_only=read_only)
        except StoreError:
            engine.dispose()
            raise
        return engine

    def reading(self, engine: Engine) -> AbstractContextManager[Connection]:
        """Open a transaction that sees one snapshot."""
        return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True).connect()

    @contextmanager
    def writing(self, engine: Engine) -> Iterator[Connection]:
        """Open a transaction that waits for all others that write, and for which they wait."""
        with engine.begin() as connection:
            _lock(connection, "pg_advisory_xact_lock", _WRITING, APPLICATION_ID)
            yield connection

    @contextmanager
    def adding(self, engine: Engine) -> Iterator[Connection]:
        """Open a transaction that runs beside others that add, but beside none that changes what is there."""
        with engine.begin() as connection:
            _lock(connection, "pg_advisory_xact_lock_shared", _WRITING, APPLICATION_ID)
            yield connection

    def hold(self, connection: Connection, *names: str) -> None:
        """Wait for whoever holds one of these names, and hold them; always in one order, so that none waits forever."""
        for number in sorted({int.from_bytes(hashlib.sha256(n.encode()).digest()[:4], signed=True) for n in names}):
            _lock(connection, "pg_advisory_xact_lock", _HELD, number)

    def number_on(self, connection: Connection, tables: Sequence[Table]) -> None:
        """Set the sequences past the largest keys; and count, so that questions asked at once are planned well."""
        for table in tables:
            if (key := table.autoincrement_column) is not None:
                sequence = func.pg_get_serial_sequence(table.name, key.name)
                last = select(func.max(key)).scalar_subquery()
                connection.execute(select(func.setval(sequence, last)).where(last.is_not(None)))
        connection.execute(text("ANALYZE"))

    def stamp(self, engine: Engine) -> tuple[int, ...]:
        """Return which transactions can be seen: where they are the same, so is the store."""
        where = self.where(engine.url.set(query={}).render_as_string(hide_password=False))
        with telling(self, where), engine.connect() as connection:
            found = str(connection.execute(text("SELECT pg_current_snapshot()::text")).scalar_one())
        return tuple(int(number) for number in found.replace(",", ":").split(":") if number)

    def told(self, where: str, error: DBAPIError) -> StoreError | EvidenceError:
        """Return what PostgreSQL says as one sentence with what to do."""
        said = sentence_of(error)
        return EvidenceError(said) if "does not read back" in said else StoreError(f"{where}: {said}")

    def passes(self, error: DBAPIError) -> bool:
        """Say whether others stood in the way: of two transactions that wait for one another, one is given up."""
        return isinstance(error.orig, errors.DeadlockDetected | errors.SerializationFailure)


def _lock(connection: Connection, function: str, kind: int, number: int) -> None:
    connection.execute(text(f"SELECT {function}(:kind, :number)"), {"kind": kind, "number": number})


def _url(name: str | Path) -> URL:
    """Return the url for our driver.

    Raises:
        StoreError: If it is none.
    """
    try:
        url = make_url(str(name))
    except (ArgumentError, ValueError) as error:
        raise StoreError("this is no url of a database; it looks like postgresql://user@host/dateline") from error
    if not url.database:
        raise StoreError("the url names no database; it looks like postgresql://user@host/dateline")
    return url.set(drivername="postgresql+psycopg")


def _engine(url: URL, *, read_only: bool) -> Engine:
    """Return an engine whose connections are set up alike."""
    url = url.set(query={**_PATIENCE, **url.query})
    engine = create_engine(url, pool_size=_POOL, max_overflow=_MORE, pool_pre_ping=True)
    engine.dialect.type_compiler_instance = _Types(engine.dialect)
    # Many rows go in one statement, as where keys come back; by itself, the driver sends a statement for each.
    engine.dialect.use_insertmanyvalues_wo_returning = True

    @event.listens_for(engine, "connect")
    def set_up(connection: DBAPIConnection, _record: object) -> None:
        connection.adapters.register_dumper(str, _Cleaning)
        cursor = connection.cursor()
        cursor.execute(_SETTINGS + ("; SET default_transaction_read_only = on" if read_only else ""))
        cursor.close()
        connection.commit()

    @event.listens_for(engine, "checkin")
    def let_be(connection: psycopg.Connection | None, _record: object) -> None:
        # Else what was read on would say from then on that it writes, whatever the database has been told.
        if connection is not None and not connection.closed:
            connection.read_only = None

    return engine


def _prepare(dialect: PostgreSQL, engine: Engine, where: str, *, read_only: bool) -> None:
    """Bring the tables to the newest revision, or say why that cannot be."""
    with engine.connect() as connection:
        revision = _checked(connection, where)
    if revision == HEAD:
        return
    if read_only and revision is None:
        raise StoreError(f"there is no store in {where}; `dateline add` makes it")
    if read_only:
        raise StoreError(f"{where} was made by an older version; open it once for writing to bring it up to date")
    with dialect.writing(engine) as connection:
        # Asked again: another program may have made the tables while this one waited.
        if _checked(connection, where) != HEAD:
            upgrade(connection, where)
            Tsvector().complete(connection)
            connection.execute(text(f"COMMENT ON TABLE alembic_version IS '{_OURS}'"))


def _checked(connection: Connection, where: str) -> str | None:
    """Return the revision; None of an empty database.

    Raises:
        StoreError: If it holds another program's tables, or cannot hold a store.
    """
    if int((connection.dialect.server_version_info or (0,))[0]) < _OLDEST:
        raise StoreError(f"{where}: PostgreSQL {_OLDEST} or newer is needed")
    if connection.execute(text("SHOW server_encoding")).scalar() != "UTF8":
        raise StoreError(f"{where} does not keep Unicode; make the database with `createdb --encoding=UTF8`")
    if not inspect(connection).get_table_names():
        return None
    said = connection.execute(text("SELECT obj_description(to_regclass('alembic_version'), 'pg_class')")).scalar()
    if said != _OURS:
        raise StoreError(f"{where} holds the tables of another program; make a database for Dateline alone")
    return revision_of(connection)
