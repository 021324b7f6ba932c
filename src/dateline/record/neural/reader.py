"""The trained reader: names, who said what, and what happened, from one run of the encoder."""

from __future__ import annotations

from pathlib import Path

from dateline.record.neural.attributions import decode_attributions
from dateline.record.neural.events import decode_events
from dateline.record.neural.names import decode_names
from dateline.record.neural.network import MODELS, network
from dateline.record.neural.pieces import cut_pieces
from dateline.record.reading import RawFacts
from dateline.record.tokens import Tokens

READER = "minilm-1"


def read_by_model(tokens: Tokens, *, threads: int = 1, folder: Path = MODELS) -> RawFacts:
    """Return the raw names, attributions and events of an article.

    Args:
        tokens: The article in sentences.
        threads: How many threads the encoder may use.
        folder: Where the weights lie.
    """
    if not tokens.sentences:
        return RawFacts(reader=READER)
    net = network(threads=threads, folder=folder)
    pieces = cut_pieces(tokens, net.tokenizer)
    encoded = net.encode(pieces)
    return RawFacts(
        reader=READER,
        names=decode_names(encoded, pieces, tokens),
        attributions=decode_attributions(encoded, pieces, net.weights),
        events=decode_events(encoded, pieces, net.weights),
    )
