"""The floors: for each task the least scores, held for the corpus they were measured on, in one file."""

from __future__ import annotations

import fcntl
import json
import math
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypedDict

from eval import ROOT

FLOORS = ROOT / "eval" / "floors.json"


class Held(TypedDict):
    """What a task is held to: the corpus's fingerprint, and the least of each score."""

    corpus: str
    floors: dict[str, float]


Floors = dict[str, Held]


def read_floors(path: Path = FLOORS) -> Floors:
    """Return the floors of all tasks; none where there is no file."""
    return dict(json.loads(path.read_text("utf8"))) if path.exists() else {}


def change_floors(change: Callable[[Floors], Floors], path: Path = FLOORS) -> None:
    """Write what is to be changed over what the file holds by then.

    Two gates may have measured at once: the second changes what the first wrote, and a kill leaves a whole file.

    Args:
        change: Gives the changed tasks, for the floors as they are.
        path: The file.
    """
    with _alone(path.parent):
        floors = read_floors(path)
        new = path.with_suffix(".new")
        new.write_text(json.dumps(floors | change(floors), indent=1, sort_keys=True) + "\n", "utf8")
        new.replace(path)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Keep others from the folder's floors until this is done."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def raised(corpus: str, scores: dict[str, float], held: Held | None, *, lower: bool) -> Held:
    """Return floors, each at the better of what it was and what was measured (at the latter if lowering).

    Args:
        corpus: The fingerprint of what was measured on; floors of another do not count.
        scores: What was measured.
        held: The floors so far.
        lower: Take the scores as they are.
    """
    old = held["floors"] if held and held["corpus"] == corpus and not lower else {}
    new = {k: max(math.floor(v * 1000) / 1000, old.get(k, 0.0)) for k, v in scores.items()}
    return {"corpus": corpus, "floors": new}
