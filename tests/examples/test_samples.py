"""The samples hang together: each page is listed and has its expectation, which speaks of words on that page."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from dateline.model.page import Page
from dateline.page.limits import Limits
from dateline.page.listing import read_listing

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
LISTED = {p["id"]: p for p in tomllib.loads((EXAMPLES / "pages.toml").read_text("utf8"))["page"]}


class Words(HTMLParser):
    """Collects the words of markup, whatever their place."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def words_of(page: Page) -> str:
    if page.media_type != "text/html":
        return page.content
    parser = Words()
    parser.feed(page.content)
    return "".join(parser.words)


def expected_words(article: dict[str, Any]) -> Iterator[str]:
    yield from (article["starts"], article["ends"])
    for kind in ("times", "places", "names", "roles", "figures"):
        yield from (item[0] for item in article.get(kind, []))
    for quote in article["quotes"]:
        yield from (quote[key] for key in ("content", "source", "speaker") if quote.get(key))
    yield from (event["near"] for event in article["events"])


def test_every_page_is_listed_and_expected() -> None:
    files = {str(p.relative_to(EXAMPLES)) for p in (EXAMPLES / "pages").iterdir()}
    assert files == {p["file"] for p in LISTED.values()}
    assert {p.stem for p in (EXAMPLES / "expected").glob("*.json")} == set(LISTED)
    assert len(LISTED) >= 14


def test_every_page_can_be_read_as_bytes() -> None:
    pages = list(read_listing(EXAMPLES / "pages.toml", limits=Limits()))
    assert [p.id for p in pages if isinstance(p, Page)] == list(LISTED)
    assert all(not p.notes and p.fetched for p in pages if isinstance(p, Page))


@pytest.mark.parametrize("id", LISTED)
def test_an_expectation_speaks_of_words_on_its_page(id: str) -> None:
    pages = {p.id: p for p in read_listing(EXAMPLES / "pages.toml", limits=Limits()) if isinstance(p, Page)}
    words = words_of(pages[id])
    for article in json.loads((EXAMPLES / "expected" / f"{id}.json").read_text("utf8"))["articles"]:
        assert [w for w in expected_words(article) if w not in words] == []
