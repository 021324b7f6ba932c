"""Who speaks without a name: two who are named together, and nouns that only a source shows to be somebody."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import pairwise

from dateline.model.span import Span
from dateline.model.statement import EntityType, Mention
from dateline.record.callings import DESCRIBED
from dateline.record.inner_names import BOUND
from dateline.record.reading import RawAttribution, RawName
from dateline.record.several import is_able
from dateline.record.tokens import Sentence, Token
from dateline.world.names import is_nationality, words
from dateline.world.offices import HEADS_OF_OFFICES, honorifics, is_group, is_organization_word, is_role, longest_role

_JOIN = re.compile(r"(?:, [A-Z]-[A-Z][A-Za-z.]*)?,? and (?P<titles>(?:\S+ )*)")
_PARTY = re.compile(r"[A-Z]-[A-Z]")
"""A party and a state behind a name ("R-Ohio")."""
_COMMA = re.compile(r", (?P<titles>(?:\S+ )*)")
_HEAD_ENDS = (
    frozenset(", ( – — : ; who which whose that and or".split())
    | words("place_prepositions")
    | {"of", "for", "to"}
    | BOUND
)
_SHADES = frozenset("current former past present serving retired active senior young old local foreign".split())
"""Words before an "and" that go on with a noun phrase: "three current and former officials"."""
_POSSESSED = re.compile(r"\s?[’']s?$")
_NOUNS = re.compile(r" [a-z]+(?: [a-z]+)?")
"""What may follow the second of two: "Rao and the Mehta administration"."""
_NOBODY = frozenset({"percent", "cent", "%", "own"})
"""Last words of what is nobody: an answer in a poll ("46 percent would stay"), "Rao's own" admission."""
_THINGS = frozenset(
    "investigations findings procedures rules laws results figures numbers statistics reports studies surveys polls"
    " documents records tests trials models estimates projections forecasts images photos pictures videos clips emails"
    " messages e-mails texts letters statements words comments remarks reviews signs plans proposals policies details"
    " guidelines terms conditions circumstances facts analyses calculations filings tweets posts articles stories books"
    " films accounts memos transcripts rulings verdicts events incidents experiments allegations rumors rumours"
    " series".split()
)
"""Plural nouns that show or tell something and are nobody: "preliminary investigations showed"."""
_OFFICE = 5
"""So many words an office before a name may have."""
_LONGEST = 8


def source_phrases(
    sentences: Sequence[Sentence],
    mentions: Sequence[Mention],
    names: Sequence[RawName],
    attributions: Iterable[RawAttribution],
    text: str,
) -> Iterator[tuple[Span, EntityType]]:
    """Yield the words of sources that no mention stands for yet, with what they are.

    Args:
        sentences: The article's sentences.
        mentions: The names, noun phrases and pronouns found so far, in order.
        names: The names among them, in order.
        attributions: What the reader found; only their sources count.
        text: The article's text.
    """
    starts, firsts = [s.span.start for s in sentences], [m.span.start for m in mentions]
    begins = [n.span.start for n in names]
    together: set[frozenset[str]] = set()
    sources = sorted({a.source for a in attributions if a.source is not None})
    for source in sources:
        inside = names[bisect_left(begins, source.start) : bisect_left(begins, source.end)]
        joint = _joint(source, inside, text)
        if joint is not None:
            yield joint, "group"
            together.add(frozenset(_last_word(n, text) for n in _able(inside, text) if n.span in joint))
        k = bisect_left(starts, source.start + 1) - 1
        head = _head(sentences[k].tokens, source) if k >= 0 else None
        if head is None:
            continue
        if head[1] == "person" and _is_title_of(head[0], inside, text):
            continue
        near = mentions[max(0, bisect_left(firsts, head[0].start) - 3) : bisect_left(firsts, head[0].end)]
        if not any(_stands_for(m, head[0], text) for m in near):
            yield head
    yield from ((s, "group") for s in _told_again(together, names, text) if not any(s in source for source in sources))


def _told_again(together: Set[frozenset[str]], names: Sequence[RawName], text: str) -> Iterator[Span]:
    """Yield where else two or more who speak together are named together: "Obama and Hillary Clinton" did not react."""
    able = _able(names, text)
    for size in sorted({len(last) for last in together}):
        for k in range(len(able) - size + 1):
            row = able[k : k + size]
            if frozenset(_last_word(n, text) for n in row) in together and _are_joined(row, text):
                yield Span(row[0].span.start, row[-1].span.end)


def _able(names: Sequence[RawName], text: str) -> list[RawName]:
    able = [n for n in names if is_able(n.type, n.span.of(text)) and not _PARTY.match(n.span.of(text))]
    # "in Hangzhou, China, Mr. Obama and Mr. Xi met": countries are named together with countries and bodies
    persons = any(n.type == "person" for n in able)
    return [n for n in able if not (persons and n.type == "place")]


def _last_word(name: RawName, text: str) -> str:
    return name.span.of(text).split()[-1]


def _is_title_of(head: Span, names: Sequence[RawName], text: str) -> bool:
    """Say whether an office is the title of a person named behind it: "Acting Minister of Media Dr. Omar Najib"."""
    person = next((n for n in names if n.type == "person" and n.span.start >= head.end), None)
    return person is not None and "," not in text[head.end : person.span.start] and text[head.start].isupper()


def _stands_for(mention: Mention, head: Span, text: str) -> bool:
    """Say whether a mention is what a noun phrase is about: not "Dutch" of "the Dutch exporters", nor an owner."""
    if not mention.span.touches(head) or mention.span.end >= head.end:
        return mention.span.touches(head)
    owner = text[mention.span.end : mention.span.end + 1] in ("'", "’")
    return mention.type not in ("nationality", "place") and not owner


def _joint(source: Span, names: Sequence[RawName], text: str) -> Span | None:
    """Return the names in a source that "and" joins, titles between them included, if they open it and end it."""
    able = _able(names, text)
    if len(able) < 2 or not _is_title(text[source.start : able[0].span.start]) or not _are_joined(able, text):
        return None
    tail = text[able[-1].span.end : source.end]
    rest = re.split(r",|\b(?:who|which)\b", tail)[0].strip()
    if not rest or _POSSESSED.fullmatch(rest):
        return Span(able[0].span.start, able[-1].span.end)
    article = " and the " in text[able[-2].span.end : able[-1].span.start]
    start = (
        source.start if article and text[source.start : able[0].span.start].lower() == "the " else able[0].span.start
    )
    return Span(start, source.end) if article and _NOUNS.fullmatch(tail) else None


def _are_joined(able: Sequence[RawName], text: str) -> bool:
    """Say whether commas and an "and" alone stand between names, beside titles and seats."""
    between = [text[one.span.end : other.span.start] for one, other in pairwise(able)]
    found = [_JOIN.fullmatch(b) or _COMMA.fullmatch(b) for b in between]
    return any(" and " in b for b in between) and all(f is not None and _is_title(f["titles"]) for f in found)


def _is_title(between: str) -> bool:
    """Say whether words are titles and offices alone, or nothing."""
    left = [w for w in between.split() if w.lower() not in ("the", "a", "an", "both") and w not in honorifics()]
    lower = [w.lower() for w in left]
    office = any(longest_role(lower[-n:], 0) == n for n in range(1, min(4, len(left)) + 1))
    return not left or (len(left) <= _OFFICE and office)


def _head(tokens: Sequence[Token], source: Span) -> tuple[Span, EntityType] | None:
    """Return the noun phrase that opens a source, up to a comma or preposition, and what it is."""
    inside = [t for t in tokens if source.start <= t.start and t.end <= source.end]
    lower = [t.text.lower() for t in inside]
    # "a video released by the police" is a video
    ends = (k for k, w in enumerate(lower) if w in _HEAD_ENDS or lower[k + 1 : k + 2] == ["by"])
    end = next((k for k in ends if not (k and lower[k] == "and" and lower[k - 1] in _SHADES)), len(inside))
    phrase = lower[:end]
    if not phrase or len(phrase) > _LONGEST or not (phrase[0].isalnum() and phrase[-1].isalpha()):
        return None
    led = phrase[0] in words("determiners") or phrase[0].isdigit() or "'s" in phrase or "’s" in phrase
    kind = _kind(phrase)
    nation = next((n for n in (2, 1) if is_nationality(" ".join(t.text for t in inside[:n]))), 0)
    offices = phrase[nation:]
    bare = kind == "person" and is_role(" ".join(offices))
    plain = phrase[-1] not in words("determiners") | words("documents") | _NOBODY | _THINGS
    if not plain or not (bare or kind == "group" or (led and len(phrase) > 1)):
        return None
    return Span(inside[0].start, inside[end - 1].end), kind


def _kind(phrase: Sequence[str]) -> EntityType:
    """Return what a noun phrase names by its last words."""
    last = phrase[-1]
    if last in DESCRIBED or last in HEADS_OF_OFFICES:
        return "person"
    if last.endswith("s") and is_group(last) and longest_role([last], 0):
        return "group"  # "rebels", "workers", which may stand in a body's name, too
    if is_organization_word(last) or last in words("organization_nouns"):
        return "organization"
    for size in range(min(4, len(phrase)), 0, -1):
        if longest_role(phrase[-size:], 0) == size:
            return "group" if last.endswith("s") and not last.endswith("ss") else "person"
    if is_group(last) or (last.endswith("s") and not last.endswith(("ss", "us", "is"))):
        return "group"
    return "other"
