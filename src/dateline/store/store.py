"""The store as others use it: open it, add pages, ask."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine, event

from dateline.model.article import Cutting
from dateline.model.page import Page
from dateline.model.record import Record
from dateline.store.accounts.door import Accounts
from dateline.store.alerts.door import Alerts
from dateline.store.check import Health, check
from dateline.store.engine import adding, connect, state_of, where
from dateline.store.following.door import Following
from dateline.store.jobs import Working
from dateline.store.keeping import Keeping
from dateline.store.looking import Looking
from dateline.store.memory import StoredMemory
from dateline.store.reviewing import Reviewing
from dateline.store.rows import rows_of, stamp
from dateline.store.searching import Searching
from dateline.store.signs import Vitals, check_ready, counts, vitals
from dateline.store.telling import Telling
from dateline.store.write import Added, Join, add_page


def open_store(path_or_url: str | Path, *, read_only: bool = False) -> Store:
    """Open a store, make it if there is none, and bring it up to date.

    Args:
        path_or_url: The file; or `sqlite:///` and the file; or a database of PostgreSQL, as `postgresql://…`.
        read_only: Change nothing, not even the version of the schema.

    Raises:
        StoreError: If it is no store, is too new, or cannot be opened.
    """
    return Store(where(path_or_url), connect(path_or_url, read_only=read_only), read_only=read_only)


class Store(Looking, Telling, Searching, Reviewing, Keeping, Working):
    """Pages, articles and what they say, in one file or database; open it with `open_store`.

    `tried_again` counts the pages that had to be added once more because other writers stood in the way.
    """

    def __init__(self, where: str, engine: Engine, *, read_only: bool) -> None:
        self.where = where
        self.read_only = read_only
        self.tried_again = 0
        self.accounts = Accounts(where, engine, read_only=read_only)
        self.alerts = Alerts(where, engine, read_only=read_only)
        self.following = Following(where, engine, read_only=read_only)
        self._engine = engine
        self.own_writes = 0
        """How often anything was written through this store; what others write is told by `stamp`."""
        event.listen(engine, "commit", self._wrote)

    def _wrote(self, _connection: Connection) -> None:
        self.own_writes += 1

    def close(self) -> None:
        """Close it; the store cannot be used after."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def stamp(self) -> tuple[int, ...]:
        """Return numbers that differ once anybody, here or in another process, has written to the store."""
        return state_of(self._engine)

    def add(
        self,
        page: Page,
        cutting: Cutting,
        records: Sequence[Record],
        *,
        added_at: datetime,
        join: Join | None = None,
        again: bool = False,
    ) -> Added:
        """Keep a page, its articles and what they say: all of it or none, and nothing twice.

        Args:
            page: The page as it came.
            cutting: What was found on it.
            records: What was read from its articles; an article without one is kept without statements.
            added_at: Now, with time zone.
            join: Joins each article to what many tell, in the same transaction.
            again: Whether to add what was deleted before; otherwise the answer says when it was.

        Raises:
            StoreError: If it cannot be written, or the three do not belong together.
            EvidenceError: If words do not stand where a fact says they stand.
        """
        self._check_writable(page=page.id)
        rows = rows_of(page, cutting, records, added_at=added_at)
        read = {record.article.id: record for record in records}
        every = [read.get(article.id, Record(article=article)) for article in cutting.articles]
        added, tries = adding(
            self._engine, self.where, lambda c: add_page(c, rows, every, join=join, again=again), page=page.id
        )
        self.tried_again += tries
        return added

    @contextmanager
    def remembering(self) -> Iterator[StoredMemory]:
        """Open what is remembered of many articles, to read and to change it; all of it or nothing is kept."""
        with self._changing() as connection:
            yield StoredMemory(connection)

    def check_ready(self) -> None:
        """Read a row, and see that the file is of the version this program knows.

        Raises:
            StoreError: If it cannot be read, or is not.
        """
        with self._reading() as connection:
            check_ready(connection)

    def counts(self) -> dict[str, int]:
        """Return how many pages, articles, stories, identities and events there are."""
        with self._reading() as connection:
            return counts(connection)

    def vitals(self, *, now: datetime) -> Vitals:
        """Return when the last page was added, what is overdue, how much room the store takes, and how much is left."""
        with self._reading() as connection:
            return vitals(connection, self.folder, now=stamp(now))

    def check(self) -> Health:
        """Read the whole store and say what is wrong with it."""
        with self._reading() as connection:
            return check(connection)
