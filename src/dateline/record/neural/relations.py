"""Which PLOVER type relates two given spans: words that tell of the two are weighed, and judged as a trigger is."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from dateline.model.article import Article
from dateline.model.span import Span
from dateline.model.statement import Relation
from dateline.record.neural.distance import distance_classes, sentence_classes
from dateline.record.neural.labels import EVENT_TYPES
from dateline.record.neural.network import MODELS, Network, network
from dateline.record.neural.pair import Encoded, Ints, Weights, linear, pair_scores
from dateline.record.neural.pieces import Pieces, cut_pieces
from dateline.record.neural.tags import Floats, softmax
from dateline.record.tokens import Tokens

AROUND = 60
"""So many words before the first and after the last of the two spans are weighed."""
_YIELD = ("CONCEDE", "RETREAT")


def relate_by_model(
    article: Article,
    tokens: Tokens,
    pairs: Sequence[tuple[Span, Span]],
    *,
    threads: int = 1,
    folder: Path = MODELS,
) -> tuple[Relation, ...]:
    """Return the PLOVER type that relates each pair (actor, recipient), or None with a reason.

    Args:
        article: The article.
        tokens: The article in sentences.
        pairs: Spans of the article's text.
        threads: How many threads the encoder may use.
        folder: Where the weights lie.
    """
    if not pairs:
        return ()
    if not tokens.sentences:
        return tuple(_relation(article, a, r, None) for a, r in pairs)
    net = network(threads=threads, folder=folder)
    pieces = cut_pieces(tokens, net.tokenizer)
    encoded = net.encode(pieces)
    return tuple(_relation(article, a, r, _scores(net, encoded, pieces, a, r)) for a, r in pairs)


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


def _scores(net: Network, encoded: Encoded, pieces: Pieces, actor: Span, recipient: Span) -> Floats | None:
    a, r = _words(pieces, actor), _words(pieces, recipient)
    if a is None or r is None:
        return None
    chances = softmax(type_scores(net.weights, encoded, a, r))
    return _as_one(chances)


def _as_one(chances: Floats) -> Floats:
    """Let the two types that yield count together, and the likelier of them speak for both."""
    out = chances.copy()
    both = [EVENT_TYPES.index(t) for t in _YIELD]
    out[both[int(chances[both].argmax())]] = chances[both].sum()
    return out


def _words(pieces: Pieces, span: Span) -> tuple[int, int] | None:
    first = int(np.searchsorted(pieces.end, span.start, side="right"))
    last = int(np.searchsorted(pieces.start, span.end))
    return (first, last) if first < last else None


def type_scores(weights: Weights, encoded: Encoded, actor: tuple[int, int], recipient: tuple[int, int]) -> Floats:
    """Return the score of each type for a pair of ranges of words."""
    first = max(0, min(actor[0], recipient[0]) - AROUND)
    last = min(len(encoded.words), max(actor[1], recipient[1]) + AROUND)
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
