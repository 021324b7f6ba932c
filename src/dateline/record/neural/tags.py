"""Scores of tags to spans: the best sequence in which no span goes on before it began."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
NEVER = -1e9


class Tagged(NamedTuple):
    """A range of words, its label, and how sure the model is of the words in it (a mean of probabilities)."""

    first: int
    last: int
    label: int
    score: float


def softmax(scores: Floats) -> Floats:
    """Return probabilities over the last axis."""
    e = np.exp(scores - scores.max(-1, keepdims=True))
    return np.asarray(e / e.sum(-1, keepdims=True), dtype=np.float32)


def spans_of_tags(scores: Floats, *, boldness: float = 0.0, starts: frozenset[int] = frozenset()) -> list[Tagged]:
    """Return the spans of the best sequence of tags.

    Args:
        scores: (words, tags); tag 0 is O, 1 + 2n begins a span of label n, 2 + 2n goes on with it.
        boldness: Taken from the score of O: more finds more spans, and more that are none.
        starts: The words that begin a block of the article: no span goes on into them.
    """
    if not len(scores):
        return []
    scores = scores.copy()
    scores[:, 0] -= boldness
    best = scores.argmax(-1)
    runs = _runs(best)
    if not runs:
        return []
    chances, tags = softmax(scores), best.tolist()
    out: list[Tagged] = []
    for first, last in runs:
        mine = tags[first:last]
        if not _is_sound(mine):
            mine = _best(scores[first:last])
        out.extend(_spans(mine, chances[first:last], first, starts))
    return out


def _runs(tags: NDArray[np.int64]) -> list[tuple[int, int]]:
    """Return the stretches of words that are not O."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], (tags > 0).astype(np.int8), [0]])))
    return list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))


def _is_sound(tags: Sequence[int]) -> bool:
    return tags[0] % 2 == 1 and all(b % 2 == 1 or a in (b, b - 1) for a, b in pairwise(tags))


def _best(scores: Floats) -> list[int]:
    """Return the best sound sequence (Viterbi); what goes on may come only after its own beginning."""
    # Lists: for a few words with a dozen tags, numpy's calls cost more than the numbers.
    first, *others = scores.astype(np.float64).tolist()
    going_on = range(2, len(first), 2)
    total = [NEVER if n in going_on else score for n, score in enumerate(first)]
    back: list[list[int]] = []
    for row in others:
        came = [total.index(max(total))] * len(total)
        for n in going_on:
            came[n] = n - 1 if total[n - 1] >= total[n] else n
        total = [total[n] + score for n, score in zip(came, row, strict=True)]
        back.append(came)
    tags = [total.index(max(total))]
    for came in reversed(back):
        tags.append(came[tags[-1]])
    return tags[::-1]


def _spans(row: Sequence[int], chances: Floats, offset: int, starts: frozenset[int]) -> list[Tagged]:
    out: list[Tagged] = []
    at = 0
    while at < len(row):
        end = at + 1
        if row[at] == 0:
            at = end
            continue
        label = (row[at] - 1) // 2
        while end < len(row) and row[end] == 2 + 2 * label and end + offset not in starts:
            end += 1
        sure = float(chances[at:end, 1 + 2 * label].sum() + chances[at:end, 2 + 2 * label].sum()) / (end - at)
        out.append(Tagged(at + offset, end + offset, label, sure))
        at = end
    return out
