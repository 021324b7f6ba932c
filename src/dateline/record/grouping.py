"""Numbers written with blanks between their thousands and with decimal commas, as they would be with commas and points.

"R25 000" and "1 500km" are usual in southern Africa and in translations (SI Brochure, 9th edition, 5.4.4: groups of
three are set apart by a thin space, and the decimal marker may be a comma). Two numbers may stand side by side, too, so
a plain blank groups only where something says so.
"""

from __future__ import annotations

import re
from functools import lru_cache

_SIGN = r"(?:\b(?:US|[AC])?\$|[€£₹¥₦])"
_MONEY = rf"(?:{_SIGN}|\b(?:R|N|K|KSh|Ksh|Sh|P|ZAR|Rs\.?|EUR|USD)\s?)"
_ALONE = r"(?:(?<![\w.,:/+#-])(?<!\d\s)|(?<=[ ,]\d{3}-))"
"""No phone number, date or hyphenated name goes on here."""
_ENDS = r"(?!\d|\s\d|-\d(?!\d{0,2}[ ,]\d{3})|/\d|[.,:]\d{3})"
_THIN = re.compile(r"(?<![\d.,:/+#-])[1-9]\d{0,2}(?:[\u00a0\u2009\u202f]\d{3})+" + _ENDS)
_SURE = re.compile(
    rf"(?:{_MONEY}|{_ALONE})[1-9]\d{{0,2}}(?:(?: \d{{3}}){{2,}}| 000){_ENDS}|{_SIGN}[1-9]\d{{0,2}} \d{{3}}{_ENDS}"
)
_LIKELY = re.compile(rf"(?:{_MONEY}|{_ALONE})[1-9]\d{{0,2}}(?: \d{{3}})+{_ENDS}")
"""In an article that groups by blanks elsewhere; a letter may be a road's ("on the R61 200 metres away")."""
_SCALED = re.compile(
    r"(?<![\d.,])(\d{1,3}),(\d{1,2})(?=\s?(?:%|percent\b|per\s?cent\b|percentage\b|million\b|billion\b|trillion\b|mn\b|bn\b"
    r"|km\b|kilomet|degrees\b|°))"
)
"""Nobody groups digits by one or two: "R1,5 million" is one and a half."""
_DECIMAL = re.compile(r"(?<![\d.,])(\d{1,3}(?:,\d{3})*),(\d{1,2})(?![\d,]|\.\d)")
_ANY = re.compile(r"\d[ \u00a0\u2009\u202f]\d{3}(?!\d)|\d,\d{1,2}(?!\d)")


@lru_cache(maxsize=8)
def commaed(text: str) -> str:
    """Return a text of the same length, its numbers with commas between thousands and points before decimals.

    Args:
        text: An article's; the last ones are kept, as every block asks.
    """
    if not _ANY.search(text):
        return text
    out = _THIN.sub(_with_commas, text)
    blanks = _SURE.search(out) is not None
    if blanks:
        out = _LIKELY.sub(_with_commas, out)
    out = _SCALED.sub(r"\1.\2", out)
    return _DECIMAL.sub(r"\1.\2", out) if blanks else out


def _with_commas(match: re.Match[str]) -> str:
    return re.sub(r"(?<=\d)\s(?=\d{3})", ",", match[0])
