"""Which format a file is in: told by its name, and by its first bytes where the name does not say or says it wrong."""

from __future__ import annotations

import re
import zlib
from typing import Literal

from dateline.page.kinds import SUFFIXES

Format = Literal["page", "json", "lines", "mail", "mailbox", "pdf", "gkg", "warc", "zip"]

HEAD_BYTES = 64 * 1024
"""So many first bytes are enough to tell a format."""

_FORMATS: dict[str, Format] = {
    **dict.fromkeys(SUFFIXES, "page"),
    ".json": "json",
    ".jsonl": "lines",
    ".eml": "mail",
    ".mbox": "mailbox",
    ".pdf": "pdf",
    ".gkg.csv": "gkg",
    ".warc": "warc",
    ".warc.gz": "warc",
    ".zip": "zip",
}
_MAILBOX = re.compile(rb"From \S[^\n]*\d\d:\d\d[^\n]*\d{4}\s*\n[!-9;-~]+:")
_HEADER = re.compile(rb"([!-9;-~]{1,70}):[ \t]?")
# Words of a text may look like one header ("From: our correspondent"); these are written by machines alone.
_MACHINE_HEADERS = frozenset((b"message-id", b"mime-version", b"received", b"return-path", b"dkim-signature"))
_GKG = re.compile(rb"\d{14}-T?\d+\t\d{14}\t\d\t|DATE\tNUMARTS\t")
_JSON = re.compile(rb'\s*(?:\[\s*)?\{\s*"')


def format_of_name(name: str) -> Format | None:
    """Return the format that a file's name stands for, or None if it has no suffix we read."""
    lower = name.lower()
    return next((kind for suffix, kind in _FORMATS.items() if lower.endswith(suffix) and lower != suffix), None)


def format_of_bytes(head: bytes) -> Format:
    """Return the format that the first bytes of a file are in; "page" if they are none of the others."""
    packed = packed_format(head)
    if packed is not None:
        return packed
    start = head.removeprefix(b"\xef\xbb\xbf")
    if _MAILBOX.match(start):
        return "mailbox"
    if _GKG.match(start):
        return "gkg"
    if _JSON.match(start):
        return _json_or_lines(start)
    return "mail" if _is_mail(start) else "page"


def packed_format(head: bytes) -> Format | None:
    """Return the format of bytes that no text begins with, whatever the file is called."""
    start = head.lstrip(b" \t\r\n")
    if start.startswith(b"%PDF-"):
        return "pdf"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    return "warc" if head.startswith(b"WARC/") or _gunzipped(head).startswith(b"WARC/") else None


def _gunzipped(head: bytes) -> bytes:
    if not head.startswith(b"\x1f\x8b"):
        return b""
    try:
        return zlib.decompressobj(31).decompress(head, 16)
    except zlib.error:
        return b""


def _is_mail(head: bytes) -> bool:
    names: set[bytes] = set()
    for line in head.split(b"\n"):
        if line[:1] in (b" ", b"\t") and names:
            continue
        found = _HEADER.match(line)
        if found is None:
            break
        names.add(found[1].lower())
    return b"from" in names and not names.isdisjoint(_MACHINE_HEADERS)


def _json_or_lines(head: bytes) -> Format:
    """Tell one JSON value from JSON Lines, whose first line is an object of its own."""
    first, _, rest = head.lstrip().partition(b"\n")
    whole = first.rstrip().endswith(b"}") or (not rest and len(head) >= HEAD_BYTES)
    return "lines" if first.startswith(b"{") and whole else "json"
