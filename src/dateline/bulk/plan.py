"""The plan of a run: its sources cut into shards, the same each time, so that a rerun knows what is missing."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from dateline import __version__
from dateline.bulk.files import write_whole
from dateline.bulk.sources import Source, is_lines, is_one_page
from dateline.errors import BulkError, DatelineError
from dateline.model.codec import from_json, to_json

LANE_BYTES = 64 * 2**20
"""A stream that cannot be cut (WARC, zip, gzip) is given to one more worker for each so many bytes, each of which
reads it whole and takes its share of the pages: decoding is a small part of the work on a page."""
MOST_LANES = 8
GROUP_BYTES = 64 * 2**20
"""Small files go together until they have so many bytes or as many files as a part has pages."""
_READ_BYTES = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Shard:
    """What one worker does without asking.

    Args:
        id: Its name, in the order of the plan ("s00012").
        sources: What it reads, in order.
        lane, lanes: Of the parts of its pages it takes each `lanes`-th, from this one.
    """

    id: str
    sources: tuple[Source, ...]
    lane: int = 0
    lanes: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A whole run.

    Args:
        inputs: What was asked for.
        part_pages: How many pages a part has; a part is what is done or not done.
        dateline: The version of this package that makes it.
        reading: How articles are read, as JSON.
        shards: What is to be done.
    """

    inputs: tuple[str, ...]
    part_pages: int
    dateline: str
    reading: str
    shards: tuple[Shard, ...]


def make_plan(inputs: Sequence[str], sources: Sequence[Source], *, part_pages: int, reading: str) -> Plan:
    """Cut sources into shards.

    Args:
        inputs: What was asked for.
        sources: The files it stands for.
        part_pages: How many pages a part has.
        reading: How articles are read, as JSON.
    """
    shards = [
        replace(shard, id=f"s{number:05d}") for number, shard in enumerate(_shards(sources, part_pages=part_pages))
    ]
    return Plan(
        inputs=tuple(inputs), part_pages=part_pages, dateline=__version__, reading=reading, shards=tuple(shards)
    )


def _shards(sources: Sequence[Source], *, part_pages: int) -> Iterator[Shard]:
    group: list[Source] = []
    for source in sources:
        if is_one_page(source):
            if len(group) == part_pages or (sum(s.size for s in group) + source.size > GROUP_BYTES and group):
                yield Shard(id="", sources=tuple(group))
                group = []
            group.append(source)
        elif is_lines(source):
            yield from (Shard(id="", sources=(piece,)) for piece in _cut(source, lines=part_pages))
        else:
            lanes = min(MOST_LANES, 1 + source.size // LANE_BYTES)
            yield from (Shard(id="", sources=(source,), lane=lane, lanes=lanes) for lane in range(lanes))
    if group:
        yield Shard(id="", sources=tuple(group))


def _cut(source: Source, *, lines: int) -> Iterator[Source]:
    """Cut a file between lines; never more than a piece of a line is held."""
    start, at, first, number = 0, 0, 1, 0
    with Path(source.path).open("rb") as file:
        while piece := file.readline(_READ_BYTES):
            at += len(piece)
            number += piece.endswith(b"\n")
            if piece.endswith(b"\n") and number == first - 1 + lines:
                yield replace(source, start=start, end=at, line=first)
                start, first = at, number + 1
    if at > start or not at:
        yield replace(source, start=start, end=at, line=first)


def keep_plan(folder: Path, plan: Plan) -> None:
    """Write a plan, wholly or not at all."""
    write_whole(folder / "plan.json", json.dumps(to_json(plan), indent=1).encode())


def kept_plan(folder: Path) -> Plan | None:
    """Return the plan of a run that was begun in this folder.

    Raises:
        BulkError: If it is none that this version knows.
    """
    path = folder / "plan.json"
    try:
        plan = from_json(Plan, json.loads(path.read_bytes()))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, DatelineError) as error:
        raise BulkError(f"{path} is no plan of a run: {error}; name another folder, or begin --fresh") from error
    return plan
