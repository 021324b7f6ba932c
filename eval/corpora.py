"""The corpora that scores are measured on: where they lie, and how their inputs are read."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, cast

from dateline.flow import ReadPage, lines, read_pages
from dateline.model.contract import offsets
from dateline.page.jsonl import pages_of_lines
from dateline.page.limits import Limits
from eval import ROOT

WORK = ROOT / "work" / "eval"

Json = dict[str, Any]


def corpora() -> Path | None:
    """Return the folder of corpora (DATELINE_CORPORA, else ../shared/corpora), or None where there is none."""
    folder = Path(os.environ.get("DATELINE_CORPORA", ROOT.parent / "shared" / "corpora"))
    return folder if (folder / "score.py").is_file() else None


def needed_corpora() -> Path:
    """Return the folder of corpora, or end the run with how to name one."""
    folder = corpora()
    if folder is None:
        sys.exit("no corpora here: set DATELINE_CORPORA")
    return folder


def fingerprint(*files: Path) -> str:
    """Return a short digest of the files' bytes, so that a floor is held against the corpus it was measured on."""
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def predict(inputs: Path, output: Path, *, jobs: int) -> tuple[str, ...]:
    """Write the contract lines for every page of an input file (.jsonl or .jsonl.gz).

    Returns:
        What does not read back: offsets, words or blocks that do not stand where they are said to.
    """
    output.parent.mkdir(parents=True, exist_ok=True)
    problems: list[str] = []
    with _open(inputs) as source, output.open("w", encoding="utf8") as sink:
        pages = pages_of_lines(source, name=inputs.name, limits=Limits())
        for item in read_pages(pages, jobs=jobs):
            for line in lines(item):
                sink.write(json.dumps(line, ensure_ascii=False) + "\n")
                problems += unread(line)
            if isinstance(item, ReadPage):
                problems += moved_blocks(item)
    return tuple(problems)


def _open(path: Path) -> BinaryIO:
    return cast(BinaryIO, gzip.open(path, "rb")) if path.suffix == ".gz" else path.open("rb")


def unread(line: Json) -> Iterator[str]:
    """Yield what of a contract line does not read back out of its own text."""
    if "error" in line:
        yield f"{line['page']}: {line['error']['message']}"
        return
    text = line["text"]
    for start, end, words in offsets(line):
        if not 0 <= start < end <= len(text) or (words is not None and text[start:end] != words):
            yield f"{line['page']} {line['n']}: {start} to {end} does not read back"
    for step, why in line.get("reasons", {}).items():
        if "this step failed" in why:
            yield f"{line['page']} {line['n']}: {step}: {why}"


def moved_blocks(item: ReadPage) -> Iterator[str]:
    """Yield the blocks that do not stand on their page where they say, and clean articles that came back changed."""
    for article in item.cutting.articles:
        for block in article.blocks:
            if block.span.of(article.text.content) != block.page_span.of(item.cutting.page_text.content):
                yield f"{item.page.id} {article.n}: block at {block.span.start} is not where its page has it"
        if item.page.read_as == "article" and article.text.content != item.page.content:
            yield f"{item.page.id}: the text of a clean article came back changed"


def score(folder: Path, task: str, predicted: Path, *, gold: Path | None = None) -> dict[str, float]:
    """Return the scores of a task, by the corpora's own scorer.

    Args:
        folder: Where the corpora are.
        task: The corpus.
        predicted: What was read out of it.
        gold: What it is held against, the corpus's own gold if none is given.
    """
    gold = gold or folder / f"{task}.gold.jsonl.gz"
    done = subprocess.run(
        [sys.executable, folder / "score.py", task, predicted, gold, "--json"],
        check=True,
        capture_output=True,
        text=True,
    )
    return {k: float(v) for k, v in json.loads(done.stdout).items()}


def rows(path: Path) -> Iterator[Json]:
    """Yield the JSON objects of a .jsonl or .jsonl.gz file."""
    with _open(path) as f:
        yield from (json.loads(line) for line in f if line.strip())
