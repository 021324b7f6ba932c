"""What can be followed at an address: the feed that it is, the feeds its page names, its site's sitemaps."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

from dateline.errors import BadInput, PageError
from dateline.page.discovery import USUAL, Found, kind_of, named_feeds, named_sitemaps
from dateline.page.feeds import looks_like_feed, read_feed
from dateline.page.sitemaps import MOST_BYTES
from dateline.page.web import run
from dateline.watch.manners import Asker, Manners, asking
from dateline.watch.round import ACCEPT


def find(url: str, manners: Manners) -> tuple[Found, ...]:
    """Return what can be followed at an address, the best first; always at least the page itself.

    Args:
        url: A feed, a sitemap, or a page of a site; "https://" may be missing.
        manners: How servers are asked.

    Raises:
        PageError: If the address cannot be fetched.
    """
    return run(_find(whole_url(url), manners))


def whole_url(url: str) -> str:
    """Return an address as a person typed it, with its scheme.

    Raises:
        BadInput: If nothing was typed.
    """
    plain = url.strip()
    if not plain:
        raise BadInput("nothing was given: put in the address of a feed or a site")
    return plain if "://" in plain else f"https://{plain}"


async def _find(url: str, manners: Manners) -> tuple[Found, ...]:
    async with asking(None, manners) as asker:
        fetched = await asker.web.get(url, accept=ACCEPT, most=min(MOST_BYTES, manners.limits.page_bytes))
        status, reason = fetched.exchange.status, fetched.exchange.reason
        if not 200 <= status < 300:
            raise PageError(f"the server answered {status} {reason}".strip(), page=url)
        kind = kind_of(fetched)
        if kind != "page":
            title = read_feed(fetched.body, url=fetched.url).title if kind == "feed" else None
            return (Found(url=fetched.moved_to or url, kind=kind, title=title),)
        feeds = named_feeds(fetched.body, url=fetched.url) or await _usual(asker, fetched.url)
        try:
            maps = named_sitemaps(await asker.robots.sitemaps(fetched.url), url=fetched.url)
        except PageError:
            maps = ()
        return (*feeds, *maps, Found(url=fetched.moved_to or url, kind="page"))


async def _usual(asker: Asker, url: str) -> tuple[Found, ...]:
    """Look where feeds usually are, if the address is that of a whole site."""
    if urlsplit(url).path.strip("/"):
        return ()
    for path in USUAL:
        try:
            fetched = await asker.web.get(urljoin(url, path), accept=ACCEPT)
        except PageError:
            continue
        if fetched.exchange.status == 200 and looks_like_feed(fetched.body, fetched.exchange.media_type):
            return (Found(url=fetched.url, kind="feed", site=url),)
    return ()
