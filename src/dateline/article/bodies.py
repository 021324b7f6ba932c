"""The body of a story: which of the rows that were found to be article belong together, and what stands amid them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import Final

from dateline.article.classify import Judged
from dateline.article.crediting import cites_work
from dateline.article.phrases import ends_stories, lists_sources

_STRAY: Final = -0.2
_ISLAND: Final = 0.25
_SEA: Final = 25
_LINKED: Final = 0.9
_SURELY: Final = 1.0
_LINE: Final = 60
_REST: Final = 0.4
_SENTENCE: Final = 4
"""Fewer words at the end of a text are rather a label, however they are stopped: "More to come."."""
_SURE: Final = frozenset(("newsletter", "share", "comment", "advertisement", "legal", "promotion"))


def body_of(part: Sequence[Judged], kept: list[bool]) -> list[int]:
    """Return the rows of the body: the largest run of kept rows, and others near it or of some size themselves.

    Args:
        part: The rows that a story stands in.
        kept: Which of them were found to be article.
    """
    runs: list[list[int]] = []
    elsewhere = _elsewhere(part)
    for n, k in enumerate(kept):
        if not k or n in elsewhere or _stray(part[n]):
            continue
        if runs and n - runs[-1][-1] <= 3:
            runs[-1].append(n)
        else:
            runs.append([n])
    if not runs:
        return []
    sizes = [sum(len(part[n].row.text) for n in run) for run in runs]
    best = max(range(len(runs)), key=sizes.__getitem__)
    out = list(runs[best])
    first, last = out[0], out[-1]
    together = _within(part, out, sizes[best])
    for way in (range(best - 1, -1, -1), range(best + 1, len(runs))):
        for r in way:
            run = runs[r]
            before = r < best
            gap, between = (first - run[-1], part[run[-1] : first]) if before else (run[0] - last, part[last : run[0]])
            small = sizes[r] < _ISLAND * sizes[best]
            apart = gap > _SEA or any(ends_stories(j.row.text) for j in between)
            if small and apart and not (together and _within(part, run, sizes[r])):
                break
            out += run
            first, last = min(first, run[0]), max(last, run[-1])
    out.sort()
    return _with_end(part, _trimmed(part, out))


def _elsewhere(part: Sequence[Judged]) -> set[int]:
    """Return the rows of what leads away: lists of other stories under a line that says so, and of what was read."""
    out: set[int] = set()
    listed = False
    for n, j in enumerate(part):
        listed = _heads_list(j) or (listed and _in_list(j))
        if listed or cites_work(j.row.text):
            out.add(n)
    end = next((n for n, j in enumerate(part) if lists_sources(j.row.text)), len(part))
    if sum(j.prose for j in part[end:]) < _REST * sum(j.prose for j in part[:end]):
        out.update(range(end, len(part)))
    return out


def _heads_list(j: Judged) -> bool:
    text = j.row.text
    return j.furniture == "related" and len(text) < _LINE and text[-1] != "." and j.has("says related")


def _in_list(j: Judged) -> bool:
    around = islice(j.row.element.lineage(), 3) if j.row.element else ()
    return any(e.tag == "li" for e in around)


def _within(part: Sequence[Judged], run: list[int], size: int) -> bool:
    """Say whether most of a run stands in the element that holds the story: no box before it takes it away."""
    return 2 * sum(len(part[n].row.text) for n in run if part[n].has("in main")) > size


def _trimmed(part: Sequence[Judged], body: list[int]) -> list[int]:
    """Leave off up to three short lines at the end that no sentence ends: a story does not end with a heading."""
    for _ in range(3):
        j = part[body[-1]]
        if len(body) < 3 or j.prose or j.row.tag == "li" or len(j.row.text.split()) > 8 or j.has("ends a sentence"):
            break
        body = body[:-1]
    return body


def _with_end(part: Sequence[Judged], body: list[int]) -> list[int]:
    """Add the last sentence of a bare text that has no furniture: "Traffic starts on Friday."

    Bare is what is story from its first row, or its second under a headline, to the last but one.
    """
    last = len(part) - 1
    bare = body[0] <= 1 and body == list(range(body[0], last))
    return [*body, last] if bare and _is_plain_sentence(part[last]) else body


def _is_plain_sentence(j: Judged) -> bool:
    text = j.row.text
    plain = j.row.element is None and j.furniture == "other" and not j.row.links
    return plain and len(text.split()) >= _SENTENCE and text[0].isupper() and text[-1] in '.!?”"'


def _stray(j: Judged) -> bool:
    """Say whether a row amid a story is furniture all the same: it says so itself and nothing speaks against it."""
    if j.prose:
        return False
    if not any(c.isalpha() for c in j.row.text):
        return True  # the length of a film, a place in a list, a row of stars
    if j.furniture == "other":
        return False
    if j.score < _SURELY and j.row.links > _LINKED * len(j.row.text):
        return True
    return j.score < _STRAY or (j.furniture in _SURE and j.has(f"says {j.furniture}"))
