"""The words that tell what is counted: nouns for people and things, verbs that say what befell, words of violence."""

from __future__ import annotations

import tomllib
from importlib.resources import files

_TABLE: dict[str, dict[str, str]] = tomllib.loads(
    files("dateline.record.quantity").joinpath("words.toml").read_text("utf8")
)


def _words(section: str, name: str) -> frozenset[str]:
    return frozenset(_TABLE[section][name].split())


def _by_word(section: str) -> dict[str, str]:
    return {word: measure for measure, words in _TABLE[section].items() for word in words.split()}


IRREGULAR_PLURALS = _words("forms", "irregular_plurals")
SINGULAR_PEOPLE = _words("forms", "singular_people")
NOT_A_HEAD = _words("forms", "not_a_head")
BE = _words("forms", "be")
VIOLENCE, ACCIDENT, NATURAL = (_words("causes", name) for name in ("violence", "accident", "natural"))
PRE_CUES, POST_CUES = _by_word("before"), _by_word("after")

_HEADS = _by_word("heads")
_SINGULAR_IN_S = _words("forms", "singular_in_s")
_DOERS = ("ers", "ors", "ists", "ians", "men", "women", "ees", "ants")
_PEOPLES = ("ans", "ese", "is", "ish", "ens", "ks", "bs", "ns")


_ONE_IN_MEN = frozenset("specimen regimen abdomen acumen semen ramen omen women stamen yemen bremen amen hymen".split())


def is_plural(word: str) -> bool:
    """Say whether a word looks like a plural noun."""
    if word in IRREGULAR_PLURALS or (len(word) > 4 and word.endswith(("men", "women")) and word not in _ONE_IN_MEN):
        return True
    return len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us")) and word not in _SINGULAR_IN_S


def measure_of_head(head: str, *, capital: bool) -> str | None:
    """Return the measure a counted noun tells by itself; "other" for a thing, None where it does not tell."""
    if head in _HEADS:
        return _HEADS[head]
    if (head.endswith(_DOERS) and len(head) > 5) or (capital and head.endswith(_PEOPLES)):
        return "people"
    return None
