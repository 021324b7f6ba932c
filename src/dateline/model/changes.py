"""How a text differs from the one it replaces, word by word: what was kept, removed, added, and where it stands."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from dateline.model.alignment import Run, align, joined
from dateline.model.span import Span

# A word is all that stands together without white space and marks; marks inside keep it together ("11,300", "US-led",
# "O'Neill"). It is cut by what splits words, not by what makes them, so that the vowel signs of Indic scripts and
# joined emoji stay whole. Han and kana, which are written without spaces, are taken letter by letter.
_MARKS = r"!-/:-@\[-`{-~¡-¿×÷‐-‧‰-⁞、-〄〈-】〔-〟！-／：-＠［-｀｛-･،؛؟۔।॥…"
_HAN = r"\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_PART = rf"[^\s{_MARKS}{_HAN}]+"
_TOKEN = re.compile(rf"{_PART}(?:[.,:'’\-‐‑·]{_PART})*|\S")
_STOPS = frozenset(".!?…।۔؟。！？”")

_ISLAND = 3
"""Words kept between two rewritten stretches, at most, that are taken for rewritten too: nobody reads "the" as kept."""

Kind = Literal["kept", "removed", "added"]


@dataclass(frozen=True, slots=True)
class Change:
    """A stretch of two versions of a text.

    Args:
        kind: kept (the same characters in both), removed (in the old alone), added (in the new alone).
        old: Where it stands in the old text; None if it was added.
        new: Where it stands in the new text; None if it was removed.
    """

    kind: Kind
    old: Span | None
    new: Span | None


def changes(old: str, new: str) -> tuple[Change, ...]:
    """Return how a text became another: stretches that cover both texts from end to end, in their order.

    What was kept, put in a row with what was added, is the new text; with what was removed, the old one. Words are kept
    or changed as wholes; white space goes with them. The time grows with the length of the texts.
    """
    a, b = list(_TOKEN.finditer(old)), list(_TOKEN.finditer(new))
    ids: defaultdict[str, int] = defaultdict()
    ids.default_factory = ids.__len__
    runs = align([ids[t[0]] for t in a], [ids[t[0]] for t in b])
    sides = _Side(old, a), _Side(new, b)
    runs = _slid(_without_islands(runs, *sides), *sides)
    words = ((a[i + n].start(), b[j + n].start(), len(a[i + n][0])) for i, j, length in runs for n in range(length))
    return changes_of(joined(_with_space(words, old, new)), len(old), len(new))


def changes_of(kept: Iterable[Run], old: int, new: int) -> tuple[Change, ...]:
    """Return the changes between two texts of these lengths, given what was kept: place in each, and length."""
    return tuple(_between(kept, old, new))


def kept_runs(found: Iterable[Change]) -> tuple[Run, ...]:
    """Return what was kept; it is all that has to be written down (see `changes_of`)."""
    return tuple((c.old.start, c.new.start, len(c.old)) for c in found if c.old and c.new)


def words_of(content: str) -> Iterator[str]:
    """Yield the words of a text as they are compared here; marks are none."""
    return (t[0] for t in _TOKEN.finditer(content) if any(c.isalnum() for c in t[0]))


def _between(kept: Iterable[Run], old: int, new: int) -> Iterator[Change]:
    i = j = 0
    for x, y, n in (*kept, (old, new, 0)):
        if i < x:
            yield Change("removed", Span(i, x), None)
        if j < y:
            yield Change("added", None, Span(j, y))
        if n:
            yield Change("kept", Span(x, x + n), Span(y, y + n))
        i, j = x + n, y + n


class _Side:
    """One of the two texts: its words, and how good a place each is for a change to begin."""

    def __init__(self, content: str, tokens: Sequence[re.Match[str]]) -> None:
        self.content = content
        self.tokens = tokens

    def same(self, at: int, other: int) -> bool:
        return self.tokens[at][0] == self.tokens[other][0]

    def begins(self, at: int) -> int:
        """Say what begins at a word: a paragraph (2), a sentence (1), neither (0)."""
        if at == 0 or "\n" in self.content[self.tokens[at - 1].end() : self.tokens[at].start()]:
            return 2
        return int(self.tokens[at - 1][0] in _STOPS)


def _without_islands(runs: Sequence[Run], a: _Side, b: _Side) -> list[Run]:
    """Return the runs without the few words that stand alone between two longer stretches that were both rewritten.

    Where a sentence ends, what comes before and behind it is not taken for one stretch.
    """
    out: list[Run] = []
    i = j = 0
    for (x, y, n), (next_x, next_y, _) in zip(runs, (*runs, (len(a.tokens), len(b.tokens), 0))[1:], strict=True):
        left, right = min(x - i, y - j), min(next_x - x - n, next_y - y - n)
        if n <= _ISLAND and 2 * n <= min(left, right) and not a.begins(x + n) and not b.begins(y + n):
            continue
        out.append((x, y, n))
        i, j = x + n, y + n
    return out


def _slid(runs: Sequence[Run], a: _Side, b: _Side) -> list[Run]:
    """Move what was only added, or only removed, to where a paragraph or sentence begins, where it can be.

    "The rain fell. The dam held." became "The wind rose. The rain fell. The dam held.": "The wind rose." was added, not
    "wind rose. The".
    """
    out: list[Run] = []
    i = j = n = 0
    for x, y, length in (*runs, (len(a.tokens), len(b.tokens), 0)):
        by = 0
        if i + n == x:
            by = _slide(b, j + n, y, n, length)
        elif j + n == y:
            by = _slide(a, i + n, x, n, length)
        out.append((i, j, n + by))
        i, j, n = x + by, y + by, length - by
    return [run for run in (*out, (i, j, n)) if run[2]]


def _slide(side: _Side, start: int, end: int, back: int, ahead: int) -> int:
    """Return by how many words a stretch is best moved, given how many words before and behind it were kept."""
    if start == end:
        return 0
    best, by = side.begins(start), 0
    for step, most in ((-1, back), (1, ahead)):
        for n in range(1, most + 1):
            to = start + step * n
            moved_over = min(to, to - step)
            if best == 2 or not side.same(moved_over, moved_over + end - start):
                break
            if side.begins(to) > best:
                best, by = side.begins(to), step * n
    return by


def _with_space(words: Iterable[Run], old: str, new: str) -> Iterator[Run]:
    """Yield kept words, and between them the white space that both texts have there."""
    i = j = 0
    for x, y, n in (*words, (len(old), len(new), 0)):
        head, tail = _shared_space(old[i:x], new[j:y])
        yield i, j, head
        yield x - tail, y - tail, tail + n
        i, j = x + n, y + n


def _shared_space(a: str, b: str) -> tuple[int, int]:
    """Return how much white space two stretches share at their beginning, and behind that at their end."""
    most = min(len(a), len(b))
    head = next((n for n in range(most) if a[n] != b[n] or not a[n].isspace()), most)
    most -= head
    return head, next((n for n in range(most) if a[-1 - n] != b[-1 - n] or not a[-1 - n].isspace()), most)
