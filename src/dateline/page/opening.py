"""A stream of bytes → Pages, whatever format it is in: the one place that knows all readers."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import partial
from pathlib import PurePath
from typing import BinaryIO, Protocol

from dateline.errors import PageError, UnreadablePage
from dateline.model.page import Page
from dateline.page.formats import HEAD_BYTES, Format, format_of_bytes, format_of_name, packed_format
from dateline.page.from_bytes import page_from_bytes
from dateline.page.gkg import pages_of_gkg
from dateline.page.jsonl import pages_of_json, pages_of_lines
from dateline.page.kinds import SUFFIXES, SUPPORTED
from dateline.page.limits import Limits
from dateline.page.mail import page_of_mail
from dateline.page.mailbox import pages_of_mailbox
from dateline.page.pdf import page_of_pdf
from dateline.page.streams import peek, read_bounded
from dateline.page.unzip import ReadStream, pages_of_zip
from dateline.page.warc import pages_of_warc


class _ReadStreamed(Protocol):
    def __call__(self, stream: BinaryIO, *, name: str, limits: Limits) -> Iterator[Page | PageError]: ...


_STREAMED: dict[Format, _ReadStreamed] = {
    "lines": pages_of_lines,
    "mailbox": pages_of_mailbox,
    "gkg": pages_of_gkg,
    "warc": pages_of_warc,
}


def pages_of_bytes(data: bytes, *, name: str, limits: Limits) -> Iterator[Page | PageError]:
    """Yield the pages of a file that is in memory; see `pages_of_stream`."""
    return pages_of_stream(io.BytesIO(data), name=name, limits=limits)


def pages_of_stream(
    stream: BinaryIO, *, name: str, limits: Limits, read_zip: ReadStream | None = None
) -> Iterator[Page | PageError]:
    """Yield the pages of one file, by the suffix of its name, or by its first bytes if it has none.

    Args:
        stream: The file.
        name: Its path, or "-".
        limits: How large a page, and an archive of them, may be.
        read_zip: What to do with a zip file, where that is not simply to read it.

    Raises:
        PageError: If the file as a whole cannot be read.
    """
    suffix = PurePath(name).suffix.lower()
    kind = format_of_name(name)
    if suffix and kind is None:
        raise UnreadablePage(f"{suffix} files cannot be read; what can be read is {SUPPORTED}", page=name)
    if kind in (None, "page"):
        head, stream = peek(stream, HEAD_BYTES)
        kind = format_of_bytes(head) if kind is None else packed_format(head) or kind
    if kind == "zip":
        yield from (read_zip or partial(_pages_of_zip, limits=limits))(stream, name)
    elif kind in ("page", "json", "mail", "pdf"):
        yield from _pages_of_whole(read_bounded(stream, id=name, limits=limits), kind, name=name, limits=limits)
    else:
        yield from _STREAMED[kind](stream, name=name, limits=limits)


def _pages_of_whole(data: bytes, kind: Format, *, name: str, limits: Limits) -> Iterator[Page | PageError]:
    """Yield the pages of a format that is read in one piece."""
    if kind == "json":
        yield from pages_of_json(data, name=name, limits=limits)
    elif kind == "mail":
        yield page_of_mail(data, id=name, limits=limits)
    elif kind == "pdf":
        yield page_of_pdf(data, id=name, limits=limits)
    else:
        media_type = SUFFIXES.get(PurePath(name).suffix.lower())
        yield page_from_bytes(data, id=name, limits=limits, media_type=media_type)


def _pages_of_zip(stream: BinaryIO, name: str, *, limits: Limits) -> Iterator[Page | PageError]:
    """Yield the pages of a zip file, which is read from its end: what cannot seek is held, to the size of a page."""
    if not stream.seekable():
        stream = io.BytesIO(read_bounded(stream, id=name, limits=limits))

    def read_entry(entry: BinaryIO, where: str, read_inner: ReadStream) -> Iterator[Page | PageError]:
        return pages_of_stream(entry, name=where, limits=limits, read_zip=read_inner)

    yield from pages_of_zip(stream, name=name, limits=limits, read_entry=read_entry)
