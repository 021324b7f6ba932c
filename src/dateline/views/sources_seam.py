"""What the desk is handed to follow sources with: it fetches nothing itself, and knows no format of lists."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from dateline.store import Store

OfferKind = Literal["feed", "sitemap", "page"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """Something that can be followed: its address, what it is, what it is called, and the site it was found on."""

    url: str
    kind: OfferKind
    title: str | None = None
    site: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Follow:
    """How sources are found and listed.

    Args:
        find: Returns what can be followed at an address, the best first; raises PageError where it cannot be fetched.
        take_in: Follows what a list (OPML) names; returns how many are new, and how many were followed already.
        written: Returns what is followed as OPML.
        packs: The lists that come along: by name, what they hold.
        take_pack: Follows one of them, as `take_in` does.
        watching: Whether this desk asks the sources itself.
    """

    find: Callable[[str], tuple[Offer, ...]]
    take_in: Callable[[Store, bytes], tuple[int, int]]
    written: Callable[[Store], str]
    packs: Callable[[], Mapping[str, tuple[str, ...]]]
    take_pack: Callable[[Store, str], tuple[int, int]]
    watching: bool = False
