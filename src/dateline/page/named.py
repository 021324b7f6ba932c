"""What names a page without holding its words: an index row or a record with an address and no text."""

from __future__ import annotations

from dateline.errors import UnreadablePage


class NamedOnly(UnreadablePage):
    """A row or record that gives a page's address alone; its text must be fetched.

    Args:
        message: What it is, and what to do.
        page: The row's or record's own name.
        url: Where the page is.
    """

    def __init__(self, message: str, *, page: str | None = None, url: str = "") -> None:
        super().__init__(message, page=page)
        self.url = url


class IsFeed(UnreadablePage):
    """An address that is no page but a feed or a sitemap, which is followed rather than read.

    Args:
        message: What it is, and what to do.
        page: Its address.
    """


def named_only(what: str, *, url: str, page: str) -> NamedOnly:
    """Return the error for a row or record of some tool that has no text."""
    return NamedOnly(f"{what} names {url} without its text; the text must be fetched", page=page, url=url)
