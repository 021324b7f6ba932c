"""Lists cut short enough for one question to the database."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")
_BATCH = 400
"""Parameters of one question, well below what any database takes."""


def batches(values: Iterable[T]) -> Iterator[list[T]]:
    """Yield values in lists short enough for one question."""
    rest = iter(values)
    while batch := list(islice(rest, _BATCH)):
        yield batch
