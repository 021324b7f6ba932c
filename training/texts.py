"""The corpora's texts as far as the rules read them, and then the encoder, with scores as it gives them or as said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from dateline.article.cutting import cut
from dateline.page.given import page_of_object
from dateline.page.limits import Limits
from dateline.record.neural.confidence import Curves
from dateline.record.neural.pair import Weights
from dateline.record.neural.reader import Encoding, encode
from dateline.record.reading import RawFacts
from dateline.record.rules.reader import read_by_rules
from dateline.record.tokens import Tokens, tokenize
from eval.corpora import Json


class Text(NamedTuple):
    """An article of a corpus's row, in sentences, with what the rules found in it."""

    row: Json
    tokens: Tokens
    rules: RawFacts


def texts(rows: Iterable[Json]) -> Iterator[Text]:
    """Yield the articles of a corpus's rows."""
    for row in rows:
        for article in cut(page_of_object(row, where=row["id"], limits=Limits())).articles:
            tokens = tokenize(article)
            yield Text(row, tokens, read_by_rules(tokens))


def encoded(text: Text, *, folder: Path, curves: Curves, chains: Weights | None = None) -> Encoding:
    """Run the encoder over a text.

    Args:
        text: The article.
        folder: Where the weights lie.
        curves: What scores stand for, whatever lies beside the weights; none leaves them as the encoder gives them.
        chains: What a tag adds to the next one, instead of what lies among the weights.
    """
    encoding = encode(text.tokens, text.rules, folder=folder)
    weights = encoding.network.weights | (chains or {})
    return replace(encoding, network=replace(encoding.network, curves=curves, weights=weights))
