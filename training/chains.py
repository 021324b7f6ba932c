"""What a tag adds to the next one (a linear chain: Lafferty et al. 2001), learned on top of the heads' scores.

The heads score each word for itself. How tags follow one another is fitted on the development parts: on what the heads
were trained on they are too sure to leave anything to learn. It is some 150 numbers, taken at half their size; what
they give on articles they were not fitted on is printed.
"""

from __future__ import annotations

import argparse
import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from dateline.record.neural.labels import ATTRIBUTION_PARTS, NAME_TYPES
from dateline.record.neural.network import MODELS
from dateline.record.neural.tags import spans_of_tags
from eval.corpora import Json, needed_corpora, rows
from training.prepare import Words
from training.tagging import classes
from training.texts import encoded, texts
from training.written import NAMES

Floats = npt.NDArray[np.float64]
HEADS = {"names": "names", "attribution": "quotes"}
"""Each head that has a chain, and the corpus it is fitted on. Triggers lose by one, and roles gain as little."""
STRENGTH = 0.5
"""Of whole tables, cues and names lose again what sources and contents gain."""
ROUNDS, RATE, WEIGHT = 60, 0.1, 1e-4
FOLDS = 4
LONGEST = 400


class Told(NamedTuple):
    """Words in a row with the scores of their tags, their gold, and where blocks start."""

    scores: npt.NDArray[np.float32]
    gold: list[tuple[int, int, int]]
    starts: frozenset[int]


def main() -> None:
    """Fit the chains, print what they give, and write them beside the other weights."""
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--folder", type=Path, default=MODELS)
    folder: Path = p.parse_args().folder
    path = folder / "reader-heads.npz"
    with np.load(path) as file:
        weights = {name: file[name] for name in file.files}
    for head, task in HEADS.items():
        articles = list(_articles(head, task, folder))
        print(head, *(f"{x:.4f}" for x in _held_out(articles)), "spans F1 without and with it, on other parts")
        weights[f"{head}.chain"] = fitted(articles).astype(np.float16)
    new = path.with_suffix(".new.npz")
    np.savez_compressed(new, **weights)
    new.replace(path)


def _articles(head: str, task: str, folder: Path) -> Iterator[Told]:
    """Yield the articles of a task."""
    corpora, lost = needed_corpora(), Counter[str]()
    gold = {g["id"]: g for g in rows(corpora / f"{task}.gold.jsonl.gz")}
    for text in texts(rows(corpora / f"{task}.input.jsonl.gz")):
        encoding, wanted = encoded(text, folder=folder, curves={}), gold[text.row["id"]]
        words, found = Words(encoding.pieces, lost), encoding.encoded
        starts = encoding.pieces.block_starts()
        if head == "names":
            yield Told(found.names, _names(words, wanted), starts)
        else:
            yield Told(found.attribution, _quotes(words, wanted), starts)


def _names(words: Words, gold: Json) -> list[tuple[int, int, int]]:
    spans = [(words.of((s, e), "name"), NAMES.get(t)) for s, e, t in gold["names"]]
    return [(*w, NAME_TYPES.index(t)) for w, t in spans if w and t in NAME_TYPES]


def _quotes(words: Words, gold: Json) -> list[tuple[int, int, int]]:
    spans = [
        (*w, n) for q in gold["quotes"] for n, part in enumerate(ATTRIBUTION_PARTS) for w in words.all(q[part], part)
    ]
    # Contents first: where two attributions nest, the larger span is left whole.
    return sorted(spans, key=lambda s: s[0] - s[1])


def _held_out(articles: Sequence[Told]) -> tuple[float, float]:
    """Return the F1 of spans without a chain, and with one that was fitted on the other articles."""
    right = np.zeros((2, 3))
    for fold in range(FOLDS):
        chain = fitted([x for n, x in enumerate(articles) if n % FOLDS != fold])
        for one in articles[fold::FOLDS]:
            gold = set(one.gold)
            for row, table in enumerate((None, chain)):
                found = {tuple(t[:3]) for t in spans_of_tags(one.scores, chain=table, starts=one.starts)}
                right[row] += len(found & gold), len(found), len(gold)
    without, beside = (2 * tp / (n + m) for tp, n, m in right)
    return without, beside


def fitted(sequences: Sequence[Told]) -> npt.NDArray[np.float32]:
    """Return a chain (1 + tags, tags): what is added for a tag at the beginning, and after each other tag.

    The likelihood of the gold is climbed for a bounded number of rounds (Adam), which keeps the numbers small.
    """
    batches = _batches(sequences)
    tags, words = sequences[0].scores.shape[1], sum(len(s.scores) for s in sequences)
    table, mean, square = (np.zeros((1 + tags, tags)) for _ in range(3))
    for n in range(1, ROUNDS + 1):
        slope = 2 * WEIGHT * table - sum(_slope(table, *b) for b in batches) / words
        mean, square = 0.9 * mean + 0.1 * slope, 0.999 * square + 0.001 * slope**2
        table -= RATE * (mean / (1 - 0.9**n)) / (np.sqrt(square / (1 - 0.999**n)) + 1e-8)
    return (STRENGTH * table).astype(np.float32)


def _batches(sequences: Sequence[Told]) -> list[tuple[Floats, npt.NDArray[np.int64]]]:
    """Return stretches of about one length together: scores (n, words, tags) and gold (n, words), -1 where padded."""
    parts = []
    for one in sequences:
        gold = classes(len(one.scores), one.gold)
        edges = sorted({0, len(gold), *(s for s in one.starts if s < len(gold))})
        parts += [
            (one.scores[at : min(at + LONGEST, end)], gold[at : min(at + LONGEST, end)])
            for start, end in itertools.pairwise(edges)
            for at in range(start, end, LONGEST)
        ]
    parts.sort(key=lambda p: len(p[1]))
    out = []
    for at in range(0, len(parts), 256):
        some = parts[at : at + 256]
        longest = len(some[-1][1])
        scores, gold = np.zeros((len(some), longest, some[0][0].shape[1])), np.full((len(some), longest), -1)
        for row, (s, g) in enumerate(some):
            scores[row, : len(g)], gold[row, : len(g)] = s, g
        out.append((scores, gold))
    return out


def _slope(table: Floats, scores: Floats, gold: npt.NDArray[np.int64]) -> Floats:
    """Return how often each step is taken in the gold, less how often the chain expects it (forward-backward)."""
    begin, step, real = table[0], table[1:], gold >= 0
    n, words, tags = scores.shape
    forward, back = np.zeros((n, words, tags)), np.zeros((n, words, tags))
    forward[:, 0] = scores[:, 0] + begin
    for i in range(1, words):
        reached = np.logaddexp.reduce(forward[:, i - 1, :, None] + step, axis=1) + scores[:, i]
        forward[:, i] = np.where(real[:, i, None], reached, forward[:, i - 1])
    for i in range(words - 1, 0, -1):
        left = np.logaddexp.reduce(step + (scores[:, i] + back[:, i])[:, None], axis=2)
        back[:, i - 1] = np.where(real[:, i, None], left, back[:, i])
    whole = np.logaddexp.reduce(forward[:, -1], axis=1)
    slope = np.zeros_like(table)
    slope[0] = -np.exp(forward[:, 0] + back[:, 0] - whole[:, None]).sum(0)
    for i in range(1, words):
        on = real[:, i]
        after = (scores[on, i] + back[on, i] - whole[on, None])[:, None]
        slope[1:] -= np.exp(forward[on, i - 1, :, None] + step + after).sum(0)
    np.add.at(slope[0], gold[:, 0], 1)
    on = real[:, 1:]
    np.add.at(slope[1:], (gold[:, :-1][on], gold[:, 1:][on]), 1)
    return slope


if __name__ == "__main__":
    main()
