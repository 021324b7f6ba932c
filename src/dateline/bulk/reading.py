"""The pages of a source: of a file here or in an object store, in every format `read` knows, and of Parquet."""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any, BinaryIO

from dateline.bulk.sources import Source, is_lines, shown
from dateline.errors import PageError, UnreadablePage
from dateline.model.page import Page
from dateline.page.jsonl import pages_of_json, pages_of_lines
from dateline.page.limits import Limits
from dateline.page.opening import pages_of_stream
from dateline.page.streams import Pulled

_ROWS = 64


def pages_of(source: Source, *, limits: Limits) -> Iterator[Page | PageError]:
    """Yield the pages of a source; what is wrong with the whole of it is its one error.

    Args:
        source: The file, or the lines of it that are meant.
        limits: How large a page may be.
    """
    name = shown(source)
    try:
        with _opened(source) as stream:
            yield from _pages(source, stream, name=name, limits=limits)
    except PageError as error:
        yield error
    except OSError as error:
        yield UnreadablePage(f"cannot be read: {error.strerror or error}", page=name)


def _pages(source: Source, stream: BinaryIO, *, name: str, limits: Limits) -> Iterator[Page | PageError]:
    lower = name.lower()
    if lower.endswith((".parquet", ".pq")):
        yield from _pages_of_rows(stream, name=name, limits=limits)
    elif is_lines(source):
        stream.seek(source.start)
        length = source.size if source.end is None else source.end - source.start
        yield from pages_of_lines(_first(stream, length), name=name, limits=limits, first=source.line)
    elif lower.endswith(".gz") and not lower.endswith(".warc.gz"):
        with gzip.GzipFile(fileobj=stream) as unpacked:
            yield from pages_of_stream(io.BufferedReader(unpacked), name=name[: -len(".gz")], limits=limits)
    else:
        yield from pages_of_stream(stream, name=name, limits=limits)


@contextmanager
def _opened(source: Source) -> Iterator[BinaryIO]:
    """Open a file of this machine, or one of an object store by Daft, which reads it piece by piece."""
    if "://" not in source.path:
        with Path(source.path).open("rb") as file:
            yield file
        return
    from dateline.bulk.engines import daft  # noqa: PLC0415 - half a second, and most runs are over files

    with daft().File(source.path).open() as remote:
        yield io.BufferedReader(_Remote(remote), buffer_size=1 << 20)


class _Remote(Pulled):
    """A file of an object store as Python's readers want one: Parquet and zip are read from their ends."""

    def __init__(self, remote: Any) -> None:
        super().__init__(remote.read)
        self._remote = remote

    def seekable(self) -> bool:
        """Say that it can be sought in (io)."""
        return True

    def seek(self, offset: int, whence: int = 0, /) -> int:
        """Go to a byte (io)."""
        return int(self._remote.seek(offset, whence))

    def tell(self) -> int:
        """Say which byte comes next (io)."""
        return int(self._remote.tell())


def _first(stream: BinaryIO, length: int) -> BinaryIO:
    """Return the next bytes of a stream, so many, as a stream."""
    left = length

    def pull(size: int) -> bytes:
        nonlocal left
        data = stream.read(min(size, left))
        left -= len(data)
        return data

    return io.BufferedReader(Pulled(pull), buffer_size=1 << 20)


def _pages_of_rows(stream: BinaryIO, *, name: str, limits: Limits) -> Iterator[Page | PageError]:
    """Yield a page for each row of a Parquet file, whose columns are named as the fields of a line are."""
    import pyarrow as pa  # noqa: PLC0415 - of an extra
    import pyarrow.parquet as pq  # noqa: PLC0415

    number = 0
    try:
        for batch in pq.ParquetFile(stream).iter_batches(batch_size=_ROWS):
            for row in batch.to_pylist():
                number += 1
                yield from _pages_of_row(row, where=f"{name} row {number}", limits=limits)
    except (pa.ArrowException, OSError) as error:
        yield UnreadablePage(f"breaks off after row {number}: {error}", page=name)


def _pages_of_row(row: dict[str, Any], *, where: str, limits: Limits) -> Iterator[Page | PageError]:
    told = {key: value for key, value in row.items() if value is not None}
    # Data sets of texts seldom name their rows; the place of the row is a name that stays.
    named = told if told.get("id") or not {"text", "html"} & told.keys() else {**told, "id": where}
    try:
        yield from pages_of_json(
            json.dumps(named, default=_said).encode("utf8", "surrogatepass"), name=where, limits=limits
        )
    except PageError as error:
        yield error


def _said(value: object) -> object:
    """Say in JSON what Parquet has types for."""
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return value.decode("utf8", "replace") if isinstance(value, bytes) else str(value)
