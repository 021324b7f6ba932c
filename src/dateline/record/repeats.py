"""Names told once and used again: a surname after the full name, a lone name beside a word for kin."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dateline.model.span import Span
from dateline.model.statement import EntityType
from dateline.record.reading import RawName
from dateline.record.tokens import Sentence, Token
from dateline.world.names import is_common_word, is_given_name, is_nationality, is_place_name, words
from dateline.world.offices import honorifics, is_role

_AGAIN, _APPOSED = 0.7, 0.6
"""Scores of names by how plainly the text shows them: one word again, beside kin.

They only order names by how sure they are; nothing is dropped by them unless the caller asks for a least confidence.
"""
_SHORTEST = 3
_KIN = frozenset(
    "wife husband son daughter mother father brother sister widow widower partner fiancee fiance uncle aunt cousin"
    " nephew niece grandson granddaughter grandmother grandfather".split()
)
_POSSESSIVES = frozenset(("his", "her", "their", "my", "'s", "’s", *"younger elder older eldest youngest".split()))


def repeated_names(sentences: Iterable[Sentence], names: Sequence[RawName], text: str) -> list[RawName]:
    """Return the names, and again wherever a body's name or one word of a person's stands and no name was seen.

    Args:
        sentences: The article's sentences.
        names: The names found so far, in order.
        text: The article's text.
    """
    table = _by_first(names, text)
    out, at = list(names), 0
    for sentence in sentences:
        while at < len(names) and names[at].span.end <= sentence.span.start:
            at += 1
        inside = [n.span for n in names[at : at + len(sentence.tokens)] if n.span.start < sentence.span.end]
        out.extend(_again(sentence.tokens, inside, table))
    return sorted(out, key=lambda n: n.span)


def apposed_names(sentences: Iterable[Sentence], names: Sequence[RawName]) -> Iterator[RawName]:
    """Yield the lone names beside words for kin, which nobody took for names: "her husband, Doru, a dentist"."""
    taken = {n.span.start for n in names}
    for sentence in sentences:
        tokens = sentence.tokens
        for k in range(1, len(tokens) - 2):
            if tokens[k].text not in _KIN or tokens[k - 1].text.lower() not in _POSSESSIVES:
                continue
            at = k + 1 + (tokens[k + 1].text == ",")
            word, after = tokens[at].text, tokens[at + 1].text if at + 1 < len(tokens) else "."
            closed = after in (",", ".") if at > k + 1 else after in (",", ".") or after.islower()
            if word[0].isupper() and word.isalpha() and closed and tokens[at].start not in taken:
                yield RawName(span=Span(tokens[at].start, tokens[at].end), type="person", score=_APPOSED)


@dataclass(frozen=True, slots=True)
class _Known:
    """The words by which a name may stand again, and its type."""

    words: tuple[str, ...]
    type: EntityType


def _by_first(names: Iterable[RawName], text: str) -> dict[str, list[_Known]]:
    table: dict[str, list[_Known]] = {}
    kinds: dict[tuple[str, ...], EntityType] = {}
    types = Counter((n.span.of(text), n.type) for n in names)
    for name in names:
        found = tuple(name.span.of(text).split())
        if name.type != "place" and types[(name.span.of(text), "place")] >= types[(name.span.of(text), name.type)]:
            continue
        if name.type == "organization" and (len(found) > 1 or _is_telling(found[0])):
            kinds.setdefault(found, "organization")
        elif name.type == "person":
            kinds.update({(w,): "person" for w in found if _is_telling(w) and w not in honorifics()})
    for found, kind in sorted(kinds.items(), key=lambda k: -len(k[0])):
        table.setdefault(found[0], []).append(_Known(found, kind))
    return table


def _is_telling(word: str) -> bool:
    """Say whether a word is a name wherever it stands with a capital."""
    return (
        len(word) >= _SHORTEST
        and word[0].isupper()
        and not is_common_word(word)
        and not is_nationality(word)
        and not is_place_name(word)
        and word not in words("days")
    )


def _again(tokens: Sequence[Token], inside: Sequence[Span], table: dict[str, list[_Known]]) -> Iterator[RawName]:
    free = [t.text[0].isupper() and not any(s.start <= t.start < s.end for s in inside) for t in tokens]
    at = 0
    while at < len(tokens):
        known = (
            next((k for k in table.get(tokens[at].text, ()) if _stands(tokens, free, at, k)), None)
            if free[at]
            else None
        )
        if known is None:
            at += 1
            continue
        end = at + len(known.words)
        given = known.type == "person" and at and free[at - 1] and is_given_name(tokens[at - 1].text)
        yield RawName(span=Span(tokens[at - given].start, tokens[end - 1].end), type=known.type, score=_AGAIN)
        at = end


def _may_lead(word: str, known: _Known) -> bool:
    """Say whether a word with a capital may stand before a name and leave it what it is: a title, a given name."""
    title = word in honorifics() or is_role(word) or word.lower() in words("openers")
    return title or (known.type == "person" and len(known.words) == 1 and is_given_name(word))


def _stands(tokens: Sequence[Token], free: Sequence[bool], at: int, known: _Known) -> bool:
    """Say whether a known name stands at a token as a whole, and not within a longer one ("Rao Tower")."""
    end = at + len(known.words)
    if tuple(t.text for t in tokens[at:end]) != known.words:
        return False
    before, after = tokens[at - 1] if at else None, tokens[end] if end < len(tokens) else None
    if before is not None and before.text[0].isupper() and not _may_lead(before.text, known):
        return False
    if after is not None and after.text[0].isdigit() and len(known.words) == 1:
        return False  # "Section 194"
    return after is None or not (after.text[0].isupper() and free[end]) or after.text in words("days")
