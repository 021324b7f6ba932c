"""How a line over a story in flat text looks like its headline: named features, weighed by what pages taught."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Final

from dateline.article.classify import Judged
from dateline.article.features import Features
from dateline.article.headers import read_date_line
from dateline.article.segment import is_headline, words_of

_UP: Final = 60
_OPEN: Final = frozenset(("other", "navigation", "related", "promotion"))
_SIGNED: Final = re.compile(r"(?i)\W*(?:written |reported |posted |published |story |words )?by:?\s?[A-ZÀ-Ž]")
_LONG: Final = 3


def headline_like(j: Judged) -> bool:
    """Say whether a line could be a headline at all: some words, no furniture, no byline, no date."""
    n = len(j.row.text.split())
    if n < 3 or j.fixed or j.furniture not in _OPEN or not is_headline(j):
        return False
    return not _SIGNED.match(j.row.text) and not read_date_line(j.row.text)


def headline_features(part: Sequence[Judged], body: Sequence[int], first: int) -> Iterator[tuple[int, Features]]:
    """Yield the lines over a story that could be its headline, each with what speaks for and against it.

    Args:
        part: The rows before any other story.
        body: Those of them that are the story's body.
        first: The row of its first paragraph.
    """
    lead = _words(part, [n for n in body if n >= first][:3])
    told = lead | _words(part, [n for n in body if n >= first][:40])
    twice = Counter(j.row.text for j in part)
    signed = [n for n in range(max(0, first - _UP), min(first + 2, len(part))) if _SIGNED.match(part[n].row.text)]
    dated = [n for n in range(max(0, first - _UP), first) if read_date_line(part[n].row.text)]
    for n in range(max(0, first - _UP), first):
        if headline_like(part[n]):
            found = _looks(part[n], told, lead) + _place(part, n, first, signed, dated)
            if twice[part[n].row.text] > 1:
                found.append(("printed twice", 1.0))
            yield n, found


def _words(part: Sequence[Judged], rows: Sequence[int]) -> set[str]:
    return {w for n in rows for w in words_of(part[n].row.text) if len(w) > _LONG}


def _looks(j: Judged, told: set[str], lead: set[str]) -> Features:
    """Return what a line's own words show: those it shares with the story, how many they are, how they end."""
    text = j.row.text
    words = [w for w in words_of(text) if len(w) > _LONG]
    n = len(text.split())
    found: Features = [("always", 1.0)]
    if words:
        found.append(("shared words", sum(1 for w in words if w in told) / len(words)))
        found.append(("shared with the lead", sum(1 for w in words if w in lead) / len(words)))
    found.append(("words under 6" if n < 6 else "words over 22" if n > 22 else "words 6 to 22", 1.0))
    if text.endswith((".", ",", "...", "…")):
        found.append(("ends a sentence", 1.0))
    if text.endswith((":", ")")):
        found.append(("ends open", 1.0))
    if j.prose:
        found.append(("prose", 1.0))
    if j.furniture != "other":
        found.append(("says furniture", 1.0))
    if "|" in text or "(" in text[:1] or "http" in text or "@" in text:
        found.append(("odd marks", 1.0))
    if text.isupper():
        found.append(("all capitals", 1.0))
    return found


def _place(part: Sequence[Judged], n: int, first: int, signed: Sequence[int], dated: Sequence[int]) -> Features:
    """Return where a line stands: how far over the story, and what follows it."""
    found: Features = [("far", min(first - n, _UP) / 20)]
    if n == first - 1:
        found.append(("right over the story", 1.0))
    if first - n <= 8:
        found.append(("near the story", 1.0))
    if any(n < k <= n + 3 for k in signed):
        found.append(("byline follows", 1.0))
    if any(n < k <= n + 4 for k in dated):
        found.append(("date follows", 1.0))
    below, above = part[n + 1], part[n - 1] if n else None
    longer = len(below.row.text) > len(part[n].row.text) + 10 and len(below.row.text.split()) >= 8
    if longer and n + 1 < first:
        found.append(("longer line follows", 1.0))
    if above is not None and headline_like(above) and len(above.row.text.split()) >= 5:
        found.append(("another over it", 1.0))
    if n <= 1:
        found.append(("first on the page", 1.0))
    return found


@cache
def headline_weights() -> Mapping[str, float]:
    """Return the weights of the features; their sum is over 0 for a headline."""
    found: dict[str, dict[str, float]] = json.loads(files("dateline.models").joinpath("article-rows.json").read_text())
    return found["headline"]
