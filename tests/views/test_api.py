"""The API: its description is valid and complete, answers are as described, and no parameter makes it fall over."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import jsonschema
import pytest
from fastapi.routing import APIRoute
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openapi_spec_validator import validate
from starlette.testclient import TestClient

from dateline.store.following.rows import source_id
from dateline.views.api import ANSWERS, FOREIGN
from dateline.views.app import make_app
from eval import ROOT
from tests.factory import talks
from tests.views.desk_samples import FEED, SAMPLES, change, read

TALKS = talks().article.id
HOWTO = ROOT / "docs" / "howto" / "api.md"
KNOWN = {"id": [TALKS, SAMPLES[3].article.id, "none"], "a": ["KEN", "IGO"], "b": ["NOR", "none"], "n": ["0", "7"]}


@pytest.fixture(scope="module")
def asked(file: Path) -> Iterator[TestClient]:
    with TestClient(make_app(file, read=read, read_only=True), base_url="http://127.0.0.1") as client:
        yield client


@pytest.fixture(scope="module")
def spec(asked: TestClient) -> Any:
    return asked.get("/openapi.json").json()


def schema_of(spec: Any, path: str) -> Any:
    """Return what an address answers, as a schema that stands on its own."""
    found = spec["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    return {**found, "components": spec["components"]}


def test_the_description_is_valid(spec: Any) -> None:
    validate(spec)
    assert spec["openapi"].startswith("3.1")
    operations = [(path, op) for path, found in spec["paths"].items() for op in found.values()]
    ids = [op["operationId"] for _, op in operations]
    assert len(ids) == len(set(ids))
    for path, op in operations:
        errors = op["responses"]["default"]["content"]["application/json"]["schema"]
        assert errors == {"$ref": "#/components/schemas/Error"}, path
        assert "422" not in op["responses"], path


def test_the_description_is_complete(asked: TestClient, spec: Any) -> None:
    routes = [r for r in asked.app.routes if isinstance(r, APIRoute)]  # type: ignore[attr-defined]
    ending = {r.path for r in routes if r.path.endswith(".json") and "{suffix}" not in r.path}
    assert ending <= set(spec["paths"])
    missing = {path for path in ending - set(ANSWERS) if not path.endswith(tuple(FOREIGN))}
    assert not missing, f"say in views/api.py (ANSWERS) which contexts these answer: {missing}"


def an_id(asked: TestClient, path: str) -> str:
    """Return an id of the samples that an address can be asked with."""
    story = asked.get(f"/story/{TALKS}.json").json()
    ids = {
        "/adding/{id}.json": asked.get("/adding.json").json()["rows"][0]["id"],
        "/reread/{id}.json": asked.get("/reread.json").json()["rows"][0]["id"],
        "/article/{id}/changes.json": SAMPLES[3].article.id,
        "/who/{id}.json": re.findall(r'"/who/(\w+)"', json.dumps(story))[0],
        "/review/fact/{id}.json": talks().records[0].quotes[0].id,
        "/review/{kind}/{id}.json": story["id"],
        "/alerts/{id}.json": "Harbors",
        "/source/{id}.json": source_id(FEED),
    }
    return str(ids.get(path, TALKS))


@pytest.mark.parametrize("path", sorted(ANSWERS))
def test_answers_are_as_described(asked: TestClient, spec: Any, path: str) -> None:
    name = asked.post("/read", data={"text": "A headline\nA body."}).url.path.split("/")[2]
    told = {"name": name, "n": "0", "a": "KEN", "b": "NOR", "kind": "story", "id": an_id(asked, path)}
    query = "?q=harbor" if path.startswith("/search") else ""
    answer = asked.get(re.sub(r"\{(\w+)\}", lambda m: told[m[1]], path) + query)
    assert answer.status_code == 200, answer.text
    assert next(iter(answer.json().items())) == ("ok", True)
    described = schema_of(spec, path)
    jsonschema.validate(answer.json(), described, cls=jsonschema.Draft202012Validator)
    named = {ref["$ref"].rpartition("/")[2] for ref in described.get("anyOf", [described])}
    shown = [set(spec["components"]["schemas"][name]["properties"]) for name in named]
    assert set(answer.json()) in shown


@pytest.mark.parametrize("path", ["/stories.json", "/articles.json", "/events.json", "/search.json?q=family"])
def test_lists_have_one_shape(asked: TestClient, path: str) -> None:
    answer = asked.get(path).json()
    assert answer["ok"] is True
    assert isinstance(answer["rows"], list)
    assert {"next", "next_url"} <= set(answer)


def test_errors_have_one_shape(asked: TestClient, spec: Any) -> None:
    error = {"$ref": "#/components/schemas/Error", "components": spec["components"]}
    for path, status in [("/none.json", 404), ("/stories.json?limit=x", 400), ("/article/x.json", 404),
                         ("/search.json?q=%22", 400), ("/stories.json?cursor=!", 400)]:  # fmt: skip
        answer = asked.get(path)
        assert (answer.status_code, answer.json()["status"]) == (status, status)
        keys = list(answer.json())
        # Only a query goes wrong at a column.
        assert keys == ["ok", "error", "status"] + ["column"] * keys.count("column")
        jsonschema.validate(answer.json(), error, cls=jsonschema.Draft202012Validator)


def value_of(schema: Any) -> st.SearchStrategy[str]:
    """Return values for a parameter: some that fit, many that do not."""
    fits = [str(v) for v in schema.get("enum", [])] or ["", "1", "50", "2024-08", "CONSULT"]
    odd = [
        "-1",
        "0",
        "1e9",
        "9" * 40,
        "null",
        "\0",
        "%",
        "../..",
        "'\"<b>",
        "\U0001f6a2" * 9,
        "a" * 5_000,
        "[]",
        "(",
        '"',
    ]
    return st.one_of(st.sampled_from(fits), st.sampled_from(odd), st.text(max_size=40))


def encoded(value: str) -> str:
    # Lone surrogates become bytes that are no UTF-8, which a client may send as well.
    return quote(value.encode("utf8", "surrogatepass"), safe="")


@settings(max_examples=250, suppress_health_check=list(HealthCheck), deadline=None)
@given(data=st.data())
def test_no_parameter_makes_it_fall_over(asked: TestClient, spec: Any, data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(sorted(p for p, found in spec["paths"].items() if "get" in found)))
    filled, query = path, []
    for parameter in spec["paths"][path]["get"].get("parameters", []):
        name, schema = parameter["name"], parameter.get("schema", {})
        if parameter["in"] == "path":
            known = st.sampled_from(KNOWN.get(name, ["csv", "json", "jsonl", "none"]))
            value = data.draw(st.one_of(known, value_of(schema)))
            filled = filled.replace(f"{{{name}}}", encoded(value))
        elif data.draw(st.booleans()):
            query.append(f"{name}={encoded(data.draw(value_of(schema)))}")
    answer = asked.get(f"{filled}?{'&'.join(query)}", follow_redirects=False)
    assert answer.status_code < 500, f"{filled}?{query}: {answer.text[:500]}"
    if answer.status_code >= 400 and filled.endswith(".json"):
        assert answer.json()["ok"] is False
        assert answer.json()["status"] == answer.status_code


def test_signs_of_life(asked: TestClient) -> None:
    for path in ("/healthz", "/readyz"):
        assert asked.get(path).json()["ok"] is True


def test_a_store_of_another_version_is_not_ready(desk: TestClient, copy: str) -> None:
    change(copy, "UPDATE alembic_version SET version_num = '0000'")
    answer = desk.get("/readyz")
    assert (answer.status_code, answer.json()["ok"], answer.json()["status"]) == (503, False, 503)
    assert desk.get("/healthz").json()["ok"] is True


def test_what_is_counted(desk: TestClient) -> None:
    for path in (
        "/stories.json",
        f"/article/{TALKS}.json",
        "/article/none.json",
        "/static/desk.css",
        "/none",
        "/none2",
    ):
        desk.get(path)
    desk.get("/", headers={"host": "evil.example"})
    lines = desk.get("/metrics").text.splitlines()
    for counted in (
        'dateline_requests_total{method="GET",route="/article/{id}.json",status="200"} 1.0',
        'dateline_requests_total{method="GET",route="/article/{id}.json",status="404"} 1.0',
        'dateline_requests_total{method="GET",route="/static",status="200"} 1.0',
        'dateline_requests_total{method="GET",route="none",status="404"} 2.0',
        'dateline_requests_total{method="GET",route="none",status="421"} 1.0',
        'dateline_request_seconds_count{route="/stories.json"} 1.0',
        f'dateline_store_rows{{kind="pages"}} {len(SAMPLES)}.0',
        'dateline_store_rows{kind="stories"} 3.0',
        "dateline_store_ready 1.0",
        'dateline_overdue_seconds{loop="sources"} 0.0',
    ):
        assert counted in lines, counted


def test_the_docs_show_what_comes_out(asked: TestClient, spec: Any) -> None:
    content = HOWTO.read_text("utf8")
    examples = re.findall(r"^```sh\n(.*?)^```\n\n```json\n(.*?)^```", content, re.MULTILINE | re.DOTALL)
    assert len(examples) >= 5
    for command, shown in examples:
        words = shlex.split(command)
        assert words[0] == "curl"
        url = next(w for w in words if w.startswith("http")).removeprefix("http://127.0.0.1:8765")
        answer = asked.get(url.replace("STORY", TALKS).replace("ARTICLE", TALKS)).json()
        is_like(json.loads(shown), answer, command)
    for path in re.findall(r"^\| `(/[^`]+)`", content, re.MULTILINE):
        assert path in spec["paths"] or path in ("/openapi.json", "/mcp"), path


def is_like(shown: Any, answer: Any, where: str) -> None:
    """Assert that an answer has what is shown: every key of it, and values of the same kind; "…" stands for any."""
    if isinstance(shown, dict):
        assert set(shown) <= set(answer), (where, set(shown) - set(answer))
        for key, value in shown.items():
            is_like(value, answer[key], f"{where} {key}")
    elif isinstance(shown, list):
        assert isinstance(answer, list), where
        for one, other in zip(shown, answer, strict=False):
            is_like(one, other, where)
    elif shown is not None and shown != "…":
        assert type(shown) is type(answer), (where, shown, answer)
        assert not isinstance(shown, (bool, int)) or shown == answer, (where, shown, answer)
