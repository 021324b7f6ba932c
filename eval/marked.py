"""What is marked in our own gold of many articles, where it was read; and what was split or merged of it."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from dateline.model.span import Span
from eval.joined import Joined, joined
from eval.many import MANY, Mark


def marked(kind: str, folder: Path = MANY) -> Iterator[tuple[Joined, Mark, Span]]:
    """Yield the marks of a kind that were found in what was read, each with its article and its place there."""
    for one in joined(folder):
        yield from ((one, mark, span) for mark, span in one.case.at if mark.kind == kind)


def marks(kind: str, folder: Path = MANY) -> int:
    """Return how many marks of a kind there are, found or not."""
    return sum(mark.kind == kind for one in joined(folder) for mark in one.case.given.marks)


def table(kind: str, folder: Path = MANY) -> Iterator[dict[str, str]]:
    """Yield the rows of one kind of table of all batches."""
    for path in sorted(folder.glob(f"*.{kind}.tsv")):
        lines = [line for line in path.read_text("utf8").splitlines() if not line.startswith("#")]
        yield from csv.DictReader(lines, delimiter="\t")


def split_and_merged(found: Iterable[tuple[str, str, str]]) -> Iterator[str]:
    """Yield what of the gold stands in several groups, and which groups hold several of the gold.

    Args:
        found: For each mark its key, the group it was put in, and its words.
    """
    by_key: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    by_group: defaultdict[str, set[str]] = defaultdict(set)
    for key, group, words in found:
        by_key[key][group].append(words)
        by_group[group].add(key)
    yield from (f"split {key}: {list(parts.values())}" for key, parts in by_key.items() if len(parts) > 1)
    yield from (f"merged {sorted(keys)}" for keys in by_group.values() if len(keys) > 1)
