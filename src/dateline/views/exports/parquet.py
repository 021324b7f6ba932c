"""Parquet: the columns of CSV with their types, a row group a batch, so that no more than a batch is in memory."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING

from dateline.errors import BadInput
from dateline.views.exports.about import About, Row
from dateline.views.exports.columns import Column, columns_of

if TYPE_CHECKING:
    import pyarrow


@cache
def can_write() -> bool:
    """Say whether the library for it is installed; every page asks, and looking for it takes the lock of imports."""
    return find_spec("pyarrow") is not None


def write_parquet(batches: Iterable[Sequence[Row]], about: About) -> Iterator[bytes]:
    """Yield a Parquet file piece by piece.

    Raises:
        BadInput: If pyarrow is not installed.
    """
    if not can_write():
        raise BadInput("Parquet needs pyarrow: pip install 'dateline[parquet]'")
    import pyarrow as pa  # noqa: PLC0415 (a quarter of a second, and not everybody has it)
    import pyarrow.parquet as pq  # noqa: PLC0415

    columns = columns_of(about.kind, text=about.text is not False)
    schema = pa.schema([pa.field(c.name, _type(c, pa)) for c in columns])
    sink = _Sink()
    with pq.ParquetWriter(pa.PythonFile(sink, mode="w"), schema) as writer:
        for batch in batches:
            arrays = [pa.array([c.of(row) for row in batch], _type(c, pa)) for c in columns]
            writer.write_table(pa.Table.from_arrays(arrays, schema=schema))
            yield sink.take()
    yield sink.take()


def _type(column: Column, pa: pyarrow) -> pyarrow.DataType:
    types = {"whole": pa.int64(), "number": pa.float64(), "bool": pa.bool_(), "list": pa.list_(pa.string())}
    return types.get(column.type, pa.string())


class _Sink(io.RawIOBase):
    """A file that is written to at one end and taken from at the other."""

    def __init__(self) -> None:
        self._held = bytearray()
        self._taken = 0

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        piece = memoryview(data).tobytes()  # type: ignore[arg-type]
        self._held += piece
        return len(piece)

    def tell(self) -> int:
        return self._taken + len(self._held)

    def take(self) -> bytes:
        """Return what was written since the last time."""
        piece = bytes(self._held)
        self._taken += len(piece)
        self._held.clear()
        return piece
