"""The verbs of saying, thinking and writing, in all their forms, and what they take (after PARC 3.0 and PolNeAR)."""

from __future__ import annotations

import tomllib
from importlib import resources
from typing import Any, Literal, NamedTuple

from dateline.record.rules.inflect import gerund, pasts, third_person

Takes = Literal["clause", "thought", "listener", "object", "aim", "text"]
Form = Literal["base", "s", "past", "ing"]

# Forms that are as often a noun or adjective: they count only where a subject stands right before them.
NOUN_TOO = frozenset(
    """
    claim claims report reports call calls plan plans hope hopes note notes fear fears promise promises praise
    support blame estimate estimates demand demands comment comments state states post posts tweet tweets
    question questions doubt doubts attack attacks back offer offers aim aims issue issues reason reasons order
    orders point points record records rule rules answer answers brand brands term terms favor favors worry
    worries pledge pledges wish wishes figure figures label labels flag flags mention mentions read reads find
    finds shows quote quotes reply replies boast boasts echo echoes reference raise raises signal signals
    hint hints joke jokes forecast forecasts guess highlight highlights welcome thanks remarks protest protests
    volunteer volunteers
    """.split()
)


class Verb(NamedTuple):
    """A form of a verb of saying: its lemma, the form, what it takes, and whether it can stand before its speaker."""

    lemma: str
    form: Form
    takes: Takes
    speaks: bool


def _read() -> dict[str, Any]:
    return tomllib.loads(resources.files(__package__).joinpath("verbs.toml").read_text("utf8"))


_TABLE = _read()
_ONLY_WITH: dict[str, list[str]] = _TABLE["only_with"]
_ONLY_QUOTED = frozenset(_TABLE["only_quoted"].split())
_PARTICLES: dict[str, list[str]] = _TABLE["particles"] | _ONLY_WITH


def _forms(lemma: str) -> dict[str, Form]:
    """Return the forms of a verb; where past and base are one word ("read"), it counts as past."""
    past = _TABLE["past"].get(lemma)
    out: dict[str, Form] = {lemma: "base", third_person(lemma): "s"}
    out |= dict.fromkeys([past] if past else pasts(lemma), "past")
    out[past[:-2] + "ing" if past and past.endswith("ed") else gerund(lemma)] = "ing"
    return out


def _lexicon() -> dict[str, Verb]:
    """Return every form; a verb in two lists takes what the later list says."""
    speaking = {*_TABLE["clause"].split(), *_TABLE["also_speaks"].split(), *_ONLY_QUOTED}
    out: dict[str, Verb] = {}
    for takes in ("text", "aim", "object", "thought", "clause", "listener"):
        for lemma in _TABLE[takes].split():
            out |= {word: Verb(lemma, form, takes, lemma in speaking) for word, form in _forms(lemma).items()}
    for lemma in {*_ONLY_WITH, *_ONLY_QUOTED} - {verb.lemma for verb in out.values()}:
        out |= {word: Verb(lemma, form, "clause", lemma in speaking) for word, form in _forms(lemma).items()}
    return out


VERBS: dict[str, Verb] = _lexicon()
"""Every form of every verb of saying, in lower case."""


def particles(lemma: str) -> tuple[str, ...]:
    """Return the words that belong to the cue where they follow the verb ("out" of "pointed out")."""
    return tuple(_PARTICLES.get(lemma, ()))


def needs_quotation(lemma: str) -> bool:
    """Say whether a verb is a word of saying only beside a quotation or a colon ("he continued")."""
    return lemma in _ONLY_QUOTED


def needs_particle(lemma: str) -> bool:
    """Say whether a verb is a word of saying only with its particle."""
    return lemma in _ONLY_WITH
