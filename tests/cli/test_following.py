"""Following sources from the command line: feeds, lists, archives that were half read, and the watch itself."""

from __future__ import annotations

import gzip
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dateline.cli import app
from dateline.flow import add_pages
from dateline.page.limits import Limits
from dateline.page.opml import read_opml
from dateline.store import open_store
from dateline.watch import resuming
from dateline.watch.lists import packs
from dateline.watch.resuming import Resuming
from tests.page.building import answer as archived
from tests.page.building import record
from tests.page.misbehaving import Misbehaving, answer, misbehaving
from tests.watch.watching import WORDS, feed, item, page

RUNNER = CliRunner()


@pytest.fixture
def server() -> Iterator[Misbehaving]:
    with misbehaving() as running:
        yield running


@pytest.fixture(autouse=True)
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_STORE", str(tmp_path / "dateline.db"))
    monkeypatch.setenv("DATELINE_ALLOW_PRIVATE", "1")
    monkeypatch.setenv("DATELINE_HOST_DELAY", "0")
    monkeypatch.setenv("DATELINE_TIMEOUT", "60")


def run(*arguments: str, status: int = 0) -> str:
    got = RUNNER.invoke(app, list(arguments))
    assert got.exit_code == status, got.output
    return got.output


def test_a_site_is_followed_by_the_feed_it_names_and_asked_once(server: Misbehaving, tmp_path: Path) -> None:
    link = '<link rel="alternate" type="application/rss+xml" title="All" href="/feed">'
    server.answers |= {
        "/": answer(f"<html><head>{link}</head><body>News.</body></html>".encode()),
        "/robots.txt": answer(f"Sitemap: {server.url}/news.xml".encode(), content_type="text/plain"),
        "/feed": feed(item("Ferry", f"{server.url}/a")),
        "/a": page("Ferry runs again"),
    }
    assert [line.split()[0] for line in run("sources", "discover", server.url).splitlines()] == [
        "feed", "sitemap", "page",
    ]  # fmt: skip
    said = run("sources", "add", server.url, "--folder", "Harbour")
    assert f"followed from now on: feed {server.url}/feed" in said and "news.xml" in said
    assert f"followed already: feed {server.url}/feed" in run("sources", "add", f"{server.url}/feed")
    said = run("watch", "--once")
    assert "new (1 new)" in said and f"kept           {server.url}/a" in said
    assert "Harbour News" in run("sources", "list")
    assert run("watch", "--once") == ""
    (outline,) = read_opml(run("sources", "export").encode(), name="-")
    assert (outline.url, outline.folder, outline.kind) == (f"{server.url}/feed", "Harbour", "feed")
    assert "no longer followed" in run("sources", "remove", f"{server.url}/feed")
    with open_store(tmp_path / "dateline.db") as store:
        assert len(store.articles().rows) == 1


def test_add_takes_feeds_and_lists(server: Misbehaving, tmp_path: Path) -> None:
    server.answers |= {"/feed": feed(item("Ferry", f"{server.url}/a", words=WORDS * 12))}
    listed = tmp_path / "feeds.opml"
    listed.write_text(f'<opml version="2.0"><body><outline text="B" xmlUrl="{server.url}/other"/></body></opml>')
    assert "1 sources followed from now on, 0 followed already" in run("add", str(listed))
    assert "0 followed from now on, 1 followed already" in run("sources", "import", str(listed))
    assert "followed from now on" in run("add", f"{server.url}/feed")
    with open_store(tmp_path / "dateline.db") as store:
        assert [row.headline for row in store.articles().rows] == ["Ferry"]
        assert len(store.following.sources()) == 2


def test_check_says_how_a_source_is(server: Misbehaving) -> None:
    run("sources", "add", "--as-it-is", f"{server.url}/missing")
    assert "404" in run("sources", "check", f"{server.url}/missing", status=1)
    assert "left alone" in run("sources", "pause", f"{server.url}/missing")
    assert "paused" in run("sources", "list")
    assert "followed again" in run("sources", "resume", f"{server.url}/missing")
    assert "nothing called" in run("sources", "check", "src-none", status=1)


def test_without_sources_the_watch_says_what_to_do() -> None:
    assert "sources add" in run("watch", "--once", status=1)
    assert "nothing is followed yet" in run("sources", "list")


def test_the_watch_keeps_what_it_fetched_in_archives_that_add_reads(server: Misbehaving, tmp_path: Path) -> None:
    server.answers |= {"/feed": feed(item("Ferry", f"{server.url}/a")), "/a": page("Ferry runs again")}
    run("sources", "add", f"{server.url}/feed")
    run("watch", "--once", "--keep-warc", str(tmp_path / "kept"))
    (path,) = (tmp_path / "kept").glob("CC-NEWS-*-00001.warc.gz")
    assert "1 pages added" in run("add", str(path), "--store", str(tmp_path / "other.db"))


def test_packs_are_lists_of_feeds_that_can_be_followed() -> None:
    known = packs()
    assert known and all(outlines for outlines in known.values())
    said = run("sources", "packs")
    assert all(name in said for name in known) and "not asked" in said
    name, outlines = next(iter(known.items()))
    assert f"{name}: {len(outlines)} followed from now on" in run("sources", "packs", name)
    assert "there is no pack" in run("sources", "packs", "nowhere", status=1)


def test_no_archive_page_is_lost_or_read_twice_where_a_run_was_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resuming, "SAVE_SECONDS", -1.0)
    path = tmp_path / "big.warc.gz"
    words = (f"<html><body><h1>Boat {n} leaves</h1><p>{WORDS * 3}</p></body></html>".encode() for n in range(9))
    path.write_bytes(
        b"".join(gzip.compress(record("response", archived(w), url=f"https://e.org/{n}")) for n, w in enumerate(words))
    )
    told: list[str] = []
    for stop in (3, 4, 99):
        with open_store(tmp_path / "dateline.db") as store:
            resumed = Resuming(store.following, limits=Limits(), tell=told.append)
            done = count(1)
            for _ in add_pages(store, resumed.pages([str(path)], lambda _given: iter(()))):
                resumed.kept()
                if next(done) == stop:
                    break
            else:
                resumed.finish()
    assert told == [f"{path}: going on after record 2", f"{path}: going on after record 5"]
    with open_store(tmp_path / "dateline.db") as store:
        assert store.counts()["pages"] == 9
        assert store.following.place(str(path), "x") is None
    assert "9 already there" in run("add", str(path))


def test_it_stops_in_order_when_told(server: Misbehaving, tmp_path: Path) -> None:
    server.answers |= {"/feed": feed(item("Ferry", f"{server.url}/a")), "/a": page("Ferry runs again")}
    run("sources", "add", f"{server.url}/feed")
    watch = subprocess.Popen([sys.executable, "-m", "dateline", "watch"], stdout=subprocess.PIPE, env=os.environ)
    for _ in range(2400):
        if server.counts["/a"]:
            break
        time.sleep(0.05)
    watch.send_signal(signal.SIGTERM)
    watch.communicate(timeout=100)
    assert watch.returncode == 0
    with open_store(tmp_path / "dateline.db") as store:
        assert store.following.claimants() == ()
        assert store.check().ok


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["sources", "add", " "], "nothing was given"),
        (["sources", "add", "https://"], "no host"),
        (["sources", "add", "ftp://a.example/"], "no scheme we fetch"),
        (["sources", "import", "/none.opml"], "cannot be opened"),
        (["sources", "import", "/etc/hostname"], "no XML"),
        (["sources", "export", "-o", "/none/x.opml"], "cannot be written"),
        (["sources", "remove", "x"], "nothing called x"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(words: list[str], says: str) -> None:
    said = run(*words, status=1)
    assert says in said and said.count("\n") == 1


def test_an_archive_that_cannot_be_kept_ends_the_watch_with_a_sentence(server: Misbehaving, tmp_path: Path) -> None:
    run("sources", "add", "--as-it-is", f"{server.url}/feed")
    (tmp_path / "file").write_text("x")
    assert "no archive can be kept" in run("watch", "--once", "--keep-warc", str(tmp_path / "file" / "x"), status=1)
