"""Acronyms: the initials that stand for a longer name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from dateline.world.names import folded
from dateline.world.organizations import Organization, name_key, organization_named

_CHUNKS = 2
_SMALL = 3
"""Words of so many letters at most say nothing of a body: "of", "and", "for"."""


@lru_cache(maxsize=5_000)
def acronyms_of(name: str) -> frozenset[str]:
    """Return the acronyms of a name in small letters: the initials of its capitals, with and without small words."""
    found = re.findall(r"[^\W\d_]+", folded(name))
    capitals = "".join(w[0] for w in found if w[0].isupper())
    every = "".join(w[0] for w in found)
    return frozenset(a.lower() for a in (capitals, every) if len(a) > 1)


@lru_cache(maxsize=5_000)
def shortens(word: str, name: str) -> bool:
    """Say whether a word with capitals inside is made of a name's words: "NParks" of the National Parks Board."""
    chunks = re.findall(r"[A-Z][a-z]*", word)
    if len(chunks) < _CHUNKS or "".join(chunks) != word or word.isupper():
        return False
    rest, within = [w for w in re.findall(r"[^\W\d_]+", folded(name)) if w[0].isupper()], ""
    for chunk in chunks:
        at = next((n for n, w in enumerate(rest) if w.startswith(chunk)), None)
        if at is not None:
            within, rest = rest[at][len(chunk) :], rest[at + 1 :]
        elif chunk.lower() in within:
            within = within.partition(chunk.lower())[2]  # "EnterpriseSG"
        else:
            return False
    return True


def strange_letters(bodies: Iterable[str]) -> frozenset[str]:
    """Return the letters that stand for another body than the one the tables have them for.

    An article's "Social Policy Agency" is its SPA, and no press agency of Saudi Arabia.

    Args:
        bodies: The names of the article's bodies, long ones and letters.
    """
    names = set(bodies)
    full = [n for n in names if " " in n and organization_named(n) is None]
    letters = ((n, organization_named(n)) for n in names if n.isupper() and " " not in n)
    return frozenset(
        n
        for n, known in letters
        if known is not None and any(_is_other(known, f) for f in full if n.replace(".", "").lower() in acronyms_of(f))
    )


def _is_other(known: Organization, full: str) -> bool:
    """Say whether a full name shares less than half its words with any name of a body."""
    words = {w for w in name_key(full).split() if len(w) > _SMALL}
    own = (set(name_key(n).split()) for n in (known.name, *known.aliases))
    return all(2 * len(words & o) < len(words) for o in own)
