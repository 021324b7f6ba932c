"""Places that news is datelined from, to tell "New Delhi: …" from "Question: …"."""

from __future__ import annotations

from functools import cache

from dateline.world.countries import country_named
from dateline.world.tables import data_file


def is_dateline_place(words: str) -> bool:
    """Say whether a story may be datelined from a place of that name, written as names are or all in capitals."""
    words = " ".join(words.split())
    key = words.title() if words.isupper() else words
    return key in _places() or key.replace(" Of ", " of ") in _places() or country_named(words) is not None


@cache
def _places() -> frozenset[str]:
    lines = data_file("datelines.txt").read_text("utf8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))
