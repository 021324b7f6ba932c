"""Opening the file: SQLite in WAL mode, migrations run where they are due, errors told in one sentence."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError

from dateline.errors import EvidenceError, StoreError
from dateline.store.schema import APPLICATION_ID, HEAD

_SCHEME = "sqlite:///"
_WAIT_SECONDS = 30.0


def path_of(path_or_url: str | Path) -> Path:
    """Return the file of a path or `sqlite:///` url.

    Raises:
        StoreError: If it is the url of another database.
    """
    given = str(path_or_url)
    if given.startswith(_SCHEME):
        return Path(given.removeprefix(_SCHEME))
    if "://" in given:
        raise StoreError(f"{given.partition('://')[0]}: only SQLite files (a path, or sqlite:///path) can be a store")
    return Path(given)


def file_stamp(path: Path) -> tuple[int, ...]:
    """Return when the file and its write-ahead log were last written to, and how long they are."""
    out: list[int] = []
    for name in (path, path.with_name(path.name + "-wal")):
        try:
            found = name.stat()
        except FileNotFoundError:
            continue
        out += [found.st_mtime_ns, found.st_size]
    return tuple(out)


def connect(path: Path, *, read_only: bool) -> Engine:
    """Return an engine on the file, which is made and migrated first where that is due.

    Raises:
        StoreError: If the file is no store, is newer than this program, or cannot be read or written.
    """
    _check_file(path, read_only=read_only)
    engine = _engine(path, read_only=read_only)
    try:
        with telling(path):
            _prepare(engine, path, read_only=read_only)
    except StoreError:
        engine.dispose()
        raise
    return engine


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
    engine = create_engine(f"{_SCHEME}{path}", creator=open_file)

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


def _prepare(engine: Engine, path: Path, *, read_only: bool) -> None:
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
    migrate(engine, path)


def revision_of(connection: Connection) -> str | None:
    """Return the revision of the file's tables; None if it has none of ours."""
    known = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'alembic_version'"
    if connection.execute(text(known)).first() is None:
        return None
    found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return found


def _is_empty(connection: Connection) -> bool:
    return connection.execute(text("SELECT 1 FROM sqlite_master")).first() is None


def migrate(engine: Engine, path: Path) -> None:
    """Run the migrations that the file has not seen yet, all of them or none.

    Raises:
        StoreError: If the file was made by a newer version.
    """
    # Alembic takes longer to load than most stores to open, so only a store that needs it pays for it.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415
    from alembic.util import CommandError  # noqa: PLC0415

    with engine.connect() as connection:
        # The mode is a property of the file and cannot be changed inside a transaction.
        connection.connection.driver_connection.execute("PRAGMA journal_mode = WAL")  # type: ignore[union-attr]
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    with writing(engine) as connection:
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, "head")
        except CommandError as error:
            raise StoreError(f"{path} was made by a newer version of Dateline; update Dateline to open it") from error


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Open the one transaction that may write; it is committed as a whole, or not at all."""
    with engine.execution_options(begin="BEGIN IMMEDIATE").begin() as connection:
        yield connection


@contextmanager
def telling(path: Path) -> Iterator[None]:
    """Turn the database's errors into ours, each with what to do about it."""
    try:
        yield
    except DBAPIError as error:
        raise _told(path, str(error.orig)) from error
    except sqlite3.Error as error:
        raise _told(path, str(error)) from error


_MESSAGES = (
    ("readonly", "the store is read-only; check who owns the file and its folder"),
    ("disk is full", "the disk is full; nothing of this page was kept"),
    ("locked", "another program is writing to the store; try again"),
    ("malformed", "the file is damaged; restore a backup"),
    ("not a database", "this is not a Dateline store"),
    ("unable to open", "the file cannot be opened; check that it and its folder can be read"),
    ("disk I/O", "the disk does not answer; check it and its free space"),
)


def _told(path: Path, said: str) -> StoreError | EvidenceError:
    if "does not read back" in said:
        return EvidenceError(said)
    for sign, message in _MESSAGES:
        if sign in said:
            return StoreError(f"{path}: {message} ({said})")
    return StoreError(f"{path}: {said}")
