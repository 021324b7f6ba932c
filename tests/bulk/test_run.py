"""Runs: what is written is what is read, a rerun does what is missing, and no page takes others with it."""

from __future__ import annotations

import gzip
import json
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dateline.bulk import plan
from dateline.bulk.engines import Running
from dateline.bulk.load import read_items
from dateline.bulk.manifest import Manifest
from dateline.bulk.run import run_bulk
from dateline.bulk.task import Task
from dateline.errors import BulkError, PageError
from dateline.flow import ReadPage, read_pages
from dateline.page.limits import Limits
from dateline.page.opening import pages_of_bytes
from dateline.store import open_store
from tests.bulk.making import page, write_lines

pytest.importorskip("daft")
ROOT = Path(__file__).parent.parent.parent
POISONABLE = (sys.executable, "-m", "tests.bulk.poisonable")
PAGES = 7


def run(out: Path, *inputs: Path, command: tuple[str, ...] | None = None, **task: float) -> Manifest:
    running = Running(workers=2) if command is None else Running(workers=2, command=command)
    told = Task(out=str(out), part_pages=3, **task)  # type: ignore[arg-type]
    return run_bulk([str(path) for path in inputs], told, running=running)


def lines_of(out: Path) -> list[str]:
    return [item.page or "-" if isinstance(item, PageError) else item.page.id for item in read_items(out)]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Manifest]:
    """An input, what was made of it, and the manifest."""
    folder = tmp_path_factory.mktemp("bulk")
    source = write_lines(folder / "pages.jsonl", range(PAGES))
    with source.open("a") as file:
        file.write('{"id": "empty", "text": " "}\n{"id": "p1", "text": "Read more\\n"}\n{"id"\n')
        file.write(json.dumps(page(1)) + "\n")
    return source, folder / "out", run(folder / "out", source)


def test_what_is_written_is_what_was_read(whole: tuple[Path, Path, Manifest]) -> None:
    source, out, manifest = whole
    pages = list(pages_of_bytes(source.read_bytes(), name=str(source), limits=Limits()))
    read = {repr(item) for item in read_pages(pages) if isinstance(item, ReadPage)}
    written = list(read_items(out))
    assert {repr(item) for item in written if isinstance(item, ReadPage)} == read
    assert [item.code for item in written if isinstance(item, PageError)] == ["empty", "bad-input"]
    counts = manifest.counts
    assert counts["pages"] == PAGES + 4 == counts["with articles"] + counts["without"] + counts["errors"]
    assert {path.split("/")[1] for path in manifest.files if path.startswith("articles/")} == {
        f"day=2026-03-0{n}" for n in (1, 2, 3)
    }


def test_other_programs_read_it(whole: tuple[Path, Path, Manifest]) -> None:
    dataset = pytest.importorskip("pyarrow.dataset")
    _, out, manifest = whole
    for name in manifest.columns:
        table = dataset.dataset(out / name, partitioning="hive").to_table()
        assert table.num_rows == manifest.counts[f"rows of {name}"], name
    assert set(dataset.dataset(out / "entities", partitioning="hive").to_table()["label"].to_pylist()) >= {"Lena Orsk"}


def test_a_rerun_does_what_is_missing(whole: tuple[Path, Path, Manifest], tmp_path: Path) -> None:
    source, out, manifest = whole
    shutil.copytree(out, tmp_path / "out")
    (gone,) = [p for p in manifest.files if p.startswith("pages/") and "s00001-" in p and "03-01" in p]
    (tmp_path / "out" / gone).unlink()
    kept = tmp_path / "out" / next(p for p in manifest.files if p.startswith("pages/") and "s00000-" in p)
    before = kept.stat().st_mtime_ns
    again = run(tmp_path / "out", source)
    assert again == manifest
    assert (tmp_path / "out" / gone).exists()
    assert kept.stat().st_mtime_ns == before


def test_other_inputs_want_another_folder(whole: tuple[Path, Path, Manifest], tmp_path: Path) -> None:
    source, out, _ = whole
    with pytest.raises(BulkError, match="other inputs"):
        run(out, source, write_lines(tmp_path / "more.jsonl", range(1)))


def test_a_changed_file_is_told(whole: tuple[Path, Path, Manifest], tmp_path: Path) -> None:
    _, out, manifest = whole
    shutil.copytree(out, tmp_path / "out")
    changed = next(path for path in manifest.files if path.startswith("statements/"))
    (tmp_path / "out" / changed).write_bytes(b"PAR1")
    with pytest.raises(BulkError, match="not the file that was written"):
        list(read_items(tmp_path / "out"))


def test_pages_that_kill_are_set_aside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("DIED_ONCE", str(tmp_path / "once"))
    source = tmp_path / "pages.jsonl"
    lines = [page(n) for n in range(6)]
    for n, word in ((1, "crash"), (2, "endless"), (4, "memory"), (5, "once")):
        lines[n]["text"] += f"\nword:{word}\n"
    source.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf8")
    manifest = run(tmp_path / "out", source, command=POISONABLE, page_seconds=2.0, memory=1024 * 2**20)
    assert (manifest.counts["pages"], manifest.counts["errors"], manifest.counts["with articles"]) == (6, 3, 3)
    told = {e.page: (e.code, e.message) for e in read_items(tmp_path / "out") if isinstance(e, PageError)}
    assert told["p1"] == ("set-aside", "was set aside: it ended the process that read it (SIGSEGV)")
    assert told["p2"] == ("set-aside", "was set aside: it took longer than 2 s and was stopped")
    assert told["p4"][0] == "set-aside"


def test_a_stream_that_cannot_be_cut_is_shared(
    whole: tuple[Path, Path, Manifest], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, out, manifest = whole
    packed = tmp_path / "pages.jsonl.gz"
    packed.write_bytes(gzip.compress(source.read_bytes()))
    monkeypatch.setattr(plan, "LANE_BYTES", packed.stat().st_size)
    shared = run(tmp_path / "out", packed)
    assert len(kept_shards(tmp_path / "out")) == 2
    assert shared.counts == manifest.counts
    assert sorted(lines_of(tmp_path / "out")[:-1]) == sorted(lines_of(out)[:-1])


def kept_shards(out: Path) -> set[str]:
    """Return the shards that have parts of their own."""
    return {path.name.split("-")[0] for path in (out / "marks").glob("s*-*.json")}


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    source = write_lines(tmp_path / "pages.jsonl", range(1))
    (tmp_path / "out").write_text("a file")
    with pytest.raises(BulkError, match="cannot be written"):
        run(tmp_path / "out", source)


@pytest.mark.cluster
def test_a_cluster_writes_the_same(whole: tuple[Path, Path, Manifest], tmp_path: Path) -> None:
    pytest.importorskip("ray")
    source, _, manifest = whole
    done = subprocess.run(
        command(source, tmp_path / "out", "--engine", "ray", "--jsonl"), capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["digest"] == manifest.digest


def command(source: Path, out: Path, *more: str) -> list[str]:
    return [sys.executable, "-m", "dateline", "bulk", str(source), "--out", str(out), "--part-pages", "3", *more]


def test_the_commands_end_in_order(whole: tuple[Path, Path, Manifest], tmp_path: Path) -> None:
    source, _, manifest = whole
    began = subprocess.run(command(source, tmp_path / "out", "--jsonl"), capture_output=True, text=True, check=False)
    assert (began.returncode, began.stderr) == (0, "")
    assert json.loads(began.stdout)["digest"] == manifest.digest
    store = tmp_path / "a.db"
    load = [sys.executable, "-m", "dateline", "load", str(tmp_path / "out"), "--store", str(store), "--jsonl"]
    first, second = (json.loads(subprocess.run(load, capture_output=True, check=True).stdout) for _ in range(2))
    assert (first["new"], second["new"]) == (PAGES + 1, 0)
    with open_store(store, read_only=True) as opened:
        assert opened.check().ok
    stories = [sys.executable, "-m", "dateline", "stories", "--bulk", str(tmp_path / "out"), "--jsonl"]
    told = [json.loads(line) for line in subprocess.run(stories, capture_output=True, check=False).stdout.splitlines()]
    assert [line["id"] for line in told if "story" in line] == ["p0", "p3", "p6", "p1", "p4", "p1", "p2", "p5", "p1"]


@pytest.mark.parametrize("ending", [signal.SIGKILL, signal.SIGINT])
def test_a_run_that_ended_early_is_taken_up(
    whole: tuple[Path, Path, Manifest], tmp_path: Path, ending: signal.Signals
) -> None:
    source, _, manifest = whole
    process = subprocess.Popen(
        command(source, tmp_path / "out"), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )
    deadline = time.monotonic() + 60
    while not list((tmp_path / "out" / "marks").glob("s*-*.json")) and time.monotonic() < deadline:
        time.sleep(0.01)
    process.send_signal(ending)
    _, complaint = process.communicate()
    assert complaint == ""
    # On a busy machine it may have come to its end before the signal was sent.
    assert process.returncode in (-signal.SIGKILL if ending is signal.SIGKILL else 130, 0)
    assert run(tmp_path / "out", source).digest == manifest.digest
