"""What elements of a page are marked as: microdata (itemprop), RDFa (property) and rel=author, with their own words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

_PREFIXES: Final = ("schema:", "rnews:", "http://schema.org/", "https://schema.org/")
# Those whose value may be the words of the element itself.
_SPOKEN: Final = frozenset(
    "datepublished datecreated datemodified headline articlesection author creator name dc:date dc:created dc:creator "
    "dc:title".split()
)
_AUTHORS: Final = frozenset(("author", "creator", "dc:creator"))
_LONGEST: Final = 300


class _Open(NamedTuple):
    """An element whose words are awaited: its place in the markup, what it is, and where its words begin."""

    order: int
    name: str
    row: int
    piece: int


class Marked:
    """Gathers properties while a page is walked.

    Attributes:
        found: Properties by name, in small letters; the first of a name stays.
        signed: Names of authors, each with the number of the row it stood in.
    """

    def __init__(self, found: dict[str, str]) -> None:
        self.found = found
        self.signed: list[tuple[str, int]] = []
        self.awaited: list[_Open] = []

    def open(self, attrs: Mapping[str, str], order: int, row: int, piece: int) -> str:
        """Take the attributes of an element that opens; return the names they give it.

        Args:
            attrs: Its attributes.
            order: Its place in the markup.
            row, piece: How many rows are written, and how many pieces of the next one.
        """
        names = (attrs.get("itemprop") or attrs.get("property") or "").lower().split()
        if not names and "author" in attrs.get("rel", "").lower().split():
            names = ["author"]
        value = attrs.get("content") or attrs.get("datetime")
        for said in names:
            name = said
            for prefix in _PREFIXES:
                name = name.removeprefix(prefix)
            if value:
                self.found.setdefault(name, value.strip())
            elif name in _SPOKEN and (name != "name" or self._in_author()):
                self.awaited.append(_Open(order, name, row, piece))
        return " ".join(names)

    def _in_author(self) -> bool:
        return bool(self.awaited) and self.awaited[-1].name in _AUTHORS

    def close(self, order: int, rows: int, last: str, pieces: list[str]) -> None:
        """Take the words of an element that closes.

        Args:
            order: Its place in the markup.
            rows: How many rows are written.
            last: The words of the last of them.
            pieces: Those not yet written.
        """
        while self.awaited and self.awaited[-1].order > order:
            self.awaited.pop()  # never closed
        while self.awaited and self.awaited[-1].order == order:
            element = self.awaited.pop()
            words = last if rows > element.row else "".join(pieces[element.piece :])
            self._say(element, rows, " ".join(words.split()))

    def _say(self, element: _Open, rows: int, said: str) -> None:
        if not said or len(said) > _LONGEST or rows > element.row + 1:
            return
        if element.name == "name":
            author = self.awaited[-1]
            self.awaited[-1] = author._replace(name="")  # its name is said: its other words are not
            self.signed.append((said, element.row))
        elif element.name in _AUTHORS:
            self.signed.append((said, element.row))
        elif element.name:
            self.found.setdefault(element.name, said)
