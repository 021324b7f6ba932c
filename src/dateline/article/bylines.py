"""Who signed an article: the persons that the metadata names, else those of the lines that begin with "By"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, Protocol

from dateline.article.headers import looks_like_outlet
from dateline.article.rows import Row, Sheet
from dateline.model.article import Basis, Block, Cited
from dateline.world.outlets import agency_named, outlet_named

_PART: Final = r"[^\W\d_][\w.'’-]*"
_NAME: Final = rf"{_PART}(?:\s(?:(?:de|da|del|van|von|der|den|al|el|bin|ben|la|le|di|du|dos)\s)?{_PART}){{1,3}}"
_BY: Final = re.compile(
    r"^(?:\W*(?:written |reported |posted |published |story |words |text )?by:?\s+)"
    rf"(?P<names>{_NAME}(?:(?:,\s?|\s?&\s?|\s?,?\sand\s){_NAME}){{0,5}})",
    re.I,
)
_APART: Final = re.compile(r"\s*(?:,|&|\||;|\s(?:and|with|for)\s)\s*")
# What ends a name on its line: a date, or what the person does.
_OVER: Final = re.compile(
    r"\s*\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|January|February|March|April|June|July|August|September"
    r"|October|November|December|Mon|Tue|Wed|Thu|Fri|Sat|Sun|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
    r"|Published|Updated|Posted|Staff|on|in|at|for|is)\b.*$"
)
_WORK: Final = re.compile(
    r"(?i)\b(?:writer|editor|reporter|correspondent|contributor|staff|desk|bureau|columnist|analyst|team|news|agenc(?:y|ies)"
    r"|press|media|producer|journalist|admin|service|wire|online|digital|website|redazione"
    r"|redacci[oó]n|redaktion|rédaction|brand\w*|studios?)\b"
)


_TAGS: Final = ("author", "article:author", "parsely-author", "sailthru.author", "byl", "dc.creator", "dcterms.creator",
                "dc:creator", "article:author_name", "authors", "byline")  # fmt: skip
_LABEL: Final = re.compile(
    r"(?i)^\W*(?:(?:written|posted|reported) by|by|author|view all posts by|posts by|von|par|por)\b:?\s*"
)
_ABOVE: Final = 600
_DEGREE: Final = re.compile(r"(?:\s(?:MD|MS|MA|PhD|Ph\.D\.?|RDN?|RN|MPH|JD|MBA|Esq\.?))+$")


class Citing(Protocol):
    """Gives a value with the evidence for places on the page."""

    def __call__(self, value: str, basis: Basis, *at: tuple[int, int]) -> Cited:
        """Return the cited value."""
        ...


def read_bylines(
    sheet: Sheet, head: tuple[Row, ...], blocks: tuple[Block, ...], cited: Citing, *, own: bool
) -> Iterator[Cited]:
    """Yield the persons who signed an article, each once.

    Args:
        sheet: The page laid flat.
        head: Rows beside the article that are no part of its text.
        blocks: The article's own blocks.
        cited: Gives a value with its evidence.
        own: Whether the page is this article's own, so that its metadata speaks of it.
    """
    content = sheet.text.content
    names = dict.fromkeys(name for said in _said(sheet, blocks) for name in _persons(said)) if own else {}
    for name in names:
        at = content.find(name)
        yield cited(name, "metadata", *([(at, at + len(name))] if at >= 0 else []))
    if names:
        return
    spans = [(b.page_span.start, b.page_span.end) for b in blocks if b.role == "byline"]
    seen = set()
    for start, end in spans + [(r.start, r.end) for r in head]:
        for name, at in _signed(content[start:end]):
            if name not in seen:
                seen.add(name)
                yield cited(name, "header", (start + at, start + at + len(name)))


def _said(sheet: Sheet, blocks: tuple[Block, ...]) -> Iterator[str]:
    """Yield what the metadata says of the author: structured data, else a meta tag, else elements by the story."""
    if sheet.metadata.authors:
        yield from sheet.metadata.authors
        return
    said = next((v for v in map(sheet.metadata.meta.get, _TAGS) if v and not v.startswith("http")), None)
    if said:
        yield said
        return
    start = min((b.page_span.start for b in blocks), default=0)
    ends = [b.page_span.end for b in blocks if b.role == "paragraph"]
    for name, row in sheet.metadata.signed:
        # Comments and the cards of other stories name their authors too.
        if row < len(sheet.rows) and start - _ABOVE <= sheet.rows[row].start <= (ends[:3] or [start + _ABOVE])[-1]:
            yield name


def _persons(said: str) -> Iterator[str]:
    for part in _APART.split(_LABEL.sub("", said)):
        name = _DEGREE.sub("", part.strip(" ,.;|"))
        if _is_person(name):
            yield name


def _is_person(name: str) -> bool:
    words = name.split()
    if not 2 <= len(words) <= 5 or len(name) > 60 or any(c.isdigit() or c in "@/:" for c in name):
        return False
    if _WORK.search(name) or outlet_named(name) or agency_named(name) or looks_like_outlet(name):
        return False
    return words[0].lower() != "the" and not words[-1][0].islower()


def _signed(line: str) -> Iterator[tuple[str, int]]:
    """Yield the names after "By" and where they stand in the line."""
    m = _BY.match(line)
    if not m or len(line) > 200:
        return
    at = m.start("names")
    for part in re.finditer(r"(?:(?!,|&|\sand\s).)+", m["names"]):
        name = _OVER.sub("", part.group().strip())
        if _is_person(name) and name[0].isupper():
            yield name, at + part.start() + part.group().index(name)
