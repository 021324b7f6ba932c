"""The trained reader: names, who said what, and what happened, from one run of the encoder."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import numpy as np

from dateline.model.span import Span
from dateline.record.neural.asides import over_asides
from dateline.record.neural.attributions import decode_attributions
from dateline.record.neural.closing import with_accordance, with_closing, with_inner
from dateline.record.neural.confidence import calibrated, surer
from dateline.record.neural.contents import whole_contents
from dateline.record.neural.deeds import without_deeds
from dateline.record.neural.events import decode_events
from dateline.record.neural.mending import beside_cue, mended
from dateline.record.neural.names import decode_names
from dateline.record.neural.nested import nested
from dateline.record.neural.network import MODELS, Network, network
from dateline.record.neural.pair import Encoded
from dateline.record.neural.passives import of_passives
from dateline.record.neural.pieces import Pieces, cut_pieces
from dateline.record.neural.turned import turned
from dateline.record.neural.weighing import ELSEWHERE, NEVER, in_label, is_misread, weighed
from dateline.record.reading import RawFacts
from dateline.record.rules.actors import is_far_from_politics, outside_politics
from dateline.record.tokens import Tokens

READER = "minilm-2"


@dataclass(frozen=True, slots=True)
class Encoding:
    """An article after the encoder's run, for all that is asked of it later."""

    network: Network
    pieces: Pieces
    encoded: Encoded
    text: str


def encode(tokens: Tokens, rules: RawFacts, *, threads: int = 1, folder: Path = MODELS) -> Encoding:
    """Run the encoder over an article.

    Args:
        tokens: The article in sentences.
        rules: What the rules found in it: hints for the encoder.
        threads: How many threads the encoder may use.
        folder: Where the weights lie.
    """
    net = network(threads=threads, folder=folder)
    pieces = cut_pieces(tokens, net.tokenizer, rules)
    return Encoding(net, pieces, net.encode(pieces), tokens.article.text.content)


def facts_of(encoding: Encoding, rules: RawFacts, *, least: float = 0.0) -> RawFacts:
    """Return the raw names, attributions and events of an article.

    Args:
        encoding: The article after the encoder's run.
        rules: What the rules found in it.
        least: What has less confidence is left out.
    """
    encoded, pieces, weights = encoding.encoded, encoding.pieces, encoding.network.weights
    found = calibrated(
        RawFacts(
            reader=READER,
            names=decode_names(encoded, pieces, weights, rules, encoding.text),
            attributions=decode_attributions(encoded, pieces, weights, encoding.text),
            events=weighed(
                decode_events(encoded, pieces, weights, encoding.text),
                rules.events,
                elsewhere=partial(_elsewhere, encoding),
                words=lambda trigger: trigger.of(encoding.text),
            ),
        ),
        encoding.network.curves,
    )
    told = beside_cue(found.attributions, found.names, pieces, encoding.text)
    told = turned(of_passives(told, found.names, encoding.text), pieces, encoding.text)
    told = over_asides(told, found.names, pieces, encoding.text)
    told = with_closing(mended(told, rules.attributions, pieces), rules.attributions, encoding.text)
    told = with_inner(with_accordance(told, pieces, encoding.text), rules.attributions)
    told = nested(whole_contents(told, pieces, encoding.text), found.names, pieces, encoding.text)
    events = tuple(e for e in found.events if not is_misread(e, found.events, encoding.text))
    told = without_deeds(told, events, pieces, encoding.text)
    return surer(replace(found, attributions=told, events=events), least)


def _elsewhere(encoding: Encoding, trigger: Span) -> float | None:
    """Return the bar for an event in a sentence full of the words of sport, art, home or markets, None in others."""
    pieces = encoding.pieces
    if in_label(encoding.text, trigger):
        return NEVER
    sentence = pieces.sentence[np.searchsorted(pieces.start, trigger.start)]
    first, last = np.searchsorted(pieces.sentence, [sentence, sentence + 1])
    words = [encoding.text[a:b].lower() for a, b in zip(pieces.start[first:last], pieces.end[first:last], strict=True)]
    if outside_politics(words) is None:
        return None
    return NEVER if is_far_from_politics(words) else ELSEWHERE
