"""What closes a sentence: ", officials said." and ", according to three aides." are who says all of it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from dateline.model.span import Span
from dateline.record.neural.pieces import Pieces
from dateline.record.reading import RawAttribution

_WORDS = r"[^.;:!?“”\"\n]*"
_ACCORDING = re.compile(rf",[”\"]? (?P<cue>according to) (?P<source>{_WORDS}(?:\b[A-Z]\.{_WORDS})*)[.](?=\s|$)")
"""A source that closes its sentence; full stops may stand behind initials."""
_MOST = 0.5
"""Of what stands before such a source less than this was read as said: then all of it is."""
_LONGEST = 25
"""So many words a source has at most."""


def with_closing(
    found: Sequence[RawAttribution], rules: Sequence[RawAttribution], text: str
) -> tuple[RawAttribution, ...]:
    """Return the attributions with those that close a sentence for the rules and were passed over: ", officials said."

    It happens where what is said names somebody who says or asks something himself.

    Args:
        found: What the encoder found.
        rules: What the rules found.
        text: The article's text.
    """
    parts = [s for a in found for s in (a.cue, a.source) if s is not None]
    missed = [
        r for r in rules if _closes(r, text) and not any(s.touches(p) for s in (r.cue, r.source) if s for p in parts)
    ]
    return tuple(sorted([*found, *missed], key=lambda a: min(a.content)))


def _closes(rule: RawAttribution, text: str) -> bool:
    """Say whether source and a plain cue stand between a comma behind all that is said and the end of the sentence."""
    if rule.cue is None or rule.source is None or rule.cue.of(text).lower() not in _PLAIN_CUES:
        return False
    first, last = sorted((rule.cue, rule.source))
    behind = max(c.end for c in rule.content)
    comma = behind <= first.start and re.fullmatch(r".?,\s", text[behind - 1 : first.start]) is not None
    return comma and text[last.end : last.end + 1] in ("", ".", "\n")


_PLAIN_CUES = frozenset({"said", "says", "say", "reported", "according to", "announced", "added", "told reporters"})


def with_accordance(found: Sequence[RawAttribution], pieces: Pieces, text: str) -> tuple[RawAttribution, ...]:
    """Return the attributions, ", according to …" at the end of a sentence with all that stands before it.

    The encoder gives each word to one statement: where the sentence tells of other speech, it may lose who tells it.

    Args:
        found: What the encoder found.
        pieces: The article's words, with their sentences.
        text: The article's text.
    """
    out = list(found)
    for told, cue, source in _accordances(pieces, text):
        at = next((n for n, a in enumerate(out) if a.cue is not None and a.cue.touches(cue)), None)
        if at is None:
            if any(p is not None and p.touches(source) for a in out for p in (a.source, a.cue)):
                continue
            out = [_without_front(a, told) for a in out]
            out.append(RawAttribution(content=(told,), source=source, cue=cue, score=_SURE))
        else:
            out[at] = _with_whole_source(out[at], source, text)
            if _is_bit_of(out[at], told):
                out[at] = replace(out[at], content=(told,))
    return tuple(sorted(out, key=lambda a: min(a.content)))


_SURE = 0.8


def _accordances(pieces: Pieces, text: str) -> Iterator[tuple[Span, Span, Span]]:
    """Yield what is said, the cue and the source of sentences that "according to" and a source close."""
    for found in _ACCORDING.finditer(text):
        cue, source = Span(*found.span("cue")), Span(*found.span("source"))
        start = pieces.sentence_start(cue)
        colon = text.rfind(": ", start, found.start())
        start = colon + len(": ") if colon >= 0 else start  # what leads to a colon is told by the article itself
        start += len("But ") if text.startswith(("But ", "And "), start) else 0
        plain = not any(mark in text[start : found.start()] for mark in '“”";')
        if plain and start < found.start() and len(source.of(text).split()) <= _LONGEST:
            yield Span(start, found.start()), cue, source


def _is_bit_of(a: RawAttribution, told: Span) -> bool:
    """Say whether only a bit of a clause was read as what is said, and nothing beyond it."""
    inside = all(c in told for c in a.content)
    return inside and sum(len(c) for c in a.content) < _MOST * len(told)


def _with_whole_source(a: RawAttribution, source: Span, text: str) -> RawAttribution:
    """Return an attribution with the rest of a source that was cut in its middle: "a statement by | the ministry"."""
    cut = a.source is not None and a.source.start == source.start and _CUT.search(text, a.source.start, a.source.end)
    return replace(a, source=source) if cut else a


_CUT = re.compile(r"\b(?:by|of|from|for|in|on|at|to|with|the|an?|and)$")


def _without_front(a: RawAttribution, told: Span) -> RawAttribution:
    """Return an attribution within a clause without the words before its source, which are whoever tells all of it."""
    if a.source is None or a.cue is None or a.cue not in told or len(a.content) < 2:
        return a
    first = min(a.source.start, a.cue.start)
    kept = tuple(c for c in a.content if c.start > first or c not in told)
    return replace(a, content=kept) if kept else a


def with_inner(found: Sequence[RawAttribution], rules: Sequence[RawAttribution]) -> tuple[RawAttribution, ...]:
    """Return the attributions with what somebody says in what another tells: "“…,” Rao said, according to her office".

    Args:
        found: What the encoder found, which gives each word to one of them.
        rules: What the rules found.
    """
    cues = sorted(a.cue for a in found if a.cue is not None)
    told = (c for a in found if a.cue is not None and len(a.content) == 1 for c in a.content if c.end <= a.cue.start)
    whole = sorted(told)
    inner = [r for r in rules if _lies_within(r, whole) and r.cue is not None and not _is_read(r.cue, cues)]
    return tuple(sorted([*found, *inner], key=lambda a: min(a.content)))


def _lies_within(rule: RawAttribution, whole: Sequence[Span]) -> bool:
    """Say whether somebody's saying with source, cue and content lies in what another tells, in the text's order."""
    if rule.source is None or rule.cue is None or rule.score < _SURE:
        return False
    parts = (rule.source, rule.cue, *rule.content)
    at = bisect_right(whole, min(p.start for p in parts), key=_start) - 1
    return at >= 0 and all(p in whole[at] for p in parts)


def _is_read(cue: Span, cues: Sequence[Span]) -> bool:
    """Say whether a cue is one of those, in the order of the text, that others have."""
    at = bisect_right(cues, cue.start, key=_start)
    return any(cue.touches(c) for c in cues[max(0, at - 1) : at + 1])


def _start(span: Span) -> int:
    return span.start
