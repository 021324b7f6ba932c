"""Which noun groups can act in the news, and which of them act in public."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dateline.record.rules.inflect import plural

_PREPOSITIONS = frozenset({"of", "in", "from", "for", "at"})
_SCORE = 2
"""Digits of one side's points in a score."""
_COUNTING = frozenset("total number group thousands hundreds dozens scores majority series half handful couple".split())


@dataclass(frozen=True, slots=True)
class ActorWords:
    """Nouns for public and for private actors, nouns that never act, and the words of fields that are no politics."""

    public: frozenset[str]
    private: frozenset[str]
    nobody: frozenset[str]
    fields: Mapping[str, frozenset[str]]


@cache
def actor_words() -> ActorWords:
    """Return the word lists, read once."""
    table = tomllib.loads(files("dateline.record.rules").joinpath("actors.toml").read_text("utf8"))
    fields = {name: frozenset(words) for name, words in table["fields"].items()}
    return ActorWords(
        _with_plurals(table["public"]), _with_plurals(table["private"]), _with_plurals(table["nobody"]), fields
    )


def _with_plurals(nouns: Iterable[str]) -> frozenset[str]:
    return frozenset(form for noun in nouns for form in (noun, _many(noun)))


def _many(noun: str) -> str:
    return noun[:-3] + "men" if noun.endswith("man") else plural(noun)


def _head(lower: Sequence[str]) -> tuple[str, ...]:
    """Return the last word of a group before its first preposition, and the last two as one."""
    end = next((i for i, w in enumerate(lower) if w in _PREPOSITIONS), len(lower))
    if 0 < end < len(lower) and lower[end - 1] in _COUNTING:
        # "a total of 70 people": the people act.
        end = len(lower)
    return (lower[end - 1], " ".join(lower[max(0, end - 2) : end])) if end else ()


def can_act(lower: Sequence[str], *, has_name: bool) -> bool:
    """Say whether a group of words can be a side of an event: by its head noun, or because it is a name."""
    words, head = actor_words(), _head(lower)
    if any(w in words.public or w in words.private for w in head):
        return True
    return has_name and not any(w in words.nobody for w in head)


def is_public_group(lower: Sequence[str]) -> bool:
    """Say whether the head of a group is an office, a body, a force or a crowd."""
    return any(w in actor_words().public for w in _head(lower)) or any(is_public_word(w) for w in lower[:-1])


def is_public_word(word: str) -> bool:
    """Say whether a noun, in lower case, names an office, a body, a force or a crowd."""
    return word in actor_words().public


def outside_politics(lower: Sequence[str]) -> str | None:
    """Return the field (sport, art, home, market) that a sentence is full of, or None."""
    return next((name for name in _FIELDS if _of_field(name, lower) >= 2), None)


def is_far_from_politics(lower: Sequence[str]) -> bool:
    """Say whether three words of a sentence are of one such field, and no other names an office, a body or a crowd."""
    full = next((name for name in _FIELDS if name != "market" and _of_field(name, lower) >= 3), None)
    return full is not None and not any(is_public_word(w) for w in lower if w not in actor_words().fields[full])


_FIELDS = ("sport", "art", "home", "market")


def _of_field(name: str, lower: Sequence[str]) -> int:
    """Return how many different words of a field there are; a score counts as one of sport."""
    return len(actor_words().fields[name].intersection(lower)) + (name == "sport" and _has_score(lower))


def _has_score(lower: Sequence[str]) -> bool:
    """Say whether a game's score is among the words: "3-1"."""
    return any(
        dash in ("-", "–") and left.isdigit() and right.isdigit() and max(len(left), len(right)) <= _SCORE
        for left, dash, right in zip(lower, lower[1:], lower[2:], strict=False)
    )
