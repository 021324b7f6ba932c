"""HTML laid flat: the visible text in document order, one row a block element, with its hints. No tree is built.

The parser calls us tag by tag (lxml over libxml2), so that nesting costs no recursion and a page of 200 kB takes about
2 ms; a tree of the same page walked from Python takes three times that.
"""

from __future__ import annotations

from typing import Final

from dateline.article import hints
from dateline.article.metadata import Metadata, read_linked
from dateline.article.rows import Element, Row, Sheet
from dateline.model.span import Text

_INLINE: Final = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd mark nobr q rp rt ruby s samp small span "
    "strike strong sub sup time tt u var wbr img picture source".split()
)
_UNSEEN: Final = frozenset(
    "script style noscript template svg iframe object canvas select datalist textarea math head audio".split()
)
_CELLS: Final = frozenset(("td", "th"))
_VOID: Final = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_TELLING: Final = frozenset(("hidden", "aria-hidden", "style", "itemprop", "datetime"))
_BOLD: Final = frozenset(("b", "strong"))


def flatten_html(content: str) -> Sheet:
    """Lay an HTML page flat.

    Args:
        content: The decoded markup.
    """
    from lxml import etree  # noqa: PLC0415  (30 ms that flat text never needs)

    walker = _Walker()
    parser = etree.HTMLParser(
        target=walker,  # type: ignore[arg-type]  # comments are none of ours, and what is read from str comes as str
        huge_tree=True,
        encoding="utf-8",
    )
    try:
        parser.feed(content.encode("utf8"))
        parser.close()
    except etree.XMLSyntaxError:
        # libxml2 calls a document without a single element an error; what it has shown us until then is the page.
        pass
    return walker.sheet()


class _Walker:
    """Takes the parser's calls and writes rows."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.at = 0
        self.here = Element("", None, 1, 0, 0)
        self.order = 0
        self.pieces: list[str] = []
        self.links = self.bold = 0
        self.in_link = self.in_bold = self.after_link = 0
        self.unseen: list[str] = []
        self.hint_of: dict[str, int] = {}
        self.meta: dict[str, str] = {}
        self.linked: list[str] = []
        self.times: list[tuple[str, int]] = []
        self.title: list[str] = []
        self.noscript: list[str] = []
        self.in_linked = False
        self.scripts = 0
        self.language: str | None = None
        self.canonical: str | None = None

    def start(self, tag: str, attrs: dict[str, str]) -> None:
        """Open an element (called by the parser)."""
        if self.unseen:
            self._start_unseen(tag, attrs)
            return
        if tag in _UNSEEN:
            self._start_unseen(tag, attrs)
            return
        if tag not in _INLINE:
            if tag in _CELLS:
                self.pieces.append(" ")
            elif self.pieces:
                self._flush()
        elif tag == "a":
            self.in_link += 1
            if self.pieces and self.after_link == len(self.pieces):
                self.pieces.append(" ")  # links side by side are words apart, whatever the template left between them
        elif tag in _BOLD:
            self.in_bold += 1
        self._open(tag, attrs)

    def _open(self, tag: str, attrs: dict[str, str]) -> None:
        if tag in _VOID:
            if attrs and tag in ("meta", "link"):
                self._head(tag, attrs)
            return
        parent = self.here
        seen = parent.seen
        if seen is None:
            seen = parent.seen = {}
        nth = seen[tag] = seen.get(tag, 0) + 1
        self.order += 1
        self.here = Element(tag, parent, nth, self._hints(tag, attrs) if attrs else hints.TAGS.get(tag, 0), self.order)

    def _hints(self, tag: str, attrs: dict[str, str]) -> int:
        if tag in ("html", "body"):
            self.language = self.language or attrs.get("lang") or attrs.get("xml:lang")
            return 0  # templates write the state of the whole site into these
        names = attrs.get("class", "") + " " + attrs.get("id", "")
        found = self.hint_of.get(names)
        if found is None:
            found = self.hint_of[names] = hints.of_names(names)
        if not _TELLING.isdisjoint(attrs):
            found |= self._told(tag, attrs)
        return found | hints.TAGS.get(tag, 0)

    def _told(self, tag: str, attrs: dict[str, str]) -> int:
        """Read the attributes beside class and id that tell something."""
        found = self._item(attrs) if "itemprop" in attrs else 0
        if tag == "time" and attrs.get("datetime"):
            self.times.append((attrs["datetime"], len(self.rows)))
        unseen = "hidden" in attrs or attrs.get("aria-hidden") == "true"
        if unseen or "display:none" in attrs.get("style", "").replace(" ", ""):
            found |= hints.HIDDEN
        return found

    def _item(self, attrs: dict[str, str]) -> int:
        name = attrs["itemprop"].lower()
        value = attrs.get("content") or attrs.get("datetime")
        if value:
            self.meta.setdefault(name, value.strip())
        if "articlebody" in name:
            return hints.BODY
        return hints.HEADLINE if name == "headline" else 0

    def _head(self, tag: str, attrs: dict[str, str]) -> None:
        if tag == "meta":
            name = attrs.get("property") or attrs.get("name") or attrs.get("itemprop") or attrs.get("http-equiv")
            if name and attrs.get("content"):
                self.meta.setdefault(name.lower().strip(), attrs["content"].strip())
        elif "canonical" in attrs.get("rel", "").lower().split() and attrs.get("href"):
            self.canonical = self.canonical or attrs["href"].strip()

    def _start_unseen(self, tag: str, attrs: dict[str, str]) -> None:
        if tag in _UNSEEN:
            self.unseen.append(tag)
            self.in_linked = tag == "script" and "ld+json" in attrs.get("type", "")
            if self.in_linked:
                self.linked.append("")
        elif tag in ("meta", "link"):
            self._head(tag, attrs)
        elif tag == "title" and not self.title:
            self.unseen.append("title")

    def end(self, tag: str) -> None:
        """Close an element (called by the parser)."""
        if self.unseen:
            if tag == self.unseen[-1]:
                self.unseen.pop()
            return
        if tag not in _INLINE:
            if self.pieces and tag not in _CELLS:
                self._flush()
        elif tag == "a":
            self.in_link = max(0, self.in_link - 1)
            self.after_link = len(self.pieces)
        elif tag in _BOLD:
            self.in_bold = max(0, self.in_bold - 1)
        here = self.here
        if here.tag == tag and here.parent is not None:
            here.last = self.order
            self.here = here.parent

    def data(self, data: str) -> None:
        """Take characters (called by the parser)."""
        if self.unseen:
            self._unseen_data(data)
            return
        if not self.pieces and data.isspace():
            return  # what stands between the tags of a template
        self.pieces.append(data)
        if self.in_link:
            self.links += len(data)
        if self.in_bold:
            self.bold += len(data)

    def _unseen_data(self, data: str) -> None:
        kind = self.unseen[-1]
        if kind == "script":
            self.scripts += len(data)
            if self.in_linked:
                self.linked[-1] += data
        elif kind == "title":
            self.title.append(data)
        elif kind == "noscript":
            self.noscript.append(data)

    def close(self) -> None:
        """End the page (called by the parser)."""
        if self.pieces:
            self._flush()
        for e in self.here.lineage():
            e.last = self.order

    def _flush(self) -> None:
        text = " ".join("".join(self.pieces).split())
        self.pieces.clear()
        if text:
            end = self.at + len(text)
            self.rows.append(
                Row(self.at, end, text, self._block(), min(self.links, len(text)), min(self.bold, len(text)), self.here)
            )
            self.at = end + 1
        self.links = self.bold = 0

    def _block(self) -> str:
        e = self.here
        while e.tag in _INLINE and e.parent is not None:
            e = e.parent
        return e.tag

    def sheet(self) -> Sheet:
        """Return what was written."""
        linked = read_linked(self.linked)
        text = "\n".join(row.text for row in self.rows)
        metadata = Metadata(
            meta=self.meta,
            linked=linked.fields,
            authors=linked.authors,
            publisher=linked.publisher,
            free=linked.free,
            times=tuple(self.times),
            title=" ".join("".join(self.title).split()) or None,
            language=self.language,
            canonical=self.canonical,
            noscript=" ".join("".join(self.noscript).split()),
            scripts=self.scripts,
        )
        return Sheet(Text.from_str(text), tuple(self.rows), metadata, markup=True)
