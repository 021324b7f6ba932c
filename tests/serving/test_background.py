"""Work in the background: pages are added from a file or from addresses, and read again, while the desk answers."""

from __future__ import annotations

import io
import threading
import time
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from dateline.background import BackgroundWorker
from dateline.flow import now
from dateline.settings import Settings
from dateline.store import open_store
from dateline.views.app import make_app
from tests.factory import NOW, talks

STORY = (
    "Bridge {0} opens\n\nOSLO, Aug 27 (Harbor Wire) - Norway opened bridge {0} on Tuesday, Prime Minister Brekke said."
)


class _Site(BaseHTTPRequestHandler):
    """A site that answers /1, /2 … with a story, slowly, and everything else with nothing."""

    wait = 0.0

    def do_GET(self) -> None:
        number = self.path.strip("/")
        time.sleep(self.wait)
        self.send_response(200 if number.isdigit() else 404)
        self.send_header("Content-Type", "text/plain")
        self.end_headers()
        self.wfile.write(STORY.format(number).encode() if number.isdigit() else b"")

    def log_message(self, *_args: Any) -> None:
        """Say nothing."""


@pytest.fixture
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    _Site.wait = 0.0


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[TestClient]:
    path = tmp_path / "dateline.db"
    settings = Settings(store=str(path), allow_private=True)
    app = make_app(path, worker=BackgroundWorker(path, settings).started(), max_bytes=2**20)
    with TestClient(app, base_url="http://127.0.0.1", follow_redirects=False) as client:
        yield client


def over(desk: TestClient, where: str) -> Any:
    deadline = time.monotonic() + 200
    while not (told := desk.get(f"{where}.json").json())["job"]["over"]:
        assert time.monotonic() < deadline, told
        time.sleep(0.1)
    return told


def packed(*stories: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for n in stories:
            file.writestr(f"{n}.txt", STORY.format(n))
        file.writestr("torn.pdf", b"%PDF-1.4 nothing of the sort")
    return out.getvalue()


def test_a_file_of_many_pages_and_reading_them_again(desk: TestClient) -> None:
    began = desk.post("/adding", files={"file": ("pages.zip", packed(1, 2, 3))})
    assert began.status_code == 303
    where = began.headers["location"]
    page = desk.get(where).text
    assert 'http-equiv="refresh"' in page and "/static/job.js" in page
    told = over(desk, where)
    assert told["job"]["state"] == "done"
    assert told["job"]["tally"] == {"done": 3, "failed": 1}
    assert [row["state"] for row in told["rows"]].count("done") == 3
    assert [row["name"] for row in desk.get(f"{where}.json?only=failed").json()["rows"]] == ["pages.zip/torn.pdf"]
    assert 'http-equiv="refresh"' not in desk.get(where).text
    assert desk.get(f"{where}?only=nothing").status_code == 400
    assert desk.get(where.replace("adding", "reread")).status_code == 404
    again = over(desk, desk.post("/reread", data={"which": "all"}).headers["location"])
    assert (again["job"]["state"], again["job"]["done"]) == ("done", 3)
    assert again["rows"] == []
    listed = desk.get("/reread.json").json()
    assert listed["readers"] == [["minilm-2", 3]] and listed["rows"][0]["done"] == 3
    assert "pages.zip" not in desk.get("/reread").text
    assert desk.post("/reread", data={"which": "search"}).status_code == 422
    assert desk.post("/reread", data={"which": "search", "q": "(a"}).status_code == 400


def test_addresses_are_told_one_by_one_and_may_be_stopped(desk: TestClient, site: str, tmp_path: Path) -> None:
    _Site.wait = 0.5
    urls = "\n".join([f"{site}/1", f"{site}/none", "ftp://x.example/1", *(f"{site}/{n}" for n in range(2, 40))])
    where = desk.post("/adding", data={"urls": urls}).headers["location"]
    while desk.get(f"{where}.json").json()["job"]["done"] < 4:
        time.sleep(0.1)
    assert desk.post(f"{where}/cancel").status_code == 303
    told = over(desk, where)
    assert told["job"]["state"] == "canceled"
    assert 4 <= told["job"]["done"] < 40
    assert [row["state"] for row in told["rows"][:3]] == ["done", "failed", "failed"]
    assert "http and https" in told["rows"][2]["says"]
    assert "addresses that are left" in desk.get(where).text
    with open_store(tmp_path / "dateline.db", read_only=True) as store:
        assert store.counts()["pages"] == told["job"]["tally"]["done"]


def test_what_was_deleted_is_said_and_added_only_where_wanted(desk: TestClient, site: str) -> None:
    over(desk, desk.post("/adding", data={"urls": f"{site}/7"}).headers["location"])
    (row,) = desk.get("/articles.json").json()["rows"]
    assert desk.post(f"/article/{row['id']}/delete", data={"why": "a test"}).status_code == 303
    told = over(desk, desk.post("/adding", data={"urls": f"{site}/7"}).headers["location"])
    assert told["rows"][0]["state"] == "deleted"
    assert "(a test)" in told["rows"][0]["says"]
    told = over(desk, desk.post("/adding", data={"urls": f"{site}/7", "again": "1"}).headers["location"])
    assert told["job"]["tally"] == {"done": 1}


def test_a_desk_that_closes_says_what_was_cut_short(tmp_path: Path, site: str) -> None:
    path, _Site.wait = tmp_path / "dateline.db", 1.0
    worker = BackgroundWorker(path, Settings(store=str(path), allow_private=True))
    with TestClient(make_app(path, worker=worker), base_url="http://127.0.0.1", follow_redirects=False) as client:
        urls = "\n".join(f"{site}/{n}" for n in range(30))
        first = client.post("/adding", data={"urls": urls}).headers["location"]
        second = client.post("/adding", files={"file": ("pages.zip", packed(1))}).headers["location"]
    with TestClient(make_app(path), base_url="http://127.0.0.1") as client:
        for where in (first, second):
            assert client.get(f"{where}.json").json()["job"]["state"] == "interrupted"
        assert "cut short" in client.get(first).text
        assert client.post("/adding", data={"urls": urls}).status_code == 422


def test_a_job_whose_process_is_gone_is_interrupted(tmp_path: Path) -> None:
    with open_store(tmp_path / "dateline.db") as store:
        job = store.start_job("add", {}, by="Ada", at=now())
        assert store.job(job.id).state == "running"
        with store._changing() as connection:
            connection.exec_driver_sql("""UPDATE jobs SET says = '{"process": "999999.x@' || ? || '"}'""", (_host(),))
        assert store.job(job.id).state == "interrupted"
        assert store.cancel_job(job.id, at=now()).state == "canceled"


def test_the_rule_is_kept_while_the_desk_is_open(tmp_path: Path) -> None:
    path, sample = tmp_path / "dateline.db", talks()
    with open_store(path) as store:
        store.add(sample.page, sample.cutting, sample.records, added_at=NOW)
        worker = BackgroundWorker(path, Settings(store=str(path), keep_days=30), every=0.2).started()
        deadline = time.monotonic() + 200
        while store.counts()["articles"] and time.monotonic() < deadline:
            time.sleep(0.05)
        worker.close()
        assert store.counts()["articles"] == 0
        assert [s.by for s in store.tombstones().rows] == ["the rule of retention"]


def _host() -> str:
    import socket

    return socket.gethostname()
