"""What the desk is handed to follow lists of sources with."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from dateline.page.opml import read_opml
from dateline.store import Store
from dateline.watch.lists import pack, packs, take_in


def taken_in(store: Store, data: bytes) -> tuple[int, int]:
    """Follow what a list names; return how many are new, and how many were followed already.

    Raises:
        BadInput: If it is no OPML.
    """
    return take_in(store, read_opml(data, name="OPML"), at=datetime.now(UTC))


def pack_titles() -> Mapping[str, tuple[str, ...]]:
    """Return the lists that come along: by name, what they hold."""
    return {name: tuple(o.title or o.url for o in outlines) for name, outlines in packs().items()}


def pack_taken(store: Store, name: str) -> tuple[int, int]:
    """Follow a list that comes along.

    Raises:
        NotFound: If there is none of that name.
    """
    return take_in(store, pack(name), at=datetime.now(UTC))
