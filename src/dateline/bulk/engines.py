"""Who runs the workers: Daft, in the threads of this machine, or on a Ray cluster. Both run one and the same plan.

The function that Daft calls only watches a process of its own (see `worker`), so that neither the model nor a page
that crashes ever shares a process with the engine.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from types import ModuleType
from typing import Any, Literal

from dateline.bulk.plan import Shard
from dateline.bulk.task import Task
from dateline.bulk.worker import CHILD, Done, Worker
from dateline.errors import BulkError, MissingLibrary
from dateline.model.codec import from_json, to_json

Engine = Literal["native", "ray"]
_UNTOLD = {"DAFT_ANALYTICS_ENABLED": "0", "DO_NOT_TRACK": "1", "RAY_USAGE_STATS_ENABLED": "0", "DAFT_PROGRESS_BAR": "0"}
"""Neither Daft nor Ray may tell others that there is a run; Daft asks for these as soon as it is imported."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """How a run is run.

    Args:
        engine: "native" is this machine, "ray" a cluster.
        address: Of the cluster; none starts one on this machine.
        workers: How many processes read on each machine; none is one a processor.
        command: What a worker runs.
    """

    engine: Engine = "native"
    address: str | None = None
    workers: int | None = None
    command: tuple[str, ...] = CHILD


@dataclass(slots=True)
class Crew:
    """The workers of one machine: as many as it may have, each started when it is first needed."""

    task: Task
    command: Sequence[str]
    most: int
    _idle: list[Worker] = field(default_factory=list)
    _busy: list[Worker] = field(default_factory=list)
    _changed: threading.Condition = field(default_factory=threading.Condition)
    _stopped: bool = False

    def do(self, shard: Shard) -> Done:
        """Let whoever is free read a shard.

        Raises:
            BulkError: If it cannot be done, or the run is stopped.
        """
        with self._changed:
            self._changed.wait_for(lambda: len(self._busy) < self.most)
            if self._stopped:
                raise BulkError("the run was stopped")
            worker = self._idle.pop() if self._idle else Worker(self.task, self.command)
            self._busy.append(worker)
        try:
            return worker.do(shard)
        finally:
            with self._changed:
                self._busy.remove(worker)
                self._idle.append(worker)
                self._changed.notify_all()

    def stop(self) -> None:
        """End all workers, those at work, too, and wait until none of the engine's threads is with them any more.

        An interpreter that ends while such a thread comes back to it is aborted.
        """
        with self._changed:
            self._stopped = True
            for worker in self._busy:
                worker.stop()
            self._changed.wait_for(lambda: not self._busy)
            while self._idle:
                self._idle.pop().close()
            self._stopped = False


@cache
def crew(task: Task, command: tuple[str, ...], workers: int | None) -> Crew:
    """Return the crew of this process; on a cluster each machine has one, which ends with the process that holds it."""
    return Crew(task, command, workers or os.cpu_count() or 1)


def daft() -> ModuleType:
    """Return Daft.

    Raises:
        MissingLibrary: If it is not installed.
    """
    os.environ.update(_UNTOLD)
    try:
        import daft as found  # noqa: PLC0415 - of an extra, and half a second
    except ImportError as error:
        raise MissingLibrary("bulk needs Daft: pip install 'dateline[bulk]'") from error
    return found


def run_shards(shards: Sequence[Shard], task: Task, running: Running) -> Iterator[Done]:
    """Run shards; yield each as it is done, in whatever order.

    Raises:
        BulkError: If one cannot be done.
    """
    if not shards:
        return
    engine = start(running)
    command, workers = running.command, running.workers

    @engine.func(return_dtype=engine.DataType.string())  # type: ignore[untyped-decorator]
    def do(given: str) -> str:
        shard = from_json(Shard, json.loads(given))
        try:
            return json.dumps(to_json(crew(task, command, workers).do(shard)))
        except BulkError as error:
            return json.dumps({"error": error.message})

    frame = engine.from_pydict({"shard": [json.dumps(to_json(shard)) for shard in shards]})
    try:
        for row in frame.into_batches(1).select(do(frame["shard"]).alias("done")).iter_rows():
            yield _done(json.loads(row["done"]))
    finally:
        crew(task, command, workers).stop()


def _done(said: dict[str, Any]) -> Done:
    if "error" in said:
        raise BulkError(said["error"])
    return from_json(Done, said)


def start(running: Running) -> Any:
    """Return Daft on the engine that is asked for; a process has one engine for all its life.

    Raises:
        MissingLibrary: If Daft or Ray is not installed.
    """
    engine = daft()
    if running.engine == "native":
        with contextlib.suppress(engine.exceptions.DaftCoreException):  # it runs already
            engine.set_runner_native(running.workers)
        return engine
    try:
        import ray  # noqa: PLC0415 - of an extra, and a second
    except ImportError as error:
        raise MissingLibrary("--engine ray needs Ray: pip install 'dateline[bulk]'") from error
    logging.getLogger("ray").setLevel(logging.ERROR)
    if not ray.is_initialized():
        local: dict[str, Any] = {"num_cpus": running.workers, "include_dashboard": False} if not running.address else {}
        local["runtime_env"] = {"env_vars": _UNTOLD}
        ray.init(address=running.address, log_to_driver=False, logging_level=logging.ERROR, **local)
    engine.set_runner_ray(noop_if_initialized=True)
    return engine
