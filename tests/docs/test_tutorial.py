"""The tutorial runs: its blocks are executed in order, and what it shows is what comes out."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from eval import ROOT

TUTORIAL = ROOT / "docs" / "tutorial.md"
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_RUNNERS = {"sh": ["bash", "-uo", "pipefail", "-c"], "python": [sys.executable, "-c"]}


class Example(NamedTuple):
    """A block to run, and the block of output printed under it, if there is one."""

    language: str
    code: str
    shown: str


def examples() -> Iterator[Example]:
    blocks = _BLOCK.findall(TUTORIAL.read_text("utf8"))
    for n, (language, code) in enumerate(blocks):
        if language in _RUNNERS:
            shown = blocks[n + 1][1] if n + 1 < len(blocks) and blocks[n + 1][0] == "text" else ""
            yield Example(language, code, shown)


def run(example: Example, folder: Path) -> str:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        [*_RUNNERS[example.language], example.code],
        cwd=folder,
        env=os.environ | {"PATH": path, "COLUMNS": "120", "NO_COLOR": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=250,
        check=False,
    )
    assert "Traceback" not in done.stdout, done.stdout
    return done.stdout


def is_shown(shown: str, output: str) -> list[str]:
    """Return the lines of a shown output that did not come out; "…" stands for whatever is left out."""
    plain = re.sub(r"\s+", " ", output)
    wanted = (line.strip() for line in shown.splitlines() if line.strip(" …"))
    return [line for line in wanted if not re.search(pattern(line), plain)]


def pattern(line: str) -> str:
    return ".*?".join(re.escape(re.sub(r"\s+", " ", part.strip())) for part in line.split("…"))


def test_the_tutorial_does_what_it_says(tmp_path: Path) -> None:
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    ran = 0
    for example in examples():
        output = run(example, tmp_path)
        missing = is_shown(example.shown, output)
        assert not missing, f"{example.code}\ndid not print {missing}, but\n{output}"
        ran += 1
    assert ran >= 6
