"""A store that is open: transactions to read in, and to change it in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine

from dateline.errors import StoreError
from dateline.store.engine import reading, telling, writing


class Opened:
    """What the parts of a store have in common.

    `where` is what people are told of its place: a path, or a url without its password.
    """

    where: str
    read_only: bool
    _engine: Engine

    @property
    def path(self) -> Path:
        """The store's file.

        Raises:
            StoreError: If it is in a database that is no file.
        """
        if self._engine.dialect.name != "sqlite":
            raise StoreError(f"{self.where} is no file; use the tools of its database")
        return Path(self.where)

    @property
    def folder(self) -> Path | None:
        """Where the store's file lies; None if it is in a database that is no file."""
        return self.path.absolute().parent if self._engine.dialect.name == "sqlite" else None

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        """Open a transaction in which everything read belongs together."""
        with telling(self._engine, self.where), reading(self._engine) as connection:
            yield connection

    @contextmanager
    def _changing(self) -> Iterator[Connection]:
        """Open a transaction that may write; all of it is kept, or nothing."""
        self._check_writable()
        with telling(self._engine, self.where), writing(self._engine) as connection:
            yield connection

    def _check_writable(self, *, page: str | None = None) -> None:
        if self.read_only:
            raise StoreError(f"{self.where} was opened read-only", page=page)
