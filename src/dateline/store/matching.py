"""From a query to one expression of FTS5: words, fields, and dates as years, months and days; all in one index."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from dateline.errors import QueryError
from dateline.store.fields import as_kept
from dateline.store.language import parse
from dateline.store.periods import covering, period
from dateline.store.query import All, Either, Field, Not, Part, Words

Lookup = Callable[[str], str | None]
"""Returns the query of a saved search, by its name."""
EVERY = "type : (article OR related OR teaser)"
"""What every article matches: its kind stands among its types."""
_MOST_NAMED = 8
"""So deep may saved searches name one another."""


def resolved(part: Part | None, lookup: Lookup, *, inside: tuple[str, ...] = ()) -> Part | None:
    """Return a query with each `search:"name"` replaced by what is saved under that name.

    Raises:
        QueryError: If nothing is, or it asks for itself.
    """
    match part:
        case Field() if part.field == "search":
            return _saved(part, lookup, inside)
        case Not(inner):
            found = resolved(inner, lookup, inside=inside)
            assert found is not None
            return Not(found)
        case All(parts) | Either(parts):
            return type(part)(tuple(p for p in (resolved(p, lookup, inside=inside) for p in parts) if p))
    return part


def _saved(asked: Field, lookup: Lookup, inside: tuple[str, ...]) -> Part:
    query = lookup(asked.value)
    if query is None:
        raise QueryError(f"there is no saved search {asked.value!r}", column=asked.column)
    if asked.value in inside or len(inside) >= _MOST_NAMED:
        raise QueryError(f"the saved search {asked.value!r} asks for itself", column=asked.column)
    try:
        found = resolved(parse(query), lookup, inside=(*inside, asked.value))
    except QueryError as error:
        raise QueryError(f"in the saved search {asked.value!r}, {error.message}", column=asked.column) from error
    if found is None:
        raise QueryError(f"the saved search {asked.value!r} asks for nothing", column=asked.column)
    return found


def expression(part: Part, now: datetime) -> str:
    """Return a query in the language of FTS5; every word is quoted, so none can be syntax."""
    match part:
        case Words(words, prefix):
            return f"{{headline body}} : {_phrase(words, prefix)}"
        case Field():
            return _field(part, now)
        case Not(inner):
            return f"({EVERY} NOT {expression(inner, now)})"
        case Either(parts):
            return f"({' OR '.join(expression(p, now) for p in parts)})"
        case All(parts):
            there = [expression(p, now) for p in parts if not isinstance(p, Not)] or [EVERY]
            gone = [expression(p.part, now) for p in parts if isinstance(p, Not)]
            # One NOT for all: FTS5 nests each in the one before, and takes only so many.
            without = f" NOT ({' OR '.join(gone)})" if gone else ""
            return f"(({' AND '.join(there)}){without})"


def _field(asked: Field, now: datetime) -> str:
    if asked.field == "date":
        days = covering(*period(asked.value, column=asked.column).at(now))
        return f"date : ({' OR '.join(days)})"
    return f"{asked.field} : {_phrase(as_kept(asked), asked.prefix)}"


def _phrase(words: str, prefix: bool) -> str:
    quoted = words.replace('"', '""')
    return f'"{quoted}"' + (" *" if prefix else "")


def marking(part: Part | None) -> Part | None:
    """Return the words of a query that may be marked in what is found, any of them; None if there are none."""
    found = tuple(dict.fromkeys(_wanted(part)))
    return Either(found) if len(found) > 1 else found[0] if found else None


def _wanted(part: Part | None) -> list[Part]:
    match part:
        case Words():
            return [part]
        case All(parts) | Either(parts):
            return [w for p in parts for w in _wanted(p)]
    return []
