"""Where on a marked-up page its prose lives: the element that holds most of it, and how rows stand to that."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from dateline.article import hints
from dateline.article.rows import Element, Row, Sheet

_SOLID: Final = re.compile(r"[^\W_]+")
_TAGGED: Final = re.compile(r"<[^<>]{1,200}>")
_WORD: Final = re.compile(r"\w+")
_WORTH: Final = 400
_MOST: Final = 0.45
_FURNITURE: Final = (
    hints.NAVIGATION | hints.FOOTER | hints.SIDE | hints.RELATED | hints.COMMENT | hints.NEWSLETTER | hints.LEGAL
    | hints.ADVERTISEMENT
)  # fmt: skip
_DISCOUNT: Final = 0.2
_ALIKE: Final = 0.3
_LONGEST: Final = 300
_STEPS: Final = 3


class Region:
    """The element that holds the page's prose, and what stands between it and a row.

    Args:
        main: That element.
        mass: How much prose each element holds, by its order.
        counted: How much prose each row counts for: little, where its surroundings say that it is furniture.
        body: The words of the metadata's article body.
    """

    def __init__(self, main: Element | None, mass: dict[int, float], counted: list[float], body: str) -> None:
        self.counted = counted
        self._main = main
        self._mass = mass
        self._total = sum(counted) or 1
        self._body = body
        self._spine = {e.order: n for n, e in enumerate(main.lineage())} if main else {}
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
            out.append((self._stands(element), 1.0))
        parent = element.parent or element
        out.append(("prose of siblings", self._mass.get(parent.order, 0) / self._total))
        above = parent.parent or parent
        out.append(("prose of cousins", self._mass.get(above.order, 0) / self._total))
        return out

    def _stands(self, element: Element) -> str:
        """Say how many steps above the main element the one is that holds an element as well."""
        e: Element | None = element
        while e is not None and e.order not in self._spine:
            e = e.parent
        steps = self._spine[e.order] if e else _STEPS
        if steps == 0:
            return "in main"
        return "out of main" if steps >= _STEPS else f"{steps} out of main"

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
    counted = _counted(rows, prose, _headed(sheet, rows))
    mass, elements = _masses(rows, counted)
    total = sum(counted)
    holders = [e for e in elements if mass[e.order] >= _MOST * total] if total else []
    main = max(holders, key=lambda e: e.order, default=None)
    body = _TAGGED.sub(" ", sheet.metadata.linked.get("articleBody", ""))
    return Region(main, mass, counted, _squeezed(body) if len(body) > _WORTH else "")


def _headed(sheet: Sheet, rows: Sequence[Row]) -> set[int]:
    """Return the elements around the headline, by their order: what those are called says nothing of a row."""
    title = set(_WORD.findall((sheet.metadata.meta.get("og:title") or sheet.metadata.title or "").lower()))
    best, most = None, _ALIKE
    for row in rows:
        if row.tag in ("h1", "h2") and len(row.text) < _LONGEST and row.element is not None:
            words = set(_WORD.findall(row.text.lower()))
            alike = len(words & title) / (len(words | title) or 1) + (_ALIKE if row.tag == "h1" else 0)
            if alike > most or (best is None and alike == most):
                best, most = row.element, alike
    return {e.order for e in best.lineage()} if best else set()


def _counted(rows: Sequence[Row], prose: Sequence[int], headed: set[int]) -> list[float]:
    """Return the rows' prose, less where an element around it is called furniture and does not hold the headline."""
    known: dict[int, bool] = {}
    out: list[float] = []
    for row, p in zip(rows, prose, strict=True):
        out.append(p * _DISCOUNT if p and row.element and _is_furniture(row.element, headed, known) else float(p))
    return out


def _is_furniture(element: Element, headed: set[int], known: dict[int, bool]) -> bool:
    passed = []
    found = False
    for e in element.lineage():
        if e.order in known:
            found = known[e.order]
            break
        passed.append(e.order)
        if e.order in headed:
            break
        if e.hints & _FURNITURE:
            found = True
            break
    known.update(dict.fromkeys(passed, found))
    return found


def _masses(rows: Sequence[Row], counted: Sequence[float]) -> tuple[dict[int, float], list[Element]]:
    """Return how much prose each element around some holds, and these elements."""
    mass: dict[int, float] = {}
    around: dict[int, Element] = {}
    for row, p in zip(rows, counted, strict=True):
        e = row.element
        if not p or e is None:
            continue
        mass[e.order] = mass.get(e.order, 0.0) + p
        while e is not None and e.order not in around:
            around[e.order] = e
            e = e.parent
    # An element is opened after what holds it: gone through backwards, each is complete when it is added to its parent.
    for order in sorted(around, reverse=True):
        parent = around[order].parent
        if parent is not None:
            mass[parent.order] = mass.get(parent.order, 0.0) + mass.get(order, 0.0)
    return mass, list(around.values())
