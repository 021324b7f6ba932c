"""The pages of alerts: made, tried, paused, removed, and ended by whoever gets the mail."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from lxml import html
from starlette.testclient import TestClient

from dateline.alerting import tell
from dateline.carrying import try_out
from dateline.model.alert import Rhythm
from dateline.sending.ways import Sending
from dateline.store import Store, open_store
from dateline.story.joining import join
from dateline.views.app import make_app
from dateline.views.digest_messages import unsubscribe_path
from dateline.views.seam import Telling
from tests.factory import NOW, Sample, arabic, harbor, talks
from tests.sending.servers import Answers, hook_server
from tests.views.crawling import found

HERE = "http://127.0.0.1"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "d.db") as opened:
        keep(opened, talks())
        yield opened


@pytest.fixture
def desk(store: Store) -> Iterator[TestClient]:
    app = make_app(store.where, telling=Telling(mail=True, zone="Europe/Oslo"))
    with TestClient(app, base_url=HERE, follow_redirects=False) as client:
        yield client


def keep(store: Store, *samples: Sample, at: datetime = NOW) -> None:
    for sample in samples:
        store.add(sample.page, sample.cutting, sample.records, added_at=at, join=join)


def attributes(page: str, xpath: str, name: str) -> list[str]:
    """Return an attribute of the elements that an expression of XPath finds."""
    return [element.get(name, "") for element in found(html.document_fromstring(page), xpath)]


def test_an_alert_from_the_form_to_the_log(desk: TestClient, store: Store) -> None:
    assert "There is no alert yet" in desk.get("/alerts").text
    with hook_server(answers := Answers([200])) as url:
        made = desk.post("/alerts", data={"q": "strike", "to": url, "pace": "at-once", "name": "Strikes"})
        assert made.status_code == 303
        where = made.headers["location"]
        alert = store.alerts.get("Strikes")
        assert where == f"/alerts/{alert.id}" and (alert.each, alert.channel, alert.by) == ("story", "webhook", "desk")
        keep(store, harbor(), at=datetime.now(UTC) + timedelta(seconds=5))
        assert tell(store, Sending(private_hooks=True)).sent == 1
    page = desk.get(where).text
    assert "answered 200 OK" in page and "Harbor strike ends" in page and alert.secret not in page
    log = desk.get(f"{where}.json").json()
    assert log["ok"] and log["rows"][0]["state"] == "sent" and log["rows"][0]["articles"] == 1
    assert log["rows"][0]["id"] == answers.got[0].headers["webhook-id"]
    rows = desk.get("/alerts.json").json()["rows"]
    assert [r["name"] for r in rows] == ["Strikes"] and alert.secret not in str(rows) + str(log)
    shown = desk.post(f"{where}/secret")
    assert alert.secret in shown.text and shown.headers["cache-control"] == "no-store"
    assert desk.post(f"{where}/pause").headers["location"] == where
    assert store.alerts.get("Strikes").reason == "paused by desk" and "paused by desk" in desk.get("/alerts").text
    desk.post(f"{where}/resume")
    assert store.alerts.get("Strikes").state == "active"
    assert desk.post(f"{where}/remove").headers["location"] == "/alerts"
    assert desk.get(where).status_code == 404 == desk.post(f"{where}/pause").status_code


def test_a_test_tries_the_way_and_is_noted_nowhere(store: Store) -> None:
    def tried(named: str) -> tuple[bool, str]:
        outcome = try_out(store, named, Sending(private_hooks=True), now=NOW)
        return outcome.kind == "sent", outcome.says

    app = make_app(store.where, telling=Telling(try_out=tried))
    with TestClient(app, base_url=HERE) as desk, hook_server(answers := Answers([200, 404])) as url:
        desk.post("/alerts", data={"q": "Kenya", "to": url, "name": "Way"})
        assert "The test arrived: " in desk.post("/alerts/Way/test").text
        page = desk.post("/alerts/Way/test").text
        assert "did not get through" in page and "answered 404 Not Found" in page
    first, _ = answers.got
    body = json.loads(first.body)
    assert body["data"]["alert"]["name"] == "Test of Way" and body["data"]["articles"] == 1
    assert first.headers["webhook-id"].startswith("test_")
    assert store.alerts.log("Way").rows == () and store.alerts.get("Way").state == "active"


def test_a_mail_alert_by_the_clock_of_the_desk(desk: TestClient, store: Store) -> None:
    desk.post("/alerts", data={"to": "anna@reader.example", "pace": "weekly", "on": "friday", "at": "07:30"})
    alert = store.alerts.get("Everything")
    assert alert.rhythm.words == "weekly on Friday at 07:30 (Europe/Oslo)"
    assert (alert.channel, alert.recipient, alert.each) == ("mail", "anna@reader.example", "article")
    assert "weekly on Friday at 07:30 (Europe/Oslo)" in desk.get("/alerts").text


def test_what_is_wrong_is_said_on_the_page_that_keeps_what_was_typed(desk: TestClient, store: Store) -> None:
    for fields, says in (
        ({"q": "(", "to": "a@b.example"}, "never closed"),
        ({"q": "x", "to": "nobody"}, "is no mail address"),
        ({"q": "x", "to": "https://me:secret@hook.example/"}, "is no address of a webhook"),
        ({"q": "x", "to": "a@b.example", "zone": "Mars"}, "is no time zone"),
        ({"q": "x", "to": "a@b.example", "pace": "on-demand"}, "dateline digest"),
        ({"q": "x", "to": "a@b.example", "pace": "yearly"}, "is no rhythm"),
        ({"q": "x", "to": "a@b.example", "name": "a" * 200}, "1 to 100 characters"),
    ):
        answer = desk.post("/alerts", data=fields)
        assert answer.status_code == 422 and says in answer.text
        assert attributes(answer.text, '//input[@id="f-q"]', "value")[0] == fields["q"]
    assert store.alerts.all() == ()


def test_a_preview_on_the_page_and_in_the_api(desk: TestClient, store: Store) -> None:
    keep(store, harbor(), arabic())
    days = (datetime.now(UTC) - NOW).days + 7
    told = desk.get(f"/alerts/preview.json?q=strike&pace=daily&days={days}").json()
    assert (told["times"], told["stories"], told["articles"], told["each"]) == (1, 1, 1, "article")
    assert told["rhythm"] == "daily at 08:00 (Europe/Oslo)"
    assert told["rows"][0]["rows"][0]["headline"] == "Harbor strike ends"
    every = desk.get(f"/alerts/preview.json?days={days}").json()
    assert (every["times"], every["articles"]) == (1, 3)
    page = desk.get("/alerts?q=strike&pace=at-once&preview=1").text
    assert "It would not have been told in the last 7 days." in page and 'value="strike"' in page
    wrong = desk.get("/alerts/preview.json?q=(")
    assert wrong.status_code == 400 and wrong.json()["column"] == 1
    assert desk.get("/alerts?q=(&pace=daily").status_code == 400
    assert desk.get("/alerts/preview.json?pace=never").status_code == 422


def test_one_click_ends_it_and_only_with_the_address_of_the_mail(desk: TestClient, store: Store) -> None:
    alert = store.alerts.add(
        "News", "", channel="mail", recipient="a@b.example", rhythm=Rhythm(pace="daily"), each="article", by="x"
    )
    path = unsubscribe_path(alert)
    for wrong in (path[:-1], path + "0", path.replace(alert.id, "News"), f"/unsubscribe/{alert.id}/é", path.swapcase()):
        assert desk.post(wrong).status_code == 404, wrong
    assert store.alerts.get(alert.id).state == "active"
    # Programs that look at links ahead of their readers end nothing.
    asked = desk.get(path)
    assert asked.status_code == 200 and "a@b.example" in asked.text and store.alerts.get(alert.id).state == "active"
    done = desk.post(path, data={"List-Unsubscribe": "One-Click"})
    assert done.status_code == 200 and "You get no more of these" in done.text
    assert store.alerts.get(alert.id).reason == "the recipient wants no more of it"
    assert desk.post(path).status_code == 200 and "You get no more" in desk.get(path).text


def test_it_can_be_ended_by_who_has_no_account(store: Store) -> None:
    alert = store.alerts.add(
        "News", "", channel="mail", recipient="a@b.example", rhythm=Rhythm(pace="daily"), each="article", by="x"
    )
    store.accounts.add("Ada", "owner")
    with TestClient(make_app(store.where), base_url=HERE, follow_redirects=False) as desk:
        assert desk.get("/alerts.json").status_code == 401
        assert desk.post(f"/alerts/{alert.id}/remove").status_code == 401
        assert desk.post(unsubscribe_path(alert), data={"List-Unsubscribe": "One-Click"}).status_code == 200
    assert store.alerts.get(alert.id).state == "stopped"


def test_a_form_of_another_site_changes_nothing(desk: TestClient, store: Store) -> None:
    sent = {"q": "x", "to": "a@b.example"}
    assert desk.post("/alerts", data=sent, headers={"origin": "https://evil.example"}).status_code == 403
    assert desk.post("/alerts", data=sent, headers={"origin": HERE}).status_code == 403, (
        "a browser needs the form's token"
    )
    token = attributes(desk.get("/alerts").text, '//form[@action="/alerts"]//input[@name="csrf"]', "value")[0]
    assert desk.post("/alerts", data={**sent, "csrf": token}, headers={"origin": HERE}).status_code == 303


def test_who_may_only_read_is_shown_no_buttons(store: Store) -> None:
    store.alerts.add("N", "", channel="mail", recipient="a@b.c", rhythm=Rhythm(pace="daily"), each="article", by="x")
    with TestClient(make_app(store.where, read_only=True), base_url=HERE) as desk:
        assert attributes(desk.get("/alerts").text, "//main//button", "formmethod") == ["get"]
        assert desk.post("/alerts", data={"to": "a@b.example"}).status_code == 503


def test_hostile_words_stay_words(desk: TestClient, store: Store) -> None:
    words = "<script>alert(1)</script>"
    desk.post("/alerts", data={"q": f'"{words}"', "to": "a@b.example", "name": f"{words}&\u202e"[:-1]})
    (alert,) = store.alerts.all()
    for path in (
        "/alerts",
        f"/alerts/{alert.id}",
        f"/alerts?q={words}&name={words}&zone={words}&to={words}&pace=daily",
    ):
        page = desk.get(path).text
        assert not re.search(r"<script(?! src=\"/static)", page), path


def test_a_search_offers_to_be_followed(desk: TestClient) -> None:
    page = desk.get("/search?q=Kenya+aid").text
    assert attributes(page, '//a[starts-with(@href, "/alerts?")]', "href") == ["/alerts?q=Kenya%20aid"]
    feeds = attributes(page, '//link[@rel="alternate"]', "href")
    assert "/search.atom?q=Kenya%20aid" in feeds
    feeds += attributes(desk.get("/alerts?q=Kenya%20aid").text, '//p[@class="feeds"]/a', "href")
    for href in feeds:
        assert desk.get(href).status_code == 200, href


def test_who_may_only_read_does_not_see_whole_addresses(store: Store) -> None:
    for name, to in (("Mail", "anna.berg@reader.example"), ("Hook", "https://hooks.example/T0/secret-path?key=secret")):
        store.alerts.add(
            name,
            "",
            channel="webhook" if "/" in to else "mail",
            recipient=to,
            rhythm=Rhythm(pace="daily"),
            each="article",
            by="x",
        )
    store.accounts.add("Ada", "owner")
    store.accounts.add("Bo", "reader")
    reader = {"authorization": f"Bearer {store.accounts.make_token('Bo', 'a', ['read'])}"}
    owner = {"authorization": f"Bearer {store.accounts.make_token('Ada', 'a', ['read', 'review'])}"}
    with TestClient(make_app(store.where), base_url=HERE) as desk:
        for path in (
            "/alerts",
            "/alerts.json",
            "/alerts/Mail",
            "/alerts/Mail.json",
            "/alerts/Hook",
            "/alerts/Hook.json",
        ):
            seen, whole = desk.get(path, headers=reader).text, desk.get(path, headers=owner).text
            assert "anna.berg" not in seen and "secret" not in seen, path
            assert "anna.berg" in whole or "secret-path" in whole, path
        assert "a…@reader.example" in desk.get("/alerts", headers=reader).text
        assert desk.post("/alerts/Hook/secret", headers=reader).status_code == 403
