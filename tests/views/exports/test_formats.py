"""Each format, read back by a library of others, or held to what its standard says."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import geojson
import icalendar
import jsonschema
import pyarrow.parquet as pq
import pytest
from lxml import html
from starlette.testclient import TestClient

from dateline.store import open_store
from dateline.story.joining import join
from dateline.views.app import make_app
from dateline.views.exports import gdelt, polecat
from dateline.views.exports.columns import COLUMNS, PROOF
from tests.factory import NOW, talks
from tests.views.exports.hostile import FORMULA, hostile
from tests.views.exports.ninjs_schema import SCHEMA

TALKS = talks().article
PROVEN = ["source_url", "quote_exact", "char_start", "char_end", "text_sha256", "n_sources", "n_independent_sources"]


@pytest.fixture
def evil(tmp_path: Path) -> Any:
    path = tmp_path / "evil.db"
    sample = hostile()
    with open_store(path) as store:
        store.add(sample.page, sample.cutting, sample.records, added_at=NOW, join=join)
    with TestClient(make_app(path), base_url="http://127.0.0.1") as desk:
        yield desk


def get(desk: TestClient, url: str) -> str:
    answer = desk.get(url)
    assert answer.status_code == 200, answer.text
    return answer.text


def table(desk: TestClient, url: str, *, tabs: bool = False) -> list[dict[str, str]]:
    lines = io.StringIO(get(desk, url))
    reader = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE) if tabs else csv.DictReader(lines)
    return list(reader)


def json_lines(desk: TestClient, url: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in get(desk, url).splitlines()]


@pytest.mark.parametrize("kind", ["stories", "articles", "events"])
def test_parquet_holds_what_csv_holds(desk: TestClient, kind: str) -> None:
    read = pq.read_table(io.BytesIO(desk.get(f"/{kind}.parquet").content))
    rows = table(desk, f"/{kind}.csv")
    assert read.column_names == [c.name for c in COLUMNS[kind]] == list(rows[0])
    for one, other in zip(read.to_pylist(), rows, strict=True):
        for name, value in one.items():
            if value is None or isinstance(value, str):
                assert (value or "") == other[name]
            elif isinstance(value, list):
                assert all(str(v) in other[name] for v in value)
            else:
                assert float(value) == float(other[name])


def test_no_cell_is_taken_for_a_formula(evil: TestClient) -> None:
    for url, tabs in (("/articles.csv", False), ("/events.csv", False), ("/stories.csv", False),
                      ("/events.polecat.tsv", True), ("/events.gdelt.tsv", True),
                      ("/events.timelinejs.csv", False)):  # fmt: skip
        for row in table(evil, url, tabs=tabs):
            for name, cell in row.items():
                assert cell is not None, name
                assert cell[:1] not in ("=", "+", "@", "\t", "\r"), name
                assert cell[:1] != "-" or float(cell) < 0, name
    (row,) = table(evil, "/articles.csv")
    assert row["headline"] == f"'{FORMULA}"
    (event,) = table(evil, "/events.csv")
    assert (event["actors"], event["recipients"]) == ("'@SUM(A1)", "'-Cmd")


def test_geojson_is_valid_and_has_a_feature_an_event(desk: TestClient) -> None:
    read = geojson.loads(get(desk, "/events.geojson"))
    assert isinstance(read, geojson.FeatureCollection)
    assert read.is_valid, read.errors()
    assert [f["geometry"] and f["geometry"]["coordinates"] for f in read.features] == [[6.15, 46.2], None, None]
    assert read.features[0]["properties"]["quote_exact"] == "met"


def test_icalendar_reads_back(desk: TestClient) -> None:
    text = get(desk, "/events.ics")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    (event,) = icalendar.Calendar.from_ical(text).walk("VEVENT")
    assert event.decoded("dtstart") == date(2024, 8, 28)
    assert event.decoded("dtend") == date(2024, 8, 29)
    assert str(event["uid"]).endswith("@dateline")
    sentence, _, source = str(event["description"]).partition("\n\n")
    assert sentence in TALKS.text.content
    assert source.startswith("The Morning Ledger")
    assert event.errors == []


def test_timelinejs_has_what_it_asks_for(desk: TestClient, evil: TestClient) -> None:
    story = desk.get("/stories.json").json()["rows"][-1]["id"]
    made = json.loads(get(desk, f"/story/{story}/timeline.timelinejs.json"))
    assert made["events"]
    for event in (*made["events"], *json.loads(get(desk, "/events.timelinejs.json"))["events"]):
        assert event["start_date"]["year"] == 2024
        assert event["text"]["headline"]
    ids = [event["unique_id"] for event in made["events"]]
    assert len(set(ids)) == len(ids)
    assert len(table(desk, f"/story/{story}/timeline.timelinejs.csv")) == len(ids) + 1
    # TimelineJS takes its words for HTML.
    assert "<script" not in get(evil, "/events.timelinejs.json")


def test_annotations_select_the_very_words(desk: TestClient) -> None:
    page = json.loads(get(desk, f"/article/{TALKS.id}/articles.annotations.jsonld"))
    assert page["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert page["type"] == "AnnotationPage"
    text = TALKS.text.content
    assert len(page["items"]) == len(list(talks().records[0].statements()))
    ids = {item["id"] for item in page["items"]}
    assert len(ids) == len(page["items"])
    for item in page["items"]:
        assert item["type"] == "Annotation"
        assert item["motivation"] in ("identifying", "classifying", "describing")
        assert {body["type"] for body in item["body"]} == {"TextualBody"}
        targets = item["target"] if isinstance(item["target"], list) else [item["target"]]
        for target in targets:
            assert target["source"] == f"http://127.0.0.1/article/{TALKS.id}"
            place, quote = target["selector"]
            assert (place["type"], quote["type"]) == ("TextPositionSelector", "TextQuoteSelector")
            assert text[place["start"] : place["end"]] == quote["exact"]
            assert (quote["prefix"] + quote["exact"] + quote["suffix"]) in text


@pytest.mark.parametrize("suffix", ["ninjs.jsonl", "ninjs.jsonl?text=no"])
def test_ninjs_keeps_to_its_schema(desk: TestClient, evil: TestClient, suffix: str) -> None:
    checker = jsonschema.Draft202012Validator(SCHEMA, format_checker=jsonschema.FormatChecker())
    items = json_lines(desk, f"/articles.{suffix}") + json_lines(evil, f"/articles.{suffix}")
    assert len(items) == 4
    for item in items:
        checker.validate(item)
    rich = next(item for item in items if item["version"] == TALKS.id)
    assert [p["name"] for p in rich["people"]] == ["Ingrid Solberg", "محمد سالم"]
    assert rich["headlines"][0]["value"] == TALKS.headline.value if TALKS.headline else False
    assert ("bodies" in rich) == (suffix == "ninjs.jsonl")


# On one database only: where PostgreSQL is tested nothing may be skipped, and the library wants PyICU.
@pytest.mark.parametrize("places", ["sqlite"], indirect=True)
def test_follow_the_money_reads_back(desk: TestClient, evil: TestClient) -> None:
    model = pytest.importorskip("followthemoney", reason="needs PyICU: pip install 'dateline[ftm]'").model
    lines = [*json_lines(desk, "/articles.ftm.jsonl"), *json_lines(desk, "/events.ftm.jsonl")]
    for line in (*lines, *json_lines(evil, "/events.ftm.jsonl")):
        proxy = model.get_proxy(line, cleaned=False)
        model.get(line["schema"]).validate({"properties": line["properties"]})
        # The library drops what is no value of a property's type.
        kept = proxy.to_dict()["properties"]
        lost = {n for n, values in line["properties"].items() if len(kept.get(n, ())) != len(values)}
        assert not lost, (line, lost)
    assert {line["schema"] for line in lines} == {"Article", "Person", "Organization", "Event"}
    ids = {line["id"] for line in lines}
    assert all(i in ids for line in lines for i in line["properties"].get("involved", ()))


def test_polecat_has_its_columns_and_the_words(desk: TestClient) -> None:
    rows = table(desk, "/events.polecat.tsv", tabs=True)
    assert len(polecat.COLUMNS) == 40
    assert list(rows[0]) == [*polecat.COLUMNS, *PROVEN]
    met, promised, _ = rows
    assert met["Event Date"] == "2024-08-28"
    assert (met["Actor Name"], met["Actor Country"], met["Recipient Name"]) == ("Kenya;Norway", "KEN;NOR", "")
    assert (met["City"], met["Country"], met["GeoNames ID"]) == ("Geneva", "CHE", "2660646")
    assert (promised["Actor Name Raw"], promised["Actor Title"]) == ("She", "Foreign Minister")
    assert promised["Event Date"] == ""
    for row in rows:
        for unknown in ("Actor COW", "Recipient COW", "Wikipedia Actor ID", "District", "Province"):
            assert row[unknown] == ""


def test_gdelt_has_its_columns_and_invents_nothing(desk: TestClient) -> None:
    rows = table(desk, "/events.gdelt.tsv", tabs=True)
    assert len(gdelt.COLUMNS) == 61
    assert list(rows[0]) == [*gdelt.COLUMNS, *PROVEN] == [*gdelt.COLUMNS, *(c.name for c in PROOF)]
    met, promised, _ = rows
    assert (met["Day"], met["MonthYear"], met["Year"]) == ("20240828", "202408", "2024")
    assert (met["Actor1CountryCode"], met["QuadClass"], met["ActionGeo_Lat"]) == ("KEN", "1", "46.2")
    assert (promised["Day"], promised["Year"], promised["Actor1Code"]) == ("", "", "NORGOV")
    for row in rows:
        assert 0 < int(row["GlobalEventID"]) < 2**63
        assert row["NumArticles"] == row["NumSources"] == "1"
        for unknown in ("EventCode", "EventRootCode", "GoldsteinScale", "AvgTone", "Actor1Geo_Lat", "Actor1EthnicCode"):
            assert row[unknown] == ""


def test_an_article_page_says_what_it_is_to_machines(desk: TestClient, evil: TestClient) -> None:
    page = html.fromstring(get(desk, f"/article/{TALKS.id}"))
    (block,) = page.cssselect('script[type="application/ld+json"]')
    said = json.loads(block.text or "")
    assert (said["@context"], said["@type"]) == ("https://schema.org", "NewsArticle")
    assert said["datePublished"] == "2024-08-28"
    assert said["isBasedOn"] == TALKS.url
    assert {"@type": "Person", "name": "Ingrid Solberg"} in said["mentions"]
    path = evil.get("/articles.json").json()["rows"][0]["url"]
    (block,) = html.fromstring(get(evil, path)).cssselect('script[type="application/ld+json"]')
    assert json.loads(block.text or "")["headline"] == FORMULA
    assert "<" not in (block.text or "")
