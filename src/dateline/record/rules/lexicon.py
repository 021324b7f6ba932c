"""The lexicon of triggers: patterns of triggers.toml made ready to be looked up by their first word."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from dateline.record.rules.inflect import past_forms, plural, verb_forms

PartOfSpeech = Literal["verb", "noun"]
GAP = "~"
"""A step of a pattern that skips a few words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """One pattern of words that expresses an event.

    Args:
        type, mode: PLOVER type and mode.
        part: verb or noun.
        steps: For each word of the pattern the forms it may have; None skips up to five words.
        frame: How the sides are found (see triggers.toml).
        to: Prepositions that name the recipient, where the type's own do not fit.
        needs, unless: Word classes the sentence must and must not hold.
        near: A word class that what is done to must hold.
        score: How far the words can be trusted.
    """

    type: str
    mode: str | None
    part: PartOfSpeech
    steps: tuple[frozenset[str] | None, ...]
    frame: str
    to: tuple[str, ...]
    needs: str | None
    unless: str | None
    near: str | None
    score: float


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All triggers by each form of their first word, longest first, and the word classes."""

    by_word: Mapping[str, tuple[Trigger, ...]]
    classes: Mapping[str, frozenset[str]]


@cache
def lexicon() -> Lexicon:
    """Return the lexicon of triggers, read once."""
    table = tomllib.loads(files("dateline.record.rules").joinpath("triggers.toml").read_text("utf8"))
    classes = {name: frozenset(words) for name, words in table["classes"].items()}
    by_word: dict[str, list[Trigger]] = defaultdict(list)
    for trigger in (*_triggers(table["verb"], "verb", classes), *_triggers(table["noun"], "noun", classes)):
        for form in trigger.steps[0] or ():
            by_word[form].append(trigger)
    return Lexicon({w: tuple(sorted(ts, key=_longest_first)) for w, ts in by_word.items()}, classes)


def _longest_first(trigger: Trigger) -> tuple[int, float]:
    return -len(trigger.steps), -trigger.score


def _triggers(
    entries: Sequence[Mapping[str, Any]], part: PartOfSpeech, classes: Mapping[str, frozenset[str]]
) -> Iterator[Trigger]:
    for entry in entries:
        for words in entry["words"]:
            yield Trigger(
                type=entry["type"],
                mode=entry.get("mode"),
                part=part,
                steps=_steps(words.split(), part, classes, past=entry.get("forms") == "past"),
                frame=entry.get("frame", "object" if part == "verb" else "noun"),
                to=tuple(entry.get("to", ())),
                needs=entry.get("needs"),
                unless=entry.get("unless"),
                near=entry.get("near"),
                score=entry.get("score", 0.7),
            )


def _steps(
    words: Sequence[str], part: PartOfSpeech, classes: Mapping[str, frozenset[str]], *, past: bool
) -> tuple[frozenset[str] | None, ...]:
    steps: list[frozenset[str] | None] = [_forms(word, classes) for word in words]
    if part == "verb":
        forms = past_forms if past else verb_forms
        steps[0] = frozenset(f for word in words[0].split("|") for f in forms(word))
    else:
        # "call for" as a noun is counted on its head, "death threat" on its last word.
        head = 0 if len(words) > 1 and words[-1] in _PREPOSITIONS else len(words) - 1
        steps[head] = frozenset({words[head], plural(words[head])})
    return tuple(steps)


def _forms(word: str, classes: Mapping[str, frozenset[str]]) -> frozenset[str] | None:
    if word == GAP:
        return None
    return frozenset(w for part in word.split("|") for w in (classes[part[1:]] if part[0] == "@" else (part,)))


_PREPOSITIONS = frozenset("for on of to from against that".split())
