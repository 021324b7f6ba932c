"""The long run: a larger reader (MPNet, 110 M parameters), from which the shipped one may learn.

It labels news without gold (of the corpora it has learned the gold by heart). What it writes are probabilities of tags,
types and roles, keyed by corpus and number of the article: no text. Both the training and the labeling go on where
they were ended, so this may take days.
"""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch

from dateline.record.neural.tags import spans_of_tags
from eval.parts import HELD_OUT
from training.batches import AROUND, load
from training.losses import role_scores
from training.model import LARGE, SMALL, Reader, Size, spans_of
from training.saying import Said, read
from training.sources import UNLABELED
from training.train import run

Json = dict[str, Any]
Array = npt.NDArray[Any]
EPSILON = 1e-9
LONGEST = 400
"""Pieces of a window that is labeled: more around each word than the shipped reader ever sees at once."""


def main() -> None:
    """Train the larger reader as far as it is not trained yet, then write what it says of every word."""
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--work", type=Path, default=Path("work/train"))
    p.add_argument("--name", default="teacher")
    p.add_argument("--steps", type=int, default=850)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--rate", type=float, default=5e-5)
    p.add_argument("--head-rate", type=float, default=1e-3)
    p.add_argument("--decay", type=float, default=0.9, help="how much less each lower layer learns")
    p.add_argument("--threads", type=int, default=2)
    p.add_argument("--limit", type=int, default=0, help="articles a corpus, for a trial")
    p.add_argument("--save-every", type=int, default=50)
    p.add_argument("--labels-only", action="store_true", help="label with the state that is there")
    p.add_argument("--beside", nargs="*", default=[], help="runs of the smaller size whose probabilities count as much")
    args = p.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    if not args.labels_only:
        run(argparse.Namespace(**vars(args), large=True, fold=HELD_OUT, parts=None, soft=None, begin=None, budget=[]))
    readers = [_reader(args.work, args.name, LARGE), *(_reader(args.work, name, SMALL) for name in args.beside)]
    found: dict[str, Any] = {}
    for part in UNLABELED:
        found |= _labeled(args, readers, part)
    path = args.work / "soft-labels.npz"
    np.savez_compressed(path, **found)
    print(path, len(found) // 4, "articles, sha256", hashlib.sha256(path.read_bytes()).hexdigest())


def _reader(work: Path, name: str, size: Size) -> Reader:
    reader = Reader(size)
    reader.load_state_dict(torch.load(work / f"{name}.state.pt")["average"])
    reader.eval()
    return reader


def _labeled(args: argparse.Namespace, readers: Sequence[Reader], part: str) -> Json:
    """Return what is said of a part, from its file if it was labeled before."""
    path = args.work / f"{args.name}.{part}.npz"
    if not path.exists():
        articles = load(args.work / "data", part)[: args.limit or None]
        with torch.no_grad():
            told = zip(*(read(reader, articles, LONGEST, 4) for reader in readers), strict=True)
            each = [labels_of(readers, of[0][0], [said for _, said in of]) for of in told]
        found: Json = {f"{part}/{n}/{what}": x[what] for n, x in enumerate(each) for what in x}
        np.savez_compressed(path.with_suffix(".new.npz"), **found)
        path.with_suffix(".new.npz").replace(path)
    with np.load(path) as file:
        return {name: file[name] for name in file.files}


def labels_of(readers: Sequence[Reader], x: Json, said: Sequence[Said]) -> dict[str, Array]:
    """Return the labels of an article: the means of what readers say.

    Returns:
        tags: (words, TAGS), the probabilities of all tags.
        triggers: (triggers, 2), the words of what is most likely a trigger.
        kinds: (triggers, types + modes + factualities), their probabilities.
        roles: (triggers, 2 * AROUND, role tags), the same of the words around each trigger's first; 0 beyond the text.
    """
    tags = [_mean([one.scores[n] for one in said]) for n in range(len(said[0].scores))]
    triggers = [t[:2] for t in spans_of_tags(np.log(tags[2] + EPSILON))]
    kinds, roles = np.zeros((0, 0)), np.zeros((0, 0, 0))
    if triggers:
        of_triggers = [
            reader.of_trigger(spans_of(one.vectors, triggers)) for reader, one in zip(readers, said, strict=True)
        ]
        kinds = np.concatenate([_mean(heads) for heads in zip(*of_triggers, strict=True)], 1)
        scores = [
            role_scores(reader, one.vectors, x["sentence"], triggers) for reader, one in zip(readers, said, strict=True)
        ]
        around = np.pad(_mean(scores), ((0, 0), (AROUND, AROUND), (0, 0)))
        roles = np.stack([around[n, first : first + 2 * AROUND] for n, (first, _) in enumerate(triggers)])
    half, spans = np.float16, np.array(triggers, dtype=np.int32).reshape(-1, 2)
    return {
        "tags": np.concatenate(tags, 1).astype(half),
        "triggers": spans,
        "kinds": kinds.astype(half),
        "roles": roles.astype(half),
    }


def _mean(scores: Sequence[torch.Tensor]) -> npt.NDArray[np.float32]:
    """Return the mean of the probabilities that several readers' scores stand for."""
    return np.asarray(torch.stack([torch.softmax(s, -1) for s in scores]).mean(0).numpy(), dtype=np.float32)


if __name__ == "__main__":
    main()
