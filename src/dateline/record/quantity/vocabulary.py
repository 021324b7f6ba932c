"""The words of quantities: which class of the grammar each belongs to."""

from __future__ import annotations

from dateline.record.grammar import OTHER
from dateline.record.lexemes import Lexeme
from dateline.record.quantity.units import DOLLARS, LETTERS, MONEY_WORDS, SIGNS, UNITS

# Numbers without a number: the least each may be (FIGURE guide of the field: dozens from 24, scores from 40, …).
VAGUE: dict[str, float] = {
    "dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2000, "lakhs": 2e5, "millions": 2e6, "crores": 2e7,
    "billions": 2e9, "trillions": 2e12, "tens": 20, "several": 3, "twice": 2, "thrice": 3,
}  # fmt: skip

_CLASSES: dict[str, str] = {
    "more": "more greater higher longer",
    "less": "less fewer lower",
    "older": "older above over",
    "younger": "younger under below",
    "than": "than",
    "just": "just well slightly",
    "not": "not no",
    "at": "at",
    "least": "least",
    "most": "most",
    "up": "up upto",
    "upwards": "upwards",
    "to": "to",
    "a": "a an",
    "of": "of",
    "the": "the",
    "as": "as",
    "many": "many much high",
    "few": "few little low",
    "maximum": "maximum",
    "minimum": "minimum",
    "approx": "about around roughly approximately some nearly almost approx circa",
    "estimated": "estimated",
    "so": "so",
    "share": "thirds quarters fifths tenths",
    "close": "close",
    "exactly": "exactly",
    "between": "between",
    "from": "from",
    "and": "and",
    "or": "or",
    "hyphen": "- – ‑ —",
    "plus": "+ plus",
    "excess": "excess",
    "percent": "% percent pc",
    "per": "per",
    "cent": "cent",
    "percentage": "percentage",
    "points": "points point",
    "old": "old olds",
    "age": "age",
    "aged": "aged ages",
    "in": "in",
    "his": "his her their",
    "early": "early mid late",
    "sq": "square sq",
    "dot": ".",
    "s": "s",
    "degree": "°",
    "full": "metric full consecutive straight whole long additional extra nautical successive degrees degree",
    "dozens": " ".join(w for w in VAGUE if w not in ("several", "twice", "thrice")),
    "several": "several",
    "scale": "hundred thousand lakh million crore billion dozen",
    "times": "times",
    "twice": "twice thrice",
    "sign": " ".join(SIGNS),
}
# Later tables win: "s" and "a" are words before they are letters of a dollar.
_CLASS_OF = dict.fromkeys(DOLLARS, "dollar") | dict.fromkeys(LETTERS, "code") | dict.fromkeys(MONEY_WORDS, "money")
_CLASS_OF |= {word: name for name, words in _CLASSES.items() for word in words.split()}
_CLASS_OF |= {word: "year" if word in ("year", "years") else "unit" for word in UNITS}
NUMBER_CLASSES = ("num", "one")
CLASSES = [*_CLASSES, "ordinal", "money", "dollar", "code", "year", "unit", *NUMBER_CLASSES]
GROUPS = {
    "count": NUMBER_CLASSES,
    "span_word": ("to", "or", "hyphen"),
    "anyunit": ("unit", "year"),
    "extra": ("full", "more"),
    "small": ("less", "younger"),
    "large": ("more", "older"),
    "letters": ("dollar", "s", "a"),
}


def class_of(lexeme: Lexeme) -> str:
    """Return the class of a lexeme, or OTHER."""
    if lexeme.kind in ("word", "mark"):
        return _CLASS_OF.get(lexeme.text, OTHER)
    if lexeme.kind == "number":
        return "one" if lexeme.text == "one" and lexeme.value == 1 else "num"
    return "ordinal" if lexeme.kind == "ordinal" else OTHER
