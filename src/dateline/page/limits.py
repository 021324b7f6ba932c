"""How much one page may be before it is refused rather than read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds that keep one bad page from taking the memory or the time of all others.

    Args:
        page_bytes: The most bytes one page may have, unpacked.
        fetch_seconds: The longest one page may take to come over the network, redirects included.
        redirects: The most redirects that are followed.
    """

    page_bytes: int = 64 * 1024 * 1024
    fetch_seconds: float = 30.0
    redirects: int = 5

    @property
    def line_bytes(self) -> int:
        """The most bytes one line of JSON may have: base64 and escapes make a page longer than it is."""
        return 2 * self.page_bytes + 64 * 1024
