"""What is kept of what is no longer kept: that an article was deleted, when, by whom and why; none of its words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

MOST_WHY = 500
"""A reason for a deletion has so many characters at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tombstone:
    """An article that was deleted.

    Args:
        article: Its id; of a page that held no article, the page's digest.
        page: The digest of the page it was cut from.
        text: The SHA-256 of its text, so that the same words on another page are known again.
        url: Where the page came from, if it said so.
        alone: Whether it was the only article of its page, so that its address speaks of it alone.
        at: When it was deleted.
        by: Who deleted it: a person's name, "command line", or the rule that did.
        why: The reason that was given, if one was.
    """

    article: str
    page: str
    text: str
    url: str | None
    alone: bool
    at: datetime
    by: str
    why: str | None = None

    def says(self) -> str:
        """Return a sentence on it: when, by whom and why."""
        why = f" ({self.why})" if self.why else ""
        return f"was deleted on {self.at:%Y-%m-%d at %H:%M} UTC by {self.by}{why}"
