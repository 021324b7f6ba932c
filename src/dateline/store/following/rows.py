"""What is followed, as values: a source, a round of fetching it, an item seen in it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import RowMapping

Kind = Literal["unknown", "feed", "sitemap", "page"]
KINDS: tuple[Kind, ...] = ("unknown", "feed", "sitemap", "page")
Result = Literal["new", "same", "unchanged", "failed"]
State = Literal["waiting", "kept", "passed", "failed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A feed, a sitemap, or a page that is followed.

    Args:
        id: Its name here; it stays when the address moves.
        url: Where it is now.
        kind: What it is; unknown until it was fetched.
        title, site, folder: What it is called, the site it belongs to, and the folder it is kept in.
        added_at: Since when it is followed.
        paused: Whether it is left alone for now.
        next_at: When it is asked again.
        every: How many seconds apart it is asked, by its rhythm.
        asked_at, answered_at, new_at: The last time it was asked, answered, and brought anything new.
        strikes: How often in a row it failed.
        error: Why, in words.
        moved_from: The address it had before it moved for good.
    """

    id: str
    url: str
    kind: Kind
    title: str | None
    site: str | None
    folder: str | None
    added_at: datetime
    paused: bool
    next_at: datetime
    every: int | None
    asked_at: datetime | None
    answered_at: datetime | None
    new_at: datetime | None
    strikes: int
    error: str | None
    moved_from: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetch:
    """One round of a source: what was asked, what came of it, how long it took."""

    at: datetime
    url: str
    status: int | None
    result: Result
    found: int = 0
    new: int = 0
    bytes: int = 0
    seconds: float = 0.0
    error: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """Something seen in a source.

    Args:
        source: The id of the source.
        guid: What the source calls it.
        url: Where its page is.
        title, published: What the source says of it.
        said: The digest of all that the source says of it.
        first_seen: When it was seen first.
        state: waiting (its page is to be fetched), kept, passed (not wanted) or failed.
        page: The digest of its page, once that is kept.
        tries: How often its page was asked for.
        next_at: When to ask again.
        error: Why it failed or was passed.
    """

    source: str
    guid: str
    url: str | None
    title: str | None
    published: datetime | None
    said: str
    first_seen: datetime
    state: State
    page: str | None = None
    tries: int = 0
    next_at: datetime | None = None
    error: str | None = None


def source_id(url: str) -> str:
    """Return the name of a new source by its address."""
    return "src-" + hashlib.sha256(url.encode("utf8", "surrogatepass")).hexdigest()[:12]


def time_of(value: str | None) -> datetime | None:
    """Return a moment that the store wrote."""
    return datetime.fromisoformat(value) if value else None


def source_of(row: RowMapping) -> Source:
    """Return the source of a row."""
    same = ("id", "url", "kind", "title", "site", "folder", "every", "strikes", "error", "moved_from")
    times: dict[str, Any] = {name: time_of(row[name]) for name in ("asked_at", "answered_at", "new_at")}
    return Source(
        added_at=datetime.fromisoformat(row["added_at"]),
        next_at=datetime.fromisoformat(row["next_at"]),
        paused=bool(row["paused"]),
        **times,
        **{name: row[name] for name in same},
    )


def fetch_of(row: RowMapping) -> Fetch:
    """Return the fetch of a row."""
    same = ("url", "status", "result", "found", "new", "bytes", "seconds", "error")
    return Fetch(at=datetime.fromisoformat(row["at"]), **{name: row[name] for name in same})


def item_of(row: RowMapping) -> Item:
    """Return the item of a row, which names its source by id."""
    same = ("guid", "url", "title", "said", "state", "page", "tries", "error")
    return Item(
        source=row["source_id"],
        published=time_of(row["published"]),
        first_seen=datetime.fromisoformat(row["first_seen"]),
        next_at=time_of(row["next_at"]),
        **{name: row[name] for name in same},
    )
