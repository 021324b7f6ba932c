"""A mailbox file (mbox) → Pages: one message at a time, each a page or an error of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from dateline.errors import BadInput, PageError, TooLargePage
from dateline.model.page import Page
from dateline.page.limits import Limits
from dateline.page.mail import page_of_mail

_LINE_BYTES = 64 * 1024
# A line of a message may begin with "From " where the program that wrote the file did not quote it; the line between
# messages goes on with an address and ends in a date (RFC 4155).
_BETWEEN = re.compile(rb"From \S[^\n]*\d\d:\d\d[^\n]*\d{4}\s*$")
_QUOTED = re.compile(rb">+From ")


def pages_of_mailbox(stream: BinaryIO, *, name: str, limits: Limits) -> Iterator[Page | PageError]:
    """Yield a page for each message.

    Args:
        stream: The mailbox; never more than one message of it is held.
        name: What to call it: a message's id is this and its number.
        limits: How large one message may be.
    """
    number = 0
    for message in _messages(stream, limits=limits):
        number += 1
        where = f"{name} message {number}"
        if message is None:
            yield TooLargePage(f"is larger than {limits.page_bytes:,} bytes, the most one page may have", page=where)
        else:
            yield _page_or_error(message, id=where, limits=limits)
    if not number:
        yield BadInput('is no mailbox: no line like "From sender date" stands between messages', page=name)


def _page_or_error(message: bytes, *, id: str, limits: Limits) -> Page | PageError:
    try:
        return page_of_mail(message, id=id, limits=limits)
    except PageError as error:
        return error


def _messages(stream: BinaryIO, *, limits: Limits) -> Iterator[bytes | None]:
    """Yield the bytes of each message, or None for one that is over the limit; what stands before the first is none."""
    parts: list[bytes] = []
    size, inside = 0, False
    blank = line_start = True
    while line := stream.readline(_LINE_BYTES):
        if line_start and blank and _BETWEEN.match(line):
            if inside:
                yield b"".join(parts) if size <= limits.page_bytes else None
            parts, size, inside = [], 0, True
        elif inside:
            part = line[1:] if line_start and _QUOTED.match(line) else line
            size += len(part)
            if size <= limits.page_bytes:
                parts.append(part)
        blank = line_start and not line.strip()
        line_start = line.endswith(b"\n")
    if inside:
        yield b"".join(parts) if size <= limits.page_bytes else None
