"""Which noun groups can act in the news, and what words like "police" or "rebels" say about their sector."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dateline.record.rules.inflect import plural

_IRREGULAR_PLURALS = {"person": "persons", "militiaman": "militiamen", "gunman": "gunmen", "spokesman": "spokesmen"}


@dataclass(frozen=True, slots=True)
class ActorWords:
    """Nouns for actors with their sector, nouns that never act, and the words of fields that are no politics."""

    sectors: Mapping[str, str]
    nobody: frozenset[str]
    fields: Mapping[str, frozenset[str]]


@cache
def actor_words() -> ActorWords:
    """Return the word lists, read once."""
    table = tomllib.loads(files("dateline.record.rules").joinpath("actors.toml").read_text("utf8"))
    sectors = {form: sector for sector, nouns in table["sectors"].items() for noun in nouns for form in _both(noun)}
    nobody = frozenset(form for noun in table["nobody"]["words"] for form in _both(noun))
    return ActorWords(sectors, nobody, {name: frozenset(words) for name, words in table["fields"].items()})


def _both(noun: str) -> tuple[str, str]:
    many = noun[:-3] + "men" if noun.endswith("man") and noun != "human" else plural(noun)
    return noun, many


def sector_of(lower: Sequence[str]) -> str | None:
    """Return the PLOVER sector that the head of a group of words names ("Israeli troops": MIL), or None.

    The head is the last word before the first preposition; "police officers" goes by its last known word.
    """
    sectors = actor_words().sectors
    head = next((i for i, w in enumerate(lower) if w in ("of", "in", "from", "for", "at")), len(lower))
    if "former" in lower[:head]:
        return "ELI" if any(sectors.get(w) in ("GOV", "LEG", "MIL", "JUD") for w in lower[:head]) else None
    for i in range(head - 1, -1, -1):
        for words in (" ".join(lower[max(0, i - 1) : i + 1]), lower[i]):
            if words in sectors:
                return sectors[words]
    return None


def can_act(lower: Sequence[str], has_name: bool) -> bool | None:
    """Say whether a group of words can be a political actor: yes, no, or unknown (None)."""
    words = actor_words()
    head = next((i for i, w in enumerate(lower) if w in ("of", "in", "from", "for", "at")), len(lower))
    if head and lower[head - 1] in words.sectors:
        return True
    if head and lower[head - 1] in words.nobody:
        return False
    return True if has_name else None


def outside_politics(lower: Sequence[str]) -> str | None:
    """Return the field (sport, art, market) that a sentence is full of, or None."""
    present = set(lower)
    for name in ("sport", "art", "market"):
        if len(present & actor_words().fields[name]) >= 2:
            return name
    return None
