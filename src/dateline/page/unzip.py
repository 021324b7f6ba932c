"""A zip file → Pages of every entry: nothing is written to disk, and nothing unpacks without being counted."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from dateline.errors import PageError, TooLargePage, UnreadablePage
from dateline.model.page import Page
from dateline.model.span import clean
from dateline.page.limits import Limits
from dateline.page.streams import Pulled, read_bounded

ReadStream = Callable[[BinaryIO, str], Iterator[Page | PageError]]
ReadEntry = Callable[[BinaryIO, str, ReadStream], Iterator[Page | PageError]]
"""Reads one entry, given its bytes, its name, and what to do with a zip file if it is one."""

# Only these two unpack a little at a time; one small read of the others may unpack to gigabytes at once.
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 0x1
_FREE_BYTES = 1024 * 1024
_LISTED_BYTES = 160
# What the list and the bytes of a broken file are known to raise.
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,
    RuntimeError,
    OverflowError,
)


@dataclass(slots=True)
class _Left:
    """What may still be unpacked, zip files within the zip file included."""

    bytes: int
    entries: int


def pages_of_zip(stream: BinaryIO, *, name: str, limits: Limits, read_entry: ReadEntry) -> Iterator[Page | PageError]:
    """Yield the pages of every entry in the order of the archive's list; hidden ones are left out.

    Args:
        stream: The archive, seekable.
        name: What to call it: an entry's name is this, a slash and its own.
        limits: How much it may unpack to, in all and each.
        read_entry: Reads one entry.
    """
    left = _Left(bytes=limits.archive_bytes, entries=limits.archive_entries)

    def read_inner(inner: BinaryIO, where: str) -> Iterator[Page | PageError]:
        held = io.BytesIO(read_bounded(inner, id=where, limits=limits))
        yield from _pages(held, name=where, limits=limits, read=lambda s, w: read_entry(s, w, _too_deep), left=left)

    yield from _pages(stream, name=name, limits=limits, read=lambda s, w: read_entry(s, w, read_inner), left=left)


def _too_deep(stream: BinaryIO, where: str) -> Iterator[Page | PageError]:
    yield UnreadablePage("is a zip file in a zip file in a zip file; one in another is the most", page=where)


def _pages(stream: BinaryIO, *, name: str, limits: Limits, read: ReadStream, left: _Left) -> Iterator[Page | PageError]:
    try:
        archive = zipfile.ZipFile(_Bounded(stream, limits.archive_entries * _LISTED_BYTES, name=name))
        entries = _entries(archive, left, name=name)
    except PageError as error:
        yield error
        return
    except _BROKEN as error:
        yield UnreadablePage(f"is no zip file that can be read: {error}", page=name)
        return
    with archive:
        for entry in entries:
            where = f"{name}/{clean(entry.filename)[0]}"
            try:
                unpacked = _open(archive, entry, where=where, limits=limits, left=left)
                yield from read(unpacked, where)
            except PageError as error:
                yield error
            if left.bytes < 0:
                return


def _entries(archive: zipfile.ZipFile, left: _Left, *, name: str) -> list[zipfile.ZipInfo]:
    """Return the entries that may be pages.

    Raises:
        PageError: If there are too many, or the archive is a document in disguise.
    """
    listed = archive.infolist()
    left.entries -= len(listed)
    if left.entries < 0:
        raise TooLargePage(f"lists {len(listed):,} entries, more than are read of one zip file", page=name)
    if any(entry.filename in ("[Content_Types].xml", "mimetype") for entry in listed[:1] + listed[-1:]):
        raise UnreadablePage("is an office document or book, which cannot be read", page=name)
    return [entry for entry in listed if not _is_hidden(entry.filename)]


def _is_hidden(name: str) -> bool:
    parts = name.split("/")
    # A folder's name ends in a slash; a broken list may hold names of nothing.
    return (
        not parts[-1]
        or parts[0] == "__MACOSX"
        or any(part.startswith(".") and part not in (".", "..") for part in parts)
    )


def _open(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, *, where: str, limits: Limits, left: _Left) -> BinaryIO:
    """Open an entry as a stream that counts what it unpacks and gives up past the bounds."""
    if entry.flag_bits & _ENCRYPTED:
        raise UnreadablePage("is encrypted; unpack it with its password first", page=where)
    if entry.compress_type not in _METHODS:
        raise UnreadablePage(f"is packed by method {entry.compress_type}; stored and deflated are read", page=where)
    try:
        packed = archive.open(entry)
    except _BROKEN as error:
        raise UnreadablePage(f"cannot be unpacked: {error}", page=where) from error
    most = max(_FREE_BYTES, limits.archive_ratio * entry.compress_size)
    size = 0

    def pull(count: int) -> bytes:
        nonlocal size
        try:
            data = packed.read(count)
        except _BROKEN as error:
            raise UnreadablePage(f"cannot be unpacked: {error}", page=where) from error
        size += len(data)
        left.bytes -= len(data)
        if left.bytes < 0:
            raise TooLargePage(f"would unpack the archive to more than {limits.archive_bytes:,} bytes", page=where)
        if size > most:
            raise TooLargePage(f"unpacks to more than {limits.archive_ratio} times its packed size", page=where)
        return data

    return io.BufferedReader(Pulled(pull))


class _Bounded(io.RawIOBase):
    """A seekable stream of which no single read may be large: the list of a zip file is read in one."""

    def __init__(self, stream: BinaryIO, most: int, *, name: str) -> None:
        super().__init__()
        self._stream = stream
        self._most = max(most, 1024 * 1024)
        self._name = name

    def read(self, size: int = -1, /) -> bytes:
        """Read some bytes.

        Raises:
            TooLargePage: If that many are asked for that the list of entries must be beyond the bound.
        """
        if size > self._most:
            raise TooLargePage("lists more entries than are read of one zip file", page=self._name)
        return self._stream.read(self._most if size < 0 else size)

    def seek(self, offset: int, whence: int = 0, /) -> int:
        """Go somewhere (io)."""
        return self._stream.seek(offset, whence)

    def tell(self) -> int:
        """Say where it is (io)."""
        return self._stream.tell()

    def seekable(self) -> bool:
        """Say that it can seek (io)."""
        return True

    def readable(self) -> bool:
        """Say that it can be read (io)."""
        return True
