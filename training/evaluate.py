"""Scores of the reader alone on the development parts, by the corpora's own scorer; with --beside, int8 against full.

The whole pipeline is scored by `make eval`; this leaves out every step after the reader: it shows what training gave.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from dateline.article.cutting import cut
from dateline.model.span import Span
from dateline.page.given import page_of_object
from dateline.page.limits import Limits
from dateline.record.neural.network import MODELS
from dateline.record.neural.reader import encode, facts_of
from dateline.record.neural.relations import relate
from dateline.record.reading import RawFacts
from dateline.record.rules.reader import read_by_rules
from dateline.record.tokens import tokenize
from training.prepare import rows

Json = dict[str, Any]
FOLDS = 5


def main() -> None:
    """Print the scores of one folder of weights, and how far another's lie from them."""
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--corpora", type=Path, default=Path("../shared/corpora"))
    p.add_argument("--folder", type=Path, default=MODELS)
    p.add_argument("--beside", type=Path, help="other weights, for the difference")
    p.add_argument("--tasks", nargs="*", default=["quotes", "names", "coded"])
    p.add_argument("--fold", type=int, default=-1, help="score relations on this fifth alone (held out in training)")
    args = p.parse_args()
    for task in args.tasks:
        here = scores(args, task, args.folder)
        print(task, "  ".join(f"{k} {v:.3f}" for k, v in here.items()), flush=True)
        if args.beside:
            there = scores(args, task, args.beside)
            print("  beside", "  ".join(f"{k} {there[k] - v:+.3f}" for k, v in here.items()), flush=True)


def scores(args: argparse.Namespace, task: str, folder: Path) -> dict[str, float]:
    """Return the scores of a task."""
    inputs = {r["id"]: r for r in rows(args.corpora / f"{task}.input.jsonl.gz")}
    gold = rows(args.corpora / f"{task}.gold.jsonl.gz")
    if task == "relations" and args.fold >= 0:
        gold = [g for n, g in enumerate(gold) if n % FOLDS == args.fold]
    predicted = [line for g in gold for line in _lines(inputs[g["id"]], folder)]
    return dict(_scorer(args.corpora, task)(json.loads(json.dumps(predicted)), gold, inputs))


def _scorer(corpora: Path, task: str) -> Callable[..., dict[str, float]]:
    spec = importlib.util.spec_from_file_location("score", corpora / "score.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return getattr(module, f"score_{task}")  # type: ignore[no-any-return]


def _lines(row: Json, folder: Path) -> Iterator[Json]:
    for article in cut(page_of_object(row, where=row["id"], limits=Limits())).articles:
        tokens = tokenize(article)
        rules = read_by_rules(tokens)
        encoding = encode(tokens, rules, folder=folder)
        line = _line(facts_of(encoding, rules)) | {"page": row["id"], "text": article.text.content}
        pairs = [(Span(*a), Span(*b)) for a, b in row.get("pairs", [])]
        found = relate(article, encoding, pairs)
        yield line | {"pairs": [{"type": r.type} for r in found]}


def _line(raw: RawFacts) -> Json:
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
