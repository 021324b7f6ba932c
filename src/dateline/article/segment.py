"""Where one story of a page ends and the next begins: a headline (often printed twice), an outlet, an age."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from dateline.article.classify import Judged
from dateline.article.headers import outlet_in, read_age_line, read_date_line
from dateline.world.outlets import outlet_named

_WORD: Final = re.compile(r"\w+")
_STOP: Final = tuple(".:;,")
_REACH: Final = 5
_PRINTS: Final = 8
_SIGNED: Final = re.compile(r"(?i)\W*(?:written |reported |posted |published |story |words )?by:?\s+[A-ZÀ-Ž]")
_LABEL: Final = re.compile(
    r"(?i)\W*(?:for immediate release|(?:press|news|media) (?:release|statement)|embargoed .*|breaking(?: news)?"
    r"|exclusive|opinion|analysis|explainer|live(?: updates)?|watch|video)\W*"
)


@dataclass(frozen=True, slots=True)
class Opening:
    """The rows that open a story: headline, its repetitions, outlet, age.

    Args:
        start, end: The rows, half-open.
        headline: The row of the headline.
        head: The rows of outlet and age.
        twice: Whether the headline stands there twice in a row, as aggregators print what they link to.
    """

    start: int
    end: int
    headline: int
    head: tuple[int, ...]
    twice: bool


def words_of(text: str) -> tuple[str, ...]:
    """Return a line's words in lower case, without marks, to compare headlines by."""
    return tuple(_WORD.findall(text.lower()))


def word_count(text: str) -> int:
    """Return how many words a line has; one without spaces, as several scripts write, three characters a word."""
    n = len(text.split())
    return n if n > 2 or text.isascii() else max(n, sum(c > "\u0dff" for c in text) // 3)


def is_headline(j: Judged) -> bool:
    """Say whether a row could be a headline by its words."""
    n = word_count(j.row.text)
    if not 3 <= n <= 40 or len(j.row.text) > 300 or j.fixed or (n < 5 and outlet_named(j.row.text)):
        return False
    if _LABEL.fullmatch(j.row.text):
        return False
    return not (j.row.text.endswith(_STOP) and n > 3 and j.prose) and not read_age_line(j.row.text)


def openings(judged: list[Judged], *, markup: bool) -> list[Opening]:
    """Return where stories open on a page, in order.

    Args:
        judged: The rows of the page.
        markup: Whether the page has markup; then only headlines printed twice count, for lists of links have ages too.
    """
    if markup and not any(_again(judged, n) for n in range(len(judged))):
        return []  # asked first, for it is quickly told
    aged = {n for n, j in enumerate(judged) if len(j.row.text) < 130 and read_age_line(j.row.text)}
    out: list[Opening] = []
    n = 0
    while n < len(judged):
        found = None
        if (not markup or _again(judged, n)) and is_headline(judged[n]):
            found = _opening(judged, n, aged, first=not out)
        if found and (found.twice or not markup):
            out.append(found)
        n = out[-1].end if found and out and out[-1] is found else n + 1
    return out


def _again(judged: list[Judged], n: int) -> bool:
    """Say whether the next row says the same again."""
    if n + 1 >= len(judged):
        return False
    one, other = judged[n].row.text, judged[n + 1].row.text
    return abs(len(one) - len(other)) < 12 and _begin_alike(one, other) and words_of(one) == words_of(other)


def _begin_alike(one: str, other: str) -> bool:
    """Say whether two lines may have the same words by their first letters; marks tell nothing."""
    return one[0].lower() == other[0].lower() or not (one[0].isalnum() and other[0].isalnum())


def _opening(judged: list[Judged], n: int, aged: set[int], *, first: bool) -> Opening | None:
    key = words_of(judged[n].row.text)
    k = n + 1
    while k < min(n + _PRINTS, len(judged)) and words_of(judged[k].row.text) == key:
        k += 1
    twice = k > n + 1
    at = next((i for i in range(k, min(k + _REACH, len(judged))) if i in aged), None)
    if at is None or not all(_may_stand_between(judged[i]) for i in range(k, at)):
        return None
    j = judged[n]
    if j.furniture == "age" or read_date_line(j.row.text) or _SIGNED.match(j.row.text):
        return None
    end, head = _consume(judged, k, key, aged)
    if twice or _opens_prose(judged, end) or (first and at == k and not _in_list(judged, n, aged)):
        return Opening(n, end, n, head, twice)
    return None


def _may_stand_between(j: Judged) -> bool:
    """Say whether a row may stand between a headline and its age: an outlet, a byline, a bullet."""
    return len(j.row.text.split()) <= 6 and not j.row.text.endswith(".")


def _consume(judged: list[Judged], k: int, key: tuple[str, ...], aged: set[int]) -> tuple[int, tuple[int, ...]]:
    """Walk over outlet, age and further prints of the headline; return where they end, and outlet and age."""
    head: list[int] = []
    names: set[tuple[str, ...]] = set()
    last = k
    for i in range(k, min(k + 16, len(judged))):
        text = judged[i].row.text
        if words_of(text) == key:
            last = i + 1
        elif i in aged:
            line = read_age_line(text)
            if line and line.outlet:
                names.add(words_of(text[line.outlet[0] : line.outlet[1]]))
            head.append(i)
            last = i + 1
        elif outlet_in(text) or words_of(text) in names or (i + 1 in aged and _may_stand_between(judged[i])):
            names.add(words_of(text))
            head.append(i)
            last = i + 1
        else:
            break
    return last, tuple(i for i in head if i < last)


def _opens_prose(judged: list[Judged], end: int) -> bool:
    """Say whether what follows an opening reads as a story: two rows of prose among the next four, or a long one."""
    following = [j.prose for j in judged[end : end + 4]]
    return sum(1 for p in following if p) >= 2 or any(p > 400 for p in following)


def _in_list(judged: list[Judged], n: int, aged: set[int]) -> bool:
    """Say whether a headline with an age is one of a list of such: others stand close by."""
    return sum(1 for i in range(n - 6, n + 8) if i in aged) > 2 or (n > 0 and n - 1 in aged)
