"""The search language: words, "phrases", wor*, fields, and any of them joined by AND, OR, NOT and brackets.

    killed ("air strike" OR shelling) source:Tribune (country:SYR OR about:Aleppo) date:2024-08..2024-10 -exercise

What stands side by side must all be there (AND may be written), OR binds less, NOT or a minus leaves out. `parse` reads
a query into its parts (see `store.query`), whose `printed` writes the parts as a query again.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from dateline.errors import QueryError
from dateline.model.span import clean
from dateline.store.periods import period
from dateline.store.query import OPERATORS, Field, Not, Part, Words, all_of, any_of

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


def caret(query: str, column: int) -> str:
    """Return a query as a line, and under it a caret that points at a column."""
    line = "".join(" " if c.isspace() else c for c in query)
    before = line[: column - 1]
    wide = sum(unicodedata.east_asian_width(c) in "WF" for c in before)
    marks = sum(unicodedata.combining(c) > 0 for c in before)
    return f"{line}\n{' ' * (len(before) + wide - marks)}^"


def _tokens(query: str) -> Iterator[_Token]:
    at = 0
    while at < len(query):
        m = _TOKEN.match(query, at)
        if m is None:
            raise QueryError(f"{query[at]!r} cannot stand here", column=at + 1)
        if m["words"] in OPERATORS:
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
        return any_of(parts)

    def all(self) -> Part:
        if self.kind in ("AND", "OR"):
            raise QueryError(f"{self.kind} needs something on both sides", column=self.column)
        parts = [self.one()]
        while self.kind not in ("OR", "close", "end"):
            parts.append(self._after("AND") if self.kind == "AND" else self.one())
        return all_of(parts)

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
