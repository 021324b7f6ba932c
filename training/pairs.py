"""Weights in int8 whose products come out alike on every processor.

Without VNNI, x86 multiplies unsigned bytes by signed ones and adds two neighbors in 16 bits (`vpmaddubsw`): a sum
beyond 32,767 is cut off there and nowhere else. Inputs reach 255, so two neighboring weights of a column may sum to 128
at most: 255 x 128 = 32,640. (Halving all weights, as `reduce_range` of onnxruntime does, gives away a bit of each.)
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
from onnx import numpy_helper

Floats = npt.NDArray[np.float32]
MOST = 128
"""What two neighboring weights of one sign may sum to."""
STEPS = np.geomspace(1.0, 0.6, 18).astype(np.float32)
"""How much coarser a column is tried to be cut than its largest weight asks for."""


def bound_pairs(whole: Path, quantized: Path) -> None:
    """Write the matrices of a model in int8 anew, such that no two neighbors sum to more than `MOST`.

    Args:
        whole: The model in full precision.
        quantized: The same in int8, a scale for each column; written over.
    """
    model = onnx.load(quantized)
    tables = {t.name: t for t in model.graph.initializer}
    weights = {t.name: t for t in onnx.load(whole).graph.initializer}
    for name in [n.input[1] for n in model.graph.node if n.op_type == "MatMulInteger"]:
        plain = name.removesuffix("_quantized")
        found, scale = cut(numpy_helper.to_array(weights[plain]))
        tables[name].CopyFrom(numpy_helper.from_array(found, name))
        tables[f"{plain}_scale"].CopyFrom(numpy_helper.from_array(scale, f"{plain}_scale"))
    onnx.save(model, quantized)


def cut(matrix: Floats) -> tuple[npt.NDArray[np.int8], Floats]:
    """Return a matrix in int8 and the scale of each column, off by as little as the bound allows.

    A column is either cut more coarsely, so that its largest pair fits, or its few too large pairs are made smaller;
    whichever of some mixtures is nearest to the column is taken.

    Args:
        matrix: Weights, (inputs, outputs), an even number of inputs.

    Returns:
        The weights, (inputs, outputs), and the scales, (outputs,): their product is about the matrix.
    """
    full = np.maximum(np.abs(matrix).max(axis=0), 1e-12) / 127
    best = np.zeros(matrix.shape, dtype=np.float32)
    scale, least = full.copy(), np.full(matrix.shape[1], np.inf, dtype=np.float32)
    for step in STEPS:
        tried = full / step
        found = _fitting(np.rint(matrix / tried))
        off = ((found * tried - matrix) ** 2).sum(axis=0)
        better = off < least
        best[:, better], scale[better], least[better] = found[:, better], tried[better], off[better]
    return best.astype(np.int8), scale.astype(np.float32)


def _fitting(weights: Floats) -> Floats:
    """Return whole weights with what two neighbors have too much taken off, half from each."""
    pairs = weights.reshape(-1, 2, weights.shape[1])
    both = pairs[:, 0] + pairs[:, 1]
    alike = np.sign(pairs[:, 0]) == np.sign(pairs[:, 1])
    over: Any = np.where(alike, np.sign(both) * np.maximum(np.abs(both) - MOST, 0), 0)
    half = np.trunc(over / 2)
    out = pairs.copy()
    out[:, 0] -= half
    out[:, 1] -= over - half
    return out.reshape(weights.shape)
