"""Borders of blocks: what is said without quotation marks stands in the block of the words that say so.

A heading, a caption or the lead under a headline is no part of what somebody says in the paragraph beside it.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from dateline.record.neural.pieces import Ints, Pieces

Bools = NDArray[np.bool_]
_STOPS = tuple(".!?…:;\"”’'»)।۔؟")


class Borders:
    """Says which contents may go with which cues, in view of the blocks they stand in.

    Args:
        pieces: The article's words, with its blocks and what stands between quotation marks.
        text: The article's text.
    """

    def __init__(self, pieces: Pieces, text: str) -> None:
        blocks = [*pieces.blocks, len(text)]
        words = [text[a:b].strip() for a, b in pairwise(blocks)]
        following = [*words[1:], ""]
        broken = [bool(w) and not w.endswith(_STOPS) and n[:1].islower() for w, n in zip(words, following, strict=True)]
        self._runs_on = np.array([*broken, False])
        """Whether a block breaks off amid a sentence, which the next one goes on with."""
        self._announces = np.array([*(w.endswith(":") for w in words), False])
        self._block = np.searchsorted(np.array(pieces.blocks, dtype=np.int64), pieces.start, side="right") - 1
        self._marked = np.zeros(len(pieces.start), dtype=np.bool_)
        for quotation in pieces.quotations:
            first, last = np.searchsorted(pieces.end, quotation.start, side="right"), quotation.end
            self._marked[first : np.searchsorted(pieces.start, last, side="left")] = True

    def barred(self, contents: Ints, cues: Ints, best: Ints) -> Bools:
        """Return the cues that each content must not go with, where its first choice is one of them: (contents, cues).

        Such a content may still go with a cue right before it: one elsewhere would be a mere guess.

        Args:
            contents, cues: (n, 2) and (m, 2), ranges of words.
            best: (n, 1), the cue that each content goes with best, or m for none.
        """
        marked = np.array([self._marked[first:last].any() for first, last in contents], dtype=np.bool_)[:, None]
        said, cue = self._block[contents[:, 0]][:, None], self._block[cues[:, 0]][None, :]
        after = (said == cue + 1) & (self._announces | self._runs_on)[cue]
        before = (said == cue - 1) & self._runs_on[said]
        out = ~(marked | (said == cue) | after | before)
        apart = contents[:, :1] != cues[:, 1][None, :]
        lost = np.take_along_axis(np.pad(out, ((0, 0), (0, 1))), best, axis=1)
        barred: Bools = lost & (out | apart)
        return barred
