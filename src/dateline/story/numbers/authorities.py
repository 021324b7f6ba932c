"""Which authorities are one: the ministry and its spokesman, the mayor and her office, a name and its acronym."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from dateline.story.numbers.vouching import Voucher
from dateline.story.terms import stem

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_ACRONYM = re.compile(r"\b[A-Z][A-Z&]{1,7}\b")
# Who speaks for an office is no authority of its own.
_SPEAKING = re.compile(
    r"\b(?:spokes(?:man|woman|person|people)|officials?|officers?|representatives?|sources?|staff|chief|head|director"
    r"|superintendent|commander|inspector|relations|public|press|coordinator|figures|data|office|lists?|latest|own)\b",
    re.IGNORECASE,
)
_FILLERS = frozenset(
    "the a an of for at in on by to its his her their and which who through whose above far between according as now"
    " both than given counted reported figure count toll number statement former acting deputy senior local also still"
    " monday tuesday wednesday thursday friday saturday sunday mr mrs ms dr gen lt col maj capt sgt brigadier general"
    " said say says that".split()
)
_OFFICES = {
    "minister": "ministry",
    "ministers": "ministry",
    "doctors": "medics",
    "doctor": "medics",
    "army": "military",
}
MOST_SHOWN = 60
"""A name with its office is shown if it has no more characters."""
_OPENING = re.compile(r"^(?:(?:the|a|an|and|that|as|through|according to)\b\W*)+", re.IGNORECASE)
_CLUTTER = re.compile(r"[()\d]|\b(?:on|above|below|than|said|which|who)\b", re.IGNORECASE)


@dataclass(slots=True)
class Authority:
    """One authority of a tally, under all the names it goes by.

    Args:
        label: Its fullest name so far.
        identity: The id of its identity across articles, if one is known.
        words: Stems of the words that name it, those of the person who speaks for it left out.
        names: The persons who spoke for it, each as the words of the name in small letters.
        acronyms: Acronyms it goes by, and the initials of its names.
    """

    label: str
    identity: str | None = None
    words: set[str] = field(default_factory=set)
    names: set[tuple[str, ...]] = field(default_factory=set)
    acronyms: set[str] = field(default_factory=set)

    def likeness(self, other: Authority) -> float:
        """Return how likely two are one authority: 1 the same, 0 nothing in common."""
        if self.identity is not None and self.identity == other.identity:
            return 1.0
        if self.acronyms & other.acronyms:
            return 0.95
        if any(_same_person(a, b) for a in self.names for b in other.names):
            return 0.9
        if self.names and other.names and not (self.words & other.words):
            return 0.0
        small, large = sorted((self.words, other.words), key=len)
        if not small:
            return 0.0
        return 0.5 + 0.3 * len(small) / len(large) if small <= large else 0.0

    def take(self, other: Authority) -> None:
        """Take over the names of another that is the same."""
        self.identity = self.identity or other.identity
        # a part of the words is what all have in common; the rest may be one outlet's adjective
        if self.words and other.words:
            self.words = self.words | other.words if len(self.words | other.words) <= 6 else self.words
        self.words = self.words or set(other.words)
        self.names |= other.names
        self.acronyms |= other.acronyms
        if len(other.label) > len(self.label) and len(other.label) < 60:
            self.label = other.label


def authority_of(voucher: Voucher) -> Authority:
    """Return the authority that a voucher names, alone as yet."""
    who = voucher.who
    phrase = voucher.phrase if voucher.phrase and len(voucher.phrase) < 80 else who.label
    person = tuple(w.lower() for w in _WORD.findall(who.label)) if who.type == "person" else ()
    found = [w for w in _WORD.findall(_SPEAKING.sub(" ", phrase)) if len(w) > 1 or w.isupper()]
    words = {stem(_OFFICES.get(w.lower(), w.lower())) for w in found if w.lower() not in {*person, *_FILLERS}}
    if not words and who.type != "person":
        words = {stem(w.lower()) for w in _WORD.findall(who.label) if w.lower() not in _FILLERS}
    acronyms = set(_ACRONYM.findall(f"{phrase} {who.label}"))
    acronyms |= {_initials(who.label)} if who.type != "person" else set()
    words -= {a.lower() for a in acronyms}
    return Authority(
        label=_label(voucher, phrase),
        identity=who.identity,
        words=words,
        names={person} if person else set(),
        acronyms={a for a in acronyms if len(a) > 2},
    )


def _label(voucher: Voucher, phrase: str) -> str:
    """Return the name by which an authority is shown: with its office, where the words around the name give it."""
    plain = _OPENING.sub("", phrase)
    part = re.search(rf"\b(?:for|of) (?:the )?{re.escape(voucher.who.label)}", plain)
    shown = (voucher.who.type in ("person", "place") or part) and len(plain) < MOST_SHOWN and not _CLUTTER.search(plain)
    return plain if shown and plain else _OPENING.sub("", voucher.who.label)


def _same_person(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Say whether two names may be of one person: the same last name, and no other first name."""
    return one[-1] == other[-1] and (len(one) == 1 or len(other) == 1 or one[0][0] == other[0][0])


def _initials(label: str) -> str:
    return "".join(w[0] for w in _WORD.findall(label) if w[0].isupper())
