"""How far two spans of words lie apart, as classes that grow with the distance."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]

_STEPS = np.array([1, 2, 3, 4, 5, 7, 10, 15, 22, 32, 48, 72, 128], dtype=np.int64)
INSIDE = 0
_SIDE = len(_STEPS) + 1
SENTENCES = 3


def distance_classes(left: Ints, right: Ints) -> Ints:
    """Return the class of the distance from each left to each right span, (n, m): 0 inside, then after, then before.

    Args:
        left: (n, 2), ranges of words.
        right: (m, 2), ranges of words.
    """
    after = right[None, :, 0] - left[:, None, 1]
    before = left[:, None, 0] - right[None, :, 1]
    near = np.searchsorted(_STEPS, np.maximum(after, before), side="right")
    classes = np.where(after >= 0, 1 + near, 1 + _SIDE + near)
    return np.where(np.maximum(after, before) < 0, INSIDE, classes)


def sentence_classes(left: Ints, right: Ints) -> Ints:
    """Return how many sentences lie between, (n, m): 0 to 6, where 3 is the same sentence."""
    between: Ints = np.clip(right[None, :] - left[:, None], -SENTENCES, SENTENCES) + SENTENCES
    return between
