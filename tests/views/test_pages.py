"""Every page of the desk over HTTP: what it shows, what it refuses, and that HTML and JSON say the same."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import etree, html
from starlette.testclient import TestClient

from dateline.errors import StoreError
from dateline.model.contract import record_to_json
from dateline.model.record import Record
from dateline.store import open_store
from dateline.story.joining import join
from dateline.views.app import make_app
from tests.factory import NOW, arabic, plain, talks
from tests.views.desk_samples import SAMPLES, fill, read

TALKS = talks().article.id
CHANGES = f"/article/{SAMPLES[3].article.id}/changes"
PAGES = ["/", "/articles", "/events", "/search?q=harbor", "/search", f"/article/{TALKS}", f"/story/{TALKS}", CHANGES,
         "/nothing"]  # fmt: skip


def parsed(text: str) -> Any:
    """Return a page's markup; lxml's stubs know nothing of cssselect and text_content."""
    return html.fromstring(text)


def get(desk: TestClient, path: str, status: int = 200) -> Any:
    answer = desk.get(path)
    assert answer.status_code == status, answer.text[:500]
    return parsed(answer.text)


def rows(desk: TestClient, path: str) -> Any:
    answer = desk.get(path).json()
    assert answer["ok"] is True
    return answer["rows"]


def squeezed(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def test_the_front_page_and_its_json_show_the_same_rows(desk: TestClient) -> None:
    page = get(desk, "/")
    shown = [a.text_content() for a in page.cssselect(".row h2 a")]
    assert shown == [row["headline"] for row in rows(desk, "/stories.json")]
    assert shown[0] == "Harbor strike ends"
    assert len(shown) == 3
    row = rows(desk, "/stories.json")[-1]
    assert row["lead"]["text"].startswith("The foreign ministers of Kenya and Norway met")
    assert row["lead"]["text"].endswith("officials said.")
    assert dict(row["countries"]) == {"KEN": "Kenya", "NOR": "Norway", "CHE": "Switzerland"}
    assert (row["outlet"], row["agency"], row["published"]) == ("The Morning Ledger", "Harbor Wire", "2024-08-28")


def test_a_lead_is_a_verbatim_stretch_of_the_article(desk: TestClient) -> None:
    for row in rows(desk, "/articles.json"):
        text = desk.get(f"/article/{row['article']}.json").json()["record"]["text"]
        assert text[row["lead"]["start"] : row["lead"]["end"]] == row["lead"]["text"]


def test_lists_are_turned_page_by_page(desk: TestClient) -> None:
    seen, url = [], "/events.json?limit=2"
    while url:
        answer = desk.get(url).json()
        seen += [row["id"] for row in answer["rows"]]
        url = answer["next_url"]
        assert (answer["next"] is None) == (url is None)
    assert len(seen) == len(set(seen)) == 3
    first = get(desk, "/stories?limit=2")
    (link,) = first.cssselect("a[rel=next]")
    assert len(get(desk, link.get("href")).cssselect(".row")) == 1


def test_an_article_is_shown_to_the_last_character(desk: TestClient) -> None:
    page = get(desk, f"/article/{TALKS}")
    article = talks().article
    shown = [block.text_content() for block in page.cssselect("article.text > *")]
    assert shown == [block.span.of(article.text.content) for block in article.blocks]


def test_every_fact_opens_its_words(desk: TestClient) -> None:
    record = talks().records[0]
    page = get(desk, f"/article/{TALKS}")
    facts = [f for f in page.cssselect("[data-fact]") if f.cssselect("a[href*=fact]")]
    assert len(facts) >= 20
    for fact in facts:
        (link,) = fact.cssselect("a[href*='fact=']")
        path, anchor = link.get("href").split("#")
        opened = get(desk, path)
        assert opened.get_element_by_id(anchor) is not None
        lit = opened.cssselect(".lit")
        assert lit
        assert all(fact.get("data-fact") in e.get("data-f").split() for e in lit)
        assert [e.get("data-fact") for e in opened.cssselect(".picked")] == [fact.get("data-fact")]
    for statement in (*record.quotes, *record.figures, *record.times, *record.places, *record.events):
        opened = get(desk, f"/article/{TALKS}?fact={statement.id[:12]}")
        lit = squeezed("".join(e.text_content() for e in opened.cssselect(".lit")))
        assert all(squeezed(e.exact) in lit for e in statement.evidence)


def test_kinds_of_facts_are_lit_where_they_stand(desk: TestClient) -> None:
    page = get(desk, f"/article/{TALKS}")

    def lit(kind: str) -> str:
        return "".join(e.text_content() for e in page.cssselect(f"article .k-{kind}"))

    record, text = talks().records[0], talks().article.text.content
    for quote in record.quotes:
        assert all(piece.of(text) in lit("quote") for piece in quote.content)
    assert [e.text_content() for e in page.cssselect("article .k-event")] == ["met", "promised", "criticized"]
    assert [e.text_content() for e in page.cssselect("article .k-figure.k-quote")] == ["at least 120"]
    assert {c.get("id") for c in page.cssselect(".legend input[type=checkbox][checked]")} == {
        "show-name",
        "show-place",
        "show-time",
        "show-quote",
        "show-figure",
        "show-event",
    }


def test_the_page_an_article_came_from_shows_what_was_left_out_and_as_what(desk: TestClient) -> None:
    page = get(desk, f"/article/{TALKS}")
    dropped = {
        squeezed(e.cssselect(".role")[0].text_content()): squeezed(e.text_content()) for e in page.cssselect(".dropped")
    }
    assert set(dropped) == {"navigation", "promotion", "legal"}
    assert "Subscribe now" in dropped["promotion"]
    shown = page.cssselect(".page-text")[0]
    for role in shown.cssselect(".role"):
        role.drop_tree()
    assert shown.text_content() == talks().page.content


def test_the_json_of_an_article_is_its_record(desk: TestClient) -> None:
    answer = desk.get(f"/article/{TALKS}.json").json()
    sample = talks()
    expected = record_to_json(sample.records[0], dropped=sample.cutting.dropped)
    answer["record"].pop("origin"), expected.pop("origin")
    assert answer["record"] == json.loads(json.dumps(expected))
    assert (answer["ok"], answer["kept"], answer["current"]) == (True, True, True)


def test_a_story_gathers_what_is_known_with_its_source(desk: TestClient) -> None:
    page = get(desk, f"/story/{TALKS}")
    said = [squeezed(e.text_content()) for e in page.cssselect(".said")]
    assert "We will not leave a single family behind," in said
    amounts = [e.text_content() for e in page.cssselect(".amount")]
    assert set(amounts) == {"120 or more", "40,000,000 USD", "about 59,000"}
    chips = page.cssselect("a.chip")
    assert chips
    assert all("?fact=" in c.get("href") and get(desk, c.get("href").split("#")[0]).cssselect(".lit") for c in chips)
    days = {squeezed(e.cssselect("time.at")[0].text_content()): e for e in page.cssselect(".timeline li")}
    day = days["28 Aug 2024"]
    assert "published 28 Aug 2024" in squeezed(day.text_content())
    assert "first seen" in squeezed(day.text_content())
    assert "COOPERATE" not in page.cssselect(".known")[0].text_content()


def test_versions_lead_to_one_another(desk: TestClient) -> None:
    old, new = SAMPLES[2].article.id, SAMPLES[3].article.id
    page = get(desk, f"/article/{old}")
    assert page.cssselect(".notice a")[0].get("href") == f"/article/{new}"
    links = [a.get("href") for a in get(desk, f"/article/{new}").cssselect(".versions a")]
    assert links == [f"/article/{new}/changes", f"/article/{old}"]
    assert all(get(desk, link).cssselect("h1") for link in links)
    assert desk.get(f"/story/{new}.json").json()["id"] == desk.get(f"/story/{old}.json").json()["id"]


def test_search_marks_what_matched_and_says_what_it_cannot_understand(desk: TestClient) -> None:
    page = get(desk, "/search?q=single+family")
    assert [m.text_content() for m in page.cssselect("mark")] == ["single", "family"]
    assert not get(desk, "/search?q=zebra").cssselect(".row")
    wrong = get(desk, "/search?q=rain+OR", 400)
    assert "column 6" in wrong.cssselect(".problem")[0].text_content()
    answer = desk.get("/search.json?q=rain+OR")
    assert (answer.status_code, answer.json()["ok"], answer.json()["status"]) == (400, False, 400)


def _stored_words() -> str:
    return squeezed(" ".join(s.page.content for s in SAMPLES))


def _quoted_elements(page: Any) -> Iterator[str]:
    """Yield the text of each element that holds a quotation mark, without what the desk adds to it."""
    for e in page.cssselect(".cut, .role, .unseen, script, title"):
        e.drop_tree()
    for node in page.xpath("//body//text()[normalize-space()]"):
        if re.search('[“”"«»„‟‘]', node):
            element = node.getparent() if not node.is_tail else node.getparent().getparent()
            while element.tag in ("span", "mark", "bdi") and element.getparent().tag in (
                "p",
                "h1",
                "h2",
                "span",
                "bdi",
            ):
                element = element.getparent()
            yield squeezed(element.text_content())


@pytest.mark.parametrize("path", ["/", "/articles", "/events", "/search?q=family+OR+المحادثات", f"/article/{TALKS}",
                                  f"/article/{arabic().article.id}", f"/story/{TALKS}", "/search"])  # fmt: skip
def test_no_quotation_mark_is_shown_that_no_stored_text_has(desk: TestClient, path: str) -> None:
    stored = _stored_words()
    shown = list(_quoted_elements(get(desk, path)))
    if path not in ("/events", "/search"):
        assert shown
    for words in shown:
        assert words in stored, words


@pytest.mark.parametrize("path", PAGES)
def test_no_page_asks_for_anything_from_elsewhere(desk: TestClient, path: str) -> None:
    answer = desk.get(path)
    page = parsed(answer.text)
    # A block of data (JSON-LD) is a script element that no browser runs or loads.
    data = 'script[type="application/ld+json"]'
    what = f"script:not({data}), img, iframe, link, source, video, object"
    loaded = [e.get("src") or e.get("href") for e in page.cssselect(what)]
    assert loaded
    assert all(url.startswith("/") and not url.startswith("//") for url in loaded)
    assert not page.cssselect(f"style, [style], script:not([src]):not({data})")
    assert not [a for e in page.iter() if isinstance(e.tag, str) for a in e.attrib if a.startswith("on")]
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy


def test_what_is_stored_is_never_markup(desk: TestClient) -> None:
    given = '<script>alert(1)</script> "><img src=x onerror=alert(1)>\nBody with <i>tags</i> & {{ braces }}.\n'
    answer = desk.post("/read", data={"text": given, "keep": "1"})
    page = parsed(answer.text)
    assert not page.cssselect("article script, article img, article i, h1 script, aside img")
    assert "<script>alert(1)</script>" in page.cssselect("h1")[0].text_content()
    assert "{{ braces }}" in page.cssselect("article")[0].text_content()
    for path in ("/", "/search?q=<script>alert</script>", "/search?q=braces"):
        assert not get(desk, path).cssselect("main script, main img")


@pytest.mark.parametrize("scheme", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd"])
def test_only_web_addresses_become_links(place: str, scheme: str) -> None:
    sample = plain("A headline\nA body.", url=scheme)
    with open_store(place) as store:
        store.add(sample.page, sample.cutting, sample.records, added_at=NOW, join=join)
    with TestClient(make_app(place), base_url="http://127.0.0.1") as desk:
        for path in ("/", f"/article/{sample.article.id}", f"/story/{sample.article.id}"):
            assert all(a.get("href", "/")[0] in "/#" for a in get(desk, path).cssselect("a"))


def test_an_article_that_was_not_read_is_not_said_to_hold_nothing(place: str) -> None:
    sample = plain("Une manchette\nUn texte.", language="fr")
    record = Record(article=sample.article, reasons=(("facts", "this language is not read"),))
    with open_store(place) as store:
        store.add(sample.page, sample.cutting, [record], added_at=NOW, join=join)
    with TestClient(make_app(place), base_url="http://127.0.0.1") as desk:
        facts = get(desk, f"/article/{sample.article.id}").cssselect(".facts")[0].text_content()
    assert "this language is not read" in facts
    assert "Not read." in facts
    assert "None found." not in facts


TEXT = "Bridge opens after repairs\nThe bridge over the river opened on Tuesday.\nDrivers waited an hour."


def test_a_text_is_read_then_kept(desk: TestClient) -> None:
    answer = desk.post("/read", data={"text": TEXT.replace("\n", "\r\n")})
    page = parsed(answer.text)
    assert page.cssselect("h1")[0].text_content() == "Bridge opens after repairs"
    assert "not kept" in page.cssselect(".notice")[0].text_content()
    assert len(rows(desk, "/stories.json")) == 3
    where = str(answer.url)
    unsaved = desk.get(where + ".json").json()
    assert (unsaved["kept"], unsaved["record"]["text"].split("\n\n")[0]) == (False, "Bridge opens after repairs")
    kept = desk.post(page.cssselect(".notice form")[0].get("action"))
    assert "/article/" in str(kept.url)
    assert not parsed(kept.text).cssselect(".notice")
    assert rows(desk, "/stories.json")[0]["headline"] == "Bridge opens after repairs"
    assert get(desk, "/search?q=bridge").cssselect(".row")


def test_a_file_is_read_and_kept_at_once(desk: TestClient) -> None:
    answer = desk.post("/read", data={"keep": "1", "text": "", "url": ""}, files={"file": ("page.txt", TEXT.encode())})
    assert answer.status_code == 200
    assert "/article/" in str(answer.url)
    again = desk.post("/read", data={"keep": "1"}, files={"file": ("page.txt", TEXT.encode())})
    assert again.url == answer.url
    assert len(rows(desk, "/stories.json")) == 4


def test_a_page_without_an_article_says_why(desk: TestClient) -> None:
    answer = desk.post("/read", data={"text": "one line", "keep": "1"})
    assert "one line is no article" in answer.text
    assert "/read/" in str(answer.url)


@pytest.mark.parametrize(
    ("data", "status", "says"),
    [
        ({"text": "  "}, 422, "nothing was given"),
        ({}, 422, "nothing was given"),
        ({"url": "https://gone.example/"}, 422, "does not answer"),
        ({"text": "too large"}, 413, "too large"),
    ],
)
def test_what_cannot_be_read_says_why(desk: TestClient, data: dict[str, str], status: int, says: str) -> None:
    answer = desk.post("/read", data=data)
    assert answer.status_code == status
    assert says in parsed(answer.text).cssselect(".problem")[0].text_content()
    as_json = desk.post("/read", data=data, headers={"accept": "application/json"}).json()
    assert (as_json["ok"], as_json["status"]) == (False, status)
    assert says in as_json["error"]


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:9999"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site", "origin": "http://127.0.0.1"},
    ],
)
def test_what_another_site_posts_is_turned_away(desk: TestClient, headers: dict[str, str]) -> None:
    answer = desk.post("/read", data={"text": TEXT, "keep": "1"}, headers=headers)
    assert answer.status_code == 403
    assert len(rows(desk, "/stories.json")) == 3


def test_what_our_own_page_posts_is_taken(desk: TestClient) -> None:
    headers = {"origin": "http://127.0.0.1", "sec-fetch-site": "same-origin"}
    assert desk.post("/read", data={"text": TEXT}, headers=headers).status_code == 403
    token = html.fromstring(desk.get("/").text).cssselect("input[name=csrf]")[0].get("value")
    assert desk.post("/read", data={"text": TEXT, "csrf": token}, headers=headers).status_code == 200


def test_too_much_is_refused_whatever_its_length_is_said_to_be(desk: TestClient) -> None:
    assert desk.post("/read", data={"text": "x" * 300_000}).status_code == 413

    def chunks() -> Iterator[bytes]:
        yield b"text="
        for _ in range(30):
            yield b"x" * 10_000

    form = {"content-type": "application/x-www-form-urlencoded"}
    assert desk.post("/read", content=chunks(), headers=form).status_code == 413
    assert desk.post("/read", data={"text": "A headline\n" + "word " * 30_000}).status_code == 200


def test_other_hosts_are_not_answered_for(desk: TestClient) -> None:
    for host in ("evil.example", "127.0.0.1.evil.example", "", "["):
        assert desk.get("/", headers={"host": host}).status_code == 421
    for host in ("localhost:8765", "127.0.0.1", "[::1]:80"):
        assert desk.get("/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize("path", ["/article/none", "/story/none", "/read/none/0", "/nothing", "/article/none.json",
                                  "/story/none.json", "/nothing.json"])  # fmt: skip
def test_what_is_not_there_is_404_as_a_page_and_as_json(desk: TestClient, path: str) -> None:
    answer = desk.get(path)
    assert answer.status_code == 404
    if path.endswith(".json"):
        assert answer.json().keys() == {"ok", "error", "status"}
        assert (answer.json()["ok"], answer.json()["status"]) == (False, 404)
    else:
        assert parsed(answer.text).cssselect(".problem")


def test_wrong_parameters_are_said_to_be_wrong(desk: TestClient) -> None:
    for path in ("/stories.json?limit=0", "/stories.json?cursor=nonsense", "/events.json?limit=x"):
        answer = desk.get(path)
        assert (answer.status_code, answer.json()["ok"]) == (400, False)
    assert desk.get(f'/article/{TALKS}?fact="><script>').status_code == 400


def test_a_desk_that_only_shows(tmp_path: Path) -> None:
    fill(tmp_path / "dateline.db")
    with TestClient(make_app(tmp_path / "dateline.db", read_only=True), base_url="http://localhost") as desk:
        assert not get(desk, "/").cssselect(".box")
        assert desk.post("/read", data={"text": TEXT}).status_code == 422
    with TestClient(make_app(tmp_path / "dateline.db", read=read, read_only=True), base_url="http://localhost") as desk:
        answer = desk.post("/read", data={"text": TEXT})
        assert not parsed(answer.text).cssselect(".notice form")
        assert desk.post(str(answer.url).replace("/read/", "/keep/").removesuffix("/0")).status_code == 422
    with pytest.raises(StoreError):
        make_app(tmp_path / "none.db", read_only=True)


def test_an_empty_store_says_how_to_fill_it(place: str) -> None:
    with TestClient(make_app(place, read=read), base_url="http://localhost") as desk:
        page = get(desk, "/")
        assert "Nothing is kept yet" in page.cssselect(".empty")[0].text_content()
        assert page.cssselect(".box[open]")


def test_signs_of_life_and_a_description(desk: TestClient) -> None:
    assert desk.get("/healthz").json()["ok"] is True
    paths = desk.get("/openapi.json").json()["paths"]
    assert {"/stories.json", "/articles.json", "/events.json", "/search.json", "/article/{id}.json"} <= set(paths)


def test_every_page_is_well_formed(desk: TestClient) -> None:
    for path in PAGES:
        page = get(desk, path, 404 if path == "/nothing" else 200)
        ids = page.xpath("//@id")
        assert len(ids) == len(set(ids))
        assert page.get("lang") == "en"
        assert len(page.cssselect("h1")) == 1
        assert etree.tostring(page)
