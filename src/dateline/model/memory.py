"""What is remembered of many articles between one article and the next, as those who judge ask for it.

`story` judges and never sees a database; the store keeps and never judges. What lies between them is said here: groups
(stories, identities, events) are found by words they are known by, and their state is a JSON text only `story` reads.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

from dateline.model.article import Article
from dateline.model.story import Reprint

GroupKind = Literal["story", "identity", "event"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A group that grows article by article.

    Args:
        id: Its id; stays the same while it grows.
        state: What `story` remembers of it, as JSON.
        words: The words by which it is found.
        label, type, country: As lists show it.
        first, last: The days of its earliest and its latest article, ISO 8601; what it is about, not when it was added.
        key: Its number in the store; 0 until it is kept.
    """

    id: str
    state: str
    words: Collection[str] = ()
    label: str = ""
    type: str | None = None
    country: str | None = None
    first: str | None = None
    last: str | None = None
    key: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Placing:
    """Where an article was put: its story and why, and what it took over from an earlier one."""

    article: str
    story: str
    reason: str
    likeness: float = 0.0
    part: bool = False
    reprint: Reprint | None = None

    @property
    def original(self) -> str:
        """The first article of the same text: its own id if it is no reprint."""
        return self.reprint.original if self.reprint and not self.part else self.article


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A statement (an entity, an event) and the group it belongs to, with the reason.

    `perhaps` is another group it may belong to, where that was left open.
    """

    statement: str
    group: str
    reason: str
    confidence: float = 1.0
    perhaps: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisions:
    """What people decided of groups of a kind, which no rerun overrules.

    Args:
        together: For a member (an article's or a statement's id), the id of the group it was put into.
        apart: Members that were taken out of a group: (member, group).
        redirects: Groups that were merged into others.
    """

    together: Mapping[str, str] = field(default_factory=dict)
    apart: Collection[tuple[str, str]] = ()
    redirects: Mapping[str, str] = field(default_factory=dict)


class Memory(Protocol):
    """What is remembered; each question is answered for the article at hand, and touches no more than it needs."""

    def counts(self, terms: Collection[str]) -> Mapping[str, int]:
        """Return in how many articles each term stood."""

    def learned(self) -> float:
        """Return how many articles were counted."""

    def learn(self, terms: Collection[str]) -> None:
        """Count one more article with these terms."""

    def holders(self, kind: GroupKind, words: Collection[str], *, since: str | None = None) -> Mapping[str, list[int]]:
        """Return, for each word, the groups of a kind that are found by it, if their last day is `since` or later."""

    def groups(self, kind: GroupKind, keys: Collection[int]) -> Sequence[Group]:
        """Return the groups with these numbers, in that order, without the words they are found by."""

    def group(self, kind: GroupKind, id: str) -> Group | None:
        """Return the group of that id, or the one it was merged into."""

    def keep(self, kind: GroupKind, group: Group) -> int:
        """Keep a group as it is now, and return its number."""

    def texts(self, runs: Sequence[int], *, since: str) -> Sequence[tuple[str, str]]:
        """Return the articles that share most of these runs of words, and the original of each; the best first."""

    def keep_text(self, article: str, runs: Sequence[int], *, day: str) -> None:
        """Keep the sampled runs of words of an article."""

    def article(self, id: str) -> Article | None:
        """Return an article that is kept."""

    def placing(self, article: str) -> Placing | None:
        """Return where an article was put."""

    def place(self, placing: Placing) -> None:
        """Keep where an article was put."""

    def link(self, kind: GroupKind, links: Collection[Link]) -> None:
        """Keep which groups statements belong to."""

    def links(self, kind: GroupKind, article: str) -> Sequence[Link]:
        """Return which groups the statements of an article belong to."""
