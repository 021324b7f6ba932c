"""From a query to a tsquery, and from the words of an article to a tsvector: both as text PostgreSQL reads.

Words of the headline and the text stand as they are, those of fields behind the field's name (`source:coast`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from dateline.store.fields import as_kept
from dateline.store.periods import covering, period
from dateline.store.query import All, Either, Field, Not, Part, Words
from dateline.store.words.tokens import words_of

EVERY = "('type:article' | 'type:related' | 'type:teaser')"
"""What every article matches: its kind stands among its types."""
_NOTHING = "'none:'"
"""What no article holds."""
LONG = "long:yes"
"""What an article holds whose text is too long for PostgreSQL to keep all places of its words."""
_LAST_PLACE, _MOST_PLACES = 16_383, 255
_LONGEST_WORD = 500
"""Characters of a word that are kept: PostgreSQL takes 2,046 bytes."""
_LARGEST = 1_000_000
"""Bytes of a tsvector, which PostgreSQL bounds at 1,048,575."""


def query_of(part: Part, now: datetime) -> str:
    """Return a query as a tsquery."""
    match part:
        case Words(words, prefix):
            return _phrase(words, "", prefix)
        case Field():
            return _field(part, now)
        case Not(inner):
            return f"({EVERY} & !{query_of(inner, now)})"
        case Either(parts):
            return f"({' | '.join(query_of(p, now) for p in parts)})"
        case All(parts):
            there = [query_of(p, now) for p in parts if not isinstance(p, Not)] or [EVERY]
            gone = [f"!{query_of(p.part, now)}" for p in parts if isinstance(p, Not)]
            return f"({' & '.join([*there, *gone])})"


def _field(asked: Field, now: datetime) -> str:
    if asked.field == "date":
        days = covering(*period(asked.value, column=asked.column).at(now))
        return f"({' | '.join(_quoted(f'date:{digits}') for digits in days)})"
    return _phrase(as_kept(asked), f"{asked.field}:", asked.prefix)


def _phrase(words: str, field: str, prefix: bool) -> str:
    found = [_quoted(field + word[:_LONGEST_WORD]) for word in words_of(words)]
    if not found:
        return _NOTHING
    found[-1] += ":*" if prefix else ""
    if len(found) == 1:
        return found[0]
    # Where not all places are known, that all words are there must do.
    return f"(({' <-> '.join(found)}) | ({_quoted(LONG)} & {' & '.join(found)}))"


def vector_of(places: Mapping[str, Mapping[str, list[int]]]) -> str:
    """Return the words of an article as a tsvector.

    Args:
        places: For headline, body and each field its words and their places (see `tokens.words_at`).
    """
    headline = places["headline"]
    # No phrase reaches from the headline into the text.
    gap = 2 + max((at for ats in headline.values() for at in ats), default=0)
    parts = [_entry(word, ats, 1, "A") for word, ats in headline.items()]
    for field, words in places.items():
        if field not in ("headline", "body"):
            parts += [_entry(f"{field}:{word}", ats, 1, "C") for word, ats in words.items()]
    body = places["body"]
    cut = any(len(ats) > _MOST_PLACES or gap + ats[-1] >= _LAST_PLACE for ats in body.values())
    whole = [*parts, *(_entry(word, ats, gap, "") for word, ats in body.items())]
    if _bytes(whole) > _LARGEST:
        cut, whole = True, [*parts, *_fitting(map(_bare, body), _LARGEST - _bytes(parts))]
    return " ".join([*whole, _quoted(LONG)] if cut else whole)


def _entry(word: str, places: list[int], first: int, weight: str) -> str:
    at = ",".join(f"{first + place}{weight}" for place in places[:_MOST_PLACES])
    return f"{_bare(word)}:{at}"


def _bare(word: str) -> str:
    return _quoted(word[:_LONGEST_WORD])


def _quoted(word: str) -> str:
    """Return a word between quotation marks; words hold letters, digits and marks alone."""
    return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'"


def _bytes(parts: Iterable[str]) -> int:
    return sum(len(part.encode()) for part in parts)


def _fitting(parts: Iterable[str], room: int) -> Iterable[str]:
    for part in parts:
        room -= len(part.encode())
        if room > 0:
            yield part
