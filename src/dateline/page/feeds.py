"""Feeds (RSS, Atom, RDF, JSON Feed) → what they list: items with their words, their pages and their times."""

from __future__ import annotations

import calendar
import hashlib
import io
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from html import unescape
from typing import Any, Literal
from urllib.parse import urljoin, urlsplit

from dateline.errors import BadInput, TooLargePage
from dateline.model.span import clean
from dateline.page.xml import check_entities

MOST_BYTES = 8 * 1024 * 1024
"""The largest feed that is read: what is made to be hard takes some ten seconds a megabyte, the rest a tenth of one."""
MOST_ITEMS = 2000
"""Items of one feed that are read; the rest is left aside."""
LONGEST_GUID = 500
LONGEST_TITLE = 1000
WHOLE_WORDS = 80
"""Words from which what a feed calls content is taken for the article; less is a teaser."""
WHOLE_SUMMARY_WORDS = 150
"""The same for what it calls a summary, which many feeds put the whole article into."""
_CUT_OFF = re.compile(r"(?:…|\.\.\.|\[…\]|\[\.\.\.\]|\[&hellip;\]|read more|continue reading)\W*$", re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>")
_PERIODS = {"hourly": 1, "daily": 24, "weekly": 168, "monthly": 720, "yearly": 8760}
_XML_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF)[\s>]", re.IGNORECASE)
Form = Literal["text/html", "text/plain"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedItem:
    """One item of a feed, or one entry of a sitemap.

    Args:
        guid: What the feed calls it; its address, or a digest of it, where it says nothing.
        url: Where its page is.
        title: Its title.
        published: When the feed says it was published, with time zone.
        updated: When the feed says it was changed.
        body: The whole article, where the feed brings it.
        form: What the body is.
    """

    guid: str
    url: str | None = None
    title: str | None = None
    published: datetime | None = None
    updated: datetime | None = None
    body: str | None = None
    form: Form = "text/html"

    @property
    def said(self) -> str:
        """The digest of all that is said of it: another one says that it changed."""
        parts = (self.url, self.title, self.published, self.updated, self.body)
        return hashlib.sha256("\0".join(str(part or "") for part in parts).encode("utf8", "replace")).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed: what it is called, its site, how often it says it should be asked, and what it lists.

    Args:
        title: What it is called.
        site: The page it belongs to.
        every: The least time between two questions, where it says so (ttl, sy:updatePeriod).
        items: What it lists, in its order.
        notes: What was odd about it.
    """

    title: str | None
    site: str | None
    every: timedelta | None
    items: tuple[FeedItem, ...]
    notes: tuple[str, ...] = ()


def looks_like_feed(data: bytes, media_type: str = "") -> bool:
    """Say whether bytes are a feed, by how they begin; what the server calls them counts little."""
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"{"):
        return b"jsonfeed.org/version" in head or media_type == "application/feed+json"
    plain = head.replace(b"\0", b"")
    return not re.match(rb"(?i)<!doctype\s+html", plain) and _XML_FEED.search(plain) is not None


def read_feed(data: bytes, *, url: str, content_type: str | None = None) -> Feed:
    """Read a feed.

    Args:
        data: Its bytes.
        url: Where it came from; addresses in it are counted from there.
        content_type: What the server says of it, charset and all.

    Raises:
        BadInput: If it is no feed, or declares XML entities.
        TooLargePage: If it is larger than a feed may be.
    """
    if len(data) > MOST_BYTES:
        raise TooLargePage(f"is larger than {MOST_BYTES:,} bytes, the most a feed may have", page=url)
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return _json_feed(data, url)
    check_entities(data, name=url)
    return _xml_feed(data, url, content_type)


def _xml_feed(data: bytes, url: str, content_type: str | None) -> Feed:
    import feedparser  # noqa: PLC0415 - 60 ms, which only what follows feeds needs

    told = {"content-location": url} | ({"content-type": content_type} if content_type else {})
    # A stream, not a string: feedparser takes a string for an address to fetch.
    # Words are kept as they came: what stands on a page is cut, and told, by others.
    found = feedparser.parse(io.BytesIO(data), response_headers=told, sanitize_html=False, resolve_relative_uris=True)
    if not found.get("version") and not found.entries:
        why = found.get("bozo_exception")
        raise BadInput(f"is no feed{f': {why}' if why else ''}", page=url)
    head = found.feed
    items = tuple(
        _item(entry, url, rss=not str(found.get("version")).startswith("atom")) for entry in found.entries[:MOST_ITEMS]
    )
    notes = (f"is broken: {found.bozo_exception}"[:200],) if found.bozo and not _is_harmless(found) else ()
    return Feed(
        title=words_in(head.get("title")), site=address_in(head.get("link"), url), every=_every(head),
        items=_named(items), notes=notes,
    )  # fmt: skip


def _is_harmless(found: Any) -> bool:
    """Say whether what is odd is only how the encoding or the media type was told."""
    return type(found.bozo_exception).__name__ in ("CharacterEncodingOverride", "NonXMLContentType")


def _item(entry: Mapping[str, Any], url: str, *, rss: bool) -> FeedItem:
    address = address_in(entry.get("link"), url)
    body, form = _body(entry)
    published, updated = _moment(entry, "published"), _moment(entry, "updated")
    # RSS 1.0 knows one date (dc:date), which feedparser takes for that of a change.
    published = published or (updated if rss else None)
    return FeedItem(
        guid=str(entry.get("id") or ""),
        url=address,
        title=words_in(entry.get("title")),
        published=published,
        updated=updated,
        body=body,
        form=form,
    )


def _body(entry: Mapping[str, Any]) -> tuple[str | None, Form]:
    """Return the whole article, if it is there: what is short or breaks off is a teaser, whose page is fetched."""
    contents = [(str(part.get("value") or ""), str(part.get("type") or ""), WHOLE_WORDS)
                for part in entry.get("content") or ()]  # fmt: skip
    detail = entry.get("summary_detail") or {}
    contents.append((str(detail.get("value") or ""), str(detail.get("type") or ""), WHOLE_SUMMARY_WORDS))
    for value, kind, least in contents:
        body = whole(value, least=least)
        if body:
            return body, "text/plain" if kind == "text/plain" and "<" not in value else "text/html"
    return None, "text/html"


def whole(value: str, *, least: int) -> str | None:
    """Return what is a whole article, cleaned of what no text holds, or None where it is a teaser."""
    plain = unescape(_TAG.sub(" ", value))
    if len(plain.split()) < least or _CUT_OFF.search(plain.strip()[-60:]):
        return None
    return clean(value)[0]


def _every(head: Mapping[str, Any]) -> timedelta | None:
    """Return how long a feed asks to be left alone between two questions."""
    told = [_number(head.get("ttl")) / 60]
    period = _PERIODS.get(str(head.get("sy_updateperiod") or "").strip().lower(), 0)
    told.append(period / max(1.0, _number(head.get("sy_updatefrequency"), 1.0)))
    hours = max(told)
    return timedelta(hours=min(hours, 24.0)) if hours > 0 else None


def _number(value: object, default: float = 0.0) -> float:
    try:
        found = float(str(value))
    except ValueError:
        return default
    return found if 0 <= found < 1e6 else default


def _json_feed(data: bytes, url: str) -> Feed:
    """Read JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""
    try:
        found = json.loads(data.decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError) as error:
        raise BadInput(f"is no JSON Feed: {error}", page=url) from error
    if not isinstance(found, dict) or not isinstance(found.get("items"), list):
        raise BadInput("is no JSON Feed: it has no items", page=url)
    entries = [entry for entry in found["items"][:MOST_ITEMS] if isinstance(entry, dict)]
    return Feed(
        title=words_in(found.get("title")), site=address_in(found.get("home_page_url"), url), every=None,
        items=_named(tuple(_json_item(entry, url) for entry in entries)),
    )  # fmt: skip


def _json_item(entry: Mapping[str, Any], url: str) -> FeedItem:
    html, text = entry.get("content_html"), entry.get("content_text")
    body = whole(html, least=WHOLE_WORDS) if isinstance(html, str) else None
    plain = whole(text, least=WHOLE_WORDS) if isinstance(text, str) and body is None else None
    return FeedItem(
        guid=str(entry.get("id") or ""),
        url=address_in(entry.get("url") or entry.get("external_url"), url),
        title=words_in(entry.get("title")),
        published=stamp_of(entry.get("date_published")),
        updated=stamp_of(entry.get("date_modified")),
        body=body or plain,
        form="text/plain" if plain else "text/html",
    )


def stamp_of(value: object) -> datetime | None:
    """Return a moment written as ISO 8601; a day is its beginning in UTC."""
    try:
        found = datetime.fromisoformat(str(value).strip())
    except ValueError:
        return None
    return _sane(found if found.tzinfo else found.replace(tzinfo=UTC))


def _moment(entry: Mapping[str, Any], name: str) -> datetime | None:
    """Return a moment of an entry in the zone it is written in: that is the outlet's own day."""
    # Asked with `in`, feedparser does not put one date in place of another.
    if f"{name}_parsed" not in entry:
        return None
    parsed = entry[f"{name}_parsed"]
    try:
        universal = datetime.fromtimestamp(calendar.timegm(parsed), UTC) if parsed else None
    except (ValueError, OverflowError, OSError):
        return None
    written = stamp_of(entry.get(name)) or _mail_stamp(entry.get(name))
    return written if written and written == universal else _sane(universal) if universal else None


def _mail_stamp(value: object) -> datetime | None:
    try:
        found = parsedate_to_datetime(str(value))
    except (ValueError, TypeError, OverflowError):
        return None
    return _sane(found) if found.tzinfo else None


def _sane(moment: datetime) -> datetime | None:
    """Return a moment that can be one of news: feeds hold 1970 and 0001 where they know none."""
    return moment if 1980 <= moment.year <= 2200 else None


def words_in(value: object) -> str | None:
    """Return the words of a title, without markup, or None."""
    if not isinstance(value, str):
        return None
    plain = " ".join(unescape(_TAG.sub(" ", value)).split())
    return clean(plain)[0][:LONGEST_TITLE] or None


def address_in(value: object, base: str) -> str | None:
    """Return an address of the web, whole and without its fragment, or None."""
    if not isinstance(value, str) or not value.strip():
        return None
    try:
        found = urljoin(base, clean(value.strip())[0])
        parts = urlsplit(found)
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.netloc or len(found) > 2000:
        return None
    return found.partition("#")[0]


def _named(items: tuple[FeedItem, ...]) -> tuple[FeedItem, ...]:
    """Name every item, and leave out those named twice: the first of a name stands."""
    return tuple({item.guid: item for item in reversed(list(_with_names(items)))}.values())[::-1]


def _with_names(items: tuple[FeedItem, ...]) -> Iterator[FeedItem]:
    for item in items:
        guid = clean(item.guid.strip())[0] or item.url or ""
        if not guid and not item.body and not item.title:
            continue
        if not guid or len(guid) > LONGEST_GUID:
            guid = "sha256:" + hashlib.sha256((guid or item.said).encode("utf8", "replace")).hexdigest()
        yield replace(item, guid=guid)
