"""What else the word for a place may stand for: a language, a street, a park, a hotel, somebody's administration."""

from __future__ import annotations

from dateline.record.place_lines import Line, is_capital
from dateline.world.countries import country_named
from dateline.world.gazetteer import candidates
from dateline.world.place_words import place_words

_CONTINENTAL = frozenset("Inter- Pan- Meso- Ibero- Hispano- Latin- Central- South- North-".split())
_OF_LANGUAGE = frozenset(
    "language languages speaking speaker speakers lesson lessons translation translations subtitles dictionary".split()
)
_OF_ENGLISH = frozenset("teacher teachers tutor tutors class classes test tests exam exams proficiency".split())
"""Words that make English the language; a French teacher may be of France."""
_LODGINGS = frozenset("hotel hotels cinema cinemas mall theatre theater restaurant ballroom".split())
_TERMS = frozenset({"administration", "presidency"})
_GOVERNED = 300_000
"""A city of so many people may have an administration that the news tells of: "the Kabul administration"."""


def is_hyphenated(line: Line, i: int, words: str) -> bool:
    """Say whether "American" of "the Inter-American Court" stands there, which is of two continents."""
    parts = line.text[: line.tokens[i].start].rsplit(maxsplit=1)[-1:] if words in ("American", "Americans") else []
    return bool(parts) and line.text[line.tokens[i].start - 1] == "-" and parts[0] in _CONTINENTAL


def is_language(line: Line, i: int, j: int) -> bool:
    """Say whether a demonym stands for a language or a feast: "in Spanish", "English-language", "Chinese New Year"."""
    if line.after(j) in _OF_LANGUAGE or (line.after(j) == "new" and line.after(j + 1) == "year"):
        return True
    if line.joined(i, j) == "English" and line.after(j) in _OF_ENGLISH:
        return True
    alone = j >= len(line.tokens) or not line.tokens[j].text[0].isalnum() or line.after(j) in ("and", "or")
    return line.before(i) in ("speak", "speaks", "spoke", "spoken") or (line.before(i) == "in" and alone)


def is_of_other_kind(line: Line, i: int, j: int, words: str) -> bool:
    """Say whether the words are part of the name of a street, a feature, a park or a quarter ("Little India")."""
    if _is_ground(line, j) or (i and line.tokens[i - 1].text == "Little"):
        return True
    if i and words.lower() in place_words("features") and is_capital(line.tokens[i - 1].text):
        return True  # the Waterberg Plateau is no state of Nigeria
    if j >= len(line.tokens) or not is_capital(line.tokens[j].text):
        return False
    feature = line.after(j) in place_words("features") and country_named(words) is None
    return feature or line.after(j) in place_words("streets")


def _is_ground(line: Line, j: int) -> bool:
    """Say whether a park or the like of the name follows and ends it: "Bishan Park", but "Chicago Park District"."""
    if line.after(j) not in place_words("grounds") or not is_capital(line.tokens[j].text):
        return False
    return j + 1 >= len(line.tokens) or not is_capital(line.tokens[j + 1].text)


def is_of_name_bearer(line: Line, j: int, words: str) -> bool:
    """Say whether a house or a government follows that may be called after anybody: "the Obama administration"."""
    return (line.after(j) in _TERMS or _is_house(line, j)) and not _is_governed(words)


def _is_house(line: Line, j: int) -> bool:
    """Say whether a house's kind follows, which may be called after anything: "the Shangri-La Hotel"."""
    return line.after(j) in _LODGINGS and is_capital(line.tokens[j].text)


def _is_governed(words: str) -> bool:
    """Say whether a land, a division or a great city may bear the name: "the Obama administration" is no town's."""
    return any(p.of_note or p.feature_code == "ADM1" or p.population >= _GOVERNED for p in candidates(words))
