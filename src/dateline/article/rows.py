"""A page as a row of lines: slices of the page's own text, each with what the markup hints at, if there is any."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from dateline.article.hints import of_names
from dateline.article.metadata import Metadata
from dateline.model.span import Text

# Pages written by people nest some thirty deep; paths of thousands of steps would cost memory by the square.
_DEEPEST: Final = 300


class Element:
    """An element of the markup: enough to tell its path, its hints and what it contains."""

    __slots__ = ("depth", "last", "names", "nth", "order", "own", "parent", "seen", "tag")

    def __init__(self, tag: str, parent: Element | None, nth: int, own: int, order: int) -> None:
        self.tag = tag
        self.parent = parent
        self.depth: int = parent.depth + 1 if parent else 0
        self.nth = nth
        self.own = own
        self.names: str | None = None
        self.order = order
        self.last = order
        self.seen: dict[str, int] | None = None

    @property
    def hints(self) -> int:
        """What its tag, its attributes and its class names hint at; names are read when asked for, as few are."""
        return self.own | of_names(self.names) if self.names else self.own

    def path(self) -> str | None:
        """Return the element's path, "/html/body/article/p[3]", or None where it is too deep to be of use."""
        if self.depth > _DEEPEST:
            return None
        steps = [e.tag if e.nth == 1 else f"{e.tag}[{e.nth}]" for e in self.lineage() if e.tag]
        return "/" + "/".join(reversed(steps))

    def lineage(self) -> Iterator[Element]:
        """Yield the element, its parent, and so on up to the root."""
        e: Element | None = self
        while e is not None:
            yield e
            e = e.parent

    def holds(self, other: Element) -> bool:
        """Say whether the other element is this one or stands inside it."""
        return self.order <= other.order <= self.last


class Row(NamedTuple):
    """One line of a page.

    Attributes:
        start, end: Its place in the page's text.
        text: Its words, exactly that slice.
        tag: The block element it stands in: "p", "h1", "li", …; "" for flat text.
        links, bold: How many of its characters stand inside links, and in bold type.
        element: Where it stands in the markup, if there is any.
        gap: How many blank lines stood before it (flat text).
    """

    start: int
    end: int
    text: str
    tag: str = ""
    links: int = 0
    bold: int = 0
    element: Element | None = None
    gap: int = 0

    def part(self, start: int, end: int) -> Row:
        """Return a part of the row, given in code points of its own text, as a row of its own."""
        words = self.text[start:end]
        left = len(words) - len(words.lstrip())
        words = words.strip()
        at = self.start + start + left
        return self._replace(start=at, end=at + len(words), text=words, links=min(self.links, len(words)))


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page laid flat: its own text, its rows in order, and what its markup says about it."""

    text: Text
    rows: tuple[Row, ...]
    metadata: Metadata = field(default_factory=Metadata)
    markup: bool = False
