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
from dateline.world.countries import by_iso3, country_named
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
    out: dict[str, set[str]] = {}
    for full, short in pairwise(bodies):
        word, end = words_of(short), short.span.end
        bracketed = text[full.span.end : short.span.start] == " (" and text[end : end + 1] == ")"
        if bracketed and " " in words_of(full) and (_may_stand(word, times[word]) or _shows(words_of(full), word)):
            out.setdefault(word, set()).add(words_of(full))
    # what stands behind two bodies is a land or a place they share: "Rapid Wien (AUT) and Red Bull Salzburg (AUT)"
    return {word: full for word, (full, *others) in out.items() if not others}


def _may_stand(word: str, times: int) -> bool:
    """Say whether a word may be a body's letters: several capitals, or a word that comes again."""
    shortest = _SHORTEST - (times > 1 and word.isupper() and by_iso3(word) is None)
    if len(word) < shortest or not word.isalnum() or not word[0].isupper():
        return False
    if country_named(word) is not None or is_nationality(word) or organization_named(word) is not None:
        return False
    return sum(c.isupper() for c in word) > 1 or times > 1


def _shows(name: str, word: str) -> bool:
    """Say whether two or three letters show the body in another language, in their order or in another.

    "Ministry of Agriculture and Livestock (MAG)" begins alike; "National Electoral Council (CNE)" has the same letters.
    """
    initials = "".join(w[0] for w in name.split() if w[0].isupper())
    if not word.isupper() or len(word) < 2 or country_named(word) is not None or organization_named(word) is not None:
        return False
    return sorted(word) == sorted(initials) or (len(word) == _SHORTEST - 1 and initials[:2] == word[:2])


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
