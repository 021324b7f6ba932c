"""What is asked of a server and what comes back: values that the network fills and that archives and readers take."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.message import Message
from email.utils import parsedate_to_datetime
from typing import Literal

from dateline.errors import UnreadablePage

Headers = tuple[tuple[str, str], ...]
Why = Literal["refused", "robots", "busy", "status", "network", "time", "redirects", "broken"]
PERMANENT = (301, 308)
REDIRECTS = (301, 302, 303, 307, 308)
BUSY = (429, 503)
LONGEST_WAIT = timedelta(days=7)
"""A server that asks to be left alone for longer is asked again after this."""


class NotFetched(UnreadablePage):
    """Something on the web that could not be had.

    Args:
        message: What happened and what to do.
        page: Its url.
        why: refused by us, by robots.txt, the server is busy, a status, the network, the time, redirects, or broken.
        status: The status of the answer, if there was one.
        until: When to come back, if the server or we say so.
    """

    def __init__(
        self,
        message: str,
        *,
        page: str | None = None,
        why: Why = "network",
        status: int | None = None,
        until: datetime | None = None,
    ) -> None:
        super().__init__(message, page=page)
        self.why = why
        self.status = status
        self.until = until


@dataclass(frozen=True, slots=True, kw_only=True)
class Validators:
    """What a server gave to ask later whether anything changed (RFC 9110, 8.8)."""

    etag: str | None = None
    modified: str | None = None

    def headers(self) -> Headers:
        """Return the headers of a conditional request."""
        pairs = (("If-None-Match", self.etag), ("If-Modified-Since", self.modified))
        return tuple((name, value) for name, value in pairs if value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """One request and its answer.

    Args:
        url: What was asked for.
        at: When.
        sent: The headers of the request.
        status, reason, headers: How the answer begins.
        body: Its body as it came, chunks joined but packed as it was.
        cut: Whether the body goes on after what we took.
        address: The address that answered.
        seconds: How long it took.
    """

    url: str
    at: datetime
    sent: Headers
    status: int
    reason: str
    headers: Headers
    body: bytes
    cut: bool = False
    address: str | None = None
    seconds: float = 0.0

    def header(self, name: str) -> str | None:
        """Return a header of the answer; several of one name are joined by commas."""
        found = [value for key, value in self.headers if key.lower() == name]
        return ", ".join(found) or None

    @property
    def validators(self) -> Validators:
        """What to ask with the next time; a tag too long to send back is none."""
        etag, modified = self.header("etag"), self.header("last-modified")
        return Validators(
            etag=etag if etag and len(etag) <= 1000 else None,
            modified=modified if modified and len(modified) <= 100 else None,
        )

    @property
    def media_type(self) -> str:
        """The media type the server says, in small letters, or ""."""
        return (self.header("content-type") or "").split(";")[0].strip().lower()

    @property
    def charset(self) -> str | None:
        """The charset the server says, if any."""
        message = Message()
        message["content-type"] = self.header("content-type") or ""
        return message.get_content_charset()

    def until(self) -> datetime | None:
        """Return until when the server asks to be left alone (Retry-After, in seconds or as a date), within bounds."""
        told = (self.header("retry-after") or "").strip()
        if told.isascii() and told.isdigit():
            return self.at + min(timedelta(seconds=int(told[:9])), LONGEST_WAIT)
        try:
            moment = parsedate_to_datetime(told)
        except (ValueError, TypeError, OverflowError):
            return None
        moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment
        return min(max(moment, self.at), self.at + LONGEST_WAIT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """The last answer at the end of the redirects.

    Args:
        exchange: The last request and its answer.
        body: The body, unpacked; nothing where the answer brought none (304).
        notes: What was odd about it.
        moved_to: Where the address asked for has moved for good: the end of the permanent redirects it begins with.
    """

    exchange: Exchange
    body: bytes
    notes: tuple[str, ...] = ()
    moved_to: str | None = None

    @property
    def url(self) -> str:
        """Where it came from in the end."""
        return self.exchange.url

    @property
    def unchanged(self) -> bool:
        """Whether the server says that nothing changed."""
        return self.exchange.status == 304
