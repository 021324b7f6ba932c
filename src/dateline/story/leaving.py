"""Articles leave what many tell: stories, identities and events are what those that remain make them.

What an article is counted in is subtracted; copies of it, and versions that took its place, are placed anew; groups it
belonged to are grown again from their other members, and keep their ids, since links lead to them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Protocol

from dateline.model.memory import Dated, GroupKind, Memory, Placing
from dateline.story.deciding import decisions, regrow
from dateline.story.joining import join
from dateline.story.terms import terms_of


class Leavable(Memory, Protocol):
    """A memory that articles can leave."""

    def unlearn(self, terms: Collection[str]) -> None:
        """Count one article less with these terms."""

    def groups_of(self, articles: Collection[str]) -> set[tuple[GroupKind, str]]:
        """Return the groups that articles, or statements of theirs, belong to."""

    def dependents(self, articles: Collection[str]) -> set[str]:
        """Return the articles that print again what these printed first, and the versions that replaced these."""

    def dated(self, articles: Collection[str]) -> Sequence[Dated]:
        """Return these articles by their day."""

    def unplace(self, articles: Collection[str]) -> None:
        """Forget where articles were put, so that they can be put anew."""

    def drop(self, ids: Collection[str]) -> None:
        """Forget groups that nobody belongs to any more."""

    def drop_decisions(self) -> None:
        """Forget merges and splits all of whose members are gone."""


def leave(memory: Leavable, articles: Sequence[str], *, take: Callable[[], None]) -> None:
    """Take articles out of what many tell.

    Args:
        memory: What is remembered.
        articles: The ids of those that leave.
        take: Takes the articles themselves away; called once, when all that needs them has been asked.
    """
    depending = memory.dependents(articles)
    touched = memory.groups_of({*articles, *depending})
    _unlearn(memory, {*articles, *depending})
    take()
    memory.unplace(depending)
    for at in memory.dated(depending):
        record = memory.record(at.article)
        if record is not None:
            join(record, memory, day=at.day, before=at.before)
    _as_decided(memory, depending)
    grow_again(memory, touched | memory.groups_of(depending))
    memory.drop_decisions()


def grow_again(memory: Leavable, groups: Collection[tuple[GroupKind, str]]) -> None:
    """Let groups be what their members make them; those without any are forgotten."""
    empty = set[str]()
    # Stories before identities before events: each looks at where its members stand in the one before.
    for kind in ("story", "identity", "event"):
        for id in sorted(id for of, id in groups if of == kind):
            if memory.members(kind, id):
                regrow(memory, kind, id)
            else:
                empty.add(id)
    memory.drop(empty)


def _unlearn(memory: Leavable, articles: Collection[str]) -> None:
    """Take back what was counted of articles."""
    for article in sorted(articles):
        placing, record = memory.placing(article), memory.record(article)
        if placing is not None and record is not None and _was_counted(placing):
            memory.unlearn(terms_of(record).keys())


def _was_counted(placing: Placing) -> bool:
    """Say whether an article's words were counted: those of copies and of newer versions are not."""
    copied = placing.reprint is not None and not placing.part
    return placing.likeness < 1 or not (copied or placing.reprint is None)


def _as_decided(memory: Leavable, articles: Collection[str]) -> None:
    """Put articles that were placed anew where people put them."""
    together = decisions(memory.judgements(), "story").together
    for article in sorted(articles & together.keys()):
        if memory.group("story", together[article]) is not None:
            memory.move("story", [article], together[article], reason="decided by a person")
