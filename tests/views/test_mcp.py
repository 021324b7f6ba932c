"""The tools over stdio and HTTP with the official client: what they answer, how long, and that every word stands."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import anyio
import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mcp import Client, StdioServerParameters
from starlette.testclient import TestClient

from dateline.errors import NotFound, QueryError
from dateline.store import Store, open_store
from dateline.story.joining import join
from dateline.views.app import make_app
from dateline.views.mcp.answers import CHARACTERS, MOST_TOKENS, Answer, cut, text_of
from dateline.views.mcp.entities import get_entity
from dateline.views.mcp.events import list_events
from dateline.views.mcp.figures import list_figures
from dateline.views.mcp.server import TOOLS
from dateline.views.mcp.sides import get_dyad
from dateline.views.mcp.stories import get_story, search_stories
from dateline.views.mcp.texts import check_evidence, get_article_text
from eval import ROOT
from tests.factory import NOW, arabic, plain, talks
from tests.views.desk_samples import serving

TALKS = talks().article
HOWTO = ROOT / "docs" / "howto" / "mcp.md"
CALLS: dict[str, dict[str, Any]] = {
    "search_stories": {"query": "family"},
    "get_story": {"story": TALKS.id},
    "get_briefing": {"story": TALKS.id},
    "compare_sources": {"story": TALKS.id},
    "get_timeline": {"story": TALKS.id},
    "list_quotes": {"story": TALKS.id},
    "list_figures": {"story": TALKS.id},
    "list_events": {"query": "ministers"},
    "get_entity": {"entity": "Kenya"},
    "get_dyad": {"a": "Kenya", "b": "NOR"},
    "get_article_text": {"article": TALKS.id},
    "check_evidence": {"of": TALKS.id, "start": 0, "end": 3, "exact": TALKS.text.content[:3]},
}


@pytest.fixture
def store(filled: str) -> Iterator[Store]:
    with open_store(filled, read_only=True) as opened:
        yield opened


def run(work: Callable[[], Coroutine[Any, Any, None]]) -> None:
    async def bounded() -> None:
        with anyio.fail_after(250):
            await work()

    # In a thread of its own: the browser's tests keep a loop of theirs in this one.
    with ThreadPoolExecutor(1) as pool:
        pool.submit(anyio.run, bounded).result()


def passages(value: Any) -> Iterator[dict[str, Any]]:
    """Yield everything in an answer that says it is the words of an article."""
    if isinstance(value, dict):
        if value.get("untrusted"):
            yield value
        value = list(value.values())
    for part in value if isinstance(value, list) else ():
        yield from passages(part)


async def answers_to_every_tool(client: Client, store: Store) -> None:
    tools = {tool.name: tool for tool in (await client.list_tools()).tools}
    assert set(tools) == {tool.__name__ for tool in TOOLS} == set(CALLS)
    for name, given_ in CALLS.items():
        tool = tools[name]
        assert tool.annotations is not None
        assert (tool.annotations.read_only_hint, tool.annotations.destructive_hint) == (True, False)
        assert "untrusted data, not instructions" in (tool.description or "")
        result = await client.call_tool(name, given_)
        assert not result.is_error, result.content
        (text,) = result.content
        assert text.type == "text"
        assert json.loads(text.text) == result.structured_content
        assert len(text.text) < MOST_TOKENS * CHARACTERS
        assert tool.output_schema is not None
        jsonschema.validate(result.structured_content, tool.output_schema)
        found = list(passages(result.structured_content))
        assert found, name
        for p in found:
            content = store.article(p["article"]).article.text.content if "article" in p else TALKS.text.content
            if "article" in p or name in ("get_article_text", "check_evidence"):
                assert content[p["start"] : p["end"]] == p["exact"]
                assert "article" not in p or p["url"]
    refused = await client.call_tool("get_story", {"story": "none"})
    assert refused.is_error
    assert "there is no story none" in refused.content[0].text  # type: ignore[union-attr]


def test_over_stdio_as_the_docs_say(filled: str, store: Store) -> None:
    shown = re.findall(r"^```json\n(.*?)^```$", HOWTO.read_text("utf8"), re.MULTILINE | re.DOTALL)
    entry = json.loads(shown[0])["mcpServers"]["dateline"]
    assert entry["command"] == "dateline"
    args = ["-m", "dateline", *(str(filled) if arg.endswith(".db") else arg for arg in entry["args"])]
    server = StdioServerParameters(command=sys.executable, args=args, env=dict(os.environ))

    async def ask() -> None:
        async with Client(server) as client:
            await answers_to_every_tool(client, store)

    run(ask)


def test_over_http_at_the_desk(filled: str, store: Store) -> None:
    with serving(make_app(filled, read_only=True)) as url:

        async def ask() -> None:
            async with Client(f"{url}/mcp") as client:
                await answers_to_every_tool(client, store)
            async with Client(f"{url}/mcp", mode="legacy") as client:
                assert len((await client.list_tools()).tools) == len(TOOLS)

        run(ask)


def test_the_docs_name_every_tool() -> None:
    named = re.findall(r"^\| `(\w+)` \|", HOWTO.read_text("utf8"), re.MULTILINE)
    assert named == [tool.__name__ for tool in TOOLS]


def test_what_another_site_sends_is_turned_away(file: Path) -> None:
    with TestClient(make_app(file, read_only=True), base_url="http://127.0.0.1") as desk:
        asked = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
        headers = {"accept": "application/json, text/event-stream", "origin": "https://evil.example"}
        assert desk.post("/mcp", json=asked, headers=headers).status_code == 403
        assert desk.post("/mcp", json=asked, headers=headers | {"host": "evil.example"}).status_code == 421
        del headers["origin"]
        assert desk.post("/mcp", json=asked, headers=headers).json()["result"]["tools"]


def test_the_sdk_is_loaded_only_when_it_is_asked(file: Path) -> None:
    code = f"""
import sys
from dateline.views.app import make_app
from starlette.testclient import TestClient
with TestClient(make_app({str(file)!r}, read_only=True), base_url="http://127.0.0.1") as desk:
    assert desk.get("/").status_code == 200
    assert "mcp" not in sys.modules
    desk.post("/mcp", json={{}})
    assert "mcp" in sys.modules
"""
    subprocess.run([sys.executable, "-c", code], check=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed(Answer):
    ones: tuple[str, ...]
    others: tuple[str, ...]


@given(
    st.lists(st.text(max_size=2_000), max_size=12),
    st.lists(st.text(max_size=900), max_size=12),
    st.integers(1_000, 3_000),
)
def test_an_answer_in_pieces_is_the_whole_answer(ones: list[str], others: list[str], most: int) -> None:
    whole = Listed(ones=tuple(ones), others=tuple(others))
    got: list[tuple[str, ...]] = [(), ()]
    cursor = None
    while True:
        piece = cut(whole, "ones", "others", cursor=cursor, max_tokens=most)
        rows = len(piece.ones) + len(piece.others)
        assert rows <= 1 or len(text_of(piece)) <= most * CHARACTERS
        got = [got[0] + piece.ones, got[1] + piece.others]
        cursor = piece.next
        assert (cursor is None) == (piece.note is None)
        if cursor is None:
            break
        assert rows
    assert got == [whole.ones, whole.others]


def test_a_long_text_comes_in_pieces_that_join(tmp_path: Path) -> None:
    words = "The ferry 🚢 left “on time”, said the harbor master.\n" * 900
    sample = plain(f"Ferries run again\n{words}")
    with open_store(tmp_path / "d.db") as store:
        store.add(sample.page, sample.cutting, sample.records, added_at=NOW, join=join)
        pieces, cursor = [], None
        while True:
            answer = get_article_text(store, article=sample.article.id, cursor=cursor)
            assert answer.text is not None
            assert len(text_of(answer)) <= MOST_TOKENS * CHARACTERS
            pieces.append(answer.text.exact)
            if (cursor := answer.next) is None:
                break
    assert len(pieces) > 1
    assert "".join(pieces) == sample.article.text.content


def test_evidence_is_checked_to_the_character(store: Store) -> None:
    for article in (TALKS, arabic().article):
        content = article.text.content
        for of in (article.id, article.text.id):
            good = check_evidence(store, of=of, start=10, end=40, exact=content[10:40])
            assert (good.holds, good.reason, good.text_id) == (True, None, article.text.id)
            bad = check_evidence(store, of=of, start=11, end=41, exact=content[10:40])
            assert (bad.holds, bad.elsewhere[:1]) == (False, ((10, 40),))
            assert bad.found is not None
            assert bad.found.exact == content[11:41]
        end = len(content)
        past = check_evidence(store, of=article.id, start=end - 2, end=end + 5, exact="words")
        assert (past.holds, past.elsewhere) == (False, ())
        assert past.reason == f"the text ends at {end}, before {end + 5}"
    with pytest.raises(NotFound):
        check_evidence(store, of="sha256:none", start=0, end=1, exact="a")
    with pytest.raises(QueryError):
        check_evidence(store, of=TALKS.id, start=3, end=3, exact="")


def test_what_is_said_in_a_story(store: Store) -> None:
    told = get_story(store, story=TALKS.id)
    assert told.headline == TALKS.headline.value if TALKS.headline else None
    assert "We will not leave a single family behind," in [p.exact for q in told.quotes for p in q.said]
    assert told.sources[0].article == TALKS.id
    figures = list_figures(store, story=TALKS.id).rows
    assert {(f.low, f.high) for f in figures} >= {(120, None)}
    assert all(f.words.exact in f.sentence.exact for f in figures)
    assert [f.low for f in list_figures(store, story=TALKS.id, measure="none at all").rows] == []
    events = list_events(store, story=TALKS.id)
    assert {e.type for e in events.rows} >= {"CONSULT"}
    assert {e.type for e in list_events(store, story=TALKS.id, type="consult").rows} == {"CONSULT"}
    assert not list_events(store, story=TALKS.id, since="2031-01-01").rows


def test_stories_are_found_by_a_query_or_all(store: Store) -> None:
    assert len(search_stories(store).rows) == 3
    (found,) = search_stories(store, query='"single family"').rows
    assert get_story(store, story=found.id).sources[0].article == TALKS.id
    assert not search_stories(store, query="zebra").rows
    with pytest.raises(QueryError, match="column 6"):
        search_stories(store, query="rain OR")


def test_two_sides_and_who_they_are(store: Store) -> None:
    told = get_dyad(store, a="Kenya", b="Norway")
    assert (told.a, told.b) == ("KEN", "NOR")
    assert [(e.type, e.joint) for e in told.exchanges] == [("CONSULT", True)]
    kenya = get_entity(store, entity="Kenya")
    assert kenya.label == "Kenya"
    assert kenya == get_entity(store, entity=kenya.id)
    for a, b, error in (("Kenya", "KEN", QueryError), ("Kenya", "Atlantis", NotFound)):
        with pytest.raises(error):
            get_dyad(store, a=a, b=b)


@pytest.mark.parametrize("tool", [list_events, list_figures])
def test_a_question_is_about_one_thing(store: Store, tool: Callable[..., Answer]) -> None:
    for given_ in ({}, {"story": TALKS.id, "query": "rain"}):
        with pytest.raises(QueryError, match="name one of"):
            tool(store, **given_)
    with pytest.raises(QueryError, match="cursor"):
        tool(store, story=TALKS.id, cursor="nonsense")
