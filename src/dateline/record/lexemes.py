"""Lexemes: the words, numbers, clock times and written-out dates of a sentence, cut finer than tokens.

Times and figures are read from numbers and the words around them. Both need "16-hour", "1.3m" and "10:35 a.m." in
pieces that tokens (made for reading names and sentences) keep together or tear apart.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from dateline.model.span import Span
from dateline.record.grouping import commaed
from dateline.record.numbers import NUMBER_WORDS, number_at

Kind = Literal["word", "mark", "number", "ordinal", "clock", "iso", "slashed", "decade", "short"]

_AFTER_HOURS = (
    "Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|East|Cent|Mount|Pac|Local|On"
)
_LEXEME = re.compile(
    # "U.S." is one word, so that no noun phrase ends at its dots
    r"\s*(?:(?P<word>(?:[A-Z]\.){2,}(?![A-Za-z])|[^\W\d_]+)"
    r"|(?P<iso>(?<![\d\-/.])\d{4}-\d{2}-\d{2}(?!\d))"
    # In capitals the letters may be a prime minister's: "on May 8 PM Lund said"
    r"|(?P<clock>(?<![^\W\d_])\d{1,2}(?:[:.][0-5]\d){0,2}\s?(?:[ap]\.\s?m\b\.?|[ap]m\b|[AP]\.\s?M\b\.?|(?<!\s)[AP]M\b"
    r"|[AP]M\b(?!\s(?!" + _AFTER_HOURS + r")[A-Z][a-z]))|\d{1,2}(?::[0-5]\d){1,2}(?!\d|:)"
    r"|\d{1,2}\so['’]clock\b|[0-2]\d[0-5]\d(?=\s?(?:GMT|UTC|IST|[hH]rs|[hH]ours)\b))"
    r"|(?P<slashed>(?<![\d/])\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})(?![\d/])|(?<![\d.])\d{1,2}[.\-]\d{1,2}[.\-]\d{4}(?![\d.]\d))"
    r"|(?P<short>(?<![\d/])\d{1,2}/\d{1,2}(?![\d/]))"
    r"|(?P<decade>\d{3}0s\b|['’‘]\d0s\b)"
    r"|(?P<ordinal>\d+(?:,\d{3})*(?:st|nd|rd|th)\b)"
    r"|(?P<number>\d+(?:,\d+)*(?:\.\d+)?)"
    r"|(?P<mark>[^\w\s]|_))"
)

_ONES = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth".split()
)
_TEENS = "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split()
_ORDINALS = {w: n for n, w in enumerate(_ONES + _TEENS, 1)} | {"thirtieth": 30, "fortieth": 40, "fiftieth": 50}
_ORDINALS |= {"sixtieth": 60, "seventieth": 70, "eightieth": 80, "ninetieth": 90, "hundredth": 100}
_COUNTING = NUMBER_WORDS | frozenset(_ORDINALS)


class Lexeme(NamedTuple):
    """A piece of a sentence: its words in lower case, its place, what it is, and its number if it is one.

    `scale` is the multiplier a number was written with ("2.4 million": 1000000), so that "5 to 10 million" shares it.
    """

    text: str
    start: int
    end: int
    kind: Kind
    capital: bool = False
    value: float | None = None
    scale: float = 1


YEAR = re.compile(r"(?:19|20)\d\d")
WITHIN = frozenset(
    "in since until during early late mid january february march april may june july august september october november"
    " december".split()
)
"""Behind these, four digits are a year: "in March 2014"."""


@lru_cache(maxsize=1_000)
def lexemes_of(text: str, span: Span) -> tuple[Lexeme, ...]:
    """Cut a stretch of text into lexemes; number words and multipliers are joined into one number.

    Times and figures ask for the same sentences, so the last ones are kept.
    """
    raw: list[Lexeme] = []
    text = commaed(text)
    for m in _LEXEME.finditer(text, span.start, span.end):
        kind: Kind = m.lastgroup  # type: ignore[assignment]  # every alternative of the pattern is named by a Kind
        word, end = m[kind], m.end()
        raw.append(Lexeme(word.lower(), end - len(word), end, kind, word[0].isupper()))
    return tuple(_joined(raw))


def word_at(lexemes: Sequence[Lexeme], k: int) -> str:
    """Return the words of a lexeme in small letters; before the first and behind the last there are none."""
    return lexemes[k].text if 0 <= k < len(lexemes) else ""


def _joined(raw: Sequence[Lexeme]) -> list[Lexeme]:
    out, i = [], 0
    words = [x.text for x in raw]

    def clings(k: int) -> bool:
        return raw[k].start == raw[k - 1].end

    while i < len(raw):
        x = raw[i]
        if x.kind in ("word", "mark") and x.text not in _COUNTING:
            out.append(x)
            i += 1
            continue
        found = number_at(words, i, joined=clings) if x.kind == "number" or x.text in NUMBER_WORDS else None
        if found:
            last = raw[found.end - 1]
            out.append(Lexeme(x.text, x.start, last.end, "number", x.capital, found.value, found.scale))
            i = found.end
            continue
        if x.kind == "ordinal":
            x = x._replace(value=float(re.sub(r"\D", "", x.text)))
        elif x.kind == "word" and x.text in _ORDINALS:
            x = x._replace(kind="ordinal", value=float(_ORDINALS[x.text]))
        out.append(x)
        i += 1
    return out
