"""The long run: a larger reader (MPNet, 110 M parameters), from which the shipped one may learn.

It labels news without gold (of the corpora it has learned the gold by heart). What it writes are probabilities of tags,
types and roles, keyed by corpus and number of the article: no text. Both the training and the labeling go on where
they were ended, so this may take days.
"""

from __future__ import annotations

import argparse
import hashlib
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch

from dateline.record.neural.tags import spans_of_tags
from eval.parts import HELD_OUT
from training.batches import AROUND, load
from training.losses import role_scores
from training.model import LARGE, Reader, spans_of
from training.saying import Said, read
from training.sources import UNLABELED
from training.train import run

Json = dict[str, Any]
Array = npt.NDArray[Any]
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
    for part in UNLABELED:
        found |= _labeled(args, reader, part)
    path = args.work / "soft-labels.npz"
    np.savez_compressed(path, **found)
    print(path, len(found) // 4, "articles, sha256", hashlib.sha256(path.read_bytes()).hexdigest())


def _labeled(args: argparse.Namespace, reader: Reader, part: str) -> Json:
    """Return what is said of a part, from its file if it was labeled before."""
    path = args.work / f"{args.name}.{part}.npz"
    if not path.exists():
        articles = load(args.work / "data", part)[: args.limit or None]
        with torch.no_grad():
            each = [labels_of(reader, x, said) for x, said in read(reader, articles, LONGEST, 4)]
        said: Json = {f"{part}/{n}/{what}": told for n, x in enumerate(each) for what, told in x.items()}
        np.savez_compressed(path.with_suffix(".new.npz"), **said)
        path.with_suffix(".new.npz").replace(path)
    with np.load(path) as file:
        return {name: file[name] for name in file.files}


def labels_of(reader: Reader, x: Json, said: Said) -> dict[str, Array]:
    """Return the labels of an article.

    Returns:
        tags: (words, TAGS), the probabilities of all tags.
        triggers: (triggers, 2), the words of what is most likely a trigger.
        kinds: (triggers, types + modes + factualities), their probabilities.
        roles: (triggers, 2 * AROUND, role tags), the same of the words around each trigger's first; 0 beyond the text.
    """
    tags = torch.cat([torch.softmax(s, -1) for s in said.scores], 1).numpy()
    triggers = [t[:2] for t in spans_of_tags(said.scores[2].numpy())]
    kinds, roles = np.zeros((0, 0)), np.zeros((0, 0, 0))
    if triggers:
        of_triggers = reader.of_trigger(spans_of(said.vectors, triggers))
        kinds = torch.cat([torch.softmax(s, -1) for s in of_triggers], 1).numpy()
        scores = role_scores(reader, said.vectors, x["sentence"], triggers)
        around = np.pad(torch.softmax(scores, -1).numpy(), ((0, 0), (AROUND, AROUND), (0, 0)))
        roles = np.stack([around[n, first : first + 2 * AROUND] for n, (first, _) in enumerate(triggers)])
    half = np.float16
    spans = np.array(triggers, dtype=np.int32).reshape(-1, 2)
    return {"tags": tags.astype(half), "triggers": spans, "kinds": kinds.astype(half), "roles": roles.astype(half)}


if __name__ == "__main__":
    main()
