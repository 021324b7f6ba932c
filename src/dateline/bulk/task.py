"""What every worker of a run is told, once, and what it says while it works."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dateline.page.limits import Limits
from dateline.record.reading import Reading

Place = tuple[int, int, str]
"""Where a worker is: the number of the source in its shard, of the page in the source, and the step."""
OPEN, READ, WRITE = "open", "read", "write"


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What is the same for all shards of a run.

    Args:
        out: The folder where the output goes; every machine sees it under this path.
        part_pages: How many pages a part has.
        limits: How large a page may be.
        reading: How articles are read.
        page_seconds: A page that takes longer by the clock is stopped from outside; that it takes too much time of
            the processor is seen within, much earlier (see `flow`).
        memory: The most memory a worker may take, in bytes.
    """

    out: str
    part_pages: int
    limits: Limits = field(default_factory=Limits)
    reading: Reading = field(default_factory=Reading)
    page_seconds: float = 300.0
    memory: int = 4 * 2**30

    @property
    def folder(self) -> Path:
        """The folder of the output."""
        return Path(self.out)


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """A place where workers ended or stopped, and how."""

    source: int
    page: int
    step: str
    reason: str


def line(value: Any) -> bytes:
    """Return a message between a worker and who watches it."""
    return json.dumps(value, separators=(",", ":")).encode() + b"\n"
