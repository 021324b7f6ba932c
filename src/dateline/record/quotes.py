"""Quotes: who said what, in which manner, and which entity of the article speaks."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from dateline.model.article import Article, Role
from dateline.model.span import Span
from dateline.model.statement import Entity, Manner, Mention, Quote
from dateline.record.echoes import find_echoes
from dateline.record.marks import find_quotations
from dateline.record.reading import RawAttribution, RawFacts
from dateline.record.speakers import Speakers, Voice
from dateline.record.tokens import Tokens

_CROSSHEAD = re.compile(r"[\"“‘'«](?:[^\s\"“”‘«»]+ ){0,5}[^\s\"“”‘«»]*\w[\"”’'»]")
"""Up to six words in quotation marks, and no stop at their end: 'God help us all'."""
_CROSSHEADS: frozenset[Role] = frozenset({"paragraph", "subheading"})


def find_quotes(
    tokens: Tokens, raw: RawFacts, mentions: Sequence[Mention], entities: Sequence[Entity]
) -> tuple[Quote, ...]:
    """Return the quotes of an article in the order of the text, each with its speaker or the reason why none is given.

    Args:
        tokens: The article's tokens.
        raw: What the reader found; its attributions become quotes.
        mentions: The mentions, linked to entities.
        entities: The entities.
    """
    article = tokens.article
    spans = [b.span for b in article.blocks]
    marked = [q.span for q in find_quotations(article.text.content, spans)]
    speakers = Speakers(tokens, mentions, entities)
    attributions = _worded(raw.attributions, article)
    out: list[Quote] = []
    for attribution, voice in zip(attributions, _voices(attributions, speakers, article), strict=True):
        out.append(
            Quote(
                article=article.id,
                evidence=tuple(article.text.cite(s) for s in attribution.content),
                manner="direct"
                if attribution.verbatim
                else manner_of(article.text.content, attribution.content, marked),
                content=attribution.content,
                source=attribution.source,
                cue=attribution.cue,
                speaker=voice.key,
                reason=voice.reason,
                confidence=round(attribution.score * voice.confidence, 3),
            )
        )
    return tuple(out)


def _voices(attributions: Sequence[RawAttribution], speakers: Speakers, article: Article) -> list[Voice]:
    """Return who speaks each attribution; a pull quote is of whoever says its words, and nobody goes on from it."""
    echoes = find_echoes(attributions, article)
    voices = {n: speakers.speaker_of(a) for n, a in enumerate(attributions) if n not in echoes}
    return [voices[echoes.get(n, n)] for n in range(len(attributions))]


def _worded(attributions: Sequence[RawAttribution], article: Article) -> list[RawAttribution]:
    """Return the attributions in order, without contents that are marks alone: a quotation mark says nothing.

    Nor does a crosshead, some quoted words between two paragraphs: nobody is named for it, and it says no sentence.
    Here, at the end: before, what is said may still grow around its mark.
    """
    text = article.text.content
    crossheads = {
        b.span for b in article.blocks[1:-1] if b.role in _CROSSHEADS and _CROSSHEAD.fullmatch(b.span.of(text))
    }
    out = []
    for a in attributions:
        if (
            a.source is None
            and a.cue is None
            and crossheads
            and all(any(c in b for b in crossheads) for c in a.content)
        ):
            continue
        content = tuple(c for c in a.content if _has_word(text, c.start, c.end))
        if content:
            out.append(a if len(content) == len(a.content) else replace(a, content=content))
    return sorted(out, key=lambda a: (min(a.content), max(a.content)))


def manner_of(text: str, content: Sequence[Span], marked: Sequence[Span]) -> Manner:
    """Say whether all words of a content stand inside quotation marks (direct), none (indirect), or some (mixed).

    Args:
        text: The article's text.
        content: The pieces of what was said.
        marked: The stretches between quotation marks, in order.
    """
    inside = outside = False
    for span in content:
        at = span.start
        for quotation in _touching(marked, span):
            outside = outside or _has_word(text, at, quotation.start)
            inside = True
            at = quotation.end
        outside = outside or _has_word(text, at, span.end)
    if not inside:
        return "indirect"
    return "mixed" if outside else "direct"


def _touching(marked: Sequence[Span], span: Span) -> Sequence[Span]:
    first = bisect_right(marked, span.start, key=lambda s: s.end)
    return marked[first : bisect_left(marked, span.end, key=lambda s: s.start)]


def _has_word(text: str, start: int, end: int) -> bool:
    return any(c.isalnum() for c in text[start:end])
