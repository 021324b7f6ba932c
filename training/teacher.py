"""The long run: several readers from other seeds, trained longer, whose mean is what the shipped one may learn from.

What it writes are probabilities of tags, word by word, keyed by corpus and number of the article: no text. A reader's
run goes on where it was ended, so this may take days.
"""

from __future__ import annotations

import argparse
import hashlib
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch

from dateline.record.neural.labels import LONGEST_WINDOW
from eval.parts import HELD_OUT
from training.batches import load, stack, windows_of
from training.losses import encode
from training.model import Reader
from training.sources import TAGGED, UNLABELED
from training.train import run

Json = dict[str, Any]
Probabilities = npt.NDArray[np.float32]


def main() -> None:
    """Train the readers that are not trained yet, then write the mean of what they say."""
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--work", type=Path, default=Path("work/train"))
    p.add_argument("--seeds", type=int, nargs="+", default=[11, 12, 13, 14])
    p.add_argument("--steps", type=int, default=5000)
    p.add_argument("--rate", type=float, default=2e-4)
    p.add_argument("--head-rate", type=float, default=1.5e-3)
    p.add_argument("--decay", type=float, default=0.9)
    p.add_argument("--threads", type=int, default=2)
    p.add_argument("--limit", type=int, default=0, help="articles a corpus, for a trial")
    args = p.parse_args()
    torch.set_num_threads(args.threads)
    readers = [_trained(args, seed) for seed in args.seeds]
    found: dict[str, Any] = {}
    for part in TAGGED + UNLABELED:
        for n, x in enumerate(load(args.work / "data", part)[: args.limit or None]):
            found[f"{part}/{n}"] = np.mean([_say(reader, x) for reader in readers], axis=0).astype(np.float16)
    path = args.work / "soft-labels.npz"
    np.savez_compressed(path, **found)
    print(path, len(found), "articles, sha256", hashlib.sha256(path.read_bytes()).hexdigest())


def _trained(args: argparse.Namespace, seed: int) -> Reader:
    name = f"teacher-{seed}"
    more = {"seed": seed, "name": name, "fold": HELD_OUT, "soft": None, "save_every": 100}
    torch.manual_seed(seed)
    run(argparse.Namespace(**vars(args) | more))
    reader = Reader()
    reader.load_state_dict(torch.load(args.work / f"{name}.state.pt")["average"])
    reader.eval()
    return reader


def _say(reader: Reader, x: Json) -> Probabilities:
    """Return the probabilities of all tags for every word of an article."""
    out = []
    with torch.no_grad():
        for window in windows_of(x, LONGEST_WINDOW, LONGEST_WINDOW):
            batch = stack([window])
            scores = reader.tag_scores(encode(reader, batch, bf16=True)[batch.words[0]])
            out.append(torch.cat([torch.softmax(s, -1) for s in scores], 1).numpy())
    return np.concatenate(out)


if __name__ == "__main__":
    main()
