"""Parts of a corpus: the fifth of the related pairs that no shipped weights have seen, or a few rows for a quick look.

Training leaves the fifth out, in another environment than the package's: nothing is imported here that it lacks.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

Json = dict[str, Any]
FOLDS = 5
HELD_OUT = 0
"""Of so many folds, the one that shipped weights are trained without and the gate measures on."""


def in_fold(n: int, fold: int) -> bool:
    """Say whether the row of that number, in the corpus's order, is in a fold; none is in a fold below 0."""
    return n % FOLDS == fold


def write_part(folder: Path, task: str, *, keep: Callable[[int], bool], into: Path) -> tuple[Path, Path]:
    """Write the rows of a task's gold whose numbers are kept, and their inputs, as the scorer expects the two.

    Args:
        folder: Where the corpora are.
        task: The corpus ("relations").
        keep: Which numbers of rows are kept.
        into: Where to write.

    Returns:
        The file of inputs and that of gold.
    """
    gold = [line for n, line in enumerate(_lines(folder / f"{task}.gold.jsonl.gz")) if keep(n)]
    kept = {json.loads(line)["id"] for line in gold}
    inputs = [line for line in _lines(folder / f"{task}.input.jsonl.gz") if json.loads(line)["id"] in kept]
    return _written(task, inputs, gold, into)


def write_rows(task: str, given: Iterable[tuple[Json, Json]], into: Path) -> tuple[Path, Path]:
    """Write rows with their gold as the scorer expects the two; return the file of inputs and that of gold."""
    pairs = [tuple(json.dumps(x, ensure_ascii=False) + "\n" for x in pair) for pair in given]
    return _written(task, [row for row, _ in pairs], [gold for _, gold in pairs], into)


def _written(task: str, inputs: Iterable[str], gold: Iterable[str], into: Path) -> tuple[Path, Path]:
    into.mkdir(parents=True, exist_ok=True)
    for kind, lines in (("input", inputs), ("gold", gold)):
        (into / f"{task}.part.{kind}.jsonl").write_text("".join(lines), encoding="utf8")
    return into / f"{task}.part.input.jsonl", into / f"{task}.part.gold.jsonl"


def _lines(path: Path) -> list[str]:
    with gzip.open(path, "rt", encoding="utf8") as file:
        return [line for line in file if line.strip()]
