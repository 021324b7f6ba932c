"""The years of two months or days told as one span or list: "from January to June last year"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from dateline.record.lexemes import Lexeme, word_at
from dateline.record.timex.reading import APOSTROPHES, Found

_DATED = re.compile(r"(\d{4}|XXXX)-(\d\d)(-\d\d)?")
_TO = frozenset("to until till through - – ‑".split())
_OF_A_YEAR = frozenset("last this next year".split()) | APOSTROPHES


def with_years(found: Sequence[Found], lexemes: Sequence[Lexeme]) -> list[Found]:
    """Return the expressions of a sentence, both ends of each span in years that follow one another.

    A year said of the second end alone is that of both, unless the span runs over a new year; where neither end has
    one, the second does not lie before the first.

    Args:
        found: The expressions, in order.
        lexemes: The lexemes of the sentence.
    """
    out = list(found)
    for n, second in _second_ends(found, lexemes):
        out[n - 1], out[n] = _in_order(out[n - 1], second, lexemes)
    return out


def _second_ends(found: Sequence[Found], lexemes: Sequence[Lexeme]) -> Iterator[tuple[int, Found]]:
    """Yield where the second of two joined expressions stands, and itself."""
    for n, (one, two) in enumerate(pairwise(found), 1):
        joined = two.start == one.end + 1 and (
            lexemes[one.end].text in _TO or (lexemes[one.end].text in ("and", "or") and not _has_year(one, lexemes))
        )
        dated = [m for f in (one, two) if f.type == "DATE" and (m := _DATED.fullmatch(f.value or ""))]
        if joined and len(dated) == len((one, two)) and not _has_year(one, lexemes):
            yield n, two


def _in_order(one: Found, two: Found, lexemes: Sequence[Lexeme]) -> tuple[Found, Found]:
    first, second = one.value or "", two.value or ""
    is_list = word_at(lexemes, one.end) in ("and", "or") and word_at(lexemes, one.start - 1) != "between"
    later = first[4:7] > second[4:7]
    if _has_year(two, lexemes) and second[:4] != "XXXX":
        year = int(second[:4]) - later
        return (one, two) if is_list and later else (replace(one, value=f"{year:04}{first[4:]}", reason=None), two)
    if is_list or first[:7] <= second[:7] or "XXXX" in (first[:4], second[:4]):
        return one, two
    return one, replace(two, value=f"{int(first[:4]) + later:04}{second[4:]}")


def _has_year(found: Found, lexemes: Sequence[Lexeme]) -> bool:
    """Say whether an expression names its year: "June 2023", "June last year"."""
    own = lexemes[found.start : found.end]
    return any(x.text in _OF_A_YEAR or (len(x.text) == len("2023") and x.text.isdigit()) for x in own)
