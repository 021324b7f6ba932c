"""What a file says of itself: what was asked for, when, by which version, and where its desk is."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from dateline import __version__

Row = dict[str, Any]
"""A flat row as the store exports it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a file is of.

    Args:
        kind: What its rows are: stories, articles, events, …
        title: What it is called for a reader.
        id: A name for what was asked for, which never changes: feeds are known by it.
        made: When it was made, with time zone.
        base: The address of the desk, without a slash at its end; empty where there is none (the command line).
        path: Where it is on the desk, with its query.
        query: What was asked for, by the names of the parameters.
        text: Whether whole texts of articles are wanted; None leaves it to the format.
        version: Of this package.
    """

    kind: str
    title: str
    id: str
    made: datetime
    base: str = ""
    path: str = ""
    query: Mapping[str, Any] = field(default_factory=dict)
    text: bool | None = None
    version: str = __version__

    def link(self, path: str) -> str | None:
        """Return the address of a page of the desk; None where there is no desk."""
        return f"{self.base}{path}" if self.base else None


def named(kind: str, *, q: str | None = None, owner: str = "", of: str = "") -> dict[str, str]:
    """Return the title and the id of a list.

    Args:
        kind: What its rows are.
        q: The search that finds them.
        owner, of: What they belong to ("story", "article"), and its id.
    """
    # A search may be long and hold anything: it is known by its digest.
    searched = ("search", hashlib.sha256(q.encode()).hexdigest()[:16]) if q else ()
    whose = f" of one {owner}" if owner else f" found by {q}" if q else ""
    id_ = ":".join(part for part in ("urn:dateline:list", kind, *searched, owner, of) if part)
    return {"title": f"Dateline: {kind}{whose}", "id": id_}
