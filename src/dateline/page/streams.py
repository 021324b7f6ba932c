"""Streams of bytes: read to a bound, and looked into without losing what was seen."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import TYPE_CHECKING, BinaryIO

from dateline.page.from_bytes import check_size
from dateline.page.limits import Limits

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_READ_BYTES = 1024 * 1024


def read_bounded(stream: BinaryIO, *, id: str, limits: Limits) -> bytes:
    """Read a stream to its end, but never much past the limit.

    Raises:
        TooLargePage: If it goes on past the limit.
    """
    parts, size = [], 0
    while part := stream.read(_READ_BYTES):
        parts.append(part)
        size += len(part)
        check_size(size, id=id, limits=limits)
    return b"".join(parts)


class Pulled(io.RawIOBase):
    """A stream that gets its bytes by calling a function.

    Args:
        pull: Given a number, returns that many bytes or fewer, and none at the end.
    """

    def __init__(self, pull: Callable[[int], bytes]) -> None:
        super().__init__()
        self._pull = pull

    def readable(self) -> bool:
        """Say that it can be read (io)."""
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        """Fill a buffer (io)."""
        view = memoryview(buffer).cast("B")
        data = self._pull(len(view))
        view[: len(data)] = data
        return len(data)


def peek(stream: BinaryIO, size: int) -> tuple[bytes, BinaryIO]:
    """Return the first bytes of a stream, and a stream that still begins with them."""
    start = stream.tell() if stream.seekable() else None
    head = b""
    while len(head) < size and (part := stream.read(size - len(head))):
        head += part
    if start is not None:
        stream.seek(start)
        return head, stream
    left = head

    def pull(count: int) -> bytes:
        nonlocal left
        if not left:
            return stream.read(count)
        part, left = left[:count], left[count:]
        return part

    return head, io.BufferedReader(Pulled(pull))
