"""Noun groups: runs of nominal tokens, told by the rough word classes of a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from dateline.model.span import Span
from dateline.model.statement import EntityType
from dateline.record.tokens import Token

ARTICLES = frozenset("the a an this that these those some any".split())


@dataclass(frozen=True, slots=True)
class Named:
    """A name of the sentence, by its tokens."""

    start: int
    end: int
    type: EntityType


class Group(NamedTuple):
    """A noun group: its first token and one past its last."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Parsed:
    """A sentence with its word classes and its names; `lower` holds the tokens in lower case."""

    tokens: Sequence[Token]
    lower: Sequence[str]
    tags: str
    names: Sequence[Named] = ()

    def span(self, group: Group) -> Span:
        """Return the place of a group in the article's text."""
        return Span(self.tokens[group.start].start, self.tokens[group.end - 1].end)


def chunk_ending(p: Parsed, last: int) -> Group | None:
    """Return the run of nominal tokens that ends at a token, determiner included."""
    if last < 0:
        return None
    if p.tags[last] == "Y":
        return Group(last, last + 1)
    if p.tags[last] != "N":
        return Group(last, last + 1) if p.tags[last] == "D" and p.lower[last] not in ARTICLES else None
    first = last
    while first > 0 and p.tags[first - 1] in "ND" and p.lower[first] not in ARTICLES:
        first -= 1
    return Group(first, last + 1)


def chunk_from(p: Parsed, first: int) -> Group | None:
    """Return the run of nominal tokens that begins at a token, determiner included."""
    n = len(p.tags)
    if first >= n:
        return None
    if p.tags[first] == "Y":
        return Group(first, first + 1)
    end = first
    while end < n and (p.tags[end] in "ND" or (p.tags[end] == "V" and end > first and _attributive(p, end))):
        if p.tags[end] == "D" and end > first and p.tags[end - 1] == "N" and p.lower[end - 1] not in ("'s", "’s"):
            break
        end += 1
    return Group(first, end) if end > first and (p.tags[end - 1] == "N" or end - first == 1) else None


def _attributive(p: Parsed, i: int) -> bool:
    """Say whether a participle stands between a determiner and its noun ("the detained activists")."""
    return p.tags[i - 1] == "D" and i + 1 < len(p.tags) and p.tags[i + 1] == "N"


def trimmed(p: Parsed, group: Group) -> Group | None:
    """Leave off a leading article and a trailing possessive."""
    start, end = group
    while start < end and p.lower[start] in ARTICLES:
        start += 1
    while end > start and p.lower[end - 1] in ("'s", "’s", "'", "’"):
        end -= 1
    return Group(start, end) if end > start else None
