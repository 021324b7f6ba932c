"""What a run reads: files, folders, globs and object-store urls, each told as a source, in an order that stays."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dateline.errors import BulkError
from dateline.model.span import clean
from dateline.page.formats import format_of_name

_WILD = frozenset("*?[")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A file, or a stretch of its lines.

    Args:
        path: Its path or url.
        size: Its size in bytes.
        changed: When it was last written to, in nanoseconds; 0 where nobody says.
        start, end: The bytes that are meant; `end` is None for all to the end.
        line: The number of the first line in them, from 1.
    """

    path: str
    size: int
    changed: int = 0
    start: int = 0
    end: int | None = None
    line: int = 1


def sources_of(inputs: Sequence[str]) -> list[Source]:
    """Return the files that a command's arguments stand for, each once.

    Args:
        inputs: Files, folders, globs, or urls of an object store (s3, gs, az, file …), with or without a glob.

    Raises:
        BulkError: If one of them stands for nothing.
    """
    found: dict[str, Source] = {}
    for given in inputs:
        some = False
        for source in _urls(given) if "://" in given else _files(given):
            some = True
            found.setdefault(source.path, source)
        if not some:
            raise BulkError(f"{given} stands for no file; name files, folders, globs or object-store urls")
    return list(found.values())


def _files(given: str) -> Iterator[Source]:
    path = Path(given)
    if path.is_dir():
        yield from _folder(path)
    elif path.exists():
        yield _file(path)
    elif _WILD & set(given):
        # Path.glob takes no absolute patterns.
        for name in sorted(glob.glob(given, recursive=True)):  # noqa: PTH207
            yield from _files(name) if not _WILD & set(name) else [_file(Path(name))]


def _folder(folder: Path) -> Iterator[Source]:
    """Yield all files below a folder, as `read` takes them: in the order of their paths, hidden ones left out."""
    for parent, names, files in os.walk(folder):
        names[:] = sorted(name for name in names if not name.startswith("."))
        for name in sorted(file for file in files if not file.startswith(".")):
            yield _file(Path(parent) / name)


def _file(path: Path) -> Source:
    # Names that are not UTF-8 are told apart as far as JSON can; they open by the name the system knows.
    said = path.stat()
    return Source(path=os.fspath(path), size=said.st_size, changed=said.st_mtime_ns)


def _urls(given: str) -> Iterator[Source]:
    """Yield the files of an object store; Daft knows the stores and where their keys are kept."""
    if given.lower().startswith(("http://", "https://")):
        raise BulkError(f"{given}: bulk reads files and object stores; `dateline add` fetches from the web")
    from dateline.bulk.engines import daft  # noqa: PLC0415 - half a second, and most runs are over files

    engine = daft()
    try:
        rows = engine.from_glob_path(given).to_pydict()
    except (engine.exceptions.DaftCoreException, OSError, ValueError) as error:
        raise BulkError(f"{given} cannot be listed: {error}") from error
    for path, size in sorted(zip(rows["path"], rows["size"], strict=True)):
        yield Source(path=path, size=size or 0)


def shown(source: Source) -> str:
    """Return the name of a source as errors and pages carry it."""
    return clean(source.path)[0]


def is_lines(source: Source) -> bool:
    """Say whether a file of this machine holds one page a line, so that it can be cut between lines."""
    return "://" not in source.path and format_of_name(source.path) == "lines"


def is_one_page(source: Source) -> bool:
    """Say whether a file is one page, so that many of them go together."""
    return format_of_name(source.path) in ("page", "mail", "pdf")
