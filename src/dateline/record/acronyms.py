"""Acronyms: the initials that stand for a longer name."""

from __future__ import annotations

import re
from functools import lru_cache

from dateline.world.names import folded


@lru_cache(maxsize=5_000)
def acronyms_of(name: str) -> frozenset[str]:
    """Return the acronyms of a name in small letters: the initials of its capitals, with and without small words."""
    found = re.findall(r"[^\W\d_]+", folded(name))
    capitals = "".join(w[0] for w in found if w[0].isupper())
    every = "".join(w[0] for w in found)
    return frozenset(a.lower() for a in (capitals, every) if len(a) > 1)
