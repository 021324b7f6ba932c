"""Rows of GDELT's Global Knowledge Graph: they name pages and their themes, and hold no text.

The codebooks (GKG 1.0 and 2.1, data.gdeltproject.org/documentation) give the columns. The date of a row is when GDELT
saw the page, which is not when it was published.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from dateline.errors import BadInput, PageError, UnreadablePage
from dateline.model.span import clean
from dateline.page.limits import Limits
from dateline.page.lines import TooLong, numbered_lines
from dateline.page.named import named_only

_HEADER = "DATE\tNUMARTS\t"
_COLLECTION, _IDENTIFIER = 2, 4
_URLS_OF_VERSION_1 = 10


def pages_of_gkg(stream: BinaryIO, *, name: str, limits: Limits) -> Iterator[PageError]:
    """Yield, for each row, the error that says which page it names and that its text must be fetched.

    Args:
        stream: Tab-separated rows of version 1 (with its header line) or 2.
        name: What to call the stream in errors.
        limits: How long a row may be.
    """
    version_1 = False
    for number, line in numbered_lines(stream, limits=limits):
        where = f"{name} line {number}"
        if isinstance(line, TooLong):
            yield line.error(where)
            continue
        row = clean(line.decode("utf-8", "replace").strip("\r\n"))[0]
        if number == 1 and row.startswith(_HEADER):
            version_1 = True
            continue
        yield from _named(row.split("\t"), where=where, version_1=version_1)


def _named(cells: list[str], *, where: str, version_1: bool) -> Iterator[PageError]:
    if len(cells) <= (_URLS_OF_VERSION_1 if version_1 else _IDENTIFIER):
        yield BadInput(f"is no row of a GDELT graph: it has {len(cells)} columns", page=where)
    elif version_1:
        for url in filter(None, cells[_URLS_OF_VERSION_1].split("<UDIV>")):
            yield named_only("a row of a GDELT graph", url=url, page=where)
    elif cells[_COLLECTION] == "1" and "://" in cells[_IDENTIFIER]:
        yield named_only("a row of a GDELT graph", url=cells[_IDENTIFIER], page=where)
    else:
        yield UnreadablePage(
            f"a row of a GDELT graph names {cells[_IDENTIFIER][:200]!r}, no page of the web", page=where
        )
