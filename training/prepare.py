"""Corpora to arrays: pieces of every article with the gold of each head, in the project's environment.

What it writes holds pieces of the corpora's texts, so it stays in the (ignored) work folder.
"""

from __future__ import annotations

import argparse
import gzip
import json
import pickle
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tokenizers import Tokenizer

from dateline.article.cutting import cut
from dateline.page.given import page_of_object
from dateline.page.limits import Limits
from dateline.record.neural.pieces import Pieces, cut_pieces
from dateline.record.rules.reader import read_by_rules
from dateline.record.tokens import tokenize
from training.written import written

Json = dict[str, Any]
UNLABELED = ("stories", "stories2")
"""News without gold, which a teacher may label."""
WRITTEN = ("quotes", "events")
"""Kinds of texts of our own (training/written)."""
PARTS = ("quotes-train", "names-train", "coded-train", "relations", "quotes", "names", "coded")


def rows(path: Path) -> list[Json]:
    """Return the rows of a gzipped JSON-lines file."""
    with gzip.open(path, "rt", encoding="utf8") as f:
        return [json.loads(line) for line in f if line.strip()]


def main() -> None:
    """Write one file of arrays a corpus."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, default=Path("../shared/corpora"))
    parser.add_argument("--tokenizer", type=Path, default=Path("work/train/base/tokenizer.json"))
    parser.add_argument("--out", type=Path, default=Path("work/train/data"))
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    tokenizer = Tokenizer.from_file(str(args.tokenizer))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    for part in PARTS + UNLABELED:
        path = args.corpora / f"{part}.gold.jsonl.gz"
        gold = {} if part in UNLABELED else {r["id"]: r for r in rows(path)}
        lost: Counter[str] = Counter()
        out = [
            x
            for r in rows(args.corpora / f"{part}.input.jsonl.gz")
            for x in _example(r, gold.get(r["id"], {}), tokenizer, lost)
        ]
        (args.out / f"{part}.pickle").write_bytes(pickle.dumps(out))
        print(part, len(out), "articles", sum(len(x["ids"]) for x in out), "pieces", dict(lost), flush=True)
    for kind in WRITTEN:
        lost = Counter()
        out = [x for row, gold in written(kind) for x in _example(row, gold, tokenizer, lost)]
        (args.out / f"written-{kind}.pickle").write_bytes(pickle.dumps(out))
        print("written", kind, len(out), "texts", sum(len(x["ids"]) for x in out), "pieces", dict(lost), flush=True)


def _example(row: Json, gold: Json, tokenizer: Tokenizer, lost: Counter[str]) -> Iterator[Json]:
    page = page_of_object(row, where=row["id"], limits=Limits())
    for article in cut(page).articles:
        tokens = tokenize(article)
        pieces = cut_pieces(tokens, tokenizer, read_by_rules(tokens))
        if not len(pieces.ids):
            continue
        words = Words(pieces, lost)
        base = {name: getattr(pieces, name) for name in Pieces.__slots__} | {"id": row["id"]}
        if "names" in gold:
            base["names"] = [(*w, t) for s, e, t in gold["names"] if (w := words.of((s, e), "name"))]
        if "quotes" in gold:
            base["quotes"] = [{k: words.all(v, k) for k, v in q.items()} for q in gold["quotes"]]
        if "events" in gold:
            base["events"] = [x for e in gold["events"] if (x := _event(e, words))]
        if "root" in gold:
            pair = [words.of(s, "pair") for s in row["pairs"][0]]
            if None in pair:
                continue
            base |= {"pair": pair, "root": gold["root"], "quad": gold["quad"]}
        yield base


def _event(event: Json, words: Words) -> Json | None:
    trigger = words.of(event["trigger"], "trigger")
    if trigger is None:
        return None
    out = {"trigger": trigger, "type": event["type"], "mode": event["mode"], "factuality": event["factuality"]}
    out["actor"] = words.all(event["actors"], "actor")
    out["recipient"] = words.all(event["recipients"], "recipient")
    for role in ("place", "date", "said_by"):
        out[role] = words.all([event[role]] if event[role] else [], role)
    return out


class Words:
    """Finds the words that a span of the text covers."""

    def __init__(self, pieces: Pieces, lost: Counter[str]) -> None:
        self.start, self.end, self.lost = pieces.start.tolist(), pieces.end.tolist(), lost

    def of(self, span: list[int] | tuple[int, int], what: str) -> tuple[int, int] | None:
        """Return the range of words that a span covers, and count spans that fall between or into words."""
        first, last = bisect_right(self.end, span[0]), bisect_left(self.start, span[1])
        if first >= last:
            self.lost[f"{what} lost"] += 1
            return None
        if self.start[first] != span[0] or self.end[last - 1] != span[1]:
            self.lost[f"{what} moved"] += 1
        return first, last

    def all(self, spans: list[list[int]], what: str) -> list[tuple[int, int]]:
        """Return the ranges of words of several spans."""
        return [w for s in spans if (w := self.of(s, what)) is not None]


if __name__ == "__main__":
    main()
