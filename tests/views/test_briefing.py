"""Briefings as pages, JSON, Markdown and by tool and terminal say the same, and open their words."""

from __future__ import annotations

import json
from typing import Any

import pytest
from lxml import html
from starlette.testclient import TestClient
from typer.testing import CliRunner

from dateline.cli import app
from dateline.errors import QueryError
from dateline.store import open_store
from dateline.views.mcp.briefings import get_briefing
from tests.factory import talks

TALKS = talks().article
PATHS = [f"/story/{TALKS.id}/briefing", "/dyad/KEN/NOR/briefing", "/search/briefing?q=ministers"]


def points(told: Any) -> list[Any]:
    return [point for group in told["groups"] for point in group["points"]]


def dressed(path: str, suffix: str) -> str:
    place, _, query = path.partition("?")
    return f"{place}{suffix}" + (f"?{query}" if query else "")


@pytest.mark.parametrize("path", PATHS)
def test_each_sentence_is_an_articles_own_and_opens_there(desk: TestClient, path: str) -> None:
    told = desk.get(dressed(path, ".json")).json()
    assert points(told), "something is known"
    page: Any = html.fromstring(desk.get(path).content)
    for point in points(told):
        sentence = point["sentence"]
        text = desk.get(f"/article/{sentence['article']}.json").json()["record"]["text"]
        assert text[sentence["start"] : sentence["end"]] == sentence["text"]
        shown = page.xpath(f"//li[@id='{point['id']}']")[0]
        assert sentence["text"] in shown.text_content()
        link = shown.xpath(".//a[contains(@href, 'fact=')]/@href")[0]
        assert desk.get(link).status_code == 200
    words = desk.get(dressed(path, ".md"))
    assert words.headers["content-type"].startswith("text/markdown")
    assert words.text.startswith("# What is known: ")
    assert words.text.count("](http://127.0.0.1/article/") >= len(points(told))


def test_the_pages_lead_there(desk: TestClient) -> None:
    story = desk.get(f"/story/{TALKS.id}.json").json()["id"]
    for page, link in (
        (f"/story/{story}", f"/story/{story}/briefing"),
        ("/dyad/KEN/NOR", "/dyad/KEN/NOR/briefing"),
        ("/search?q=ministers", "/search/briefing?q=ministers"),
    ):
        assert f'href="{link}"' in desk.get(page).text


def test_what_cannot_be_told_of_is_said(desk: TestClient) -> None:
    assert desk.get("/story/none/briefing").status_code == 404
    assert desk.get("/dyad/KEN/KEN/briefing").status_code == 400
    assert desk.get("/search/briefing").status_code == 400
    assert desk.get("/search/briefing?q=(a").status_code == 400
    empty = desk.get("/search/briefing?q=nothingofthesort")
    assert empty.status_code == 200 and "Nothing that could be pointed at" in empty.text
    assert "Nothing that could be pointed at" in desk.get("/search/briefing.md?q=nothingofthesort").text


def test_a_tool_gives_the_same(desk: TestClient, filled: str) -> None:
    asked: list[tuple[dict[str, Any], str]] = [
        ({"story": TALKS.id}, PATHS[0]),
        ({"a": "Kenya", "b": "NOR"}, PATHS[1]),
        ({"query": "ministers"}, PATHS[2]),
    ]
    with open_store(filled, read_only=True) as store:
        for given, path in asked:
            told = points(desk.get(dressed(path, ".json")).json())
            found = get_briefing(store, **given)
            assert [p.sentence.exact for p in found.points] == [p["sentence"]["text"] for p in told]
        wrongs: list[dict[str, Any]] = [
            {},
            {"a": "KEN"},
            {"a": "KEN", "b": "KEN"},
            {"story": "x", "a": "KEN", "b": "NOR"},
        ]
        for wrong in wrongs:
            with pytest.raises(QueryError):
                get_briefing(store, **wrong)


def run(*args: str) -> Any:
    return CliRunner().invoke(app, args)


def test_a_terminal_gives_the_same(desk: TestClient, filled: str) -> None:
    told = points(desk.get(dressed(PATHS[0], ".json")).json())
    line = json.loads(run("briefing", TALKS.id, "--jsonl", "--store", filled).stdout)
    assert [p["sentence"]["text"] for p in points(line)] == [p["sentence"]["text"] for p in told]
    assert "## What happened" in run("briefing", "--dyad", "KEN", "NOR", "--store", filled).stdout
    assert "one of them" in run("briefing", "--store", filled).stderr
    assert "DATELINE_REPHRASE_URL" in run("briefing", TALKS.id, "--rephrase", "--store", filled).stderr
