"""Whether two roles may be one person's at one time: one office in other words, another one, or one that clashes."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from dateline.world.offices import is_role, role_sector

Agreement = Literal["same", "near", "other", "clash", "open"]
"""The same office; another of its kind, which one person may well have, too; one that comes after the other rather than
beside it; one that one person hardly has; not telling."""

_WORD = re.compile(r"[^\W_]+")
_SMALL = frozenset("the of for to at in and a s on from 's".split())
_SHADES = frozenset(
    "former ex acting interim new newly appointed outgoing then late current veteran first senior".split()
)
_RELATIVES = frozenset(
    "counterpart colleague father son mother daughter wife husband brother sister widow uncle nephew host elder younger"
    " figure man woman source people friend rival guest patient victim resident native".split()
)
_ALIKE = {
    "defense": "defence",
    "labor": "labour",
    "lawmaker": "mp",
    "congressman": "mp",
    "congresswoman": "mp",
    "legislator": "mp",
    "parliamentarian": "mp",
    "deputies": "mp",
    "mk": "mp",
    "spokesperson": "spokesman",
    "spokeswoman": "spokesman",
    "chairman": "chief",
    "chairwoman": "chief",
    "chairperson": "chief",
    "chair": "chief",
    "head": "chief",
    "leader": "chief",
    "director": "chief",
    "boss": "chief",
    "president": "chief",
    "sp": "superintendent",
    "ssp": "superintendent",
    "gov": "governor",
    "prosecutors": "prosecutor",
    "attorney": "lawyer",
    "envoy": "ambassador",
    "commissioner": "ambassador",
    "striker": "player",
    "goalkeeper": "player",
    "footballer": "player",
    "midfielder": "player",
    "defender": "player",
    "forward": "player",
    "bowler": "player",
    "batsman": "player",
    "actress": "actor",
    "external": "foreign",
    "home": "interior",
}
_HEADS = frozenset("chief minister secretary deputy officer official state".split())
_STATE = frozenset("GOV MIL COP SPY JUD".split())
_PUBLIC = frozenset("PTY LEG ELI".split())
_MOVEMENTS = frozenset("PTY OPP LEG ELI SOC LAB REB".split())


@lru_cache(maxsize=100_000)
def agreement(one: str, other: str) -> Agreement:
    """Return how two roles go together."""
    a, b = _words(one), _words(other)
    if not a or not b:
        return "open"
    if a <= b or b <= a or len(a & b) / len(a | b) >= 0.4:
        return "same"
    if a & b - _HEADS:
        return "near"
    sectors = _sector(one, a), _sector(other, b)
    against = {"opposition"} & (a ^ b) and _STATE & {*sectors}
    if not against and "chief" in a | b and sectors[0] == sectors[1]:
        return "near"
    return "clash" if against else _by_sector(*sectors)


def _sector(role: str, words: frozenset[str]) -> str | None:
    """Return the sector of a role; a striker is a player here, beside a name, rather than somebody on strike."""
    return "CVL" if "player" in words else role_sector(role)


def _by_sector(one: str | None, other: str | None) -> Agreement:
    if one is None or other is None:
        return "open"
    if {one, other} <= _MOVEMENTS or (one == other and one != "GOV"):
        return "near"
    if {one, other} <= _STATE | _MOVEMENTS:
        return "other" if {one, other} <= _STATE | _PUBLIC else "clash"
    return "clash"


@lru_cache(maxsize=100_000)
def _words(role: str) -> frozenset[str]:
    words = [w for w in _WORD.findall(role.lower()) if w not in _SMALL and w not in _SHADES]
    if not words or words[-1] in _RELATIVES or words[0] in _RELATIVES or not (is_role(role) or role_sector(role)):
        return frozenset()
    return frozenset(_ALIKE.get(w, w) for w in words) - {"member"}
