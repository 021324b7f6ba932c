"""The words of a sentence as names are made of them: hyphenated pairs cut in two, capitals marked."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from dateline.record.tokens import Sentence, Token
from dateline.world.names import is_nationality, is_place_name
from dateline.world.organizations import organization_named

_INNER_CAPITAL = re.compile(r"(?:al|el|ul|as|ash|an|ar|at|az|bin|e|d|l|de|da|du)[-‑’'][A-Z]|[a-z]{1,2}[A-Z]")
_SUFFIX = frozenset(
    "based led backed born occupied controlled owned run made style funded mediated brokered sponsored linked"
    " affiliated aligned trained speaking language educated administered dominated held wide area bound majority"
    " friendly inspired supplied registered listed appointed allied supported built era only like proof related"
    " focused".split()
)
_PREFIX = frozenset("anti pro non ex post pre trans mid un ultra intra inter counter sub neo".split())


class Piece(NamedTuple):
    """A word or mark; a hyphenated word that joins two names is cut into its parts."""

    text: str
    start: int
    end: int
    capital: bool


class Stretch(NamedTuple):
    """A run of pieces that may be one name.

    Args:
        start, end: Which pieces of the sentence.
        title: Whether a title or office stands right before it.
        organized: Whether it was joined over "of" behind a word for an organization or place.
    """

    start: int
    end: int
    title: bool = False
    organized: bool = False


def pieces_of(sentence: Sentence) -> list[Piece]:
    """Return the words and marks of a sentence, hyphenated pairs of names cut in two."""
    out: list[Piece] = []
    for token in sentence.tokens:
        text = token.text
        if "-" in text or "‑" in text:
            out.extend(Piece(p.text, p.start, p.end, _is_capital(p.text)) for p in _parts(token))
        else:
            out.append(Piece(text, token.start, token.end, _is_capital(text)))
    return out


@lru_cache(maxsize=5_000)
def _is_capital(word: str) -> bool:
    """Say whether a word is written as names are: "Reuven", "al-Hayya", "iPhone"."""
    return word[0].isupper() or _INNER_CAPITAL.match(word) is not None


def _parts(token: Token) -> list[Token]:
    """Cut "UK-based", "pro-Palestinian" and "India-Israel", but neither "al-Hayya" nor "Guinea-Bissau"."""
    text = token.text.replace("‑", "-")
    if "-" not in text or is_place_name(text) or is_nationality(text):
        return [token]
    left, right = text.split("-", 1) if text.split("-", 1)[0].lower() in _PREFIX else text.rsplit("-", 1)
    joined = left[:1].isupper() and right.lower() in _SUFFIX
    opposed = left.lower() in _PREFIX and right[:1].isupper()
    paired = left[:1].isupper() and right[:1].isupper() and _are_pair(left, right)
    if not (joined or opposed or paired):
        return [token]
    cut = token.start + len(left)
    ends = [(token.start, cut), (cut, cut + 1), (cut + 1, token.end)]
    pieces = [Token(token.text[s - token.start : e - token.start], s, e) for s, e in ends]
    return [q for p in pieces for q in (_parts(p) if len(p.text) > 1 else [p])]


def _are_pair(left: str, right: str) -> bool:
    """Say whether a hyphen joins two names ("India-Israel", "Israel-Hamas") and not the parts of one ("Al-Sabah")."""
    nations = _of_nation(left) + _of_nation(right)
    body = organization_named(left) is not None or organization_named(right) is not None
    return left not in ("Al", "El", "Abu", "Bin", "Ben", "Saint") and (nations == 2 or (nations == 1 and body))


def _of_nation(word: str) -> bool:
    return is_place_name(word) or is_nationality(word) or word in ("Sino", "Indo", "Anglo", "Franco", "Russo", "Afro")
