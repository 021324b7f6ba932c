"""PLOVER contexts of a sentence, by keywords."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from dateline.world.plover import CONTEXTS

# These keywords are whole words: they begin many words that have nothing to do with them.
_WHOLE = frozenset(
    "army bill vote law tax bank trade oil spy cia mi6 mi5 isi fsb idf nato gay jew isis loan rape gang coup girls "
    "women import export polls 5g debt campaign primary hack judge court sued jail caste weapon storm drought "
    "virus".split()
)


_FIRST_OF_ALL = re.compile(
    r" (?:school|care|education|source|ally|allies|reason|goal|concern|objective|focus|target|student|health|physician"
    r"|residence|purpose|aim|cause|suspect|responsibilit|driver|duty|care|language|role|way|means|class|pupil|1|2|3|4|5|6)"
)
"""Behind "primary" where no election is meant."""


def contexts_of(sentence: str) -> tuple[str, ...]:
    """Return the contexts that the words of a sentence show, in the order of the codebook."""
    pattern, contexts = _table()
    lower = sentence.lower()
    told = (m for m in pattern.finditer(lower) if m.group() != "primary" or not _FIRST_OF_ALL.match(lower, m.end()))
    found = {c for m in told for c in contexts[_key(m.group())]}
    return tuple(name for name in CONTEXTS if name in found)


@cache
def _table() -> tuple[re.Pattern[str], Mapping[str, frozenset[str]]]:
    """Return one expression for all keywords, the longest first, and the contexts of each."""
    keywords = tomllib.loads(files("dateline.record").joinpath("contexts.toml").read_text("utf8"))
    contexts = {w: frozenset(c for c, ws in keywords.items() if w in ws) for ws in keywords.values() for w in ws}
    longest_first = sorted(contexts, key=len, reverse=True)
    parts = (re.escape(w) + (r"s?\b" if w in _WHOLE else "") for w in longest_first)
    return re.compile(r"\b(?:" + "|".join(parts) + ")"), contexts


def _key(matched: str) -> str:
    """Return the keyword of a match, which may have an "s" more."""
    return matched if matched in _table()[1] else matched[:-1]
