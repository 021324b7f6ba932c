"""Names of organizations, compared: in all words that tell, by acronym, or one inside the other."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from dateline.world.countries import country_named, country_of_demonym
from dateline.world.names import folded, is_common_word

Level = Literal["same", "acronym", "within", "no"]
"""How two names agree: in all words that tell; as initials and name; as one with all words of the other; not."""

_WORD = re.compile(r"[^\W_]+(?:['’.&][^\W_]+)*")
_SMALL = frozenset(
    "the of for and in on to at de du des del della di da do dos das la le les el y e und der et".split()
)
_LEGAL = frozenset("ltd limited inc corp corporation co company plc llc gmbh sa ag nv spa pvt group".split())
_WRITTEN_OUT = {"un": "united nations", "us": "united states", "eu": "european union", "uk": "united kingdom"}
_ALIKE = {
    "defense": "defence",
    "labor": "labour",
    "center": "centre",
    "organisation": "organization",
    "program": "programme",
}
# Words of which parties, forces and offices of many states make their names, and which news writes small too seldom
# for the table of common words.
_MAKING = frozenset(
    "national justice renewal democratic republican liberation freedom people peoples united union unity central"
    " supreme federal royal civil constitutional electoral disaster management authority council front movement army"
    " alliance congress progressive social socialist conservative liberal labour green popular patriotic revolutionary"
    " islamic christian emergency doctors teachers workers operations service network committee commission ministry"
    " department bureau agency institute board court appeal assembly parliament senate house police guard coast navy"
    " air force forces defence security intelligence affairs foreign external interior home finance health education"
    " water power development reform independence independent resistance solidarity salvation reconciliation rights"
    " human chamber commerce trade industry bank reserve exchange university hospital college federation association"
    " society club brigade battalion division command staff directorate general state provincial regional district"
    " municipal city red cross crescent transitional interim military peace popular workers farmers students"
    " journalists lawyers".split()
)


@lru_cache(maxsize=100_000)
def words_of(name: str) -> tuple[str, ...]:
    """Return the words of a name that tell, small and plain: no articles, no "of", no legal form, singular owners."""
    found = (folded(m.group()).lower().replace(".", "") for m in _WORD.finditer(name.replace("’", "'")))
    found = (word for w in found for word in _WRITTEN_OUT.get(w, w).split())
    plain = [_ALIKE.get(w, w) for w in (f.removesuffix("'s").replace("'", "") for f in found) if w not in _SMALL]
    while len(plain) > 1 and plain[-1] in _LEGAL:
        plain.pop()
    return tuple(plain)


@lru_cache(maxsize=100_000)
def acronym_of(name: str) -> str:
    """Return the initials of a name of two words and more in small letters, empty for others."""
    words = words_of(name)
    return "".join(w[0] for w in words) if len(words) > 1 else ""


def is_acronym(name: str) -> bool:
    """Say whether a name is written as an acronym: 2 to 7 capitals, dots and digits left aside."""
    plain = name.replace(".", "")
    return 2 <= len(plain) <= 7 and plain.isalnum() and sum(c.isupper() for c in plain) >= max(2, len(plain) - 2)


@lru_cache(maxsize=100_000)
def is_distinct(name: str) -> bool:
    """Say whether a name has a word of its own, no common one and no country's; an acronym has none."""
    if is_acronym(name):
        return False
    return any(len(w) > 3 and w not in _MAKING and not _is_anybodys(w) for w in words_of(name))


def _is_anybodys(word: str) -> bool:
    title = word.title()
    return is_common_word(word) or country_named(title) is not None or country_of_demonym(title) is not None


def compare(one: str, other: str) -> Level:
    """Return how two names agree."""
    a, b = words_of(one), words_of(other)
    if not a or not b:
        return "no"
    if a == b or sorted(a) == sorted(b) or _differ_by_state(a, b):
        return "same"
    if _stands_for(one, other) or _stands_for(other, one):
        return "acronym"
    short, long = sorted((a, b), key=len)
    return "within" if len(short) > 1 and set(short) < set(long) else "no"


def _stands_for(one: str, other: str) -> bool:
    """Say whether a name is the initials of another; two letters may be anybody's, a state's above all."""
    return is_acronym(one) and len(one.replace(".", "")) > 2 and one.replace(".", "").lower() == acronym_of(other)


def _differ_by_state(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Say whether one name says its state and the other leaves it out ("Kenya's Supreme Court", "Supreme Court")."""
    bare, other = _without_state(a), _without_state(b)
    return sorted(bare) == sorted(other) and len(bare) > 1 and (len(bare) == len(a) or len(other) == len(b))


@lru_cache(maxsize=100_000)
def _without_state(words: tuple[str, ...]) -> tuple[str, ...]:
    """Leave off the name or demonym of a state at either end of a name."""
    for n in (3, 2, 1):
        for state, rest in ((words[:n], words[n:]), (words[-n:], words[:-n])):
            title = " ".join(state).title()
            if rest and (country_named(title) or country_of_demonym(title)):
                return rest
    return words


def keys_of_body(name: str) -> tuple[str, ...]:
    """Return the keys that an organization of that name is found by."""
    words = words_of(name)
    keys: list[str] = []
    if words:
        keys += dict.fromkeys("o:" + " ".join(sorted(w)) for w in (words, _without_state(words)))
    if is_acronym(name):
        keys.append("a:" + name.replace(".", "").lower())
    elif len(words) > 1:
        keys.append("a:" + acronym_of(name))
    return tuple(keys)
