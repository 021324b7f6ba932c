"""What a query asks, in parts: words, fields, and all, any or none of them; and the parts as a query again.

Parts that are the same print the same; `store.language` reads a query into them.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from dataclasses import dataclass

_PLAIN = re.compile(r"(?!-|[A-Za-z]+:)[^\s()\"]*[^\s()\"*]")
OPERATORS = ("AND", "OR", "NOT")


@dataclass(frozen=True, slots=True)
class Words:
    """A word or phrase that must stand in the headline or the text; with a prefix, its last word may go on."""

    words: str
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """A field and its value; `whole` asks for a whole name; `column` is where it stands in the query, from 1."""

    field: str
    value: str
    prefix: bool = False
    whole: bool = False
    column: int = dataclasses.field(default=1, compare=False)


@dataclass(frozen=True, slots=True)
class Not:
    """What must not be there."""

    part: Part


@dataclass(frozen=True, slots=True)
class All:
    """All of these, two or more."""

    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """Any of these, two or more."""

    parts: tuple[Part, ...]


Part = Words | Field | Not | All | Either


def printed(part: Part | None) -> str:
    """Return a query that is read as this; parts that are the same print the same."""
    match part:
        case None:
            return ""
        case Words(words, prefix):
            return _quoted(words, prefix)
        case Field(name, value, prefix, whole):
            return f"{name}:{'=' if whole else ''}{_quoted(value, prefix, field=True)}"
        case Not(inner):
            return f"-({printed(inner)})" if isinstance(inner, All | Either) else f"-{printed(inner)}"
        case All(parts):
            return " ".join(f"({printed(p)})" if isinstance(p, Either) else printed(p) for p in parts)
        case Either(parts):
            return " OR ".join(printed(p) for p in parts)


def together(part: Part | None) -> tuple[Part, ...]:
    """Return what must all be there."""
    return part.parts if isinstance(part, All) else (part,) if part is not None else ()


def narrowed(part: Part | None, by: Part) -> Part:
    """Return a query that asks one thing more; what it asks already is not asked twice."""
    parts = together(part)
    return part if part is not None and by in parts else all_of([*parts, by])


def widened(part: Part | None, by: Part) -> Part | None:
    """Return a query that asks one thing less."""
    rest = [p for p in together(part) if p != by]
    return all_of(rest) if rest else None


def fields(part: Part | None, name: str) -> Iterator[Field]:
    """Yield the fields of a name, wherever they stand."""
    match part:
        case Field() if part.field == name:
            yield part
        case Not(inner):
            yield from fields(inner, name)
        case All(parts) | Either(parts):
            for p in parts:
                yield from fields(p, name)


def _quoted(words: str, prefix: bool, *, field: bool = False) -> str:
    plain = _PLAIN.fullmatch(words) and words not in OPERATORS and not (field and words.startswith("="))
    # A value that begins with two slashes would be taken for an address, whose colon makes no field.
    plain = plain and not (field and words.startswith("//"))
    return (words if plain else f'"{words}"') + ("*" if prefix else "")


def all_of(parts: list[Part]) -> Part:
    """Return what asks for all of these, one list of them without lists inside."""
    flat = [p for part in parts for p in (part.parts if isinstance(part, All) else (part,))]
    return flat[0] if len(flat) == 1 else All(tuple(flat))


def any_of(parts: list[Part]) -> Part:
    """Return what asks for any of these, one list of them without lists inside."""
    flat = [p for part in parts for p in (part.parts if isinstance(part, Either) else (part,))]
    return flat[0] if len(flat) == 1 else Either(tuple(flat))
