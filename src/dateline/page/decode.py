"""Bytes to text: by byte order mark, as UTF-8 if it is that, as declared, or as the characters suggest."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dateline.errors import UnreadablePage
from dateline.model.span import clean
from dateline.page.charsets import BOMS, codec, known, meta_charset
from dateline.page.kinds import SUPPORTED, binary_kind

_MULTIBYTE = re.compile("[\x80-\ufffc\ufffe\uffff\U00010000-\U0010ffff]")
# One cut-off character in a page of otherwise sound UTF-8 must not turn all others into "Ã©": in a page of another
# encoding, sound sequences are the exception.
_SOUND_TO_BROKEN = 4
_SAMPLE = 128 * 1024
_WESTERN = frozenset("‘’‚“”„–—…•€£¥©®°·§«»¡¿×½¼¾†™ \xadàáâãäåæçèéêëìíîïñòóôõöøùúûüÿßÀÁÂÄÅÆÇÈÉÊËÎÏÑÓÔÖØÙÚÛÜŒœŠšŽž")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """The characters of some bytes, the encoding they were in, and what was odd about them."""

    content: str
    encoding: str
    replaced_characters: int = 0
    notes: tuple[str, ...] = ()


def decode(data: bytes, *, page: str, declared: str | None = None, markup: bool = False) -> Decoded:
    """Decode the bytes of one page; line ends and everything else stay as they are.

    Args:
        data: The bytes.
        page: The page's id, for the error.
        declared: The charset the server gave, if any.
        markup: Whether to look for a declaration inside the markup, too.

    Raises:
        UnreadablePage: If the bytes are no text; the message says what they look like.
    """
    for bom, marked in BOMS:
        if data.startswith(bom):
            return _finish(data[len(bom) :], marked, page=page)
    if (wide := _wide(data)) is not None:
        return _finish(data, wide, page=page, note=f"no byte order mark; read as {wide}")
    if (kind := binary_kind(data)) is not None:
        raise UnreadablePage(f"looks like {kind}; what can be read is {SUPPORTED}", page=page)
    label = declared or (meta_charset(data) if markup else None)
    encoding, note = _choose(data, label)
    return _finish(data, encoding, page=page, note=note)


def _choose(data: bytes, label: str | None) -> tuple[str, str | None]:
    """Return the encoding to decode with, and a note if the declared one cannot be right."""
    told = known(label)
    says = f"declared charset {label!r}" if label else "no charset declared"
    if told == "iso-2022-jp" and b"\x1b" in data and _fits(data, told):
        return told, None
    if _fits(data, "utf-8"):
        lying = label is not None and told != "utf-8" and not data.isascii()
        return "utf-8", f"{says}, but the bytes are UTF-8" if lying else None
    if _nearly_utf8(data):
        return "utf-8", f"{says}; the bytes are UTF-8 with broken characters"
    if told not in (None, "utf-8") and _fits(data, told):
        return told, None
    guess = _guess(data)
    return guess, f"{says}; the bytes were read as {guess}"


def _fits(data: bytes, encoding: str) -> bool:
    try:
        data.decode(codec(encoding))
    except UnicodeDecodeError:
        return False
    return True


def _nearly_utf8(data: bytes) -> bool:
    content = data.decode("utf-8", "replace")
    sound = len(_MULTIBYTE.findall(content))
    return sound > _SOUND_TO_BROKEN * content.count("\ufffd")


def _wide(data: bytes) -> str | None:
    """Recognize UTF-16 without a byte order mark by its NULs, which stand on one side of mostly Latin text."""
    sample = data[: 4096 & ~1]
    if len(sample) < 8:
        return None
    even, odd = sample[::2].count(0) / (len(sample) / 2), sample[1::2].count(0) / (len(sample) / 2)
    if odd > 0.7 and even < 0.05:
        return "utf-16-le"
    return "utf-16-be" if even > 0.7 and odd < 0.05 else None


def _guess(data: bytes) -> str:
    """Guess the encoding of bytes that are neither UTF-8 nor what they declare."""
    sample = b"\n".join(line for line in data.splitlines() if not line.isascii())[:_SAMPLE]
    western = sample.decode("cp1252", "replace")
    if all(c.isascii() or c in _WESTERN for c in western):
        return "windows-1252"
    from charset_normalizer import from_bytes  # noqa: PLC0415 (36 ms to import, and few pages come here)

    best = from_bytes(sample).best()
    return known(best.encoding) or "windows-1252" if best is not None else "windows-1252"


def _finish(data: bytes, encoding: str, *, page: str, note: str | None = None) -> Decoded:
    content, cleaned = clean(data.decode(codec(encoding), "replace"))
    replaced = content.count("\ufffd") - _printed_replacements(data, encoding)
    notes = [note] if note else []
    if cleaned:
        notes.append(f"{cleaned} NUL characters replaced")
    if replaced > 0.2 * len(content):
        raise UnreadablePage(f"is no text in {encoding} or any other encoding we know", page=page)
    return Decoded(content=content, encoding=encoding, replaced_characters=max(0, replaced), notes=tuple(notes))


def _printed_replacements(data: bytes, encoding: str) -> int:
    """Count the U+FFFD that the page itself holds: they were somebody else's loss, not ours."""
    try:
        return data.count("\ufffd".encode(codec(encoding)))
    except UnicodeEncodeError:
        return 0
