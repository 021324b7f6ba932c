"""Feeds and calendars of any search, asked for again and again: newest first, and 304 where nothing changed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from dateline.store import open_store
from dateline.story.joining import join
from dateline.views.app import make_app
from tests.factory import NOW, Sample, harbor, plain, talks
from tests.store.test_alerts import AGAIN

URLS = ("/search.atom?q=harbor", "/search.feed.json?q=harbor", "/search/stories.atom?q=harbor", "/stories.feed.json")
CALENDAR = "/search/events.ics?q=Kenya"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    keep(tmp_path / "d.db", harbor(), talks())
    return tmp_path / "d.db"


@pytest.fixture
def desk(path: Path) -> Iterator[TestClient]:
    with TestClient(make_app(path), base_url="http://127.0.0.1") as client:
        yield client


def keep(path: Path, *samples: Sample) -> None:
    with open_store(path) as store:
        for sample in samples:
            store.add(sample.page, sample.cutting, sample.records, added_at=NOW, join=join)


@pytest.mark.parametrize("url", [*URLS, CALENDAR, "/search.atom?q=nothing"])
def test_who_has_it_is_told_so_until_it_changes(desk: TestClient, path: Path, url: str) -> None:
    first = desk.get(url)
    tag, modified = first.headers["etag"], first.headers.get("last-modified")
    assert first.status_code == 200 and (modified is not None or "nothing" in url)
    for headers in ({"if-none-match": tag}, {"if-none-match": f'"x", W/{tag}'}, {"if-none-match": "*"}):
        again = desk.get(url, headers=headers)
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert desk.get(url, headers={"if-none-match": '"x"'}).status_code == 200
    if modified:
        assert desk.get(url, headers={"if-modified-since": modified}).status_code == 304
        assert desk.get(url, headers={"if-modified-since": modified, "if-none-match": '"x"'}).status_code == 200
        assert desk.get(url, headers={"if-modified-since": "Sun, 01 Sep 2024 00:00:00 GMT"}).status_code == 200
        assert desk.get(url, headers={"if-modified-since": "yesterday"}).status_code == 200
    # What others write to the store changes nothing of it.
    with open_store(path) as store:
        store.save_search("mine", "harbor", by="a test")
    assert desk.get(url, headers={"if-none-match": tag}).status_code == 304
    keep(path, harbor(hours=5, more=" Ships are queuing in Kenya."))
    changed = desk.get(url, headers={"if-none-match": tag})
    if url in URLS:
        assert changed.status_code == 200 and changed.headers["etag"] != tag
        assert desk.get(url, headers={"if-modified-since": modified or ""}).status_code == 200


def test_a_feed_of_a_search_begins_with_the_newest(desk: TestClient, path: Path) -> None:
    words = "Harbor harbor harbor\nThe harbor of the harbor was a harbor."
    keep(path, plain(words, url="https://a.example/old", published="2019-05-01", fetched=NOW - timedelta(days=900)))
    best = [row["line"]["headline"] for row in desk.get("/search.json?q=harbor").json()["rows"]]
    assert best[0].startswith("Harbor harbor")
    fed = [item["title"] for item in desk.get("/search.feed.json?q=harbor").json()["items"]]
    assert fed == ["Harbor strike ends", best[1] if "Ministers" in best[1] else best[2], best[0]]
    ranked = [item["title"] for item in desk.get("/search.feed.json?q=harbor&sort=relevance").json()["items"]]
    assert ranked == best


def test_the_stories_of_a_search_keep_their_ids_as_they_grow(desk: TestClient, path: Path) -> None:
    url = "/search/stories.feed.json?q=strike"
    (before,) = desk.get(url).json()["items"]
    keep(path, AGAIN)
    (after,) = desk.get(url).json()["items"]
    assert before["id"] == after["id"] and before["url"] == after["url"]
    with open_store(path) as store:
        assert before["id"] == f"urn:dateline:story:{store.story(AGAIN.article.id)[0]}"
    assert desk.get("/search/stories.csv?q=strike").text.count("\n") == 2


def test_a_saved_search_has_a_feed_that_stays_when_it_is_saved_anew(desk: TestClient, path: Path) -> None:
    asked = quote('search:"my beat"')
    with open_store(path) as store:
        store.save_search("my beat", "strike", by="a test")
    first = desk.get(f"/search.feed.json?q={asked}").json()
    with open_store(path) as store:
        store.save_search("my beat", "Kenya", by="a test")
    second = desk.get(f"/search.feed.json?q={asked}").json()
    assert first["feed_url"] == second["feed_url"] and first["title"] == second["title"]
    assert [i["title"] for i in first["items"]] != [i["title"] for i in second["items"]]
    assert desk.get(f"/search/events.ics?q={asked}").text.count("BEGIN:VEVENT") == 1
