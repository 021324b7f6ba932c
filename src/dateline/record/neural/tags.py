"""Scores of tags to spans: the best sequence in which no span goes on before it began."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
NEVER = -1e9
BEAM = 4.0
"""A tag so far below the best of its word is not gone after: what stands beside a word moves its tags by 3.7 at most in
the chains that are shipped (the best way in and out less the worst)."""


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


def spans_of_tags(
    scores: Floats, *, chain: Floats | None = None, boldness: float = 0.0, starts: frozenset[int] = frozenset()
) -> list[Tagged]:
    """Return the spans of the best sequence of tags (Viterbi).

    Args:
        scores: (words, tags); tag 0 is O, 1 + 2n begins a span of label n, 2 + 2n goes on with it.
        chain: (1 + tags, tags), what is added for a tag at the beginning, and after each other tag; None: nothing.
        boldness: Taken from the score of O: more finds more spans, and more that are none.
        starts: The words that begin a block of the article: no span goes on into them.
    """
    if not len(scores):
        return []
    scores = scores.copy()
    scores[:, 0] -= boldness
    table = _sound(np.zeros((1 + scores.shape[1], scores.shape[1])) if chain is None else chain)
    tags = _best(scores, table, starts)
    return _spans(tags, softmax(scores), starts) if any(tags) else []


def _sound(chain: NDArray[np.floating]) -> Floats:
    """Return a chain in which a span goes on only after its own beginning."""
    table = np.array(chain, dtype=np.float32)
    going_on = np.arange(2, table.shape[1], 2)
    never = np.full((len(table), len(going_on)), NEVER, dtype=np.float32)
    never[going_on, np.arange(len(going_on))] = never[going_on + 1, np.arange(len(going_on))] = 0
    table[:, going_on] += never
    return table


def _best(scores: Floats, table: Floats, starts: frozenset[int]) -> list[int]:
    """Return the tags of the best sequence; what lies far below the best of its word is not gone after.

    Most words have one likely tag: only the stretches between these are searched.
    """
    first_of_block = np.zeros(len(scores), dtype=bool)
    first_of_block[[0, *(n for n in starts if n < len(scores))]] = True
    likely = scores > scores.max(-1, keepdims=True) - BEAM
    inside = likely[:, 1::2] | likely[:, 2::2]
    before = np.roll(inside, 1, axis=0) & ~first_of_block[:, None]
    # What may go on may also begin where it can have begun nowhere before: so there always is a sound sequence.
    likely[:, 1::2] |= likely[:, 2::2] & ~before
    tags: list[int] = scores.argmax(-1).tolist()
    (words, columns), steps = likely.nonzero(), table.tolist()
    edges = np.searchsorted(words, np.arange(len(scores) + 1)).tolist()
    choices = list(zip(columns.tolist(), scores[words, columns].tolist(), strict=True))
    for first, last in _runs(likely.sum(-1) > 1):
        rows = [choices[edges[n] : edges[n + 1]] for n in range(first, last)]
        rows.append([(tags[last] if last < len(tags) else 0, 0.0)])
        blocks = [*first_of_block[first : last + 1].tolist(), True]
        tags[first:last] = _path(rows, steps, tags[first - 1] if first else 0, blocks)
    return tags


def _runs(of: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Return the stretches of words for which something holds."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], of.astype(np.int8), [0]])))
    return list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))


def _path(
    rows: Sequence[Sequence[tuple[int, float]]], steps: Sequence[Sequence[float]], before: int, blocks: Sequence[bool]
) -> list[int]:
    """Return the best tag of every row but the last, which is the word behind the stretch.

    Args:
        rows: The likely tags of each word, with their scores.
        steps: What is added for a tag at the beginning, and after each other tag.
        before: The tag of the word before.
        blocks: Whether each word is the first of its block.

    """
    # Lists: for the two or three tags that a word may have, numpy's calls cost more than the numbers.
    total, back = [(0.0, before)], []
    for n, row in enumerate(rows):
        came, now = [], []
        for tag, value in row:
            reached = [t + steps[0 if blocks[n] else 1 + b][tag] for t, b in total]
            most = max(reached)
            came.append(reached.index(most))
            now.append((most + value, tag))
        back.append((total, came))
        total = now
    at, out = 0, []
    for came_from, came in reversed(back):
        at = came[at]
        out.append(came_from[at][1])
    return out[-2::-1]


def _spans(tags: Sequence[int], chances: Floats, starts: frozenset[int]) -> list[Tagged]:
    out: list[Tagged] = []
    at = 0
    while at < len(tags):
        end = at + 1
        if tags[at] == 0:
            at = end
            continue
        label = (tags[at] - 1) // 2
        while end < len(tags) and tags[end] == 2 + 2 * label and end not in starts:
            end += 1
        sure = float(chances[at:end, 1 + 2 * label].sum() + chances[at:end, 2 + 2 * label].sum()) / (end - at)
        out.append(Tagged(at, end, label, sure))
        at = end
    return out
