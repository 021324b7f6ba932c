"""Spans of gold to tags of words, without anything that only training's environment has."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt


def classes(length: int, spans: Iterable[tuple[int, int, int]], first: int = 0) -> npt.NDArray[np.int64]:
    """Return BIO classes of words: B is 1 + 2n, I is 2 + 2n. A span begun before the range goes on as I.

    Args:
        length: How many words.
        spans: First word, one past the last, and label; of two that share words the earlier in this order is kept.
        first: The number of the first word.
    """
    tags = np.zeros(length, dtype=np.int64)
    for s, e, label in spans:
        a, b = max(s - first, 0), min(e - first, length)
        if a < b and not tags[a:b].any():
            tags[a:b] = 2 + 2 * label
            if s >= first:
                tags[a] = 1 + 2 * label
    return tags
