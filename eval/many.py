"""Our own gold of many articles: who is who, what is one event, which figures are one tally, which words one utterance.

`eval/gold/many/*.txt` are articles with marks (see eval/gold/README.md); they are read as pages are, end to end, and
each mark is looked for in what was read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path

from dateline.flow import ReadPage, read_pages
from dateline.model.article import Article
from dateline.model.page import Page
from dateline.model.record import Record
from dateline.model.span import Span
from dateline.page.given import page_of_object
from dateline.page.limits import Limits

MANY = Path(__file__).parent / "gold" / "many"
_MARK = re.compile(r"\{([EVQF]):([^|{}]+)\|([^{}]*)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Marked words: an entity (E), the trigger of an event (V), a quotation (Q), a figure (F).

    Args:
        kind, key: What is marked, and which one it is.
        line: The line it stands in: 0 the headline, then the paragraphs.
        span: Where in the line.
        words: The words.
        authority: Who gave a figure, or None.
    """

    kind: str
    key: str
    line: int
    span: Span
    words: str
    authority: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """An article of the gold: its front matter, its lines (the headline first) and its marks."""

    id: str
    front: dict[str, str]
    lines: tuple[str, ...]
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """An article of the gold beside what was read from it; `at` gives each mark's place in the read text, if found."""

    given: Given
    record: Record
    at: tuple[tuple[Mark, Span], ...]


def given_articles(folder: Path = MANY) -> Iterator[Given]:
    """Yield the articles of all batches, in the order of the files."""
    for path in sorted(folder.glob("*.txt")):
        for part in re.split(r"(?m)^=== id:", path.read_text("utf8"))[1:]:
            yield _given(part)


def _given(part: str) -> Given:
    front, lines = {}, []
    rows = part.strip("\n").split("\n")
    for n, row in enumerate(rows[1:], 1):
        name, colon, value = row.partition(":")
        if not row.strip() or not colon:
            lines = [r for r in rows[n:] if r.strip()]
            break
        front[name.strip()] = value.strip()
    lines.insert(0, front.pop("headline"))
    plain, marks = zip(*(_unmarked(row.strip(), n) for n, row in enumerate(lines)), strict=True)
    return Given(id=rows[0].strip(), front=front, lines=plain, marks=tuple(m for ms in marks for m in ms))


def _unmarked(row: str, line: int) -> tuple[str, list[Mark]]:
    """Return a line without its marks, and the marks."""
    out, at, marks = "", 0, []
    for found in _MARK.finditer(row):
        kind, key, words = found.groups()
        authority = None
        if kind == "F":
            authority, _, words = words.partition("|")
        out += row[at : found.start()]
        marks.append(
            Mark(
                kind=kind,
                key=key,
                line=line,
                span=Span(len(out), len(out) + len(words)),
                words=words,
                authority=None if authority in (None, "-") else authority,
            )
        )
        out, at = out + words, found.end()
    return out + row[at:], marks


def page_of(given: Given) -> Page:
    """Return an article of the gold as the page an outlet would show it on."""
    front = given.front
    told = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": given.lines[0],
        "datePublished": front["published"],
        "publisher": {"@type": "Organization", "name": front["outlet"]},
    }
    if front.get("agency"):
        told["author"] = {"@type": "Organization", "name": front["agency"]}
    body = "".join(f"<p>{escape(line)}</p>\n" for line in given.lines[1:])
    html = (
        f'<html lang="en"><head><title>{escape(given.lines[0])}</title>'
        f'<meta property="og:site_name" content="{escape(front["outlet"])}">'
        f'<script type="application/ld+json">{json.dumps(told)}</script></head>'
        f"<body><article><h1>{escape(given.lines[0])}</h1>\n{body}</article></body></html>"
    )
    row = {"id": given.id, "html": html, "url": front["url"]}
    return page_of_object(row, where=given.id, limits=Limits())


@cache
def cases(folder: Path = MANY) -> tuple[Case, ...]:
    """Return the gold's articles in the order of their publication, each beside what was read from it."""
    given = sorted(given_articles(folder), key=lambda g: (g.front["published"], g.id))
    read = list(read_pages(page_of(g) for g in given))
    return tuple(_case(g, item) for g, item in zip(given, read, strict=True))


def _case(given: Given, item: object) -> Case:
    if not isinstance(item, ReadPage) or not item.records:
        raise ValueError(f"{given.id} could not be read: {item}")
    record = item.records[0]
    return Case(given=given, record=record, at=tuple(_places(given, record.article)))


def _places(given: Given, article: Article) -> Iterator[tuple[Mark, Span]]:
    """Yield each mark with its place in the article's text; a line that was not kept has none.

    White space is left out of account: a dateline is a block of its own.
    """
    text = article.text.content
    ink = [n for n, c in enumerate(text) if not c.isspace()]
    bare, at = "".join(text[n] for n in ink), 0
    starts: dict[int, int] = {}
    for n, line in enumerate(given.lines):
        wanted = "".join(line.split())
        found = bare.find(wanted, at)
        if found >= 0:
            starts[n], at = found, found + len(wanted)
    for mark in given.marks:
        if mark.line in starts:
            first = starts[mark.line] + len("".join(given.lines[mark.line][: mark.span.start].split()))
            yield mark, Span(ink[first], ink[first + len("".join(mark.words.split())) - 1] + 1)


@dataclass(frozen=True, slots=True)
class Clustered:
    """How well found groups fit the gold's: precision, recall and F1 by BCubed (Bagga and Baldwin 1998)."""

    precision: float
    recall: float
    f1: float


def bcubed(pairs: Sequence[tuple[str, str]]) -> Clustered:
    """Score groups of items, each item given as (its group in the gold, its group as found)."""
    gold: dict[str, set[int]] = {}
    found: dict[str, set[int]] = {}
    for n, (a, b) in enumerate(pairs):
        gold.setdefault(a, set()).add(n)
        found.setdefault(b, set()).add(n)
    if not pairs:
        return Clustered(1.0, 1.0, 1.0)
    both = [(len(gold[a] & found[b]), len(gold[a]), len(found[b])) for a, b in pairs]
    precision = sum(n / f for n, _, f in both) / len(pairs)
    recall = sum(n / g for n, g, _ in both) / len(pairs)
    return Clustered(precision, recall, 2 * precision * recall / (precision + recall))
