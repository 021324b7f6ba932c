"""What a store asks of the database it is in, whichever it is."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from sqlalchemy import Connection, Engine, Table
from sqlalchemy.exc import DBAPIError

from dateline.errors import EvidenceError, StoreError


class Dialect(Protocol):
    """How one kind of database is opened, read, written to, and understood when it fails."""

    def where(self, name: str | Path) -> str:
        """Return what people are told of the store's place: a path, or a url without its password."""

    def connect(self, name: str | Path, *, read_only: bool) -> Engine:
        """Return an engine on the store, which is made and migrated first where that is due.

        Raises:
            StoreError: If it is no store, is newer than this program, or cannot be read or written.
        """

    def reading(self, engine: Engine) -> AbstractContextManager[Connection]:
        """Open a transaction that sees one state of the store from its beginning to its end."""

    def writing(self, engine: Engine) -> AbstractContextManager[Connection]:
        """Open a transaction beside which no other one writes; it is committed as a whole, or not at all."""

    def adding(self, engine: Engine) -> AbstractContextManager[Connection]:
        """Open a transaction that adds a page; others may add other pages beside it, where the database lets them."""

    def hold(self, connection: Connection, *names: str) -> None:
        """Wait until no other transaction that adds holds one of these names, and hold them to the end of this one."""

    def number_on(self, connection: Connection, tables: Sequence[Table]) -> None:
        """See that new rows get keys past those that were written with theirs."""

    def stamp(self, engine: Engine) -> tuple[int, ...]:
        """Return numbers that differ once anybody, in any process, has written to the store."""

    def told(self, where: str, error: DBAPIError) -> StoreError | EvidenceError:
        """Return an error of the database as one of ours, with what to do about it."""

    def passes(self, error: DBAPIError) -> bool:
        """Say whether the same transaction, tried again at once, may succeed."""
