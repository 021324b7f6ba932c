"""How much one page, or one archive of pages, may be before it is refused rather than read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds that keep one bad page from taking the memory or the time of all others.

    Args:
        page_bytes: The most bytes one page may have, unpacked.
        fetch_seconds: The longest one page may take to come over the network, redirects included.
        redirects: The most redirects that are followed.
        pdf_pages: The most leaves one PDF document may have; releases have few, and what has more is a book.
        archive_bytes: The most bytes one zip file may unpack to, those of zip files inside it included.
        archive_entries: The most entries one zip file may list, those of zip files inside it included.
        archive_ratio: How many times its packed size one entry of a zip file may unpack to, once it is over a megabyte.
    """

    page_bytes: int = 64 * 1024 * 1024
    fetch_seconds: float = 30.0
    redirects: int = 5
    pdf_pages: int = 500
    archive_bytes: int = 8 * 1024 * 1024 * 1024
    archive_entries: int = 100_000
    archive_ratio: int = 200

    @property
    def line_bytes(self) -> int:
        """The most bytes one line of JSON may have: base64 and escapes make a page longer than it is."""
        return 2 * self.page_bytes + 64 * 1024
