"""Front matter: headline, byline, dateline, agency, publisher, dates; each value cites the words it was read from."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urljoin

from dateline.article.bylines import read_bylines
from dateline.article.datelines import closing_agency, read_dateline, read_lone_dateline
from dateline.article.language import guessed_language, stated_language
from dateline.article.mastheads import is_button, read_outlets
from dateline.article.notes import find_notes
from dateline.article.published import read_dates
from dateline.article.rows import Row, Sheet
from dateline.model.article import Article, Basis, Block, Cited, Kind, Role
from dateline.model.page import Page
from dateline.model.span import Evidence, Span, Text
from dateline.world.outlets import agency_named, outlet_named

_SITE: Final = re.compile(r"\s+[|\-–—•·:»]\s+[^|–—•·»]{2,40}$")


_SECTION: Final = ("article:section", "articlesection", "parsely-section", "og:section", "section", "category")


@dataclass(frozen=True, slots=True)
class Story:
    """What is known of an article before its front matter is read.

    Args:
        text: Its own text.
        blocks: Its blocks.
        head: Rows beside it on the page that are no part of its text: lines with an age, a date, an outlet's name.
        kind: What it is on its page; only the page's own article may be read out of the page's metadata.
        reasons: What is already known to be missing, and why.
    """

    text: Text
    blocks: tuple[Block, ...]
    head: tuple[Row, ...] = ()
    kind: Kind = "article"
    reasons: Mapping[str, str] = field(default_factory=dict)


class Citer:
    """Cites places on the page: in the article's own text where the words are part of it, else in the page's."""

    def __init__(self, sheet: Sheet, story: Story) -> None:
        self._page = sheet.text
        self._text = story.text
        self._blocks = story.blocks

    def cite(self, start: int, end: int) -> Evidence:
        """Return the evidence for a stretch of the page."""
        for b in self._blocks:
            if b.page_span.start <= start and end <= b.page_span.end:
                by = b.span.start - b.page_span.start
                return self._text.cite(Span(start + by, end + by))
        return self._page.cite(Span(start, end))

    def cited(self, value: str, basis: Basis, *at: tuple[int, int]) -> Cited:
        """Return a value with the evidence for these places of the page."""
        return Cited(value=value, basis=basis, evidence=tuple(self.cite(*pair) for pair in at))

    def note(self, start: int, end: int) -> Cited:
        """Return a note of the outlet on its own text, in its own words."""
        evidence = self.cite(start, end)
        return Cited(value=evidence.exact, basis="text", evidence=(evidence,))


def write_article(page: Page, sheet: Sheet, story: Story, n: int) -> Article:
    """Return a story as an article, its front matter read.

    Args:
        page: The page it stands on.
        sheet: That page laid flat.
        story: Its text and blocks, and the lines beside it.
        n: Which article of the page it is.
    """
    citer, own = Citer(sheet, story), story.kind == "article"
    lines = _dateline(sheet, story, citer)
    dates = read_dates(page, sheet, story.head, story.blocks, citer.cite, own=own)
    publisher, aggregator = read_outlets(page, sheet, story.head, story.blocks, citer.cited, kind=story.kind)
    headline = _headline(page, sheet, story, citer)
    notes = list(find_notes(sheet, story.blocks))
    reasons = dict(story.reasons) | dates.reasons
    if headline is None:
        reasons["headline"] = (
            "the page prints no headline" if not own or not sheet.markup else "no line and no metadata says it"
        )
    return Article(
        page=page.id,
        page_digest=page.digest,
        n=n,
        kind=story.kind,
        text=story.text,
        page_text=sheet.text,
        blocks=story.blocks,
        headline=headline,
        standfirst=_first(story, "standfirst", citer),
        dateline=lines.get("dateline"),
        agency=lines.get("agency") or _agency(sheet, story, citer) or (_said_agency(sheet, citer) if own else None),
        publisher=publisher,
        aggregator=aggregator,
        published=dates.published,
        modified=dates.modified,
        bylines=tuple(read_bylines(sheet, story.head, story.blocks, citer.cited, own=own)),
        corrections=tuple(citer.note(start, end) for kind, start, end in notes if kind == "correction"),
        updates=tuple(citer.note(start, end) for kind, start, end in notes if kind == "update"),
        reasons=reasons,
        url=page.url if own else None,
        canonical_url=_canonical(page, sheet) if own else None,
        language=_language(sheet, story),
        section=_section(sheet) if own else None,
    )


def _first(story: Story, role: Role, citer: Citer) -> Cited | None:
    for b in story.blocks:
        if b.role == role:
            return citer.cited(b.span.of(story.text.content), "text", (b.page_span.start, b.page_span.end))
    return None


def _headline(page: Page, sheet: Sheet, story: Story, citer: Citer) -> Cited | None:
    printed = _first(story, "headline", citer)
    if story.kind != "article":
        return printed
    if page.title:
        return printed if printed and _same(printed.value, page.title) else Cited(value=page.title, basis="given")
    if printed:
        return printed
    said = (
        sheet.metadata.linked.get("headline")
        or sheet.metadata.first("og:title", "twitter:title")
        or sheet.metadata.title
    )
    if said:
        return Cited(value=trim_site(said, sheet), basis="metadata")
    listed = page.listed.title if page.listed else None
    return Cited(value=listed, basis="feed") if listed else None


def _same(a: str, b: str) -> bool:
    return re.findall(r"\w+", a.lower()) == re.findall(r"\w+", b.lower())


def trim_site(title: str, sheet: Sheet) -> str:
    """Return a title without the site's name behind it ("… | The Guardian")."""
    m = _SITE.search(title)
    if not m:
        return title
    tail = m.group().strip(" |-–—•·:»\t")
    site = sheet.metadata.first("og:site_name") or sheet.metadata.publisher or ""
    known = outlet_named(tail) or (site and _same(site, tail)) or "|" in m.group() or "." in tail
    return title[: m.start()].rstrip() if known and len(title[: m.start()].split()) >= 3 else title


def _dateline(sheet: Sheet, story: Story, citer: Citer) -> dict[str, Cited]:
    block = next((b.page_span for b in story.blocks if b.role == "dateline"), None)
    beside = (Span(r.start, r.end) for r in story.head if read_lone_dateline(r.text))
    line = block or next(beside, None)
    if line is None:
        return {}
    at, end = line.start, line.end
    found = read_lone_dateline(sheet.text.content[at:end]) or read_dateline(sheet.text.content[at : end + 200])
    out: dict[str, Cited] = {}
    if found and found.place:
        place = (at + found.place[0], at + found.place[1])
        out["dateline"] = citer.cited(" ".join(sheet.text.content[place[0] : place[1]].split()), "text", place)
    if found and found.agency and found.agency_name:
        out["agency"] = citer.cited(found.agency_name, "text", (at + found.agency[0], at + found.agency[1]))
    return out


def _agency(sheet: Sheet, story: Story, citer: Citer) -> Cited | None:
    """Return the agency that signs: a line of its own above the story, a byline, or "(ANI)" at the end."""
    content = sheet.text.content
    spans = [(r.start, r.end) for r in story.head if not is_button(r)]
    spans += [(b.page_span.start, b.page_span.end) for b in story.blocks if b.role == "byline"]
    for start, end in spans:
        words = content[start:end]
        m = re.match(r"(?:by|source|from|via|agency)?[:\s]*(.{2,40})$", words, re.I)
        found = agency_named(m[1].strip()) if m else None
        if m and found:
            return citer.cited(found.name, "header", (start + m.start(1), start + m.start(1) + len(m[1].rstrip())))
    body = [b for b in story.blocks if b.role in ("paragraph", "list", "quote")]
    for b in reversed(body[-2:]):
        closing = closing_agency(content[b.page_span.start : b.page_span.end])
        if closing:
            name, (start, end) = closing
            return citer.cited(name, "text", (b.page_span.start + start, b.page_span.start + end))
    return None


def _said_agency(sheet: Sheet, citer: Citer) -> Cited | None:
    """Return the agency that the metadata credits: as an author, as a source."""
    meta = sheet.metadata
    tags = (meta.meta.get(name, "") for name in ("author", "article:author", "source", "dc.source", "article:source"))
    for said in (*meta.authors, *meta.credited, *tags, *(name for name, _ in meta.signed[:2])):
        for part in re.split(r"[,;/|]|\b[Bb]y\b|\band\b", said):
            found = agency_named(part.strip())
            if found and found.name != meta.publisher:
                at = sheet.text.content.find(part.strip())
                where = [(at, at + len(part.strip()))] if at >= 0 else []
                return citer.cited(found.name, "metadata", *where)
    return None


def _section(sheet: Sheet) -> str | None:
    """Return the section that the metadata names; schema.org lists several, the first is the one shown."""
    said = sheet.metadata.linked.get("articleSection") or sheet.metadata.first(*_SECTION) or ""
    # Some systems list all tags of a story there.
    return (said.partition(",")[0].strip() if said.count(",") > 1 else said) or None


def _canonical(page: Page, sheet: Sheet) -> str | None:
    """Return the address that the page calls its own, whole where only its end is written."""
    found = sheet.metadata.canonical or sheet.metadata.first("og:url") or ""
    try:
        whole = urljoin(page.url or "", found) if found else ""
    except ValueError:
        return None
    return whole if whole.startswith(("http://", "https://")) else None


def _language(sheet: Sheet, story: Story) -> str | None:
    meta = sheet.metadata
    stated = stated_language(
        meta.language, meta.linked.get("inLanguage"), meta.first("content-language", "og:locale", "language")
    )
    return stated or guessed_language(story.text.content)
