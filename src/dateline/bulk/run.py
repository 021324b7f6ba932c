"""A run over many pages, from its inputs to its manifest: every step, in order, on one screen."""

from __future__ import annotations

import fcntl
import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from dateline.bulk.engines import Running, run_shards, start
from dateline.bulk.manifest import Manifest, make_manifest
from dateline.bulk.parts import mark_of
from dateline.bulk.plan import Plan, Shard, keep_plan, kept_plan, make_plan
from dateline.bulk.sources import sources_of
from dateline.bulk.tables import COLUMNS
from dateline.bulk.task import Task
from dateline.bulk.worker import Done
from dateline.errors import BulkError
from dateline.model.codec import to_json

ROUNDS = 3
"""So often is tried what a cluster left undone; a machine that dies takes the shards with it that it was reading."""


def run_bulk(
    inputs: Sequence[str],
    task: Task,
    *,
    running: Running,
    fresh: bool = False,
    tell: Callable[[Done], None] = lambda done: None,
) -> Manifest:
    """Read many pages into Parquet; what an earlier run into the same folder has done is not done again.

    Args:
        inputs: Files, folders, globs and object-store urls.
        task: Where the output goes, and how pages are read.
        running: Which engine, how many workers.
        fresh: Whether to do all of it again.
        tell: Is told of each shard that is done.

    Raises:
        BulkError: If the inputs are not those of the earlier run, nothing can be written, or counts do not add up.
    """
    # First of all: asking Daft for the files of an object store would choose an engine for it.
    start(running)
    with _alone(task.folder):
        if fresh:
            _clear(task.folder)
        plan = _plan(inputs, task)
        shutil.rmtree(task.folder / "unfinished", ignore_errors=True)
        missing = _missing(plan, task.folder)
        for _ in range(ROUNDS if missing else 0):
            for done in run_shards(missing, task, running):
                tell(done)
            before, missing = len(missing), _missing(plan, task.folder)
            if not missing or len(missing) == before:
                break
        if missing:
            raise BulkError(f"{len(missing)} of {len(plan.shards)} shards are not done; run the command again")
        shutil.rmtree(task.folder / "unfinished", ignore_errors=True)
        return make_manifest(plan, task.folder)


def _plan(inputs: Sequence[str], task: Task) -> Plan:
    """Return the plan of the earlier run if it is of these inputs, or make one."""
    reading = json.dumps(to_json(task.reading), sort_keys=True)
    made = make_plan(inputs, sources_of(inputs), part_pages=task.part_pages, reading=reading)
    kept = kept_plan(task.folder)
    if kept is None:
        keep_plan(task.folder, made)
        return made
    if kept != made:
        raise BulkError(
            f"{task.folder} holds a run over other inputs, in other parts, or by another version; "
            "name another folder, or begin --fresh"
        )
    return kept


def _missing(plan: Plan, folder: Path) -> list[Shard]:
    return [shard for shard in plan.shards if not is_done(shard, folder)]


def is_done(shard: Shard, folder: Path) -> bool:
    """Say whether a shard and all its parts are done, and their files still there."""
    mark = mark_of(folder, shard.id)
    return mark is not None and all(mark_of(folder, f"{shard.id}-{part:05d}") for part in mark["parts"])


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """See that no other run writes into the folder."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / ".lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise BulkError(f"another run is writing into {folder}") from error
            yield
    except OSError as error:
        raise BulkError(f"{folder} cannot be written: {error}") from error


def _clear(folder: Path) -> None:
    """Take away what an earlier run made, and nothing else that may lie there."""
    for name in (*COLUMNS, "marks", "unfinished"):
        shutil.rmtree(folder / name, ignore_errors=True)
    for name in ("plan.json", "manifest.json"):
        (folder / name).unlink(missing_ok=True)
