"""Fit the curves from score to confidence on the development parts, and say how far they hold on the other half."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

from dateline.model.span import Span
from dateline.record.neural.confidence import FILE, confidence
from dateline.record.neural.network import MODELS
from dateline.record.neural.reader import facts_of
from dateline.record.reading import RawFacts
from eval.corpora import Json, needed_corpora, rows
from training.texts import encoded, texts
from training.written import NAMES

Scored = tuple[float, bool]
BINS = 12
"""Each of about as many statements; the share that is right in each, made to rise with the score, is the curve."""


def main() -> None:
    """Write the curves beside the weights, and print the table of reliability for their card."""
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--folder", type=Path, default=MODELS)
    folder: Path = p.parse_args().folder
    curves = {}
    for task, judge in JUDGES.items():
        by_article = list(_judged(task, judge, folder=folder))
        halves = [[s for n, x in enumerate(by_article) if n % 2 == half for s in x] for half in (0, 1)]
        _print(task, curve(halves[0]), halves[1])
        curves["events" if task == "coded" else task] = curve([s for x in by_article for s in x])
    new = (folder / FILE).with_suffix(".new")
    new.write_text(json.dumps({"curves": curves}) + "\n", "utf8")
    new.replace(folder / FILE)


def curve(scored: list[Scored]) -> list[tuple[float, float]]:
    """Return (score, share right) for bins of about one size, pooled where a later one is lower (isotonic)."""
    ordered = np.array(sorted(scored), dtype=float)
    groups = [(float(b[:, 0].mean()), float(b[:, 1].mean()), len(b)) for b in np.array_split(ordered, BINS) if len(b)]
    out: list[tuple[float, float, int]] = []
    for group in groups:
        out.append(group)
        while len(out) > 1 and out[-2][1] >= out[-1][1]:
            (x, y, n), (u, v, m) = out[-2:]
            out[-2:] = [((x * n + u * m) / (n + m), (y * n + v * m) / (n + m), n + m)]
    return [(round(x, 4), round(y, 4)) for x, y, _ in out]


def _print(task: str, fitted: list[tuple[float, float]], held_out: list[Scored]) -> None:
    xs, ys = tuple(x for x, _ in fitted), tuple(y for _, y in fitted)
    said = np.array([confidence({"": (xs, ys)}, "", s) for s, _ in held_out])
    right = np.array([float(r) for _, r in held_out])
    error = 0.0
    for low in np.arange(0, 1, 0.2):
        here = (said >= low) & (said < low + 0.2 + (low > 0.7))
        if here.any():
            error += here.mean() * abs(said[here].mean() - right[here].mean())
            print(f"{task} said {said[here].mean():.2f} right {right[here].mean():.2f} of {here.sum()}")
    print(f"{task} expected calibration error on the other half {error:.3f}", flush=True)


def _judged(task: str, judge: Callable[[RawFacts, Json], list[Scored]], *, folder: Path) -> Iterator[list[Scored]]:
    """Yield for each article of a task the scores of its statements as the encoder gives them, and which are right."""
    corpora = needed_corpora()
    gold = {g["id"]: g for g in rows(corpora / f"{task}.gold.jsonl.gz")}
    for text in texts(rows(corpora / f"{task}.input.jsonl.gz")):
        found = facts_of(encoded(text, folder=folder, curves={}), text.rules)
        yield judge(found, gold[text.row["id"]])


def _names(raw: RawFacts, gold: Json) -> list[Scored]:
    wanted = {(s, e, NAMES.get(t)) for s, e, t in gold["names"]}
    return [(n.score, (n.span.start, n.span.end, n.type) in wanted) for n in raw.names]


def _quotes(raw: RawFacts, gold: Json) -> list[Scored]:
    return [(a.score, any(_told(a, q) for q in gold["quotes"])) for a in raw.attributions]


def _told(found: Any, wanted: Json) -> bool:
    """Say whether an attribution is the one wanted: half of the content shared, and the source and cue touched."""
    both = sum(_overlap(s, p) for s in found.content for p in wanted["content"])
    either = sum(len(s) for s in found.content) + sum(e - s for s, e in wanted["content"]) - both
    parts = ((found.source, wanted["source"]), (found.cue, wanted["cue"]))
    return 2 * both >= either > 0 and all(
        any(_overlap(mine, p) for p in theirs) if mine else not theirs for mine, theirs in parts
    )


def _events(raw: RawFacts, gold: Json) -> list[Scored]:
    return [
        (e.score, any(e.type == g["type"] and _overlap(e.trigger, g["trigger"]) > 0 for g in gold["events"]))
        for e in raw.events
    ]


def _overlap(mine: Span, theirs: list[int]) -> int:
    return max(0, min(mine.end, theirs[1]) - max(mine.start, theirs[0]))


JUDGES: dict[str, Callable[[RawFacts, Json], list[Scored]]] = {"names": _names, "quotes": _quotes, "coded": _events}


if __name__ == "__main__":
    main()
