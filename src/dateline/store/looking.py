"""What a store is asked of pages and articles one by one, and of what they say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, select

from dateline.errors import NotFound
from dateline.model.changes import Change
from dateline.model.page import Page
from dateline.model.record import Record
from dateline.model.span import Text
from dateline.store import export as exports
from dateline.store import lists, schema, typed
from dateline.store.history import kept_changes
from dateline.store.lists import ArticleRow, EventRow, Listing, VersionRow
from dateline.store.load import StoredArticle, stored_articles, stored_page
from dateline.store.opened import Opened
from dateline.store.signs import stored_text

_BATCH = 100


class Looking(Opened):
    """The part of a store that is about single pages and articles."""

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

    def rows(self, ids: Iterable[str]) -> dict[str, ArticleRow]:
        """Return articles as lists show them, by their ids; unknown ones are passed over."""
        a, out, wanted = schema.articles.c, dict[str, ArticleRow](), iter(ids)
        while batch := list(islice(wanted, _BATCH)):
            with self._reading() as connection:
                keys = connection.execute(select(a.key).where(a.id.in_(batch))).scalars()
                out |= {row.id: row for row in lists.articles_by_key(connection, list(keys))}
        return out

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

    def page_digests(self) -> list[str]:
        """Return the digests of all pages in the order they were added (for reading them again)."""
        with self._reading() as connection:
            return list(connection.execute(select(schema.pages.c.digest).order_by(schema.pages.c.key)).scalars())

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

    def articles(self, *, limit: int = 50, cursor: str | None = None, kind: str | None = None) -> Listing[ArticleRow]:
        """Return current articles, the newest first; `kind` is article, related or teaser."""
        a = schema.articles.c
        where: list[ColumnElement[bool]] = [a.current] if kind is None else [a.current, a.kind == kind]
        with self._reading() as connection:
            return lists.article_rows(connection, *where, limit=limit, cursor=cursor)

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
