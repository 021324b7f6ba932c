"""Web archives to pages."""

from __future__ import annotations

import gzip
import io
import zlib
from datetime import UTC, datetime

import brotli  # type: ignore[import-untyped]
import pytest

from dateline.errors import EmptyPage, PageError, TooLargePage, UnreadablePage
from dateline.model.page import Bookmark, Page
from dateline.page.limits import Limits
from dateline.page.warc import pages_of_warc
from tests.page.building import answer, record

LIMITS = Limits(page_bytes=20_000)
PAGE = "<html><p>The café by the ferry reopened.</p></html>"


def read(data: bytes) -> list[Page | PageError]:
    return list(pages_of_warc(io.BytesIO(data), name="a.warc", limits=LIMITS))


def page(data: bytes) -> Page:
    (got,) = read(data)
    assert isinstance(got, Page), got
    return got


def response(body: bytes, **told: str) -> bytes:
    return record("response", answer(body, **told))


def test_a_response_is_a_page_with_its_address_its_time_and_its_charset() -> None:
    got = page(record("response", answer(PAGE.encode("cp1252"), kind="text/html; charset=windows-1252")))
    assert (got.id, got.url, got.content, got.encoding) == (
        "a.warc record 1",
        "https://example.org/a",
        PAGE,
        "windows-1252",
    )
    assert (got.media_type, got.fetched) == ("text/html", datetime(2025, 7, 1, 10, tzinfo=UTC))


def test_what_is_no_page_is_passed_over() -> None:
    others = [
        record("warcinfo", b"software: x"),
        record("request", b"GET / HTTP/1.1\r\n\r\n"),
        response(b"", status="301 Moved"),
        response(b"<p>gone</p>", status="404 Not Found"),
        response(b"\x89PNG", kind="image/png"),
        record("response", answer(b"User-agent: *", kind="text/plain"), url="https://example.org/robots.txt"),
        record("revisit", answer(PAGE.encode())),
        record("metadata", b"x: y"),
    ]
    got = read(b"".join([*others[:4], response(PAGE.encode()), *others[4:], response(PAGE.encode())]))
    assert [item.id if isinstance(item, Page) else item for item in got] == ["a.warc record 5", "a.warc record 10"]


def test_an_archive_without_a_page_says_so() -> None:
    (got,) = read(record("request", b"GET / HTTP/1.1\r\n\r\n"))
    assert isinstance(got, UnreadablePage) and "none of its 1 records" in got.message


@pytest.mark.parametrize("members", [1, 3])
def test_gzipped_in_one_piece_or_record_by_record(members: int) -> None:
    records = [response(PAGE.encode())] * 3
    packed = gzip.compress(b"".join(records)) if members == 1 else b"".join(map(gzip.compress, records))
    assert [item.id for item in read(packed) if isinstance(item, Page)] == [f"a.warc record {n}" for n in (1, 2, 3)]


def deflated(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (gzip.compress(PAGE.encode(), mtime=0), "Content-Encoding: gzip\r\n"),
        (PAGE.encode(), "Content-Encoding: gzip\r\n"),
        (zlib.compress(PAGE.encode()), "Content-Encoding: deflate\r\n"),
        (deflated(PAGE.encode() * 20), "Content-Encoding: deflate\r\n"),
        (brotli.compress(PAGE.encode()), "Content-Encoding: br\r\n"),
        (PAGE.encode(), "Content-Encoding: br\r\n"),
        (b"%x\r\n%s\r\n0\r\n\r\n" % (len(PAGE.encode()), PAGE.encode()), "Transfer-Encoding: chunked\r\n"),
        (PAGE.encode(), "Transfer-Encoding: chunked\r\n"),
    ],
    ids=["gzip", "not gzip", "zlib", "deflate", "brotli", "not brotli", "chunked", "not chunked"],
)
def test_bodies_are_unpacked_where_they_are_packed(body: bytes, headers: str) -> None:
    assert page(response(body, headers=headers)).content.startswith(PAGE)


def test_a_bad_record_is_one_error_and_those_after_it_are_read() -> None:
    bad = [
        response(gzip.compress(PAGE.encode(), mtime=0)[:-8] + b"\xff" * 8, headers="Content-Encoding: gzip\r\n"),
        response(gzip.compress(b"x" * 30_000, mtime=0), headers="Content-Encoding: gzip\r\n"),
        response(b"x" * 30_000),
        response(b"\x89PNG" + bytes(50)),
        response(b"  "),
        record("response", b"HTTP/1.1 200 OK\r\nX: " + b"y" * 50_000 + b"\r\n\r\nx"),
        response(bytes(range(128, 256)), headers="Content-Encoding: xyz\r\n"),
    ]
    got = read(b"".join([*bad, response(PAGE.encode())]))
    kinds = [
        UnreadablePage,
        TooLargePage,
        TooLargePage,
        UnreadablePage,
        EmptyPage,
        UnreadablePage,
        UnreadablePage,
        Page,
    ]
    assert [type(item) for item in got] == kinds
    assert [item.page for item in got if isinstance(item, PageError)] == [f"a.warc record {n}" for n in range(1, 8)]


def test_a_body_that_ends_early_is_read_and_noted() -> None:
    packed = gzip.compress(PAGE.encode() * 50, mtime=0)
    assert "the packed body is cut off" in page(response(packed[:-9], headers="Content-Encoding: gzip\r\n")).notes
    assert (
        "the body ends within a chunk"
        in page(response(b"99\r\nThe ferry", headers="Transfer-Encoding: chunked\r\n")).notes
    )
    told = record("response", answer(PAGE.encode()), headers="WARC-Truncated: length\r\n")
    assert "the crawler cut it off: length" in page(told).notes


@pytest.mark.parametrize("packed", [False, True])
def test_an_archive_that_breaks_off_gives_its_pages_and_one_error(packed: bool) -> None:
    whole = [response(PAGE.encode())] * 2
    data = b"".join(map(gzip.compress, whole)) if packed else b"".join(whole)
    first = len(gzip.compress(whole[0], mtime=0)) if packed else len(whole[0])
    for cut in range(first + 1, len(data)):
        got = read(data[:cut])
        assert isinstance(got[0], Page)
        assert isinstance(got[-1], UnreadablePage) and "breaks off" in got[-1].message
        assert [type(item) for item in got[1:-1]] in ([], [Page])


def test_what_is_no_archive() -> None:
    for data in (b"", b"Words.\n" * 100, gzip.compress(b"Words.", mtime=0), b"\x1f\x8b", b"WARC/1.0\r\n"):
        (got,) = read(data)
        assert isinstance(got, UnreadablePage) and got.page == "a.warc"


def test_records_are_read_one_at_a_time() -> None:
    class Endless(io.RawIOBase):
        """Gives the same record for ever."""

        at = 0
        one = response(PAGE.encode())

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: memoryview, /) -> int:  # type: ignore[override]
            start, size = self.at % len(self.one), len(buffer)
            self.at += size
            buffer[:] = (self.one * (size // len(self.one) + 2))[start : start + size]
            return size

    pages = pages_of_warc(io.BufferedReader(Endless()), name="a.warc", limits=LIMITS)
    assert [isinstance(next(pages), Page) for _ in range(3000)] == [True] * 3000


def many(count: int) -> list[bytes]:
    out = [record("warcinfo", b"software: x")]
    for n in range(count):
        out.append(record("request", b"GET / HTTP/1.1\r\n\r\n"))
        out.append(
            record("response", answer(f"<p>Page {n} of the ferry office.</p>".encode()), url=f"https://e.org/{n}")
        )
    return out


@pytest.mark.parametrize("packed", ["plain", "one member", "a member a record", "two members", "padded"])
def test_reading_can_begin_again_at_every_page(packed: str) -> None:
    records = many(7)
    whole = b"".join(records)
    data = {
        "plain": whole,
        "one member": gzip.compress(whole),
        "a member a record": b"".join(map(gzip.compress, records)),
        "two members": gzip.compress(whole[:1500]) + gzip.compress(whole[1500:]),
        "padded": b"".join(gzip.compress(r) + bytes(3) for r in records),
    }[packed]
    marks: list[Bookmark] = []
    pages = list(pages_of_warc(io.BytesIO(data), name="a.warc", limits=LIMITS, mark=marks.append))
    assert len(marks) == len(pages) == 7
    for n, begin in enumerate(marks):
        assert list(pages_of_warc(io.BytesIO(data), name="a.warc", limits=LIMITS, begin=begin)) == pages[n:]
    if packed in ("plain", "a member a record"):
        assert all(mark.skip == 0 for mark in marks)


def test_a_resource_is_a_page_without_a_server() -> None:
    head = b"WARC/1.1\r\nWARC-Type: resource\r\nWARC-Target-URI: https://e.org/a\r\nWARC-Date: 2025-07-01T10:00:00Z\r\n"
    head += b"WARC-Record-ID: <urn:uuid:1>\r\nContent-Type: text/html; charset=cp1252\r\n"
    body = PAGE.encode("cp1252")
    got = page(head + b"Content-Length: %d\r\n\r\n" % len(body) + body + b"\r\n\r\n")
    assert (got.content, got.url, got.media_type) == (PAGE, "https://e.org/a", "text/html")
