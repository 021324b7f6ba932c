"""Noun phrases taken apart: the word that opens one, the head that ends it, and what stands without an article."""

from __future__ import annotations

from dateline.record.neighbors import SHORT
from dateline.world.offices import longest_role


def split_phrase(phrase: str) -> tuple[str, str]:
    """Return the first word of a noun phrase and its head in small letters ("foreign secretary", "ministry")."""
    written = " ".join(SHORT.get(w, w) for w in phrase.split())  # "the MP" is the lawmaker
    found = written.lower().replace("’", "'").replace("'s ", " 's ").replace("-", " ").split()
    for start in range(len(found)):
        if longest_role(found[start:], 0) == len(found) - start:
            return found[0], " ".join(found[start:])
    return found[0], found[-1]


def without_article(phrase: str) -> str:
    """Return a noun phrase without the article, demonstrative or quantity word that opens it; numbers stay."""
    found = phrase.split()
    while len(found) > 1 and found[0].lower() in _OPENERS:
        found = found[1:]
    return " ".join(found)


_OPENERS = frozenset(
    "the a an this that these those some several many few most all both other another any each every".split()
)


def same_words(one: str, other: str) -> bool:
    """Say whether two noun phrases are the same but for article and case."""
    return without_article(one).lower() == without_article(other).lower()
