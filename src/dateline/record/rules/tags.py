"""Rough word classes for a sentence, from closed lists, endings and neighbors: enough to tell a verb from its sides.

One character a token: N nominal, D determiner, Y pronoun, P preposition, T "to", C coordinator, S subordinator,
R relative, A auxiliary, M modal, G negation, V verb, B adverb, W time words, and marks as "," ";" and '"'.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from dateline.record.rules.inflect import gerund, is_past, pasts, third_person

_CLOSED: Mapping[str, str] = {
    word: tag
    for tag, words in {
        "D": "the a an this that these those his her its their our my your some any no each every all both "
        "another such "
        "several many few more most other enough",
        "Y": "he she it they we i you him them us me himself herself itself themselves anyone everyone someone "
        "nobody who’d",
        "P": "of in on at by for with from against into over under about between among during through across "
        "around near "
        "amid amidst toward towards upon within without along outside inside behind via despite beyond onto per like "
        "following before after since until regarding including concerning throughout off above below up out down back "
        "over alongside besides beside versus ahead",
        "T": "to",
        "C": "and or but nor & plus",
        "S": "that because if while when although though as than whether unless once so whereas lest",
        "R": "who which whom whose where what why how",
        "A": "is are was were be been being am has have had having does do did 's 've 're 'm 'd ’s ’ve ’re ’m ’d "
        "get gets got "
        "ai ca wo",
        "M": "will would can could may might shall should must 'll ’ll cannot ought",
        "G": "not n't n’t never",
        "B": "also already still again then now just even only later soon ever often recently reportedly "
        "allegedly always "
        "too very quite instead however meanwhile thus yet once together twice separately jointly publicly "
        "formally there "
        "here abroad nearly almost further earlier apparently",
    }.items()
    for word in words.split()
}
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday"
_MONTHS = "january february march april june july august september october november december"
_TIME = frozenset(
    f"{_WEEKDAYS} {_MONTHS} jan feb mar apr jun jul aug sept sep oct nov dec yesterday today tomorrow "
    "tonight overnight".split()
)
_TIME_UNITS = frozenset(
    "day days week weeks month months year years night morning evening afternoon weekend hour hours decade".split()
)
_TIME_MODIFIERS = frozenset(
    "last next this past previous early late same few two three four five several earlier that".split()
)
_YEAR = re.compile(r"(?:19|20)\d\d$")
_NOT_PAST = frozenset(
    "united hundred need indeed speed breed seed feed weed deed creed greed shed red bed led "
    "unprecedented sacred naked "
    "so-called wicked hatred kindred armed ahmed mohammed muhammed hamed saeed rashid unarmed rugged left alleged "
    "marked wounded injured masked limited embed proceed exceed succeed".split()
)
_NOT_GERUND = frozenset(
    "during king spring string ring thing nothing something anything everything morning evening building beijing wing "
    "including according following sing bring being ceiling pending regarding concerning ping wedding housing writing "
    "ongoing beginning outgoing incoming peking sterling banking".split()
)
_VERBS = (
    "accept achieve act add address adopt advance affect aim allow announce appear appoint approach "
    "argue arrive ask assume "
    "attempt avoid base be bear become begin believe belong break bring build buy carry catch cause "
    "celebrate choose cite "
    "come confirm consider contain continue contribute cost cover create cross cut deal decide declare deliver depend "
    "describe develop die discover draw drive drop emerge enable end enjoy enter establish exist expand expect explain "
    "express face fail fall feel fight find finish fly follow force gain get give go grow handle happen have hear help "
    "hold hope identify imagine include increase indicate insist intend introduce involve issue join keep know lack "
    "launch lay lead learn leave lie live look lose maintain make manage matter mean mention move need "
    "note obtain occur "
    "open pass pay perform plan play point prepare prevent produce prove provide publish push put raise "
    "reach read reduce "
    "refer reflect relate remain remember remove repeat replace report represent require reveal rise run save say see "
    "seek seem sell send serve set share show sit speak spend stand start state stay stop suffer suggest "
    "take talk tell "
    "think throw travel treat try turn understand use vote wait walk want win work worry write"
).split()
_FINITE = frozenset(f for v in _VERBS for f in pasts(v))
_THIRD = frozenset(third_person(v) for v in _VERBS)
_BASE = frozenset(_VERBS)
_GERUND = frozenset(gerund(v) for v in _VERBS)
_ADVERB = re.compile(r"[a-z]{3,}ly$")
_NOT_ADVERB = frozenset(
    "family ally italy july assembly supply reply rally bully anomaly monopoly early daily weekly deadly "
    "friendly elderly only likely apply july".split()
)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What a lexicon adds: forms that are verb or noun, to be told apart by their neighbors, and forms "
    "that are verbs."""

    ambiguous: frozenset[str]
    verbs: frozenset[str]


def tag(words: Sequence[str], in_name: Sequence[bool], vocabulary: Vocabulary) -> str:
    """Return one character a token.

    Args:
        words: The tokens as they stand.
        in_name: Whether each stands inside a name; such a token is nominal whatever it looks like.
        vocabulary: The forms of the lexicon of triggers.
    """
    walk = _Walk(words, [w.lower() for w in words], vocabulary, [])
    for i, word in enumerate(walk.lower):
        walk.before.append("N" if in_name[i] and word not in _TIME else _tag_one(walk, i))
    return "".join(walk.before)


@dataclass(frozen=True, slots=True)
class _Walk:
    """A sentence on its way: its words, and the classes given so far."""

    raw: Sequence[str]
    lower: Sequence[str]
    vocabulary: Vocabulary
    before: list[str]

    def word(self, i: int) -> str:
        """Return the word at a position in lower case, or nothing past the end."""
        return self.lower[i] if 0 <= i < len(self.lower) else ""


def _tag_one(walk: _Walk, i: int) -> str:
    word = walk.lower[i]
    tag = _alone(word)
    if tag is None:
        tag = _closed(walk, i) or ""
    if tag:
        return tag
    if walk.raw[i][0].isupper() and i > 0 and word not in walk.vocabulary.verbs:
        return "N"
    return "V" if _is_verb(walk, i) else "N"


@lru_cache(maxsize=5_000)
def _alone(word: str) -> str | None:
    """Return the class that a word has wherever it stands, "" if it is noun or verb, None if its neighbors tell."""
    if not word[0].isalnum() and word not in _CLOSED:
        return _mark(word)
    if word in _TIME:
        return "W"
    if word in _BY_NEIGHBORS or word in _TIME_UNITS or word in _TIME_MODIFIERS or word[0].isdigit():
        return None
    return _CLOSED.get(word) or ("B" if _ADVERB.match(word) and word not in _NOT_ADVERB else "")


_BY_NEIGHBORS = ("'s", "’s", "may", "that", "her", "his")


def _closed(walk: _Walk, i: int) -> str | None:
    """Return the class of a word of a closed list, or None."""
    word, last = walk.lower[i], walk.before[-1] if walk.before else ""
    if word in ("'s", "’s"):
        return "N" if last and last in "NW" else "A"
    if _is_time(walk, i):
        return "W"
    if word == "that" and last and last in "VAN":
        return "R" if last == "N" else "S"
    if word in ("her", "his") and not walk.word(i + 1)[:1].isalnum():
        return "Y"
    return _CLOSED.get(word)


def _mark(word: str) -> str:
    if word in "\"“”‘’«»'":
        return '"'
    return "," if word in ",–—-()" else "N" if word in "$€£₹%" else ";"


def _is_time(walk: _Walk, i: int) -> bool:
    word, last, following = walk.lower[i], walk.word(i - 1), walk.word(i + 1)
    if word in _TIME or _YEAR.match(word):
        return True
    if word == "may":
        return following[:1].isdigit() or last in ("in", "of", "last", "since")
    if word in _TIME_UNITS:
        return last in _TIME_MODIFIERS
    if word in _TIME_MODIFIERS:
        return following in _TIME_UNITS or (word in ("last", "next", "this", "late", "early") and following in _TIME)
    return word[0].isdigit() and (last in _TIME or following in _TIME)


def _is_verb(walk: _Walk, i: int) -> bool:
    word, words = walk.lower[i], walk.vocabulary
    last = _last_that_counts(walk.before)
    known = word in words.ambiguous or word in words.verbs
    if last == "M" or (last == "T" and (word in _BASE or known)):
        return True
    if word.endswith("ing"):
        return _gerund_is_verb(walk, i, last)
    if word in words.ambiguous:
        return _ambiguous_is_verb(last, walk, i)
    if word in _FINITE or word in words.verbs or (word.endswith("ed") and len(word) > 4 and word not in _NOT_PAST):
        return last != "D" and not (last in ("P", "V") and _nominal(walk.word(i + 1)))
    if word in _THIRD and last == "N" and _follows_verb(walk):
        return False
    return (word in _THIRD and last in ("N", "Y", "R", "")) or (word in _BASE and last in ("Y", "R"))


def _gerund_is_verb(walk: _Walk, i: int, last: str) -> bool:
    """Judge a word in -ing: no verb after a determiner or before "of", nor where it is just a noun."""
    word, words = walk.lower[i], walk.vocabulary
    if word in _NOT_GERUND or walk.word(i + 1) == "of" or last == "D":
        return False
    if last == "N":
        return word in words.verbs
    return word in _GERUND or word in words.verbs or word in words.ambiguous or len(word) > 6


def _ambiguous_is_verb(last: str, walk: _Walk, i: int) -> bool:
    """Judge a word that is verb or noun ("attacks"): a verb follows a subject and is followed by an object."""
    if last in ("Y", "R", "G") or (last == "A" and (is_past(walk.lower[i]) or _after_do(walk))):
        return True
    return last == "N" and _opens_object(walk, i + 1) and not _is_object(walk.before)


def _after_do(walk: _Walk) -> bool:
    k = len(walk.before) - 1
    while k > 0 and walk.before[k] in "BGW":
        k -= 1
    return walk.lower[k] in ("do", "does", "did")


def _opens_object(walk: _Walk, i: int) -> bool:
    return walk.word(i) in _OPENS_OBJECT or (i < len(walk.raw) and walk.raw[i][0].isupper())


def _is_object(before: Sequence[str]) -> bool:
    """Say whether the noun group read last hangs on a verb or preposition, so that what follows is part of it."""
    k = len(before) - 1
    while k >= 0 and before[k] in "NDBW":
        k -= 1
    return k >= 0 and before[k] in "VPT"


_OPENS_OBJECT = frozenset("the a an his her its their our this these those for on him them us".split())


def _follows_verb(walk: _Walk) -> bool:
    """Say whether the noun group read last is the object of a verb that takes no clause: "criticized Israeli moves"."""
    k = len(walk.before) - 1
    while k >= 0 and walk.before[k] in "NDB":
        k -= 1
    return k >= 0 and walk.before[k] == "V" and walk.lower[k] not in _TAKES_CLAUSE


_CLAUSAL = "say believe think claim add report announce show find argue hope know fear see note insist".split()
_TAKES_CLAUSE = frozenset(form for verb in _CLAUSAL for form in (verb, third_person(verb), *pasts(verb)))


def _nominal(following: str) -> bool:
    return following[:1].isalpha() and _CLOSED.get(following) is None


def _last_that_counts(before: Sequence[str]) -> str:
    for t in reversed(before):
        if t not in "BGW":
            return t
    return ""
