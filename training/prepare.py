"""Corpora to arrays: pieces of every article with the gold of each head, in the project's environment.

What it writes holds pieces of the corpora's texts, so it stays in the (ignored) work folder.
"""

from __future__ import annotations

import argparse
import pickle
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from tokenizers import Tokenizer

from dateline.record.neural.pieces import Pieces, cut_pieces
from eval.corpora import Json, needed_corpora, rows
from training.annotated import annotated, is_held_out
from training.sources import MEASURED, PAIRS, TAGGED, UNLABELED, WRITTEN
from training.texts import texts
from training.written import written


def main() -> None:
    """Write one file of arrays a corpus."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tokenizer", type=Path, default=Path("work/train/base/tokenizer.json"))
    parser.add_argument("--out", type=Path, default=Path("work/train/data"))
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    tokenizer = Tokenizer.from_file(str(args.tokenizer))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    folder = needed_corpora()
    for part in (*TAGGED, *MEASURED, PAIRS, *UNLABELED):
        gold = {} if part in UNLABELED else {r["id"]: r for r in rows(folder / f"{part}.gold.jsonl.gz")}
        given = ((row, gold.get(row["id"], {})) for row in rows(folder / f"{part}.input.jsonl.gz"))
        _write(args.out / f"{part}.pickle", given, tokenizer)
    _write(args.out / "annotated-events.pickle", annotated(folder, "events"), tokenizer)
    for kind in ("names", "quotes"):
        learned = ((row, gold) for row, gold in annotated(folder, kind) if not is_held_out(row["text"]))
        _write(args.out / f"annotated-{kind}.pickle", learned, tokenizer)
    for kind in WRITTEN:
        _write(args.out / f"written-{kind}.pickle", written(kind), tokenizer)


def _write(path: Path, given: Iterable[tuple[Json, Json]], tokenizer: Tokenizer) -> None:
    """Write the examples of rows with their gold, and print what of the gold is lost or moved."""
    lost: Counter[str] = Counter()
    out = [x for row, gold in given for x in _examples(row, gold, tokenizer, lost)]
    path.write_bytes(pickle.dumps(out))
    print(path.stem, len(out), "articles", sum(len(x["ids"]) for x in out), "pieces", dict(lost), flush=True)


def _examples(row: Json, gold: Json, tokenizer: Tokenizer, lost: Counter[str]) -> Iterator[Json]:
    for text in texts([row]):
        pieces = cut_pieces(text.tokens, tokenizer, text.rules)
        if not len(pieces.ids):
            continue
        words = Words(pieces, lost)
        base = {name: getattr(pieces, name) for name in Pieces.__slots__}
        if "names" in gold:
            base["names"] = [(*w, t) for s, e, t in gold["names"] if (w := words.of((s, e), "name"))]
        if "quotes" in gold:
            base["quotes"] = [{k: words.all(v, k) for k, v in q.items()} for q in gold["quotes"]]
        if "events" in gold:
            base["events"] = [x for e in gold["events"] if (x := _event(e, words))]
        if "root" in gold:
            pair = [words.of(s, "pair") for s in row["pairs"][0]]
            if None in pair:
                # The fifth that is held out is counted in the corpus's order: a row less would shift it.
                raise ValueError(f"{row['id']}: the pair does not stand on words")
            base |= {"pair": pair, "root": gold["root"]}
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
