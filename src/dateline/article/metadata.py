"""What a page's markup says about the page: meta tags, structured data, time elements, links."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple


class TimeElement(NamedTuple):
    """A time element: its datetime value, the number of the row it stood in, and whether it says it is of a change."""

    value: str
    row: int
    changed: bool = False


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the head and the structured data say; every value as it stands there.

    Args:
        meta: Meta tags by name, property or itemprop, lower case; the first of a name wins.
        linked: Fields of the first schema.org article: headline, articleBody, datePublished, …
        authors: Names of persons that the structured data calls authors.
        signed: Those that marked elements of the page call so, each with the number of the row it stood in.
        credited: Organizations that it calls authors or sources.
        publisher: The publisher's name in the structured data.
        free: What the structured data says about isAccessibleForFree.
        times: The time elements.
        title, language, canonical: Of the title element, the html element, the canonical link.
        noscript: What the page says to readers without scripts.
        scripts: How many characters of scripts the page carries.
    """

    meta: Mapping[str, str] = field(default_factory=dict)
    linked: Mapping[str, str] = field(default_factory=dict)
    authors: tuple[str, ...] = ()
    signed: tuple[tuple[str, int], ...] = ()
    credited: tuple[str, ...] = ()
    publisher: str | None = None
    free: bool | None = None
    times: tuple[TimeElement, ...] = ()
    title: str | None = None
    language: str | None = None
    canonical: str | None = None
    noscript: str = ""
    scripts: int = 0

    def first(self, *names: str) -> str | None:
        """Return the first meta tag of these names that says anything."""
        return next((self.meta[n] for n in names if self.meta.get(n)), None)
