"""A worker as the engine sees it: a process that is started anew when a page ends or stops it, and the page left out.

A page is given a second chance: the system may have killed the process for what others did. What ends or stops it
twice is set aside, with the reason.
"""

from __future__ import annotations

import json
import os
import selectors
import signal
import subprocess  # nosec B404 # see below
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from dateline.bulk.plan import Shard
from dateline.bulk.task import WRITE, Aside, Place, Task, line
from dateline.errors import BulkError
from dateline.model.codec import to_json

CHILD = (sys.executable, "-m", "dateline.bulk.child")
CHANCES = 2
_TAIL = 2000
_START_SECONDS = 120.0
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "RAYON_NUM_THREADS")


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What became of a shard: its pages, and the processor seconds and memory of the process that finished it."""

    shard: str
    counts: dict[str, int]
    cpu: float
    peak: int
    restarts: int


class _Gone(Exception):
    """The process ended, or was stopped."""


@dataclass(slots=True)
class Worker:
    """A process that reads shard after shard; the model is loaded once in its life.

    Args:
        task: What is the same for all shards.
        command: What is run; tests run one that can be made to die.
    """

    task: Task
    command: Sequence[str] = CHILD
    _process: subprocess.Popen[bytes] | None = None
    _stderr: Any = None
    _rest: bytes = b""
    _cpu: float = 0.0
    _stopped: bool = False
    _selector: selectors.BaseSelector = field(default_factory=selectors.DefaultSelector)

    def do(self, shard: Shard) -> Done:
        """Read a shard, whatever its pages do to the process.

        Raises:
            BulkError: If the process dies of something else than a page.
        """
        deaths: Counter[Place | None] = Counter()
        asides: list[Aside] = []
        counts: Counter[str] = Counter()
        while True:
            at: Place | None = None
            try:
                for said in self._run(shard, asides):
                    if isinstance(said, list):
                        at = (said[0], said[1], said[2])
                    elif "part" in said:
                        counts.update(said["counts"])
                    elif "failed" in said:
                        raise BulkError(f"shard {shard.id} cannot be written: {said['failed']}")
                    else:
                        return self._done(shard, counts, said, restarts=sum(deaths.values()))
            except _Gone as gone:
                deaths[at] += 1
                complaint = self._complaint()
                self.close()
                if self._stopped:
                    raise BulkError("the run was stopped") from gone
                if deaths[at] < CHANCES:
                    continue
                if at is None or at[2] == WRITE:
                    raise BulkError(
                        f"no page is at fault, yet shard {shard.id} cannot be done: {gone}{complaint}"
                    ) from gone
                asides.append(Aside(source=at[0], page=at[1], step=at[2], reason=str(gone)))

    def stop(self) -> None:
        """End the process from another thread than the one that watches it, which is told so."""
        self._stopped = True
        process = self._process
        if process is not None:
            process.kill()

    def close(self) -> None:
        """End the process."""
        if self._process is None:
            return
        process, self._process = self._process, None
        process.kill()
        process.wait()
        self._selector.close()
        for stream in (process.stdin, process.stdout, self._stderr):
            # A message that nobody read any more is no matter.
            if stream is not None:
                _close_quietly(stream)

    def _run(self, shard: Shard, asides: Sequence[Aside]) -> Iterator[Any]:
        """Give the process a shard; yield what it says until it is done."""
        self._start()
        assert self._process is not None
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(line([to_json(shard), to_json(asides)]))
            self._process.stdin.flush()
        except BrokenPipeError:
            raise _Gone(self._how_it_ended()) from None
        seconds = _START_SECONDS + self.task.page_seconds
        while True:
            yield self._next(seconds)
            seconds = self.task.page_seconds

    def _next(self, seconds: float) -> Any:
        assert self._process is not None
        assert self._process.stdout is not None
        while b"\n" not in self._rest:
            if not self._selector.select(seconds):
                raise _Gone(f"it took longer than {seconds:.0f} s and was stopped")
            data = os.read(self._process.stdout.fileno(), 1 << 16)
            if not data:
                raise _Gone(self._how_it_ended())
            self._rest += data
        first, _, self._rest = self._rest.partition(b"\n")
        return json.loads(first)

    def _start(self) -> None:
        if self._process is not None:
            return
        self._stderr = tempfile.TemporaryFile()  # noqa: SIM115 - it lives as long as the process
        threads = {name: str(self.task.reading.threads) for name in _THREADS}
        # A group of its own: an interrupt is for the command, which then ends its workers.
        self._process = subprocess.Popen(  # nosec B603 # this program itself, no shell
            self.command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._stderr,
            env={**os.environ, **threads},
            start_new_session=True,
        )
        self._rest, self._cpu = b"", 0.0
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._selector = selectors.DefaultSelector()
        self._selector.register(self._process.stdout, selectors.EVENT_READ)
        self._process.stdin.write(line(to_json(self.task)))

    def _done(self, shard: Shard, counts: Counter[str], said: dict[str, Any], *, restarts: int) -> Done:
        cpu, self._cpu = said["cpu"] - self._cpu, said["cpu"]
        return Done(shard=shard.id, counts=dict(counts), cpu=round(cpu, 2), peak=said["peak"], restarts=restarts)

    def _how_it_ended(self) -> str:
        assert self._process is not None
        code = self._process.wait()
        if code >= 0:
            return f"it ended the process that read it (exit status {code})"
        return f"it ended the process that read it ({signal.Signals(-code).name})"

    def _complaint(self) -> str:
        """Return the end of what the process wrote to its standard error."""
        if self._stderr is None:
            return ""
        self._stderr.seek(0)
        said: bytes = self._stderr.read()
        return "\n" + said[-_TAIL:].decode("utf8", "replace").strip() if said.strip() else ""


def _close_quietly(stream: Any) -> None:
    try:
        stream.close()
    except BrokenPipeError:
        return
