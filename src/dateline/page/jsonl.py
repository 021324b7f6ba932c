"""JSON → Pages: lines in the form of `dateline read --jsonl` (docs: record) and records of other tools; strict."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, BinaryIO, NoReturn

from dateline.errors import BadInput, PageError
from dateline.model.page import Page
from dateline.page.given import page_of_object
from dateline.page.limits import Limits
from dateline.page.lines import TooLong, numbered_lines
from dateline.page.others import translate, unfolded


def pages_of_lines(stream: BinaryIO, *, name: str, limits: Limits, first: int = 1) -> Iterator[Page | PageError]:
    """Yield one page for each line, or the error of a broken one; the lines after it go on.

    Args:
        stream: Where the lines come from; never more than one line of it is held.
        name: What to call the stream in errors: a path, or "standard input".
        limits: How large a page, and so a line, may be.
        first: The number of the first line, where the stream begins in the middle of a file.
    """
    for number, line in numbered_lines(stream, limits=limits, first=first):
        where = f"{name} line {number}"
        if isinstance(line, TooLong):
            yield line.error(where)
        else:
            yield from _pages_of_line(line, where=where, limits=limits)


def pages_of_json(data: bytes, *, name: str, limits: Limits) -> Iterator[Page | PageError]:
    """Yield the pages of a .json file: one object, or a list of objects, in the form of a line.

    Raises:
        BadInput: If the file as a whole is not that.
    """
    value = _parse(data, where=name)
    if not isinstance(value, list):
        yield from _pages_of_value(value, where=name, limits=limits)
        return
    for number, item in enumerate(value, 1):
        yield from _pages_of_value(item, where=f"{name} item {number}", limits=limits)


def _pages_of_line(line: bytes, *, where: str, limits: Limits) -> Iterator[Page | PageError]:
    try:
        value = _parse(line, where=where)
    except PageError as error:
        yield error
    else:
        yield from _pages_of_value(value, where=where, limits=limits)


def _pages_of_value(value: Any, *, where: str, limits: Limits) -> Iterator[Page | PageError]:
    """Yield the page of one object; a graph of schema.org may hold several."""
    for item in unfolded(value):
        try:
            yield _page(item, where=where, limits=limits)
        except PageError as error:
            yield error


def _page(value: Any, *, where: str, limits: Limits) -> Page:
    told = translate(value, where=where)
    if told is None:
        return page_of_object(value, where=where, limits=limits)
    page = page_of_object(told.fields, where=where, limits=limits)
    return replace(page, notes=page.notes + told.notes)


def _parse(data: bytes, *, where: str) -> Any:
    """Parse JSON, refusing duplicate keys and numbers that JSON does not have."""
    try:
        return json.loads(data.decode("utf-8-sig"), object_pairs_hook=_no_duplicates, parse_constant=_no_constant)
    except UnicodeDecodeError as error:
        raise BadInput(f"is not UTF-8 (byte {error.start})", page=where) from error
    except RecursionError as error:
        raise BadInput("is nested too deeply", page=where) from error
    except json.JSONDecodeError as error:
        at = f"column {error.colno}" if error.lineno == 1 else f"line {error.lineno} column {error.colno}"
        raise BadInput(f"is not JSON: {error.msg} at {at}", page=where) from error
    except ValueError as error:
        raise BadInput(f"is not JSON we accept: {error}", page=where) from error


def _no_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        raise ValueError(f"the key {next(k for k in keys if keys.count(k) > 1)!r} stands twice in one object")
    return found


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON number")
