"""HTML laid flat: the visible text in document order, one row a block element, with its hints. No tree is built.

The parser calls us tag by tag (lxml over libxml2), so that nesting costs no recursion and a page of 200 kB takes about
2 ms; a tree of the same page walked from Python takes three times that.
"""

from __future__ import annotations

import re
from typing import Final

from dateline.article import hints
from dateline.article.linked import read_linked
from dateline.article.marked import Marked
from dateline.article.metadata import Metadata, TimeElement
from dateline.article.rows import Element, Row, Sheet
from dateline.model.span import Text

_INLINE: Final = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd mark nobr q rp rt ruby s samp small span "
    "strike strong sub sup time tt u var wbr img picture source".split()
)
_UNSEEN: Final = frozenset(
    "script style noscript template svg iframe object canvas select datalist textarea math head audio".split()
)
_VOID: Final = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_TELLING: Final = frozenset(("hidden", "aria-hidden", "style", "itemprop", "datetime", "property"))
_MARKS: Final = frozenset(("itemprop", "property"))
# What the parser calls us with most is told by one look: cells and blocks, what stands inside a line, what is not seen.
_CELL, _BLOCK, _WITHIN, _LINK, _BOLD, _IN_UNSEEN = range(6)
_KINDS: Final = (
    dict.fromkeys(_INLINE, _WITHIN)
    | dict.fromkeys(_UNSEEN, _IN_UNSEEN)
    | {"td": _CELL, "th": _CELL, "a": _LINK, "b": _BOLD, "strong": _BOLD}
)
_DROP_CAP: Final = re.compile(r"(?i)drop-?_?cap|(?:first|initial)-?_?letter")
_WORDS: Final = frozenset("AIO")
_TAG_HINTS: Final = hints.TAGS


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
    sheet = walker.sheet()
    # A parser and its target hold one another: what the page left in the target would wait for the garbage collector.
    vars(walker).clear()
    return sheet


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
        self.meta: dict[str, str] = {}
        self.marked = Marked(self.meta)
        self.linked: list[str] = []
        self.times: list[TimeElement] = []
        self.title: list[str] = []
        self.noscript: list[str] = []
        self.in_linked = False
        self.initial = 0
        self.scripts = 0
        self.language: str | None = None
        self.canonical: str | None = None

    def start(self, tag: str, attrs: dict[str, str]) -> None:
        """Open an element (called by the parser)."""
        kind = _KINDS.get(tag, _BLOCK)
        if kind == _IN_UNSEEN or self.unseen:
            self._start_unseen(tag, attrs)
            return
        if kind <= _BLOCK:
            if kind == _CELL:
                self.pieces.append(" ")
            elif self.pieces:
                self._flush()
        elif kind == _LINK:
            self.in_link += 1
            if self.pieces and self.after_link == len(self.pieces):
                self.pieces.append(" ")  # links side by side are words apart, whatever the template left between them
        elif kind == _BOLD:
            self.in_bold += 1
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
        self.here = here = Element(tag, parent, nth, _TAG_HINTS.get(tag, 0), self.order)
        if attrs:
            self._attributes(here, attrs)

    def _attributes(self, element: Element, attrs: dict[str, str]) -> None:
        if element.tag in ("html", "body"):
            self.language = self.language or attrs.get("lang") or attrs.get("xml:lang")
            return  # templates write the state of the whole site into these
        names, key = attrs.get("class"), attrs.get("id")
        element.names = f"{names} {key}" if names and key else names or key
        if not _TELLING.isdisjoint(attrs):
            element.own |= self._told(element.tag, attrs)
        elif "author" in attrs.get("rel", ""):
            self._item(attrs)

    def _told(self, tag: str, attrs: dict[str, str]) -> int:
        """Read the attributes beside class and id that tell something."""
        found = 0 if _MARKS.isdisjoint(attrs) else self._item(attrs)
        if tag == "time" and attrs.get("datetime"):
            names = f"{attrs.get('class', '')} {attrs.get('id', '')} {attrs.get('itemprop', '')}".lower()
            self.times.append(TimeElement(attrs["datetime"], len(self.rows), "modif" in names or "updat" in names))
        unseen = "hidden" in attrs or attrs.get("aria-hidden") == "true"
        if unseen or "display:none" in attrs.get("style", "").replace(" ", ""):
            found |= hints.HIDDEN
        return found

    def _item(self, attrs: dict[str, str]) -> int:
        names = self.marked.open(attrs, self.order, len(self.rows), len(self.pieces))
        if "articlebody" in names:
            return hints.BODY
        return hints.HEADLINE if names == "headline" else 0

    def _head(self, tag: str, attrs: dict[str, str]) -> None:
        if tag == "meta":
            name = attrs.get("property") or attrs.get("name") or attrs.get("itemprop") or attrs.get("http-equiv")
            # What a server says of itself, as "last-modified", is the day of the crawl.
            served = "http-equiv" in attrs and name == attrs["http-equiv"] and name.lower() != "content-language"
            if name and attrs.get("content") and not served:
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
        kind = _KINDS.get(tag, _BLOCK)
        if kind <= _BLOCK:
            if self.pieces and kind == _BLOCK:
                self._flush()
        elif kind == _LINK:
            self.in_link = max(0, self.in_link - 1)
            self.after_link = len(self.pieces)
        elif kind == _BOLD:
            self.in_bold = max(0, self.in_bold - 1)
        here = self.here
        if here.tag == tag and here.parent is not None:
            if here.names and kind > _BLOCK and self.pieces and _DROP_CAP.search(here.names):
                self.initial = len(self.pieces)
            if self.marked.awaited:
                self.marked.close(here.order, len(self.rows), self.rows[-1].text if self.rows else "", self.pieces)
            here.last = self.order
            self.here = here.parent

    def data(self, data: str) -> None:
        """Take characters (called by the parser)."""
        if self.unseen:
            self._unseen_data(data)
            return
        if not self.pieces and data.isspace():
            return  # what stands between the tags of a template
        if self.initial and data.strip():
            data = data.lstrip() if self._joins_initial() else data
        self.pieces.append(data)
        if self.in_link:
            self.links += len(data)
        if self.in_bold:
            self.bold += len(data)

    def _joins_initial(self) -> bool:
        """Let a word go on right behind its first letter, which a template sets in large type: "F our" is "Four".

        "A", "I" and "O" may be words, and what the template left between them and the next one stays.
        """
        letter = "".join(self.pieces[self.initial - 1 :]).strip()
        cut = len(letter) == 1 and letter.isalpha() and letter not in _WORDS
        if cut:
            self.pieces[self.initial - 1 :] = [letter]
        self.initial = 0
        return cut

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
        self.initial = 0
        if text:
            n, e = len(text), self.here
            while e.tag in _INLINE and e.parent is not None:
                e = e.parent
            links, bold = min(self.links, n) if self.links else 0, min(self.bold, n) if self.bold else 0
            self.rows.append(Row(self.at, self.at + n, text, e.tag, links, bold, self.here))
            self.at += n + 1
        self.links = self.bold = 0

    def sheet(self) -> Sheet:
        """Return what was written."""
        title = " ".join("".join(self.title).split()) or None
        linked = read_linked(self.linked, url=self.canonical or self.meta.get("og:url"), title=title)
        text = "\n".join(row.text for row in self.rows)
        metadata = Metadata(
            meta=self.meta,
            linked=linked.fields,
            authors=linked.authors,
            signed=tuple(self.marked.signed),
            credited=linked.credited,
            publisher=linked.publisher,
            free=linked.free,
            times=tuple(self.times),
            title=title,
            language=self.language,
            canonical=self.canonical,
            noscript=" ".join("".join(self.noscript).split()),
            scripts=self.scripts,
        )
        return Sheet(Text.from_str(text), tuple(self.rows), metadata, markup=True)
