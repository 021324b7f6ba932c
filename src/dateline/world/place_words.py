"""Words around and inside names of places: what stands before one, what makes one of a name, what makes a street."""

from __future__ import annotations

from functools import cache
from typing import Literal

from dateline.world.tables import toml

Kind = Literal["before", "near", "kinds", "streets", "bodies", "folk", "features", "grounds", "sides", "never"]


@cache
def place_words(kind: Kind) -> frozenset[str]:
    """Return one list of place_words.toml, in lower case."""
    return frozenset(toml("place_words.toml")[kind].split())


@cache
def names_everywhere() -> frozenset[str]:
    """Return the names that quarters and coasts have everywhere ("Chinatown"), in lower case."""
    return frozenset(" ".join(name.split()) for name in toml("place_words.toml")["everywhere"].split("|"))
