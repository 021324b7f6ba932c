"""What `dateline doctor` looks at: the installation, the tables it reads with, and the store."""

from __future__ import annotations

import os
import platform
import re
import shutil
import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from difflib import get_close_matches
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from dateline import __version__
from dateline.errors import DatelineError, PageError
from dateline.flow import SAMPLES
from dateline.model.page import Page

LEAST_FREE = 200 * 2**20
"""Bytes of free disk under which adding pages is likely to fail soon."""
_EXTRAS = {"bulk": "daft", "cluster": "ray", "parquet": "pyarrow", "postgres": "psycopg", "review": "krippendorff"}
_OURS = {"DATELINE_CORPORA", "DATELINE_NO_SKIP", "DATELINE_SOAK_KILLS", "DATELINE_SOAK_MINUTES"}
"""Variables of the tests and of the gate, which set nothing here."""
_NAME = re.compile(r"[A-Za-z0-9._-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing looked at: whether it is in order, and what to do if it is not."""

    what: str
    ok: bool
    says: str


def diagnose(store: str) -> tuple[Finding, ...]:
    """Look at everything a run needs.

    Args:
        store: The file of the store, or its url; that there is no file yet is in order.
    """
    return (
        Finding(what="dateline", ok=True, says=f"{__version__} on Python {platform.python_version()}"),
        _settings(),
        _libraries(),
        _full_text_search(),
        _samples(),
        _world(),
        _model(),
        _disk(store),
        *_store(store),
    )


def _settings() -> Finding:
    """Find variables that were meant to set something and set nothing."""
    from dateline.settings import Settings  # noqa: PLC0415 - loaded only when asked

    known = {f"DATELINE_{name.upper()}" for name in Settings.model_fields}
    given = sorted(name for name in os.environ if name.upper().startswith("DATELINE_"))
    wrong = [name for name in given if name.upper() not in known | _OURS]
    if not wrong:
        return Finding(what="settings", ok=True, says=f"set: {', '.join(given)}" if given else "all as they come")
    near = [get_close_matches(name.upper(), known, n=1) for name in wrong]
    said = [f"{name} is no setting" + (f" ({n[0]}?)" if n else "") for name, n in zip(wrong, near, strict=True)]
    return Finding(what="settings", ok=False, says="; ".join(said))


def _libraries() -> Finding:
    """Find what the package asks for and is not there; of its extras, say which are."""
    asked = [r for r in requires("dateline") or () if "extra ==" not in r]
    missing = [name for name in map(_name_of, asked) if not _is_installed(name)]
    if missing:
        return Finding(what="libraries", ok=False, says=f"missing: {', '.join(missing)}; install the package again")
    extras = [name for name, library in _EXTRAS.items() if _is_installed(library)]
    return Finding(what="libraries", ok=True, says=f"{len(asked)} in place; extras: {', '.join(extras) or 'none'}")


def _name_of(requirement: str) -> str:
    found = _NAME.match(requirement)
    return found[0] if found else requirement


def _is_installed(name: str) -> bool:
    try:
        version(name)
    except PackageNotFoundError:
        return False
    return True


def _model() -> Finding:
    """Read a sentence with the model, as pages are read."""
    from dateline.flow import read_pages  # noqa: PLC0415 - loads the model

    page = Page(id="doctor", content="Lena Orsk, the trade minister, said on Monday that 12 envoys had met in Oslo.")
    (item,) = read_pages([page])
    if isinstance(item, PageError):
        return Finding(what="model", ok=False, says=f"reads nothing: {item.message}; install the package again")
    failed = [f"{step}: {why}" for record in item.records for step, why in record.reasons]
    named = {entity.label for record in item.records for entity in record.entities}
    if failed or "Lena Orsk" not in named:
        return Finding(what="model", ok=False, says="; ".join(failed) or "does not find who is named in a sentence")
    return Finding(what="model", ok=True, says=f"{item.records[0].reader} reads")


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


def _disk(store: str) -> Finding:
    folder = Path.cwd() if "://" in store else Path(store).absolute().parent
    if not folder.is_dir():
        return Finding(what="disk", ok=False, says=f"the folder {folder} does not exist; make it or name another store")
    free = shutil.disk_usage(folder).free
    return Finding(what="disk", ok=free > LEAST_FREE, says=f"{free / 2**30:.1f} GiB free at {folder}")


def _store(named: str) -> tuple[Finding, ...]:
    from dateline.store import open_store  # noqa: PLC0415

    if "://" not in named and not Path(named).exists():
        return (Finding(what="store", ok=True, says=f"none at {named} yet; `dateline add` makes it"), _clock(None))
    try:
        with open_store(named, read_only=True) as store:
            check, newest = store.check(), store.vitals(now=datetime.now(UTC)).newest
    except DatelineError as error:
        return (Finding(what="store", ok=False, says=str(error)), _clock(None))
    found = Finding(what="store", ok=not check.problems, says="; ".join(check.problems) or check.summary)
    return found, _clock(newest)


def _clock(newest: datetime | None) -> Finding:
    """Find a clock that is behind what was added by it: ages and first sights would be wrong."""
    now = datetime.now(UTC)
    if newest is not None and newest > now + timedelta(minutes=5):
        says = f"it is {now:%Y-%m-%d %H:%M} UTC, and a page was added at {newest:%Y-%m-%d %H:%M}; set the clock"
        return Finding(what="clock", ok=False, says=says)
    return Finding(what="clock", ok=True, says=f"{now:%Y-%m-%d %H:%M} UTC")
