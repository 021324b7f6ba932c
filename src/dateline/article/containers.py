"""Pages that hold several stories in full, each in an article element of its own, as endless scrolling leaves them."""

from __future__ import annotations

from typing import Final

from dateline.article.classify import Judged
from dateline.article.rows import Element

_FULL: Final = 500
# Beside the page's own story another is one in full, not a blurb, from three paragraphs on.
_SHORT: Final = 250
_PARAGRAPHS: Final = 3
_ENTRIES: Final = 3
_HEADINGS: Final = frozenset(("h1", "h2", "h3", "h4"))


def full_articles(judged: list[Judged]) -> list[tuple[int, int]]:
    """Return the rows of each article element that holds a heading and a story in full; empty if there are not two.

    Args:
        judged: The rows of a page with markup.
    """
    spans: dict[int, list[int]] = {}
    prose: dict[int, int] = {}
    paragraphs: dict[int, list[int]] = {}
    headed: set[int] = set()
    nearest: dict[int, Element | None] = {}
    holders = [_holder(j.row.element, nearest) if j.row.element else None for j in judged]
    if len({h.order for h in holders if h is not None}) < 2:
        return []
    for n, (j, holder) in enumerate(zip(judged, holders, strict=True)):
        if holder is None:
            continue
        span = spans.setdefault(holder.order, [n, n + 1])
        span[1] = n + 1
        prose[holder.order] = prose.get(holder.order, 0) + (j.prose if j.score > 0 else 0)
        if j.prose and not j.has("hint comment"):
            paragraphs.setdefault(holder.order, []).append(j.prose)
        if j.row.tag in _HEADINGS:
            headed.add(holder.order)
    told = [o for o in spans if o in headed and _in_full(prose[o], paragraphs.get(o, []))]
    if not any(prose[o] >= _FULL for o in spans) or _are_entries(judged, [spans[o] for o in told], headed):
        return []
    full = sorted((spans[o][0], spans[o][1]) for o in told)
    apart = [span for n, span in enumerate(full) if n == 0 or span[0] >= full[n - 1][1]]
    return apart if len(apart) > 1 else []


def _are_entries(judged: list[Judged], spans: list[list[int]], headed: set[int]) -> bool:
    """Say whether three lie in one article with a heading of its own: a live blog's entries are one story."""
    around: dict[int, int] = {}
    for start, _ in spans:
        element = judged[start].row.element
        holders = [e for e in element.lineage() if e.tag == "article"] if element else []
        for outer in holders[1:]:
            around[outer.order] = around.get(outer.order, 0) + 1
    return any(count >= _ENTRIES and order in headed for order, count in around.items())


def _holder(element: Element, nearest: dict[int, Element | None]) -> Element | None:
    """Return the innermost article element around an element; remembered for every element passed on the way."""
    passed: list[int] = []
    found: Element | None = None
    e: Element | None = element
    while e is not None:
        if e.order in nearest:
            found = nearest[e.order]
            break
        passed.append(e.order)
        if e.tag == "article":
            found = e
            break
        e = e.parent
    for order in passed:
        nearest[order] = found
    return found


def _in_full(prose: int, paragraphs: list[int]) -> bool:
    return prose >= _FULL or (len(paragraphs) >= _PARAGRAPHS and sum(paragraphs) >= _SHORT)
