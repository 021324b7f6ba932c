"""Which article replaces which, where one url gave different pages over time, in whatever order they were added."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from dateline.model.changes import words_of

# A rewritten article keeps far more than half of its words; two items that only share an address (a front page, a
# "today" page) share little more than the commonest ones. Half of the shorter one's words stands between.
ENOUGH = 0.5


@dataclass(frozen=True)
class Version:
    """An article of one of the pages a url gave, with what is needed to tell whether two are versions of one."""

    id: str
    kind: str
    text: str

    @cached_property
    def words(self) -> frozenset[str]:
        """Its distinct words; kept, because a url that gave many pages has each compared with many."""
        return frozenset(words_of(self.text.casefold()))


@dataclass(frozen=True, slots=True)
class Place:
    """Where an article stands among its versions: what it replaces, whether it is the newest, the first of its line."""

    supersedes: str | None
    current: bool
    first: str


def places_of(pages: Sequence[Sequence[Version]]) -> dict[str, Place]:
    """Return each article's place, given the articles of each page of one url, oldest page first."""
    heads: dict[str, Version] = {}
    supersedes: dict[str, str | None] = {}
    first: dict[str, str] = {}
    for page in pages:
        open_heads = dict(heads)
        for version in page:
            before = _best(version, list(open_heads.values()))
            supersedes[version.id] = before
            first[version.id] = first[before] if before else version.id
            if before:
                del open_heads[before], heads[before]
            heads[version.id] = version
    return {id_: Place(supersedes[id_], id_ in heads, first[id_]) for id_ in supersedes}


def _best(version: Version, heads: Sequence[Version]) -> str | None:
    """Return the id of the older article this one shares most words with, if it shares enough."""
    shares = [(_shared(version, head), head.id) for head in heads if head.kind == version.kind]
    share, id_ = max(shares, default=(0.0, ""))
    return id_ if share >= ENOUGH else None


def _shared(a: Version, b: Version) -> float:
    """Return the share of the shorter text's distinct words that stand in the other, 0 to 1."""
    fewer = min(len(a.words), len(b.words))
    return len(a.words & b.words) / fewer if fewer else float(a.text == b.text)
