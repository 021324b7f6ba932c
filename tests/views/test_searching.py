"""The page of a search: facets that find what they count, days as a chart and a table, errors, saved searches."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from starlette.testclient import TestClient

from dateline.views.app import make_app
from dateline.views.histogram import HEIGHT, WIDTH, histogram


def page(desk: TestClient, path: str, status: int = 200) -> Any:
    answer = desk.get(path)
    assert answer.status_code == status, answer.text
    return html.fromstring(answer.text)


def words(element: Any) -> str:
    return " ".join(element.text_content().split())


@pytest.mark.parametrize("q", ["type:article", "harbor OR family", "harbor", "country:KEN", "-zebra"])
def test_each_count_is_what_its_link_finds(desk: TestClient, q: str) -> None:
    found = desk.get("/search.json", params={"q": q}).json()
    assert found["total"] == len(found["rows"])
    values = [v for facet in found["facets"] for v in facet["values"] if not v["asked"]]
    assert values
    for value in [*values, *found["histogram"]["bars"]]:
        assert desk.get("/search.json", params={"q": value["query"]}).json()["total"] == value["count"], value


def test_a_facet_adds_its_field_and_takes_it_away_again(desk: TestClient) -> None:
    narrow = page(desk, "/search?q=type:article")
    (kenya,) = [a for a in narrow.cssselect(".facet a") if "Kenya" in words(a)]
    narrowed = page(desk, kenya.get("href"))
    assert "country:KEN" in words(narrowed.cssselect("h1")[0])
    asked = {words(bdi): bdi.getparent().get("href") for bdi in narrowed.cssselect(".facet a.asked-for bdi")}
    assert asked == {"Kenya": "/search?q=type%3Aarticle", "Article": "/search?q=country%3AKEN"}


def test_the_days_are_a_chart_with_its_table(desk: TestClient) -> None:
    found = page(desk, "/search?q=type:article")
    bars, rows = found.cssselect("svg.bars a"), found.cssselect(".days tbody tr")
    assert len(bars) == len(rows) >= 2
    assert [a.get("href") for a in bars] == [a.get("href") for a in found.cssselect(".days tbody a")]
    assert not found.cssselect("svg [style]")


def test_results_as_stories_and_by_date(desk: TestClient) -> None:
    articles = desk.get("/search.json?q=harbor&sort=date").json()
    stories = desk.get("/search.json?q=harbor&tab=stories").json()
    assert (articles["tab"], articles["sort"], stories["sort"]) == ("articles", "date", "relevance")
    assert all(row["line"]["url"].startswith("/story/") and row["found"] >= 1 for row in stories["rows"])
    assert page(desk, "/search?q=harbor&tab=stories").cssselect(".row mark.k-hit")
    first = desk.get("/search.json?q=type:article&limit=1").json()
    assert desk.get(first["next_url"]).json()["rows"][0] not in first["rows"]
    assert desk.get("/search?q=harbor&tab=people").status_code == 400


@pytest.mark.parametrize(("q", "column"), [("rain OR", 6), ("(rain", 1), ("水 date:never", 3), ("a " * 501, 1001)])
def test_an_error_points_at_its_column(desk: TestClient, q: str, column: int) -> None:
    answer = desk.get("/search.json", params={"q": q})
    assert (answer.status_code, answer.json()["ok"], answer.json()["column"]) == (400, False, column)
    assert answer.json()["error"].startswith(f"column {column}:")
    wrong = html.fromstring(desk.get("/search", params={"q": q}).text)
    (shown,) = wrong.cssselect("pre.asked")
    before = shown.text or ""
    assert len(before) == column - 1
    assert shown.cssselect("mark")[0].text == q[column - 1]


def test_a_search_is_saved_asked_and_deleted(desk: TestClient) -> None:
    saved = desk.post("/searches", data={"name": "My beat", "q": "harbor  OR family"}, follow_redirects=False)
    assert (saved.status_code, saved.headers["location"]) == (303, "/search?q=harbor+OR+family")
    (kept,) = desk.get("/searches.json").json()["rows"]
    assert (kept["name"], kept["query"], kept["by"]) == ("My beat", "harbor OR family", "desk")
    asked = desk.get("/search.json", params={"q": 'search:"My beat"'}).json()
    assert asked["total"] == desk.get("/search.json?q=harbor+OR+family").json()["total"] > 0
    shown = page(desk, "/search")
    assert "My beat" in words(shown.cssselect(".saved-all")[0])
    for name, q in (("x", "("), ("x", ""), ("", "rain"), ('a"b', "rain")):
        assert desk.post("/searches", data={"name": name, "q": q}).status_code == 400
    assert desk.post("/searches", data={"name": "x"}).status_code == 422
    assert desk.post("/searches/delete", data={"name": "My beat"}, follow_redirects=False).status_code == 303
    assert desk.get("/searches.json").json()["rows"] == []
    assert desk.post("/searches/delete", data={"name": "My beat"}).status_code == 404


def test_another_site_saves_nothing(desk: TestClient) -> None:
    for path in ("/searches", "/searches/delete"):
        sent = desk.post(path, data={"name": "x", "q": "rain"}, headers={"origin": "https://evil.example"})
        assert sent.status_code == 403
    assert desk.get("/searches.json").json()["rows"] == []


def test_a_desk_that_may_not_write_offers_no_saving(filled: str) -> None:
    with TestClient(make_app(filled, read_only=True), base_url="http://127.0.0.1") as reading:
        assert not page(reading, "/search?q=harbor").cssselect("form.save")
        assert reading.post("/searches", data={"name": "x", "q": "rain"}).status_code == 503


def test_what_is_asked_and_named_is_shown_as_it_is(desk: TestClient) -> None:
    evil = "<script>alert(1)</script>"
    desk.post("/searches", data={"name": evil, "q": "<b>harbor</b>"})
    for path in (f"/search?q={evil}", "/search", "/search?q=harbor", "/search?q=(%3Cb%3E"):
        text = desk.get(path).text
        assert "<script>alert" not in text
        assert "<b>" not in text
    assert json.loads(desk.get("/searches.json").text)["rows"][0]["name"] == evil


DAYS = st.lists(
    st.tuples(st.dates().map(lambda d: d.isoformat()), st.integers(1, 50)),
    min_size=1,
    max_size=30,
    unique_by=lambda d: d[0],
).map(sorted)


@given(DAYS)
def test_bars_hold_all_that_was_counted_and_stay_in_the_chart(days: list[tuple[str, int]]) -> None:
    drawn = histogram(None, days, undated=0, url=lambda q: q)
    assert drawn is not None
    assert sum(bar.count for bar in drawn.bars) == sum(n for _, n in days)
    assert all(0 <= bar.x <= WIDTH and bar.y >= 0 and bar.y + bar.height <= HEIGHT + 0.1 for bar in drawn.bars)
    assert all(re.fullmatch(r"date:\d{4}(-\d\d(-\d\d)?)?", bar.query) for bar in drawn.bars)
