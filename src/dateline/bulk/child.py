"""The process that reads: it gets shards on its standard input, says where it is on its output, and may die at it.

Everything that can go wrong with a page goes wrong here, away from the engine, which only watches (see `worker`).
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import resource
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO

from dateline.bulk.files import write_whole
from dateline.bulk.parts import Part, mark_of
from dateline.bulk.plan import Shard
from dateline.bulk.reading import pages_of
from dateline.bulk.sources import Source, shown
from dateline.bulk.task import OPEN, READ, WRITE, Aside, Task, line
from dateline.errors import DatelineError, PageError, SetAside
from dateline.flow import ReadPage, read_pages
from dateline.model.codec import from_json
from dateline.model.page import Page
from dateline.record.reading import Reading

_FIRST = Page(id="-", content="Lena Orsk said on Monday that 12 envoys had met in Oslo.", read_as="article")
"""Reading it loads the model and all tables, so that no page pays for them with its time."""
ReadOne = Callable[[Page, Reading], ReadPage | PageError]


def read_one(page: Page, how: Reading) -> ReadPage | PageError:
    """Read one page; what goes wrong with it is its error."""
    (item,) = read_pages([page], how=how)
    return item


def serve(stdin: BinaryIO, stdout: BinaryIO, *, read: ReadOne = read_one) -> None:
    """Do one shard after another until there are no more.

    Args:
        stdin: First the task, then the shards, each with what is to be left out of it.
        stdout: Where it says where it is; nobody listening ends it.
        read: What reads a page.
    """

    def say(value: object) -> None:
        stdout.write(line(value))
        stdout.flush()

    gc.freeze()
    gc.set_threshold(50_000, 20, 50)
    task = from_json(Task, json.loads(stdin.readline()))
    resource.setrlimit(resource.RLIMIT_DATA, (task.memory, task.memory))
    read_one(_FIRST, task.reading)
    for given in stdin:
        shard, aside = json.loads(given)
        asides = tuple(from_json(Aside, one) for one in aside)
        try:
            said = _Doing(task=task, shard=from_json(Shard, shard), aside=asides, read=read, say=say).all_parts()
        except (OSError, DatelineError) as error:
            # Not of a page: the disk is full, or the output cannot be written.
            say({"failed": f"{type(error).__name__}: {error}"})
            continue
        used = resource.getrusage(resource.RUSAGE_SELF)
        say({"done": said, "cpu": used.ru_utime + used.ru_stime, "peak": used.ru_maxrss * 1024})


@dataclass(slots=True, kw_only=True)
class _Doing:
    """One shard on its way."""

    task: Task
    shard: Shard
    aside: Sequence[Aside]
    read: ReadOne
    say: Callable[[object], None]
    _part: Part | None = None
    _seen: int = 0
    _done: dict[int, bool] = field(default_factory=dict)

    def all_parts(self) -> dict[str, int]:
        """Read what is not done yet, part by part; return what the shard amounts to."""
        for number, source in enumerate(self.shard.sources):
            for n, item in enumerate(self._items(number, source)):
                self._take(item, number, n)
        self._finish()
        parts = -(-self._seen // self.task.part_pages)
        mark = {"seen": self._seen, "parts": [n for n in range(parts) if n % self.shard.lanes == self.shard.lane]}
        write_whole(self.task.folder / "marks" / f"{self.shard.id}.json", json.dumps(mark).encode())
        return {"seen": self._seen}

    def _items(self, number: int, source: Source) -> Iterator[Page | PageError]:
        """Yield a source's pages, up to where opening one ended the process."""
        items, n = pages_of(source, limits=self.task.limits), 0
        while True:
            aside = self._aside(number, n, OPEN)
            if aside is not None:
                yield SetAside(f"was set aside from page {n + 1} on: {aside.reason}", page=shown(source))
                return
            self.say([number, n, OPEN])
            item = next(items, None)
            if item is None:
                return
            yield item
            n += 1

    def _take(self, item: Page | PageError, number: int, n: int) -> None:
        part = self._seen // self.task.part_pages
        self._seen += 1
        if part % self.shard.lanes != self.shard.lane or self._is_done(part):
            return
        name = f"{self.shard.id}-{part:05d}"
        if self._part is None or self._part.name != name:
            self._finish()
            self._part = Part(self.task.folder, name)
        self._part.add(item if isinstance(item, PageError) else self._read(item, number, n))

    def _read(self, page: Page, number: int, n: int) -> ReadPage | PageError:
        aside = self._aside(number, n, READ)
        if aside is not None:
            return SetAside(f"was set aside: {aside.reason}", page=page.id)
        self.say([number, n, READ])
        return self.read(page, self.task.reading)

    def _aside(self, source: int, page: int, step: str) -> Aside | None:
        here = (source, page, step)
        return next((one for one in self.aside if (one.source, one.page, one.step) == here), None)

    def _is_done(self, part: int) -> bool:
        if part not in self._done:
            self._done[part] = mark_of(self.task.folder, f"{self.shard.id}-{part:05d}") is not None
        return self._done[part]

    def _finish(self) -> None:
        if self._part is not None:
            part, self._part = self._part, None
            self.say([0, 0, WRITE])
            part.finish()
            self.say({"part": part.name, "counts": part.counts})


def main() -> None:
    """Serve on the standard streams; what libraries print must not come between the messages."""
    said = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    # Who started this went away: there is nobody to work for.
    with contextlib.suppress(BrokenPipeError, KeyboardInterrupt):
        serve(sys.stdin.buffer, said)
        return
    os._exit(1)


if __name__ == "__main__":
    main()
