"""Which row of a page is the headline: what the metadata says, the first heading, or the line over the byline."""

from __future__ import annotations

from typing import Final

from dateline.article.classify import Judged
from dateline.article.headers import looks_like_outlet, read_date_line
from dateline.article.headlines import first_told, headline_features, headline_like, headline_weights
from dateline.article.rows import Sheet
from dateline.article.segment import word_count, words_of

_LONGEST: Final = 400

_FEWEST: Final = 4
_SITE: Final = 5


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
    said = list(dict.fromkeys(words for words in said if words))
    begins = {word for words in said for word in (words[0], words[-1])}
    rows = [(n, words_of(j.row.text)) for n, j in enumerate(part) if _may_be(j.row.text, begins)]
    for words in said:
        for n, own in rows:
            if own == words or (
                len(own) >= _FEWEST and 0 < len(words) - len(own) <= _SITE and _begins_or_ends(words, own)
            ):
                found.append(n)
        if found:
            headings = [n for n in found if part[n].row.tag in ("h1", "h2")]
            return headings or found
    return found


def _may_be(text: str, begins: set[str]) -> bool:
    """Say whether a line may be a title that begins with one of these words; asked first, for it is quickly told."""
    lowered = text[:_LONGEST].lower()
    return len(text) <= _LONGEST and any(map(lowered.__contains__, begins))


def _begins_or_ends(title: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """Say whether a title is these words and a site's name behind or before them."""
    return title[: len(words)] == words or title[-len(words) :] == words


def _above(part: list[Judged], body: list[int]) -> int | None:
    """Return the headline over a story in flat text: the line above it that looks most like one, if any does."""
    first = first_told(part, body)
    weights = headline_weights()
    scored = [(sum(weights.get(k, 0.0) * v for k, v in found), n) for n, found in headline_features(part, body, first)]
    best = max(scored, default=None)
    if best and best[0] > 0:
        return best[1]
    return first - 1 if first and _stands_over(part, first) else None


def _stands_over(part: list[Judged], first: int) -> bool:
    """Say whether the line right over a story is its headline by its place: on top, blank lines around it."""
    j = part[first - 1]
    text = j.row.text
    if j.fixed or j.prose or j.furniture != "other" or read_date_line(text) or text.endswith((".", ",", ":", ";")):
        return False
    apart = part[first].row.gap > 0 and (first == 1 or j.row.gap > 0)
    return apart and first <= 2 and 2 <= word_count(text) <= 20 and not looks_like_outlet(text)


def _lone(part: list[Judged]) -> int | None:
    """Return the first line that reads as a headline on a page without a story."""
    return next((n for n, j in enumerate(part) if len(j.row.text.split()) >= 5 and headline_like(j)), None)
