"""Zip files to pages: every format inside, and every bound."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

import pytest

from dateline.errors import PageError, TooLargePage, UnreadablePage
from dateline.model.page import Page
from dateline.page.limits import Limits
from dateline.page.opening import pages_of_bytes
from tests.page.building import GKG_ROW, MAIL, answer, pdf, record, zipped

LIMITS = Limits(page_bytes=50_000, archive_bytes=200_000, archive_entries=20)
BRIDGE = pdf([[(72, 700, 11, "A bridge was opened.")]])


def read(data: bytes, limits: Limits = LIMITS) -> list[Page | PageError]:
    return list(pages_of_bytes(data, name="a.zip", limits=limits))


def names(got: list[Page | PageError]) -> list[str]:
    return [item.id if isinstance(item, Page) else f"!{item.page}" for item in got]


def test_entries_are_read_as_what_they_are() -> None:
    entries = {
        "b/page.html": b"<p>Ferry talks resumed.</p>",
        "a.txt": b"Ferry talks resumed.",
        "mail.eml": MAIL,
        "bridge.pdf": BRIDGE,
        "c.jsonl": b'{"id": "one", "text": "x"}\n{"id": "two", "text": "x"}',
        "d.warc": record("response", answer(b"<p>x</p>")),
        "e.gkg.csv": GKG_ROW.encode(),
        "no-suffix": BRIDGE,
        "g.docx": b"x",
        "__MACOSX/a.txt": b"x",
        ".hidden": b"x",
        "f/": b"",
    }
    got = read(zipped(entries))
    assert [name.removeprefix("!").removeprefix("a.zip/") for name in names(got)] == [
        "b/page.html", "a.txt", "mail.eml", "bridge.pdf", "one", "two", "d.warc record 1", "e.gkg.csv line 1",
        "no-suffix", "g.docx",
    ]  # fmt: skip
    assert [isinstance(item, Page) for item in got] == [True] * 7 + [False, True, False]


def test_one_zip_file_may_lie_in_another_and_no_more() -> None:
    inner = zipped({"a.txt": b"x", "deep.zip": zipped({"b.txt": b"x"}), "deep": zipped({"b.txt": b"x"})})
    got = read(zipped({"in.zip": inner, "also-in": inner, "z.txt": b"x"}))
    assert names(got) == [
        "a.zip/in.zip/a.txt", "!a.zip/in.zip/deep.zip", "!a.zip/in.zip/deep",
        "a.zip/also-in/a.txt", "!a.zip/also-in/deep.zip", "!a.zip/also-in/deep", "a.zip/z.txt",
    ]  # fmt: skip


def test_an_entry_that_unpacks_to_too_much_is_refused_and_the_next_is_read() -> None:
    limits = Limits(page_bytes=10_000_000)
    got = read(zipped({"a.txt": b"x" * 5_000_000, "b.txt": b"x"}), limits)
    assert names(got) == ["!a.zip/a.txt", "a.zip/b.txt"]
    assert isinstance(got[0], TooLargePage) and "200 times" in got[0].message
    # The same words are no bomb where they are few.
    assert names(read(zipped({"a.txt": b"x" * 500_000}), limits)) == ["a.zip/a.txt"]


def test_all_entries_together_have_a_bound_that_inner_archives_share() -> None:
    limits = Limits(page_bytes=50_000, archive_bytes=100_000)
    words = bytes(range(32, 120)) * 450
    for entries in (
        {f"{n}.txt": words for n in range(9)},
        {f"{n}.zip": zipped({"a.txt": words}, method=zipfile.ZIP_STORED) for n in range(9)},
        {"lines.jsonl": b"\n" * 300_000, "z.txt": b"x"},
    ):
        got = read(zipped(entries), limits)
        assert isinstance(got[-1], TooLargePage) and "100,000 bytes" in got[-1].message
        assert len(got) <= 3


def test_lists_that_are_too_long_are_refused() -> None:
    (got,) = read(zipped({f"{n}.txt": b"x" for n in range(21)}))
    assert isinstance(got, TooLargePage) and "21 entries" in got.message
    inner = zipped({f"{n}.txt": b"x" for n in range(8)})
    assert isinstance(read(zipped({f"{n}.zip": inner for n in range(3)}))[-1], TooLargePage)
    # A list that says it is two gigabytes long is not read at all.
    data = bytearray(zipped({"a.txt": b"x"}))
    struct.pack_into("<L", data, len(data) - 10, 2**31)
    assert isinstance(read(bytes(data))[0], PageError)


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_methods_that_unpack_all_at_once_are_refused(method: int) -> None:
    (got,) = read(zipped({"a.txt": b"x"}, method=method))
    assert isinstance(got, UnreadablePage) and f"method {method}" in got.message


def test_encrypted_and_broken_entries_are_errors_of_their_own() -> None:
    data = bytearray(zipped({"a.txt": b"Ferry talks resumed." * 9, "b.txt": b"x"}))
    listed = data.index(b"PK\x01\x02")
    locked = bytearray(data)
    locked[listed + 8] |= 1
    got = read(bytes(locked))
    assert names(got) == ["!a.zip/a.txt", "a.zip/b.txt"]
    assert isinstance(got[0], PageError) and "encrypted" in got[0].message
    data[37] ^= 0xFF
    assert names(read(bytes(data))) == ["!a.zip/a.txt", "a.zip/b.txt"]


def test_documents_and_broken_files_are_refused() -> None:
    for data in (zipped({"[Content_Types].xml": b"x", "word/a.xml": b"x"}), b"PK\x03\x04", b"PK\x05\x06", b"words"):
        (got,) = read(data)
        assert isinstance(got, UnreadablePage) and got.page == "a.zip"


def test_names_lead_nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    got = read(zipped({"../../up.txt": b"x", "/etc/abs.txt": b"x", "a\\b.txt": b"x", "./dot.txt": b"x"}))
    assert all(isinstance(item, Page) for item in got)
    assert not list(tmp_path.iterdir())


def test_a_zip_file_that_comes_through_a_pipe_is_held() -> None:
    class Pipe(io.BytesIO):
        """Cannot go back."""

        def seekable(self) -> bool:
            return False

    from dateline.page.opening import pages_of_stream

    (got,) = pages_of_stream(Pipe(zipped({"a.txt": b"x"})), name="-", limits=LIMITS)
    assert isinstance(got, Page) and got.id == "-/a.txt"
