"""What a store is asked in the search language, and the searches it keeps."""

from __future__ import annotations

from datetime import UTC, datetime

from dateline.store import saved
from dateline.store.facets import Facets, facets
from dateline.store.lists import Listing
from dateline.store.opened import Opened
from dateline.store.saved import SavedSearch
from dateline.store.search import Hit, Sort, StoryHit, search, search_stories, understood


class Searching(Opened):
    """The part of a store that answers searches."""

    def search(
        self,
        query: str,
        *,
        limit: int = 50,
        cursor: str | None = None,
        now: datetime | None = None,
        sort: Sort | None = None,
    ) -> Listing[Hit]:
        """Return current articles that fit a query (see `dateline.store.language`).

        Args:
            query: Words, "phrases", fields.
            limit, cursor: How many, and where to go on.
            now: From when `date:P7D` counts back.
            sort: By relevance or by date; by relevance where words are asked for, if nothing is said.

        Raises:
            QueryError: If the query cannot be understood.
        """
        with self._reading() as connection:
            asked = understood(connection, query, now=now or datetime.now(UTC))
            return search(connection, asked, limit=limit, cursor=cursor, sort=sort)

    def search_stories(
        self,
        query: str,
        *,
        limit: int = 50,
        cursor: str | None = None,
        now: datetime | None = None,
        sort: Sort | None = None,
    ) -> Listing[StoryHit]:
        """Return the stories of articles that fit a query, each with its best hit.

        Raises:
            QueryError: If the query cannot be understood.
        """
        with self._reading() as connection:
            asked = understood(connection, query, now=now or datetime.now(UTC))
            return search_stories(connection, asked, limit=limit, cursor=cursor, sort=sort)

    def facets(self, query: str, *, now: datetime | None = None) -> Facets:
        """Return how many articles fit a query, and of what source, country, type, language and day they are.

        Raises:
            QueryError: If the query cannot be understood.
        """
        with self._reading() as connection:
            return facets(connection, understood(connection, query, now=now or datetime.now(UTC)))

    def save_search(self, name: str, query: str, *, by: str) -> SavedSearch:
        """Keep a search under a name, for `search:"name"`; what was kept under it before is replaced.

        Raises:
            QueryError: If the query cannot be understood, asks nothing, or asks for itself.
        """
        with self._changing() as connection:
            return saved.save(connection, name, query, by=by, at=datetime.now(UTC))

    def delete_search(self, name: str) -> None:
        """Forget a saved search.

        Raises:
            NotFound: If none is kept under that name.
        """
        with self._changing() as connection:
            saved.unsave(connection, name)

    def saved_searches(self) -> tuple[SavedSearch, ...]:
        """Return the searches that are kept, by name."""
        with self._reading() as connection:
            return saved.saved_list(connection)
