"""Lines on paper → paragraphs: by their distance, their size, where they begin, and where they might have gone on.

The rules ask of two lines what a typesetter would: a line that ends although the next word had room ends a paragraph.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of print; lengths in points, from the lower left corner of the leaf.

    Args:
        text: Its words.
        left: Where it begins.
        right: Where it ends.
        base: How high its foot stands.
        height: How high its letters may be.
        hyphen: Whether it ends in a hyphen that may be there only because the line ends.
    """

    text: str
    left: float
    right: float
    base: float
    height: float
    hyphen: bool = False


# Distance from foot to foot, in letter heights: what typesetters call leading is about 1 to 1.5 of them.
_LEADING = (0.7, 2.2)
_USUAL_LEADING = 1.15
_WIDER = 1.3
_SAME_SIZE = 0.12
_MARGIN = 0.14
_DIGITS = re.compile(r"\d+|\b[ivxl]{1,6}\b")
_PAGE_NUMBER = re.compile(r"\W*(?:page|p\.|seite|p[aá]gina)?\W*#(?:\W*(?:of|/|von|de|sur)?\W*#)?\W*")
_BULLET = re.compile(r"[•◦▪■●○‣∙·–—*-]\s|\(?(?:\d{1,2}|[a-z])[.)]\s")
_ENDS = re.compile(r"[.!?:;…।۔؟。！？][\"”’'»)\]]*$")
# These keep their hyphen wherever a line ends.
_PREFIXES = frozenset("self ex non anti pro co all cross multi counter vice well half quasi mid post pre".split())
_WORD = re.compile(r"[\w’'-]+")


def without_running_heads(leaves: Sequence[tuple[list[Line], float]]) -> tuple[list[list[Line]], int]:
    """Leave out the lines that stand at the head or foot of leaf after leaf, and page numbers.

    The first of each is kept, as a letterhead says who speaks.

    Args:
        leaves: The lines of each leaf, and how high the leaf is.

    Returns:
        The lines that are left, leaf by leaf, and how many were left out.
    """
    margins = [[line for line in lines if _in_margin(line, height)] for lines, height in leaves]
    counts = Counter(key for lines in margins for key in {_key(line) for line in lines})
    often = {key for key, count in counts.items() if count > 1 and count * 2 >= len(leaves)}
    seen: set[str] = set()
    kept: list[list[Line]] = []
    for (lines, _), margin in zip(leaves, margins, strict=True):
        at_edge = {id(line) for line in margin}
        kept.append([line for line in lines if id(line) not in at_edge or _is_new(_key(line), often, seen)])
    return kept, sum(len(lines) for lines, _ in leaves) - sum(map(len, kept))


def _is_new(key: str, often: set[str], seen: set[str]) -> bool:
    if key not in often:
        return True
    if key in seen or _PAGE_NUMBER.fullmatch(key):
        return False
    seen.add(key)
    return True


def _in_margin(line: Line, height: float) -> bool:
    return line.base < _MARGIN * height or line.base > (1 - _MARGIN) * height


def _key(line: Line) -> str:
    return _DIGITS.sub("#", line.text.casefold())


def paragraphs(leaves: Sequence[list[Line]]) -> Iterator[str]:
    """Yield the paragraphs of a document.

    Args:
        leaves: The lines of each leaf, in reading order.
    """
    lines = [line for leaf in leaves for line in leaf]
    if not lines:
        return
    leading, edges = _leading(lines), _right_edges(leaves)
    words = Counter(word.casefold() for line in lines for word in _WORD.findall(line.text))
    whole = [lines[0].text]
    for n, (line, following) in enumerate(pairwise(lines)):
        if _goes_on(line, following, leading=leading, edge=edges[n]):
            _join(whole, line, following, words)
        else:
            yield "".join(whole)
            whole = [following.text]
    yield "".join(whole)


def _leading(lines: list[Line]) -> float:
    """Return the usual distance from line to line, in letter heights."""
    gaps = [(a.base - b.base) / a.height for a, b in pairwise(lines) if _same_size(a, b)]
    near = [gap for gap in gaps if _LEADING[0] < gap < _LEADING[1]]
    # Few lines say little: a sheet of one-line paragraphs would take the space between them for the usual.
    return min(median(near), 1.6) if len(near) >= 3 else _USUAL_LEADING


def _right_edges(leaves: Sequence[list[Line]]) -> list[float]:
    """Return, for each line, how far to the right the lines of its column go."""
    edges: list[float] = []
    for lines in leaves:
        by_left: dict[int, float] = {}
        for line in lines:
            # Columns begin inches apart, indented lines within one: steps of an inch tell them apart well enough.
            column = round(line.left / 72)
            by_left[column] = max(by_left.get(column, 0.0), line.right)
        edges.extend(max(by_left.get(round(line.left / 72) + step, 0.0) for step in (-1, 0)) for line in lines)
    return edges


def _goes_on(line: Line, following: Line, *, leading: float, edge: float) -> bool:
    """Say whether the next line is of the same paragraph."""
    if not _same_size(line, following) or _BULLET.match(following.text):
        return False
    if line.hyphen and following.text[:1].islower():
        return True
    gap = (line.base - following.base) / line.height
    if not 0.3 < gap < _LEADING[1]:
        # Another column or leaf: only a sentence that stands open goes on there.
        return following.text[:1].islower() and not _ENDS.search(line.text)
    if gap > _WIDER * leading or following.left >= line.right or line.left >= following.right:
        return False
    if following.left > line.left + line.height and _ENDS.search(line.text):
        return False
    return not _had_room(line, following, edge)


def _same_size(line: Line, following: Line) -> bool:
    return abs(line.height - following.height) <= _SAME_SIZE * max(line.height, following.height)


def _had_room(line: Line, following: Line, edge: float) -> bool:
    """Say whether the first word of the next line would have stood on this one."""
    width = (following.right - following.left) / len(following.text)
    first = len(following.text.split(" ", 1)[0]) + 1
    return line.right + 1.15 * first * width < edge


def _join(whole: list[str], line: Line, following: Line, words: Counter[str]) -> None:
    """Add a line to a paragraph, without the hyphen that is there only because the line ended."""
    if not line.hyphen:
        whole.append(" " + following.text)
        return
    if not _keeps_hyphen(line.text, following.text, words):
        whole[-1] = whole[-1][:-1]
    whole.append(following.text)


def _keeps_hyphen(text: str, following: str, words: Counter[str]) -> bool:
    before, after = _WORD.findall(text)[-1:], _WORD.match(following)
    if not before or after is None or not following[:1].islower():
        return True
    first, second = before[0].rstrip("-").casefold(), after[0].casefold()
    joined, hyphened = words[first + second], words[f"{first}-{second}"]
    if joined != hyphened:
        return hyphened > joined
    return first in _PREFIXES or not first.isalpha()
