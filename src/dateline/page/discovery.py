"""What a site offers to be followed: the feeds its pages name, the usual places, and the sitemaps in robots.txt."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urljoin

from dateline.page.exchange import Fetched
from dateline.page.feeds import address_in, looks_like_feed, words_in
from dateline.page.sitemaps import looks_like_sitemap

FoundKind = Literal["feed", "sitemap", "page"]
MOST_FOUND = 50
_FEED_TYPES = frozenset("application/rss+xml application/atom+xml application/rdf+xml application/feed+json".split())
_COMMENTS = re.compile(r"/comments?/|comments?$", re.IGNORECASE)
USUAL = ("/feed", "/rss", "/rss.xml", "/atom.xml", "/feed.xml", "/index.xml", "/feeds/posts/default")
"""Where feeds are on many sites that name none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Something that can be followed: its address, what it is, what it is called, and the page that names it."""

    url: str
    kind: FoundKind
    title: str | None = None
    site: str | None = None


def kind_of(fetched: Fetched) -> FoundKind:
    """Say what an answer is: a feed, a sitemap, or a page."""
    if looks_like_sitemap(fetched.body):
        return "sitemap"
    return "feed" if looks_like_feed(fetched.body, fetched.exchange.media_type) else "page"


def named_feeds(data: bytes, *, url: str) -> tuple[Found, ...]:
    """Return the feeds that a page of markup names (`<link rel="alternate">`), those of comments last.

    Args:
        data: The page's bytes.
        url: Where it came from.
    """
    from lxml import etree, html  # noqa: PLC0415 - only what looks for feeds needs it

    try:
        root = html.document_fromstring(data[: 4 * 1024 * 1024], parser=html.HTMLParser(no_network=True))
    except (etree.ParserError, ValueError):
        return ()
    base = next((b.get("href") or "" for b in root.iter("base")), "")
    found: dict[str, Found] = {}
    for link in root.iter("link"):
        kind = (link.get("type") or "").split(";")[0].strip().lower()
        if "alternate" not in (link.get("rel") or "").lower().split() or kind not in _FEED_TYPES:
            continue
        address = address_in(link.get("href"), urljoin(url, base))
        if address:
            found.setdefault(address, Found(url=address, kind="feed", title=words_in(link.get("title")), site=url))
    return tuple(sorted(found.values(), key=lambda f: _COMMENTS.search(f.url) is not None))[:MOST_FOUND]


def named_sitemaps(addresses: tuple[str, ...], *, url: str) -> tuple[Found, ...]:
    """Return the sitemaps that a robots.txt names, those of news first."""
    found = dict.fromkeys(a for a in (address_in(value, url) for value in addresses) if a)
    return tuple(Found(url=a, kind="sitemap", site=url) for a in sorted(found, key=lambda a: "news" not in a.lower()))[
        :MOST_FOUND
    ]
