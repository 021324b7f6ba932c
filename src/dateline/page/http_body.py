"""The body of an archived HTTP response, unpacked: chunks joined, then gzip, deflate or Brotli undone, to a bound.

Crawlers often store a body unpacked and leave the headers that say it is packed; so the bytes are believed before them.
"""

from __future__ import annotations

import re
import zlib

from dateline.errors import UnreadablePage
from dateline.page.from_bytes import check_size
from dateline.page.kinds import binary_kind
from dateline.page.limits import Limits

_CHUNK = re.compile(rb"\s*([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]{0,1000})?\r?\n")

_MOST_PACKINGS = 3
"""Servers pack a body once, proxies once more; each time costs as much as the largest page."""


def unpacked(
    body: bytes, *, chunked: bool, encoding: str, id: str, limits: Limits, cut: bool = False
) -> tuple[bytes, tuple[str, ...]]:
    """Return a body as the server meant it, and notes of what was odd.

    Args:
        body: The bytes after the headers.
        chunked: Whether the headers say it is in chunks.
        encoding: The Content-Encoding that the headers say, or "".
        id: The page's name, for errors.
        limits: How large it may be, unpacked.
        cut: Whether the beginning of what is larger will do.

    Raises:
        TooLargePage: If it unpacks to more than a page may have.
        UnreadablePage: If it is packed in a way we cannot undo.
    """
    notes: list[str] = []
    if chunked and _CHUNK.match(body):
        body, whole = _joined(body)
        if not whole:
            notes.append("the body ends within a chunk")
    names = [part.strip().lower() for part in encoding.split(",") if part.strip()]
    if len(names) > _MOST_PACKINGS:
        raise UnreadablePage(f"has a body that is packed {len(names)} times over", page=id)
    for name in reversed(names):
        body, whole = _undone(body, name, id=id, limits=limits)
        if cut:
            body = body[: limits.page_bytes]
        check_size(len(body), id=id, limits=limits)
        if not whole:
            notes.append("the packed body is cut off")
    return body, tuple(notes)


def _joined(body: bytes) -> tuple[bytes, bool]:
    """Join chunks, and say whether the last of them was there."""
    parts: list[bytes] = []
    at = 0
    while found := _CHUNK.match(body, at):
        size = int(found[1], 16)
        if size == 0:
            return b"".join(parts), True
        parts.append(body[found.end() : found.end() + size])
        at = found.end() + size
    return b"".join(parts), False


def _undone(body: bytes, name: str, *, id: str, limits: Limits) -> tuple[bytes, bool]:
    """Undo one packing, and say whether its end was there."""
    if name in ("identity", "none"):
        return body, True
    unpack = _UNPACKERS.get(name)
    data, whole, problem = unpack(body, limits.page_bytes + 1) if unpack else (b"", False, f"packed as {name[:40]!r}")
    if not whole and _is_text(body):
        return body, True
    if problem:
        raise UnreadablePage(f"has a body that cannot be unpacked: {problem}", page=id)
    return data, whole


def _is_text(body: bytes) -> bool:
    """Say whether a body was stored unpacked: packed bytes are hardly ever sound UTF-8, and begin no tag."""
    if body.lstrip().startswith(b"<"):
        return binary_kind(body) is None
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return binary_kind(body) is None


def _gunzipped(body: bytes, most: int) -> tuple[bytes, bool, str | None]:
    if body.startswith(b"\x1f\x8b"):
        return _inflated(body, most, 31)
    return (body, True, None) if binary_kind(body) is None else (b"", False, "it is no gzip data")


def _undeflated(body: bytes, most: int) -> tuple[bytes, bool, str | None]:
    # What servers call deflate is either zlib's form, as the standard says, or the bare stream.
    zlibs = _inflated(body, most, 15)
    return zlibs if zlibs[2] is None else _inflated(body, most, -15)


def _inflated(body: bytes, most: int, form: int) -> tuple[bytes, bool, str | None]:
    inflater = zlib.decompressobj(form)
    try:
        return inflater.decompress(body, most), inflater.eof, None
    except zlib.error as error:
        return b"", False, str(error)


def _unbrotlied(body: bytes, most: int) -> tuple[bytes, bool, str | None]:
    import brotli  # type: ignore[import-untyped]  # noqa: PLC0415 (few archives hold it)

    unpacker = brotli.Decompressor()
    try:
        data: bytes = unpacker.process(body, output_buffer_limit=most)
    except brotli.error as error:
        return b"", False, str(error)
    return data, bool(unpacker.is_finished()), None


_UNPACKERS = {"gzip": _gunzipped, "x-gzip": _gunzipped, "deflate": _undeflated, "br": _unbrotlied}
