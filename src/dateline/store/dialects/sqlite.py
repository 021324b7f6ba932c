"""A store in a file of SQLite: in WAL mode, one writer at a time, many readers beside it."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, Table, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError

from dateline.errors import EvidenceError, StoreError
from dateline.store.dialects.migrating import revision_of, telling, upgrade
from dateline.store.schema import APPLICATION_ID, HEAD

SCHEME = "sqlite:///"
_WAIT_SECONDS = 30.0
_MESSAGES = (
    ("readonly", "the store is read-only; check who owns the file and its folder"),
    ("disk is full", "the disk is full, so nothing of this was kept; make room, and try again"),
    ("locked", "another program is writing to the store; try again"),
    ("malformed", "the file is damaged; restore a backup"),
    ("not a database", "this is not a Dateline store"),
    ("unable to open", "the file cannot be opened; check that it and its folder can be read"),
    ("disk I/O", "the disk does not answer; check it and its free space"),
)


def path_of(name: str | Path) -> Path:
    """Return the file of a path or `sqlite:///` url."""
    return Path(str(name).removeprefix(SCHEME))


class SQLite:
    """How a file is opened, read and written to."""

    def where(self, name: str | Path) -> str:
        """Return the path."""
        return str(path_of(name))

    def connect(self, name: str | Path, *, read_only: bool) -> Engine:
        """Return an engine on the file."""
        path = path_of(name)
        _check_file(path, read_only=read_only)
        engine = _engine(path, read_only=read_only)
        try:
            with telling(self, str(path)), telling_of(path):
                _prepare(self, engine, path, read_only=read_only)
        except StoreError:
            engine.dispose()
            raise
        return engine

    def reading(self, engine: Engine) -> AbstractContextManager[Connection]:
        """Open a transaction; in WAL mode it sees the state of its first question."""
        return engine.connect()

    @contextmanager
    def writing(self, engine: Engine) -> Iterator[Connection]:
        """Open the one transaction that may write; others wait for it."""
        with engine.execution_options(begin="BEGIN IMMEDIATE").begin() as connection:
            yield connection

    def adding(self, engine: Engine) -> AbstractContextManager[Connection]:
        """Open the one transaction that may write."""
        return self.writing(engine)

    def hold(self, connection: Connection, *names: str) -> None:
        """Do nothing: there is one writer."""

    def number_on(self, connection: Connection, tables: Sequence[Table]) -> None:
        """Do nothing: a new key is one more than the largest."""

    def stamp(self, engine: Engine) -> tuple[int, ...]:
        """Return when the file and its write-ahead log were last written to, and how long they are."""
        path, out = Path(engine.url.database or ""), list[int]()
        for name in (path, path.with_name(path.name + "-wal")):
            try:
                found = name.stat()
            except FileNotFoundError:
                continue
            out += [found.st_mtime_ns, found.st_size]
        return tuple(out)

    def told(self, where: str, error: DBAPIError) -> StoreError | EvidenceError:
        """Return what SQLite says as one sentence with what to do."""
        return _told(where, str(error.orig))

    def passes(self, error: DBAPIError) -> bool:
        """Return False: whoever waits for the writer has waited long enough when SQLite gives up."""
        return False


@contextmanager
def telling_of(path: Path) -> Iterator[None]:
    """Turn errors of SQLite's own into ours, where it is asked without an engine."""
    try:
        yield
    except sqlite3.Error as error:
        raise _told(str(path), str(error)) from error


def _told(where: str, said: str) -> StoreError | EvidenceError:
    if "does not read back" in said:
        return EvidenceError(said)
    for sign, message in _MESSAGES:
        if sign in said:
            return StoreError(f"{where}: {message} ({said})")
    return StoreError(f"{where}: {said}")


def _check_file(path: Path, *, read_only: bool) -> None:
    """Refuse what SQLite would report late or not at all."""
    if path.is_dir():
        raise StoreError(f"{path} is a folder; name a file in it, such as {path / 'dateline.db'}")
    if not path.exists():
        if read_only:
            raise StoreError(f"{path} does not exist; `dateline add` makes it")
        if not path.parent.is_dir():
            raise StoreError(f"the folder {path.parent} does not exist")
        return
    try:
        with path.open("rb") as file:
            header = file.read(16)
    except OSError as error:
        raise StoreError(f"{path} cannot be read: {error.strerror}") from error
    if header and header != b"SQLite format 3\0":
        raise StoreError(f"{path} is not a Dateline store (it is no SQLite file)")


def _engine(path: Path, *, read_only: bool) -> Engine:
    """Return an engine whose connections are set up alike; writers say BEGIN IMMEDIATE (see `writing`)."""
    target = f"file:{quote(str(path.absolute()))}" + (_read_only_mode(path) if read_only else "")

    def open_file() -> sqlite3.Connection:
        return sqlite3.connect(target, uri=True, timeout=_WAIT_SECONDS, isolation_level=None, check_same_thread=False)

    # The url decides the pool: a file gets one that hands each thread a connection of its own.
    engine = create_engine(URL.create("sqlite", database=str(path)), creator=open_file)

    @event.listens_for(engine, "connect")
    def set_up(connection: DBAPIConnection, _record: object) -> None:
        cursor = connection.cursor()
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.execute("PRAGMA synchronous = NORMAL")
        # What is deleted is overwritten at once; else its words could be read from the file until something lies there.
        cursor.execute("PRAGMA secure_delete = ON")
        cursor.execute("PRAGMA query_only = ON" if read_only else "PRAGMA query_only = OFF")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql(connection.get_execution_options().get("begin", "BEGIN"))

    return engine


def _read_only_mode(path: Path) -> str:
    """Return the mode of a reader; where nobody can write beside the file, nobody changes it either."""
    alone = not os.access(path.parent, os.W_OK) and not Path(f"{path}-wal").exists()
    return "?mode=ro" + ("&immutable=1" if alone else "")


def _prepare(dialect: SQLite, engine: Engine, path: Path, *, read_only: bool) -> None:
    """Bring the file to the newest revision, or say why that cannot be."""
    with engine.connect() as connection:
        revision, empty = revision_of(connection), _is_empty(connection)
        ours = connection.exec_driver_sql("PRAGMA application_id").scalar() == APPLICATION_ID
    if not ours and not empty:
        raise StoreError(f"{path} is not a Dateline store (it is another program's SQLite file)")
    if revision == HEAD:
        return
    if read_only:
        raise StoreError(f"{path} was made by an older version; open it once for writing to bring it up to date")
    if not os.access(path, os.W_OK) and path.exists():
        raise StoreError(f"{path} is read-only")
    with engine.connect() as connection:
        # The mode is a property of the file and cannot be changed inside a transaction.
        connection.connection.driver_connection.execute("PRAGMA journal_mode = WAL")  # type: ignore[union-attr]
    with dialect.writing(engine) as connection:
        upgrade(connection, str(path))


def _is_empty(connection: Connection) -> bool:
    return connection.exec_driver_sql("SELECT 1 FROM sqlite_master").first() is None
