"""Where pages come from: files, folders, standard input and the web, each as a stream of pages and errors."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from dateline.errors import BadInput, PageError, UnreadablePage
from dateline.model.page import Page
from dateline.model.span import clean
from dateline.page.formats import format_of_name
from dateline.page.jsonl import pages_of_lines
from dateline.page.limits import Limits
from dateline.page.named import NamedOnly
from dateline.page.opening import pages_of_stream

Fetch = Callable[[str], Page]

STDIN = "-"


def read_pages(
    arguments: Sequence[str],
    *,
    stdin: BinaryIO,
    jsonl_stdin: bool,
    limits: Limits,
    fetch: Fetch | None = None,
    fetch_named: bool = False,
) -> Iterator[Page | PageError]:
    """Yield the pages of every argument in order; what cannot be read yields its error, and the rest goes on.

    Args:
        arguments: Files, folders, URLs or "-" (standard input); none at all means standard input.
        stdin: Standard input, as bytes.
        jsonl_stdin: Whether standard input is JSON Lines, rather than whatever its first bytes say.
        limits: How large one page may be.
        fetch: How to get a URL; without it a URL is an error.
        fetch_named: Whether to fetch, too, what a row or record names by its URL alone; a file of GDELT's names
            thousands.
    """
    for argument in arguments or [STDIN]:
        try:
            for item in _pages_of(argument, stdin=stdin, jsonl_stdin=jsonl_stdin, limits=limits, fetch=fetch):
                yield _fetched_or_error(item.url, fetch) if fetch_named and isinstance(item, NamedOnly) else item
        except PageError as error:
            yield error


def _pages_of(
    argument: str, *, stdin: BinaryIO, jsonl_stdin: bool, limits: Limits, fetch: Fetch | None
) -> Iterator[Page | PageError]:
    if argument == STDIN and jsonl_stdin:
        yield from pages_of_lines(stdin, name="standard input", limits=limits)
    elif argument == STDIN:
        yield from pages_of_stream(stdin, name=STDIN, limits=limits)
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


def _fetched_or_error(url: str, fetch: Fetch | None) -> Page | PageError:
    try:
        return _fetched(url, fetch)
    except PageError as error:
        return error


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
    """Yield the pages of one file, in whichever format it is.

    Raises:
        PageError: If the file as a whole cannot be read.
    """
    suffix = path.suffix.lower()
    if suffix and format_of_name(path.name) is None and not os.path.lexists(path):
        raise UnreadablePage("no such file or folder", page=_name(path))
    try:
        with path.open("rb") as file:
            yield from pages_of_stream(file, name=_name(path), limits=limits)
    except OSError as error:
        raise _cannot_open(path, error) from error


def _cannot_open(path: Path, error: OSError) -> UnreadablePage:
    return UnreadablePage(f"cannot be opened: {error.strerror or error}", page=_name(path))


def _name(path: Path) -> str:
    # File names that are not UTF-8 come with lone surrogates, which no JSON reader accepts.
    return clean(str(path))[0]
