"""The tables of what is followed: sources, fetches, items, and what servers said to be asked by the next time."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Float, ForeignKey, Index, Integer, Table, Text, UniqueConstraint

from dateline.store.columns import key, words
from dateline.store.schema import metadata


def _source() -> Column[int]:
    return Column("source", Integer, ForeignKey("sources.key", ondelete="CASCADE"), nullable=False)


LONGEST_URL = 2000
"""Bytes of an address, of an archive's name; what is longer is in no index by which it would have to be alone."""


def too_long(address: str) -> bool:
    """Say whether an address is longer than is kept."""
    return len(address.encode("utf8", "replace")) > LONGEST_URL


sources = Table(
    "sources",
    metadata,
    key(),
    Column("id", Text, nullable=False, unique=True),
    Column("url", Text, nullable=False, unique=True),
    words("kind"),
    Column("title", Text),
    Column("site", Text),
    Column("folder", Text),
    words("added_at"),
    Column("paused", Boolean, nullable=False),
    words("next_at"),
    Column("every", Integer),
    Column("asked_at", Text),
    Column("answered_at", Text),
    Column("new_at", Text),
    Column("strikes", Integer, nullable=False),
    Column("error", Text),
    Column("moved_from", Text),
    Column("claimed_by", Text),
    Column("claimed_until", Text),
    Index("sources_by_time", "paused", "next_at"),
)
"""What is followed. `next_at` is when to ask again, `strikes` how often in a row it failed, `error` why; `claimed_by`
is the process that asks just now."""

fetches = Table(
    "fetches",
    metadata,
    key(),
    _source(),
    words("at"),
    words("url"),
    Column("status", Integer),
    words("result"),
    Column("found", Integer, nullable=False),
    Column("new", Integer, nullable=False),
    Column("bytes", Integer, nullable=False),
    Column("seconds", Float, nullable=False),
    Column("error", Text),
    Index("fetches_by_source", "source", "at"),
)
"""How each round of a source went; `result` is new, same, unchanged (the server said so) or failed."""

items = Table(
    "items",
    metadata,
    key(),
    _source(),
    words("guid"),
    Column("url", Text),
    Column("title", Text),
    Column("published", Text),
    words("said"),
    words("first_seen"),
    words("state"),
    Column("page", Text),
    Column("tries", Integer, nullable=False),
    Column("next_at", Text),
    Column("error", Text),
    UniqueConstraint("source", "guid"),
    Index("items_by_state", "state", "next_at"),
    Index("items_by_url", "url"),
    Index("items_by_time", "source", "first_seen"),
)
"""What was seen in sources; `said` is the digest of what the source said of it, so that a change shows.

`state` is waiting (its page is to be fetched), kept, passed (not wanted: `error` says why) or failed.
"""

validators = Table(
    "validators",
    metadata,
    Column("url", Text, primary_key=True),
    Column("etag", Text),
    Column("modified", Text),
    words("digest"),
    words("at"),
)
"""What a server gave to be asked by, and the digest of what it sent: only what changed is taken in again."""

robots = Table(
    "robots",
    metadata,
    Column("site", Text, primary_key=True),
    words("text"),
    words("asked"),
    Column("failing", Text),
)

rests = Table(
    "rests",
    metadata,
    Column("host", Text, primary_key=True),
    words("until"),
    Column("strikes", Integer, nullable=False),
)
"""Hosts that asked to be left alone."""

archives = Table(
    "archives",
    metadata,
    Column("name", Text, primary_key=True),
    words("head"),
    Column("offset", BigInteger, nullable=False),
    Column("skip", BigInteger, nullable=False),
    Column("record", Integer, nullable=False),
    words("at"),
)
"""How far web archives were taken in: where to go on, and the digest of how the file begins."""
