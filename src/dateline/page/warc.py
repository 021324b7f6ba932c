"""Web archives (WARC, gzipped or not) → Pages: successful responses of HTML or text, one record at a time."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, BinaryIO
from urllib.parse import urlsplit

from dateline.errors import PageError, UnreadablePage
from dateline.model.page import Bookmark, MediaType, Page
from dateline.model.span import clean
from dateline.page.from_bytes import check_size, page_from_bytes
from dateline.page.http_body import unpacked
from dateline.page.limits import Limits
from dateline.page.members import Members
from dateline.page.streams import peek

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

_MEDIA_TYPES: dict[str, MediaType] = {
    "text/html": "text/html",
    "application/xhtml+xml": "text/html",
    "text/plain": "text/plain",
    "text/markdown": "text/markdown",
}
_READ_BYTES = 256 * 1024
_END = b"\r\n\r\n"
_CUT_OFF = "the last record is cut off"


def pages_of_warc(
    stream: BinaryIO,
    *,
    name: str,
    limits: Limits,
    begin: Bookmark | None = None,
    mark: Callable[[Bookmark], None] | None = None,
) -> Iterator[Page | PageError]:
    """Yield a page for each response that brought one; requests, redirects, pictures and the like are passed over.

    Args:
        stream: The archive; never more than one record of it is held.
        name: What to call it: a page's id is this and the number of its record.
        limits: How large one page may be, unpacked.
        begin: Where to go on; the stream can seek then.
        mark: Is told, before a page, from where it could be read again.
    """
    # 13 ms to import, which a run over other files can do without.
    from fastwarc.warc import ArchiveIterator  # noqa: PLC0415

    source = _Source(stream, begin)
    number = begin.record if begin else 0
    found = number
    try:
        # Bodies are unpacked by us: one that is packed wrongly would end the walk over all records after it.
        for record in ArchiveIterator(source, parse_http=False, stream_detect=False):
            number += 1
            for item in _page_or_error(record, source, id=f"{name} record {number}", limits=limits):
                found += 1
                if mark is not None:
                    mark(source.bookmark(record.stream_pos, before=number - 1))
                yield item
    except OSError as error:
        source.broken = source.broken or str(error)
    if source.why_not_whole is not None:
        yield UnreadablePage(f"breaks off after record {number}: {source.why_not_whole}", page=name)
    elif not found:
        yield UnreadablePage(f"holds no page: none of its {number} records is a response with HTML or text", page=name)


class _Source(io.RawIOBase):
    """The plain bytes of an archive, and whether they ended as an archive ends.

    The reader in Rust asks for a seekable stream and never seeks. An error raised to it could end the process, so
    errors wait here until it has seen the end.
    """

    def __init__(self, stream: BinaryIO, begin: Bookmark | None = None) -> None:
        super().__init__()
        head, stream = peek(stream, 2)
        self._offset = begin.offset if begin else 0
        if self._offset:
            stream.seek(self._offset)
        self._stream = stream
        self._members = Members(stream, offset=self._offset) if head == b"\x1f\x8b" else None
        self._tail = b""
        self._at = 0
        self.broken: str | None = None
        left = begin.skip if begin else 0
        while left and (passed := self.read(min(left, _READ_BYTES))):
            left -= len(passed)
        self._passed, self._at = self._at, 0

    def bookmark(self, at: int, *, before: int) -> Bookmark:
        """Return where the record at a place of the plain bytes can be read again.

        Args:
            at: The place, counted from where we began.
            before: How many records stand before it.
        """
        plain = self._passed + at
        if self._members is None:
            return Bookmark(offset=self._offset + plain, skip=0, record=before)
        start, offset = self._members.start_before(plain)
        return Bookmark(offset=offset, skip=plain - start, record=before)

    @property
    def why_not_whole(self) -> str | None:
        """Say what is wrong with the archive as a whole, or None."""
        if self.broken is not None:
            return self.broken
        if not self._at:
            return "it is empty"
        return None if self._tail == _END else _CUT_OFF

    def read(self, size: int = -1, /) -> bytes:
        """Read some bytes; none at the end or where the archive is broken."""
        try:
            read = self._members.read1 if self._members else self._stream.read
            data = read(_READ_BYTES if size < 0 else size)
        except (OSError, EOFError, zlib.error) as error:
            self.broken, data = str(error), b""
        except PageError as error:
            self.broken, data = error.message, b""
        self._at += len(data)
        self._tail = (self._tail + data[-4:])[-4:]
        return data

    def readable(self) -> bool:
        """Say that it can be read (io)."""
        return True

    def seekable(self) -> bool:
        """Say what the reader wants to hear."""
        return True

    def tell(self) -> int:
        """Say how far it was read."""
        return self._at

    def seek(self, offset: int, whence: int = 0, /) -> int:
        """Stay where it is."""
        raise io.UnsupportedOperation("an archive is read from its beginning to its end")


def _page_or_error(record: WarcRecord, source: _Source, *, id: str, limits: Limits) -> Iterator[Page | PageError]:
    try:
        page = _page(record, source, id=id, limits=limits)
        if page is not None:
            yield page
    except PageError as error:
        yield error
    except OSError as error:
        yield UnreadablePage(f"is a broken record: {error}", page=id)


def _page(record: WarcRecord, source: _Source, *, id: str, limits: Limits) -> Page | None:
    """Return the page of a record, or None if it is a record of something else."""
    from fastwarc.warc import WarcRecordType  # noqa: PLC0415 (loaded above)

    if record.record_type == WarcRecordType.resource:
        return _resource(record, source, id=id, limits=limits)
    if record.record_type != WarcRecordType.response or not record.is_http:
        _pass_over(record, source)
        return None
    record.parse_http()
    headers = record.http_headers
    media_type = _MEDIA_TYPES.get((record.http_content_type or "").lower())
    url = _url(record)
    if headers.status_code != 200 or media_type is None or _is_for_robots(url):
        _pass_over(record, source)
        return None
    body = _body(record, source, id=id, limits=limits)
    if body is None:
        return None
    chunked = "chunked" in (headers.get("Transfer-Encoding") or "").lower()
    encoding = headers.get("Content-Encoding") or ""
    data, notes = unpacked(body, chunked=chunked, encoding=encoding, id=id, limits=limits)
    charset = record.http_charset
    fetched = record.record_date
    page = page_from_bytes(data, id=id, limits=limits, media_type=media_type, charset=charset, url=url, fetched=fetched)
    told = record.headers.get("WARC-Truncated")
    cut = (f"the crawler cut it off: {clean(told)[0][:40]}",) if told else ()
    return replace(page, notes=page.notes + notes + cut)


def _resource(record: WarcRecord, source: _Source, *, id: str, limits: Limits) -> Page | None:
    """Return the page of a record that holds its bytes alone, without what a server said of them."""
    kind, _, parameters = (record.headers.get("Content-Type") or "").lower().partition(";")
    media_type, url = _MEDIA_TYPES.get(kind.strip()), _url(record)
    if media_type is None or _is_for_robots(url):
        _pass_over(record, source)
        return None
    body = _body(record, source, id=id, limits=limits)
    if body is None:
        return None
    charset = parameters.partition("charset=")[2].strip() or None
    where = url if url and url.startswith(("http:", "https:")) else None
    return page_from_bytes(
        body, id=id, limits=limits, media_type=media_type, charset=charset, url=where, fetched=record.record_date
    )


def _url(record: WarcRecord) -> str | None:
    # Some writers put the address in angle brackets, as the first standard's grammar had it.
    told = (record.headers.get("WARC-Target-URI") or "").strip().removeprefix("<").removesuffix(">")
    return clean(told)[0] or None


def _is_for_robots(url: str | None) -> bool:
    """Say whether a plain text is the one that crawlers fetch for themselves."""
    try:
        return url is not None and urlsplit(url).path == "/robots.txt"
    except ValueError:
        return False


def _pass_over(record: WarcRecord, source: _Source) -> None:
    """Go to the end of a record, and see that it is there."""
    if record.consume() < record.content_length:
        source.broken = source.broken or _CUT_OFF


def _body(record: WarcRecord, source: _Source, *, id: str, limits: Limits) -> bytes | None:
    """Return the whole body, or None if the archive ends within it, which is told once, at the end."""
    wanted = record.content_length
    check_size(wanted, id=id, limits=limits)
    parts, size = [], 0
    while size < wanted and (part := record.reader.read(min(_READ_BYTES, wanted - size))):
        parts.append(part)
        size += len(part)
    if size < wanted:
        source.broken = source.broken or _CUT_OFF
        return None
    return b"".join(parts)
