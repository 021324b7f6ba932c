"""Names of character encodings as pages declare them, and the codec each stands for.

The labels are those of the WHATWG Encoding Standard (https://encoding.spec.whatwg.org/#names-and-labels), where
"iso-8859-1" means windows-1252 and "gb2312" means gb18030. Only these are ever decoded with: Python's lookup would also
accept "utf-7" or "unicode_escape", which turn plain characters into others.
"""

from __future__ import annotations

import re

_SAME_NAME = (
    "ibm866 iso-8859-2 iso-8859-3 iso-8859-4 iso-8859-5 iso-8859-6 iso-8859-7 iso-8859-8 iso-8859-10 iso-8859-13 "
    "iso-8859-14 iso-8859-15 iso-8859-16 koi8-r koi8-u windows-874 windows-1250 windows-1251 windows-1252 windows-1253 "
    "windows-1254 windows-1255 windows-1256 windows-1257 windows-1258 gb18030 big5 euc-jp iso-2022-jp shift_jis euc-kr "
    "utf-8"
).split()
_LABELS: dict[str, str] = {
    "utf8": "utf-8",
    "unicode-1-1-utf-8": "utf-8",
    # In bytes that could be searched for the declaration itself, utf-16 cannot be true (WHATWG HTML, 13.2.3.2).
    "utf-16": "utf-8",
    "utf-16le": "utf-8",
    "utf-16be": "utf-8",
    "ascii": "windows-1252",
    "us-ascii": "windows-1252",
    "iso-8859-1": "windows-1252",
    "iso8859-1": "windows-1252",
    "iso_8859-1": "windows-1252",
    "latin1": "windows-1252",
    "l1": "windows-1252",
    "cp1252": "windows-1252",
    "x-user-defined": "windows-1252",
    "latin2": "iso-8859-2",
    "arabic": "iso-8859-6",
    "greek": "iso-8859-7",
    "hebrew": "iso-8859-8",
    "visual": "iso-8859-8",
    "logical": "iso-8859-8",
    "iso-8859-8-i": "iso-8859-8",
    "iso-8859-9": "windows-1254",
    "latin5": "windows-1254",
    "iso-8859-11": "windows-874",
    "tis-620": "windows-874",
    "koi8": "koi8-r",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb_2312-80": "gb18030",
    "chinese": "gb18030",
    "x-gbk": "gb18030",
    "big5-hkscs": "big5",
    "cn-big5": "big5",
    "x-x-big5": "big5",
    "x-euc-jp": "euc-jp",
    "sjis": "shift_jis",
    "shift-jis": "shift_jis",
    "x-sjis": "shift_jis",
    "ms_kanji": "shift_jis",
    "windows-31j": "shift_jis",
    "ks_c_5601-1987": "euc-kr",
    "ksc5601": "euc-kr",
    "korean": "euc-kr",
    "windows-949": "euc-kr",
    "x-mac-cyrillic": "mac-cyrillic",
    "macintosh": "mac-roman",
    "x-mac-roman": "mac-roman",
} | {name: name for name in _SAME_NAME}
# Where Python's codec of that name is narrower than what browsers decode with.
_CODECS = {
    "windows-874": "cp874",
    "ibm866": "cp866",
    "shift_jis": "cp932",
    "euc-kr": "cp949",
    "big5": "big5hkscs",
}

BOMS: tuple[tuple[bytes, str], ...] = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
"""Byte order marks, the longer before the shorter that begins like it."""

_META = re.compile(rb"""(?i)<meta[^>]{0,512}?charset\s*=\s*["']?\s*([\w.:-]{1,40})""")
_XML = re.compile(rb"""^\s*<\?xml[^>]{0,256}?encoding\s*=\s*["']([\w.:-]{1,40})""")
# Browsers look through the first 1024 bytes; pages with long comments and scripts before their charset are common.
_PRESCAN = 8192


def known(label: str | None) -> str | None:
    """Return the encoding a declared label stands for, or None if it is none we know."""
    if label is None:
        return None
    name = label.strip().strip("\"'").lower()
    return _LABELS.get(name) or _LABELS.get(name.replace("_", "-")) or _LABELS.get(name.replace("cp125", "windows-125"))


def codec(encoding: str) -> str:
    """Return the name of Python's codec for an encoding."""
    return _CODECS.get(encoding, encoding)


def meta_charset(data: bytes) -> str | None:
    """Return the label in the markup's own declaration (`<meta charset>`, `<?xml encoding>`), if it has one."""
    head = data[:_PRESCAN]
    found = _XML.search(head) or _META.search(head)
    return found[1].decode("ascii", "replace") if found else None
