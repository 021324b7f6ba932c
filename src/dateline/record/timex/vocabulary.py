"""The words of time expressions: which class of the grammar each belongs to, and what it stands for."""

from __future__ import annotations

from dateline.record.grammar import OTHER
from dateline.record.lexemes import Lexeme

WEEKDAYS = {w: n for n, w in enumerate("monday tuesday wednesday thursday friday saturday sunday".split())}
WEEKDAYS |= {"mon": 0, "tue": 1, "tues": 1, "wed": 2, "thu": 3, "thurs": 3, "fri": 4}
_MONTHS = "january february march april may june july august september october november december".split()
MONTHS = {w: n for n, w in enumerate(_MONTHS, 1)}
MONTHS |= {w[:3]: n for w, n in MONTHS.items()} | {"sept": 9}
SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
DAY_PARTS = {"morning": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI"}
HOURS = {"noon": "T12:00", "midday": "T12:00", "midnight": "T24:00"}
UNITS = {
    u: u for u in "second minute hour day week fortnight weekend month quarter year decade century millennium".split()
}
UNITS |= {u + "s": u for u in "second minute hour day night week fortnight weekend month quarter year decade".split()}
UNITS |= {"centuries": "century", "millennia": "millennium", "hrs": "hour", "mins": "minute", "yrs": "year"}
SETS = {
    "daily": "P1D",
    "nightly": "P1D",
    "weekly": "P1W",
    "fortnightly": "P2W",
    "biweekly": "P2W",
    "monthly": "P1M",
    "quarterly": "P1Q",
    "yearly": "P1Y",
    "annually": "P1Y",
    "hourly": "PT1H",
}
TENS = {
    "forties": "194X",
    "fifties": "195X",
    "sixties": "196X",
    "seventies": "197X",
    "eighties": "198X",
    "nineties": "199X",
}
# Offsets from UTC of the zones that can be told from their letters alone; "IST" and "CST" name several.
ZONES = {"gmt": "Z", "utc": "Z", "bst": "+01:00", "cet": "+01:00", "cest": "+02:00", "edt": "-04:00", "pdt": "-07:00"}
ZONE_WORDS = frozenset(ZONES) | frozenset("ist est pst cst mst et pkt msk local hrs".split())

_CLASSES: dict[str, str] = {
    "approx": "about around roughly approximately some nearly almost",
    "more": "more less fewer longer",
    "than": "than",
    "over": "over under",
    "at": "at",
    "least": "least most",
    "up": "up",
    "to": "to",
    "a": "a an",
    "several": "several few many",
    "couple": "couple handful",
    "the": "the",
    "of": "of",
    "on": "on",
    "in": "in",
    "and": "and",
    "or": "or",
    "comma": ",",
    "dot": ".",
    "hyphen": "- – ‑",
    "apostrophe": "' ’ ‘",
    "open": "(",
    "close": ")",
    "early": "early late mid",
    "earlier": "earlier later",
    "last": "last previous preceding",
    "past": "past",
    "next": "next coming following",
    "this": "this",
    "these": "these",
    "that": "that",
    "same": "same",
    "recent": "recent",
    "every": "every each",
    "other": "other",
    "ago": "ago",
    "old": "old",
    "long": "long",
    "full": "full consecutive straight whole additional extra working successive",
    "before": "before after",
    "edge": "beginning end start middle",
    "now": "now currently nowadays",
    "lately": "recently lately",
    "future": "future",
    "near": "near foreseeable",
    "relday": "yesterday today tomorrow tonight",
    "half": "half",
    "fiscal": "fiscal financial",
    "fy": "fy",
    "current": "current ongoing",
    "from": "from",
    "waited": "waited wait lasted lasting",
    "often": "once twice thrice times",
    "q": "q",
    "prep": "for within during since until through takes took take",
    "era": "bc bce ad ce",
    "anniversary": "anniversary",
    "set": " ".join(SETS),
    "zone": " ".join(ZONE_WORDS),
    "part": " ".join(DAY_PARTS),
    "noon": " ".join(HOURS),
}
_BY_WORD = {word: name for name, words in _CLASSES.items() for word in words.split()}
_BY_WORD |= dict.fromkeys(SEASONS, "season")
_BY_WORD |= {word: "units" if word.endswith(("s", "ia")) else "unit" for word in UNITS if word not in DAY_PARTS}
# "The nineties"; the twenties and thirties may be of either century.
_BY_WORD |= dict.fromkeys(TENS, "tens")
_BY_WORD |= {"quarter": "quarterly", "century": "hundred", "weekend": "weekend"}
# Named only with a capital letter: "may", "march" and "wed" are other words.
_BY_NAME = dict.fromkeys(WEEKDAYS, "weekday") | dict.fromkeys(MONTHS, "month")
_BY_NAME |= {day + "s": "weekdays" for day in WEEKDAYS if day.endswith("day")}
_BY_KIND = {
    "iso": "iso",
    "clock": "clock",
    "slashed": "slashed",
    "short": "short",
    "decade": "decade",
    "ordinal": "ordinal",
}

NUMBER_CLASSES = ("n12", "n31", "n4", "num")
CLASSES = [
    *_CLASSES,
    "season",
    "unit",
    "units",
    "quarterly",
    "hundred",
    "weekend",
    "weekday",
    "weekdays",
    "tens",
    "month",
    *_BY_KIND.values(),
    *NUMBER_CLASSES,
]
GROUPS = {
    "count": NUMBER_CLASSES,
    "dayno": ("n12", "n31", "ordinal"),
    "anyunit": ("unit", "units", "quarterly", "hundred", "weekend"),
    "oneunit": ("unit", "quarterly", "hundred", "weekend"),
    "ago_word": ("ago", "earlier"),
    "relative": ("last", "next", "this", "that", "past"),
    "for_word": ("prep", "over", "in", "of", "the"),
    "to_word": ("to", "or", "hyphen"),
    "extra": ("full", "more"),
}


def class_of(lexeme: Lexeme) -> str:
    """Return the class of a lexeme, or OTHER."""
    if lexeme.kind in ("word", "mark"):
        if lexeme.capital and lexeme.text in _BY_NAME:
            return _BY_NAME[lexeme.text]
        return _BY_WORD.get(lexeme.text, OTHER)
    if lexeme.kind == "number":
        return _class_of_number(lexeme)
    return _BY_KIND[lexeme.kind]


def _class_of_number(lexeme: Lexeme) -> str:
    value, digits = lexeme.value or 0, lexeme.text.isdigit()
    if not digits or value % 1 or lexeme.scale != 1:
        return "num"
    if 1 <= value <= 31 and len(lexeme.text) <= 2:
        return "n12" if value <= 12 else "n31"
    return "n4" if len(lexeme.text) == 4 and 1000 <= value <= 2100 else "num"
