"""Letters in brackets behind a body's name that are not its initials: "the Institute of Migration (INAMI)".

The names of bodies are often translated, and their letters are not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from dateline.model.statement import Mention
from dateline.record.clusters import Cluster, words_of
from dateline.world.countries import country_named
from dateline.world.names import is_nationality
from dateline.world.organizations import organization_named

_SHORTEST = 4
"""Fewer letters may be those of a land, a party or a club's town: "Rapid (AUT)"."""


def told_letters(mentions: Sequence[Mention], text: str) -> dict[str, str]:
    """Return the body's name that each word in brackets stands for.

    Args:
        mentions: The article's mentions in the order of its text.
        text: The article's text.
    """
    bodies = [m for m in mentions if m.type == "organization" and m.form == "name"]
    times = Counter(words_of(m) for m in mentions if m.form == "name")
    out: dict[str, str] = {}
    for full, short in pairwise(bodies):
        word, end = words_of(short), short.span.end
        bracketed = text[full.span.end : short.span.start] == " (" and text[end : end + 1] == ")"
        if bracketed and " " in words_of(full) and (_may_stand(word, times[word]) or _begins(words_of(full), word)):
            out[word] = words_of(full)
    return out


def _may_stand(word: str, times: int) -> bool:
    """Say whether a word may be a body's letters: several capitals, or a word that comes again."""
    if len(word) < _SHORTEST or not word.isalnum() or not word[0].isupper():
        return False
    if country_named(word) is not None or is_nationality(word) or organization_named(word) is not None:
        return False
    return sum(c.isupper() for c in word) > 1 or times > 1


def _begins(name: str, word: str) -> bool:
    """Say whether three letters begin as a body's name does: "Ministry of Agriculture and Livestock (MAG)"."""
    initials = "".join(w[0] for w in name.split() if w[0].isupper())
    return len(word) == _SHORTEST - 1 and word.isupper() and initials[:2] == word[:2]


def as_bodies(mentions: Sequence[Mention], told: Mapping[str, str]) -> list[Mention]:
    """Return the mentions, those of a body's letters as a body's wherever they stand."""
    return [replace(m, type="organization") if m.form == "name" and words_of(m) in told else m for m in mentions]


def with_letters(clusters: Sequence[Cluster], told: Mapping[str, str]) -> list[Cluster]:
    """Return the clusters, those of letters taken into the body whose they are.

    Args:
        clusters: The clusters of the article's names.
        told: The body's name that letters stand for.
    """
    by_name = {name: c for c in clusters if c.type == "organization" for name in c.names}
    gone: set[int] = set()
    for word, full in told.items():
        short, body = by_name.get(word), by_name.get(full)
        if short is None or body is None or short is body or short.known is not None or id(short) in gone:
            continue
        gone.add(id(short))
        body.mentions = sorted([*body.mentions, *short.mentions])
        body.names += short.names
        body.country = body.country or short.country
    return [c for c in clusters if id(c) not in gone]
