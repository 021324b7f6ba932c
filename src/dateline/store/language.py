"""The search language: words, "phrases", wor*, fields, and any of them joined by AND, OR, NOT and brackets.

    killed ("air strike" OR shelling) source:Tribune (country:SYR OR about:Aleppo) date:2024-08..2024-10 -exercise

What stands side by side must all be there (AND may be written), OR binds less, NOT or a minus leaves out. `parse` reads
a query into its parts, `printed` writes the parts as a query again.
"""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from dateline.errors import QueryError
from dateline.model.span import clean
from dateline.store.periods import period

FIELDS = ("source", "country", "about", "said", "entity", "type", "date", "lang", "search")
NAMING = ("source", "said", "entity")
"""Fields of names: `said:="Anna Solberg"` asks for the whole name."""
LONGEST = 1000
_DEEPEST = 20
_TOKEN = re.compile(
    r"""\s+ | (?P<minus>-(?=\S)) | (?P<open>\() | (?P<close>\))
      | (?P<field>[A-Za-z]+):(?!//)(?P<whole>=?)(?P<value>"[^"]*"?\*?|[^\s()"]*)
      | (?P<words>"[^"]*"?\*?|[^\s()"]+)""",
    re.VERBOSE,
)
_PLAIN = re.compile(r"(?!-|[A-Za-z]+:)[^\s()\"]*[^\s()\"*]")
_OPERATORS = ("AND", "OR", "NOT")


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


@dataclass(frozen=True, slots=True)
class _Token:
    """A piece of the query; kind is minus, open, close, AND, OR, NOT, or part."""

    kind: str
    column: int
    part: Words | Field | None = None


def parse(query: str) -> Part | None:
    """Return what a query asks; None if it asks nothing.

    Raises:
        QueryError: If it cannot be understood; it carries the column, from 1.
    """
    # One for one, so that columns stay.
    query, _ = clean(query)
    if len(query) > LONGEST:
        raise QueryError(f"a query has at most {LONGEST} characters", column=LONGEST + 1)
    tokens = list(_tokens(query))
    if not tokens:
        return None
    reader = _Reader(tokens)
    part = reader.either()
    if reader.kind != "end":
        raise QueryError("this bracket closes nothing", column=reader.column)
    return part


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
    return part if part is not None and by in parts else _all([*parts, by])


def widened(part: Part | None, by: Part) -> Part | None:
    """Return a query that asks one thing less."""
    rest = [p for p in together(part) if p != by]
    return _all(rest) if rest else None


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


def caret(query: str, column: int) -> str:
    """Return a query as a line, and under it a caret that points at a column."""
    line = "".join(" " if c.isspace() else c for c in query)
    before = line[: column - 1]
    wide = sum(unicodedata.east_asian_width(c) in "WF" for c in before)
    marks = sum(unicodedata.combining(c) > 0 for c in before)
    return f"{line}\n{' ' * (len(before) + wide - marks)}^"


def _quoted(words: str, prefix: bool, *, field: bool = False) -> str:
    plain = _PLAIN.fullmatch(words) and words not in _OPERATORS and not (field and words.startswith("="))
    # A value that begins with two slashes would be taken for an address, whose colon makes no field.
    plain = plain and not (field and words.startswith("//"))
    return (words if plain else f'"{words}"') + ("*" if prefix else "")


def _tokens(query: str) -> Iterator[_Token]:
    at = 0
    while at < len(query):
        m = _TOKEN.match(query, at)
        if m is None:
            raise QueryError(f"{query[at]!r} cannot stand here", column=at + 1)
        if m["words"] in _OPERATORS:
            yield _Token(m["words"], at + 1)
        elif m["field"]:
            yield _Token("part", at + 1, _field(m, at + 1))
        elif m["words"]:
            words, prefix = _unquoted(m["words"], at + 1)
            if not _has_word(words):
                raise QueryError(f"there is no word to search for in {m['words']!r}", column=at + 1)
            yield _Token("part", at + 1, Words(words, prefix))
        elif m.lastgroup:
            yield _Token(m.lastgroup, at + 1)
        at = m.end()


def _unquoted(value: str, column: int) -> tuple[str, bool]:
    """Return the words of a value, and whether a star stands behind them."""
    prefix = value.endswith("*") and len(value) > 1
    words = value.rstrip("*") if prefix else value
    if words.startswith('"'):
        if len(words) == 1 or not words.endswith('"'):
            # A star inside a quotation that is not closed belongs to it.
            raise QueryError("this quotation mark is never closed", column=column)
        words = words[1:-1]
    return " ".join(words.split()), prefix


def _has_word(words: str) -> bool:
    return any(unicodedata.category(c)[0] in "LNM" for c in words)


def _field(m: re.Match[str], column: int) -> Field:
    name = m["field"].lower()
    if name not in FIELDS:
        known = ", ".join(f"{f}:" for f in FIELDS)
        raise QueryError(f'there is no field {m["field"]}: (there are {known}); put words in "…"', column=column)
    words, prefix = _unquoted(m["value"], m.start("value") + 1)
    if not words:
        raise QueryError(f"{name}: needs a value", column=column)
    if m["whole"] and name not in NAMING:
        raise QueryError(f"= asks for a whole name; {name}: has none", column=m.start("whole") + 1)
    asked = Field(name, words, prefix, bool(m["whole"]), column)
    _check(asked)
    return asked


def _check(asked: Field) -> None:
    """Refuse a value that the field cannot have."""
    if asked.prefix and (asked.field in ("country", "date", "lang", "search") or asked.whole):
        raise QueryError(f"{asked.field}: takes no star here", column=asked.column)
    if asked.field == "date":
        period(asked.value, column=asked.column)
    elif asked.field == "country" and not re.fullmatch("[A-Za-z]{3}", asked.value):
        says = "country: takes a three-letter code (ISO 3166-1), such as country:IND; about: takes its name"
        raise QueryError(says, column=asked.column)
    elif asked.field != "search" and not _has_word(asked.value):
        raise QueryError(f"there is no word to search for in {asked.value!r}", column=asked.column)


class _Reader:
    """Reads tokens from left to right; each method reads what its name says and leaves the rest."""

    def __init__(self, tokens: list[_Token]) -> None:
        self._tokens, self._at, self._depth = tokens, 0, 0

    @property
    def kind(self) -> str:
        return self._tokens[self._at].kind if self._at < len(self._tokens) else "end"

    @property
    def column(self) -> int:
        """Return the column of the token that comes, or of the last one."""
        return self._tokens[min(self._at, len(self._tokens) - 1)].column

    def either(self) -> Part:
        parts = [self.all()]
        while self.kind == "OR":
            parts.append(self._after("OR"))
        return _either(parts)

    def all(self) -> Part:
        if self.kind in ("AND", "OR"):
            raise QueryError(f"{self.kind} needs something on both sides", column=self.column)
        parts = [self.one()]
        while self.kind not in ("OR", "close", "end"):
            parts.append(self._after("AND") if self.kind == "AND" else self.one())
        return _all(parts)

    def _after(self, operator: str) -> Part:
        """Read what stands behind an operator."""
        column = self.column
        self._at += 1
        if self.kind in ("AND", "OR", "close", "end"):
            raise QueryError(f"{operator} needs something on both sides", column=column)
        return self.all() if operator == "OR" else self.one()

    def one(self) -> Part:
        """Read a word, a field or a bracket, and whether it is to be left out."""
        negated, column = False, self.column
        while self.kind in ("minus", "NOT"):
            negated, column = not negated, self.column
            self._at += 1
        if self.kind == "open":
            part = self._bracket()
        elif self.kind == "part":
            part = self._word()
        else:
            raise QueryError("NOT, or a minus, needs something to leave out", column=column)
        return (part.part if isinstance(part, Not) else Not(part)) if negated else part

    def _word(self) -> Part:
        part = self._tokens[self._at].part
        assert part is not None
        self._at += 1
        return part

    def _bracket(self) -> Part:
        column = self.column
        self._at, self._depth = self._at + 1, self._depth + 1
        if self._depth > _DEEPEST:
            raise QueryError(f"brackets nest deeper than {_DEEPEST}", column=column)
        if self.kind == "close":
            raise QueryError("there is nothing to look for in these brackets", column=column)
        if self.kind == "end":
            raise QueryError("this bracket is never closed", column=column)
        part = self.either()
        if self.kind != "close":
            raise QueryError("this bracket is never closed", column=column)
        self._at, self._depth = self._at + 1, self._depth - 1
        return part


def _all(parts: list[Part]) -> Part:
    flat = [p for part in parts for p in (part.parts if isinstance(part, All) else (part,))]
    return flat[0] if len(flat) == 1 else All(tuple(flat))


def _either(parts: list[Part]) -> Part:
    flat = [p for part in parts for p in (part.parts if isinstance(part, Either) else (part,))]
    return flat[0] if len(flat) == 1 else Either(tuple(flat))
