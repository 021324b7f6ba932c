"""The store as others use it: open it, add pages, ask."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlalchemy import ColumnElement, Connection, Engine, event, select

from dateline.errors import NotFound
from dateline.model.article import Cutting
from dateline.model.changes import Change
from dateline.model.page import Page
from dateline.model.record import Record
from dateline.model.span import Text
from dateline.store import export as exports
from dateline.store import lists, schema, typed
from dateline.store import stories as across
from dateline.store.accounts.door import Accounts
from dateline.store.alerts.door import Alerts
from dateline.store.check import Health, check
from dateline.store.engine import adding, connect, state_of, where
from dateline.store.following.door import Following
from dateline.store.history import kept_changes
from dateline.store.jobs import Working
from dateline.store.keeping import Keeping
from dateline.store.lists import ArticleRow, EventRow, Listing, VersionRow
from dateline.store.load import StoredArticle, stored_articles, stored_page
from dateline.store.memory import StoredMemory
from dateline.store.reviewing import Reviewing
from dateline.store.rows import rows_of, stamp
from dateline.store.searching import Searching
from dateline.store.signs import Vitals, check_ready, counts, stored_text, vitals
from dateline.store.stories import IdentityRow, Joined, StoryRow
from dateline.store.write import Added, Join, add_page

_BATCH = 100
MOST_TOLD = 500
"""So many articles of a story, an identity or a dyad are looked at, the latest."""


def open_store(path_or_url: str | Path, *, read_only: bool = False) -> Store:
    """Open a store, make it if there is none, and bring it up to date.

    Args:
        path_or_url: The file; or `sqlite:///` and the file; or a database of PostgreSQL, as `postgresql://…`.
        read_only: Change nothing, not even the version of the schema.

    Raises:
        StoreError: If it is no store, is too new, or cannot be opened.
    """
    return Store(where(path_or_url), connect(path_or_url, read_only=read_only), read_only=read_only)


class Store(Searching, Reviewing, Keeping, Working):
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
        added, tries = adding(self._engine, self.where, lambda c: add_page(c, rows, every, join=join, again=again))
        self.tried_again += tries
        return added

    @contextmanager
    def remembering(self) -> Iterator[StoredMemory]:
        """Open what is remembered of many articles, to read and to change it; all of it or nothing is kept."""
        with self._changing() as connection:
            yield StoredMemory(connection)

    def article(self, id: str) -> StoredArticle:
        """Return an article with its record.

        Raises:
            NotFound: If the store does not hold it.
        """
        with self._reading() as connection:
            found = stored_articles(connection, [id])
        if not found:
            raise NotFound(f"there is no article {id} in this store")
        return found[0]

    def row(self, id: str) -> ArticleRow:
        """Return an article as lists show it.

        Raises:
            NotFound: If the store does not hold it.
        """
        a = schema.articles.c
        with self._reading() as connection:
            rows = lists.articles_by_key(
                connection, list(connection.execute(select(a.key).where(a.id == id)).scalars())
            )
        if not rows:
            raise NotFound(f"there is no article {id} in this store")
        return rows[0]

    def records(self, ids: Iterable[str] | None = None) -> Iterator[Record]:
        """Yield the records of these articles in this order, or of all current ones; unknown ids are passed over."""
        return (stored.record for stored in self.stored(ids))

    def stored(self, ids: Iterable[str] | None = None) -> Iterator[StoredArticle]:
        """Yield these articles in this order, or all current ones; unknown ids are passed over."""
        wanted = iter(self._ids() if ids is None else ids)
        while batch := list(islice(wanted, _BATCH)):
            with self._reading() as connection:
                found = stored_articles(connection, batch)
            yield from found

    def _ids(self) -> list[str]:
        a = schema.articles.c
        with self._reading() as connection:
            return list(connection.execute(select(a.id).where(a.current).order_by(a.key)).scalars())

    def page(self, digest: str) -> Page:
        """Return a page as it came in.

        Raises:
            NotFound: If the store does not hold it.
        """
        with self._reading() as connection:
            page = stored_page(connection, digest)
        if page is None:
            raise NotFound(f"there is no page {digest} in this store")
        return page

    def text(self, id: str) -> Text:
        """Return a text by its id.

        Raises:
            NotFound: If the store does not hold it.
        """
        with self._reading() as connection:
            found = stored_text(connection, id)
        if found is None:
            raise NotFound(f"there is no text {id} in this store")
        return found

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

    def page_digests(self) -> list[str]:
        """Return the digests of all pages in the order they were added (for reading them again)."""
        with self._reading() as connection:
            return list(connection.execute(select(schema.pages.c.digest).order_by(schema.pages.c.key)).scalars())

    def articles(self, *, limit: int = 50, cursor: str | None = None, kind: str | None = None) -> Listing[ArticleRow]:
        """Return current articles, the newest first; `kind` is article, related or teaser."""
        a = schema.articles.c
        where: list[ColumnElement[bool]] = [a.current] if kind is None else [a.current, a.kind == kind]
        with self._reading() as connection:
            return lists.article_rows(connection, *where, limit=limit, cursor=cursor)

    def stories(self, *, limit: int = 50, cursor: str | None = None) -> Listing[StoryRow]:
        """Return stories, those with the latest article first."""
        with self._reading() as connection:
            return across.story_rows(connection, limit=limit, cursor=cursor)

    def story(self, id: str, *, most: int = MOST_TOLD) -> tuple[str, tuple[str, ...]]:
        """Return the id of a story and those of its current articles, the latest first.

        Args:
            id: Of the story, of one that was merged into it, or of one of its articles.
            most: How many articles are wanted.

        Raises:
            NotFound: If the store does not hold it.
        """
        with self._reading() as connection:
            named = across.story_of(connection, id)
            if named is None:
                raise NotFound(f"there is no story {id} in this store")
            return named, tuple(across.articles_of(connection, across.of_story(named), most=most))

    def story_row(self, id: str) -> StoryRow:
        """Return a story as a list shows it.

        Raises:
            NotFound: If the store does not hold it.
        """
        with self._reading() as connection:
            row = across.story_row(connection, id)
        if row is None:
            raise NotFound(f"there is no story {id} in this store")
        return row

    def identity(self, id: str, *, most: int = MOST_TOLD) -> tuple[IdentityRow, tuple[str, ...]]:
        """Return somebody or something that articles name, and the ids of these, the latest first.

        Raises:
            NotFound: If the store does not hold it.
        """
        with self._reading() as connection:
            row = across.identity_row(connection, id)
            if row is None:
                raise NotFound(f"there is nobody and nothing {id} in this store")
            return row, tuple(across.articles_of(connection, across.of_identity(row.id), most=most))

    def dyad(self, a: str, b: str, *, most: int = MOST_TOLD) -> tuple[str, ...]:
        """Return the ids of the articles that name both sides (actor codes, or ids of identities), the latest first."""
        with self._reading() as connection:
            return tuple(across.articles_of(connection, across.of_sides(a, b), most=most))

    def pairs(self, *, most: int = 20) -> list[tuple[str, str, int]]:
        """Return the pairs of actor codes that take part in most events together, and in how many."""
        with self._reading() as connection:
            return across.pairs_of(connection, most=most)

    def joined(self, ids: Sequence[str]) -> dict[str, Joined]:
        """Return where these articles belong: story, original, identities, events; what joined nothing is left out."""
        with self._reading() as connection:
            return across.joined(connection, ids)

    def versions(self, id: str) -> tuple[VersionRow, ...]:
        """Return the versions of an article, the newest first, without what they say; any of their ids finds them.

        Raises:
            NotFound: If the store does not hold it.
        """
        with self._reading() as connection:
            found = lists.version_rows(connection, id)
        if not found:
            raise NotFound(f"there is no article {id} in this store")
        return found

    def changes(self, id: str) -> tuple[Change, ...]:
        """Return how an article differs, word by word, from the version it replaced (its `supersedes`).

        Returns:
            Stretches that cover both texts from end to end, as they were worked out when the second one was added;
            nothing if it replaced none.

        Raises:
            NotFound: If the store does not hold it.
        """
        with self._reading() as connection:
            found = kept_changes(connection, id)
        if found is None:
            raise NotFound(f"there is no article {id} in this store")
        return found

    def events(self, *, limit: int = 50, cursor: str | None = None, type: str | None = None) -> Listing[EventRow]:
        """Return events, the latest first; `type` is a PLOVER type."""
        where = [] if type is None else [typed.events.c.type == type]
        with self._reading() as connection:
            return lists.event_rows(connection, *where, limit=limit, cursor=cursor)

    def check(self) -> Health:
        """Read the whole store and say what is wrong with it."""
        with self._reading() as connection:
            return check(connection)

    def export(
        self,
        kind: str,
        *,
        articles: Sequence[str] | None = None,
        ids: Sequence[str] | None = None,
        rejected: bool = False,
    ) -> Iterator[dict[str, Any]]:
        """Yield flat rows of a kind (articles, quotes, figures, events …), each with its source and exact words.

        Args:
            kind: What is asked for.
            articles: Only what these current articles say, in this order.
            ids: Only these statements, in this order.
            rejected: Whether what people rejected is wanted, too; what they corrected says what they said.

        Raises:
            QueryError: If there is no such kind.
        """
        with self._reading() as connection:
            yield from exports.export(connection, kind, articles=articles, ids=ids, rejected=rejected)

    def tellings(self, events: Sequence[str]) -> dict[str, tuple[tuple[str, str], ...]]:
        """Return for ids of events across articles the statements that tell them, each with its current article."""
        with self._reading() as connection:
            return exports.tellings(connection, events)
