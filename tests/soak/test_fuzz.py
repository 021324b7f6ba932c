"""Mutated pages for DATELINE_SOAK_MINUTES: no crash, no hang, every offset reads back."""

import os
import random
import time

import pytest

from dateline.errors import PageError
from dateline.flow import lines, read_pages, sample_pages
from dateline.model.page import Page
from dateline.page.from_bytes import page_from_bytes
from dateline.page.limits import Limits
from eval.corpora import moved_blocks, unread

MINUTES = float(os.environ.get("DATELINE_SOAK_MINUTES", "10"))
DEADLINE = 10.0
"""Seconds one page may take; the slowest sample takes a hundredth of it."""
BITS = [
    "<div>",
    "</div>",
    "<p",
    "<!--",
    "-->",
    "<script>",
    "\0",
    "\ud83d",
    "\r\n",
    '"',
    "“",
    "”",
    "'",
    "(",
    "—",
    "﻿",
    "﷽",
    "🙂",
    " date 2024-01-01 ",
    "&nbsp;",
    "]]>",
    "1" * 400,
    "A." * 200,
]


def mutated(content: str, chance: random.Random) -> str:
    """Cut, double, swap and sprinkle: a few wounds a page."""
    for _ in range(chance.randint(1, 8)):
        at, length = chance.randrange(len(content) + 1), chance.choice([1, 5, 50, 500])
        piece = content[at : at + length]
        content = chance.choice(
            [
                content[:at] + content[at + length :],
                content[:at] + piece * 3 + content[at:],
                content[:at] + chance.choice(BITS) + content[at:],
                content[at:] + content[:at],
                content[:at] + piece[::-1] + content[at + length :],
                content[:at] + piece.upper() + content[at + length :],
            ]
        )
    return content


@pytest.mark.soak
def test_mutated_pages() -> None:
    samples = [p for p in sample_pages(Limits()) if isinstance(p, Page)]
    seed = int(os.environ.get("DATELINE_SOAK_SEED", str(random.randrange(2**32))))
    print(f"seed {seed}")
    chance, end, n, slowest = random.Random(seed), time.monotonic() + 60 * MINUTES, 0, 0.0
    while time.monotonic() < end:
        sample = chance.choice(samples)
        data = mutated(sample.content, chance).encode("utf8", "surrogatepass")
        if chance.random() < 0.2:
            data = bytes(b ^ (chance.random() < 0.001) for b in data)
        start = time.monotonic()
        try:
            page = page_from_bytes(data, id=f"{sample.id} {seed} {n}", limits=Limits(), media_type=sample.media_type)
        except PageError:
            continue
        (item,) = read_pages([page])
        problems = [p for line in lines(item) for p in unread(line)]
        assert not problems, problems
        assert isinstance(item, PageError) or not list(moved_blocks(item))
        slowest, n = max(slowest, time.monotonic() - start), n + 1
        assert slowest < DEADLINE, page.id
    print(f"{n} pages, the slowest took {slowest:.2f} s")
    assert n > 0
