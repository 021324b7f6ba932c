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
from dateline.record.genders import GENDERED, shown_genders
from dateline.record.index import POSSESSIVE, Index
from dateline.record.inner_names import is_for_another, is_of_many
from dateline.record.issuers import Issuers
from dateline.record.links import is_verb
from dateline.record.reading import RawAttribution
from dateline.record.several import are_several, together
from dateline.record.tokens import Tokens
from dateline.world.offices import is_group, is_organization_word, longest_role

_EXAMPLES = re.compile(r",? (?:such as|including|among them|(?:led|headed|represented|backed) by) ")
"""Behind these somebody is named who does not speak alone: "critics including Rao", "the US, led by its envoy"."""
_WRITER = frozenset("i we me us you one".split())
_RELATIVE = frozenset("who which that whom".split())
_SHARE = re.compile(r"(?:[a-z]+ ){0,3}[\d.,]+ ?(?:%|per ?cent)(?: of (?:those|the) (?:asked|polled|surveyed|total))?")
"""A number of people asked, without a word for who they are: "some 30 percent"."""
_OF = (["of"], ["for"], ["to"], ["with"], ["against"], ["by"], ["in"], ["from"], ["under"])
_OPENING = 40
"""So many characters at the beginning of what is said name others than the speaker."""
_MARKS = "\"“‘'«"
_OF_HIS = re.compile(r" (?:administration|government|campaign|regime|team|camp|cabinet)")
"""Whose head somebody is, or whom it works for: "the Bush administration" is not Bush."""
_KIN = re.compile(r" (?!himself|herself|also|alone|and|who|of)[a-z]+,?")
"""Behind "the" and a name: "the Omar Farouk | family"."""
_THINGS = ("place", "organization", "work", "event")
"""What a "who" is not."""
_PERSONS = ("person", "group")
_TOLD_ABOUT = re.compile(r",? (?:(?:of|at|in|for|with|from|an?|the|head|who)\b[\w .,&’'-]{1,80}),? ?")
_OWNERS = ("person", "organization", "place", "group")


class Voice(NamedTuple):
    """The entity that speaks, how sure that is, and the reason where there is none."""

    key: str | None
    confidence: float = 1.0
    reason: str | None = None


@dataclass(slots=True)
class _Turn:
    """The last attribution that had a speaker.

    Args:
        key: The speaker.
        block: The block its content ends in.
        end: Where all of it ends.
        document: Whether a document spoke for him: "the statement", and "it" after that.
    """

    key: str
    block: int
    end: int
    document: bool


class Speakers:
    """Finds the speakers of the attributions of one article; ask for them in the order of the text."""

    def __init__(self, tokens: Tokens, mentions: Sequence[Mention], entities: Sequence[Entity]) -> None:
        self._text = tokens.article.text.content
        self._blocks = [b.span.start for b in tokens.article.blocks]
        self._sentences = [s.span for s in tokens.sentences]
        self._index = Index(self._text, mentions)
        self._issuers = Issuers(self._index)
        self._labels = {e.key: e.label for e in entities}
        self._types = {e.key: e.type for e in entities}
        self._genders = shown_genders(self._text, mentions, entities)
        self._last: _Turn | None = None

    def speaker_of(self, attribution: RawAttribution) -> Voice:
        """Return who speaks; the next call may count on it."""
        source = attribution.source
        voice = self._resolve(source, attribution) if source else self._going_on(attribution)
        if voice.key is not None:
            parts = (*attribution.content, *(s for s in (source, attribution.cue) if s))
            block = self._block(max(attribution.content).end - 1)
            self._last = _Turn(voice.key, block, max(p.end for p in parts), self._is_document(source))
            self._issuers.remember(attribution, voice.key)
        elif source is not None:
            self._last = None
        return voice

    def _is_document(self, source: Span | None) -> bool:
        """Say whether a document speaks, or the "it" that goes on with one."""
        if source is None:
            return False
        if source.of(self._text).strip(" ,").lower() == "it":
            return self._last is not None and self._last.document
        return self._issuers.is_document(source, self._index.within(source))

    def _resolve(self, source: Span, attribution: RawAttribution) -> Voice:
        examples = _EXAMPLES.search(self._text, source.start + 1, source.end)
        if examples is not None and not self._issuers.is_document(source, self._index.within(source)):
            # "critics, such as Rao, say": the critics do
            source = Span(source.start, examples.start())
        low = source.of(self._text).strip(" ,").lower()
        if low in _WRITER:
            return Voice(None, 1.0, "the writer, or nobody in particular")
        first, _, clause = low.partition(" ")
        if first in _RELATIVE and not (clause and first == "that"):
            # The clause alone was taken for the source: "Norway | , which drafted the text, | said"
            return self._antecedent(source)
        if _SHARE.fullmatch(low):
            return Voice(None, 1.0, "a share of those asked, and nobody in particular")
        inside = self._index.within(source)
        joint = together(inside)
        if joint is not None or are_several(self._index, source, inside):
            return Voice(joint, 0.85) if joint else Voice(None, 0.9, "several speak together")
        person = None if self._issuers.opens(source) else self._named_person(source, inside)
        return Voice(person, 0.97) if person is not None else self._unnamed(source, low, inside, attribution)

    def _unnamed(self, source: Span, low: str, inside: Sequence[Mention], attribution: RawAttribution) -> Voice:
        """Return who a source is that names no person: a document's issuer, a body, a group, or whoever is meant."""
        if self._issuers.is_document(source, inside):
            key, kind = self._issuers.issuer(source, inside)
            return Voice(key, 0.8) if key else Voice(None, 0.9, f"the text does not say whose {kind} it is")
        heads = [m for m in inside if self._index.is_head(m.span, source)]
        return self._body(low, entity_at(source, heads) or self._owner(source, inside), attribution)

    def _owner(self, source: Span, inside: Sequence[Mention]) -> str | None:
        """Return whose words, figures or deeds a source is that is nobody itself: "Rao's", "the bank's tally"."""
        first = next((m for m in inside if m.entity and m.type in _OWNERS), None)
        if first is None or not POSSESSIVE.match(self._text[first.span.end : source.end] + " "):
            return None
        if is_of_many(self._text[source.start : first.span.start]):
            return None
        owned = self._text[first.span.end : source.end].lower().strip(" '’").split()
        somebody = any(longest_role([w], 0) or is_group(w) or is_organization_word(w) for w in owned)
        others = (m for m in inside if m.span.start > first.span.end and m.type in _OWNERS)
        return None if somebody or any(self._index.is_head(m.span, source) for m in others) else first.entity

    def _body(self, low: str, key: str | None, attribution: RawAttribution) -> Voice:
        """Return who a pronoun, a body or a group is, given the entity that its mention was linked to."""
        if key is None:
            return self._pronoun(low, attribution)
        if self._last is not None and self._is_body_of_last(low):
            return Voice(self._last.key, 0.85)
        if low.startswith("the ") and self._is_only_told_of(key, attribution):
            return self._opening(low, key, attribution)
        return Voice(key, 0.6 if low == "they" else 0.8 if len(low) < 5 else 0.9)

    def _is_only_told_of(self, key: str, attribution: RawAttribution) -> bool:
        """Say whether somebody has been named in what is said alone, and so is rather not who says it."""
        source = attribution.source
        told = [m.span for m in self._index.mentions if m.entity == key and source is not None and m.span < source]
        return bool(told) and all(any(s in c for c in attribution.content) for s in told)

    def _opening(self, low: str, key: str, attribution: RawAttribution) -> Voice:
        """Return who is called alike and opens what is said: "Two aides met Asian aides, the aides said"."""
        start, noun = min(attribution.content).start, low.rsplit(maxsplit=1)[-1]
        for mention in self._index.within(Span(start, start + _OPENING)):
            own = mention.entity not in (None, key) and mention.form == "nominal"
            if own and mention.span.of(self._text).lower().endswith(noun):
                return Voice(mention.entity, 0.7)
        return Voice(key, 0.9)

    def _is_body_of_last(self, low: str) -> bool:
        """Say whether "the ministry" is the ministry that spoke last, whatever other ministries the text names."""
        last = self._last and self._labels.get(self._last.key, "").lower()
        return bool(last) and low.startswith("the ") and len(low.split()) == 2 and low.split()[1] in str(last).split()

    def _named_person(self, source: Span, inside: Sequence[Mention]) -> str | None:
        """Return the person a source names: not the owner of somebody else's words, and of two side by side the last.

        In "Clinton aide Ann Rowe" the first name only tells whose aide she is.
        """
        persons = [m for m in inside if m.form == "name" and m.type == "person" and m.entity and m.span in source]
        found: Mention | None = None
        inner = False
        for mention in persons:
            if found is not None and not self._side_by_side(found.span.end, mention.span.start):
                break
            led = self._text[source.start : mention.span.start]
            before = [w for w in led.lower().split() if w != "both"][-1:]
            after = self._text[mention.span.end : source.end]
            inner = before in _OF or (inner and before == ["and"]) or is_for_another(led) or is_of_many(led)
            inner = inner or (before == ["the"] and _KIN.fullmatch(after) is not None)
            if not inner and not POSSESSIVE.match(after) and not _OF_HIS.fullmatch(after):
                found = mention
        return found.entity if found else None

    def _side_by_side(self, start: int, end: int) -> bool:
        between = self._text[start:end].lower()
        return "," not in between and not {"and", "of", "for", "who", "with"} & set(between.split())

    def _antecedent(self, source: Span) -> Voice:
        """Return whom a "who" or "which" goes on about: the nearest name or noun phrase before it."""
        end = bisect_left(self._index.starts, source.start)
        who = source.of(self._text).lower().startswith(("who", "whom"))
        for mention in reversed(self._index.mentions[max(0, end - 3) : end]):
            between = self._text[mention.span.end : source.start]
            if mention.entity and len(between.strip(" \xa0")) < 2 and not (who and mention.type in _THINGS):
                return Voice(mention.entity, 0.85)
        if who:
            found = self._apposed(source.start)
            return found if found.key is not None else self._body_before(source.start)
        return Voice(None, 0.9, "the one meant by the relative clause has no name")

    def _apposed(self, at: int) -> Voice:
        """Return the person before a "who", over what tells of him: "the head of tax at the bank in Lima, who said"."""
        sentence = self._sentence_before(at)
        before = self._index.within(Span(sentence.start, at)) if sentence is not None else []
        for mention in reversed(before):
            if mention.type in _PERSONS and mention.entity and self._is_told_about(mention.span.end, at):
                return Voice(mention.entity, 0.8)
        return Voice(None, 0.9, "the one meant by the relative clause has no name")

    def _body_before(self, at: int) -> Voice:
        """Return the body right before a "who": "a blow for the union, who said", as the British write."""
        end = bisect_left(self._index.starts, at)
        for mention in reversed(self._index.mentions[max(0, end - 3) : end]):
            beside = len(self._text[mention.span.end : at].strip(" \xa0")) < 2
            if mention.entity and beside and mention.type == "organization":
                return Voice(mention.entity, 0.7)
        return Voice(None, 0.9, "the one meant by the relative clause has no name")

    def _is_told_about(self, start: int, end: int) -> bool:
        """Say whether words between a person and a "who" only say what he is, and nothing that somebody does."""
        between = self._text[start:end]
        return _TOLD_ABOUT.fullmatch(between) is not None and not any(map(is_verb, between.lower().split()))

    def _pronoun(self, low: str, attribution: RawAttribution) -> Voice:
        """Fall back on the last speaker for a "he", "she" or "it" that nobody could be found for."""
        near = self._last and self._block(min(attribution.content).start) - self._last.block <= 1
        if low == "it" and self._last and near and self._last.document:
            return Voice(self._last.key, 0.8)
        if low in ("he", "she", "it") and self._last and near:
            kind, shown = self._types.get(self._last.key), self._genders.get(self._last.key)
            fits = shown in (None, GENDERED.get(low)) and not self._names(attribution, self._last.key)
            if fits and kind in (("organization", "place") if low == "it" else ("person",)):
                return Voice(self._last.key, 0.8)
        return Voice(None, 0.9, "the source has no name in the article")

    def _names(self, attribution: RawAttribution, key: str) -> bool:
        """Say whether what is said names somebody where it begins: "She said Rao had paid" is not Rao's."""
        start = min(attribution.content).start
        near = self._index.within(Span(start, start + _OPENING))
        return any(m.entity == key and m.form == "name" for m in near)

    def _going_on(self, attribution: RawAttribution) -> Voice:
        """Give a quotation without a source to whom the sentence before is about, or to the last speaker."""
        start = min(attribution.content).start
        block, sentence = self._block(start), self._sentence_before(start)
        if self._text[start] not in _MARKS:
            same = self._last is not None and sentence is not None and self._last.end > sentence.end
            key = self._last.key if self._last is not None and same else None
            return Voice(key, 0.7) if key else Voice(None, 0.8, "nobody is named for what is not quoted")
        told = sentence is not None and (self._last is None or self._last.end <= sentence.start)
        if sentence is not None and told and block - self._block(sentence.start) <= 1:
            key = self._whom_about(sentence)
            if key is not None or self._block(sentence.start) == block:
                return Voice(key, 0.7) if key else Voice(None, 0.8, "no source is named near the quotation")
        if self._last and block - self._last.block <= 1:
            return Voice(self._last.key, 0.8)
        return Voice(None, 0.8, "no source is named near the quotation")

    def _whom_about(self, sentence: Span) -> str | None:
        """Return the first person of a sentence who is not only the owner of somebody or something."""
        inside = [m for m in self._index.within(sentence) if m.type == "person" and m.entity]
        return next((m.entity for m in inside if not self._owns(m, inside)), None)

    def _owns(self, mention: Mention, inside: Sequence[Mention]) -> bool:
        """Say whether a mention is an owner: "Rao" of "Rao's wife", "her" of "her husband"."""
        within = any(m is not mention and m.span.start == mention.span.start and mention.span in m.span for m in inside)
        return within or POSSESSIVE.match(self._text[mention.span.end : mention.span.end + 3]) is not None

    def _sentence_before(self, at: int) -> Span | None:
        k = bisect_left(self._sentences, at, key=lambda s: s.start)
        return self._sentences[k - 1] if k else None

    def _block(self, at: int) -> int:
        return bisect_right(self._blocks, at) - 1
