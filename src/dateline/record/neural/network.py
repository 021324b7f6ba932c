"""The encoder's session: loaded once a process, threads bounded, nothing fetched."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from dateline.record.neural import labels
from dateline.record.neural.confidence import Curves, load_curves
from dateline.record.neural.pair import Encoded, Weights
from dateline.record.neural.pieces import Pieces, windows
from dateline.record.neural.tags import Floats

if TYPE_CHECKING:
    from tokenizers import Tokenizer

MODELS = Path(__file__).resolve().parents[2] / "models"
_SLOWER = ["SkipLayerNormFusion"]
"""A sum and its norm as one operator take five times as long as the two; apart, the encoder is an eighth faster."""


@dataclass(frozen=True, slots=True)
class Network:
    """The encoder with its tokenizer, the weights of the small nets that follow it, and what their scores stand for."""

    session: Any
    tokenizer: Tokenizer
    weights: Weights
    curves: Curves

    def encode(self, pieces: Pieces) -> Encoded:
        """Run the encoder once over every window of an article."""
        # An article of control characters alone has no pieces: the two empty rows stand for that.
        hidden = [np.zeros((0, labels.WIDTH), dtype=np.float32)]
        tags = [np.zeros((0, labels.TAGS), dtype=np.float32)]
        for first, last in windows(pieces, longest=labels.LONGEST_WINDOW):
            left, right = pieces.pieces_of(first, last)
            inputs = {
                "ids": _framed(pieces.ids[left:right], labels.CLS, labels.SEP),
                "shapes": _framed(pieces.shapes[left:right], 0, 0),
                "gaps": _framed(pieces.gaps[left:right], 0, 0),
                "hints": np.pad(pieces.hints[left:right], ((1, 1), (0, 0)))[None],
            }
            vectors, scores = self.session.run(None, inputs)
            at = pieces.piece[first:last] - left + 1
            hidden.append(vectors[0, at])
            tags.append(scores[0, at])
        return _encoded(pieces, hidden, tags)


def _framed(row: Any, before: int, after: int) -> Any:
    return np.concatenate([[before], row, [after]])[None]


def _encoded(pieces: Pieces, hidden: list[Floats], tags: list[Floats]) -> Encoded:
    n, a = len(labels.NAME_TAGS), len(labels.ATTRIBUTION_TAGS)
    scores = np.concatenate(tags)
    return Encoded(
        words=np.concatenate(hidden),
        sentence=pieces.sentence,
        names=scores[:, :n],
        attribution=scores[:, n : n + a],
        triggers=scores[:, n + a :],
    )


def network(*, threads: int = 1, folder: Path = MODELS) -> Network:
    """Return the network, loaded once in this process.

    Args:
        threads: How many threads the encoder may use; one is best where several processes read.
        folder: Where the weights lie.
    """
    return _load(os.getpid(), threads, folder)


@lru_cache(maxsize=2)
def _load(process: int, threads: int, folder: Path) -> Network:
    # A session does not outlive a fork, so the process is part of the key. The imports are slow: only who reads pays.
    import onnxruntime  # type: ignore[import-untyped] # noqa: PLC0415
    import threadpoolctl  # type: ignore[import-untyped] # noqa: PLC0415
    from tokenizers import Tokenizer  # noqa: PLC0415

    # The small nets are too small to share out: with a thread on each core they would wait for one another.
    threadpoolctl.threadpool_limits(threads, user_api="blas")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(
        str(folder / "reader.onnx"),
        sess_options=options,
        providers=["CPUExecutionProvider"],
        disabled_optimizers=_SLOWER,
    )
    tokenizer = Tokenizer.from_file(str(folder / "reader-tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    with np.load(folder / "reader-heads.npz") as file:
        weights = {name: file[name].astype(np.float32) for name in file.files}
    return Network(session, tokenizer, weights, load_curves(folder))
