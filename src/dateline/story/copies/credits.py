"""Whom an article credits: the agency it prints, the agency or outlet its text leans on, and when two names are one."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from dateline.model.told import ArticleRow
from dateline.world.gazetteer import folded
from dateline.world.outlets import agency_named, outlet_named

_NAME = r"(?:[A-Z][\w.&’'\-]*|\d+)(?:[ ](?:of|and|de|du|[A-Z][\w.&’'\-]*|\d+)){0,4}"
# "CAIRO, March 10 (Meridian) - …", "New Delhi, Jan 30 (PTI) …": a place, perhaps a day, the agency in brackets.
_DATELINE = re.compile(rf"\s*[A-Z][\w .,'’\-]{{1,60}}\(({_NAME})\)\s*(?:[-–—:]|(?=[A-Z]))")
_LEANS = re.compile(
    rf"\b(?:[Tt]he )?({_NAME})(?: (?:news|press) agency)? (?:has |had )?(?:reported|reports)\b"
    rf"|\baccording to (?:the )?({_NAME}) (?:news|press) agency\b"
    rf"|\b(?:told|said in a dispatch to) (?:the )?({_NAME}) (?:news|press) agency\b"
    rf"|\bciting (?:the )?({_NAME})"
)
_GENERIC = frozenset("the news agency press wire service services network newswire".split())
_MEDIA = frozenset(
    "agency agencia agence wire newswire press news times post herald gazette tribune chronicle telegraph journal"
    " broadcasting television tv radio daily newspaper".split()
)


def credited(article: ArticleRow) -> str | None:
    """Return the agency whose report an article prints: as its front matter says, else as its dateline does."""
    if article.agency:
        return article.agency
    found = _DATELINE.match(article.sentences[0].exact) if article.sentences else None
    return found[1] if found else None


def leans_on(sentence: str, known: Collection[str]) -> Iterator[str]:
    """Yield the agencies and outlets that a sentence says it has its news from.

    Args:
        sentence: A sentence.
        known: Plain names of outlets and agencies around (see `plain`), which need no word of the trade in their name.
    """
    for found in _LEANS.finditer(sentence):
        name = next(filter(None, found.groups()))
        if plain(name) in known or _is_media(name):
            yield name


def _is_media(name: str) -> bool:
    return bool(agency_named(name) or outlet_named(name) or _MEDIA & set(folded(name).split()[-1:]))


def plain(name: str) -> str:
    """Return the name of an agency or outlet without the words of the trade; one name for all that ours knows."""
    known = agency_named(name) or outlet_named(name)
    words = folded(known.name if known else name).split()
    return " ".join(w for w in words if w not in _GENERIC) or " ".join(words)


def short_forms(names: Iterable[str]) -> dict[str, str]:
    """Return for the initials of each name of several words its plain form ("LPA" of "Levant Press Agency")."""
    out: dict[str, str] = {}
    for name in sorted(names):
        words = [w for w in folded(name).split() if w not in ("the", "of", "and")]
        if len(words) > 1:
            out.setdefault("".join(w[0] for w in words), plain(name))
    return out
