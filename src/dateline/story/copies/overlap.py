"""What one text has taken over from another: shares of words and facts, and the passages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from dateline.model.span import Span
from dateline.story.prose import CONTENT, FACT, QUOTED, Words

RUN = 4
"""So many words in a row are taken for copied; three often meet by chance, five lose what was lightly reworded."""
LEAD = 40
"""So many words tell what an article is about."""
KEPT, LEAD_KEPT = 0.54, 0.5
"""A reprint keeps this mean of words and facts, and this share of the lead; between the hand-labeled kinds."""
PART = 0.15
"""From this share of its words on, a text is told to have taken over a part."""
FEWEST = 25
"""Texts of fewer words are no ground to judge from."""

Kind = Literal["reprint", "part"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """How much of one text stands in another.

    Args:
        taken: The share of its words.
        words: The same without what both quote: a statement in quotation marks is no copied writing.
        facts: The share of its names and numbers that stand in passages taken over.
        lead: The share of the content words of its first lines that occur in the other text at all.
    """

    taken: float
    words: float
    facts: float
    lead: float


def shingles(words: Words) -> NDArray[np.uint64]:
    """Return a hash of every run of `RUN` words."""
    keys = words.keys.astype(np.uint64)
    n = len(keys) - RUN + 1
    if n <= 0:
        return np.zeros(0, np.uint64)
    out = np.zeros(n, np.uint64)
    for i in range(RUN):
        out = (out ^ keys[i : i + n]) * np.uint64(0x9E3779B97F4A7C15)
        out ^= out >> np.uint64(29)
    return out


def compare(one: Words, other: Words) -> tuple[Kind | None, Share, Share]:
    """Say whether two texts are one and the same, share a part, or neither; and how much of each stands in the other.

    The shorter may be the copy or the original: what counts is the direction in which more is kept. Beside the words
    the names and numbers must be kept, since reports of two events can be told in one form, and the lead must be told
    by the other text, since background and furniture may be shared by articles on different things.
    """
    ours, theirs = shingles(one).tolist(), shingles(other).tolist()
    both = (
        _share(one, other, _covered(len(one), ours, set(theirs))),
        _share(other, one, _covered(len(other), theirs, set(ours))),
    )
    if min(len(one), len(other)) < FEWEST:
        return None, *both
    if max((s.words + s.facts) / 2 for s in both) >= KEPT and max(s.lead for s in both) >= LEAD_KEPT:
        return "reprint", *both
    return ("part" if max(s.words for s in both) >= PART else None), *both


def passages(copy: Words, original: Words) -> tuple[tuple[Span, Span], ...]:
    """Return the passages with the same words, longest runs, in the order of the copy: there, and in the original."""
    where = {int(k): i for i, k in reversed(list(enumerate(shingles(original))))}
    ours = shingles(copy)
    out, i = [], 0
    while i < len(ours):
        at = where.get(int(ours[i]))
        if at is None:
            i += 1
            continue
        n = RUN
        while i + n < len(copy) and at + n < len(original) and copy.keys[i + n] == original.keys[at + n]:
            n += 1
        out.append((copy.span(i, i + n - 1), original.span(at, at + n - 1)))
        i += n
    return tuple(out)


def _covered(n: int, runs: list[int], known: set[int]) -> NDArray[np.bool_]:
    """Return for each word whether it stands in a run that the other text has, too."""
    # A set of Python is three times as fast here as numpy's isin, which sorts both sides.
    found = np.fromiter((run in known for run in runs), np.bool_, len(runs))
    out = np.zeros(n, np.bool_)
    for i in range(RUN):
        out[i : i + len(found)] |= found
    return out


def _share(one: Words, other: Words, covered: NDArray[np.bool_]) -> Share:
    own = ~(covered & (one.flags & QUOTED > 0))
    facts = own & (one.flags & FACT > 0)
    words = _part(covered & own, own)
    lead = one.keys[:LEAD][one.flags[:LEAD] & CONTENT > 0]
    return Share(
        taken=_part(covered, np.ones(len(one), np.bool_)),
        words=words,
        facts=_part(covered & facts, facts) if facts.any() else words,
        lead=len(set(lead.tolist()) & set(other.keys.tolist())) / len(set(lead.tolist())) if len(lead) else 0.0,
    )


def _part(some: NDArray[np.bool_], whole: NDArray[np.bool_]) -> float:
    n = int(whole.sum())
    return int(some.sum()) / n if n else 0.0
