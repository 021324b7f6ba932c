"""Names of people and places, and the words of English news that show where a name begins and what it names."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from typing import Literal

from dateline.world.countries import country_named, country_of_demonym, people_named
from dateline.world.datelines import is_dateline_place
from dateline.world.tables import data_file, toml

Gender = Literal["m", "f"]

_LETTERS = str.maketrans({"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "ı": "i", "đ": "d", "Đ": "D", "ß": "ss", "’": "'"})


@cache
def words(kind: str) -> frozenset[str]:
    """Return one list of name_words.toml, by its key."""
    return frozenset(toml_words()[kind])


@cache
def toml_words() -> dict[str, tuple[str, ...]]:
    """Return all lists of name_words.toml."""
    return {key: tuple(value.split()) for key, value in toml("name_words.toml").items()}


def folded(word: str) -> str:
    """Return a word in plain Latin letters ("Fernández": "Fernandez")."""
    if word.isascii():
        return word
    plain = unicodedata.normalize("NFKD", word.translate(_LETTERS))
    return "".join(c for c in plain if not unicodedata.combining(c))


def is_given_name(word: str) -> bool:
    """Say whether a word is a given name somewhere."""
    return "given" in _tags(word)


def is_surname(word: str) -> bool:
    """Say whether a word is a surname somewhere; lists of surnames are never whole."""
    return "surname" in _tags(word)


def gender_of(name: str) -> Gender | None:
    """Return the gender that a person's given name shows, or None where it does not say; a surname shows none."""
    found = name.split()
    for word in found[:-1] or found:
        tag = _people().get(_cased(word), "")
        if tag[:1] == "m":
            return "m"
        if tag[:1] == "f":
            return "f"
        if tag[:1] == "u":
            return None
    return None


def is_common_word(word: str) -> bool:
    """Say whether news writes the word in small letters as a rule."""
    return word.lower() in common_words()


@lru_cache(maxsize=5_000)
def is_place_name(name: str) -> bool:
    """Say whether a place of note has that name: a country, region, city or water."""
    return (
        country_named(name) is not None or name in _regions() or _cased(name) in _regions() or is_dateline_place(name)
    )


@lru_cache(maxsize=5_000)
def is_nationality(name: str) -> bool:
    """Say whether a word or two name a nation's people, an ethnic group, a faith or a political camp."""
    cased = name.title() if name.isupper() and len(name) > 3 else name
    if country_of_demonym(cased) is not None:
        return True
    first, _, rest = cased.partition(" ")
    if rest and first in words("compass"):
        return country_of_demonym(rest) is not None or people_named(rest) is not None
    return cased in words("more_peoples") or people_named(cased) is not None


@lru_cache(maxsize=5_000)
def _tags(word: str) -> frozenset[str]:
    tag = _people().get(_cased(word), "")
    return frozenset((["given"] if tag[:1] in "mfu" and tag else []) + (["surname"] if tag.endswith("s") else []))


def _cased(word: str) -> str:
    """Write a word as the tables do: plain letters, and no shouting."""
    plain = folded(word)
    return plain.title() if plain.isupper() and len(plain) > 3 else plain


@cache
def _people() -> dict[str, str]:
    table: dict[str, str] = {}
    tag = ""
    for line in _lines("given_names.txt"):
        if line.startswith("["):
            tag = line.strip("[]")
        else:
            table.update(dict.fromkeys(line.split(), tag))
    return table


@cache
def common_words() -> frozenset[str]:
    """Return the words that news writes in small letters as a rule."""
    return frozenset(w for line in _lines("common_words.txt") for w in line.split())


@cache
def _regions() -> frozenset[str]:
    names = {name for line in _lines("regions.txt") for name in line.split("|")}
    return frozenset(names | {folded(name) for name in names})


def _lines(name: str) -> list[str]:
    return [line for line in data_file(name).read_text("utf8").splitlines() if line and not line.startswith("#")]
