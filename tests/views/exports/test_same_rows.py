"""The rows of an export are the rows on the screen: all of them, no other ones, in their order."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from starlette.testclient import TestClient

from dateline.model.story import Judgement
from dateline.store import open_store
from dateline.views.app import make_app
from tests.factory import NOW

LISTS = ("stories", "articles", "events", "search?q=harbor+OR+Kenya+OR+المحادثات", "search?q=lang:en")
FILES = ("csv", "jsonl", "parquet", "annotations.jsonld", "polecat.tsv", "gdelt.tsv", "geojson")
WRONG = ("/events.csv?country=KEN", "/search.csv?q=", "/search.csv?q=date:never", "/events.csv?cursor=x")


def shown(desk: TestClient, path: str, **params: Any) -> list[str]:
    """Return the ids on all screens of a list, one after another."""
    path, _, query = path.partition("?")
    url: str | None = f"/{path}.json?{query}&limit=1"
    out = []
    while url:
        page = desk.get(url).json()
        out += [(row.get("line") or row)["id"] for row in page["rows"]]
        url = page["next_url"]
    return out


def taken(desk: TestClient, path: str, suffix: str = "csv", more: str = "") -> list[dict[str, str]]:
    path, _, query = path.partition("?")
    answer = desk.get(f"/{path}.{suffix}?{query}{more}")
    assert answer.status_code == 200, answer.text
    return list(csv.DictReader(io.StringIO(answer.text)))


def ids(path: str, rows: list[dict[str, str]]) -> list[str]:
    key = {"stories": "story", "events": "id"}.get(path, "article")
    return [row[key] for row in rows]


@pytest.mark.parametrize("path", LISTS)
def test_a_file_holds_the_rows_of_all_screens_in_their_order(desk: TestClient, path: str) -> None:
    expected = shown(desk, path)
    assert len(expected) > 1
    assert ids(path, taken(desk, path)) == expected


@pytest.mark.parametrize("path", LISTS)
def test_a_file_of_one_screen_holds_that_screen(desk: TestClient, path: str) -> None:
    name, _, query = path.partition("?")
    first = desk.get(f"/{name}.json?{query}&limit=1").json()
    page = desk.get(first["next_url"]).json()
    rows = taken(desk, path, more=f"&limit=1&cursor={first['next']}")
    assert ids(path, rows) == [(row.get("line") or row)["id"] for row in page["rows"]]


@pytest.mark.parametrize("suffix", FILES)
def test_every_format_has_as_many_rows_as_its_meta_says(desk: TestClient, suffix: str) -> None:
    beside = desk.get(f"/events.{suffix}.meta.json").json()
    assert beside["rows"] == len(shown(desk, "events"))
    assert beside["left_out"] == 0
    assert beside["versions"]["dateline"]
    assert beside["made"]
    assert beside["query"] == {}


def test_the_meta_tells_what_was_asked_for_and_what_a_format_cannot_hold(desk: TestClient) -> None:
    beside = desk.get("/search/events.ics.meta.json?q=Kenya&limit=3").json()
    assert beside["query"] == {"q": "Kenya", "limit": "3"}
    assert beside["rows"] == 3
    assert beside["left_out"] == 2
    assert "no day" in beside["left_out_reason"]
    assert desk.get("/search/events.ics?q=Kenya&limit=3").text.count("BEGIN:VEVENT") == 1


def test_what_people_rejected_is_on_no_screen_and_in_no_file(copy: str) -> None:
    with open_store(copy) as store:
        first, *_ = store.events().rows
        store.judge(Judgement(id="j1", target=first.event.id, verdict="reject", by="ada", at=NOW))
    with TestClient(make_app(copy), base_url="http://127.0.0.1") as desk:
        rows = taken(desk, "events")
        assert first.event.id not in ids("events", rows)
        assert len(rows) == 2
        assert ids("events", rows) == shown(desk, "events")
        assert desk.get("/events.polecat.tsv.meta.json").json()["rows"] == 2
        assert first.event.id not in desk.get("/articles.annotations.jsonld").text


def test_events_of_one_type(desk: TestClient) -> None:
    assert [row["type"] for row in taken(desk, "events", more="&type=ACCUSE")] == ["ACCUSE"]


@pytest.mark.parametrize("url", WRONG)
def test_what_is_not_understood_is_an_error_before_a_row_is_written(desk: TestClient, url: str) -> None:
    answer = desk.get(url)
    assert answer.status_code == 400


@pytest.mark.parametrize("url", ["/events.exe", "/events.atom", "/story/none/events.csv", "/article/none/articles.csv"])
def test_what_is_not_there_is_not_found(desk: TestClient, url: str) -> None:
    assert desk.get(url).status_code == 404


def test_json_lines_of_articles_are_records(desk: TestClient) -> None:
    records = [json.loads(line) for line in desk.get("/articles.jsonl").text.splitlines()]
    assert [r["id"] for r in records] == shown(desk, "articles")
    for record in records:
        assert record["v"] == 1
        for quote in record["quotes"]:
            assert all(record["text"][c["start"] : c["end"]] for c in quote["content"])


def test_texts_can_be_left_out(desk: TestClient) -> None:
    assert "text" in taken(desk, "articles")[0]
    assert "text" not in taken(desk, "articles", more="&text=no")[0]
    assert "text" not in json.loads(desk.get("/articles.jsonl?text=no").text.splitlines()[0])


def test_every_fact_carries_its_words(desk: TestClient) -> None:
    texts = {row["article"]: row["text"] for row in taken(desk, "articles")}
    rows = taken(desk, "events")
    for row in rows:
        assert texts[row["article"]][int(row["char_start"]) : int(row["char_end"])] == row["quote_exact"]
        assert row["source_url"].startswith("https://")
        assert len(row["text_sha256"]) == 64
        assert row["n_sources"] == row["n_independent_sources"] == "1"


@pytest.mark.parametrize("path", ["/", "/articles", "/events", "/search?q=Kenya"])
def test_each_list_offers_its_files_and_they_are_there(desk: TestClient, path: str) -> None:
    from lxml import html

    links = [a.get("href", "") for a in html.fromstring(desk.get(path).text).cssselect(".takeout a")]
    assert len(links) > 4
    for link in links:
        assert desk.get(link).status_code == 200, link
