"""A list of pages in TOML: what a file cannot say of itself, beside the file: its id, its url, when it was fetched."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from dateline.errors import BadInput, PageError
from dateline.model.page import Page
from dateline.page.limits import Limits
from dateline.page.sources import pages_of_file

_STRINGS = ("id", "file", "url")


def read_listing(path: Path, *, limits: Limits) -> Iterator[Page | PageError]:
    """Yield the pages that a list names, in its order.

    Args:
        path: A TOML file of `[[page]]` tables: `id`, `file` (from the list's own folder), and, where known,
            `url` and `fetched` (a TOML time).
        limits: How large one page may be.

    Raises:
        BadInput: If the list itself is broken.
    """
    try:
        tables = tomllib.loads(path.read_text("utf8")).get("page", [])
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadInput(f"is no list of pages: {error}", page=str(path)) from error
    if not isinstance(tables, list):
        raise BadInput("is no list of pages: it needs [[page]] tables", page=str(path))
    for number, table in enumerate(tables, 1):
        try:
            yield from _listed(_checked(table, where=f"{path} page {number}"), folder=path.parent, limits=limits)
        except PageError as error:
            yield error


def _checked(table: Any, *, where: str) -> Mapping[str, Any]:
    if not isinstance(table, dict) or not all(isinstance(table.get(key, ""), str) for key in _STRINGS):
        raise BadInput("needs strings for id, file and url", page=where)
    if "id" not in table or "file" not in table:
        raise BadInput("needs an id and a file", page=where)
    if not isinstance(table.get("fetched", datetime.now(UTC)), datetime):
        raise BadInput("needs a time for fetched, as in 2025-07-28T09:00:00Z", page=where)
    return table


def _listed(table: Mapping[str, Any], *, folder: Path, limits: Limits) -> Iterator[Page | PageError]:
    """Yield the page of one table, under the name and with the origin that the table gives it."""
    for page in pages_of_file(folder / table["file"], limits=limits):
        if isinstance(page, PageError):
            yield page
        else:
            told = _zoned(table.get("fetched"))
            yield replace(page, id=table["id"], url=table.get("url") or page.url, fetched=told or page.fetched)


def _zoned(moment: datetime | None) -> datetime | None:
    return moment.replace(tzinfo=UTC) if moment is not None and moment.tzinfo is None else moment
