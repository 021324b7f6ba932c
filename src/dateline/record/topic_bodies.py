"""Bodies that are called after what they are about: "the Paris Forum on Public Affairs", which a reader cuts in two."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.model.span import Span
from dateline.record.reading import RawName
from dateline.record.tokens import Token
from dateline.world.names import words
from dateline.world.offices import is_organization_word

_GATHERINGS = frozenset("Forum Seminar Conference Congress Dialogue Convention Roundtable Colloquium".split())
_ABOUT = ("on", "for", "of")
_LONGEST = 4
"""So many words at most stand before the kind of a body, and so many tell its topic."""


def behind_topic(tokens: Sequence[Token], end: int) -> int:
    """Return the token where a body's name ends that was cut at its topic: "Paris Forum | on Public Affairs".

    Args:
        tokens: The tokens of a sentence.
        end: Where the name ends so far.
    """
    if end < len(tokens) and _is_topic(tokens[end]) and tokens[end - 2].text in _ABOUT:
        return end + 1
    return _topic_end(tokens, end) if _is_kind(tokens[end - 1]) else end


def topic_bodies(tokens: Sequence[Token]) -> Iterator[RawName]:
    """Yield the bodies of a sentence whose names are told by their form: "the | Oslo Seminar for Peace".

    Args:
        tokens: The tokens of a sentence.
    """
    for at, kind in enumerate(tokens):
        if not _is_kind(kind) or (stop := _topic_end(tokens, at + 1)) == at + 1:
            continue
        start = at
        while start and at - start < _LONGEST and tokens[start - 1].text[0].isupper():
            start -= 1
        if start < at and start and tokens[start - 1].text == "the":
            yield RawName(span=Span(tokens[start].start, tokens[stop - 1].end), type="organization")


def _is_kind(token: Token) -> bool:
    return token.text in _GATHERINGS or (token.text[0].isupper() and is_organization_word(token.text.lower()))


def _is_topic(token: Token) -> bool:
    return token.text in words("topics")


def _topic_end(tokens: Sequence[Token], at: int) -> int:
    """Return where a topic ends that begins at "on", "for" or "of", or that very token where none does."""
    if at + 1 >= len(tokens) or tokens[at].text not in _ABOUT:
        return at
    stop = at + 1
    while stop < len(tokens) and stop - at <= _LONGEST and tokens[stop].text[0].isupper():
        stop += 1
    return stop if stop > at + 1 and _is_topic(tokens[stop - 1]) else at
