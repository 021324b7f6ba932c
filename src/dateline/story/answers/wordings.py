"""The words that each column uses for the same body, person or event: "terror outfit", "militants", "resistance"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from dateline.model.span import Span
from dateline.model.told import NameRow, Told, Who, Words
from dateline.story.answers.columns import Column
from dateline.story.answers.facts import Fact
from dateline.story.terms import stem
from dateline.world.offices import is_group, is_organization_word, is_role

_BEFORE = re.compile(r"((?:[^\W\d_]+(?:[-’'][^\W\d_]+)*\s+){1,5})$")
_ARTICLE = re.compile(
    r"^(?:the|a|an|this|that|these|those|its|his|her|their|our|some|many|several|all|most|other|such)\s+", re.IGNORECASE
)
_POSSESSOR = re.compile(r"^.*(?:['’]s|s['’])\s+")
_SMALL = frozenset(
    "the a an of to in on at by for from with and or but that which who as its his her their between against over under"
    " says said told".split()
)
# What ends so before a noun is a verb ("accused militant group …") but for these and compounds ("Iran-backed").
_VERB = re.compile(r"^[^-]+(?:ed|es|ing)$")
_PARTICIPLES = frozenset(
    "armed banned outlawed designated proscribed sanctioned listed organized organised united combined ruling governing"
    # Before a noun, what ends so is a verb ("accused militant group …") but for these and compounds ("Iran-backed").
)
_KINDS = frozenset({"person", "organization", "group"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """One word or phrase that a column uses, how many of its texts do, and one place where it stands."""

    column: str
    form: str
    texts: int
    example: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """What the same thing is called.

    Args:
        kind: An entity or an event.
        id: The id of the identity, or of the event.
        label: Its fullest name, or its PLOVER type.
        uses: The words for it, column by column.
    """

    kind: Literal["entity", "event"]
    id: str
    label: str
    uses: tuple[Use, ...]


def wordings_of(told: Told, columns: Sequence[Column], facts: Sequence[Fact]) -> tuple[Wording, ...]:
    """Return what is called by different words in different columns, the most different first."""
    of = {text: c.id for c in columns for text in c.texts}
    found: dict[tuple[Literal["entity", "event"], str, str], list[tuple[str, Words]]] = defaultdict(list)
    labels: dict[str, str] = {}
    persons = {_key(n.who) for n in told.names if n.who.type == "person"}
    sentences = {a.id: a.sentences for a in told.articles}
    for name in told.names:
        key = _key(name.who)
        if key and name.words.article in of and name.who.type in _KINDS:
            labels[key] = max(labels.get(key, ""), name.who.label, key=len)
            for form, words in _descriptions(name, sentences.get(name.words.article, ())):
                found["entity", key, ""].append((form, words))
    for fact in facts:
        for row in fact.core:
            if row.trigger.article in of:
                found["event", fact.id, fact.type].append((row.trigger.exact.lower(), row.trigger))
    out = [
        Wording(kind=kind, id=key, label=labels.get(key, label), uses=_uses(used, of))
        for (kind, key, label), used in found.items()
    ]
    differing = (w for w in out if _differ(w))
    # Bodies before persons: what a group is called is taking sides, what a person is called is mostly the office.
    return tuple(sorted(differing, key=lambda w: (w.kind, w.id in persons, -len({u.form for u in w.uses}), w.id)))


def _key(who: Who) -> str | None:
    """Return who somebody is across articles; by name where nobody has looked, and nobody for a mere noun."""
    return who.identity or (who.label.casefold() if who.label[:1].isupper() else None)


def _descriptions(name: NameRow, sentences: Sequence[Words]) -> Iterator[tuple[str, Words]]:
    """Yield what describes somebody: a noun phrase for them, or the words before their name."""
    if name.form == "nominal":
        form = _ARTICLE.sub("", _POSSESSOR.sub("", name.words.exact)).lower()
        if form:
            yield form, name.words
        return
    before = _before(name.words, sentences)
    if before is not None:
        yield before.exact.lower(), before


def _before(words: Words, sentences: Sequence[Words]) -> Words | None:
    """Return the small-lettered words right before a name that say what it is ("terror outfit")."""
    at = words.span.start
    sentence = next((s for s in sentences if s.span.start <= at < s.span.end), None)
    ahead = _BEFORE.search(sentence.exact[: at - sentence.span.start]) if sentence else None
    if sentence is None or ahead is None:
        return None
    run: list[str] = []
    for word in reversed(ahead.group().split()):
        if word.lower() in _SMALL or not word.islower():
            break
        run.insert(0, word)
    while len(run) > 1 and _VERB.search(run[0]) and run[0] not in _PARTICIPLES:
        run.pop(0)
    if not run or not _is_kind(run[-1]):
        return None
    start = sentence.span.start + sentence.exact[: at - sentence.span.start].rindex(run[0])
    exact = sentence.exact[start - sentence.span.start : at - sentence.span.start].rstrip()
    return Words(article=words.article, span=Span(start, start + len(exact)), exact=exact)


def _is_kind(word: str) -> bool:
    return is_group(word) or is_organization_word(word) or is_role(word) or word in _BODIES


_BODIES = frozenset("group outfit movement faction network organisation organization entity regime body cell".split())


def _uses(used: Sequence[tuple[str, Words]], of: Mapping[str, str]) -> tuple[Use, ...]:
    """Return each word with its column and how many texts of the column use it."""
    places: dict[tuple[str, str], list[Words]] = defaultdict(list)
    for form, words in used:
        places[of[words.article], form].append(words)
    uses = (
        Use(column=column, form=form, texts=len({w.article for w in words}), example=words[0])
        for (column, form), words in places.items()
    )
    return tuple(sorted(uses, key=lambda u: (u.column, -u.texts, u.form)))


def _differ(wording: Wording) -> bool:
    """Say whether two columns call it by words of which none is the end of another one ("law minister", "minister")."""
    by_column: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for use in wording.uses:
        by_column[use.column].add(tuple(stem(w) for w in use.form.split()))
    return any(
        not any(_ends_alike(a, b) for a in one for b in other) for one, other in combinations(by_column.values(), 2)
    )


def _ends_alike(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    n = min(len(one), len(other))
    return one[-n:] == other[-n:]
