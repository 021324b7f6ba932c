"""What the months are called in the languages that news is written in, and their digits as plain ones."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Literal

Letters = Literal["latin", "other"]


@cache
def months(letters: Letters) -> Mapping[str, int]:
    """Return the number of each month's name, in small letters.

    Args:
        letters: Whether of languages in Latin letters, whose names are looked for in any text, or of the others.
    """
    table = tomllib.loads(files("dateline.article").joinpath("months.toml").read_text("utf8"))[letters]
    rows = (enumerate(names.split(), start=1) for names in table.values())
    return {name.replace("_", " "): n for row in rows for n, names in row for name in names.split("|")}


@cache
def month_pattern(letters: Letters) -> str:
    """Return the names as a regular expression, longest first."""
    return "|".join(re.escape(name) for name in sorted(months(letters), key=len, reverse=True))


def plain_digits(text: str) -> str:
    """Return a text with the digits of any script as 0 to 9, character for character."""
    return text if text.isascii() else text.translate(_digits())


@cache
def _digits() -> dict[int, str]:
    # The decimal digits of the scripts that news pages use stand below U+1800; full-width ones are of Japan and China.
    ranges = [*range(0x660, 0x1800), *range(0xFF10, 0xFF1A)]
    return {c: str(unicodedata.decimal(chr(c))) for c in ranges if unicodedata.category(chr(c)) == "Nd"}
