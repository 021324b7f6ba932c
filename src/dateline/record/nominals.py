"""Noun phrases for people and bodies without a name: "the ministry", "two Israeli officials", "India's envoy"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from dateline.model.statement import EntityType
from dateline.record.tokens import Token
from dateline.world.names import is_nationality, words
from dateline.world.offices import group_sector, longest_role

_CLITICS = ("'s", "’s")
_REACH = 6
"""How many words a determiner may stand before its head: "the newly appointed Israeli deputy chief" has five."""
_NO_HEAD = frozenset(
    "state states general major private local future union sp chair host model fan house press deputy campaign industry"
    " school schools hospital hospitals resistance jets aircraft tanks artillery drones helicopters radio television"
    " thousands hundreds dozens others media companies public".split()
)
"""Words of the tables that alone are rather an adjective or a thing."""


class Phrase(NamedTuple):
    """A noun phrase: its tokens in the sentence, where its head begins, and what it names.

    Args:
        start, end: The tokens of the phrase, determiner or owner included.
        head: The first token of the head ("foreign secretary", "officials").
        type: person, organization, group or work.
    """

    start: int
    end: int
    head: int
    type: EntityType


def phrases(tokens: Sequence[Token], names: Sequence[bool], persons: Sequence[bool]) -> Iterator[Phrase]:
    """Yield the noun phrases of a sentence that can act or speak.

    Args:
        tokens: The tokens of the sentence.
        names: For each token whether it is part of a name.
        persons: For each token whether a person's name begins there.
    """
    lower = [t.text.lower() for t in tokens]
    i = 0
    while i < len(tokens):
        found = None if names[i] or lower[i] in words("phrase_breakers") else _head(lower, i)
        if found is None:
            i += 1
            continue
        end, kind = found
        if not any(names[i:end]) and _is_head(tokens, end) and not (end < len(tokens) and persons[end]):
            start = _start(tokens, lower, i)
            if start < i or kind == "group":
                yield Phrase(start, end, i, kind)
        i = end


def _head(lower: Sequence[str], i: int) -> tuple[int, EntityType] | None:
    """Return where the head that begins at i ends, and what it names."""
    length, word = longest_role(lower, i), lower[i]
    if length <= 1 and word in words("organization_nouns"):
        return i + 1, "organization"
    if length and not (length == 1 and word in _NO_HEAD):
        return i + length, "group" if _is_plural(lower, i, i + length) else "person"
    for size in (2, 1):
        if i + size <= len(lower) and _is_group(" ".join(lower[i : i + size])):
            return i + size, "group"
    if word in words("documents"):
        return i + 1, "work"
    return None


@lru_cache(maxsize=20_000)
def _is_group(words_: str) -> bool:
    """Say whether the words are a group noun as a whole, not only end in one."""
    if " " not in words_:
        return words_ not in _NO_HEAD and group_sector(words_) is not None
    return group_sector(words_) is not None and group_sector(words_.rsplit(maxsplit=1)[-1]) is None


def _is_plural(lower: Sequence[str], start: int, end: int) -> bool:
    """Say whether a role stands in the plural: its head is last, or stands before "of"."""
    stop = next((k for k in range(start, end) if lower[k] in ("of", "to", "in", "at")), end)
    word = lower[stop - 1]
    return (word.endswith("s") and not word.endswith(("ss", "us"))) or group_sector(word) is not None


def _is_head(tokens: Sequence[Token], end: int) -> bool:
    """Say whether the phrase may end here: no noun follows that would make it an adjective ("police station")."""
    if end >= len(tokens):
        return True
    text = tokens[end].text
    lower = text.lower()
    return (
        not text[0].isalnum()
        or lower in words("followers")
        or lower in words("person_after")
        or lower in words("days")
        or text in words("days")
        or lower.endswith(("ed", "ly", "ing"))
    )


def _start(tokens: Sequence[Token], lower: Sequence[str], head: int) -> int:
    """Return where the phrase begins: at its determiner or owner, else at the modifiers right before the head."""
    at = head
    for k in range(head - 1, max(-1, head - 1 - _REACH), -1):
        if lower[k] in words("determiners") or tokens[k].text[0].isdigit():
            return k
        if tokens[k].text in _CLITICS and k:
            return _owner_start(tokens, k)
        if lower[k] in words("phrase_breakers") or not tokens[k].text[0].isalnum() or _is_participle(lower[k]):
            break
        if k == at - 1 and (is_nationality(tokens[k].text) or lower[k] in _SHADES):
            at = k
    return at


def _is_participle(word: str) -> bool:
    """Say whether a word in "-ing" takes an object, as in "a law requiring candidates", and is no adjective."""
    return word.endswith("ing") and len(word) > 5 and word not in _ADJECTIVES


def _owner_start(tokens: Sequence[Token], clitic: int) -> int:
    """Return where the owner before "'s" begins: the capitals before it, and its determiner."""
    k = clitic
    while k and tokens[k - 1].text[0].isupper():
        k -= 1
    if k == clitic:
        k -= 1
    return k - 1 if k and tokens[k - 1].text.lower() in words("determiners") else k


_ADJECTIVES = frozenset(
    "visiting ruling leading serving outgoing acting remaining surviving sitting incoming warring neighboring existing"
    " neighbouring governing commanding presiding managing founding grieving striking protesting".split()
)
_SHADES = frozenset(
    "senior top former local foreign military civilian government unnamed unidentified anonymous armed masked federal"
    " state national health police army security intelligence opposition rebel young local"
    " international regional".split()
)
