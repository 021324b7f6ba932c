"""The long run: a larger reader (MPNet, 110 M parameters), whose tags the shipped one may learn from.

What it writes are probabilities of tags, word by word, keyed by corpus and number of the article: no text. Both the
training and the labeling go on where they were ended, so this may take days.
"""

from __future__ import annotations

import argparse
import hashlib
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch

from eval.parts import HELD_OUT
from training.batches import load, stack, windows_of
from training.losses import encode
from training.model import LARGE, Reader
from training.sources import TAGGED, UNLABELED
from training.train import run

Json = dict[str, Any]
Probabilities = npt.NDArray[np.float32]
LONGEST = 400
"""Pieces of a window that is labeled: more around each word than the shipped reader ever sees at once."""


def main() -> None:
    """Train the larger reader as far as it is not trained yet, then write what it says of every word."""
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--work", type=Path, default=Path("work/train"))
    p.add_argument("--name", default="teacher")
    p.add_argument("--steps", type=int, default=3000)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--rate", type=float, default=5e-5)
    p.add_argument("--head-rate", type=float, default=1e-3)
    p.add_argument("--decay", type=float, default=0.9, help="how much less each lower layer learns")
    p.add_argument("--threads", type=int, default=2)
    p.add_argument("--limit", type=int, default=0, help="articles a corpus, for a trial")
    p.add_argument("--save-every", type=int, default=50)
    p.add_argument("--labels-only", action="store_true", help="label with the state that is there")
    args = p.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    if not args.labels_only:
        run(argparse.Namespace(**vars(args), large=True, fold=HELD_OUT, soft=None))
    reader = Reader(LARGE)
    reader.load_state_dict(torch.load(args.work / f"{args.name}.state.pt")["average"])
    reader.eval()
    found: dict[str, Any] = {}
    for part in TAGGED + UNLABELED:
        found |= _labeled(args, reader, part)
    path = args.work / "soft-labels.npz"
    np.savez_compressed(path, **found)
    print(path, len(found), "articles, sha256", hashlib.sha256(path.read_bytes()).hexdigest())


def _labeled(args: argparse.Namespace, reader: Reader, part: str) -> Json:
    """Return what is said of a part, from its file if it was labeled before."""
    path = args.work / f"{args.name}.{part}.npz"
    if not path.exists():
        articles = load(args.work / "data", part)[: args.limit or None]
        said: Json = {f"{part}/{n}": say(reader, x).astype(np.float16) for n, x in enumerate(articles)}
        np.savez_compressed(path.with_suffix(".new.npz"), **said)
        path.with_suffix(".new.npz").replace(path)
    with np.load(path) as file:
        return {name: file[name] for name in file.files}


def say(reader: Reader, x: Json) -> Probabilities:
    """Return the probabilities of all tags for every word of an article."""
    out = []
    with torch.no_grad():
        for window in windows_of(x, LONGEST, LONGEST):
            batch = stack([window])
            scores = reader.tag_scores(encode(reader, batch, bf16=True)[batch.words[0]])
            out.append(torch.cat([torch.softmax(s, -1) for s in scores], 1).numpy())
    return np.concatenate(out)


if __name__ == "__main__":
    main()
