"""Shipped files back to a state of training, so that a run can go on where the state it came from is gone.

What int8 rounded away stays lost, and the small nets come back in half precision. The run that goes on begins its steps
anew.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor

from training.export import POSITIONS
from training.model import Reader, load_base

Array = npt.NDArray[Any]
MATRICES = ("qkv", "out", "up", "down")
"""Of each layer, in the order in which they are multiplied."""


def main() -> None:
    """Write the state that stands for the shipped weights."""
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--work", type=Path, default=Path("work/train"))
    p.add_argument("--name", default="reader")
    p.add_argument("--shipped", type=Path, default=Path("src/dateline/models"))
    args = p.parse_args()
    path = args.work / f"{args.name}.state.pt"
    if path.exists():
        raise SystemExit(f"{path} is there; a state of training is better than what can be made of shipped weights")
    reader = Reader()
    load_base(reader, args.work / "base/model.safetensors")
    restore(reader, args.shipped)
    weights = reader.state_dict()
    torch.save({"model": weights, "average": weights, "step": 0}, path)
    print(path)


def restore(reader: Reader, shipped: Path) -> None:
    """Fill a reader with the weights of shipped files; its word vectors, which no run changes, are those of the base.

    Args:
        reader: Of the smaller size, with the base weights in it.
        shipped: The folder of `reader.onnx` and `reader-heads.npz`.

    Raises:
        ValueError: The files lack a weight of the reader.
    """
    model = onnx.load(shipped / "reader.onnx")
    tables = {t.name: numpy_helper.to_array(t) for t in model.graph.initializer}
    found = {name: torch.from_numpy(t.copy()) for name, t in tables.items() if name in reader.state_dict()}
    with np.load(shipped / "reader-heads.npz") as heads:
        found |= {k: torch.from_numpy(heads[k].astype(np.float32)) for k in heads.files if k in reader.state_dict()}
    nodes = model.graph.node
    found["tags.weight"] = _turned(tables[next(n.input[1] for n in nodes if n.name.startswith("/tags/MatMul"))])
    for at, (matrix, smoothed) in enumerate(_matrices(nodes, tables)):
        layer, which = divmod(at, len(MATRICES))
        found[f"encoder.layers.{layer}.{MATRICES[which]}.weight"] = _turned(matrix * smoothed[:, None])
    places = reader.encoder.position.weight.detach().clone()
    places[:POSITIONS] = torch.tensor(next(t for t in tables.values() if t.shape == (POSITIONS, places.shape[1])))
    found["encoder.position.weight"] = places
    missing = set(reader.state_dict()) - set(found) - {"encoder.word.weight"}
    if missing:
        raise ValueError(f"{shipped} does not hold {', '.join(sorted(missing))}")
    reader.load_state_dict(reader.state_dict() | found)


def _matrices(nodes: Any, tables: dict[str, Array]) -> list[tuple[Array, Array]]:
    """Return each matrix in the order in which they are multiplied, and by how much its inputs were made smaller."""
    made = {out: n for n in nodes for out in n.output}
    out = []
    for node in (n for n in nodes if n.op_type == "MatMulInteger"):
        name = node.input[1].removesuffix("_quantized")
        whole = tables[node.input[1]].astype(np.float32) - tables[f"{name}_zero_point"].astype(np.float32)
        balanced = made[made[node.input[0]].input[0]]
        out.append((whole * tables[f"{name}_scale"], tables[balanced.input[1]]))
    return out


def _turned(matrix: Array) -> Tensor:
    """Return a matrix as PyTorch keeps it, (outputs, inputs)."""
    return torch.from_numpy(np.ascontiguousarray(matrix.T))


if __name__ == "__main__":
    main()
