"""Feeds: an entry's id never changes, however the story grows and the text is changed; others can read them."""

from __future__ import annotations

from pathlib import Path

import feedparser
import pytest
from starlette.testclient import TestClient

from dateline.store import open_store
from dateline.story.joining import join
from dateline.views.app import make_app
from tests.factory import NOW, Sample, harbor, plain, talks
from tests.views.exports.hostile import FORMULA, hostile

TOLD_AGAIN = (
    "Harbor strike ends\nDockers went back to work on Friday. The strike closed the harbor for nine days, "
    "the port said."
)


def keep(path: Path, sample: Sample) -> None:
    with open_store(path) as store:
        store.add(sample.page, sample.cutting, sample.records, added_at=NOW, join=join)


def entries(path: Path, url: str) -> dict[str, str]:
    """Return the ids and the times of the entries of a feed."""
    with TestClient(make_app(path), base_url="http://127.0.0.1") as desk:
        answer = desk.get(url)
        assert answer.status_code == 200
        if ".feed.json" in url:
            return {item["id"]: item["date_modified"] for item in answer.json()["items"]}
        feed = feedparser.parse(answer.text)
        assert not feed.bozo, feed.get("bozo_exception")
        return {entry.id: entry.updated for entry in feed.entries}


@pytest.mark.parametrize("suffix", ["atom", "feed.json"])
def test_ids_never_change_when_a_story_grows(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / "d.db"
    keep(path, harbor())
    stories, articles = entries(path, f"/stories.{suffix}"), entries(path, f"/articles.{suffix}")
    assert len(stories) == len(articles) == 1

    keep(path, harbor(hours=5, more=" Ships are queuing outside."))
    changed = entries(path, f"/articles.{suffix}")
    assert changed.keys() == articles.keys()
    assert max(changed.values()) > max(articles.values())
    assert entries(path, f"/stories.{suffix}").keys() == stories.keys()

    keep(path, plain(TOLD_AGAIN, url="https://other.example/harbor", publisher="Other News", published="2024-09-02"))
    grown = entries(path, f"/stories.{suffix}")
    assert grown.keys() == stories.keys(), "the second article belongs to the same story"
    assert articles.keys() < entries(path, f"/articles.{suffix}").keys()
    assert entries(path, f"/search.{suffix}?q=harbor").keys() > articles.keys()


def test_a_feed_is_known_by_what_was_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "d.db"
    keep(path, talks())
    found = []
    with TestClient(make_app(path), base_url="http://127.0.0.1") as desk:
        for url in ("/stories.atom", "/articles.atom", "/search.atom?q=Kenya", "/search.atom?q=Norway"):
            first, again = (feedparser.parse(desk.get(url).text).feed for _ in range(2))
            assert first.id == again.id
            assert [link.href for link in first.links if link.rel == "self"] == [f"http://127.0.0.1{url}"]
            found.append(first.id)
    assert len(set(found)) == len(found)


def test_an_entry_says_what_the_row_says(desk: TestClient) -> None:
    atom = feedparser.parse(desk.get("/articles.atom?text=yes").text).entries
    jsonfeed = desk.get("/articles.feed.json?text=yes").json()
    assert jsonfeed["version"] == "https://jsonfeed.org/version/1.1"
    assert jsonfeed["feed_url"] == "http://127.0.0.1/articles.feed.json?text=yes"
    rows = desk.get("/articles.json").json()["rows"]
    for entry, item, row in zip(atom, jsonfeed["items"], rows, strict=True):
        assert entry.title == item["title"] == row["headline"]
        assert entry.link == item["url"] == f"http://127.0.0.1{row['url']}"
        assert item["external_url"] == row["source_url"]
        assert item["content_text"].startswith(row["headline"])
        assert entry.content[0].value == item["content_text"]
        assert entry.author == item["authors"][0]["name"] == row["outlet"]
        # Nobody knows the hour, and a feed cannot say a day alone.
        assert "published" not in entry
        assert "date_published" not in item


def test_hostile_words_stay_words(tmp_path: Path) -> None:
    path = tmp_path / "d.db"
    sample = hostile()
    keep(path, sample)
    with TestClient(make_app(path), base_url="http://127.0.0.1") as desk:
        feed = feedparser.parse(desk.get("/articles.atom?text=yes").text)
    assert not feed.bozo
    assert feed.entries[0].title == FORMULA
    assert [link.href for link in feed.entries[0].links if link.rel == "via"] == [sample.page.url]
