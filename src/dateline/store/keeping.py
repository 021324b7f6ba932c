"""What a store is asked when things are to go: to delete articles, and to say what was deleted."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy import exists, func, select

from dateline.errors import NotFound
from dateline.model.keeping import Tombstone
from dateline.model.story import Judgement
from dateline.store import deleting, judging, retention, schema
from dateline.store.across import judgements
from dateline.store.deleting import Deletion, Leave
from dateline.store.kept import tombstones
from dateline.store.leaving import LeavingMemory
from dateline.store.lists import MOST_ROWS, Listing, make_cursor
from dateline.store.load import StoredArticle, stored_articles
from dateline.store.opened import Opened
from dateline.store.purging import purge


class Keeping(Opened):
    """The part of a store that is about what is kept no longer."""

    def deletion(self, articles: Sequence[str], *, versions: bool = True) -> Deletion:
        """Return what would go with these articles; nothing is changed.

        Args:
            articles: Their ids.
            versions: Whether their other versions go, too.

        Raises:
            NotFound: If the store does not hold one of them.
        """
        with self._reading() as connection:
            return deleting.deletion(connection, articles, versions=versions)

    def delete(
        self,
        articles: Sequence[str],
        *,
        leave: Leave,
        by: str,
        at: datetime,
        why: str | None = None,
        versions: bool = True,
        wipe: bool = True,
    ) -> Deletion:
        """Delete articles with all that was read from them and the pages they came on; a stone stays for each.

        Args:
            articles: Their ids.
            leave: Takes them out of what many tell (`dateline.story.leaving.leave`).
            by: Who deletes them.
            at: Now, with time zone.
            why: The reason, if one is given.
            versions: Whether their other versions go, too.
            wipe: Whether their words are wiped out of the file at once; else `purge` is to be called at the end.

        Returns:
            What went.

        Raises:
            NotFound: If the store does not hold one of them.
            StoreError: If it cannot be written.
        """
        with self._changing() as connection:
            gone = deleting.delete_articles(connection, articles, leave=leave, by=by, at=at, why=why, versions=versions)
        if wipe:
            self.purge()
        return gone

    @contextmanager
    def leaving(self) -> Iterator[LeavingMemory]:
        """Open what is remembered of many articles, for some of them to leave; all of it or nothing is kept."""
        with self._changing() as connection:
            yield LeavingMemory(connection)

    def read_from(self, page: str) -> tuple[tuple[StoredArticle, ...], tuple[Judgement, ...]]:
        """Return the articles of a page, and what people decided of their facts, in the order of time."""
        a, p = schema.articles.c, schema.pages.c
        asked = select(a.id).join_from(schema.articles, schema.pages).where(p.digest == page).order_by(a.n)
        with self._reading() as connection:
            articles = stored_articles(connection, list(connection.execute(asked).scalars()))
            return tuple(articles), tuple(judging.read(connection, judgements.c.page == page))

    def reading_of(self, page: str) -> str:
        """Return the digest of all that was read from a page; equal ones mean that nothing is read otherwise.

        Raises:
            NotFound: If the store does not hold the page.
        """
        p = schema.pages.c
        with self._reading() as connection:
            found: str | None = connection.execute(select(p.reading).where(p.digest == page)).scalar()
        if found is None:
            raise NotFound(f"there is no page {page} in this store")
        return found

    def pages_of(self, articles: Sequence[str]) -> tuple[str, ...]:
        """Return the digests of the pages of these articles, in the order they were added.

        Raises:
            NotFound: If the store does not hold one of them.
        """
        with self._reading() as connection:
            return deleting.digests_of(connection, articles)

    def readers(self) -> dict[str, int]:
        """Return how many articles each version of the reader read."""
        a = schema.articles.c
        asked = select(a.reader, func.count()).group_by(a.reader).order_by(func.count().desc(), a.reader)
        with self._reading() as connection:
            return {row[0]: row[1] for row in connection.execute(asked)}

    def read_by_others(self, reader: str) -> tuple[str, ...]:
        """Return the digests of the pages that hold an article which another version of the reader read."""
        a, p = schema.articles.c, schema.pages.c
        others = exists().where(a.page == p.key, a.reader != reader)
        with self._reading() as connection:
            return tuple(connection.execute(select(p.digest).where(others).order_by(p.key)).scalars())

    def expired(self, before: datetime, *, unless: Collection[str] = retention.KEPT_FOR) -> list[str]:
        """Return the ids of the current articles that are from before a moment, the oldest first.

        Args:
            before: The moment; an article is as old as its publication, or our first sight of it.
            unless: What articles are kept for all the same: being judged, being noted (`retention.KEPT_FOR`).

        Raises:
            BadInput: If an article cannot be kept for that.
        """
        with self._reading() as connection:
            return retention.expired(connection, before=before, unless=unless)

    def purge(self) -> bool:
        """Wipe out of the file what was deleted.

        Returns:
            Whether nothing of it is left; False while somebody reads the store, whose log keeps it until they are done.
        """
        self._check_writable()
        return purge(self._engine, self.where)

    def tombstones(self, *, limit: int = 50, cursor: str | None = None) -> Listing[Tombstone]:
        """Return what was deleted, the latest first."""
        limit = max(1, min(limit, MOST_ROWS))
        with self._reading() as connection:
            found = deleting.stones(connection, limit=limit + 1, cursor=cursor)
        more = make_cursor(found[limit - 1][0]) if len(found) > limit else None
        return Listing(tuple(stone for _, stone in found[:limit]), more)

    def tombstone(self, article: str) -> Tombstone | None:
        """Return the stone of an article that was deleted, or None."""
        with self._reading() as connection:
            row = connection.execute(select(tombstones).where(tombstones.c.article == article)).mappings().first()
        return deleting.stone_of(row) if row is not None else None
