"""Pages across articles, over HTTP: stories, comparisons, people, two sides; on our own articles, read end to end."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from lxml import html
from starlette.testclient import TestClient

from dateline.flow import ReadPage, read_page
from dateline.page.given import page_of_object
from dateline.page.limits import Limits
from dateline.store import Store, open_store
from dateline.story.joining import join
from dateline.views.app import make_app
from dateline.views.told import told_of
from tests.conftest import Places

LEDGER = """Nairobi, March 4: Kenya and Norway held talks on fishing rights in Nairobi on Tuesday, officials said.

The Kenyan side was led by Foreign Minister Wanjiru Otieno, and the Norwegian side was led by Ambassador Kari Lund.

"We will not sign away our waters for a single season," Otieno told reporters after the talks.

Lund said that Norway would train 200 Kenyan inspectors."""
COURIER = """Kenya and Norway held talks on fishing rights in Nairobi on Tuesday, with Foreign Minister
Wanjiru Otieno in the chair.

"We will not sign away our waters," Otieno said.

Norway criticized Kenya over the arrest of two Norwegian captains in February. Lund called the arrests unlawful."""
BLAST = """A boiler exploded at a tea factory in Kericho on Monday, killing at least 12 people, police said.

The county governor, Daniel Rono, said that 19 people had died in the explosion at the tea factory.

"I heard one bang and then nothing," said Ruth Chebet, a picker."""
BLAST_LATER = """Police in Kericho on Wednesday put the number of people killed by the boiler explosion at the tea
factory at 17.

The county governor, Daniel Rono, had said that 19 people had died in the explosion.

Rono said that the factory in Kericho would stay closed until an inquiry was over."""
GIVEN = (
    ("ledger", "Morning Ledger", "2025-03-05", "Kenya and Norway talk about fish in Nairobi", LEDGER),
    ("courier", "Harbor Courier", "2025-03-05", "Kenya and Norway meet over fishing rights in Nairobi", COURIER),
    ("reprint", "Coast Daily", "2025-03-06", "Fishing rights: Kenya and Norway meet", LEDGER),
    ("blast", "Morning Ledger", "2025-03-11", "Boiler explosion kills 12 at Kericho tea factory", BLAST),
    ("later", "Harbor Courier", "2025-03-13", "Toll of Kericho tea factory explosion rises to 17", BLAST_LATER),
)
ADDED = datetime(2025, 3, 14, 8, tzinfo=UTC)


def given(name: str, outlet: str, day: str, title: str, text: str) -> ReadPage:
    told = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": title, "datePublished": day,
            "publisher": {"@type": "Organization", "name": outlet}}  # fmt: skip
    body = "".join(f"<p>{p}</p>".replace("\n", " ") for p in text.split("\n\n"))
    page = (
        f'<html lang="en"><head><title>{title}</title><script type="application/ld+json">{json.dumps(told)}</script>'
        f"</head><body><article><h1>{title}</h1>{body}</article></body></html>"
    )
    row = {"id": name, "html": page, "url": f"https://{name}.example/x", "fetched": f"{day}T12:00:00Z"}
    return read_page(page_of_object(row, where=name, limits=Limits()))


def keep(store: Store, item: ReadPage, *, at: datetime = ADDED) -> str:
    store.add(item.page, item.cutting, item.records, added_at=at, join=join)
    return item.records[0].article.id


Told = tuple[str, dict[str, str]]
"""Where the store is, and the ids of its articles by name."""


def tell(place: str) -> Told:
    """Keep the articles in a store."""
    with open_store(place) as store:
        return place, {row[0]: keep(store, given(*row)) for row in GIVEN}


@pytest.fixture(scope="module")
def told(places: Places) -> Told:
    """Return a store with the articles, and their ids by name."""
    return tell(places())


@pytest.fixture
def ids(told: Told) -> dict[str, str]:
    return told[1]


@pytest.fixture
def copy(told: Told, places: Places) -> str:
    return places.copy(told[0])


@pytest.fixture
def asked(copy: str) -> Iterator[TestClient]:
    with TestClient(make_app(copy), base_url="http://127.0.0.1") as client:
        yield client


def get(asked: TestClient, path: str, status: int = 200) -> Any:
    answer = asked.get(path)
    assert answer.status_code == status, answer.text[:500]
    parsed: Any = html.fromstring(answer.text)
    return parsed


def words(element: Any) -> str:
    return re.sub(r"\s+", " ", element.text_content()).strip()


def paths(asked: TestClient, ids: dict[str, str]) -> list[str]:
    """Return every page across articles, one of each kind."""
    story = asked.get(f"/story/{ids['ledger']}.json").json()
    who = next(n["url"] for n in story["names"] if "Otieno" in n["label"])
    return [
        f"/story/{ids['ledger']}",
        f"/story/{ids['blast']}",
        f"/story/{ids['ledger']}/compare",
        who,
        "/dyad/KEN/NOR",
    ]


def test_rows_of_the_store_are_those_that_story_is_asked_with(told: Told) -> None:
    path, ids = told
    with open_store(path) as store:
        rows = told_of(store, [*ids.values(), "none"])
        assert told_of(store, []).articles == ()
    assert [a.id for a in rows.articles] == list(ids.values())
    by_name = {name: rows.by_id[id_] for name, id_ in ids.items()}
    assert by_name["ledger"].story == by_name["courier"].story == by_name["reprint"].story
    assert by_name["reprint"].original == ids["ledger"]
    assert len({n.who.identity for n in rows.names if n.words.exact.endswith("Otieno")}) == 1


def test_the_front_page_has_a_row_a_story_with_outlets_reprints_and_times(asked: TestClient) -> None:
    blast, talks = asked.get("/stories.json").json()["rows"]
    assert (talks["articles"], talks["copies"]) == (3, 1)
    assert set(talks["outlets"]) == {"Morning Ledger", "Harbor Courier", "Coast Daily"}
    assert (talks["seen"][:10], talks["updated"][:10]) == ("2025-03-05", "2025-03-06")
    assert (blast["articles"], blast["copies"]) == (2, 0)
    shown = words(get(asked, "/").cssselect(".row")[1])
    assert "2 independent, 1 reprint" in shown
    assert "That is all." in words(get(asked, "/").cssselect(".end")[0])


def test_what_is_new_is_told_by_a_cookie_alone(asked: TestClient, copy: str) -> None:
    first = asked.get("/")
    assert "since you looked" not in first.text
    (looked,) = [c for c in first.headers.get_list("set-cookie") if c.startswith("looked=")]
    assert re.fullmatch(r"looked=\S+; HttpOnly; Max-Age=\d+; Path=/; SameSite=lax", looked)
    extra = given("third", "Coast Daily", "2025-03-14", "Kericho mourns after boiler explosion at tea factory", BLAST)
    with open_store(copy) as store:
        keep(store, extra, at=datetime.now(UTC) + timedelta(minutes=1))
    # On one visit nothing is old before it began; after it, what was added since is new.
    moment = datetime.now(UTC) - timedelta(hours=2)
    asked.cookies.set("looked", f"{moment:%Y-%m-%dT%H:%M:%SZ}.{moment:%Y-%m-%dT%H:%M:%SZ}")
    for _ in range(2):
        rows = get(asked, "/").cssselect(".row")
        assert [words(r.cssselect(".fresh")[0]) for r in rows if r.cssselect(".fresh")] == ["1 new since you looked"]
    for nonsense in ("x", "2025-99-99T00:00:00Z.2025-99-99T00:00:00Z", "../../etc"):
        asked.cookies.set("looked", nonsense)
        assert asked.get("/").status_code == 200


def test_a_story_is_told_over_all_its_articles(asked: TestClient, ids: dict[str, str]) -> None:
    answer = asked.get(f"/story/{ids['ledger']}.json").json()
    assert {s["outlet"]: s["part"] for s in answer["sources"]} == {
        "Morning Ledger": "original",
        "Harbor Courier": "original",
        "Coast Daily": "copy",
    }
    assert all(s["reason"] for s in answer["sources"])
    assert answer["line"]["articles"] == 3
    (said,) = [u for u in answer["said"] if "waters" in u["said"][0]["text"]]
    assert said["said"][0]["text"] == "We will not sign away our waters for a single season,"
    assert {v["wording"] for v in said["variants"]} == {"same", "cut"}
    assert said["speaker"]["url"].startswith("/who/")
    page = get(asked, f"/story/{ids['courier']}")
    assert page.cssselect("a[href$='/compare']")
    assert "Here because:" in words(page.cssselect(".sources")[0])
    assert "copy of Morning Ledger" in words(page.cssselect(".sources")[0])


def test_figures_stand_side_by_side_with_who_says_so(asked: TestClient, ids: dict[str, str]) -> None:
    answer = asked.get(f"/story/{ids['blast']}.json").json()
    tolls = [t for t in answer["tallies"] if t["measure"] == "toll"]
    shown = {
        c["shown"]: s["authority"]["label"] for t in tolls for s in t["series"] for c in s["claims"] if s["authority"]
    }
    assert shown["12 or more"].lower() == shown["17"].lower() == "police"
    assert "governor" in shown["19"] or "Rono" in shown["19"]
    page = get(asked, f"/story/{ids['blast']}")
    chart = page.cssselect(".tally svg.steps")[0]
    assert chart.cssselect("path.step")
    assert "style" not in chart.attrib
    assert page.cssselect(".tally table")


def test_a_comparison_holds_copies_in_one_column(asked: TestClient, ids: dict[str, str]) -> None:
    answer = asked.get(f"/story/{ids['ledger']}/compare.json").json()
    assert [c["label"] for c in answer["columns"]] == ["Harbor Courier", "Morning Ledger"] or [
        c["label"] for c in answer["columns"]
    ] == ["Morning Ledger", "Harbor Courier"]
    ledger = next(c for c in answer["columns"] if c["label"] == "Morning Ledger")
    assert (len(ledger["articles"]), len(ledger["copies"]), ledger["outlets"]) == (1, 1, ["Coast Daily"])
    assert {cell["status"] for r in answer["rows"] for cell in r["cells"]} >= {"reported", "not found"}
    page = get(asked, f"/story/{ids['ledger']}/compare")
    assert len(page.cssselect(".matrix tbody tr")) == len(answer["rows"])


def test_a_person_has_names_roles_words_and_events(asked: TestClient, ids: dict[str, str]) -> None:
    who = paths(asked, ids)[3]
    answer = asked.get(f"{who}.json").json()
    assert answer["label"] == "Wanjiru Otieno"
    assert {"Wanjiru Otieno", "Otieno"} <= {n["name"] for n in answer["names"]}
    assert any("Minister" in r["role"] for r in answer["roles"])
    assert any("waters" in p["text"] for u in answer["said"] for p in u["said"])
    assert len(answer["articles"]) == 3
    link = get(asked, f"/article/{ids['ledger']}").cssselect("a.everywhere[href='" + who + "']")
    assert link
    assert asked.get("/who/none").status_code == 404


def test_two_sides_show_meetings_who_led_and_what_was_said(asked: TestClient) -> None:
    answer = asked.get("/dyad/KEN/NOR.json").json()
    meeting = next(m for m in answer["meetings"] if m["day"] == "2025-03-04")
    led = {d["label"]: [x["who"]["label"] for x in d["leaders"]] for d in meeting["sides"]}
    assert led == {"Kenya": ["Wanjiru Otieno"], "Norway": ["Kari Lund"]}
    assert any("waters" in w["words"][0]["text"] for w in meeting["said"])
    ways = {(d["by"]["label"], d["to"]["label"]): dict(d["quads"]) for d in answer["directions"]}
    assert ways["Norway", "Kenya"][3] == 1
    assert ways["Kenya", "Norway"][3] == 0
    page = get(asked, "/dyad/KEN/NOR")
    assert len(page.cssselect("svg.bars")) == 2
    assert len(page.cssselect("select[name=a] option[value=KEN][selected]")) == 1
    assert (
        asked.get("/dyad", params={"a": "NOR", "b": "KEN"}, follow_redirects=False).headers["location"]
        == "/dyad/NOR/KEN"
    )
    assert "Kenya and Norway" in words(get(asked, "/dyad").cssselect(".pairs")[0])


@pytest.mark.parametrize(
    ("query", "left"),
    [
        ("quad=3", {3}),
        ("quad=1&quad=2&type=&since=&until=", {1}),
        ("until=2024-12-31", set()),
        ("since=2025-03-01&until=2025-03-31&type=ACCUSE", {3}),
        ("factuality=future", {2}),
    ],
)
def test_events_of_two_sides_are_filtered(asked: TestClient, query: str, left: set[int]) -> None:
    answer = asked.get(f"/dyad/KEN/NOR.json?{query}").json()
    assert {e["quad"] for e in answer["events"]} == left
    assert get(asked, f"/dyad/KEN/NOR?{query}").cssselect(".filters")


@pytest.mark.parametrize("path", ["/dyad/KEN/KEN", "/dyad/KEN/NOR?quad=9", "/dyad/KEN/NOR?type=DANCE",
                                  "/dyad/KEN/NOR?since=yesterday", "/dyad/KEN/NOR?factuality=maybe"])  # fmt: skip
def test_what_makes_no_sense_is_said_to(asked: TestClient, path: str) -> None:
    assert get(asked, path, 400).cssselect(".problem")
    base, _, query = path.partition("?")
    assert asked.get(f"{base}.json?{query}").json()["ok"] is False


def test_timelines_go_out_as_timelinejs(asked: TestClient, ids: dict[str, str]) -> None:
    for path in paths(asked, ids):
        if path.endswith("/compare"):
            continue
        out = asked.get(f"{path}/timeline.timelinejs.json").json()
        assert out["title"]["text"]["headline"]
        rows = list(csv.DictReader(io.StringIO(asked.get(f"{path}/timeline.timelinejs.csv").text)))
        assert len(rows) == len(out["events"]) + 1
        shown = get(asked, path).cssselect(".timeline > li")
        assert len(shown) == len(out["events"])


def test_every_piece_is_verbatim_and_opens_its_words(asked: TestClient, ids: dict[str, str]) -> None:
    texts = {i: asked.get(f"/article/{i}.json").json()["record"]["text"] for i in ids.values()}

    def pieces(value: Any) -> Iterator[Any]:
        if isinstance(value, dict):
            if {"text", "start", "end", "url", "article"} <= value.keys():
                yield value
            for one in value.values():
                yield from pieces(one)
        elif isinstance(value, list):
            for one in value:
                yield from pieces(one)

    opened = 0
    for path in paths(asked, ids):
        found = list(pieces(asked.get(f"{path}.json").json()))
        assert found
        assert all(texts[p["article"]][p["start"] : p["end"]] == p["text"] for p in found)
        for url in {p["url"] for p in found}:
            at, anchor = url.split("#")
            page = get(asked, at)
            assert page.get_element_by_id(anchor) is not None
            assert page.cssselect(".lit"), url
            opened += 1
    assert opened > 30


def test_no_quotation_mark_is_shown_that_no_text_has(asked: TestClient, ids: dict[str, str]) -> None:
    stored = re.sub(r"\s+", " ", " ".join(f"{title} {text}" for *_, title, text in GIVEN))
    for path in paths(asked, ids):
        page = get(asked, path)
        for e in page.cssselect("script, title"):
            e.drop_tree()
        shown = [e for e in page.cssselect(".said, .sentence, .verbatim, .piece, .toldso") if '"' in e.text_content()]
        for e in shown:
            for part in words(e).split("…"):
                assert part.strip() in stored, part
            e.drop_tree()
        assert not re.search('[“”"«»„‟]', page.text_content()), path


def test_pages_of_stories_that_say_nothing_say_so(place: str) -> None:
    empty = given("empty", "Coast Daily", "2025-03-05", "Photo of the day", "")
    with open_store(place) as store:
        id_ = keep(store, empty) if empty.records else None
    with TestClient(make_app(place), base_url="http://127.0.0.1") as asked:
        assert "No event between two states" in words(get(asked, "/dyad"))
        assert "No event between the two was found" in words(get(asked, "/dyad/KEN/NOR"))
        if id_:
            assert "No sentence was read" in words(get(asked, f"/story/{id_}"))
