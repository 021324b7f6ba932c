"""Which format a file is in, by its name and by its bytes; and that no bytes do harm in any of them."""

from __future__ import annotations

import gzip
import io
import json
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.errors import PageError
from dateline.model.page import Page
from dateline.page.formats import Format, format_of_bytes, format_of_name
from dateline.page.limits import Limits
from dateline.page.opening import pages_of_bytes
from dateline.page.sources import read_pages
from tests.page.building import GKG_ROW, MAIL, answer, lines_at, pdf, record, zipped

LIMITS = Limits(page_bytes=20_000, archive_bytes=100_000, archive_entries=50)
WARC = record("request", b"GET / HTTP/1.1\r\n\r\n") + record("response", answer(b"<p>Ferry talks resumed.</p>")) * 2
PDF = pdf(
    [lines_at(72, 700, ["A bridge was opened on Monday, and the", "mayor came."])] * 2, title="A bridge was opened"
)
MAILBOX = b"From a@example.org Tue Jul  1 10:00:00 2025\n" + MAIL + b"\n"
LINES = b'{"id": "a", "text": "x"}\n{"id": "b", "text": "y", "pairs": [[[0, 1], [0, 1]]], "as": "article"}\n'
RECORD = json.dumps({"@graph": [{"@type": "NewsArticle", "articleBody": "x", "url": "https://example.org/"}]}).encode()
SEEDS: dict[str, bytes] = {
    "a.eml": MAIL,
    "a.mbox": MAILBOX,
    "a.pdf": PDF,
    "a.json": RECORD,
    "a.jsonl": LINES,
    "a.gkg.csv": GKG_ROW.encode(),
    "a.warc": WARC,
    "a.warc.gz": b"".join(map(gzip.compress, (WARC, WARC))),
    "a.zip": zipped({"a.html": b"<p>x</p>", "b.eml": MAIL, "c.zip": zipped({"a.txt": b"x"})}),
    "a": b"",
}


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (MAIL, "mail"),
        (MAILBOX, "mailbox"),
        (PDF, "pdf"),
        (b"\r\n" + PDF, "pdf"),
        (RECORD, "lines"),
        (b'[\n  {"id": "a"}]', "json"),
        (LINES, "lines"),
        (GKG_ROW.encode(), "gkg"),
        (WARC, "warc"),
        (gzip.compress(WARC, mtime=0), "warc"),
        (SEEDS["a.zip"], "zip"),
        (b"From: our correspondent\nThe ferry talks resumed.", "page"),
        (b"From: our correspondent\nDate: Monday\n\nThe ferry talks resumed.", "page"),
        (b"From noon on it rained.", "page"),
        (b"{curly} words", "page"),
        (gzip.compress(b"words", mtime=0), "page"),
        (b"\x1f\x8b", "page"),
        (b"<p>x</p>", "page"),
        (b"", "page"),
    ],
)
def test_bytes_say_what_they_are(data: bytes, kind: Format) -> None:
    assert format_of_bytes(data) == kind


def test_names_say_what_they_are() -> None:
    assert format_of_name("A.WARC.GZ") == "warc"
    assert format_of_name("20250701.GKG.csv") == "gkg"
    assert format_of_name("x.zip") == "zip"
    assert [format_of_name(name) for name in ("x.csv", "x.gz", ".pdf", "pdf", "")] == [None] * 5


def test_without_a_name_the_bytes_decide(tmp_path: Path) -> None:
    for name, data in SEEDS.items():
        if name == "a":
            continue
        named = list(pages_of_bytes(data, name=name, limits=LIMITS))
        (path := tmp_path / "unnamed").write_bytes(data)
        for argument, stdin in ((str(path), b""), ("-", data)):
            got = list(read_pages([argument], stdin=io.BytesIO(stdin), jsonl_stdin=False, limits=LIMITS))
            assert [getattr(item, "content", type(item)) for item in got] == [
                getattr(item, "content", type(item)) for item in named
            ]


def test_a_pdf_that_was_saved_as_a_page_is_read_as_what_it_is() -> None:
    (got,) = pages_of_bytes(PDF, name="release.html", limits=LIMITS)
    assert isinstance(got, Page) and got.content.startswith("A bridge was opened")


def test_a_text_loads_no_reader_of_archives(tmp_path: Path) -> None:
    (path := tmp_path / "a.txt").write_text("The ferry talks resumed.")
    code = (
        "import io, sys; from dateline.page.sources import read_pages; from dateline.page.limits import Limits; "
        f"list(read_pages([{str(path)!r}], stdin=io.BytesIO(), jsonl_stdin=False, limits=Limits())); "
        "print(*{'fastwarc', 'pypdfium2', 'brotli', 'httpx', 'lxml'} & sys.modules.keys())"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("\n", "")


@st.composite
def broken(draw: st.DrawFn) -> tuple[str, bytes]:
    """Draw a file of some format with a few of its bytes changed, cut, doubled or moved; or any bytes at all."""
    name, data = draw(st.sampled_from(sorted(SEEDS.items())))
    if not data or draw(st.integers(0, 9)) == 0:
        return name, draw(st.binary(max_size=300))
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.integers(0, 40)))
        piece = draw(st.one_of(st.binary(max_size=8), st.just(data[start:end] * 2), st.just(data[:end][-60:])))
        data = data[:start] + piece + data[end:]
    return draw(st.sampled_from((name, "a"))), data


@settings(deadline=None, max_examples=300)
@given(broken())
def test_any_bytes_are_pages_or_errors_in_bounded_time(file: tuple[str, bytes]) -> None:
    name, data = file
    began = time.process_time()
    try:
        got = list(pages_of_bytes(data, name=name, limits=LIMITS))
    except PageError as error:
        got = [error]
    assert all(isinstance(item, (Page, PageError)) for item in got)
    assert time.process_time() - began < 5
