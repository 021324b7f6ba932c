"""Where pages come from: files, folders, standard input and the web, each as a stream of pages and errors."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from dateline.errors import BadInput, PageError, UnreadablePage
from dateline.model.page import Page
from dateline.model.span import clean
from dateline.page.from_bytes import check_size, page_from_bytes
from dateline.page.jsonl import pages_of_json, pages_of_lines
from dateline.page.kinds import SUFFIXES, SUPPORTED
from dateline.page.limits import Limits

Fetch = Callable[[str], Page]

STDIN = "-"
_READ_BYTES = 1024 * 1024


def read_pages(
    arguments: Sequence[str], *, stdin: BinaryIO, jsonl_stdin: bool, limits: Limits, fetch: Fetch | None = None
) -> Iterator[Page | PageError]:
    """Yield the pages of every argument in order; what cannot be read yields its error, and the rest goes on.

    Args:
        arguments: Files, folders, URLs or "-" (standard input); none at all means standard input.
        stdin: Standard input, as bytes.
        jsonl_stdin: Whether standard input is JSON Lines rather than one page.
        limits: How large one page may be.
        fetch: How to get a URL; without it a URL is an error.
    """
    for argument in arguments or [STDIN]:
        try:
            yield from _pages_of(argument, stdin=stdin, jsonl_stdin=jsonl_stdin, limits=limits, fetch=fetch)
        except PageError as error:
            yield error


def _pages_of(
    argument: str, *, stdin: BinaryIO, jsonl_stdin: bool, limits: Limits, fetch: Fetch | None
) -> Iterator[Page | PageError]:
    if argument == STDIN and jsonl_stdin:
        yield from pages_of_lines(stdin, name="standard input", limits=limits)
    elif argument == STDIN:
        yield page_from_bytes(read_bounded(stdin, id=STDIN, limits=limits), id=STDIN, limits=limits)
    elif "://" in argument:
        yield _fetched(argument, fetch)
    elif Path(argument).is_dir():
        yield from _pages_of_folder(Path(argument), limits=limits)
    else:
        yield from pages_of_file(Path(argument), limits=limits)


def _fetched(url: str, fetch: Fetch | None) -> Page:
    scheme = url.partition("://")[0].lower()
    if scheme not in ("http", "https"):
        raise BadInput(f"{scheme} is no scheme we fetch; http and https are", page=clean(url)[0])
    if fetch is None:
        raise UnreadablePage("nothing is fetched from the web here", page=clean(url)[0])
    return fetch(url)


def _pages_of_folder(folder: Path, *, limits: Limits) -> Iterator[Page | PageError]:
    """Yield the pages of all files below a folder, in the order of their paths; hidden ones are left out."""
    errors: list[OSError] = []
    for parent, names, files in os.walk(folder, onerror=errors.append):
        # os.walk goes where this very list says: sorted, so that two runs agree.
        names[:] = sorted(name for name in names if not name.startswith("."))
        for name in sorted(file for file in files if not file.startswith(".")):
            yield from _pages_or_error(Path(parent) / name, limits=limits)
    for error in errors:
        yield _cannot_open(Path(error.filename), error)


def _pages_or_error(path: Path, *, limits: Limits) -> Iterator[Page | PageError]:
    try:
        # In a folder nobody named the file: a pipe or device that lies there could block or never end.
        if path.exists() and not path.is_file():
            raise UnreadablePage("is no regular file", page=_name(path))
        yield from pages_of_file(path, limits=limits)
    except OSError as error:
        yield _cannot_open(path, error)
    except PageError as error:
        yield error


def pages_of_file(path: Path, *, limits: Limits) -> Iterator[Page | PageError]:
    """Yield the pages of one file: one of html, txt or md, any number of json and jsonl.

    Raises:
        PageError: If the file as a whole cannot be read.
    """
    suffix = path.suffix.lower()
    if suffix and suffix not in SUFFIXES and suffix not in (".json", ".jsonl"):
        raise UnreadablePage(_why_not(path, suffix), page=_name(path))
    try:
        with path.open("rb") as file:
            if suffix == ".jsonl":
                yield from pages_of_lines(file, name=_name(path), limits=limits)
                return
            data = read_bounded(file, id=_name(path), limits=limits)
    except OSError as error:
        raise _cannot_open(path, error) from error
    if suffix == ".json":
        yield from pages_of_json(data, name=_name(path), limits=limits)
    else:
        yield page_from_bytes(data, id=_name(path), limits=limits, media_type=SUFFIXES.get(suffix))


def read_bounded(stream: BinaryIO, *, id: str, limits: Limits) -> bytes:
    """Read a stream to its end, but never much past the limit.

    Raises:
        TooLargePage: If it goes on past the limit.
    """
    parts, size = [], 0
    while part := stream.read(_READ_BYTES):
        parts.append(part)
        size += len(part)
        check_size(size, id=id, limits=limits)
    return b"".join(parts)


def _why_not(path: Path, suffix: str) -> str:
    if not os.path.lexists(path):
        return "no such file or folder"
    return f"{suffix} files cannot be read; what can be read is {SUPPORTED}"


def _cannot_open(path: Path, error: OSError) -> UnreadablePage:
    return UnreadablePage(f"cannot be opened: {error.strerror or error}", page=_name(path))


def _name(path: Path) -> str:
    # File names that are not UTF-8 come with lone surrogates, which no JSON reader accepts.
    return clean(str(path))[0]
