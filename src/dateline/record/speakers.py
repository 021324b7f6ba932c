"""Who a source is: "Azar", "he", "the ministry", "the statement", or nobody in the same sentence at all."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from dateline.model.span import Span
from dateline.model.statement import Entity, Mention
from dateline.record.entities import entity_at
from dateline.record.reading import RawAttribution
from dateline.record.tokens import Tokens
from dateline.world.offices import is_role, longest_role

_WRITER = frozenset("i we me us you one".split())
_RELATIVE = frozenset("who which that whom".split())
_OF = (["of"], ["for"], ["to"], ["with"], ["against"], ["by"])
_BEFORE_INNER = frozenset("of for to with against by in from at on near among about close under".split())
_AFTER_HEAD = _BEFORE_INNER | frozenset("who which that and or said says themselves itself herself himself".split())
_DOCUMENTS = (
    "statement|letter|report|study|survey|poll|memo|memorandum|email|e-mail|tweet|post|message|note|release|readout|"
    "communique|communiqué|declaration|resolution|document|documents|filing|complaint|lawsuit|notice|order|analysis|article|"
    "brief|testimony|op-ed|column|speech|remark|remarks|comment|comments"
)
_DOCUMENT = re.compile(rf"(?i)\b(?:{_DOCUMENTS})s?\b")
_POSSESSIVE = re.compile(r"\s?[’'](?:\s?s\b|\s)")
_JOINED = re.compile(r" and (?:the |a |an |his |her |its |their )?", re.IGNORECASE)
_ISSUED = re.compile(
    rf"(?i)\b({_DOCUMENTS})s?\b(?: \w+){{0,2}}? "
    r"(?:by|from|of|(?:issued|released|published|signed|sent|posted) by) (?:the )?"
)
_OWNED = re.compile(rf"(?i)(?:the )?[\w\s.-]+?[’'](?=s? (?:\w+ ){{0,2}}(?:{_DOCUMENTS})s?\b)")
_DESCRIBED = re.compile(
    rf"(?i)^(?:\w+ ){{0,4}}?(?:{_DOCUMENTS})s?\b(?= (?!by\b|from\b|of\b|issued|released|published|signed|sent)\w)"
)
"""A document that opens a source and is told about: what it is on or against, and who wrote it or not."""
_HEADED = re.compile(
    rf"(?i)(?:[\w.’'-]+ ){{0,6}}?(?:{_DOCUMENTS})s? (?:by|from|of|on|about|against|for|to|in|that|which|\w+ing|\w+ed)\b"
)
"""A source that is a document, whoever else its words name: "a letter condemning Ann Lowe"."""
_AND = re.compile(r"(?P<one>.+?),? and (?P<other>.+)", re.DOTALL)
_OTHER = re.compile(r"(?:the|a|an|his|her|its|their|other|some|several|many|two|three) ", re.IGNORECASE)


_IN_DOCUMENT = re.compile(
    r"(?i)[^.!?\n]{0,50}?\b(?:in|by|via|on|through|issued|released|wrote|sent|posted) (?:\w+ ){0,4}?"
    rf"(?P<document>{_DOCUMENTS})s?\b"
)
"""A document named in the words of a saying: "said in a joint statement", "wrote a letter"."""


class Voice(NamedTuple):
    """The entity that speaks, how sure that is, and the reason where there is none."""

    key: str | None
    confidence: float = 1.0
    reason: str | None = None


@dataclass(slots=True)
class _Turn:
    """The last attribution that had a speaker: the speaker, the block its content ends in, where all of it ends."""

    key: str
    block: int
    end: int


class Speakers:
    """Finds the speakers of the attributions of one article; ask for them in the order of the text."""

    def __init__(self, tokens: Tokens, mentions: Sequence[Mention], entities: Sequence[Entity]) -> None:
        self._text = tokens.article.text.content
        self._blocks = [b.span.start for b in tokens.article.blocks]
        self._sentences = [s.span for s in tokens.sentences]
        self._mentions = sorted(mentions, key=lambda m: m.span)
        self._starts = [m.span.start for m in self._mentions]
        self._labels = {e.key: e.label for e in entities}
        self._types = {e.key: e.type for e in entities}
        self._last: _Turn | None = None
        self._issuers: dict[str, str] = {}

    def speaker_of(self, attribution: RawAttribution) -> Voice:
        """Return who speaks; the next call may count on it."""
        source = attribution.source
        voice = self._resolve(source, attribution) if source else self._going_on(attribution)
        if voice.key is not None:
            parts = (*attribution.content, *(s for s in (source, attribution.cue) if s))
            self._last = _Turn(voice.key, self._block(max(attribution.content).end - 1), max(p.end for p in parts))
            self._remember_document(attribution, voice.key)
        elif source is not None:
            self._last = None
        return voice

    def _resolve(self, source: Span, attribution: RawAttribution) -> Voice:
        words = source.of(self._text).strip(" ,")
        low = words.lower()
        if low in _WRITER:
            return Voice(None, 1.0, "the writer, or nobody in particular")
        if low in _RELATIVE:
            return self._antecedent(source)
        inside = self._within(source)
        if self._are_several(source, inside) or self._joins_two(source, inside):
            return Voice(None, 0.9, "several speak together")
        person = None if _HEADED.match(words) else self._named_person(source, inside)
        if person is not None:
            return Voice(person, 0.97)
        if _DOCUMENT.search(words):
            return self._issuer(source, words, inside)
        heads = [m for m in inside if self._is_head(m.span, source)]
        return self._body(low, entity_at(source, heads), attribution)

    def _is_head(self, span: Span, source: Span) -> bool:
        """Say whether a mention can be what a source is about: not "Hamas" of "Hamas officials", "an aide to Hamas"."""
        before = [w for w in self._text[source.start : span.start].lower().split() if w not in ("the", "a", "an")]
        after = self._text[span.end : max(source.end, span.end)]
        if before and before[-1] in _BEFORE_INNER:
            return False
        following = re.match(r"\s*([\w’']+)", after)
        if _POSSESSIVE.match(after):
            return False
        return following is None or following.group(1).lower() in _AFTER_HEAD

    def _body(self, low: str, key: str | None, attribution: RawAttribution) -> Voice:
        """Return who a pronoun, a body or a group is, given the entity that its mention was linked to."""
        if key is None:
            return self._pronoun(low, attribution)
        if self._last is not None and self._is_body_of_last(low):
            return Voice(self._last.key, 0.85)
        return Voice(key, 0.6 if low == "they" else 0.8 if len(low) < 5 else 0.9)

    def _is_body_of_last(self, low: str) -> bool:
        """Say whether "the ministry" is the ministry that spoke last, whatever other ministries the text names."""
        last = self._last and self._labels.get(self._last.key, "").lower()
        return bool(last) and low.startswith("the ") and len(low.split()) == 2 and low.split()[1] in str(last).split()

    def _within(self, span: Span) -> list[Mention]:
        """Return the mentions that touch a span."""
        last = bisect_left(self._starts, span.end)
        first = last
        while first and self._mentions[first - 1].span.end > span.start - 1 and first > last - 40:
            first -= 1
        return [m for m in self._mentions[first:last] if m.span.touches(span)]

    def _named_person(self, source: Span, inside: Sequence[Mention]) -> str | None:
        """Return the person a source names: not the owner of somebody else's words, and of two side by side the last.

        In "Clinton aide Ann Rowe" the first name only tells whose aide she is.
        """
        persons = [m for m in inside if m.form == "name" and m.type == "person" and m.entity and m.span in source]
        found: Mention | None = None
        for mention in persons:
            if found is not None and not self._side_by_side(found.span.end, mention.span.start):
                break
            before = self._text[source.start : mention.span.start].lower().split()[-1:]
            after = self._text[mention.span.end : source.end]
            if before not in _OF and not _POSSESSIVE.match(after):
                found = mention
        return found.entity if found else None

    def _are_several(self, source: Span, inside: Sequence[Mention]) -> bool:
        """Say whether a source joins two that could each speak: "Rao and the ministry"."""
        head = source.start + len(re.split(r",|\b(?:who|which)\b", source.of(self._text))[0])
        named = [m for m in inside if m.form != "pronoun" and m.entity and m.span.end <= head]
        return any(
            a.entity != b.entity
            and self._is_head(a.span, source)
            and _JOINED.fullmatch(self._text[a.span.end : b.span.start])
            for a, b in pairwise(named)
        )

    def _joins_two(self, source: Span, inside: Sequence[Mention]) -> bool:
        """Say whether the words join two who speak, of whom one at least is no mention: "Rao and other members"."""
        head = re.split(r",|\b(?:who|which|of|for|from|at)\b", source.of(self._text))[0].strip()
        found = _AND.fullmatch(head)
        if found is None or any(m.form == "name" and " and " in m.evidence[0].exact for m in inside):
            return False
        one, other = found["one"], found["other"]
        offices = is_role(one.split()[-1]) or longest_role(other.split(), 0) > 0
        return bool(_OTHER.match(other)) or (one.split()[-1][0].isupper() and other[0].isupper() and not offices)

    def _side_by_side(self, start: int, end: int) -> bool:
        between = self._text[start:end].lower()
        return "," not in between and not {"and", "of", "for", "who", "with"} & set(between.split())

    def _antecedent(self, source: Span) -> Voice:
        """Return whom a "who" or "which" goes on about: the nearest name or noun phrase before it."""
        end = bisect_left(self._starts, source.start)
        for mention in reversed(self._mentions[max(0, end - 3) : end]):
            between = self._text[mention.span.end : source.start]
            if mention.entity and len(between) < 3:
                return Voice(mention.entity, 0.85)
        return Voice(None, 0.9, "the one meant by the relative clause has no name")

    def _issuer(self, source: Span, words: str, inside: Sequence[Mention]) -> Voice:
        """Return who issued a document: named beside it ("a report by …"), earlier, or with its last mention."""
        described = _DESCRIBED.match(words)
        head = words[: described.end()] if described else words
        beside = _ISSUED.search(words)
        owner = _OWNED.match(head)
        if beside or owner:
            end = source.start + owner.end() if owner else source.end
            start = source.start + beside.end() if beside else source.start
            # What stands beside may lie behind the owner's words: then the owner is looked at.
            span = Span(start if start < end else source.start, end)
            key = entity_at(span, [m for m in inside if m.type != "work" and m.span.touches(span)])
            if key:
                return Voice(key, 0.85)
        kind = _DOCUMENT.findall(head)[-1].lower().rstrip("s")
        if key := self._issuers.get(kind) or self._issued_before(kind, source.start):
            return Voice(key, 0.75)
        return Voice(None, 0.9, f"the text does not say whose {kind} it is")

    def _issued_before(self, kind: str, before: int) -> str | None:
        """Return who the text says issued such a document, in the last such words before a place."""
        for m in reversed(list(_ISSUED.finditer(self._text, 0, before))):
            if m.group(1).lower().rstrip("s") == kind:
                mention = next((x for x in self._within(Span(m.end(), m.end() + 1)) if x.entity), None)
                if mention:
                    return mention.entity
        return None

    def _remember_document(self, attribution: RawAttribution, key: str) -> None:
        """Keep who said something "in a statement", for when "the statement said" follows."""
        if attribution.cue and (found := _IN_DOCUMENT.match(self._text, attribution.cue.start)):
            self._issuers[found["document"].lower().rstrip("s")] = key

    def _pronoun(self, low: str, attribution: RawAttribution) -> Voice:
        """Fall back on the last speaker for a "he", "she" or "it" that nobody could be found for."""
        near = self._last and self._block(min(attribution.content).start) - self._last.block <= 1
        if low in ("he", "she", "it") and self._last and near:
            person = self._types.get(self._last.key) == "person"
            if person == (low != "it"):
                return Voice(self._last.key, 0.8)
        return Voice(None, 0.9, "the source has no name in the article")

    def _going_on(self, attribution: RawAttribution) -> Voice:
        """Give a quotation without a source to the last speaker, if it follows right after."""
        start = min(attribution.content).start
        block = self._block(start)
        sentence = self._sentence_before(start)
        if (
            sentence is not None
            and self._block(sentence.start) == block
            and (self._last is None or self._last.end < sentence.start)
        ):
            person = next((m for m in self._within(sentence) if m.type == "person" and m.entity), None)
            if person is not None:
                return Voice(person.entity, 0.7)
        elif self._last and block - self._last.block <= 1:
            return Voice(self._last.key, 0.8)
        return Voice(None, 0.8, "no source is named near the quotation")

    def _sentence_before(self, at: int) -> Span | None:
        k = bisect_left(self._sentences, at, key=lambda s: s.start)
        return self._sentences[k - 1] if k else None

    def _block(self, at: int) -> int:
        return bisect_right(self._blocks, at) - 1
