"""A gzip file of many members, read from any of them on: each record of a web archive is a member of its own."""

from __future__ import annotations

import zlib
from collections import deque
from typing import BinaryIO

_READ_BYTES = 64 * 1024
_GZIP = 31


class Members:
    """The plain bytes of a gzip file, with where its members begin.

    Args:
        stream: The file, standing at the beginning of a member.
        offset: Where that is in the file.
    """

    def __init__(self, stream: BinaryIO, *, offset: int = 0) -> None:
        self._stream = stream
        self._inflater = zlib.decompressobj(_GZIP)
        self._packed = b""
        self._at = offset
        self._begun = False
        self._plain = 0
        self._starts = deque([(0, offset)])

    def read1(self, size: int) -> bytes:
        """Return some plain bytes of one member, none at the end; what comes before a broken member is not lost.

        Raises:
            EOFError: If the file ends within a member.
            zlib.error: If a member is broken.
        """
        while True:
            if not self._packed:
                self._packed = self._stream.read(_READ_BYTES)
                if not self._packed:
                    if self._begun:
                        raise EOFError("Compressed file ended before the end-of-stream marker was reached")
                    return b""
            if not self._begun and not self._next_member():
                continue
            data = self._inflater.decompress(self._packed, size)
            ended = self._inflater.eof
            rest = self._inflater.unused_data if ended else self._inflater.unconsumed_tail
            self._at += len(self._packed) - len(rest)
            self._packed = rest
            self._plain += len(data)
            if ended:
                self._inflater, self._begun = zlib.decompressobj(_GZIP), False
            if data:
                return data

    def _next_member(self) -> bool:
        """Pass over zeros that stand between members, as gzip does; say whether a member begins."""
        rest = self._packed.lstrip(b"\0") if self._plain or self._at else self._packed
        self._at += len(self._packed) - len(rest)
        self._packed = rest
        if not rest:
            return False
        self._begun = True
        if self._starts[-1][0] != self._plain:
            self._starts.append((self._plain, self._at))
        return True

    def start_before(self, plain: int) -> tuple[int, int]:
        """Return the last member that begins at or before a plain offset: its plain offset, and that in the file.

        Earlier members are forgotten: ask for places in their order.
        """
        while len(self._starts) > 1 and self._starts[1][0] <= plain:
            self._starts.popleft()
        return self._starts[0]
