"""Names of persons compared: one word for many spellings, a first name cut short, a father's within a son's."""

from __future__ import annotations

import re
from functools import lru_cache

from dateline.world.names import folded, gender_of

_ARTICLES = ("al", "el", "ul", "as", "ash", "an", "ar", "at", "az")
_CUT = 4
"""Letters a first name has at least that is cut short; "Dan" may be Daniel or Danielle."""


@lru_cache(maxsize=5_000)
def name_parts(name: str) -> tuple[str, ...]:
    """Return the words of a person's name to compare by: folded, small, without "al-", initials' dots and clitics."""
    plain = folded(name).lower().replace("‑", "-")
    found = [re.sub(rf"^(?:{'|'.join(_ARTICLES)})-", "", w).strip(".'") for w in plain.split()]
    return tuple(_SPELLED.get(w, w) for w in found if w and w not in (*_ARTICLES, "jr", "sr", "ii", "iii"))


def is_junior(name: str) -> bool:
    """Say whether a name is a son's of the same name: "Donald Trump Jr."."""
    return re.search(r",? (?:Jr|Junior)\.?(?:['’]s)?$", name) is not None


_SPELLED = {
    other: name
    for name, others in {
        "muhammad": "mohammad mohammed mohamed mohamad muhammed mohammd",
        "ahmad": "ahmed",
        "hussein": "hussain husain husein",
        "yusuf": "yousef youssef yousuf yusef",
        "abdel": "abdul abdal",
        "khaled": "khalid",
        "ibrahim": "ebrahim",
    }.items()
    for other in others.split()
}
"""Given names that are written in several ways, and the one they are compared by."""


def same_person(known: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Say whether two full names may be one person's: the same first and last, or one within the other in order."""
    if known == other:
        return True
    short, long = sorted((known, other), key=len)
    if len(long) > len(short) and _in_order(short, long):
        return not _is_father(short, long)
    return known[-1] == other[-1] and _same_first(known[0], other[0])


def _same_first(one: str, other: str) -> bool:
    """Say whether two first names may be one's: the same, an initial, or one cut short ("Steve" of "Steven")."""
    short, long = sorted((one, other), key=len)
    if short == long or (len(short) == 1 and long.startswith(short)):
        return True
    alike = len(short) >= _CUT and long.startswith(short) and not long.startswith(f"{short}-")
    return alike and {gender_of(short.capitalize()), gender_of(long.capitalize())} != {"m", "f"}


def _is_father(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Say whether a name within another is that of his father: "Salman" of "Mohammed bin Salman"."""
    return short[0] in long[1:] and long[long.index(short[0], 1) - 1] in _SON and short[0] != long[0]


_SON = frozenset("bin ibn ben bint binti ould".split())


def _in_order(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    at = iter(long)
    return all(any(word == other for other in at) for word in short)
