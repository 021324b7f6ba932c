"""What pages across articles are put together from: words with where they open, sources, names, days."""

from __future__ import annotations

from dataclasses import dataclass, field

from dateline.views.contexts import SCREEN
from dateline.views.words import Direction, Segment


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Words of an article, character for character.

    Args:
        article, start, end: Where they stand.
        text: The words.
        url: Where they are lit in their article.
        outlet: Who prints them.
        lang, dir: For the attributes of the element that shows them.
        segments: The words cut where something in them is marked.
    """

    article: str
    text: str
    start: int
    end: int
    url: str
    outlet: str
    lang: str
    dir: Direction
    segments: tuple[Segment, ...] = field(metadata=SCREEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    """Who tells something, and where it is told."""

    article: str
    outlet: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Somebody or something; `url` is its page, None where no page is about it."""

    label: str
    url: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownLine:
    """A sentence that tells what happened.

    Args:
        sentence: The sentence.
        sources: Who tells the same, each where it is told; copies last.
        copies: How many of the sources print another one's text again.
        witnesses: How many independent sources tell it.
        according_to: Whose word it is, if not the article's own.
    """

    sentence: Piece
    sources: tuple[Chip, ...]
    copies: int
    witnesses: int
    according_to: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryLine:
    """A day of a timeline: when and how that is known, the sentence, when that came out and was first seen."""

    earliest: str
    latest: str
    precision: str
    shown: str
    basis: str
    announced: bool
    sentence: Piece
    published: str | None
    published_shown: str | None
    seen: str
    seen_shown: str
    outlets: tuple[str, ...]
    witnesses: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NameLine:
    """A name of a list: its page, what it is, in how many articles and how often it stands, and once where."""

    label: str
    url: str | None
    type: str | None
    country: tuple[str, str] | None
    roles: tuple[str, ...]
    articles: int
    mentions: int
    first: Piece


@dataclass(frozen=True, slots=True, kw_only=True)
class WordingLine:
    """One article's version of something said; `wording` is longest, same, cut, reworded or reported."""

    source: Chip
    wording: str
    words: tuple[Piece, ...]
    shared: float
    speaker: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidLine:
    """Something said: the longest quotation verbatim, and the other articles that have it.

    Args:
        id: Of the utterance.
        speaker: Who said it; None where no article says.
        said: The longest quotation, piece by piece.
        day, day_shown: When it was first printed.
        outlets: Who prints it, those that took it from one another as one.
        variants: The other articles' versions.
        disputed: Other names the words are given to.
    """

    id: str
    speaker: Named | None
    said: tuple[Piece, ...]
    day: str
    day_shown: str
    outlets: tuple[str, ...]
    variants: tuple[WordingLine, ...]
    disputed: tuple[str, ...]
