"""What a reader in training says of whole articles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import torch

from dateline.record.neural.labels import LONGEST_WINDOW
from training.batches import stack, windows_of
from training.losses import encode
from training.model import Reader

Json = dict[str, Any]


class Said(NamedTuple):
    """What a reader says of the words of an article."""

    vectors: torch.Tensor
    scores: tuple[torch.Tensor, ...]


def read(
    reader: Reader, articles: Sequence[Json], longest: int = LONGEST_WINDOW, at_once: int = 16
) -> Iterator[tuple[Json, Said]]:
    """Yield each article with what a reader says of its words; windows of about one length are read at once."""
    for first in range(0, len(articles), 64):
        some = articles[first : first + 64]
        windows = [(n, w) for n, x in enumerate(some) for w in windows_of(x, longest, longest)]
        vectors: dict[int, torch.Tensor] = {}
        order = sorted(range(len(windows)), key=lambda i: windows[i][1].size)
        for at in range(0, len(order), at_once):
            batch = stack([windows[i][1] for i in order[at : at + at_once]])
            hidden = encode(reader, batch)
            vectors |= {i: hidden[w] for i, w in zip(order[at : at + at_once], batch.words, strict=True)}
        for n, x in enumerate(some):
            words = torch.cat([vectors[i] for i, (m, _) in enumerate(windows) if m == n])
            yield x, Said(words, reader.tag_scores(words))
