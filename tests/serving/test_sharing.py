"""Sharing a desk: refused without an account, a link in the terminal, and a proxy that speaks TLS before it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from typer.testing import CliRunner, Result

from dateline.cli import app
from dateline.listening import hosts_of, is_alone
from dateline.store import open_store

PUBLIC = "https://desk.example.org"
PASSWORD = "seven gray herons"


@pytest.mark.parametrize(
    ("host", "url", "alone"),
    [
        ("127.0.0.1", "", True),
        ("localhost", "http://127.0.0.1:8765", True),
        ("::1", "", True),
        ("127.0.0.1", PUBLIC, False),
        ("0.0.0.0", "", False),
        ("::", "", False),
        ("192.0.2.1", "", False),
        ("some-name", "", False),
    ],
)
def test_who_can_reach_it(host: str, url: str, alone: bool) -> None:
    assert is_alone(host, url) == alone
    assert {"127.0.0.1", "localhost"} < hosts_of(host, url)
    assert ("desk.example.org" in hosts_of(host, url)) == (url == PUBLIC)


def dateline(store: Path, *args: str, **env: str) -> Result:
    return CliRunner().invoke(app, [*args, "--store", str(store)], env=env)


@contextmanager
def served(store: Path, *args: str, **env: str) -> Iterator[list[str]]:
    """Serve a desk as a person does; give the lines it prints until it can be asked."""
    command = [sys.executable, "-m", "dateline", "serve", "--port", "0", "--store", str(store), *args]
    process = subprocess.Popen(command, env=os.environ | env, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        yield [process.stdout.readline().strip() for _ in range(3)]
    finally:
        process.terminate()
        process.wait(120)


def test_people_are_added_and_seen_to_by_the_command_line(tmp_path: Path) -> None:
    path = tmp_path / "d.db"
    refused = dateline(path, "serve", "--host", "0.0.0.0", "--port", "0")
    assert refused.exit_code == 1
    assert "dateline users add" in refused.stderr
    added = dateline(path, "users", "add", "Ada", DATELINE_URL=f"{PUBLIC}/")
    assert f"{PUBLIC}/join/" in added.stdout
    assert dateline(path, "users", "role", "ada", "--role", "reader").exit_code == 1
    assert "no password yet" in dateline(path, "users").stdout
    with open_store(path) as store:
        assert store.accounts.join(added.stdout.strip().rpartition("/")[2], PASSWORD) == "Ada"


def test_beyond_loopback_the_first_link_is_printed_and_nobody_gets_in_without(tmp_path: Path) -> None:
    with open_store(tmp_path / "d.db") as store:
        store.accounts.add("Ada", "owner")
    with served(tmp_path / "d.db", "--host", "0.0.0.0") as lines:
        port = re.findall(r":(\d+)", lines[0])[0]
        secret = lines[1].rpartition("/join/")[2]
        assert "No TLS" in lines[2]
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", trust_env=False, timeout=120) as client:
            assert client.get("/stories.json").status_code == 401
            assert client.get("/", headers={"host": "evil.example"}).status_code == 421
            assert client.get("/healthz", headers={"host": f"192.0.2.7:{port}"}).status_code == 200
            assert client.post(f"/join/{secret}", data={"password": PASSWORD, "again": PASSWORD}).status_code == 303
            assert client.get("/stories.json").status_code == 200


def test_behind_a_proxy_its_word_is_taken_for_who_asks_and_for_tls(tmp_path: Path) -> None:
    with open_store(tmp_path / "d.db") as store:
        store.accounts.add("Ada", "owner")
        store.accounts.join(store.accounts.invite("Ada"), PASSWORD)
    env = {"DATELINE_URL": PUBLIC, "DATELINE_PORT": "0", "DATELINE_LOG": "text"}
    forwarded = {"host": "desk.example.org", "x-forwarded-proto": "https", "x-forwarded-for": "198.51.100.7"}
    command = [sys.executable, "-c", _PRINTS_ITS_PORT, str(tmp_path / "d.db")]
    process = subprocess.Popen(command, env=os.environ | env, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        base = f"http://127.0.0.1:{process.stdout.readline().strip()}"
        data = {"name": "Ada", "password": PASSWORD}
        with httpx.Client(base_url=base, headers=forwarded, trust_env=False, timeout=120) as client:
            answer = client.post("/login", data=data | {"next": "/users"})
            assert (answer.status_code, answer.headers["location"]) == (303, "/users")
            assert answer.headers["set-cookie"].startswith("__Host-dateline-session=")
            assert "; Secure" in answer.headers["set-cookie"]
            assert "strict-transport-security" in answer.headers
            for _ in range(10):
                client.post("/login", data=data | {"name": "Ben"})
            assert client.post("/login", data=data | {"name": "Ben"}).status_code == 429
    finally:
        process.terminate()
        process.wait(120)


_PRINTS_ITS_PORT = """
import socket, sys
import uvicorn
from pathlib import Path
from dateline.serving import _config, _listen
from dateline.settings import Settings
listening = _listen("127.0.0.1", 0)
print(listening.getsockname()[1], flush=True)
uvicorn.Server(_config(Path(sys.argv[1]), Settings(), host="127.0.0.1")).run(sockets=[listening])
"""
