"""What the rules say of each word, as classes that the encoder is given beside the word itself.

The rules know lists (countries, peoples, verbs of saying, triggers) that no training text holds in full, and are wrong
in ways that training can learn; so they propose, and the encoder decides.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from dateline.model.span import Span
from dateline.record.neural.labels import ATTRIBUTION_TAGS, EVENT_TYPES, HINTS, NAME_TAGS, ROLES
from dateline.record.reading import RawFacts

Ints = NDArray[np.int64]
NAME, ATTRIBUTION, TRIGGER, ROLE = range(len(HINTS))


def hints_of(raw: RawFacts, start: Ints, end: Ints) -> Ints:
    """Return the hints of every word: (words, kinds of hint), 0 where the rules say nothing.

    Args:
        raw: What the rules found.
        start, end: Where each word stands in the text.
    """
    out = np.zeros((len(start), len(HINTS)), dtype=np.int64)
    for column, span, first, other in _spans(raw):
        a = int(np.searchsorted(end, span.start, side="right"))
        b = int(np.searchsorted(start, span.end))
        if a < b and not out[a:b, column].any():
            out[a:b, column] = other
            out[a, column] = first
    return out


def _spans(raw: RawFacts) -> Iterator[tuple[int, Span, int, int]]:
    """Yield the column, the span, the class of its first word and that of its other words."""
    for name in raw.names:
        begin = NAME_TAGS.index(f"B-{name.type}") if f"B-{name.type}" in NAME_TAGS else 0
        yield NAME, name.span, begin, begin and begin + 1
    for a in raw.attributions:
        parts = [("content", s) for s in a.content]
        parts += [(part, s) for part, s in (("source", a.source), ("cue", a.cue)) if s is not None]
        for part, span in parts:
            begin = ATTRIBUTION_TAGS.index(f"B-{part}")
            yield ATTRIBUTION, span, begin, begin + 1
    for e in raw.events:
        kind = 1 + EVENT_TYPES.index(e.type)
        yield TRIGGER, e.trigger, kind, kind
        roles = [("actor", s) for s in e.actors] + [("recipient", s) for s in e.recipients]
        roles += [(role, s) for role, s in (("place", e.place), ("date", e.date)) if s is not None]
        for role, span in roles:
            yield ROLE, span, 1 + ROLES.index(role), 1 + ROLES.index(role)
