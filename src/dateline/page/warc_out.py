"""What was fetched → web archives (WARC 1.1), laid out and named as those of CC-NEWS, file after file.

Each request stands with its answer: as a response, or as a revisit where the server says that nothing changed or sends
the same bytes again. A file that is being written ends in .open; one that was left so by a process that is gone is cut
after its last whole record and closed.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import os
import re
import zlib
from collections import OrderedDict
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, BinaryIO, Self, TypeVar
from urllib.parse import urlsplit

from dateline import __version__
from dateline.errors import DatelineError
from dateline.page.exchange import Exchange

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

V = TypeVar("V")
MOST_REMEMBERED = 100_000
"""Payloads of which a second sight becomes a revisit."""
_OPEN = re.compile(r"(?P<name>.+\.warc\.gz)\.(?P<pid>\d+)\.open")
_SAME = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
_UNCHANGED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
# What no longer holds of a body whose chunks are joined.
_MOVED = {"transfer-encoding": "X-Crawler-Transfer-Encoding", "content-length": "X-Crawler-Content-Length"}


class Archive:
    """A folder of archives that what is fetched is kept in; use it as a context.

    Args:
        folder: The folder; it is made if there is none.
        most: How many bytes a file has before the next one is begun.
        agent: Whom those who run a site can write to.
    """

    def __init__(self, folder: Path, *, most: int = 10**9, agent: str = "") -> None:
        self._folder = folder
        self._most = most
        self._agent = agent
        self._file: BinaryIO | None = None
        self._path = folder
        self._number = 0
        self._seen: OrderedDict[str, tuple[str, datetime, str]] = OrderedDict()
        self._last: OrderedDict[str, tuple[datetime, str]] = OrderedDict()

    def __enter__(self) -> Self:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            mend(self._folder)
        except OSError as error:
            raise DatelineError(f"{self._folder}: no archive can be kept there: {error.strerror or error}") from error
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()

    def keep(self, exchange: Exchange) -> None:
        """Write a request and its answer, in one piece.

        Raises:
            DatelineError: If they cannot be written.
        """
        answer = self._answer(exchange)
        request = _record("request", exchange, _request(exchange))
        request.headers["WARC-Concurrent-To"] = answer.record_id or ""
        try:
            file = self._opened()
            file.write(_member(answer) + _member(request))
            file.flush()
            if file.tell() >= self._most:
                self._close()
        except OSError as error:
            raise DatelineError(f"{self._path}: cannot be written: {error.strerror or error}") from error

    def _answer(self, exchange: Exchange) -> WarcRecord:
        """Return the record of an answer: a revisit where it brings nothing that is not kept already."""
        digest = _digest(exchange.body)
        seen, last = self._seen.get(digest), self._last.get(exchange.url)
        if exchange.status == 304:
            answer = _record("revisit", exchange, _head(exchange))
            answer.headers["WARC-Profile"] = _UNCHANGED
            _refer(answer, exchange.url, last)
            return answer
        if seen is not None and exchange.body and not exchange.cut:
            answer = _record("revisit", exchange, _head(exchange))
            answer.headers["WARC-Profile"] = _SAME
            _refer(answer, seen[0], seen[1:])
        else:
            answer = _record("response", exchange, _head(exchange) + exchange.body)
            _remember(self._seen, digest, (exchange.url, exchange.at, answer.record_id or ""))
            _remember(self._last, exchange.url, (exchange.at, answer.record_id or ""))
        answer.headers["WARC-Payload-Digest"] = digest
        if exchange.cut:
            answer.headers["WARC-Truncated"] = "length"
        return answer

    def _opened(self) -> BinaryIO:
        if self._file is None:
            self._number += 1
            name = f"CC-NEWS-{datetime.now(UTC):%Y%m%d%H%M%S}-{self._number:05}.warc.gz"
            self._path = self._folder / name
            self._file = self._unfinished().open("ab")
            self._file.write(_member(_info(name, self._agent)))
        return self._file

    def _unfinished(self) -> Path:
        return self._path.with_name(f"{self._path.name}.{os.getpid()}.open")

    def _close(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None
            self._unfinished().rename(self._path)


def mend(folder: Path) -> None:
    """Close the archives of a folder that processes left open which are gone."""
    for path in sorted(folder.glob("*.open")):
        found = _OPEN.fullmatch(path.name)
        if found is None or _lives(int(found["pid"])):
            continue
        whole = _whole(path)
        if whole:
            os.truncate(path, whole)
            path.rename(path.with_name(found["name"]))
        else:
            path.unlink()


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return pid != os.getpid()


def _whole(path: Path) -> int:
    """Return how many bytes of a file are whole members, those of an answer without its request left out."""
    ends, at = [0], 0
    inflater = zlib.decompressobj(31)
    with path.open("rb") as file:
        while part := file.read(1 << 20):
            while part:
                try:
                    inflater.decompress(part)
                except zlib.error:
                    part, at = b"", at + len(part)
                    break
                rest = inflater.unused_data if inflater.eof else b""
                at += len(part) - len(rest)
                if inflater.eof:
                    ends.append(at)
                    inflater = zlib.decompressobj(31)
                part = rest
    # After the one that tells of the file, members come in pairs.
    members = len(ends) - 1
    return ends[members if members % 2 else max(0, members - 1)]


def _record(kind: str, exchange: Exchange, content: bytes) -> WarcRecord:
    from fastwarc.warc import WarcRecord, WarcRecordType  # noqa: PLC0415 - only archives need it

    record = WarcRecord()
    record.init_headers(getattr(WarcRecordType, kind))
    record.record_date = exchange.at
    record.headers["WARC-Target-URI"] = exchange.url
    if exchange.address:
        record.headers["WARC-IP-Address"] = exchange.address
    record.is_http = True
    record.headers["Content-Type"] = f"application/http; msgtype={'request' if kind == 'request' else 'response'}"
    record.set_bytes_content(content)
    return record


def _refer(record: WarcRecord, url: str, seen: tuple[datetime, str] | None) -> None:
    record.headers["WARC-Refers-To-Target-URI"] = url
    if seen is not None:
        record.headers["WARC-Refers-To-Date"] = seen[0].astimezone(UTC).isoformat().replace("+00:00", "Z")
        record.headers["WARC-Refers-To"] = seen[1]


def _request(exchange: Exchange) -> bytes:
    parts = urlsplit(exchange.url)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    lines = [f"GET {target} HTTP/1.1", *(f"{name}: {value}" for name, value in exchange.sent)]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("utf8", "replace")


def _head(exchange: Exchange) -> bytes:
    lines = [f"HTTP/1.1 {exchange.status} {exchange.reason}".rstrip()]
    for name, value in exchange.headers:
        lines.append(f"{_MOVED.get(name.lower(), name)}: {value}")
    lines.append(f"Content-Length: {len(exchange.body)}")
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1", "replace")


def _info(name: str, agent: str) -> WarcRecord:
    from fastwarc.warc import WarcRecord, WarcRecordType  # noqa: PLC0415 - only archives need it

    told = {"software": f"dateline/{__version__}", "format": "WARC File Format 1.1", "robots": "obey",
            "conformsTo": "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"}  # fmt: skip
    told |= {"operator": agent} if agent else {}
    record = WarcRecord()
    record.init_headers(WarcRecordType.warcinfo)
    record.headers["WARC-Filename"] = name
    record.headers["Content-Type"] = "application/warc-fields"
    record.set_bytes_content("".join(f"{key}: {value}\r\n" for key, value in told.items()).encode())
    return record


def _member(record: WarcRecord) -> bytes:
    """Return a record as a gzip member of its own, so that it can be had without those before it."""
    out = io.BytesIO()
    record.write(out, checksum_data=True)
    return gzip.compress(out.getvalue(), mtime=0)


def _digest(data: bytes) -> str:
    return "sha1:" + base64.b32encode(hashlib.sha1(data, usedforsecurity=False).digest()).decode("ascii")


def _remember(seen: OrderedDict[str, V], key: str, value: V) -> None:
    seen[key] = value
    if len(seen) > MOST_REMEMBERED:
        seen.popitem(last=False)
