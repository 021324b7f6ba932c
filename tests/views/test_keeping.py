"""Deleting on the desk: the question, the answer, the stones; and nothing of it anywhere after."""

from __future__ import annotations

import re

from starlette.testclient import TestClient

from tests.factory import talks
from tests.views.desk_samples import SAMPLES

TALKS = talks().article.id
NEWER, OLDER = SAMPLES[3].article.id, SAMPLES[2].article.id


def test_the_question_says_all_that_goes(desk: TestClient) -> None:
    assert f'href="/article/{TALKS}/delete"' in desk.get(f"/article/{TALKS}").text
    asked = desk.get(f"/article/{NEWER}/delete.json").json()
    assert [row["older"] for row in asked["rows"]] == [True, False]
    assert len(desk.get(f"/article/{NEWER}/delete.json?versions=false").json()["rows"]) == 1
    page = desk.get(f"/article/{NEWER}/delete").text
    assert "an older version" in page and "Leave its other versions" in page
    assert desk.get("/article/none/delete").status_code == 404


def test_what_is_deleted_is_nowhere(desk: TestClient) -> None:
    event = desk.get(f"/article/{TALKS}.json").json()
    story = event["story"]
    done = desk.post(
        f"/article/{TALKS}/delete", data={"versions": "1", "why": "<b>asked</b> for"}, follow_redirects=False
    )
    assert (done.status_code, done.headers["location"]) == (303, "/deleted")
    for path in (f"/article/{TALKS}", f"/article/{TALKS}.json", f"/story/{story}", f"/article/{TALKS}/delete"):
        assert desk.get(path).status_code == 404, path
    for path in (
        "/", "/stories.json", "/articles.json", "/events.json", "/search.json?q=ministers", "/articles.jsonl",
        "/events.csv", "/stories.atom", "/articles.atom", "/dyad.json", "/review.json",
    ):  # fmt: skip
        assert "Solberg" not in desk.get(path).text, path
        assert TALKS not in desk.get(path).text, path
    (stone,) = desk.get("/deleted.json").json()["rows"]
    assert (stone["article"], stone["by"], stone["why"]) == (TALKS, "desk", "<b>asked</b> for")
    page = desk.get("/deleted").text
    assert "&lt;b&gt;asked&lt;/b&gt; for" in page and "news.example" in page


def test_an_older_version_stays_where_it_is_wanted(desk: TestClient) -> None:
    desk.post(f"/article/{NEWER}/delete", data={})
    assert desk.get(f"/article/{NEWER}").status_code == 404
    assert "A newer version" not in desk.get(f"/article/{OLDER}").text


def test_stones_come_page_by_page(desk: TestClient) -> None:
    for sample in SAMPLES[:3]:
        desk.post(f"/article/{sample.article.id}/delete", data={})
    first = desk.get("/deleted.json?limit=2").json()
    assert len(first["rows"]) == 2
    assert len(desk.get(first["next_url"].replace("/deleted?", "/deleted.json?")).json()["rows"]) == 1
    assert re.search(r'rel="next" href="/deleted\?limit=2', desk.get("/deleted?limit=2").text)


def test_without_a_worker_nothing_is_offered(desk: TestClient) -> None:
    for path in ("/adding", "/reread"):
        page = desk.get(path).text
        assert f'action="{path}"' not in page
        assert desk.post(path, data={"urls": "https://x.example/", "which": "all"}).status_code == 422
