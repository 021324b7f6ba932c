"""Speed and quality beside others, in one run: `make bench`.

Machines differ and are noisy: what counts is the ratio to the peer in the same run.
"""

from __future__ import annotations

import argparse
import gzip
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from subprocess import PIPE

from dateline.article.cutting import cut
from dateline.errors import PageError
from dateline.flow import lines, printed_pages, read_pages
from dateline.model.page import Page
from dateline.page.jsonl import pages_of_lines
from dateline.page.limits import Limits
from eval import ROOT
from eval.bench_steps import seconds_of, table
from eval.corpora import WORK, needed_corpora, score

EVAL = ROOT / "eval"
TURN = 20
"""So many pages are extracted by one before it is the other's turn."""


def pages_of(path: Path) -> list[Page]:
    """Return the pages of an input file."""
    with gzip.open(path, "rb") as f:
        found = pages_of_lines(f, name=path.name, limits=Limits())  # type: ignore[arg-type]
        return [p for p in found if not isinstance(p, PageError)]


def timed(work: Callable[[], object]) -> float:
    """Return the seconds that some work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def reading(folder: Path, peers: str) -> None:
    """Articles a second on two processes, ours, and spaCy's with textacy's quotations and dateparser."""
    path = folder / "quotes.input.jsonl.gz"
    pages = pages_of(path)
    seconds = timed(lambda: list(printed_pages(pages, jobs=2)))
    peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / 1024
    done = subprocess.run(
        [peers, EVAL / "peer_spacy.py", "2"], input=gzip.decompress(path.read_bytes()), capture_output=True, check=True
    )
    theirs = json.loads(done.stdout)
    ours, other = len(pages) / seconds, theirs["articles"] / theirs["seconds"]
    print(f"reading    ours {ours:.1f} articles/s, peak {peak:.0f} MiB a process")
    print(f"           spaCy + textacy + dateparser {other:.1f}; ratio {ours / other:.1f}")


def extraction(folder: Path, peers: str) -> None:
    """Pages a second on one core, and quality, ours and trafilatura's, on the same markup."""
    path = folder / "pages.input.jsonl.gz"
    pages = pages_of(path)
    theirs, mine = WORK / "pages.trafilatura.jsonl", WORK / "pages.jsonl"
    ours, other = in_turn(pages, gzip.decompress(path.read_bytes()).splitlines(keepends=True), peers, theirs)
    for n, by in enumerate(("clock", "processor")):
        rates = f"ours {len(pages) / ours[n]:.1f} pages/s; trafilatura {len(pages) / other[n]:.1f}"
        print(f"extraction by the {by}: {rates}; ratio {other[n] / ours[n]:.2f}")
    with mine.open("w", encoding="utf8") as f:
        f.writelines(json.dumps(x) + "\n" for item in read_pages(pages, jobs=2) for x in lines(item))
    for name, predicted in (("ours", mine), ("trafilatura", theirs)):
        scores = score(folder, "pages", predicted)
        print(f"           {name:<12}" + "  ".join(f"{k} {v:.3f}" for k, v in scores.items()))


def in_turn(pages: list[Page], raw: list[bytes], peers: str, theirs: Path) -> tuple[list[float], list[float]]:
    """Extract some pages at a time, ours and the peer's in turn, so that what else the machine does slows both alike.

    The first page, which loads what each needs, is read by both before the time is taken.

    Args:
        pages: The pages.
        raw: The same pages as lines of JSON.
        peers: The Python of the environment that holds the peers.
        theirs: Where to write what the peer finds.

    Returns:
        What ours and theirs took, each in seconds by the clock and of the processor.
    """
    ours, other = [0.0, 0.0], [0.0, 0.0]
    command = [peers, str(EVAL / "peer_trafilatura.py")]
    with theirs.open("wb") as out, subprocess.Popen(command, stdin=PIPE, stdout=PIPE) as peer:
        cut(pages[0])
        _ask(peer, raw[0])
        for at in range(0, len(pages), TURN):
            clock, processor = time.perf_counter(), time.process_time()
            for page in pages[at : at + TURN]:
                cut(page)
            ours[0] += time.perf_counter() - clock
            ours[1] += time.process_time() - processor
            for line in raw[at : at + TURN]:
                found = _ask(peer, line)
                out.write(found)
                other = [sum(pair) for pair in zip(other, json.loads(found)["took"], strict=True)]
    return ours, other


def _ask(peer: subprocess.Popen[bytes], line: bytes) -> bytes:
    """Give a peer a line and wait for the line it answers."""
    assert peer.stdin is not None
    assert peer.stdout is not None
    peer.stdin.write(line)
    peer.stdin.flush()
    return peer.stdout.readline()


def cold_start() -> None:
    """Seconds from nothing to the record of one page."""
    page = json.dumps(
        {"id": "cold", "text": "Oslo, May 5 — Envoys of Norway and Kenya met on Monday.", "published": "2025-05-06"}
    )
    command = [sys.executable, "-m", "dateline", "read", "--jsonl"]
    seconds = timed(lambda: subprocess.run(command, input=page.encode(), capture_output=True, check=True))
    print(f"cold start {seconds:.2f} s for one page")


def steps(folder: Path) -> None:
    """What each step of reading costs, as a share of the whole."""
    pages = pages_of(folder / "quotes.input.jsonl.gz")
    seconds, whole = seconds_of(pages)
    print(f"steps      {1000 * whole / len(pages):.0f} ms of processor an article")
    print(*(f"           {line}" for line in table(seconds, whole)), sep="\n")


def main() -> None:
    """Run every benchmark that the corpora and the peers allow."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--peers", required=True, help="the Python of the environment that holds the peers")
    args = parser.parse_args()
    cold_start()
    folder = needed_corpora()
    WORK.mkdir(parents=True, exist_ok=True)
    reading(folder, args.peers)
    extraction(folder, args.peers)
    steps(folder)


if __name__ == "__main__":
    main()
