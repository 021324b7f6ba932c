"""Arguments to pages: files, folders, standard input, and what is none of these."""

from __future__ import annotations

import io
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dateline.errors import BadInput, PageError, TooLargePage, UnreadablePage
from dateline.model.page import Page
from dateline.page.limits import Limits
from dateline.page.listing import read_listing
from dateline.page.named import NamedOnly
from dateline.page.sources import read_pages
from tests.page.building import GKG_ROW

LIMITS = Limits(page_bytes=1000)


def read(*arguments: str | Path, stdin: bytes = b"", jsonl: bool = False) -> list[Page | PageError]:
    given = [str(a) for a in arguments]
    return list(read_pages(given, stdin=io.BytesIO(stdin), jsonl_stdin=jsonl, limits=LIMITS))


def names(got: list[Page | PageError]) -> list[str]:
    return [x.id if isinstance(x, Page) else f"!{x.page}" for x in got]


def test_a_file_is_read_as_what_its_suffix_says(tmp_path: Path) -> None:
    for name, kind in {
        "a.html": "text/html",
        "b.HTM": "text/html",
        "c.txt": "text/plain",
        "d.md": "text/markdown",
    }.items():
        path = tmp_path / name
        path.write_bytes(b"<p>Text of a page.</p>" if "html" in kind else b"Text of a page.\r\n")
        (got,) = read(path)
        assert isinstance(got, Page)
        assert (got.id, got.media_type, got.fetched) == (str(path), kind, None)


def test_a_folder_goes_on_past_what_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / ".hidden").mkdir()
    (tmp_path / ".hidden" / "x.txt").write_text("hidden")
    (tmp_path / ".x.txt").write_text("hidden")
    (tmp_path / "b" / "2.txt").write_text("two")
    (tmp_path / "b" / "1.txt").write_text("one")
    (tmp_path / "a.png").write_bytes(b"\x89PNG")
    (tmp_path / "c.txt").symlink_to(tmp_path / "nowhere.txt")
    (tmp_path / "d.txt").write_bytes(b"x" * 1001)
    (tmp_path / "e.jsonl").write_text('{"id": "e1", "text": "x"}\n{\n{"id": "e2", "text": "x"}')
    os.mkfifo(tmp_path / "f.txt")
    (tmp_path / "g.txt").write_text("last")
    got = read(tmp_path)
    assert [n.replace(f"{tmp_path}/", "") for n in names(got)] == [
        "!a.png", "!c.txt", "!d.txt", "e1", "!e.jsonl line 2", "e2", "!f.txt", "g.txt", "b/1.txt", "b/2.txt",
    ]  # fmt: skip
    assert all(isinstance(x, (Page, PageError)) for x in got)


def test_a_link_back_up_does_not_go_round_in_circles(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("text")
    (tmp_path / "up").symlink_to(tmp_path)
    assert len(read(tmp_path)) == 1


def test_standard_input_is_one_page_or_lines() -> None:
    (flat,) = read(stdin=b"Plain words.")
    (html,) = read("-", stdin=b"<html><p>Words.</p></html>")
    lines = read("-", stdin=b'{"id": "a", "text": "x"}\n{"id": "b", "text": "y"}\n', jsonl=True)
    assert isinstance(flat, Page) and isinstance(html, Page)
    assert (flat.id, flat.media_type, html.media_type) == ("-", "text/plain", "text/html")
    assert names(lines) == ["a", "b"]


def test_errors_do_not_stop_the_arguments_after_them(tmp_path: Path) -> None:
    good = tmp_path / "a.txt"
    good.write_text("good")
    got = read("no/such/file.txt", "mail.eml", "ftp://example.org/x", "https://example.org/", good)
    assert names(got)[-1] == str(good)
    assert [type(x) for x in got[:4]] == [UnreadablePage, UnreadablePage, BadInput, UnreadablePage]
    assert "no such file" in str(got[0]).lower()


def test_other_formats_are_refused_by_name(tmp_path: Path) -> None:
    for suffix in (".docx", ".csv", ".gz"):
        path = tmp_path / f"x{suffix}"
        path.write_text("x")
        (got,) = read(path)
        assert isinstance(got, UnreadablePage)
        assert f"{suffix} files cannot be read; what can be read is html" in got.message


def test_what_is_named_only_is_fetched_if_asked_for(tmp_path: Path) -> None:
    def fetch(url: str) -> Page:
        if url.endswith("gone"):
            raise UnreadablePage("not there", page=url)
        return Page(id=url, content="x", url=url)

    path = tmp_path / "x.gkg.csv"
    path.write_text("\n".join(GKG_ROW.replace("org/a", end) for end in ("org/a", "org/gone", "org/b")))
    told = list(read_pages([str(path)], stdin=io.BytesIO(), jsonl_stdin=False, limits=LIMITS, fetch=fetch))
    assert [type(item) for item in told] == [NamedOnly] * 3
    got = read_pages([str(path)], stdin=io.BytesIO(), jsonl_stdin=False, limits=LIMITS, fetch=fetch, fetch_named=True)
    assert names(list(got)) == ["https://example.org/a", "!https://example.org/gone", "https://example.org/b"]


def test_a_file_without_suffix_is_looked_at(tmp_path: Path) -> None:
    path = tmp_path / "page"
    path.write_text("<!doctype html><title>x</title>")
    (got,) = read(path)
    assert isinstance(got, Page) and got.media_type == "text/html"


def test_an_endless_file_is_given_up() -> None:
    (got,) = read("/dev/zero")
    assert isinstance(got, TooLargePage)


def test_a_name_that_is_no_utf8_is_told_in_characters_that_are(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    Path(os.fsdecode(path)).write_text("x")
    (got,) = read(tmp_path)
    assert isinstance(got, Page)
    assert got.id.endswith("caf\ufffd.txt")


def test_urls_go_to_the_callable_that_is_handed_in() -> None:
    def fetch(url: str) -> Page:
        if url.endswith("bad"):
            raise UnreadablePage("not there", page=url)
        return Page(id=url, content="x", url=url)

    got = read_pages(
        ["http://e.org/bad", "HTTPS://e.org/a"], stdin=io.BytesIO(), jsonl_stdin=False, limits=LIMITS, fetch=fetch
    )
    assert names(list(got)) == ["!http://e.org/bad", "HTTPS://e.org/a"]


def test_pages_come_as_they_are_asked_for(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a")
    pages = read_pages([str(tmp_path / "a.txt"), "-"], stdin=io.BytesIO(b"b"), jsonl_stdin=False, limits=LIMITS)
    first = next(pages)
    assert isinstance(first, Page) and first.content == "a"


def test_a_list_of_pages_says_what_the_files_cannot(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a")
    listing = tmp_path / "pages.toml"
    listing.write_text(
        '[[page]]\nid = "one"\nfile = "a.txt"\nurl = "https://e.org/1"\nfetched = 2025-07-28T09:00:00Z\n'
        '[[page]]\nid = "two"\nfile = "b.txt"\n[[page]]\nid = "three"\n'
        '[[page]]\nid = "four"\nfile = "a.txt"\nfetched = "noon"\n'
    )
    got = list(read_listing(listing, limits=LIMITS))
    assert [type(x) for x in got] == [Page, UnreadablePage, BadInput, BadInput]
    assert isinstance(got[0], Page)
    assert (got[0].id, got[0].url, got[0].fetched) == ("one", "https://e.org/1", datetime(2025, 7, 28, 9, tzinfo=UTC))


def test_a_broken_list_is_an_error_of_its_own(tmp_path: Path) -> None:
    listing = tmp_path / "pages.toml"
    for content in ("[[page", "page = 3", "[page]\nid = 'x'"):
        listing.write_text(content)
        with pytest.raises(BadInput):
            list(read_listing(listing, limits=LIMITS))
