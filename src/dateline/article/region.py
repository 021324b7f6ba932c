"""Where on a marked-up page its prose lives: the element that holds most of it, and how rows stand to that."""

from __future__ import annotations

import re
from typing import Final

from dateline.article.rows import Element, Row, Sheet

_SOLID: Final = re.compile(r"[^\W_]+")
_TAGGED: Final = re.compile(r"<[^<>]{1,200}>")
_WORTH: Final = 400


class Region:
    """The element that holds the page's prose, and what stands between it and a row."""

    def __init__(self, main: Element | None, mass: dict[int, int], total: int, body: str) -> None:
        self._main = main
        self._mass = mass
        self._total = total or 1
        self._body = body
        self._spine = {e.order for e in main.lineage()} if main else set()
        self._hints: dict[int, int] = {}

    def hints(self, element: Element) -> int:
        """Return the hints of the elements around a row, up to those that also hold the main prose.

        What holds the article says nothing against it: templates call whole pages "has-sidebar".
        """
        passed = []
        found = 0
        e: Element | None = element
        while e is not None and e.order not in self._spine:
            known = self._hints.get(e.order)
            if known is not None:
                found = known
                break
            passed.append(e)
            e = e.parent
        for e in reversed(passed):
            found |= e.hints
            self._hints[e.order] = found
        return found

    def place(self, element: Element) -> list[tuple[str, float]]:
        """Return how an element stands to the main one, and how much of the page's prose its parent holds."""
        out = []
        if self._main is not None:
            out.append(("in main", 1.0) if self._main.holds(element) else ("out of main", 1.0))
        parent = element.parent or element
        out.append(("prose of siblings", self._mass.get(parent.order, 0) / self._total))
        above = parent.parent or parent
        out.append(("prose of cousins", self._mass.get(above.order, 0) / self._total))
        return out

    def witness(self, text: str) -> int:
        """Return 1 if the metadata's article body holds these words, -1 if it does not, 0 if there is none."""
        if not self._body or len(text) < 12:
            return 0
        return 1 if _squeezed(text) in self._body else -1


def _squeezed(text: str) -> str:
    return "".join(_SOLID.findall(text.lower()))


def find_region(sheet: Sheet, rows: list[Row], prose: list[int]) -> Region:
    """Find the element that holds the prose of a page.

    Args:
        sheet: The page, for its metadata.
        rows: Its rows.
        prose: How many characters of prose each row has.
    """
    mass: dict[int, int] = {}
    by_order: dict[int, Element] = {}
    for row, p in zip(rows, prose, strict=True):
        if not p or row.element is None:
            continue
        # Three levels are enough to find a container; deeper chains would cost depth times rows.
        for k, e in enumerate(row.element.lineage()):
            if k > 12:
                break
            mass[e.order] = mass.get(e.order, 0) + p
            by_order[e.order] = e
    total = sum(prose)
    main = _deepest(by_order, mass, total)
    body = _TAGGED.sub(" ", sheet.metadata.linked.get("articleBody", ""))
    return Region(main, mass, total, _squeezed(body) if len(body) > _WORTH else "")


def _deepest(by_order: dict[int, Element], mass: dict[int, int], total: int) -> Element | None:
    """Return the innermost element that holds two thirds of the prose."""
    best: Element | None = None
    for order, e in by_order.items():
        if mass[order] >= 0.66 * total and (best is None or order > best.order):
            best = e
    return best
