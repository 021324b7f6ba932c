"""Tags to names, with the lists of countries, peoples and places heard where the model is unsure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dateline.model.span import Span
from dateline.record.neural.labels import NAME_TYPES
from dateline.record.neural.pair import Encoded, Weights
from dateline.record.neural.pieces import Pieces
from dateline.record.neural.tags import spans_of_tags
from dateline.record.reading import RawFacts, RawName

SURE = 0.8
"""Where the model is less sure than this of every name in its way, a listed name is taken instead."""
_LISTED = ("nationality", "place")
_OF_STATE = re.compile(r"\b(?:Ministry|Embassy|Office|Court) (?:of|for)\b")
_HEAD = re.compile(
    r"\b(?:Court|Police|University|Assembly|Council|Parliament|Cabinet|Ministry|Bank|Accords?|Times|Post)$"
)
"""The last words of bodies that are named after places: "Delhi High Court"."""
_LONG = 20
"""Characters of a body's name that is more than a nationality and a word: "Israeli Ministry of Foreign Affairs"."""


def decode_names(encoded: Encoded, pieces: Pieces, weights: Weights, rules: RawFacts, text: str) -> tuple[RawName, ...]:
    """Return the names of an article, in the order of the text.

    Countries, peoples and known places are a closed class, in which the rules' lists err less than the model; people
    and organizations are not, and are left to the model.
    """
    found = [
        RawName(
            span=Span(int(pieces.start[t.first]), int(pieces.end[t.last - 1])),
            type=NAME_TYPES[t.label],
            score=round(t.score, 3),
        )
        for t in spans_of_tags(encoded.names, chain=weights.get("names.chain"), starts=pieces.block_starts())
    ]
    listed = [n for n in rules.names if n.type in _LISTED]
    taken = [name for name, others in _beside(listed, found) if _is_better(name, others)]
    kept = [name for name, others in _beside(found, taken) if not others]
    names = sorted(kept + taken, key=lambda n: n.span)
    bodies = [n for n in rules.names if n.type == "organization"]
    whole = [body for body, others in _beside(bodies, names) if _is_cut(body, others, text)]
    parts = [o for _, others in _beside(whole, names) for o in others]
    return tuple(sorted([n for n in names if n not in parts] + whole, key=lambda n: n.span))


def _is_cut(body: RawName, others: Sequence[RawName], text: str) -> bool:
    """Say whether the model's names are only parts of a body's: "UN" and "Assembly" of "UN General Assembly".

    Of a body of state with several words the model may have seen nothing at all.
    """
    if all(o.type == "nationality" for o in others):
        return len(body.span) > _LONG and (bool(others) or _OF_STATE.search(body.span.of(text)) is not None)
    if all(o.type == "place" and o.span.start == body.span.start for o in others):
        return _HEAD.search(body.span.of(text)) is not None
    return all(o.type == "organization" and o.span in body.span and o.span != body.span for o in others)


def _is_better(name: RawName, others: Sequence[RawName]) -> bool:
    """Say whether a listed name is taken instead of the model's names that share words with it."""
    if not others:
        return name.type == "nationality"
    return all(o.score < SURE or o.span == name.span for o in others)


def _beside(names: Sequence[RawName], others: Sequence[RawName]) -> Iterator[tuple[RawName, list[RawName]]]:
    """Yield each name with those others that share words with it; both come in the order of the text."""
    at = 0
    for name in names:
        while at < len(others) and others[at].span.end <= name.span.start:
            at += 1
        end = at
        while end < len(others) and others[end].span.start < name.span.end:
            end += 1
        yield name, list(others[at:end])
