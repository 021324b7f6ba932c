"""What is remembered of many articles between one article and the next, as those who judge ask for it.

`story` judges and never sees a database; the store keeps and never judges. What lies between them is said here: groups
(stories, identities, events) are found by words they are known by, and their state is a JSON text only `story` reads.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

from dateline.model.article import Article
from dateline.model.record import Record
from dateline.model.story import Judgement, Reprint

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
class Member:
    """A member of a group: an article and its day, and which of its statements, if the group is not a story."""

    article: str
    day: str
    statement: str | None = None

    @property
    def id(self) -> str:
        """The id of what is the member: the statement, or the article of a story."""
        return self.statement or self.article


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """An article, its day, and the version that it replaces, if it does."""

    article: str
    day: str
    before: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisions:
    """What people decided of groups of a kind, which no rerun overrules.

    Args:
        together: For a member (an article's or a statement's id), the id of the group it was put into.
        apart: Members that were taken out of a group: (member, group).
    """

    together: Mapping[str, str] = field(default_factory=dict)
    apart: Collection[tuple[str, str]] = ()


class Memory(Protocol):
    """What is remembered; each question is answered for the article at hand, and touches no more than it needs."""

    def counts(self, terms: Collection[str]) -> Mapping[str, int]:
        """Return in how many articles each term stood."""

    def learned(self) -> float:
        """Return how many articles were counted."""

    def learn(self, terms: Collection[str]) -> None:
        """Count one more article with these terms."""

    def holders(
        self, kind: GroupKind, words: Collection[str], *, most: int, since: str | None = None
    ) -> Mapping[str, list[int]]:
        """Return, for each word, the latest groups of a kind that are found by it, if their last day is not before."""

    def groups(self, kind: GroupKind, keys: Collection[int]) -> Sequence[Group]:
        """Return the groups with these numbers, in that order, without the words they are found by."""

    def group(self, kind: GroupKind, id: str) -> Group | None:
        """Return the group of that id, or the one it was merged into."""

    def keep(self, kind: GroupKind, group: Group) -> int:
        """Keep a group as it is now, and return its number."""

    def keep_all(self, kind: GroupKind, kept: Iterable[Group]) -> None:
        """Keep groups as they are now, in their order; each is there once."""

    def texts(self, runs: Sequence[int], *, since: str) -> Sequence[tuple[str, str]]:
        """Return the articles that share most of these runs of words, and the original of each; the best first."""

    def keep_text(self, article: str, runs: Sequence[int], *, day: str) -> None:
        """Keep the sampled runs of words of an article."""

    def bare(self, ids: Collection[str]) -> Mapping[str, Article]:
        """Return articles by their ids, without what was read from them; those that are not kept are left out."""

    def record(self, id: str) -> Record | None:
        """Return an article that is kept, with what was read from it."""

    def records(self, ids: Iterable[str]) -> Iterator[Record]:
        """Yield articles with what was read from them, in this order; those that are not kept are passed over."""

    def articles(self) -> Sequence[Dated]:
        """Return all articles that are kept, by their day, then their id."""

    def placing(self, article: str) -> Placing | None:
        """Return where an article was put."""

    def place(self, placing: Placing) -> None:
        """Keep where an article was put."""

    def link(self, kind: GroupKind, links: Collection[Link]) -> None:
        """Keep which groups statements belong to."""

    def links(self, kind: GroupKind, article: str) -> Sequence[Link]:
        """Return which groups the statements of an article belong to."""

    def group_of(self, kind: GroupKind, statement: str) -> str | None:
        """Return the group that a statement belongs to."""

    def members(self, kind: GroupKind, group: str) -> Sequence[Member]:
        """Return the members of a group, in the order of their articles' days."""

    def move(self, kind: GroupKind, members: Collection[str], group: str, *, reason: str) -> None:
        """Put members (articles of a story, statements of other groups) to another group."""

    def redirect(self, kind: GroupKind, id: str, into: str | None) -> None:
        """Say that a group is now another one, and let it be found no longer; None takes that back."""

    def forget(self) -> None:
        """Forget all groups and who belongs to them; articles and judgements stay."""

    def judge(self, judgement: Judgement) -> None:
        """Keep what a person decided; one that is kept already changes nothing."""

    def judgements(self) -> Sequence[Judgement]:
        """Return what people decided, in the order of time."""
