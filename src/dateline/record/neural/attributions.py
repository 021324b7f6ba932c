"""Tags to attributions: each content to its cue, each cue to its source."""

from __future__ import annotations

import numpy as np

from dateline.model.span import Span
from dateline.record.neural.labels import ATTRIBUTION_PARTS
from dateline.record.neural.pair import Encoded, Ints, Weights, linear, span_scores
from dateline.record.neural.pieces import Pieces
from dateline.record.neural.tags import Floats, Tagged, softmax, spans_of_tags
from dateline.record.reading import RawAttribution

BOLDNESS = 0.4
"""Chosen on the development part, where cues are missed more often than made up."""


def decode_attributions(encoded: Encoded, pieces: Pieces, weights: Weights) -> tuple[RawAttribution, ...]:
    """Return who said what, in the order of the text.

    A cue without content says nothing, and is dropped; content without a cue stands alone, without a source.
    """
    found = spans_of_tags(encoded.attribution, boldness=BOLDNESS)
    sources, cues, contents = ([f for f in found if f.label == n] for n in range(len(ATTRIBUTION_PARTS)))
    if not contents:
        return ()
    owner = _owners(encoded, weights, contents, cues)
    speaker = _speakers(encoded, weights, cues, sources)
    out = [
        _attribution(pieces, [c for c, (o, _) in zip(contents, owner, strict=True) if o == n], cue, speaker[n])
        for n, cue in enumerate(cues)
        if any(o == n for o, _ in owner)
    ]
    alone = [c for c, (o, _) in zip(contents, owner, strict=True) if o == len(cues)]
    out += [RawAttribution(content=(_span(pieces, c),), score=round(c.score / 2, 3)) for c in alone]
    return tuple(sorted(out, key=lambda a: min(a.content)))


def _attribution(
    pieces: Pieces, contents: list[Tagged], cue: Tagged, speaker: tuple[Tagged | None, float]
) -> RawAttribution:
    source, sure = speaker
    return RawAttribution(
        content=tuple(_span(pieces, c) for c in contents),
        source=_span(pieces, source) if source else None,
        cue=_span(pieces, cue),
        score=round(min(cue.score, *(c.score for c in contents)) * sure, 3),
    )


def _owners(encoded: Encoded, weights: Weights, contents: list[Tagged], cues: list[Tagged]) -> list[tuple[int, float]]:
    """Return for each content which cue says it (their count: none), and how sure that is."""
    if not cues:
        return [(0, 1.0)] * len(contents)
    left, right = _ranges(contents), _ranges(cues)
    none = linear(weights, "no_cue", encoded.spans(left))
    return _choice(np.concatenate([span_scores(weights, "content", encoded, left, right), none], axis=1))


def _speakers(
    encoded: Encoded, weights: Weights, cues: list[Tagged], sources: list[Tagged]
) -> list[tuple[Tagged | None, float]]:
    """Return the source of each cue, or None, and how sure that is."""
    if not cues or not sources:
        return [(None, 1.0)] * len(cues)
    left, right = _ranges(cues), _ranges(sources)
    none = linear(weights, "no_source", encoded.spans(left))
    table = np.concatenate([span_scores(weights, "source", encoded, left, right), none], axis=1)
    return [(sources[n] if n < len(sources) else None, sure) for n, sure in _choice(table)]


def _choice(table: Floats) -> list[tuple[int, float]]:
    chances = softmax(table)
    return [(int(n), float(row[n])) for n, row in zip(chances.argmax(-1), chances, strict=True)]


def _ranges(spans: list[Tagged]) -> Ints:
    return np.array([(s.first, s.last) for s in spans], dtype=np.int64)


def _span(pieces: Pieces, words: Tagged) -> Span:
    return Span(int(pieces.start[words.first]), int(pieces.end[words.last - 1]))
