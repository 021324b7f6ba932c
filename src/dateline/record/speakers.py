"""Who a source is: "Azar", "he", "the ministry", "the statement", or nobody in the same sentence at all."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from dateline.model.span import Span
from dateline.model.statement import Entity, Mention
from dateline.record.entities import entity_at
from dateline.record.reading import RawAttribution
from dateline.record.tokens import Tokens

_WRITER = frozenset("i we me us you one".split())
_RELATIVE = frozenset("who which that whom".split())
_DOCUMENTS = (
    "statement|letter|report|study|survey|poll|memo|memorandum|email|e-mail|tweet|post|message|note|release|readout|"
    "communique|communiqué|declaration|resolution|document|documents|filing|complaint|lawsuit|notice|order|analysis|article"
)
_DOCUMENT = re.compile(rf"(?i)\b(?:{_DOCUMENTS})s?\b")
_ISSUED = re.compile(
    rf"(?i)\b({_DOCUMENTS})s?\b(?: \w+){{0,2}}? "
    r"(?:by|from|of|(?:issued|released|published|signed|sent|posted) by) (?:the )?"
)
_ALONE = re.compile(r"(?i)^(?:the|this|that|its|a|an) (?:\w+ )?(\w+)$")


class Voice(NamedTuple):
    """The entity that speaks, how sure that is, and the reason where there is none."""

    key: str | None
    confidence: float = 1.0
    reason: str | None = None


@dataclass(slots=True)
class _Turn:
    """The last attribution that had a speaker: the speaker and the block its content ends in."""

    key: str
    block: int


class Speakers:
    """Finds the speakers of the attributions of one article; ask for them in the order of the text."""

    def __init__(self, tokens: Tokens, mentions: Sequence[Mention], entities: Sequence[Entity]) -> None:
        self._text = tokens.article.text.content
        self._blocks = [b.span.start for b in tokens.article.blocks]
        self._mentions = sorted(mentions, key=lambda m: m.span)
        self._starts = [m.span.start for m in self._mentions]
        self._types = {e.key: e.type for e in entities}
        self._last: _Turn | None = None
        self._issuers: dict[str, str] = {}

    def speaker_of(self, attribution: RawAttribution) -> Voice:
        """Return who speaks; the next call may count on it."""
        source = attribution.source
        voice = self._resolve(source, attribution) if source else self._going_on(attribution)
        if voice.key is not None:
            self._last = _Turn(voice.key, self._block(max(attribution.content).end - 1))
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
        person = self._named_person(source, inside)
        if person:
            return Voice(person, 0.97)
        if _DOCUMENT.search(words):
            return self._issuer(source, words, inside)
        key = entity_at(source, inside)
        if key is None:
            return self._pronoun(low, attribution)
        return Voice(key, 0.8 if len(low) < 5 else 0.9)

    def _within(self, span: Span) -> list[Mention]:
        """Return the mentions that touch a span."""
        last = bisect_left(self._starts, span.end)
        first = last
        while first and self._mentions[first - 1].span.end > span.start - 1 and first > last - 40:
            first -= 1
        return [m for m in self._mentions[first:last] if m.span.touches(span)]

    def _named_person(self, source: Span, inside: Sequence[Mention]) -> str | None:
        """Return the first person named in a source who is not only the owner of somebody else's words."""
        for mention in inside:
            if mention.form == "name" and mention.type == "person" and mention.entity:
                before = self._text[source.start : mention.span.start].lower().split()[-1:]
                after = self._text[mention.span.end : min(source.end, mention.span.end + 2)]
                if before not in (["of"], ["for"], ["to"], ["with"], ["against"], ["by"]) and after not in ("'s", "’s"):
                    return mention.entity
        return None

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
        beside = _ISSUED.search(words)
        owner = re.match(r"(?i)(?:the )?[^,]*?[’']s ", words)
        if beside or owner:
            span = Span(source.start + beside.end(), source.end) if beside and beside.end() < len(words) else source
            key = entity_at(span, [m for m in inside if m.type != "work" and m.span.touches(span)])
            if key:
                return Voice(key, 0.85)
        kind = _DOCUMENT.findall(words)[-1].lower().rstrip("s")
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
        start = attribution.cue.start if attribution.cue else 0
        if attribution.cue and (found := _DOCUMENT.search(self._text, start, attribution.cue.end + 40)):
            self._issuers[found.group().lower().rstrip("s")] = key

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
        block = self._block(min(attribution.content).start)
        if self._last and block - self._last.block <= 1:
            return Voice(self._last.key, 0.8)
        return Voice(None, 0.8, "no source is named near the quotation")

    def _block(self, at: int) -> int:
        return bisect_right(self._blocks, at) - 1
