"""A small grammar over lexemes: rules are written in the names of word classes and run as one regular expression.

Each class becomes one character, so a sentence of 30 lexemes is a string of 30 characters; one pass of one compiled
alternation finds every rule. The order of the rules is their priority at the same place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from dateline.record.lexemes import Lexeme

OTHER = "."
"""The character of a lexeme that belongs to no class."""


class Hit(NamedTuple):
    """A rule that matched: its name, and the first and one past the last lexeme."""

    rule: str
    start: int
    end: int


class Grammar:
    """Rules over word classes.

    Args:
        classes: The single classes, each of which gets a character of its own.
        groups: Names for sets of classes, to be used in rules.
        rules: Name and pattern, most important first. A pattern is a regular expression in which a name stands for one
            lexeme: "month dot? day (comma? year)?". Spaces mean nothing.
    """

    def __init__(
        self, classes: Sequence[str], groups: Mapping[str, Sequence[str]], rules: Sequence[tuple[str, str]]
    ) -> None:
        self.char = {name: chr(0xE000 + n) for n, name in enumerate(classes)}
        sets = {name: f"[{c}]" for name, c in self.char.items()}
        sets |= {name: "[" + "".join(self.char[c] for c in members) + "]" for name, members in groups.items()}
        sets["any"] = "(?s:.)"
        either = "|".join(f"(?P<{name}>{_translate(pattern, sets)})" for name, pattern in rules)
        # No rule begins with a word of no class; saying so first saves trying them all at most places.
        self._regex = re.compile(f"(?!{re.escape(OTHER)})(?:{either})")

    def tags(self, lexemes: Sequence[Lexeme], class_of: Callable[[Lexeme], str]) -> str:
        """Return the classes of lexemes, a character each."""
        char = self.char
        return "".join([char.get(class_of(x), OTHER) for x in lexemes])

    def hits(self, tags: str) -> Iterator[Hit]:
        """Yield the rules that match, left to right, without overlap."""
        for m in self._regex.finditer(tags):
            if m.lastgroup and m.end() > m.start():
                yield Hit(m.lastgroup, m.start(), m.end())


def _translate(pattern: str, sets: Mapping[str, str]) -> str:
    """Turn the names of a pattern into character classes; groups do not capture."""
    named = re.sub(r"[a-z_0-9]*[a-z][a-z_0-9]*", lambda m: sets[m.group()], pattern)
    return re.sub(r"\((?!\?)", "(?:", named).replace(" ", "")
