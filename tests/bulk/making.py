"""Pages for runs: articles of our own, as many as are wanted, each another."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

TEXT = """Envoys meet in Oslo, round {n}

OSLO, March {day} (NPX) - Trade Minister Lena Orsk of Norway met her Danish counterpart Jens Hald in Oslo on Monday.

"Round {n} went well," Orsk said. At least {n} people were hurt in a fire nearby, police said.
"""


def page(n: int) -> dict[str, Any]:
    """Return one page as a line says it."""
    day = 1 + n % 3
    text = TEXT.format(n=n, day=day)
    return {"id": f"p{n}", "text": text, "published": f"2026-03-0{day}", "url": f"https://news.example/{n}"}


def write_lines(path: Path, numbers: Iterator[int] | range) -> Path:
    """Write pages as lines."""
    path.write_text("".join(json.dumps(page(n)) + "\n" for n in numbers), "utf8")
    return path
