"""A page: what came over the wire or out of a file, before anybody has looked for articles in it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal
from urllib.parse import urlsplit

from dateline.model.span import Span

MediaType = Literal["text/plain", "text/html", "text/markdown", "message/rfc822", "application/pdf", "application/json"]
ReadAs = Literal["page", "article"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """What a feed or sitemap that lists a page says of it: its title, and when it was published, with time zone."""

    title: str | None = None
    published: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What came in, decoded but otherwise untouched.

    Args:
        id: A name for the page: the caller's id, the path, or the url.
        content: The decoded characters (markup included for text/html); NUL and lone surrogates are already U+FFFD.
        media_type: What the content is.
        url: Where it came from, if from the web.
        fetched: When it was fetched, with time zone; relative ages count from here.
        published: The day of publication, where the sender said it.
        title: The headline, where the sender said it.
        read_as: "page" may hold furniture and several articles; "article" is one clean article, kept to the character.
        pairs: Pairs of spans (actor, recipient) whose PLOVER relation is asked for; only with read_as "article".
        encoding: The name of the character encoding that was decoded, if it came as bytes.
        replaced_characters: How many characters became U+FFFD.
        notes: What was odd about the input and is worth telling (a lying charset, say).
        listed: What a feed or sitemap that led to the page says of it, if one did.
    """

    id: str
    content: str
    media_type: MediaType = "text/plain"
    url: str | None = None
    fetched: datetime | None = None
    published: date | None = None
    title: str | None = None
    read_as: ReadAs = "page"
    pairs: tuple[tuple[Span, Span], ...] = ()
    encoding: str | None = None
    replaced_characters: int = 0
    notes: tuple[str, ...] = ()
    listed: Listed | None = None

    @property
    def digest(self) -> str:
        """The id of these bytes from this place: two pages with one digest are the same page."""
        return page_digest(self.content, self.media_type, self.url)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bookmark:
    """How far an archive was read.

    Args:
        offset: A place in the file where reading can begin.
        skip: How many plain bytes to pass over from there.
        record: How many records stand before.
    """

    offset: int
    skip: int
    record: int


def page_digest(content: str, media_type: str, url: str | None) -> str:
    """Return `sha256:` and the digest of media type, url and content."""
    h = hashlib.sha256()
    for part in (media_type, url or "", content):
        h.update(part.encode("utf8"))
        h.update(b"\0")
    return "sha256:" + h.hexdigest()


def host_of(url: str) -> str:
    """Return the host of an address in small letters, "" where it has none or is broken; "//" may be missing."""
    try:
        return urlsplit(url if "//" in url else f"//{url}").hostname or ""
    except ValueError:
        return ""
