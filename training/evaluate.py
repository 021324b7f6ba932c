"""Scores of the reader alone on the development parts, by the corpora's own scorer; with --beside, int8 against full.

The whole pipeline is scored by `make eval`; this leaves out every step after the reader: it shows what training gave.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from pathlib import Path

import numpy as np

from dateline.model.span import Span
from dateline.record.neural.confidence import Curves, load_curves
from dateline.record.neural.network import MODELS
from dateline.record.neural.pair import Weights
from dateline.record.neural.reader import facts_of
from dateline.record.neural.relations import relate
from dateline.record.reading import RawFacts
from eval.corpora import WORK, Json, needed_corpora, rows, score
from eval.parts import HELD_OUT, in_fold, write_part
from training.texts import Text, encoded, texts


def main() -> None:
    """Print the scores of one folder of weights, and how far another's lie from them."""
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--folder", type=Path, default=MODELS)
    p.add_argument("--beside", type=Path, help="other weights, for the difference")
    p.add_argument("--tasks", nargs="*", default=["quotes", "names", "coded", "relations"])
    p.add_argument("--fold", type=int, default=HELD_OUT, help="score relations on this fifth alone; -1: on all")
    p.add_argument("--every", type=int, default=1, help="score the other tasks on every so manieth row alone")
    args = p.parse_args()
    folder, curves, chains = needed_corpora(), load_curves(args.folder), _chains(args.folder)
    for task in args.tasks:
        inputs, gold = write_part(folder, task, keep=_kept(task, fold=args.fold, every=args.every), into=WORK)
        found: list[dict[str, float]] = []
        for weights in (args.folder, args.beside) if args.beside else (args.folder,):
            predicted = WORK / f"{task}.reader.jsonl"
            # The same curves and chains for both: other weights have none of their own yet.
            read_part(inputs, predicted, weights=weights, curves=curves, chains=chains)
            found.append(score(folder, task, predicted, gold=gold))
        print(task, "  ".join(f"{k} {v:.3f}" for k, v in found[0].items()), flush=True)
        for there in found[1:]:
            print("  beside", "  ".join(f"{k} {there[k] - v:+.3f}" for k, v in found[0].items()), flush=True)


def _kept(task: str, *, fold: int, every: int) -> Callable[[int], bool]:
    if task == "relations" and fold >= 0:
        return lambda n: in_fold(n, fold)
    return lambda n: n % every == 0


def _chains(folder: Path) -> Weights:
    with np.load(folder / "reader-heads.npz") as file:
        return {name: file[name].astype(np.float32) for name in file.files if name.endswith(".chain")}


def read_part(inputs: Path, output: Path, *, weights: Path, curves: Curves, chains: Weights) -> None:
    """Write what the reader alone finds in a file of inputs, in the form of the contract."""
    with output.open("w", encoding="utf8") as sink:
        for text in texts(rows(inputs)):
            sink.write(json.dumps(_line(text, weights, curves, chains)) + "\n")


def _line(text: Text, weights: Path, curves: Curves, chains: Weights) -> Json:
    article, encoding = text.tokens.article, encoded(text, folder=weights, curves=curves, chains=chains)
    pairs = [(Span(*a), Span(*b)) for a, b in text.row.get("pairs", [])]
    found = [{"type": r.type} for r in relate(article, encoding, pairs)]
    line = _facts(facts_of(encoding, text.rules))
    return line | {"page": text.row["id"], "text": article.text.content, "pairs": found}


def _facts(raw: RawFacts) -> Json:
    """Return raw facts in the form of the contract, each event with a quote, place and time of its own."""
    quotes: list[Json] = [
        {"source": _one(a.source), "cue": _one(a.cue), "content": [_one(s) for s in a.content]}
        for a in raw.attributions
    ]
    events: list[Json] = []
    tables: dict[str, list[Json | None]] = {"place": [], "date": []}
    for e in raw.events:
        item: Json = {"type": e.type, "mode": e.mode, "factuality": e.factuality, "trigger": _one(e.trigger)}
        item["actors"], item["recipients"] = [_one(s) for s in e.actors], [_one(s) for s in e.recipients]
        for key, span in (("place", e.place), ("date", e.date)):
            if span:
                item[key] = {"ref": len(tables[key])}
                tables[key].append(_one(span))
        if e.said_by:
            item["quote"] = len(quotes)
            quotes.append({"source": _one(e.said_by), "cue": None, "content": []})
        events.append(item)
    names = [{"start": n.span.start, "end": n.span.end, "type": n.type, "form": "name"} for n in raw.names]
    return {"quotes": quotes, "events": events, "places": tables["place"], "times": tables["date"], "mentions": names}


def _one(span: Span | None) -> Json | None:
    return {"start": span.start, "end": span.end} if span else None


if __name__ == "__main__":
    main()
