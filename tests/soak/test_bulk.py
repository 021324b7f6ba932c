"""Runs as long and as broken as real ones: a cluster that loses a machine, and memory over 100,000 articles.

DATELINE_SOAK_ARTICLES sets how many articles the long run has.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from dateline.bulk.engines import Running
from dateline.bulk.run import run_bulk
from dateline.bulk.task import Task
from dateline.bulk.worker import Done
from tests.bulk.making import page, write_lines

pytest.importorskip("daft")
ARTICLES = int(os.environ.get("DATELINE_SOAK_ARTICLES", "100000"))
MORE = 60 * 2**20
"""Bytes the most memory of a worker may still grow once it has read its first thousand: allocators keep some."""
LOSING = """
import json, sys, threading, time
from pathlib import Path
import ray
from ray.cluster_utils import Cluster
from dateline.bulk.engines import Running
from dateline.bulk.run import run_bulk
from dateline.bulk.task import Task

source, out = sys.argv[1:]
cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 1, "include_dashboard": False})
lost = cluster.add_node(num_cpus=1)
ray.init(address=cluster.address, log_to_driver=False)

def lose_one():
    while len(list(Path(out, "marks").glob("s*-*.json"))) < 10:
        time.sleep(0.05)
    cluster.remove_node(lost, allow_graceful=False)
    print("lost", flush=True)

thread = threading.Thread(target=lose_one)
thread.start()
task = Task(out=out, part_pages=4)
manifest = run_bulk([source], task, running=Running(engine="ray", address=cluster.address, workers=1))
thread.join()
print(manifest.digest)
ray.shutdown()
cluster.shutdown()
"""


@pytest.mark.soak
def test_a_cluster_that_loses_a_machine_half_way_writes_the_same(tmp_path: Path) -> None:
    pytest.importorskip("ray")
    source = write_lines(tmp_path / "pages.jsonl", range(100))
    whole = run_bulk([str(source)], Task(out=str(tmp_path / "whole"), part_pages=4), running=Running(workers=2))
    losing = [sys.executable, "-c", LOSING, str(source), str(tmp_path / "out")]
    done = subprocess.run(losing, capture_output=True, text=True, check=False, timeout=600)
    assert done.returncode == 0, done.stderr
    said = [line for line in done.stdout.splitlines() if "raylet" not in line and not line.startswith(("\t", " "))]
    assert "lost" in said, said
    assert manifest_of(tmp_path / "out") == manifest_of(tmp_path / "whole")
    assert whole.digest in said


def manifest_of(out: Path) -> object:
    return json.loads((out / "manifest.json").read_bytes())


SYLLABLES = "ba den go li mar no per ra sul ti vo ze".split()


def varied_lines(articles: int) -> Iterator[str]:
    """Yield articles of some 60 words with people, towns and numbers of their own, so that nothing is met again."""
    for n in range(articles):
        given = page(n)
        names = ["".join(SYLLABLES[int(d, 12)] for d in np.base_repr(n * k + 144, 12)).title() for k in (7, 11, 13)]
        more = (
            "{} told reporters in {} that {} would sign a pact with Norway in {} days. Police arrested {} people there."
        )
        text = given["text"] + "\n" + more.format(*names, n % 90 + 2, n % 400 + 2)
        yield json.dumps(given | {"text": text}) + "\n"


@pytest.mark.soak
@pytest.mark.timeout(6 * 3600)
def test_memory_stays_flat(tmp_path: Path) -> None:
    source = tmp_path / "pages.jsonl"
    with source.open("w") as file:
        file.writelines(varied_lines(ARTICLES))
    done: list[Done] = []
    task = Task(out=str(tmp_path / "out"), part_pages=500)
    manifest = run_bulk([str(source)], task, running=Running(workers=2), tell=done.append)
    assert manifest.counts["with articles"] == manifest.counts["pages"] == ARTICLES
    peaks = [one.peak for one in done]
    early, late = max(peaks[: max(4, len(peaks) // 10)]), max(peaks)
    cpu = sum(one.cpu for one in done)
    print(
        f"{ARTICLES} articles: {early / 2**20:.0f} MiB early, {late / 2**20:.0f} MiB late, "
        f"{cpu / ARTICLES * 1000:.0f} ms of the processor each"
    )
    assert late - early < MORE
    assert not [one for one in done if one.restarts]
