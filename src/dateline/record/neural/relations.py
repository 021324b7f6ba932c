"""Which PLOVER type relates two given spans: the words of their sentences are weighed, and judged as a trigger is."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from dateline.model.article import Article
from dateline.model.span import Span
from dateline.model.statement import Relation
from dateline.record.neural.distance import distance_classes, sentence_classes
from dateline.record.neural.labels import EVENT_TYPES, YIELD
from dateline.record.neural.pair import Encoded, Ints, Weights, linear, pair_scores
from dateline.record.neural.pieces import Pieces
from dateline.record.neural.reader import Encoding
from dateline.record.neural.tags import Floats, softmax


def relate(article: Article, encoding: Encoding, pairs: Sequence[tuple[Span, Span]]) -> tuple[Relation, ...]:
    """Return the PLOVER type that relates each pair (actor, recipient), or None with a reason.

    Args:
        article: The article.
        encoding: The article after the encoder's run.
        pairs: Spans of the article's text.
    """
    return tuple(_relation(article, a, r, _scores(encoding, a, r)) for a, r in pairs)


def _relation(article: Article, actor: Span, recipient: Span, chances: Floats | None) -> Relation:
    best = int(chances.argmax()) if chances is not None else None
    return Relation(
        article=article.id,
        evidence=(article.text.cite(actor), article.text.cite(recipient)),
        actor=actor,
        recipient=recipient,
        type=EVENT_TYPES[best] if best is not None else None,
        confidence=round(float(chances[best]), 2) if chances is not None and best is not None else 0.0,
        reason=None if best is not None else "the two do not stand among the words that are read for facts",
    )


def _scores(encoding: Encoding, actor: Span, recipient: Span) -> Floats | None:
    a, r = _words(encoding.pieces, actor), _words(encoding.pieces, recipient)
    if a is None or r is None:
        return None
    return _as_one(softmax(type_scores(encoding.network.weights, encoding.encoded, a, r)))


def _as_one(chances: Floats) -> Floats:
    """Let the two types that yield count together, and the likelier of them speak for both."""
    out = chances.copy()
    both = [EVENT_TYPES.index(t) for t in YIELD]
    out[both[int(chances[both].argmax())]] = chances[both].sum()
    return out


def _words(pieces: Pieces, span: Span) -> tuple[int, int] | None:
    first = int(np.searchsorted(pieces.end, span.start, side="right"))
    last = int(np.searchsorted(pieces.start, span.end))
    return (first, last) if first < last else None


def type_scores(weights: Weights, encoded: Encoded, actor: tuple[int, int], recipient: tuple[int, int]) -> Floats:
    """Return the score of each type for a pair of ranges of words."""
    of = encoded.sentence[[actor[0], recipient[0]]]
    first = int(np.searchsorted(encoded.sentence, of.min()))
    last = int(np.searchsorted(encoded.sentence, of.max(), side="right"))
    every = np.arange(first, last)
    each: Ints = np.stack([every, every + 1], 1)
    a, r = np.array([actor]), np.array([recipient])
    words = encoded.words[first:last]
    between = sentence_classes(encoded.sentence[a[:, 0]], encoded.sentence[first:last])
    sides = np.concatenate([encoded.spans(a), encoded.spans(r)], axis=-1)
    distance = distance_classes(a, each)
    weight = pair_scores(weights, "attend", sides, words, distance=distance, between=between)[0, :, 0]
    weight = weight + weights["attend2.weight"][distance_classes(r, each)[0], 0]
    pooled = softmax(weight) @ words
    x = np.maximum(linear(weights, "trigger", np.concatenate([pooled, pooled])), 0)
    y = np.maximum(linear(weights, "sides", sides[0]), 0)
    return linear(weights, "kind", x) + linear(weights, "relation", y)
