"""Weights in int8: no two neighbors of a column reach so far that a processor without VNNI would cut their sum off."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import onnx
from hypothesis import given
from hypothesis import strategies as st
from onnx import numpy_helper

from training.pairs import MOST, cut

SHIPPED = Path(__file__).resolve().parents[1] / "src" / "dateline" / "models" / "reader.onnx"


def farthest(matrix: Any) -> int:
    """Return the largest sum of two neighbors of one sign, in any column."""
    pairs = matrix.astype(int).reshape(-1, 2, matrix.shape[1])
    return int(max(np.maximum(sign * pairs, 0).sum(axis=1).max() for sign in (1, -1)))


@given(st.integers(0, 10_000), st.sampled_from([2, 4, 384]), st.sampled_from([1e-6, 0.05, 30.0]))
def test_columns_are_cut_within_the_bound_and_near_to_what_they_were(seed: int, inputs: int, size: float) -> None:
    matrix = np.random.default_rng(seed).standard_t(4, (inputs, 5)).astype(np.float32) * np.float32(size)
    found, scale = cut(matrix)
    assert farthest(found) <= MOST
    # A column of two equal weights has to give up half of each step; no column loses more than that.
    assert (np.abs(found * scale - matrix) <= np.abs(matrix).max(axis=0) * 0.51).all()
    if inputs == 384:
        off = np.linalg.norm(found * scale - matrix, axis=0) / np.linalg.norm(matrix, axis=0)
        assert off.max() < 0.05


def test_columns_of_nothing_stay_nothing() -> None:
    found, scale = cut(np.zeros((4, 3), dtype=np.float32))
    assert not (found * scale).any()


def test_the_shipped_weights_come_out_alike_on_every_processor() -> None:
    model = onnx.load(SHIPPED)
    tables = {t.name: t for t in model.graph.initializer}
    products = [n for n in model.graph.node if n.op_type == "MatMulInteger"]
    assert len(products) == 24  # four matrices in each of six layers
    assert max(farthest(numpy_helper.to_array(tables[n.input[1]])) for n in products) <= MOST
