"""What is said, put right at its edges: no bits of other sentences, and up to the end of its own."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from dateline.model.span import Span
from dateline.record.neural.pieces import Pieces
from dateline.record.reading import RawAttribution

_TOLD_OF = re.compile(
    r"(?i)\b(?:(?:is|are|was|were|be|been|being) (?:\w+ ){0,3}?\w+(?:ed|en|wn|ld|ught|und|aid)"
    r"|(?:seem|appear|look)(?:s|ed|ing)?)\b"
)
"""A passive or a word of seeming: its subject is not who says so, but of whom it is said."""
_FEW = 3
"""So many words at most are put back at the end of a sentence that is cut."""
_ASKED = re.compile(r"Asked\b")
_ENDS = re.compile(r"[.!?…\s]*$")
_THEN = re.compile(
    r" (?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|in|on|at|during|last|this|earlier|as per|but|and)\b"
)
"""When or where it was said, and what else was done, more often than part of what was said."""
_VERB = re.compile(r" (?:is|are|was|were|has|have|had|will|would|can|could|remain(?:s|ed)?|contradicts?)\b")
_CLAUSE = re.compile(r"\b(?:that|which|who|so|if|whether)\b")
"""Without such a word a verb behind a noun is not of what is said: "their record on women's rights | is mixed"."""
_OPEN = re.compile(r"\b(?:on|in|of|by|to|for|with|the|an?|its|his|her|their)$")
_LOOSE = re.compile(r",? (?:and|but|or)$")
_PLAIN = re.compile(r"[\w ’'-]+")


def whole_contents(found: Sequence[RawAttribution], pieces: Pieces, text: str) -> tuple[RawAttribution, ...]:
    """Return the attributions, each content within its sentence and whole.

    Args:
        found: What the encoder found, mended.
        pieces: The article's words, with their sentences.
        text: The article's text.
    """
    out = []
    for a in found:
        if a.source is None and a.cue is not None and _ASKED.match(text, a.cue.start) and pieces.opens_sentence(a.cue):
            continue  # "Asked about the raid, a spokesman said": a question of whoever asked
        a = _of_nobody(a, text)  # noqa: PLW2901
        kept = (c for c in a.content if not _is_stray(c, a, pieces, text) and not _is_topic(c, a, pieces, text))
        content = tuple(_to_the_end(c, a, pieces, text) for c in kept)
        out.append(replace(a, content=content or a.content))
    return tuple(out)


def _of_nobody(a: RawAttribution, text: str) -> RawAttribution:
    """Return no source where it is part of what is said of it: "Rao | is expected | to leave", "it | seems | …"."""
    told = a.source is not None and a.cue is not None and any(c in a.source for c in a.content) and len(a.content) > 1
    return replace(a, source=None) if told and a.cue is not None and _TOLD_OF.search(a.cue.of(text)) else a


def _is_stray(content: Span, a: RawAttribution, pieces: Pieces, text: str) -> bool:
    """Say whether a piece is its own source, or without marks a bit of another sentence than its cue's.

    What goes on there is whole.
    """
    if a.source is not None and len(a.content) > 1 and content in a.source:
        return True
    if a.cue is None or len(a.content) == 1 or _is_marked(content, pieces) or pieces.same_sentence(content, a.cue):
        return False
    return _ENDS.fullmatch(text, content.end, _sentence_end(content, pieces)) is None


def _is_topic(content: Span, a: RawAttribution, pieces: Pieces, text: str) -> bool:
    """Say whether a piece only tells what a quotation behind it is about: "On the ban, | Mr Ong said: “…”"."""
    if a.source is None or a.cue is None or not content.end <= a.source.start < a.cue.start:
        return False
    spoken = any(_is_marked(c, pieces) for c in a.content if c.start >= a.cue.end)
    return spoken and not _is_marked(content, pieces) and _TOPIC.match(text, content.start) is not None


_TOPIC = re.compile(
    r"(?:On|About|As for|Regarding|Concerning|Addressing|Referring to|Commenting on|Speaking (?:about|of|on)|Asked|"
    r"In (?:answer|response|reply|reference) to|Responding to|When asked) "
)


def _to_the_end(content: Span, a: RawAttribution, pieces: Pieces, text: str) -> Span:
    """Return a piece with the last words of its sentence, where it was cut right before them."""
    if not _is_marked(content, pieces) and (loose := _LOOSE.search(text, content.start, content.end)) is not None:
        return Span(content.start, loose.start()) if loose.start() > content.start else content
    end = _sentence_end(content, pieces)
    rest = text[content.end : end].rstrip(".!?… ")
    parts = (s for s in (a.source, a.cue, *a.content) if s is not None)
    taken = any(content.end <= s.start < end for s in parts)
    told_then = _THEN.match(rest) is not None and _OPEN.search(text, content.start, content.end) is None
    if (
        not rest
        or taken
        or told_then
        or len(rest.split()) > _FEW
        or not _PLAIN.fullmatch(rest)
        or _is_marked(content, pieces)
    ):
        return content
    return Span(content.start, content.end + len(rest))


def _sentence_end(span: Span, pieces: Pieces) -> int:
    at = int(np.searchsorted(pieces.start, span.end, side="left")) - 1
    after = int(np.searchsorted(pieces.sentence, pieces.sentence[at], side="right"))
    return int(pieces.end[after - 1])


def _is_marked(span: Span, pieces: Pieces) -> bool:
    at = bisect_right(pieces.quotations, span.start, key=lambda q: q.end)
    return at < len(pieces.quotations) and pieces.quotations[at].start < span.end
