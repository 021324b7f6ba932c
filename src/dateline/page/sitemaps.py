"""Sitemaps and news sitemaps → the pages they list, or the sitemaps they lead to (https://www.sitemaps.org)."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from dateline.errors import BadInput, TooLargePage
from dateline.page.feeds import FeedItem, address_in, stamp_of, words_in
from dateline.page.xml import local, xml_root

if TYPE_CHECKING:
    from lxml.etree import _Element

MOST_BYTES = 50 * 1024 * 1024
"""The most that the standard lets a sitemap have, unpacked."""
MOST_PAGES = 50_000
"""The most pages that the standard lets it list."""
_SITEMAP = re.compile(rb"<(?:\w+:)?(?:urlset|sitemapindex)[\s>]", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Child:
    """A sitemap that an index leads to, and when it was changed."""

    url: str
    modified: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitemap:
    """What a sitemap lists: pages, or other sitemaps."""

    items: tuple[FeedItem, ...] = ()
    children: tuple[Child, ...] = ()
    name: str | None = None


def looks_like_sitemap(data: bytes) -> bool:
    """Say whether bytes are a sitemap, packed or not."""
    if data.startswith(b"\x1f\x8b"):
        try:
            data = zlib.decompressobj(31).decompress(data, 4096)
        except zlib.error:
            return False
    return _SITEMAP.search(data[:4096].replace(b"\0", b"")) is not None


def read_sitemap(data: bytes, *, url: str) -> Sitemap:
    """Read a sitemap or an index of them; one that is packed as a file (.xml.gz) is unpacked, to a bound.

    Args:
        data: Its bytes.
        url: Where it came from.

    Raises:
        BadInput: If it is none.
        TooLargePage: If it unpacks to more than a sitemap may have.
    """
    root = xml_root(_unpacked(data, url), name=url)
    kind = local(root.tag)
    if kind == "sitemapindex":
        children = (_child(element, url) for element in root if local(element.tag) == "sitemap")
        return Sitemap(children=tuple(c for c in children if c)[:MOST_PAGES])
    if kind != "urlset":
        raise BadInput(f"is no sitemap: its root is <{kind[:40]}>", page=url)
    found: dict[str, FeedItem] = {}
    name = None
    for element in root:
        item = _page(element, url) if local(element.tag) == "url" else None
        if item is not None:
            found.setdefault(item.guid, item)
            name = name or _below(element, "name")
        if len(found) >= MOST_PAGES:
            break
    return Sitemap(items=tuple(found.values()), name=words_in(name))


def _unpacked(data: bytes, url: str) -> bytes:
    if not data.startswith(b"\x1f\x8b"):
        return data
    try:
        out = zlib.decompressobj(31).decompress(data, MOST_BYTES + 1)
    except zlib.error as error:
        raise BadInput(f"is no gzip file: {error}", page=url) from error
    if len(out) > MOST_BYTES:
        raise TooLargePage(f"unpacks to more than {MOST_BYTES:,} bytes, the most a sitemap may have", page=url)
    return out


def _child(element: _Element, base: str) -> Child | None:
    address = address_in(_below(element, "loc"), base)
    return Child(url=address, modified=stamp_of(_below(element, "lastmod"))) if address else None


def _page(element: _Element, base: str) -> FeedItem | None:
    """Return an entry; of a news sitemap with its title and the time of publication."""
    address = address_in(_below(element, "loc"), base)
    if address is None:
        return None
    published = stamp_of(_below(element, "publication_date"))
    return FeedItem(
        guid=address, url=address, title=words_in(_below(element, "title")), published=published,
        updated=stamp_of(_below(element, "lastmod")),
    )  # fmt: skip


def _below(element: _Element, name: str) -> str | None:
    """Return the words of the first element of a name below another, whatever its namespace; pictures' are others'."""
    for child in element.iter():
        if local(child.tag) == name and not (child.prefix or "").startswith(("image", "video")):
            return (child.text or "").strip() or None
    return None
