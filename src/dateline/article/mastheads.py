"""Whose story it is and whose site: the outlet printed beside it, and the site that shows it, if that is another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, Protocol

from dateline.article.dates import find_dates
from dateline.article.headers import before_digits, looks_like_outlet, outlet_in, read_age_line
from dateline.article.phrases import furniture_words
from dateline.article.rows import Row, Sheet
from dateline.model.article import Basis, Block, Cited, Kind
from dateline.model.page import Page, host_of
from dateline.world.names import is_given_name
from dateline.world.outlets import agency_named, outlet_named, outlet_of_url

_APP: Final = re.compile(r"\b[Dd]ownload (?:the )?([A-Z][\w.-]{2,20}(?: [A-Z][\w.-]+)?) [Aa]pp\b")
_RIGHTS: Final = re.compile(
    r"(?:©|\([cC]\)|[Cc]opyright)(?:\s?(?:©|\([cC]\)))?\s*(?:(?:19|20)\d\d(?:\s?[-–]\s?(?:19|20)?\d\d)?)?[\s,|]*"
    r"(?P<name>[^\W\d_](?:[\w'’&-]|\.(?=\w))*(?: [^\W_](?:[\w'’&-]|\.(?=\w))*){0,4}?)\s*(?:(?:19|20)\d\d|[,.|]|$)"
)
_NO_NAME: Final = re.compile(r"(?i)\b(?:all rights|reserved|copyright|getty|rights)\b")
_SIGNED: Final = re.compile(r"(?i)\W*(?:by(?-i:(?=[A-Z]))|(?:by|from|written|reported|posted)\b)")
_JOB: Final = re.compile(
    r"(?i)\b(?:staff|senior|junior|chief|contributing|freelance|special|political|business|sports?|national|foreign)\b.*"
    r"\b(?:reporter|writer|editor|correspondent|observer|reviewer|columnist)s?$"
)
_TOP: Final = 2
_BEFORE: Final = 400
_NAME: Final = 45
_INITIALS: Final = 2


class Citing(Protocol):
    """Gives a value with the evidence for places on the page."""

    def __call__(self, value: str, basis: Basis, *at: tuple[int, int]) -> Cited:
        """Return the cited value."""
        ...


def read_outlets(
    page: Page, sheet: Sheet, head: tuple[Row, ...], blocks: tuple[Block, ...], cited: Citing, *, kind: Kind
) -> tuple[Cited | None, Cited | None]:
    """Return the publisher, and the aggregator if another site shows the publisher's story.

    Args:
        page: The page, for its address.
        sheet: The page laid flat.
        head: Rows beside the story that are no part of its text.
        blocks: The story's own blocks.
        cited: Gives a value with its evidence.
        kind: What the story is on its page; only the page's own is the site's where no outlet is printed.
    """
    site = _site(page, sheet, cited)
    printed = next(_printed(head, blocks, sheet, cited), None)
    if printed is None and kind == "article":
        printed = _said_and_printed(sheet, blocks, site, cited)
    if printed and site and kind == "article" and agency_named(printed.value) and not _is_aggregator(site.value):
        printed = None  # an outlet that prints what an agency wrote is its outlet
    if printed is None:
        return (site, None) if kind == "article" else (None, None)
    return printed, None if site is None or _one(site.value, printed.value) else site


def _one(a: str, b: str) -> bool:
    known = outlet_named(a)
    same = "".join(_words(a)) == "".join(_words(b))
    return same or (known is not None and known == outlet_named(b))


def _is_aggregator(site: str) -> bool:
    known = outlet_named(site)
    return known is not None and known.kind == "aggregator"


def _words(text: str) -> list[str]:
    return [w for w in re.findall(r"\w+", text.lower()) if w not in ("the", "com", "www")]


def _printed(head: tuple[Row, ...], blocks: tuple[Block, ...], sheet: Sheet, cited: Citing) -> Iterator[Cited]:
    """Yield the outlets that the lines beside a story name, the surest first."""
    head = tuple(row for row in head if not is_button(row))
    for row in head:
        at = outlet_in(row.text)
        if at:
            yield cited(row.text[at[0] : at[1]], "header", (row.start + at[0], row.start + at[1]))
    spans = [(r.start, r.end) for r in head]
    spans += [(b.page_span.start, b.page_span.end) for b in blocks if b.role == "byline"]
    for start, end in spans:
        at = _named_beside(sheet.text.content[start:end])
        if at:
            yield cited(sheet.text.content[start + at[0] : start + at[1]], "header", (start + at[0], start + at[1]))


def is_button(row: Row) -> bool:
    """Say whether a line is for doing something with the story ("Print", "Flipboard"), and no outlet's name."""
    text = row.text
    if row.tag in ("button", "label") or furniture_words(text.lower()) in ("share", "navigation"):
        return True
    if row.links < len(text) or " " in text:
        return False
    known = outlet_named(text)
    # "Forward" in a link is no name of "The Forward".
    return known is None or text.lower() not in {name.lower() for name in (known.name, *known.aliases)}


def _named_beside(line: str) -> tuple[int, int] | None:
    """Return where a line has an outlet's name: all of it, or what its date and byline leave over."""
    if read_age_line(line):
        return None
    name = before_digits(line)
    if name != line and looks_like_outlet(name.strip()) and agency_named(name.strip()) is None:
        return 0, len(name)
    date = next(find_dates(line), None)
    if date is None and not _SIGNED.match(line):
        words = line.strip()
        sure = len(words.split()) <= 5 and words[:1].isupper() and not any(c.isdigit() or c == ":" for c in words)
        sure = sure and not _JOB.search(words)
        person = is_given_name(words.split()[0]) and not looks_like_outlet(words)
        return (0, len(words)) if sure and not person and not words.endswith((".", ":", "!", "?")) else None
    at = 0
    if date is not None:
        line = line[: date.start] + "|" * (date.end - date.start) + line[date.end :]  # pages glue it to the name
    for part in re.split(r"([,|•·–—/]|\s-\s)", line):
        name = part.strip()
        if name and looks_like_outlet(name) and agency_named(name) is None:
            start = at + part.index(name)
            return start, start + len(name)
        at += len(part)
    return None


def _said_and_printed(sheet: Sheet, blocks: tuple[Block, ...], site: Cited | None, cited: Citing) -> Cited | None:
    """Return the publisher of the structured data where it is another than the site, and printed above the story.

    Many sites give their company there, which no reader ever sees: so it must be printed too.
    """
    said = sheet.metadata.publisher
    if not said or site is None or set(_words(said)) & set(_words(site.value)):
        return None
    body = [b.page_span.start for b in blocks if b.role in ("paragraph", "standfirst")]
    first = min(body, default=0)
    at = sheet.text.content.find(said, max(0, first - _BEFORE), first)
    return cited(said, "header", (at, at + len(said))) if at >= 0 else None


def _site(page: Page, sheet: Sheet, cited: Citing) -> Cited | None:
    """Return whose site the page is: by its address, its metadata, its app, its notice of rights, or its masthead."""
    known = outlet_of_url(page.url) if page.url else None
    if known:
        return Cited(value=known.name, basis="url")
    said = sheet.metadata.first("og:site_name") or sheet.metadata.publisher
    if said:
        known = outlet_named(said)
        return Cited(value=known.name if known else said, basis="metadata")
    named = _named_in_head(page, sheet)
    if named:
        return Cited(value=named, basis="metadata")
    m = _APP.search(sheet.text.content)
    return cited(m[1], "text", m.span(1)) if m else _rights(sheet, cited) or _masthead(sheet, cited)


def _named_in_head(page: Page, sheet: Sheet) -> str | None:
    """Return the site's name in other meta tags, or behind the title where the address is made of it."""
    meta = sheet.metadata
    said = meta.first(
        "application-name", "apple-mobile-web-app-title", "dc.publisher", "dcterms.publisher", "publisher"
    )
    if said and len(said) <= _NAME and "://" not in said:
        return said
    host = host_of(page.url or meta.canonical or "").removeprefix("www.").replace("-", "")
    tail = re.split(r"\s[|–—-]\s", meta.title or "")[-1]
    known = "".join(_words(tail))
    return tail if tail != meta.title and len(known) > _INITIALS and host.startswith(known) else None


def _rights(sheet: Sheet, cited: Citing) -> Cited | None:
    """Return the name in "© 2024 The Karsholm Post. All rights reserved."; agencies and photographers sign so too."""
    for row in reversed(sheet.rows):
        m = _RIGHTS.match(row.text) if len(row.text) < 200 and row.text[0] in "©(Cc" else None
        name = m["name"] if m else ""
        if m and name[:1].isupper() and not _NO_NAME.search(name) and agency_named(name) is None:
            start = row.start + m.start("name")
            return cited(name, "text", (start, start + len(name)))
    return None


def _masthead(sheet: Sheet, cited: Citing) -> Cited | None:
    """Return the outlet's name that stands at the top of the page as a line of its own."""
    for row in sheet.rows[:_TOP]:
        name = before_digits(row.text)
        if looks_like_outlet(name) and agency_named(name) is None:
            return cited(name, "text", (row.start, row.start + len(name)))
    return None
