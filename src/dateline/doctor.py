"""What `dateline doctor` looks at: the installation, the tables it reads with, and the store."""

from __future__ import annotations

import platform
import shutil
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from dateline import __version__
from dateline.errors import DatelineError
from dateline.flow import SAMPLES

LEAST_FREE = 200 * 2**20
"""Bytes of free disk under which adding pages is likely to fail soon."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing looked at: whether it is in order, and what to do if it is not."""

    what: str
    ok: bool
    says: str


def diagnose(store: Path) -> tuple[Finding, ...]:
    """Look at everything a run needs.

    Args:
        store: The file of the store; that there is none yet is in order.
    """
    return (
        Finding(what="dateline", ok=True, says=f"{__version__} on Python {platform.python_version()}"),
        _full_text_search(),
        _samples(),
        _world(),
        _disk(store),
        _store(store),
    )


def _full_text_search() -> Finding:
    with sqlite3.connect(":memory:") as connection:
        try:
            connection.execute("CREATE VIRTUAL TABLE t USING fts5(x)")
        except sqlite3.OperationalError:
            return Finding(
                what="sqlite", ok=False, says=f"{sqlite3.sqlite_version} lacks FTS5; use another Python build"
            )
    return Finding(what="sqlite", ok=True, says=f"{sqlite3.sqlite_version} with FTS5")


def _samples() -> Finding:
    found = (SAMPLES / "pages.toml").is_file()
    return Finding(
        what="samples", ok=found, says="in place" if found else f"{SAMPLES} is missing; install the package again"
    )


def _world() -> Finding:
    from dateline.world.countries import countries  # noqa: PLC0415 - loaded only when asked
    from dateline.world.gazetteer import candidates  # noqa: PLC0415

    number, capital = len(countries()), candidates("New Delhi")
    ok = number > 240 and bool(capital)
    return Finding(what="world", ok=ok, says=f"{number} countries; places {'answer' if capital else 'do not answer'}")


def _disk(store: Path) -> Finding:
    folder = store.absolute().parent
    if not folder.is_dir():
        return Finding(what="disk", ok=False, says=f"the folder {folder} does not exist; make it or name another store")
    free = shutil.disk_usage(folder).free
    return Finding(what="disk", ok=free > LEAST_FREE, says=f"{free / 2**30:.1f} GiB free at {folder}")


def _store(path: Path) -> Finding:
    from dateline.store import open_store  # noqa: PLC0415

    if not path.exists():
        return Finding(what="store", ok=True, says=f"none at {path} yet; `dateline add` makes it")
    try:
        with open_store(path, read_only=True) as store:
            check = store.check()
    except DatelineError as error:
        return Finding(what="store", ok=False, says=str(error))
    return Finding(what="store", ok=not check.problems, says="; ".join(check.problems) or check.summary)
