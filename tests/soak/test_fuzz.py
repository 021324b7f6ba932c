"""Wounded pages for DATELINE_SOAK_MINUTES: no crash, no hang, every offset reads back."""

import os
import random
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.errors import PageError
from dateline.flow import lines, read_pages, sample_pages
from dateline.model.page import Page
from dateline.page.limits import Limits
from dateline.page.opening import pages_of_bytes
from eval.corpora import moved_blocks, unread
from tests.soak.packings import packed
from tests.soak.wounds import as_bytes, wounded

MINUTES = float(os.environ.get("DATELINE_SOAK_MINUTES", "10"))
DEADLINE, PACE = 10.0, 100e-6
"""Seconds one page may take, and each of its characters: what is not prose takes ten times as long as what is."""
LARGE = 300_000
"""Characters from which a page may be set aside for the time it takes."""
SUFFIX = {"text/html": ".html", "text/markdown": ".md"}


def problems_of(data: bytes, name: str, told: Counter[str]) -> Iterator[str]:
    """Yield what of a file's pages does not read back or takes too long, and count what became of the pages."""
    for page in pages_in(data, name):
        size = 0 if isinstance(page, PageError) else len(page.content)
        start = time.process_time()
        (item,) = read_pages([page])
        took = time.process_time() - start
        if isinstance(item, PageError):
            told[f"error: {item.code}"] += 1
            late = "set aside" in item.message
            told["set aside"] += late
            if "could not be read" in item.message or (late and size < LARGE):
                yield f"{item.message} ({size} characters)"
            continue
        told["article" if item.records else "no article"] += 1
        if took > DEADLINE + PACE * size:
            yield f"took {took:.0f} s for {size} characters"
        for line in lines(item):
            yield from unread(line)
        yield from moved_blocks(item)


def pages_in(data: bytes, name: str) -> Iterator[Page | PageError]:
    """Yield a file's pages; what is wrong with the whole file is an error like those of its pages."""
    try:
        yield from pages_of_bytes(data, name=name, limits=Limits())
    except PageError as error:
        yield error


def write_out(folder: Path, name: str, data: bytes) -> str:
    """Keep a file that was read wrongly, and say where."""
    path = folder / name
    path.write_bytes(data)
    return str(path)


@pytest.mark.soak
def test_wounded_pages(tmp_path: Path) -> None:
    samples: dict[str, list[str]] = {}
    for page in sample_pages(Limits()):
        assert isinstance(page, Page)
        samples.setdefault(SUFFIX.get(page.media_type, ".txt"), []).append(page.content)
    seed = int(os.environ.get("DATELINE_SOAK_SEED", str(random.randrange(2**32))))
    only = os.environ.get("DATELINE_SOAK_PAGE")
    print(f"seed {seed}")
    end, n, slowest = time.monotonic() + 60 * MINUTES, int(only or 0), 0.0
    wrong: dict[str, list[str]] = {}
    told: Counter[str] = Counter()
    while time.monotonic() < end and (not only or n == int(only)):
        chance = random.Random(f"{seed} {n}")
        suffix = chance.choice(list(samples))
        data, suffix = packed(as_bytes(wounded(samples[suffix], chance), chance), suffix, chance)
        start = time.monotonic()
        problems = list(problems_of(data, f"{n}{suffix}", told))
        if problems:
            wrong[write_out(tmp_path, f"{n}{suffix}", data)] = problems
        slowest, n = max(slowest, time.monotonic() - start), n + 1
    print(f"{n} files, the slowest took {slowest:.2f} s; {dict(told)}")
    assert not wrong, wrong
    assert n > 0
