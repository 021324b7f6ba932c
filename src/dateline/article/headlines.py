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
from dateline.article.datelines import read_dateline
from dateline.article.features import Features
from dateline.article.headers import read_date_line
from dateline.article.segment import is_headline, word_count, words_of

_UP: Final = 60
_OPEN: Final = frozenset(("other", "navigation", "related", "promotion"))
_SIGNED: Final = re.compile(r"(?i)\W*(?:written |reported |posted |published |story |words )?by:?\s?[A-ZÀ-Ž]")
_LONG: Final = 3
_TOP: Final = 6
_SENTENCE: Final = 22
_LIST: Final = 4
_STORY: Final = 5
_MOST: Final = 0.8
_STOPS: Final = (".", ".”", '."', ".)", "…")
# Links for those who use no mouse, and the last lines of embedded posts.
_NONE: Final = re.compile(r"(?i)^\W*(?:skip|jump) to\b|\(@\w+\)")
_PICTURE: Final = re.compile(
    r"(?i)\b(?:photo|image|picture|photograph|credit|illustration|getty|pic)s?\b\W*|\($|pic\.twitter"
)
_CRUMBS: Final = re.compile(r"\s[/>»›|]\s|\S {2,}\S|^\w+ \w+:\s{2}")


def headline_like(j: Judged) -> bool:
    """Say whether a line could be a headline at all: some words, no furniture, no byline, no date, no wire's lead."""
    n = word_count(j.row.text)
    if n < 3 or j.fixed or j.furniture not in _OPEN or not (is_headline(j) or (j.prose and n <= _SENTENCE)):
        return False
    text = j.row.text
    if text.endswith(_STOPS) and read_dateline(text):
        return False
    return not _SIGNED.match(text) and not read_date_line(text) and not _NONE.search(text)


def first_told(part: Sequence[Judged], body: Sequence[int]) -> int:
    """Return the row where a story begins to be told: its first sentences, for its headline may be counted to its body.

    Args:
        part: The rows before any other story.
        body: Those of them that are the story's body; not empty.
    """
    for n in body[:_TOP]:
        text = part[n].row.text
        if part[n].prose and (text.endswith(_STOPS) or len(text.split()) > _SENTENCE):
            return n
    return next((n for n in body if part[n].prose), body[0])


def headline_features(part: Sequence[Judged], body: Sequence[int], first: int) -> Iterator[tuple[int, Features]]:
    """Yield the lines over a story that could be its headline, each with what speaks for and against it.

    Args:
        part: The rows before any other story.
        body: Those of them that are the story's body.
        first: The row where the story begins to be told.
    """
    lead = _words(part, [n for n in body if n >= first][:3])
    told = lead | _words(part, [n for n in body if n >= first][:40])
    above = range(max(0, first - _UP), min(first + 2, len(part)))
    signed = [n for n in above if _SIGNED.match(part[n].row.text)]
    dated = [n for n in above if n < first and read_date_line(part[n].row.text)]
    like = [n for n in above if n < first and headline_like(part[n])]
    texts = Counter(j.row.text for j in part)
    page = "\n".join(texts)
    for n in like:
        found = _looks(part[n], told, lead) + _place(part, n, first, signed, dated) + _among(part, n, like)
        key = part[n].row.text
        if texts[key] > 1:
            found.append(("printed twice", 1.0))
        if page.count(key) > 1:
            found.append(("inside another line", 1.0))
        if any(len(t) < len(key) and key.endswith(t) for t in _near(part, n)):
            found.append(("ends in a line beside it", 1.0))
        yield n, found


def _near(part: Sequence[Judged], n: int) -> Iterator[str]:
    """Yield the lines around one, of three words at least."""
    for j in part[max(0, n - 2) : n + 4]:
        if j.row.text.count(" ") > 1:
            yield j.row.text


def _among(part: Sequence[Judged], n: int, like: Sequence[int]) -> Features:
    """Return whether a line is one of a list of such lines: stories that the page links to."""
    found: Features = []
    around = [k for k in like if 0 < abs(k - n) <= _LIST and len(part[k].row.text.split()) >= _STORY]
    if len(around) > _LIST:
        found.append(("in a list", 1.0))
    if n + 1 in like and part[n + 1].row.text.endswith(_STOPS):
        found.append(("a sentence follows", 1.0))
    return found


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
    elif _titled(text):
        found.append(("every word a capital", 1.0))
    if _PICTURE.search(text):
        found.append(("says picture", 1.0))
    if _CRUMBS.search(text):
        found.append(("crumbs", 1.0))
    if text[0].isdigit() and text.lstrip("0123456789")[:1] in (".", ")"):
        found.append(("numbered", 1.0))
    return found


def _titled(text: str) -> bool:
    """Say whether nearly all long words begin with a capital, as many papers write headlines and none a standfirst."""
    words = [w for w in text.split() if len(w) > _LONG and w[0].isalpha()]
    return len(words) > 1 and sum(w[0].isupper() for w in words) >= _MOST * len(words)


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
