"""What a hostile client sends by hand: ways out of the folder, forms without end, questions that nest without end."""

from __future__ import annotations

import http.client
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from dateline.views.app import make_app
from tests.views.desk_samples import read, serving

URLENCODED = {"content-type": "application/x-www-form-urlencoded"}
PARTS = {"content-type": "multipart/form-data; boundary=x"}
JSON = {"content-type": "application/json", "accept": "application/json, text/event-stream"}
PROMPT = 30.0
"""So many seconds, on a busy machine, is at once."""


@pytest.fixture(scope="module")
def host(file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    path = tmp_path_factory.mktemp("hard") / "dateline.db"
    shutil.copy(file, path)
    with serving(make_app(path, read=read)) as url:
        yield url.removeprefix("http://")


def ask(
    host: str, method: str, path: str, body: bytes = b"", headers: dict[str, str] | None = None
) -> tuple[int, bytes]:
    """Send a request as it is written here: clients of any comfort would tidy it up."""
    connection = http.client.HTTPConnection(host, timeout=120)
    connection.putrequest(method, path)
    for name, value in ({"content-length": str(len(body))} | (headers or {})).items():
        connection.putheader(name, value)
    connection.endheaders(body)
    answer = connection.getresponse()
    try:
        return answer.status, answer.read()
    finally:
        connection.close()


@pytest.mark.parametrize(
    "path",
    [
        "/static/../../../../../../../../etc/passwd",
        "/static/%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
        "/static/..%2f..%2f..%2f..%2f..%2fetc%2fpasswd",
        "/static/..%5c..%5capp.py",
        "/static/../app.py",
        "/static//etc/passwd",
        "/static/....//app.py",
        "/static/%00",
        "/read/..%2f..%2fetc%2fpasswd/0",
        "/article/..%2f..%2fetc%2fpasswd",
        "/join/..%2fusers",
    ],
)
def test_no_address_leads_out_of_the_folder_of_assets(host: str, path: str) -> None:
    status, body = ask(host, "GET", path)
    assert status in (400, 404)
    assert b"root:" not in body
    assert b"import " not in body


@pytest.mark.parametrize(
    ("path", "headers", "body", "statuses"),
    [
        ("/searches", URLENCODED, b"a=1&" * 200_000, {400}),
        ("/searches", URLENCODED, b"&" * 1_000_000, {400, 422}),
        ("/searches", URLENCODED, b"&" * 3_000_000, {413}),
        ("/login", URLENCODED, b"&" * 100_000, {413}),
        ("/login", PARTS, b"--x\r\n" + b"a" * 100_000, {400, 413}),
        ("/read", PARTS, b"--x\r\n" + b"a" * 3_000_000, {400}),
        ("/read", PARTS, b'--x\r\ncontent-disposition: form-data; name="a"\r\n\r\n1\r\n' * 30_000 + b"--x--", {400}),
        ("/mcp", JSON, b"[" * 200_000, {400}),
        ("/mcp", JSON, b'{"a":' * 50_000 + b"1" + b"}" * 50_000, {400}),
    ],
)
def test_forms_and_questions_without_end_are_refused_at_once(
    host: str, path: str, headers: dict[str, str], body: bytes, statuses: set[int]
) -> None:
    if path == "/mcp":
        ask(host, "POST", path, b"{}", headers)  # its library takes a second to load, the first time
    began = time.monotonic()
    status, _ = ask(host, "POST", path, body, headers)
    assert status in statuses
    assert time.monotonic() - began < PROMPT
    assert ask(host, "GET", "/healthz")[0] == 200


def test_an_answer_to_what_went_wrong_is_guarded_too(file: Path) -> None:
    def fails() -> None:
        raise RuntimeError("a secret")

    app = make_app(file, read=read, read_only=True)
    app.add_api_route("/fails", fails)
    with TestClient(app, base_url="https://127.0.0.1", raise_server_exceptions=False) as client:
        answer, other = client.get("/fails"), client.get("/")
    assert answer.status_code == 500
    assert "secret" not in answer.text
    guarded = ("content-security-policy", "x-frame-options", "x-content-type-options", "referrer-policy",
               "strict-transport-security", "cross-origin-opener-policy", "permissions-policy")  # fmt: skip
    for name in guarded:
        assert answer.headers[name] == other.headers[name]
    assert "'unsafe" not in answer.headers["content-security-policy"]


@pytest.mark.parametrize("q", ["(" * 9_000, "a%20OR%20" * 3_000 + "b", "-" * 9_000, "%22" * 9_001, "a*%20" * 4_000])
def test_a_search_without_end_is_refused_at_once(host: str, q: str) -> None:
    began = time.monotonic()
    assert ask(host, "GET", f"/search.json?q={q}")[0] == 400
    assert time.monotonic() - began < PROMPT
