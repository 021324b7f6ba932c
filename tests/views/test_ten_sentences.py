"""What users are promised, sentence by sentence, held against the samples as they are read and kept for real."""

from __future__ import annotations

import csv
import json
import os
import random
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from lxml import html
from starlette.testclient import TestClient

from dateline.flow import add_read, lines, read_page, sample_pages
from dateline.model.article import Article
from dateline.model.contract import offsets
from dateline.model.page import Page
from dateline.model.span import Span
from dateline.page.limits import Limits
from dateline.store import open_store
from dateline.views.app import make_app
from tests.factory import NOW
from tests.views.conftest import CHROMIUM, opened
from tests.views.crawling import HERE, found, pages, quotations
from tests.views.desk_samples import serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser

Json = dict[str, Any]


@pytest.fixture(scope="module")
def samples() -> dict[str, Page]:
    return {p.id: p for p in sample_pages(Limits()) if isinstance(p, Page)}


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory, samples: dict[str, Page]) -> Path:
    """Return a store with all samples."""
    path = tmp_path_factory.mktemp("ten") / "dateline.db"
    with open_store(path) as store:
        for page in samples.values():
            add_read(store, read_page(page))
    return path


@pytest.fixture(scope="module")
def desk(kept: Path) -> Iterator[TestClient]:
    with TestClient(make_app(kept, read_only=True), base_url=HERE) as client:
        yield client


@pytest.fixture(scope="module")
def screens(desk: TestClient) -> list[tuple[str, html.HtmlElement]]:
    """Return every page that links lead to from the front."""
    return list(pages(desk))


def test_1_no_quotation_mark_on_screen_without_an_identical_span_in_a_stored_text(
    kept: Path, screens: list[tuple[str, html.HtmlElement]]
) -> None:
    with sqlite3.connect(kept) as store:
        texts = [" ".join(text.split()) for (text,) in store.execute("select content from texts")]
    seen = [(path, words) for path, screen in screens for words in quotations(screen)]
    assert len(seen) > 100, "the samples hold many quotations: the desk must show them"
    assert [(path, words) for path, words in seen if not any(words in text for text in texts)] == []


def test_2_every_fact_opens_its_words(desk: TestClient, screens: list[tuple[str, html.HtmlElement]]) -> None:
    links = {str(a.get("href")) for _, screen in screens for a in found(screen, "//a[contains(@href, '#f-')]")}
    assert len(links) > 300
    for link in random.Random(2).sample(sorted(links), 60):
        address, mark = link.split("#")
        answer = desk.get(address)
        assert answer.status_code == 200, link
        screen = html.document_fromstring(answer.text)
        assert found(screen, f"//*[@id='{mark}']"), f"{link} leads nowhere"
        lit = "".join(e.text_content() for e in found(screen, "//*[contains(@class, ' lit')]"))
        told = found(screen, "//li[contains(@class, 'picked')]//span[@class='words']")
        assert lit.strip(), f"{link} lights nothing"
        assert not told or " ".join(told[0].text_content().split()) in " ".join(lit.split()), link


_NAMED = {"stories": "story", "articles": "article", "events": "id", "search": "article"}


@pytest.mark.parametrize("path", ["stories", "articles", "events", "search?q=water", "search?q=type:PROTEST"])
def test_3_export_rows_are_the_rows_on_screen(desk: TestClient, path: str) -> None:
    where, _, query = path.partition("?")
    shown: list[str] = []
    address: str | None = f"/{where}.json?{query}"
    while address:
        answer = desk.get(address).json()
        shown += [row.get("line", row)["id"] for row in answer["rows"]]
        address = answer["next_url"]
    file = list(csv.DictReader(desk.get(f"/{where}.csv?{query}").text.splitlines()))
    assert [row[_NAMED[where]] for row in file] == shown
    assert shown, "nothing to compare"
    assert desk.get(f"/{where}.csv.meta.json?{query}").json()["rows"] == len(shown)


def test_4_feed_ids_never_change_when_a_story_grows(tmp_path: Path, samples: dict[str, Page]) -> None:
    parts = ["derna-courier", "derna-sentinel", "derna-monitor", "derna-corrected"]
    before: dict[str, list[str]] = {"atom": [], "feed.json": []}
    grown = 0
    path = tmp_path / "dateline.db"
    for name in parts:
        with open_store(path) as store:
            add_read(store, read_page(samples[name]))
        with TestClient(make_app(path, read_only=True), base_url=HERE) as desk:
            for suffix, earlier in before.items():
                now = _ids(desk.get(f"/stories.{suffix}").text)
                assert set(earlier) <= set(now)
                before[suffix] = now
            grown = max(row["articles"] for row in desk.get("/stories.json").json()["rows"])
    assert grown > 1, "no story grew: nothing was tested"
    assert len(before["atom"]) == len(before["feed.json"]) < len(parts)


def _ids(feed: str) -> list[str]:
    if feed.startswith("{"):
        return [item["id"] for item in json.loads(feed)["items"]]
    entries = html.etree.fromstring(feed.encode()).findall("{http://www.w3.org/2005/Atom}entry")
    return [str(entry.findtext("{http://www.w3.org/2005/Atom}id")) for entry in entries]


def test_5_site_furniture_yields_no_facts(samples: dict[str, Page]) -> None:
    dropped = 0
    for page in samples.values():
        item = read_page(page)
        left_out = [d.page_span for d in item.cutting.dropped]
        dropped += len(left_out)
        for record in item.records:
            for statement in record.statements():
                for evidence in statement.evidence:
                    for at in _on_page(record.article, evidence.span):
                        assert not any(at.start < d.end and d.start < at.end for d in left_out), (page.id, statement)
    assert dropped > 50, "the samples are full of furniture"
    assert read_page(samples["furniture-only"]).records == ()


def _on_page(article: Article, span: Span) -> Iterator[Span]:
    """Yield where the words of an article stand on its page, block by block."""
    for block in article.blocks:
        start, end = max(span.start, block.span.start), min(span.end, block.span.end)
        if start < end:
            moved = block.page_span.start - block.span.start
            yield Span(start + moved, end + moved)


def test_6_a_page_without_a_body_yields_an_article_without_a_body(samples: dict[str, Page]) -> None:
    first = next(iter(lines(read_page(samples["no-body"]))))
    assert first["kind"] == "article"
    assert [b for b in first["blocks"] if b["role"] in ("paragraph", "subheading", "list", "quote")] == []
    assert first["reasons"]["body"]


WIRE = """Ferry workers in Port Aldra begin an open-ended strike over pay

PORT ALDRA, Aug 28 (Harbor Wire) - Ferry workers in Port Aldra began an open-ended strike on Wednesday after talks on
pay collapsed, stranding about 4,000 passengers on both shores of the strait.

"We waited eleven months for an offer and none came," union leader Marta Quell told reporters at the terminal.

The port authority said that 38 sailings had been canceled and that freight would move by road until the weekend.

Transport Minister Jonas Ferren asked both sides to return to the table and promised a mediator by Friday."""


def test_7_forty_wire_copies_are_one_independent_source(tmp_path: Path) -> None:
    path = tmp_path / "dateline.db"
    with open_store(path) as store:
        for n in range(40):
            page = Page(
                id=f"copy-{n}",
                content=WIRE,
                url=f"https://paper{n}.example/ferry-strike",
                fetched=NOW + timedelta(minutes=n),
            )
            add_read(store, read_page(page))
    with TestClient(make_app(path, read_only=True), base_url=HERE) as desk:
        (story,) = desk.get("/stories.json").json()["rows"]
        assert (story["articles"], story["copies"]) == (40, 39)
        rows = list(csv.DictReader(desk.get("/events.csv?limit=50").text.splitlines()))
        assert rows, "no event to count the sources of"
        assert {row["n_independent_sources"] for row in rows} == {"1"}


@pytest.mark.parametrize("name", ["emoji", "arabic", "rtl-name"])
def test_8_offsets_survive_emoji_and_arabic(name: str, samples: dict[str, Page], desk: TestClient) -> None:
    checked = 0
    for line in lines(read_page(samples[name])):
        for start, end, words in offsets(line):
            assert words is None or line["text"][start:end] == words
            checked += 1
        article = next(row for row in desk.get("/articles.json").json()["rows"] if row["headline"] == _headline(line))
        screen = html.document_fromstring(desk.get(article["url"]).text)
        shown = " ".join(found(screen, "//article")[0].text_content().split())
        for block in line["blocks"]:
            assert " ".join(line["text"][block["start"] : block["end"]].split()) in shown
    assert checked > 3


def _headline(line: Json) -> str:
    return str(line["headline"]["value"])


OFFLINE = """
import sys

def watch(event, args):
    if event in ("socket.connect", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname"):
        raise SystemExit(f"asks the network: {event} {args}")

sys.addaudithook(watch)
from dateline.cli import main
sys.argv = ["dateline", "demo", "--no-serve", "--store", sys.argv[1]]
main()
"""


def test_9_the_first_story_is_there_within_a_minute_offline(tmp_path: Path) -> None:
    path = tmp_path / "dateline.db"
    before = os.times()
    subprocess.run([sys.executable, "-c", OFFLINE, str(path)], check=True, timeout=250, capture_output=True)
    # Time of the processor, so that it does not matter what else this machine does.
    assert sum(os.times()[2:4]) - sum(before[2:4]) < 60
    with TestClient(make_app(path, read_only=True), base_url=HERE) as desk:
        assert desk.get("/stories.json").json()["rows"]


@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine (apt-get install chromium)")
def test_10_no_request_goes_to_a_host_the_user_did_not_add(
    kept: Path, browser: Browser, screens: list[tuple[str, html.HtmlElement]]
) -> None:
    addresses = {path.split("/")[1]: path for path, _ in screens}  # one page of each sort
    asked: list[str] = []
    with serving(make_app(kept, read_only=True)) as url:
        context = opened(browser, base_url=url)
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        for path in addresses.values():
            page.goto(path, wait_until="load")
        context.close()
    assert len(asked) > len(addresses)
    assert [there for there in asked if not there.startswith(url)] == []
