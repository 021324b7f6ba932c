"""What a run amounts to: its counts, checked against one another, and the digest of every file it made."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from dateline.bulk.files import write_whole
from dateline.bulk.parts import mark_of
from dateline.bulk.plan import Plan, Shard
from dateline.bulk.tables import COLUMNS, VERSION
from dateline.errors import BulkError, DatelineError
from dateline.model.codec import from_json, to_json

NAME = "manifest.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a run made.

    Args:
        version: Of the columns.
        dateline: The version of this package that made it.
        inputs: What was read.
        counts: Pages; how many of them with articles, without, with an error; and rows of each data set.
        columns: The columns of each data set and their types.
        files: Each file and its SHA-256.
        digest: Of all files together: two runs over the same pages have the same.
    """

    version: int
    dateline: str
    inputs: tuple[str, ...]
    counts: Mapping[str, int]
    columns: Mapping[str, Any]
    files: Mapping[str, str]
    digest: str


def make_manifest(plan: Plan, folder: Path) -> Manifest:
    """Sum up a run whose shards are all done, and write it down.

    Raises:
        BulkError: If pages were lost or came twice on the way.
    """
    counts: Counter[str] = Counter(dict.fromkeys(("pages", "with articles", "without", "errors"), 0))
    files: dict[str, str] = {}
    for _, lanes in groupby(plan.shards, key=lambda shard: shard.sources):
        for mark in _marks(list(lanes), folder):
            counts.update(mark["counts"])
            files.update(mark["files"])
    _check(counts)
    digest = hashlib.sha256(json.dumps(sorted(files.items())).encode()).hexdigest()
    made = Manifest(
        version=VERSION,
        dateline=plan.dateline,
        inputs=plan.inputs,
        counts=dict(sorted(counts.items())),
        columns=COLUMNS,
        files=dict(sorted(files.items())),
        digest=digest,
    )
    write_whole(folder / NAME, json.dumps(to_json(made), indent=1).encode())
    return made


def _marks(lanes: list[Shard], folder: Path) -> list[dict[str, Any]]:
    """Return the marks of all parts of one stream; those who shared it must have seen the same pages."""
    ends = [mark_of(folder, shard.id) or {} for shard in lanes]
    seen = {end.get("seen") for end in ends}
    parts = [
        mark_of(folder, f"{shard.id}-{part:05d}") or {}
        for shard, end in zip(lanes, ends, strict=True)
        for part in end.get("parts", ())
    ]
    kept = sum(part.get("counts", {}).get("pages", 0) for part in parts)
    if seen != {kept}:
        raise BulkError(f"{lanes[0].sources[0].path}: {kept} pages were kept of {seen} that were seen; begin --fresh")
    return parts


def _check(counts: Mapping[str, int]) -> None:
    """See that every page became one thing."""
    said = counts["with articles"] + counts["without"] + counts["errors"]
    rows = counts.get("rows of pages", 0) + counts.get("rows of errors", 0)
    if not said == rows == counts["pages"]:
        raise BulkError(f"the counts do not add up: {dict(counts)}; begin --fresh")


def kept_manifest(folder: Path) -> Manifest:
    """Return the manifest of a run that is done.

    Raises:
        BulkError: If there is none, or its columns are newer than this program.
    """
    path = folder / NAME
    try:
        made = from_json(Manifest, json.loads(path.read_bytes()))
    except FileNotFoundError as error:
        raise BulkError(f"{folder} holds no finished run; `dateline bulk … --out {folder}` finishes it") from error
    except (OSError, ValueError, DatelineError) as error:
        raise BulkError(f"{path} is no manifest of a run: {error}") from error
    if made.version > VERSION:
        raise BulkError(f"{folder} was made by a newer version of Dateline; update Dateline to read it")
    return made
