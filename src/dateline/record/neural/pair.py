"""Scores for two things together, in numpy: the small nets that work on the encoder's output."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dateline.record.neural.distance import distance_classes, sentence_classes
from dateline.record.neural.tags import Floats

Ints = NDArray[np.int64]
Weights = dict[str, Floats]


@dataclass(frozen=True, slots=True)
class Encoded:
    """An article after the encoder: a vector for each word, and the tags' scores."""

    words: Floats
    sentence: Ints
    names: Floats
    attribution: Floats
    triggers: Floats

    def spans(self, ranges: Ints) -> Floats:
        """Return first and last vector side by side of ranges of words (n, 2)."""
        return np.concatenate([self.words[ranges[:, 0]], self.words[ranges[:, 1] - 1]], axis=-1)


def linear(weights: Weights, name: str, x: Floats) -> Floats:
    """Return x through a linear layer."""
    return np.asarray(x @ weights[f"{name}.weight"].T + weights[f"{name}.bias"], dtype=np.float32)


def pair_scores(weights: Weights, name: str, left: Floats, right: Floats, *, distance: Ints, between: Ints) -> Floats:
    """Return scores (n, m, outputs): relu(x + y + x*y + distance + sentences) through one more layer.

    Args:
        weights: All weights of the small nets.
        name: Which net.
        left, right: n and m vectors.
        distance, between: (n, m), classes of how far and how many sentences lie between.
    """
    x, y = linear(weights, f"{name}.left", left)[:, None], linear(weights, f"{name}.right", right)[None]
    z = x + y
    z += x * y
    z += weights[f"{name}.distance.weight"][distance]
    z += weights[f"{name}.sentences.weight"][between]
    return linear(weights, f"{name}.out", np.maximum(z, 0, out=z))


def span_scores(weights: Weights, name: str, encoded: Encoded, left: Ints, right: Ints) -> Floats:
    """Return scores (n, m) of spans of words with spans of words."""
    between = sentence_classes(encoded.sentence[left[:, 0]], encoded.sentence[right[:, 0]])
    distance = distance_classes(left, right)
    return pair_scores(weights, name, encoded.spans(left), encoded.spans(right), distance=distance, between=between)[
        ..., 0
    ]
