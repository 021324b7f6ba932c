"""Cues: the verb groups of saying in a unit ("has repeatedly said", "according to", "made it clear")."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from dateline.record.rules.speech.closed import (
    ADVERBS,
    AUXILIARIES,
    BE,
    DETERMINERS,
    MESSAGES,
    MODALS,
    PREPOSITIONS,
    PRONOUNS,
)
from dateline.record.rules.speech.phrases import is_name
from dateline.record.rules.speech.units import Item
from dateline.record.rules.speech.verbs import NOUN_TOO, VERBS, Verb, needs_particle, needs_quotation, particles

_ACCORDING = Verb("according", "ing", "clause", False)
_CLEAR = Verb("make clear", "past", "clause", True)
# "continued to warn": the first verb is part of the group, not a verb of saying of its own.
_CHAINS = frozenset(
    """
    continue continues continued seem seems seemed appear appears appeared begin began begins start started used
    went go goes try tried had has have
    """.split()
)
_NO_SUBJECT = frozenset("and or but to new latest recent such other".split())
_NO_PRONOUN = DETERMINERS - {"this", "that", "some", "many", "most", "few", "both", "all", "each"}
# "is reported to have added"
_HEARSAY = frozenset("reported said believed understood known alleged thought".split())
_BEFORE_ING = frozenset(", by while after before for in without from not and or — –".split())
_NO_PLURALS = frozenset("is was has 's ’s its his as us this".split())
_PLURALS = frozenset(
    "they we i you people police women men officials critics many some others most few both who which that".split()
)
_VENUES = frozenset("twitter facebook instagram x telegram radio television tv".split())


class Cue(NamedTuple):
    """A verb group of saying: its items, the place of its verb, and what the verb takes."""

    start: int
    end: int
    at: int
    verb: Verb

    @property
    def according(self) -> bool:
        """Say whether it is "according to"."""
        return self.verb is _ACCORDING


def find_cues(items: Sequence[Item]) -> list[Cue]:
    """Return the cues of a unit in order; what stands inside quotation marks is not looked into."""
    out: list[Cue] = []
    title = _is_title(items)
    for i, item in enumerate(items):
        cue = _cue_at(items, i) if not item.quotation and (title or i == 0 or not is_name(item)) else None
        if cue and not (out and out[-1].end > cue.start):
            out.append(cue)
    return out


def _is_title(items: Sequence[Item]) -> bool:
    """Say whether a unit is a headline with Capitals, where a verb may have one too."""
    words = [x for x in items if x.text[0].isalpha() and len(x.text) > 3]
    return len(words) > 3 and sum(is_name(x) for x in words) > 0.8 * len(words)


def _cue_at(items: Sequence[Item], i: int) -> Cue | None:
    low = items[i].low
    if low == "according" and i + 1 < len(items) and items[i + 1].low == "to":
        return Cue(i, i + 2, i, _ACCORDING)
    if low in ("made", "makes", "make") and (clear := _clear(items, i)):
        return Cue(_group_start(items, i), clear, i, _CLEAR)
    verb = VERBS.get(low)
    if verb is None or _declines(items, i, verb):
        return None
    end, start = _particle_end(items, i, verb), _group_start(items, i)
    if end is None or not _is_verb(items, i, verb) or (verb.form == "past" and _passive(items, start, i)):
        return None
    return Cue(start, _with_message(items, end), i, verb)


def _declines(items: Sequence[Item], i: int, verb: Verb) -> bool:
    """Say whether it says nothing here: "asked not to be named", "proposed by", "continued" without a quotation."""
    following = items[i + 1].low if i + 1 < len(items) else ""
    if needs_quotation(verb.lemma) and not any(x.quotation or x.low == ":" for x in items):
        return True
    return (verb.lemma == "ask" and following == "not") or (verb.form == "past" and following == "by")


def _clear(items: Sequence[Item], i: int) -> int | None:
    return next((k + 1 for k in (i + 1, i + 2) if k < len(items) and items[k].low == "clear"), None)


def _particle_end(items: Sequence[Item], i: int, verb: Verb) -> int | None:
    """Return the end of verb and particle; None if the verb is one of saying only with a particle it does not have."""
    for particle in particles(verb.lemma):
        words = particle.split()
        if [x.low for x in items[i + 1 : i + 1 + len(words)]] == words:
            return i + 1 + len(words)
    return None if needs_particle(verb.lemma) else i + 1


def _group_start(items: Sequence[Item], i: int) -> int:
    """Walk back over auxiliaries, adverbs and "continued to"."""
    k = i
    while k:
        low = items[k - 1].low
        if low in AUXILIARIES or low in ADVERBS or (low.endswith("ly") and not is_name(items[k - 1]) and len(low) > 4):
            k -= 1
        elif low == "to" and k > 1 and items[k - 2].low in _CHAINS:
            k -= 2
        elif low == "to" and k > 2 and items[k - 2].low in _HEARSAY and items[k - 3].low in BE:
            k -= 3
        else:
            break
    while k < i and items[k].low in ("even", "both", "all", "only", "just", "yesterday", "today"):
        k += 1
    return k


def _passive(items: Sequence[Item], start: int, i: int) -> bool:
    """Say whether somebody is talked about rather than talking: "was accused", "been told"."""
    auxiliaries = [x.low for x in items[start:i] if x.low in AUXILIARIES]
    return bool(auxiliaries) and auxiliaries[-1] in BE and auxiliaries[-1] not in ("'s", "’s")


def _is_verb(items: Sequence[Item], i: int, verb: Verb) -> bool:
    """Say whether a form that may also be a noun or adjective is a verb here."""
    k = i
    while k and (items[k - 1].low in ADVERBS or items[k - 1].low.endswith("ly")):
        k -= 1
    if verb.form == "ing":
        before = items[k - 1].low if k else ","
        if verb.takes == "aim" and before not in BE | {",", "and"}:
            return False
        return before not in DETERMINERS and (before not in PREPOSITIONS or before in _BEFORE_ING)
    if k == 0 or items[k - 1].low in _NO_PRONOUN:
        return False
    if verb.form == "base":
        return _has_plural_subject(items, i, k)
    return items[k - 1].low not in PREPOSITIONS and (verb.form == "past" or _has_singular_subject(items, i, k))


def _has_singular_subject(items: Sequence[Item], i: int, k: int) -> bool:
    before = items[k - 1]
    if before.low in ("'s", "’s"):
        return False
    if items[i].low not in NOUN_TOO:
        return True
    return before.low not in _NO_SUBJECT and _opens_clause(items, i)


def _has_plural_subject(items: Sequence[Item], i: int, k: int) -> bool:
    before, noun_too = items[k - 1].low, items[i].low in NOUN_TOO
    if before == "to":
        return k > 1 and items[k - 2].low in _CHAINS and not noun_too
    if noun_too and (before == "that" or not _opens_clause(items, i)):
        return False
    if before in MODALS or before in _PLURALS:
        return True
    if is_name(items[k - 1]) and any(x.low == "and" for x in items[max(0, k - 4) : k - 1]):
        return True
    return before.endswith("s") and before not in _NO_PLURALS


def _opens_clause(items: Sequence[Item], i: int) -> bool:
    """Say whether the next item can begin what is said."""
    if i + 1 >= len(items):
        return False
    x = items[i + 1]
    if x.quotation or is_name(x) or x.low in DETERMINERS or x.low in PRONOUNS:
        return True
    return x.low in (":", "to", "whether", "for", "him", "them", "us", "me", "how", "why", "what")


def _with_message(items: Sequence[Item], end: int) -> int:
    """Take in "in a statement", "on Facebook" right after the verb, as annotators of PolNeAR mostly do."""
    if end + 1 < len(items) and items[end].low in ("in", "on", "at", "via"):
        if items[end + 1].low in _VENUES:
            return end + 2
        for k in range(end + 1, min(end + 6, len(items))):
            if items[k].low in MESSAGES:
                return k + 1
            if items[k].quotation or not (items[k].text[0].isalnum() or items[k].low in ("'s", "’s")):
                break
    return end
