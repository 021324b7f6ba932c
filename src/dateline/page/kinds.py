"""What bytes are: the formats that are no text, told by how they begin, and text told apart from markup."""

from __future__ import annotations

import re

from dateline.model.page import MediaType

SUFFIXES: dict[str, MediaType] = {
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "text/html",
    ".txt": "text/plain",
    ".md": "text/markdown",
}
"""Suffixes of files that are one page's characters; for all other formats see `formats`."""

SUPPORTED = "html, htm, xhtml, txt, md, json, jsonl, eml, mbox, pdf, gkg.csv, warc, warc.gz and zip"

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"PK\x05\x06", "a ZIP archive or office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"\x1f\x8b", "gzip data"),
    (b"BZh", "bzip2 data"),
    (b"\xfd7zXZ", "xz data"),
    (b"(\xb5/\xfd", "zstd data"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"ID3", "an MP3 recording"),
    (b"OggS", "an Ogg recording"),
    (b"fLaC", "a FLAC recording"),
    (b"wOFF", "a font"),
    (b"wOF2", "a font"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"\x00asm", "a program"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"PAR1", "a Parquet file"),
    (b"WARC/1.", "a web archive (WARC)"),
)
# The elements by which WHATWG MIME Sniffing (7.1) knows HTML, and the ones that fragments of pages begin with.
_MARKUP = re.compile(
    r"(?i)\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*"
    r"<(?:!doctype\s+html|html|head|body|title|meta|link|script|style|table|article|main|header|nav|section|iframe"
    r"|h[1-6]|div|font|span|ul|ol|a|b|br|p)(?=[\s/>])",
    re.DOTALL,
)
_TAG = re.compile(r"<[A-Za-z!/?]")
_CONTROL = bytes(b for b in range(32) if b not in b"\t\n\v\f\r\x1b") + b"\x7f"
# A text that somebody cut or joined badly holds a stray control character in some hundreds; compressed or machine data
# holds them at about one byte in nine.
_MOST_CONTROL = 0.04
_FEW_CONTROL = 8
_SAMPLE = 64 * 1024


def binary_kind(data: bytes) -> str | None:
    """Say what the bytes look like if they are no text ("a PNG image"), else None."""
    head = data.lstrip(b" \t\r\n")[:16] if data[:1].isspace() else data[:16]
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    if data[:4] == b"RIFF" and data[8:12] in (b"WEBP", b"WAVE", b"AVI "):
        return "an image or recording (RIFF)"
    if data[4:8] == b"ftyp":
        return "a video or image (MP4)"
    sample = data[:_SAMPLE]
    control = len(sample) - len(sample.translate(None, _CONTROL))
    return "binary data" if control > max(_FEW_CONTROL, _MOST_CONTROL * len(sample)) else None


def sniff(content: str, declared: MediaType | None) -> tuple[MediaType, str | None]:
    """Say what a decoded text is, and what to note if it is not what it was declared to be.

    Args:
        content: The decoded characters.
        declared: What the suffix or the server says, if anything.
    """
    looks_html = _MARKUP.match(content[:4096]) is not None
    if declared is None:
        return ("text/html" if looks_html else "text/plain"), None
    if declared == "text/plain" and looks_html:
        return "text/html", "declared as plain text, but it is HTML"
    if declared == "text/html" and not _TAG.search(content):
        return "text/plain", "declared as HTML, but it holds no markup"
    return declared, None
