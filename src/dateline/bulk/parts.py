"""A part of a run: its rows gathered, written as Parquet beside their place, put there at once, marked as done."""

from __future__ import annotations

import json
import os
import shutil
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dateline.bulk.files import digest_of, write_whole
from dateline.bulk.tables import Row, day_of, rows_of, schema_of
from dateline.errors import PageError
from dateline.flow import ReadPage

HELD_CHARACTERS = 32 * 2**20
"""So many characters of pages are held before they are written, so that huge pages do not fill the memory."""


@dataclass(slots=True)
class Part:
    """The pages of one part, on their way to the output.

    Args:
        folder: The output of the run.
        name: Of the shard and the part: "s00012-00003".
    """

    folder: Path
    name: str
    counts: Counter[str] = field(default_factory=Counter)
    _rows: dict[tuple[str, str], list[Row]] = field(default_factory=lambda: defaultdict(list))
    _files: dict[str, str] = field(default_factory=dict)
    _held: int = 0
    _written: int = 0

    def add(self, item: ReadPage | PageError) -> None:
        """Take a page that was read, or could not be."""
        at, day = {"at": self.counts["pages"]}, day_of(item)
        self.counts["pages"] += 1
        self.counts[outcome(item)] += 1
        for name, row in rows_of(item):
            self.counts[f"rows of {name}"] += 1
            self._rows[name, day].append(at | row)
        self._held += 0 if isinstance(item, PageError) else len(item.page.content)
        if self._held >= HELD_CHARACTERS:
            self._write()

    def finish(self) -> None:
        """Put the part's files to their places, then mark it as done: a mark is never too early."""
        self._write()
        for path in sorted(self._files):
            target = self.folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            (self._unfinished() / path).replace(target)
        shutil.rmtree(self._unfinished(), ignore_errors=True)
        mark = {"counts": dict(sorted(self.counts.items())), "files": dict(sorted(self._files.items()))}
        write_whole(self.folder / "marks" / f"{self.name}.json", json.dumps(mark, indent=1).encode())

    def _unfinished(self) -> Path:
        return self.folder / "unfinished" / f"{self.name}-{os.getpid()}"

    def _write(self) -> None:
        import pyarrow as pa  # noqa: PLC0415 - of an extra
        import pyarrow.parquet as pq  # noqa: PLC0415

        more = f"-{self._written}" if self._written else ""
        for (name, day), rows in sorted(self._rows.items()):
            path = f"{name}/day={day}/{self.name}{more}.parquet"
            target = self._unfinished() / path
            target.parent.mkdir(parents=True, exist_ok=True)
            pq.write_table(pa.Table.from_pylist(rows, schema=schema_of(name)), target, compression="zstd")
            self._files[path] = digest_of(target)
        self._rows.clear()
        self._held = 0
        self._written += 1


def outcome(item: ReadPage | PageError) -> str:
    """Say what came of a page: an error, articles, or none."""
    if isinstance(item, PageError):
        return "errors"
    return "with articles" if item.records else "without"


def mark_of(folder: Path, name: str) -> dict[str, Any] | None:
    """Return the mark of a part or shard that is done, or None; a part whose files are gone is not."""
    try:
        mark: dict[str, Any] = json.loads((folder / "marks" / f"{name}.json").read_bytes())
    except FileNotFoundError:
        return None
    return mark if all((folder / path).exists() for path in mark.get("files", ())) else None
