"""Which row of a page is the headline: what the metadata says, the first heading, or the line over the byline."""

from __future__ import annotations

from collections import Counter
from typing import Final

from dateline.article.classify import Judged
from dateline.article.headers import looks_like_outlet, read_date_line
from dateline.article.rows import Sheet
from dateline.article.segment import is_headline, words_of

_UP: Final = 40
_FITS: Final = 0.35
_OPEN: Final = frozenset(("other", "navigation", "related", "promotion"))


def find_headline(sheet: Sheet, part: list[Judged], body: list[int], title: str | None) -> int | None:
    """Return the row of the headline of a page's own story, or None.

    Args:
        sheet: The page, for its metadata.
        part: The rows before any other story.
        body: Those of them that are the story's body.
        title: The headline, if the sender said it.
    """
    first = next((n for n in body if part[n].prose), body[0]) if body else len(part)
    said = said_titles(sheet, title)
    told = _told(part, said)
    if told:
        return min(told, key=lambda n: (n > first, abs(first - n)))
    for tag in ("h1", "h2"):
        headings = [n for n, j in enumerate(part) if j.row.tag == tag and len(j.row.text.split()) >= 3 and n <= first]
        if headings:
            return headings[-1]
    if sheet.markup:
        return None
    return _above(part, body) if body else _lone(part)


def said_titles(sheet: Sheet, title: str | None) -> list[tuple[str, ...]]:
    """Return the words of every headline that the sender or the metadata says."""
    meta = sheet.metadata
    said = (title, meta.linked.get("headline"), meta.first("og:title"), meta.first("twitter:title"), meta.title)
    return [words_of(s) for s in said if s]


def _told(part: list[Judged], said: list[tuple[str, ...]]) -> list[int]:
    """Return the rows that say a title: all its words, or the title but for the site's name behind it."""
    found: list[int] = []
    for words in said:
        for n, j in enumerate(part):
            if len(j.row.text) > 400 or not words:
                continue
            own = words_of(j.row.text)
            if own == words or (len(own) >= 4 and words[: len(own)] == own and len(words) - len(own) <= 5):
                found.append(n)
        if found:
            headings = [n for n in found if part[n].row.tag in ("h1", "h2")]
            return headings or found
    return found


def _above(part: list[Judged], body: list[int]) -> int | None:
    """Return the headline over a story in flat text: the line above it that shares most words with it."""
    first = next((n for n in body if part[n].prose or len(part[n].row.text.split()) > 20), body[0])
    told = {w for n in body[:40] for w in words_of(part[n].row.text) if len(w) > 3}
    twice = Counter(j.row.text for j in part)
    window = [n for n in range(max(0, first - _UP), first) if _headline_like(part[n])]
    scored = [(_fit(part[n], told, twice[part[n].row.text] > 1) - (first - n) / 60, n) for n in window]
    best = max(scored, default=None)
    if best and best[0] > _FITS:
        return best[1]
    return first - 1 if first and _stands_over(part, first) else None


def _stands_over(part: list[Judged], first: int) -> bool:
    """Say whether the line right over a story is its headline by its place: on top, blank lines around it."""
    j = part[first - 1]
    text = j.row.text
    if j.fixed or j.prose or j.furniture != "other" or read_date_line(text) or text.endswith((".", ",", ":", ";")):
        return False
    apart = part[first].row.gap > 0 and (first == 1 or j.row.gap > 0)
    return apart and first <= 2 and 2 <= len(text.split()) <= 20 and not looks_like_outlet(text)


def _fit(j: Judged, told: set[str], twice: bool) -> float:
    """Return how well a line fits a story as its headline: shared words first, then its looks."""
    text = j.row.text
    words = [w for w in words_of(text) if len(w) > 3]
    shared = sum(1 for w in words if w in told) / (len(words) or 1)
    looks = 0.3 * (6 <= len(text.split()) <= 22) + 0.2 * twice - 0.6 * bool(j.prose) - 0.4 * text.endswith((".", ","))
    return shared + looks - 0.5 * (j.furniture != "other") - 0.3 * ("(" in text[:1] or "|" in text)


def _headline_like(j: Judged) -> bool:
    n = len(j.row.text.split())
    return n >= 3 and is_headline(j) and j.furniture in _OPEN and not read_date_line(j.row.text) and not j.fixed


def _lone(part: list[Judged]) -> int | None:
    """Return the first line that reads as a headline on a page without a story."""
    return next((n for n, j in enumerate(part) if len(j.row.text.split()) >= 5 and _headline_like(j)), None)
