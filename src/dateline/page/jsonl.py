"""Lines of JSON → Pages: the input form of `dateline read --jsonl` (docs: record). Strict, and one line at a time."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, BinaryIO, NoReturn

from dateline.errors import BadInput, PageError, TooLargePage
from dateline.model.page import Page
from dateline.page.given import page_of_object
from dateline.page.limits import Limits

_SKIP_BYTES = 1024 * 1024


def pages_of_lines(stream: BinaryIO, *, name: str, limits: Limits) -> Iterator[Page | PageError]:
    """Yield one page for each line, or the error of a broken one; the lines after it go on.

    Args:
        stream: Where the lines come from; never more than one line of it is held.
        name: What to call the stream in errors: a path, or "standard input".
        limits: How large a page, and so a line, may be.
    """
    number = 0
    while line := stream.readline(limits.line_bytes + 1):
        number += 1
        where = f"{name} line {number}"
        if len(line) > limits.line_bytes:
            _skip_line(stream, line)
            yield TooLargePage(f"is longer than {limits.line_bytes:,} bytes, the most one line may have", page=where)
        elif line.removeprefix(b"\xef\xbb\xbf").strip():
            yield _page_or_error(line, where=where, limits=limits)


def pages_of_json(data: bytes, *, name: str, limits: Limits) -> Iterator[Page | PageError]:
    """Yield the pages of a .json file: one object, or a list of objects, in the form of a line.

    Raises:
        BadInput: If the file as a whole is not that.
    """
    value = _parse(data, where=name)
    items = value if isinstance(value, list) else [value]
    for number, item in enumerate(items, 1):
        where = f"{name} item {number}" if isinstance(value, list) else name
        try:
            yield page_of_object(item, where=where, limits=limits)
        except PageError as error:
            yield error


def _page_or_error(line: bytes, *, where: str, limits: Limits) -> Page | PageError:
    try:
        return page_of_object(_parse(line, where=where), where=where, limits=limits)
    except PageError as error:
        return error


def _skip_line(stream: BinaryIO, line: bytes) -> None:
    while line and not line.endswith(b"\n"):
        line = stream.readline(_SKIP_BYTES)


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
