"""A real server of PostgreSQL for tests: Debian's binaries, a folder and a port of its own, and a database a test."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg

from dateline.store import open_store

_USER = "tester"
_TEMPLATE = "template_store"
_ROOM = 4 * 2**30
# Nothing has to last beyond the run, so nothing waits for the disk.
_FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=120", "shared_buffers=64MB")


def binaries() -> Path | None:
    """Return the folder of the newest server's programs; None if there is none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda p: int(p.parts[-3]))
    beside = shutil.which("postgres")
    return found[-1].parent if found else Path(beside).parent if beside else None


@dataclass
class Server:
    """A server that runs, and the databases that were made on it."""

    folder: Path
    port: int
    databases: list[str] = field(default_factory=list)

    def url(self, database: str) -> str:
        """Return the url of a database, over loopback."""
        return f"postgresql://{_USER}@127.0.0.1:{self.port}/{database}"

    def ask(self, sql: str, *, database: str = "postgres") -> list[tuple[Any, ...]]:
        """Run a statement as the owner of the server."""
        with psycopg.connect(self.url(database), autocommit=True) as connection:
            done = connection.execute(sql)
            return done.fetchall() if done.description else []

    def empty(self) -> str:
        """Return the url of a new database with nothing in it."""
        return self._made("TEMPLATE template0 ENCODING 'UTF8'")

    def store(self) -> str:
        """Return the url of a new database with the tables of a store, copied from one where they were made once."""
        if not self.ask(f"SELECT 1 FROM pg_database WHERE datname = '{_TEMPLATE}'"):
            self.ask(f"CREATE DATABASE {_TEMPLATE} TEMPLATE template0 ENCODING 'UTF8'")
            open_store(self.url(_TEMPLATE)).close()
        return self.copy(self.url(_TEMPLATE))

    def copy(self, url: str) -> str:
        """Return the url of a copy of a database to which nobody is connected."""
        return self._made(f"TEMPLATE {url.rpartition('/')[2]} STRATEGY file_copy")

    def _made(self, how: str) -> str:
        name = f"store_{len(self.databases)}"
        self.databases.append(name)
        self.ask(f"CREATE DATABASE {name} {how}")
        return self.url(name)

    def drop(self, *, since: int) -> None:
        """Drop the databases that were made after so many, whoever is connected."""
        for name in self.databases[since:]:
            self.ask(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


@contextmanager
def running(*laid: str) -> Iterator[Server]:
    """Run a server until the block ends; as root, under another user, because it refuses root.

    Args:
        laid: How its files are laid out: more words for `initdb`.
    """
    bin = binaries()
    assert bin is not None
    owner = _owner()
    with tempfile.TemporaryDirectory(prefix="dateline-pg-", dir=_folder()) as folder:
        data, port = Path(folder) / "data", _free_port()
        if owner:
            os.chown(folder, owner.pw_uid, owner.pw_gid)
        as_owner: dict[str, Any] = (
            {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": [], "cwd": folder} if owner else {}
        )
        init = ["-D", str(data), "-U", _USER, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N", *laid]
        subprocess.run([str(bin / "initdb"), *init], check=True, capture_output=True, **as_owner)
        settings = ["listen_addresses=127.0.0.1", f"port={port}", f"unix_socket_directories={folder}", *_FAST]
        start = [str(bin / "postgres"), "-D", str(data), *(part for s in settings for part in ("-c", s))]
        log = Path(folder) / "log"
        with log.open("wb") as said, subprocess.Popen(start, stdout=said, stderr=said, **as_owner) as process:
            try:
                _wait(bin, port, process, log)
                yield Server(Path(folder), port)
            finally:
                process.send_signal(signal.SIGINT)
                process.wait(120)


def _wait(bin: Path, port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    ready = [str(bin / "pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(port)]
    for _ in range(2000):
        if subprocess.run(ready, check=False).returncode == 0:
            return
        if process.poll() is not None:
            break
        time.sleep(0.05)
    raise RuntimeError(f"PostgreSQL does not start: {log.read_text(errors='replace')}")


def _folder() -> Path | None:
    """Return a folder in memory, if there is room in one: to make a database on a disk takes seven times as long."""
    memory = Path("/dev/shm")
    return memory if os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > _ROOM else None


def _owner() -> pwd.struct_passwd | None:
    """Return the user to run as where we are root: Debian's own, or nobody."""
    if os.geteuid() != 0:
        return None
    names = {user.pw_name: user for user in pwd.getpwall()}
    return names.get("postgres") or names["nobody"]


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])
