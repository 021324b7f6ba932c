"""How fast `bulk` reads: articles a second by the clock and by the processor, with one worker and with two, in one run.

    python -m eval.bench_bulk INPUT... [--workers 1 2] [--rounds 1]

The input is any that `bulk` takes, and is only read. Where others use the machine at the same time, the clock says
little, and the seconds of the processor, which are counted for the workers alone, say what an article takes.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

from dateline.bulk.engines import Running, start
from dateline.bulk.run import run_bulk
from dateline.bulk.task import Task
from dateline.bulk.worker import Done

DAY = 150_000
"""English articles a day that GDELT counts the world over."""


def measure(inputs: Sequence[str], *, workers: int, part_pages: int) -> tuple[int, float, float, int]:
    """Return articles, seconds of the clock, seconds of the processor, and the most memory a worker took."""
    done: list[Done] = []
    with tempfile.TemporaryDirectory() as folder:
        task = Task(out=str(Path(folder) / "out"), part_pages=part_pages)
        began = perf_counter()
        manifest = run_bulk(inputs, task, running=Running(workers=workers), tell=done.append)
        took = perf_counter() - began
        size = sum((Path(task.out) / path).stat().st_size for path in manifest.files)
    counts = manifest.counts
    print(f"{workers} workers: {counts['pages']} pages = {counts['with articles']} + {counts['without']} + ", end="")
    print(
        f"{counts['errors']}; {counts['rows of articles']} articles, {size / counts['pages']:,.0f} bytes a page written"
    )
    return counts["rows of articles"], took, sum(d.cpu for d in done), max(d.peak for d in done)


def main() -> None:
    """Measure, and print what a day of the world's news takes."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("inputs", nargs="+")
    parser.add_argument("--workers", nargs="+", type=int, default=[1, 2])
    parser.add_argument("--rounds", type=int, default=1)
    # A day of news has hundreds of parts for each worker, a short run a handful: small ones let both end at one time.
    parser.add_argument("--part-pages", type=int, default=50)
    asked = parser.parse_args()
    start(Running(workers=max(asked.workers)))
    for _ in range(asked.rounds):
        rates: dict[int, float] = {}
        for workers in asked.workers:
            load = os.getloadavg()[0]
            articles, took, cpu, peak = measure(asked.inputs, workers=workers, part_pages=asked.part_pages)
            rates[workers] = articles / took
            hours = DAY / rates[workers] / 3600
            print(
                f"  {rates[workers]:.1f} articles a second by the clock (load before: {load:.1f}), "
                f"{cpu / articles * 1000:.0f} ms of the processor an article, {peak / 2**20:.0f} MiB a worker; "
                f"{DAY:,} articles: {hours:.1f} h by the clock, {DAY * cpu / articles / 3600:.1f} processor hours",
                flush=True,
            )
        if 1 in rates and 2 in rates:
            print(f"  two workers read {rates[2] / rates[1]:.2f} times as fast as one")


if __name__ == "__main__":
    main()
