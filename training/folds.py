"""Relations, cross-validated: what states read that were each trained without a fifth of the pairs, on that fifth.

Counted over all pairs together, as the rare types have three pairs in a fifth.
"""

from __future__ import annotations

import argparse
from functools import partial
from pathlib import Path

from dateline.record.neural.confidence import load_curves
from dateline.record.neural.network import MODELS
from eval.corpora import WORK, needed_corpora, score
from eval.parts import FOLDS, in_fold, write_part
from training.evaluate import read_part


def main() -> None:
    """Print the scores of each fifth, and of all."""
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--work", type=Path, default=Path("work/train"))
    p.add_argument("--name", default="fold", help="each exported folder's name is this and the number of its fold")
    args = p.parse_args()
    folder, curves, read = needed_corpora(), load_curves(MODELS), ""
    for fold in range(FOLDS):
        inputs, gold = write_part(folder, "relations", keep=partial(in_fold, fold=fold), into=WORK)
        predicted = WORK / "relations.fold.jsonl"
        read_part(inputs, predicted, weights=args.work / f"{args.name}{fold}", curves=curves, chains={})
        _print(f"without {fold}", score(folder, "relations", predicted, gold=gold))
        read += predicted.read_text("utf8")
    (WORK / "relations.folds.jsonl").write_text(read, "utf8")
    _print("all", score(folder, "relations", WORK / "relations.folds.jsonl"))


def _print(what: str, scores: dict[str, float]) -> None:
    print(what, "  ".join(f"{k} {v:.3f}" for k, v in scores.items()), flush=True)


if __name__ == "__main__":
    main()
