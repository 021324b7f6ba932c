"""What a store is asked of what many articles tell together: stories, who is in them, and pairs of sides."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.errors import NotFound
from dateline.store import export as exports
from dateline.store import stories as across
from dateline.store.lists import Listing
from dateline.store.opened import Opened
from dateline.store.stories import IdentityRow, Joined, StoryRow

MOST_TOLD = 500
"""So many articles of a story, an identity or a dyad are looked at, the latest."""


class Telling(Opened):
    """The part of a store that is about stories, identities and dyads."""

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

    def tellings(self, events: Sequence[str]) -> dict[str, tuple[tuple[str, str], ...]]:
        """Return for ids of events across articles the statements that tell them, each with its current article."""
        with self._reading() as connection:
            return exports.tellings(connection, events)
