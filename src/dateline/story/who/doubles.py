"""Two of one name in one article: signs that what was read as one entity stands for two, and so for none surely.

A minister and a striker of one name, told apart by the article in passing, are one entity to a reader that goes by
names. Whoever joined it to either would mix the two for good.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import combinations

from dateline.model.statement import Mention
from dateline.story.who.office_likeness import agreement
from dateline.story.who.person_names import PersonName, compare, person_name
from dateline.world.countries import country_named, country_of_demonym
from dateline.world.offices import honorifics, longest_role

_CUE = re.compile(
    r"\bnamesakes?\b|\b(?:share[sd]?|bears?) (?:the|a|his|her|its|their) (?:same )?name\b|\bsame name\b"
    r"|\bnot to be confused\b",
    re.IGNORECASE,
)
_NAMESAKE = re.compile(r"\bnamesake\b[^.!?\n]*$", re.IGNORECASE)
_BREAK = re.compile(r"[.,;:()\"“”\n—–]")
_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_APPOSED = re.compile(r",\s+(?:(?:the|a|an|then|now|also|who is|who was)\s+)*((?:[\w'’-]+\s?){1,6})")

_AGE = re.compile(r"\s+(?:junior|Junior|senior|Senior|Jr|Sr)\b")


def is_double(text: str, mentions: Sequence[Mention]) -> bool:
    """Say whether the mentions read as one person are two persons'."""
    if len(mentions) < 2:
        return False
    words = dict.fromkeys(m.evidence[0].exact for m in mentions)
    if any(_are_two(person_name(a), person_name(b)) for a, b in combinations(words, 2)):
        return True
    if len({bool(_AGE.match(text, m.span.end)) for m in mentions if person_name(m.evidence[0].exact).is_full}) > 1:
        return True
    if any(_NAMESAKE.search(text[max(0, m.span.start - 60) : m.span.start]) for m in mentions):
        return True
    titles = dict.fromkeys(t for m in mentions if (t := _title(text, m)))
    return any(agreement(a, b) in ("other", "clash") for a, b in combinations(titles, 2))


def _are_two(one: PersonName, other: PersonName) -> bool:
    """Say whether two full names of one surname are two persons'; a name cut wrongly has another last word."""
    if not (one.is_full and other.is_full) or one.is_initialed != other.is_initialed:
        return False
    return one.words[-1] == other.words[-1] and compare(one, other) == "no"


def is_told_apart(text: str, mentions: Iterable[Mention]) -> bool:
    """Say whether a sentence that names somebody says that another has this name."""
    cues = [m.start() for m in _CUE.finditer(text)]
    return bool(cues) and any(_same_sentence(text, at, m.span.start) for at in cues for m in mentions)


def _same_sentence(text: str, one: int, other: int) -> bool:
    between = text[min(one, other) : max(one, other)]
    return len(between) < 250 and "\n" not in between and not re.search(r"[a-z\"”][.!?][\"”]?\s+[A-Z]", between)


def is_of_two_states(text: str, mentions: Sequence[Mention]) -> bool:
    """Say whether mentions read as one body are two states' ("Kenya's High Court", "the Ghanaian High Court")."""
    if len(mentions) < 2:
        return False
    before = (text[max(0, m.span.start - 25) : m.span.start].split() for m in mentions)
    found = (_state(words[-1]) for words in before if words)
    return len({state for state in found if state}) > 1


@lru_cache(maxsize=20_000)
def _state(word: str) -> str | None:
    bare = word.removesuffix("'s").removesuffix("’s")
    state = country_named(bare) or country_of_demonym(bare) if bare[:1].isupper() else None
    return state.iso3 if state else None


def title_of(text: str, mentions: Iterable[Mention]) -> str | None:
    """Return the office that stands beside one of the mentions of a person, if one does."""
    found = (_title(text, m) or _apposed(text, m) for m in mentions)
    return next(filter(None, found), None)


def _title(text: str, mention: Mention) -> str:
    """Return the office that stands right before a name, empty if none does."""
    before = _BREAK.split(text[max(0, mention.span.start - 60) : mention.span.start])[-1]
    return _office_at_end(" ".join(_WORD.findall(before)[-5:]))


@lru_cache(maxsize=50_000)
def _office_at_end(before: str) -> str:
    words = before.split()
    while (
        words
        and (words[-1] in honorifics() or words[-1] + "." in honorifics())
        and longest_role(words, len(words) - 1) == 0
    ):
        words.pop()
    found = (words[n:] for n in range(len(words)) if longest_role(words, n) == len(words) - n)
    return " ".join(next(found, []))


def _apposed(text: str, mention: Mention) -> str:
    """Return the office that stands behind a name and a comma, empty if none does."""
    found = _APPOSED.match(text, mention.span.end)
    words = found.group(1).split() if found else []
    return " ".join(words[: longest_role(words, 0)]) if words else ""
