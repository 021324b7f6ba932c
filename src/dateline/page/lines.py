"""Lines of a stream, one at a time and none longer than the limit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from dateline.errors import TooLargePage
from dateline.page.limits import Limits

_SKIP_BYTES = 1024 * 1024


@dataclass(frozen=True, slots=True)
class TooLong:
    """Stands for a line over the limit, which was passed over without being held."""

    bytes: int

    def error(self, where: str) -> TooLargePage:
        """Return the error that says so."""
        return TooLargePage(f"is longer than {self.bytes:,} bytes, the most one line may have", page=where)


def numbered_lines(stream: BinaryIO, *, limits: Limits, first: int = 1) -> Iterator[tuple[int, bytes | TooLong]]:
    """Yield each line that is not blank with its number.

    Args:
        stream: Where the lines come from; never more than one line of it is held.
        limits: How long a line may be.
        first: The number of the first line.
    """
    number = first - 1
    while line := stream.readline(limits.line_bytes + 1):
        number += 1
        if len(line) > limits.line_bytes:
            _skip_line(stream, line)
            yield number, TooLong(limits.line_bytes)
        elif line.removeprefix(b"\xef\xbb\xbf").strip():
            yield number, line


def _skip_line(stream: BinaryIO, line: bytes) -> None:
    while line and not line.endswith(b"\n"):
        line = stream.readline(_SKIP_BYTES)
