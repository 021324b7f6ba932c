"""The desk as a service: what it logs, and how it stops."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import httpx

STORY = "Aldmoor, May 5 (NPX) - Trade Minister Lena Orsk met her Tarvian counterpart in Aldmoor on Monday.\n"


@contextlib.contextmanager
def served(store: Path, **settings: str) -> Iterator[tuple[subprocess.Popen[str], httpx.Client]]:
    """Run `dateline serve` as a service would."""
    command = [sys.executable, "-m", "dateline", "serve", "--store", str(store), "--port", "0"]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=os.environ | settings
    )
    assert process.stdout is not None
    base = next(word for word in process.stdout.readline().split() if word.startswith("http"))
    try:
        with httpx.Client(base_url=base, trust_env=False, timeout=120) as client:
            yield process, client
    finally:
        process.kill()
        process.communicate()


def stop(process: subprocess.Popen[str]) -> list[str]:
    """Ask it to stop, as systemd and containers do; return its log."""
    process.send_signal(signal.SIGTERM)
    _, log = process.communicate(timeout=120)
    assert process.returncode in (0, -signal.SIGTERM)
    return log.splitlines()


def test_requests_are_logged_without_what_people_look_for(tmp_path: Path) -> None:
    with served(tmp_path / "d.db", DATELINE_LOG="json") as (process, client):
        assert client.get("/search", params={"q": "whistleblower"}).status_code == 200
        assert client.get("/search.json", params={"q": "whistleblower AND ("}).status_code == 400
        assert client.get("/article/whistleblower").status_code == 404
        assert client.get("/healthz").status_code == 200
        assert client.post("/read", data={"url": "http://127.0.0.1:9/"}).status_code == 422
        lines = stop(process)
    assert not [line for line in lines if "whistleblower" in line]
    told = [json.loads(line) for line in lines]
    requests = [(t["method"], t["route"], t["status"]) for t in told if t["event"] == "request"]
    assert requests == [
        ("GET", "/search", 200),
        ("GET", "/search.json", 400),
        ("GET", "/article/{id}", 404),
        ("POST", "/read", 422),
    ]
    assert all(t["timestamp"].endswith("Z") and t["ms"] >= 0 for t in told if t["event"] == "request")
    assert [t["page"] for t in told if t["event"] == "page not read"] == ["http://127.0.0.1:9/"]


def test_a_quiet_desk_says_nothing(tmp_path: Path) -> None:
    with served(tmp_path / "d.db") as (process, client):
        assert client.get("/search", params={"q": "x"}).status_code == 200
        assert stop(process) == []


def test_a_request_in_hand_is_finished(tmp_path: Path) -> None:
    body = urlencode({"text": STORY * 80, "keep": "1"}).encode()
    headers = {"content-type": "application/x-www-form-urlencoded", "content-length": str(len(body))}
    with served(tmp_path / "d.db") as (process, client):
        client.post("/read", data={"text": STORY, "keep": "1"})
        asked = http.client.HTTPConnection(client.base_url.host, client.base_url.port or 80, timeout=120)
        asked.putrequest("POST", "/read")
        for name, value in (headers | {"expect": "100-continue"}).items():
            asked.putheader(name, value)
        asked.endheaders()
        # It says so once it has the request in hand.
        assert asked.sock.recv(100).startswith(b"HTTP/1.1 100")
        asked.send(body)
        stop(process)
        assert asked.getresponse().status == 303
        asked.close()
