"""Fifty requests a second for a minute on a store of 100,000 articles while pages are added: 95 % within 150 ms.

DATELINE_LOAD_STORE names a store to use instead of making one (it is added to), DATELINE_LOAD_SECONDS a shorter time.
"""

from __future__ import annotations

import contextlib
import csv
import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import quantiles

import httpx
import pytest

SECONDS = int(os.environ.get("DATELINE_LOAD_SECONDS", "60"))
MILLISECONDS = 150.0
FRONT = 20
"""Requests a second for the front page; the rest is shared among stories and searches."""
SEARCHES = ("people", "country:KEN", "toll people")
TEXT = 'Envoys met in Oslo.\n\n"It went well," Lena Orsk said. At least 12 people were hurt in round {}.\n'


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store of 100,000 articles."""
    given = os.environ.get("DATELINE_LOAD_STORE")
    if given:
        return Path(given)
    made = tmp_path / "load.db"
    command = ["--articles", "10000", "--dealt", "--times", "10", "--runs", "1", "--store", str(made)]
    subprocess.run([sys.executable, "-m", "eval.load", *command], check=True, stdout=subprocess.DEVNULL)
    return made


@contextlib.contextmanager
def desk(store: Path) -> Iterator[str]:
    """Serve the store by the command."""
    command = [sys.executable, "-m", "dateline", "serve", "--store", str(store), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield next(word for word in process.stdout.readline().split() if word.startswith("http"))
        process.terminate()


@contextlib.contextmanager
def adding(store: Path, folder: Path) -> Iterator[None]:
    """Add pages for as long as the context lasts, as a good neighbor: nice, in one process."""
    pages = folder / "pages.jsonl"
    pages.write_text("".join(json.dumps({"id": f"p{n}", "text": TEXT.format(n)}) + "\n" for n in range(20_000)))
    command = [sys.executable, "-m", "dateline", "add", str(pages), "--jobs", "1", "--store", str(store)]
    with subprocess.Popen(["nice", "-n", "19", *command], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        yield
        assert process.poll() is None, process.stderr and process.stderr.read()
        process.terminate()


def hey(url: str, *, a_second: int) -> subprocess.Popen[str]:
    command = ["hey", "-z", f"{SECONDS}s", "-c", "2", "-q", str(a_second // 2), "-t", "30", "-o", "csv", url]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def answers(asking: subprocess.Popen[str]) -> list[tuple[float, int]]:
    """Return how long each answer took, in milliseconds, and its status."""
    said, _ = asking.communicate()
    return [(float(row["response-time"]) * 1000, int(row["status-code"])) for row in csv.DictReader(io.StringIO(said))]


@pytest.mark.soak
def test_many_look_while_pages_are_added(store: Path, tmp_path: Path) -> None:
    if shutil.which("hey") is None:
        pytest.skip("needs hey")
    with desk(store) as base, adding(store, tmp_path):
        rows = httpx.get(f"{base}/stories.json", trust_env=False, timeout=60).json()["rows"]
        pages = {"/": FRONT, **{row["url"]: 6 for row in rows[:3]}}
        pages |= {str(httpx.URL("/search", params={"q": q})): 4 for q in SEARCHES}
        asked = {page: hey(base + page, a_second=rate) for page, rate in pages.items()}
        told = {page: answers(asking) for page, asking in asked.items()}
    every = [took for page in told.values() for took, _ in page]
    for page, times in told.items():
        print(f"{page[:60]:60} {len(times):6} answers, p95 {quantiles([t for t, _ in times], n=20)[-1]:7.1f} ms")
    late = quantiles(every, n=20)[-1]
    print(f"{len(every) / SECONDS:.1f} a second, p95 {late:.1f} ms, longest {max(every):.0f} ms")
    assert {status for page in told.values() for _, status in page} == {200}
    assert len(every) >= 0.95 * 50 * SECONDS
    assert late < MILLISECONDS
