"""What goes wrong with the database is said alike by commands, by pages and in JSON; and it passes."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import httpx
import pytest
from typer.testing import CliRunner

from dateline import background
from dateline.background import BackgroundWorker
from dateline.cli import app
from dateline.model.jobs import Job
from dateline.serving import desk
from dateline.settings import Settings
from dateline.store import open_store
from dateline.views.seam import Task
from tests.factory import talks
from tests.faulty import add, ailing, fill, full
from tests.postgres import Server

Fault = Callable[[Server], AbstractContextManager[str]]
"""Gives the url of a store that can be read and not be written."""


@pytest.fixture(scope="module")
def own() -> Iterator[Server]:
    with ailing() as server:
        yield server


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page that takes room, as a file and as what `bulk` made of it."""
    folder, chance = tmp_path_factory.mktemp("pages"), random.Random(5)
    words = " ".join(chance.randbytes(40).hex() for _ in range(60))
    (folder / "page.txt").write_text(f"Boats came in\n\nThe harbor of Oslo was full on Monday. {words}\n")
    done = dateline("bulk", str(folder / "page.txt"), "--out", str(folder / "out"), "--workers", "1")
    assert done.returncode == 0, done.stderr
    return folder


def dateline(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "dateline", *words]
    return subprocess.run(command, check=False, capture_output=True, text=True, env=os.environ | {"NO_COLOR": "1"})


def filled(server: Server) -> str:
    place = server.store()
    with open_store(place) as store:
        add(store, talks())
    return place


@contextmanager
def full_disk(server: Server) -> Iterator[str]:
    place = filled(server)
    with full(server):
        fill(place)
        yield place


@contextmanager
def read_only(server: Server) -> Iterator[str]:
    place = filled(server)
    server.ask(f"ALTER DATABASE {place.rpartition('/')[2]} SET default_transaction_read_only = on")
    yield place


@contextmanager
def no_right(server: Server) -> Iterator[str]:
    place = filled(server)
    server.ask("CREATE ROLE looker LOGIN")
    server.ask("GRANT SELECT ON ALL TABLES IN SCHEMA public TO looker", database=place.rpartition("/")[2])
    yield place.replace("tester@", "looker@")
    server.ask("DROP OWNED BY looker", database=place.rpartition("/")[2])
    server.ask("DROP ROLE looker")


FAULTS: list[tuple[Fault, str]] = [
    (full_disk, "the disk of the database is full, so nothing of this was kept; make room, and try again"),
    (read_only, "name one that can be written to"),
    (no_right, "this user may not do that; the owner of the database can GRANT it"),
]


def counts(place: str) -> int:
    with open_store(place, read_only=True) as store:
        health = store.check()
        assert health.ok, health.problems
        return health.counts["pages"]


@pytest.mark.parametrize(("fault", "says"), FAULTS)
def test_what_cannot_be_written_is_said_by_commands_and_by_the_desk(
    own: Server, pages: Path, fault: Fault, says: str
) -> None:
    with fault(own) as place:
        before = counts(place)
        done = dateline("add", str(pages / "page.txt"), "--store", place)
        loaded = CliRunner().invoke(app, ["load", str(pages / "out"), "--store", place])
        for status, said in ((done.returncode, done.stderr), (loaded.exit_code, loaded.stderr)):
            assert (status, said.count("\n")) == (1, 1), said
            assert said.startswith("dateline: ")
            assert says in said
        with (
            desk(place, settings=Settings()) as base,
            httpx.Client(base_url=base, trust_env=False, timeout=120) as client,
        ):
            _asks(client, (pages / "page.txt").read_text(), says)
        assert counts(place) == before


def _asks(client: httpx.Client, text: str, says: str) -> None:
    """See that the desk can be read, and says in a page and in JSON what it cannot write."""
    form = {"text": text, "keep": "1"}
    shown = client.post("/read", data=form)
    assert (shown.status_code, shown.headers["content-type"]) == (503, "text/html; charset=utf-8")
    assert says in shown.text
    told = client.post("/read", data=form, headers={"accept": "application/json"})
    assert (told.status_code, told.json()["ok"], told.json()["status"]) == (503, False, 503)
    assert says in told.json()["error"]
    for readable in ("/", "/stories.json", "/search?q=talks", "/readyz"):
        assert client.get(readable).status_code == 200


@contextmanager
def stopped(server: Server, place: str) -> Iterator[None]:
    """Let a database take nobody in, and put out whoever is."""
    name = place.rpartition("/")[2]
    server.ask(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
    server.ask(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'")
    yield
    server.ask(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")


def test_a_database_that_stops_is_said_and_the_desk_goes_on_when_it_is_back(own: Server, pages: Path) -> None:
    place = filled(own)
    with desk(place, settings=Settings()) as base, httpx.Client(base_url=base, trust_env=False, timeout=120) as client:
        assert client.get("/").status_code == 200
        with stopped(own, place):
            for path in ("/", "/stories.json", "/search?q=talks", "/article/1", "/review", "/sources", "/readyz"):
                answer = client.get(path)
                assert (path, answer.status_code) == (path, 503)
                assert "starting or stopping; try again" in answer.text
            assert client.post("/read", data={"text": "Boats came in.", "keep": "1"}).status_code == 503
            assert client.get("/healthz").status_code == 200
            for words in (["add", str(pages / "page.txt")], ["load", str(pages / "out")], ["serve", "--port", "0"]):
                done = CliRunner().invoke(app, [*words, "--store", place])
                assert (done.exit_code, done.stderr.count("\n")) == (1, 1), done.stderr
                assert "the database is starting or stopping; try again" in done.stderr
        assert client.get("/").status_code == 200
        assert client.post("/read", data={"text": "Boats came in.\n\nMany.", "keep": "1"}).status_code == 303


def test_a_job_that_a_stopped_database_ended_is_said_to_have_failed_once_it_is_back(
    own: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(background, "_SAID_SECONDS", 0.1)
    place, file = filled(own), tmp_path / "pages.jsonl"
    file.write_text(
        "".join(f'{{"id": "p{n}", "text": "Boats came in.\\n\\nThere were {n}."}}\n' for n in range(10_000))
    )
    worker = BackgroundWorker(place, Settings())
    try:
        job = worker.begin(Task(kind="add", by="ada", file=file, name="pages.jsonl"))
        _until(place, job, lambda told: told.done > 0)
        with stopped(own, place):
            time.sleep(0.5)
        over = _until(place, job, lambda told: told.over)
    finally:
        worker.close()
    assert over.state == "failed"
    assert over.says is not None
    assert "try again" in over.says
    assert 1 < counts(place) < 10_000


def _until(place: str, id_: str, wanted: Callable[[Job], bool]) -> Job:
    with open_store(place, read_only=True) as store:
        for _ in range(2000):
            job = store.job(id_)
            if wanted(job):
                return job
            time.sleep(0.1)
    raise AssertionError(job)
