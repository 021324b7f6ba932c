"""OPML in and out: lists of feeds as every feed reader keeps them (http://opml.org/spec2.opml)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from itertools import groupby
from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr  # nosec B406 # writes, parses nothing

from dateline.errors import BadInput
from dateline.model.span import clean
from dateline.page.feeds import LONGEST_TITLE, address_in
from dateline.page.xml import local, xml_root

if TYPE_CHECKING:
    from lxml.etree import _Element

MOST_OUTLINES = 20_000
_KINDS = {"sitemap": "sitemap", "page": "page"}
"""Types of outlines beyond feeds, which we write and read; other readers pass them over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """A source in a list: its address, what it is (feed, sitemap, page), what it is called, its site, its folder."""

    url: str
    kind: str = "feed"
    title: str | None = None
    site: str | None = None
    folder: str | None = None


def read_opml(data: bytes, *, name: str) -> tuple[Outline, ...]:
    """Read a list; what has no address of the web is left out, and an address stands once.

    Raises:
        BadInput: If it is no OPML.
    """
    root = xml_root(data, name=name)
    body = next((child for child in root if local(child.tag) == "body"), None)
    if local(root.tag) != "opml" or body is None:
        raise BadInput(f"is no OPML: its root is <{local(root.tag)[:40]}>", page=name)
    found: dict[str, Outline] = {}
    for outline in _outlines(body, ()):
        found.setdefault(outline.url, outline)
        if len(found) >= MOST_OUTLINES:
            break
    return tuple(found.values())


def _outlines(element: _Element, folders: tuple[str, ...]) -> Iterator[Outline]:
    """Walk down the outlines; those without an address are folders."""
    for child in element:
        if local(child.tag) != "outline":
            continue
        told = {local(key): str(value) for key, value in child.attrib.items()}
        title = _named(told.get("title")) or _named(told.get("text"))
        url = address_in(told.get("xmlurl") or told.get("url"), "")
        if url:
            kind = _KINDS.get(told.get("type", "").lower(), "feed")
            # Some readers name folders in a field of the outline instead of nesting.
            named = _named(told.get("category", "").strip("/"))
            folder = "/".join(folders) or named
            site = address_in(told.get("htmlurl"), "")
            yield Outline(url=url, kind=kind, title=title, site=site, folder=folder)
        if len(folders) < 10:
            yield from _outlines(child, folders if url or not title else (*folders, title.replace("/", "-")))


def write_opml(outlines: Iterable[Outline], *, title: str = "Dateline", at: datetime | None = None) -> str:
    """Return a list as OPML 2.0, folder by folder."""
    when = format_datetime((at or datetime.now(UTC)).astimezone(UTC), usegmt=True)
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<opml version="2.0">']
    lines.append(f"  <head><title>{_text(title)}</title><dateCreated>{when}</dateCreated></head>")
    lines.append("  <body>")
    ordered = sorted(outlines, key=lambda o: (o.folder or "", (o.title or o.url).casefold()))
    for folder, group in groupby(ordered, key=lambda o: o.folder):
        rows = [_line(outline) for outline in group]
        names = folder.split("/") if folder else []
        for depth, name in enumerate(names):
            lines.append(f"{'  ' * (depth + 2)}<outline text={quoteattr(name)}>")
        lines += ["  " * (len(names) + 2) + row for row in rows]
        lines += ["  " * (depth + 2) + "</outline>" for depth in reversed(range(len(names)))]
    return "\n".join([*lines, "  </body>", "</opml>"]) + "\n"


def _line(outline: Outline) -> str:
    kind = "rss" if outline.kind == "feed" else outline.kind
    told = {"type": kind, "text": outline.title or outline.url, "title": outline.title, "xmlUrl": outline.url}
    told |= {"htmlUrl": outline.site}
    return "<outline " + " ".join(f"{key}={quoteattr(value)}" for key, value in told.items() if value) + "/>"


def _named(value: str | None) -> str | None:
    return clean(" ".join((value or "").split()))[0][:LONGEST_TITLE] or None


def _text(value: str) -> str:
    return value.replace("&", "&amp;").replace("<", "&lt;")
