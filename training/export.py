"""Trained state to what is shipped: the encoder as ONNX in int8, the small nets as numpy arrays, the tokenizer."""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
import torch.nn.functional as F
from onnxruntime.quantization import QuantType, quantize_dynamic  # type: ignore[import-untyped]
from torch import Tensor, nn

from dateline.record.neural import labels
from dateline.record.neural.labels import LONGEST_WINDOW, WIDTH
from training.batches import load
from training.model import HEADS, Layer, Reader
from training.pairs import bound_pairs
from training.smooth import smooth
from training.sources import WRITTEN

POSITIONS = 256
"""Windows are shorter than this; the places after it are left out of the file."""


class Attention(torch.autograd.Function):
    """Attention as one operator of onnxruntime, a tenth faster than its parts on one core."""

    @staticmethod
    def forward(ctx: Any, *qkv: Tensor) -> Tensor:
        """Return what the parts would."""
        q, k, v = (x.view(x.shape[0], x.shape[1], HEADS, WIDTH // HEADS).transpose(1, 2) for x in qkv)
        return F.scaled_dot_product_attention(q, k, v).transpose(1, 2).reshape(qkv[0].shape)

    @staticmethod
    def symbolic(g: Any, *qkv: Any) -> Any:
        """Return the operator."""
        return g.op("com.microsoft::MultiHeadAttention", *qkv, num_heads_i=HEADS).setType(qkv[0].type())


class Shipped(nn.Module):
    """Encoder and tags; word vectors in int8 with a scale for each word, which loses next to nothing."""

    rows: Tensor
    scale: Tensor

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.encoder, self.tags = reader.encoder, reader.tags
        table = reader.encoder.word.weight.detach()
        scale = table.abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
        self.register_buffer("rows", torch.round(table / scale).to(torch.int8))
        self.register_buffer("scale", scale)

    def forward(self, ids: Tensor, shapes: Tensor, gaps: Tensor, hints: Tensor) -> tuple[Tensor, Tensor]:
        """Return the vectors and the tags' scores of all pieces of one window (no padding)."""
        e = self.encoder
        places = torch.arange(ids.shape[1])[None]
        x = self.rows[ids].float() * self.scale[ids]
        x = e.norm(x + e.position.weight[:POSITIONS][places] + e.beside(shapes, gaps, hints))
        for layer in e.layers:
            x = _layer(layer, x)
        return x, self.tags(x)


def _layer(layer: Layer, x: Tensor) -> Tensor:
    """Return what the layer does to one window."""
    x = layer.norm1(x + layer.out(Attention.apply(*layer.qkv(x).split(WIDTH, -1))))
    y: Tensor = layer.norm2(x + layer.down(F.gelu(layer.up(x))))
    return y


def main() -> None:
    """Write the files of a trained state, in full precision (for comparison) and in int8."""
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--work", type=Path, default=Path("work/train"))
    p.add_argument("--name", default="reader")
    p.add_argument("--out", type=Path, default=Path("work/train/shipped"))
    p.add_argument("--weights", default="average", choices=("average", "model"))
    p.add_argument("--mean", nargs="*", default=[], help="other runs: the mean of all their weights is written")
    args = p.parse_args()
    reader = Reader()
    states = [torch.load(args.work / f"{name}.state.pt") for name in (args.name, *args.mean)]
    state = states[-1]
    reader.load_state_dict(mean([s[args.weights] for s in states]))
    reader.eval()
    full = args.work / f"{args.name}.full"
    for folder in (full, args.out):
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(args.work / "base" / "tokenizer.json", folder / "reader-tokenizer.json")
        np.savez_compressed(folder / "reader-heads.npz", **heads(reader))
    export(reader, full / "reader.onnx")
    texts = [
        x for kind in WRITTEN for x in load(args.work / "data", f"written-{kind}") if len(x["ids"]) < LONGEST_WINDOW
    ]
    smooth(full / "reader.onnx", full / "reader-smooth.onnx", texts[::4])
    quantize(full / "reader-smooth.onnx", args.out / "reader.onnx")
    (full / "reader-smooth.onnx").unlink()
    for file in sorted(args.out.glob("reader*")):
        print(f"{file} {file.stat().st_size / 1e6:.2f} MB; trained for {state['step']} steps")


def mean(weights: list[dict[str, Tensor]]) -> dict[str, Tensor]:
    """Return the mean of several readers' weights; a run and one that went on from it lie near enough to each other."""
    return {
        k: torch.stack([w[k] for w in weights]).mean(0) if v.is_floating_point() else v for k, v in weights[0].items()
    }


def heads(reader: Reader) -> dict[str, Any]:
    """Return the weights of the small nets in half precision."""
    return {
        k: v.numpy().astype(np.float16)
        for k, v in reader.state_dict().items()
        if not k.startswith(("encoder.", "tags."))
    }


def export(reader: Reader, path: Path) -> None:
    """Write the encoder in full precision."""
    one = torch.randint(1000, 2000, (1, 24))
    zero = torch.zeros_like(one)
    axes = {k: {1: "pieces"} for k in ("ids", "shapes", "gaps", "hints", "vectors", "scores")}
    torch.onnx.export(
        Shipped(reader).eval(),
        (one, zero, zero, zero[..., None].repeat(1, 1, len(labels.HINTS))),
        path,
        input_names=["ids", "shapes", "gaps", "hints"],
        output_names=["vectors", "scores"],
        dynamic_axes=axes,
        opset_version=17,
        dynamo=False,
    )


def quantize(source: Path, target: Path) -> None:
    """Write the encoder with its matrices in int8, a scale for each column; the tags' scores stay in full precision."""
    model = onnx.load(source)
    last = [n.name for n in model.graph.node if n.op_type == "MatMul" and n.name.startswith("/tags")]
    quantize_dynamic(
        source,
        target,
        op_types_to_quantize=["MatMul"],
        per_channel=True,
        weight_type=QuantType.QInt8,
        nodes_to_exclude=last,
        extra_options={"MatMulConstBOnly": True},
    )
    bound_pairs(source, target)


if __name__ == "__main__":
    main()
