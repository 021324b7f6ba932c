"""The search language: words, "phrases", wor*, -not, OR, (groups), and fields such as source: or date:.

    killed "air strike" source:Tribune country:SYR date:2024-08..2024-10 -exercise

Words side by side must all be there. A field stands on its own, not inside a group.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from dateline.errors import QueryError
from dateline.model.span import clean

FIELDS = ("source", "country", "type", "date", "lang", "said", "entity")
_DEEPEST = 20
_LONGEST = 1000
_TOKEN = re.compile(
    r'\s+|(?P<open>-?\()|(?P<close>\))|(?P<piece>-?(?:(?P<field>[A-Za-z]+):(?!//))?(?:"[^"]*"?|[^\s()"]*))'
)


@dataclass(frozen=True, slots=True)
class Words:
    """A word or phrase that must stand in the text; a prefix matches any word that begins so."""

    words: str
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """All of these, or any of them; `without` holds what must not be there."""

    any: bool
    parts: tuple[Words | Group, ...]
    without: tuple[Words | Group, ...] = ()


@dataclass(frozen=True, slots=True)
class Filter:
    """A field and its value; `column` is where it stands in the query, from 1."""

    field: str
    value: str
    negated: bool
    column: int


@dataclass(frozen=True, slots=True)
class Query:
    """What was asked: words that must be there, words that must not, and fields."""

    parts: tuple[Words | Group, ...] = ()
    without: tuple[Words | Group, ...] = ()
    filters: tuple[Filter, ...] = ()


@dataclass(frozen=True, slots=True)
class _Token:
    """A piece of the query: kind is open, close, or, words or field."""

    kind: str
    column: int
    negated: bool = False
    words: str = ""
    prefix: bool = False
    field: str = ""


def parse(query: str) -> Query:
    """Return what a query asks.

    Raises:
        QueryError: If it cannot be understood; the message names the column, from 1.
    """
    query, _ = clean(query)
    if len(query) > _LONGEST:
        raise QueryError(f"column {_LONGEST + 1}: a query has at most {_LONGEST} characters")
    tokens = _tokens(query)
    filters = tuple(Filter(t.field, t.words, t.negated, t.column) for t in tokens if t.kind == "field")
    group, at = _group(tokens, 0, 0)
    if at < len(tokens):
        raise QueryError(f"column {tokens[at].column}: this bracket closes nothing")
    if group is None:
        return Query(filters=filters)
    if group.any:
        return Query((group,), (), filters)
    return Query(group.parts, group.without, filters)


def _tokens(query: str) -> list[_Token]:
    out = []
    at = 0
    while at < len(query):
        m = _TOKEN.match(query, at)
        if m is None or m.end() == at:
            raise QueryError(f"column {at + 1}: {query[at]!r} cannot stand here")
        if m["open"]:
            out.append(_Token("open", at + 1, negated=m["open"].startswith("-")))
        elif m["close"]:
            out.append(_Token("close", at + 1))
        elif m["piece"]:
            out.append(_piece(m["piece"], m["field"], at + 1))
        at = m.end()
    return out


def _piece(piece: str, field: str | None, column: int) -> _Token:
    """Return the token of a word, a phrase or a field."""
    if piece == "OR":
        return _Token("or", column)
    negated = piece.startswith("-") and len(piece) > 1
    value = piece[1:] if negated else piece
    if field is not None:
        value = value[len(field) + 1 :]
    quoted = value.startswith('"')
    if quoted and (len(value) == 1 or not value.endswith('"')):
        raise QueryError(f"column {column + piece.index(chr(34))}: this quotation mark is never closed")
    words = value[1:-1] if quoted else value
    if field is not None:
        return _field(field, words.strip(), negated, column)
    prefix = not quoted and words.endswith("*") and len(words) > 1
    words = words.rstrip("*") if prefix else words
    if not any(unicodedata.category(c)[0] in "LNM" for c in words):
        raise QueryError(f"column {column}: there is no word to search for in {piece!r}")
    return _Token("words", column, negated, words, prefix)


def _field(field: str, value: str, negated: bool, column: int) -> _Token:
    if field.lower() not in FIELDS:
        known = ", ".join(f"{f}:" for f in FIELDS)
        raise QueryError(f'column {column}: there is no field {field}: (there are {known}); put words in "…"')
    if not value:
        raise QueryError(f"column {column}: {field}: needs a value")
    return _Token("field", column, negated, value, field=field.lower())


def _group(tokens: list[_Token], at: int, depth: int) -> tuple[Group | None, int]:
    """Read alternatives up to a closing bracket or the end; return them and where that is."""
    if depth > _DEEPEST:
        raise QueryError(f"column {tokens[at - 1].column}: brackets nest deeper than {_DEEPEST}")
    choices: list[Group] = []
    while True:
        group, at = _all(tokens, at, depth)
        more = at < len(tokens) and tokens[at].kind == "or"
        if group is None and (more or choices):
            where = tokens[at].column if more else tokens[at - 1].column
            raise QueryError(f"column {where}: OR needs words on both sides")
        if group is None:
            return None, at
        if (more or choices) and not group.parts:
            raise QueryError(f"column {tokens[at - 1].column}: a choice cannot be only what to leave out")
        choices.append(group)
        if not more:
            return (choices[0] if len(choices) == 1 else Group(True, tuple(choices))), at
        at += 1


def _all(tokens: list[_Token], at: int, depth: int) -> tuple[Group | None, int]:
    """Read what stands side by side, up to OR, a closing bracket or the end."""
    parts: list[Words | Group] = []
    without: list[Words | Group] = []
    while at < len(tokens) and tokens[at].kind not in ("or", "close"):
        token = tokens[at]
        if token.kind == "field":
            if depth:
                raise QueryError(f"column {token.column}: {token.field}: cannot stand inside brackets")
            at += 1
            continue
        part: Words | Group
        if token.kind == "open":
            part, at = _bracket(tokens, at, depth)
        else:
            part = Words(token.words, token.prefix)
        (without if token.negated else parts).append(part)
        at += 1
    return (Group(False, tuple(parts), tuple(without)) if parts or without else None), at


def _bracket(tokens: list[_Token], at: int, depth: int) -> tuple[Group, int]:
    """Read a bracket; return its group and the place of its closing mark."""
    group, end = _group(tokens, at + 1, depth + 1)
    if end >= len(tokens):
        raise QueryError(f"column {tokens[at].column}: this bracket is never closed")
    if group is None or not group.parts:
        raise QueryError(f"column {tokens[at].column}: there is nothing to look for in these brackets")
    return group, end
