"""What a store is asked when people review what was read: to keep what they decide, and to say what they decided."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement

from dateline.errors import NotFound
from dateline.model.memory import Group, GroupKind, Member
from dateline.model.story import Judgement
from dateline.store import judging, review
from dateline.store.across import judgements
from dateline.store.lists import Listing
from dateline.store.memory import StoredMemory
from dateline.store.opened import Opened
from dateline.store.review import Waiting
from dateline.store.rows import stamp


class Reviewing(Opened):
    """The part of a store that is about judgements."""

    def judge(self, judgement: Judgement) -> Judgement:
        """Keep what a person decided of a fact, or wrote of anything; one that is kept already changes nothing.

        Args:
            judgement: accept, correct (its `value`: the corrected fields as JSON), reject, note, or an undo of one of
                these. Merges and splits are carried out by `dateline.story.deciding.decide`.

        Returns:
            It as it is kept, with the statement that it is about.

        Raises:
            NotFound: If the store holds nothing of that id.
            BadInput: If a correction does not fit what it corrects.
        """
        with self._changing() as connection:
            return review.judge(connection, judgement)

    def judgements(
        self, *, target: str | Collection[str] | None = None, since: datetime | None = None
    ) -> tuple[Judgement, ...]:
        """Return what people decided, in the order of time: of one or some ids, or since a moment."""
        j, where = judgements.c, list[ColumnElement[bool]]()
        if since is not None:
            where.append(j.at >= stamp(since))
        with self._reading() as connection:
            if target is None:
                return tuple(judging.read(connection, *where))
            found = judging.of_targets(connection, [target] if isinstance(target, str) else target)
        return tuple(one for one in found if since is None or one.at >= since)

    def judgement(self, id: str, *, root: bool = False) -> Judgement:
        """Return a judgement; with `root`, what an undo is about in the end.

        Raises:
            NotFound: If the store does not hold it.
        """
        with self._reading() as connection:
            first = review.root(connection, id)
            return first if root else judging.read(connection, judgements.c.id == id)[0]

    def history(
        self, *, target: str | None = None, by: str | None = None, limit: int = 50, cursor: str | None = None
    ) -> Listing[Judgement]:
        """Return what people decided, the latest first."""
        given = {"target": target, "by": by}
        where = [judgements.c[name] == value for name, value in given.items() if value is not None]
        with self._reading() as connection:
            return review.history(connection, *where, limit=limit, cursor=cursor)

    def waiting(
        self, *, kinds: Sequence[str] = (), story: str | None = None, limit: int = 25, cursor: str | None = None
    ) -> Listing[Waiting]:
        """Return facts that nobody has judged yet, those the reader was least sure of first.

        Raises:
            QueryError: If there is no such kind.
        """
        with self._reading() as connection:
            return review.waiting(connection, kinds=kinds, story=story, limit=limit, cursor=cursor)

    def article_of(self, statement: str) -> str:
        """Return the id of the article that a statement is about, which may be read to say something else by now.

        Raises:
            NotFound: If the store holds neither the statement nor a judgement on it.
        """
        with self._reading() as connection:
            found = review.article_of(connection, statement)
        if found is None:
            raise NotFound(f"there is no fact {statement} in this store")
        return found

    def group(self, kind: GroupKind, id: str) -> tuple[Group, tuple[Member, ...]]:
        """Return a story, an identity or an event (or what it was merged into) and its members, the earliest first.

        Raises:
            NotFound: If the store does not hold it.
        """
        with self._reading() as connection:
            memory = StoredMemory(connection)
            found = memory.group(kind, id)
            if found is None:
                raise NotFound(f"there is no {kind} {id} in this store")
            return found, tuple(memory.members(kind, found.id))
