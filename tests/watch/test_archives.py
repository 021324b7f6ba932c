"""What was fetched is kept as it came, in archives that others and `add` read; half-read ones are gone on with."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fastwarc.warc import ArchiveIterator, WarcRecordType

from dateline.model.page import Page
from dateline.page.exchange import Exchange
from dateline.page.limits import Limits
from dateline.page.warc import pages_of_warc
from dateline.page.warc_out import Archive
from tests.page.misbehaving import Misbehaving, misbehaving
from tests.watch.watching import Desk, feed, item, page

LIMITS = Limits()


@pytest.fixture
def server() -> Iterator[Misbehaving]:
    with misbehaving() as running:
        yield running


def exchange(n: int, body: bytes = b"", *, status: int = 200, headers: tuple[tuple[str, str], ...] = ()) -> Exchange:
    return Exchange(
        url=f"https://news.example/{n}?a=b", at=datetime(2025, 7, 1, 10, 0, n, tzinfo=UTC),
        sent=(("Host", "news.example"),), status=status, reason="OK",
        headers=(("Content-Type", "text/html; charset=utf-8"), *headers), body=body, address="8.8.8.8",
    )  # fmt: skip


def read(path: Path) -> list[Page]:
    with path.open("rb") as file:
        return [p for p in pages_of_warc(file, name=path.name, limits=LIMITS) if isinstance(p, Page)]


def test_what_is_written_reads_back(tmp_path: Path) -> None:
    body = "<p>The café by the ferry.</p>".encode()
    told = (("Transfer-Encoding", "chunked"), ("Content-Encoding", "gzip"))
    with Archive(tmp_path) as archive:
        archive.keep(exchange(1, body))
        archive.keep(exchange(2, gzip.compress(body + b"<p>More.</p>"), headers=told))
        archive.keep(exchange(3, body))
        archive.keep(exchange(1, status=304))
    (path,) = tmp_path.iterdir()
    assert path.name.startswith("CC-NEWS-2") and path.name.endswith("-00001.warc.gz")
    one, two = read(path)
    assert (one.url, one.content) == ("https://news.example/1?a=b", body.decode())
    assert two.content == body.decode() + "<p>More.</p>"
    assert one.fetched == datetime(2025, 7, 1, 10, 0, 1, tzinfo=UTC)
    records = list(ArchiveIterator(path.open("rb"), parse_http=False, verify_digests=True))
    kinds = [r.record_type for r in records]
    assert kinds.count(WarcRecordType.revisit) == 2 and kinds.count(WarcRecordType.request) == 4


def test_files_are_closed_when_they_are_large(tmp_path: Path) -> None:
    with Archive(tmp_path, most=2000) as archive:
        for n in range(9):
            archive.keep(exchange(n, f"<p>{n}</p>".encode() * 50))
    paths = sorted(tmp_path.iterdir())
    assert len(paths) > 2 and sum(len(read(path)) for path in paths) == 9


def test_what_a_killed_process_left_is_closed_after_its_last_whole_record(tmp_path: Path) -> None:
    with Archive(tmp_path) as archive:
        for n in range(3):
            archive.keep(exchange(n, f"<p>Page {n}.</p>".encode()))
    (path,) = tmp_path.iterdir()
    data = path.read_bytes()
    for cut in (len(data) - 5, len(data) - 400, len(data) // 2, 10):
        path.unlink(missing_ok=True)
        left = tmp_path / f"{path.name}.999999999.open"
        left.write_bytes(data[:cut])
        with Archive(tmp_path):
            assert not left.exists()
        if path.exists():
            with path.open("rb") as file:
                found = list(pages_of_warc(file, name="a", limits=LIMITS))
            assert all(isinstance(p, Page) for p in found) or len(found) == 1


def test_the_watch_keeps_all_that_it_fetched(server: Misbehaving, tmp_path: Path, place: str) -> None:
    desk = Desk(place)
    server.answers |= {"/feed": feed(item("a", f"{server.url}/a")), "/a": page("Ferry runs again")}
    desk.follow(f"{server.url}/feed")
    desk.watch()
    with Archive(tmp_path / "kept") as archive:
        for one in desk.exchanges:
            archive.keep(one)
    (path,) = (tmp_path / "kept").iterdir()
    assert [p.url for p in read(path)] == [f"{server.url}/a"]
    kinds = [r.record_type for r in ArchiveIterator(path.open("rb"), parse_http=False)]
    assert kinds.count(WarcRecordType.response) == 3  # robots.txt, the feed and the page
