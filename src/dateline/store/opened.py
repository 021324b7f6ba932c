"""A store that is open: transactions to read in, and to change it in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine

from dateline.errors import StoreError
from dateline.store.engine import telling, writing


class Opened:
    """What the parts of a store have in common."""

    path: Path
    read_only: bool
    _engine: Engine

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        """Open a transaction in which everything read belongs together."""
        with telling(self.path), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _changing(self) -> Iterator[Connection]:
        """Open a transaction that may write; all of it is kept, or nothing."""
        if self.read_only:
            raise StoreError(f"{self.path} was opened read-only")
        with telling(self.path), writing(self._engine) as connection:
            yield connection
