"""Reading the tables of this folder: CSV and TOML files under data/, each with its source and license on top."""

from __future__ import annotations

import csv
import tomllib
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any


def data_file(name: str) -> Traversable:
    """Return the file of that name under data/."""
    return files("dateline.world").joinpath("data", name)


def rows(name: str) -> list[dict[str, str]]:
    """Return the rows of a CSV file as dicts; lines that begin with # are comments."""
    lines = data_file(name).read_text("utf8").splitlines()
    return list(csv.DictReader(line for line in lines if line and not line.startswith("#")))


def toml(name: str) -> dict[str, Any]:
    """Return a TOML file as a dict."""
    return tomllib.loads(data_file(name).read_text("utf8"))


def many(cell: str) -> tuple[str, ...]:
    """Cut a cell that holds several values, joined by `|`."""
    return tuple(part.strip() for part in cell.split("|") if part.strip()) if cell else ()
