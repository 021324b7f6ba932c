"""Prepared articles to batches: random windows of whole sentences, of about one length in a batch, seeded by epoch."""

from __future__ import annotations

import pickle
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from dateline.record.neural import labels
from dateline.record.neural.labels import LONGEST_WINDOW
from training.tagging import classes

Json = dict[str, Any]
AROUND = 64
"""A teacher says roles of so many words before and after a trigger's first."""


@dataclass(slots=True)
class Window:
    """Some units of one article, or some short articles in a row."""

    parts: list[tuple[Json, int, int]]
    size: int = 0

    def __post_init__(self) -> None:
        self.size = sum(_range(x, a, b)[1] - _range(x, a, b)[0] for x, a, b in self.parts)


@dataclass(slots=True)
class Batch:
    """Windows as tensors; `words` says where the words of each part stand in the flattened output."""

    ids: Tensor
    shapes: Tensor
    gaps: Tensor
    hints: Tensor
    parts: list[tuple[Json, int, int]] = field(default_factory=list)
    words: list[Tensor] = field(default_factory=list)


def load(folder: Path, part: str) -> list[Json]:
    """Return the prepared articles of a part."""
    return list(pickle.loads((folder / f"{part}.pickle").read_bytes()))


def load_soft(folder: Path, soft: Path) -> list[Json]:
    """Return the articles that a teacher labeled, each with its labels (see `training.teacher.labels_of`)."""
    found: dict[tuple[str, int], Json] = {}
    with np.load(soft) as file:
        for name in file.files:
            part, n, what = name.split("/")
            found.setdefault((part, int(n)), {})[what] = file[name]
    articles = {part: load(folder, part) for part in sorted({part for part, _ in found})}
    return [articles[part][n] | {"soft": said} for (part, n), said in found.items()]


def _range(x: Json, first: int, last: int) -> tuple[int, int]:
    piece = x["piece"]
    return int(piece[first]), int(piece[last]) if last < len(piece) else len(x["ids"])


def windows_of(x: Json, longest: int, first_longest: int) -> Iterator[Window]:
    """Yield windows that cover an article; the first may be shorter, so that borders fall elsewhere each epoch."""
    first = last = 0
    bound = first_longest
    for end in x["unit_ends"]:
        left, right = _range(x, first, end)
        if right - left > bound and last > first:
            yield Window([(x, first, last)])
            first, bound = last, longest
        last = end
    if last > first:
        yield Window([(x, first, last)])


def epoch(articles: list[Json], *, seed: int, budget: int, pack: int) -> list[list[Window]]:
    """Return the batches of one epoch, each of about `budget` pieces.

    Args:
        articles: Prepared articles.
        seed: Decides order and borders.
        budget: Pieces a batch.
        pack: Put up to so many whole articles into a window (for articles of one sentence); 0 cuts articles instead.
    """
    draw = random.Random(seed)
    articles = draw.sample(articles, len(articles))
    if pack:
        found = list(_packed(articles, draw, pack))
    else:
        found = [w for x in articles for w in windows_of(x, LONGEST_WINDOW, draw.randint(40, LONGEST_WINDOW))]
    found.sort(key=lambda w: w.size + draw.random() * 12)
    out: list[list[Window]] = [[]]
    for w in found:
        if out[-1] and (len(out[-1]) + 1) * max(w.size, out[-1][-1].size) > budget:
            out.append([])
        out[-1].append(w)
    draw.shuffle(out)
    return out


def _packed(articles: list[Json], draw: random.Random, most: int) -> Iterator[Window]:
    at = 0
    while at < len(articles):
        count = min(most, draw.choice((1, 1, 2, 3)))
        yield Window([(x, 0, len(x["piece"])) for x in articles[at : at + count]])
        at += count


def stack(windows: list[Window]) -> Batch:
    """Return windows as one padded batch."""
    width = max(w.size for w in windows) + 2
    ids, shapes, gaps = (torch.zeros(len(windows), width, dtype=torch.long) for _ in range(3))
    hints = torch.zeros(len(windows), width, len(labels.HINTS), dtype=torch.long)
    batch = Batch(ids, shapes, gaps, hints)
    for row, window in enumerate(windows):
        at = 1
        ids[row, 0] = labels.CLS
        for x, first, last in window.parts:
            left, right = _range(x, first, last)
            for target, name in ((ids, "ids"), (shapes, "shapes"), (gaps, "gaps"), (hints, "hints")):
                target[row, at : at + right - left] = torch.from_numpy(x[name][left:right])
            batch.parts.append((x, first, last))
            batch.words.append(torch.from_numpy(x["piece"][first:last] - left + at + row * width))
            at += right - left
        ids[row, at] = labels.SEP
    return batch


def spans_within(spans: list[tuple[int, int]], first: int, last: int) -> list[tuple[int, int]]:
    """Return the parts of spans that lie in a range of words, counted from its first."""
    out = []
    for start, end in spans:
        s, e = max(start, first), min(end, last)
        if s < e:
            out.append((s - first, e - first))
    return out


def tagged(length: int, spans: list[tuple[int, int, int]], first: int) -> Tensor:
    """Return BIO classes of words (see `training.tagging.classes`)."""
    return torch.from_numpy(classes(length, spans, first))
