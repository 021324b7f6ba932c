"""The pages of sources: what is followed, how it is, and what is missing; and to add, pause, remove, list."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from starlette.testclient import TestClient

from dateline.errors import PageError
from dateline.page.opml import read_opml
from dateline.store import Store, open_store
from dateline.store.following.rows import Fetch, Item, Source
from dateline.views.app import make_app
from dateline.views.source_health import days_of, per_day, stretches
from dateline.views.sources_seam import Follow, Offer
from dateline.watch.desk import pack_taken, pack_titles, taken_in
from dateline.watch.lists import written

FEED, SITE = "https://harbour.example/feed", "https://harbour.example/"


def find(url: str) -> tuple[Offer, ...]:
    """Answer as a network would that has two sites."""
    if url == FEED:
        return (Offer(url=FEED, kind="feed", title="Harbour News"),)
    if "harbour" in url:
        return Offer(url=FEED, kind="feed", title="All", site=SITE), Offer(url=SITE, kind="page")
    raise PageError("no address is known for <b>nowhere</b>", page=url)


FOLLOW = Follow(find=find, take_in=taken_in, written=written, packs=pack_titles, take_pack=pack_taken, watching=True)


@pytest.fixture
def desk(place: str) -> Iterator[TestClient]:
    with TestClient(make_app(place, follow=FOLLOW), base_url="http://127.0.0.1") as client:
        yield client


def history(store: Store, *, days: int, silent: tuple[int, ...] = (), unwatched: tuple[int, ...] = ()) -> Source:
    """Follow a feed for so many days, today among them: it may be over before a page is asked for."""
    now = datetime.now(UTC)
    source, _ = store.following.add(FEED, at=now - timedelta(days=days), title="Harbour & <b>News</b>")
    for ago in range(days):
        at = now - timedelta(days=ago)
        if ago in unwatched:
            continue
        fetch = Fetch(at=at, url=FEED, status=200, result="new", found=5, new=4)
        store.following.finish(source, fetch, next_at=now + timedelta(hours=1), every=3600)
        for n in range(0 if ago in silent else 4):
            item = Item(
                source=source.id, guid=f"{ago}-{n}", url=f"{SITE}{ago}-{n}", title=f"Boat {ago} {n}", published=at,
                said="x", first_seen=at, state="kept",
            )  # fmt: skip
            store.following.keep_item(item)
    return source


def test_a_newcomer_is_told_what_to_do(desk: TestClient) -> None:
    page = desk.get("/sources").text
    assert "Nothing is followed yet" in page and "Find and follow" in page
    assert all(name in page for name in pack_titles())
    assert desk.get("/sources.json").json()["total"] == 0


def test_a_feed_is_followed_at_once_and_a_site_offers_what_it_has(desk: TestClient) -> None:
    got = desk.post("/sources", data={"url": FEED, "folder": "Boats"})
    assert got.status_code == 200 and "Not asked yet" in got.text
    offered = html.fromstring(desk.post("/sources", data={"url": SITE, "folder": "Boats"}).text)
    forms = [
        {str(i.get("name")): str(i.get("value")) for i in form.iter("input")}
        for form in offered.iter("form")
        if "kind" in [i.get("name") for i in form.iter("input")]
    ]
    assert [form["kind"] for form in forms] == ["feed", "page"]
    chosen = forms[1]
    assert chosen["folder"] == "Boats"
    desk.post("/sources", data=chosen)
    (folder,) = desk.get("/sources.json").json()["folders"]
    assert (folder["name"], sorted(r["kind"] for r in folder["rows"])) == ("Boats", ["feed", "page"])


def test_an_address_that_cannot_be_fetched_says_why(desk: TestClient) -> None:
    got = desk.post("/sources", data={"url": "https://nowhere.example/"})
    assert got.status_code == 422
    assert "no address is known for &lt;b&gt;nowhere" in got.text and 'value="https://nowhere.example/"' in got.text
    assert desk.post("/sources", data={}).status_code == 422


def test_a_source_shows_its_days_its_rounds_and_what_is_missing(desk: TestClient, place: str) -> None:
    with open_store(place) as store:
        source = history(store, days=40, silent=(3,), unwatched=(9, 10))
    page = desk.get(f"/source/{source.id}")
    assert "<b>News" not in page.text and "Harbour &amp; &lt;b&gt;News" in page.text
    got = desk.get(f"/source/{source.id}.json").json()
    assert (got["source"]["gap_days"], got["source"]["state"]) == (1, "ok")
    assert got["source"]["per_day"] == pytest.approx(4, abs=0.2)
    states = {day["day"]: day["state"] for day in got["days"]}
    assert states[(source.added_at + timedelta(days=40 - 3)).date().isoformat()] == "gap"
    assert states[(source.added_at + timedelta(days=40 - 9)).date().isoformat()] == "unwatched"
    silent, unknown = got["gaps"]
    assert "nothing came" in silent and "nobody watched" in unknown
    assert len(got["rounds"]) == 20 and len(got["rows"]) == 50
    more = desk.get(got["next_url"]).json()
    assert not {r["guid"] for r in got["rows"]} & {r["guid"] for r in more["rows"]}
    assert "<strong>1</strong>" in desk.get("/sources").text
    assert desk.get("/source/src-none").status_code == desk.get("/source/src-none.json").status_code == 404


def test_pause_resume_check_and_remove(desk: TestClient, place: str) -> None:
    with open_store(place) as store:
        source = history(store, days=2)
    assert "Paused" in desk.post(f"/source/{source.id}/pause").text
    assert desk.get(f"/source/{source.id}.json").json()["source"]["state"] == "paused"
    desk.post(f"/source/{source.id}/resume")
    desk.post(f"/source/{source.id}/check")
    assert desk.get(f"/source/{source.id}.json").json()["source"]["next_at"] <= datetime.now(UTC).isoformat()
    assert "Nothing is followed yet" in desk.post(f"/source/{source.id}/remove").text
    assert desk.post(f"/source/{source.id}/remove").status_code == 404


def test_lists_go_out_and_come_in(desk: TestClient) -> None:
    listed = '<opml version="2.0"><body><outline text="Boats"><outline text="A &amp; B" xmlUrl="https://a.example/f"/>'
    listed += "</outline></body></opml>"
    desk.post("/sources/opml", files={"file": ("a.opml", listed.encode())})
    desk.post("/sources/pack", data={"name": "un"})
    got = desk.get("/sources.opml")
    assert "attachment" in got.headers["content-disposition"]
    outlines = {o.url: o for o in read_opml(got.content, name="-")}
    assert (outlines["https://a.example/f"].title, outlines["https://a.example/f"].folder) == ("A & B", "Boats")
    assert len(outlines) == 1 + len(pack_titles()["un"])
    assert desk.post("/sources/opml", files={"file": ("a.opml", b"<html/>")}).status_code == 422
    assert desk.post("/sources/pack", data={"name": "none"}).status_code == 404


def test_a_desk_that_only_shows_changes_nothing(place: str) -> None:
    with TestClient(make_app(place), base_url="http://127.0.0.1") as client:
        assert "Find and follow" not in client.get("/sources").text
        assert client.post("/sources", data={"url": FEED}).status_code == 422


def test_another_site_cannot_add(desk: TestClient) -> None:
    assert desk.post("/sources", data={"url": FEED}, headers={"Origin": "https://evil.example"}).status_code == 403


TODAY = date(2030, 3, 1)
COUNTS = st.dictionaries(st.integers(1, 80).map(lambda n: TODAY - timedelta(days=n)), st.integers(0, 9))


@given(items=COUNTS, answered=COUNTS, since=st.integers(0, 90).map(lambda n: TODAY - timedelta(days=n)))
def test_days_are_whole_and_each_is_one_thing(items: dict[date, int], answered: dict[date, int], since: date) -> None:
    days = days_of(items, answered, since=since, today=TODAY)
    assert [d.day for d in days] == sorted({d.day for d in days})
    assert all(since < d.day < TODAY and TODAY - timedelta(days=60) <= d.day for d in days)
    for d in days:
        assert (d.state == "some") == (d.items > 0)
        assert d.state != "gap" or answered.get(d.day)
        assert d.state != "unwatched" or not answered.get(d.day)
    gaps = [d for first, last in stretches(days, "gap") for d in days if first <= d.day <= last]
    assert gaps == [d for d in days if d.state == "gap"]
    rate = per_day(days)
    assert rate is None or 0 <= rate <= 9


def test_a_weekend_without_news_is_no_gap() -> None:
    answered = {TODAY - timedelta(days=n): 3 for n in range(1, 60)}
    items = {day: 0 if day.weekday() >= 5 else 4 for day in answered}
    silent = TODAY - timedelta(days=7)  # a Friday
    days = days_of(items | {silent: 0}, answered, since=TODAY - timedelta(days=60), today=TODAY)
    assert [d.day for d in days if d.state == "gap"] == [silent]
