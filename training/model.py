"""The reader's model in PyTorch: MiniLM's encoder with added input features, and the heads on its output."""

from __future__ import annotations

from pathlib import Path

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import Tensor, nn

from dateline.record.neural import distance, labels
from dateline.record.neural.labels import WIDTH

LAYERS, HEADS, INNER, VOCABULARY, POSITIONS = 6, 12, 1536, 30522, 512
LINK, ROLE, TRIGGER = 128, 192, 256
SENTENCES = 2 * distance.SENTENCES + 1
"""So many sentences before to so many after."""
HINT_DROPOUT = 0.15


class Layer(nn.Module):
    """A transformer layer as BERT has it: attention, then a feed-forward net, each followed by a norm."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = dropout

    def forward(self, x: Tensor, bias: Tensor | None) -> Tensor:
        """Return the output for pieces `x`; `bias` keeps attention off the padding."""
        q, k, v = (
            y.view(y.shape[0], y.shape[1], HEADS, WIDTH // HEADS).transpose(1, 2) for y in self.qkv(x).split(WIDTH, -1)
        )
        mixed = F.scaled_dot_product_attention(q, k, v, attn_mask=None if bias is None else bias.to(q.dtype))
        mixed = self.out(mixed.transpose(1, 2).reshape(x.shape))
        x = self.norm1(x + F.dropout(mixed, self.dropout, self.training))
        mixed = self.down(F.gelu(self.up(x)))
        return self.norm2(x + F.dropout(mixed, self.dropout, self.training))


class Encoder(nn.Module):
    """MiniLM-L6, with the shape of each piece, the gap before it and the rules' hints added to its embedding."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.word = nn.Embedding(VOCABULARY, WIDTH)
        self.position = nn.Embedding(POSITIONS, WIDTH)
        self.shape = nn.Embedding(labels.SHAPES, WIDTH)
        self.gap = nn.Embedding(labels.GAPS, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.hints = nn.ModuleList(nn.Embedding(n, WIDTH) for n in labels.HINTS)
        for table in (self.shape, self.gap, *self.hints):
            nn.init.zeros_(table.weight)
        self.dropout = dropout

    def forward(self, ids: Tensor, shapes: Tensor, gaps: Tensor, hints: Tensor) -> Tensor:
        """Return a vector for each piece; id 0 is padding."""
        x = self.word(ids) + self.position.weight[: ids.shape[1]] + self.beside(shapes, gaps, hints)
        x = F.dropout(self.norm(x), self.dropout, self.training)
        bias = (ids == 0).to(x.dtype)[:, None, None, :] * -1e4
        for layer in self.layers:
            x = layer(x, bias)
        return x

    def beside(self, shapes: Tensor, gaps: Tensor, hints: Tensor) -> Tensor:
        """Return what is added to a piece's own vector; `hints` is (windows, pieces, kinds of hint)."""
        if self.training:
            # Now and then a window goes without a kind of hint, so that the text is read for itself, too.
            kept = torch.rand(hints.shape[0], 1, hints.shape[2]) > HINT_DROPOUT
            hints = hints * kept
        out: Tensor = self.shape(shapes) + self.gap(gaps)
        for n, table in enumerate(self.hints):
            out = out + table(hints[..., n])
        return out


class Pair(nn.Module):
    """Scores for two things together: relu(x + y + x*y + distance) through one more layer."""

    def __init__(self, left: int, right: int, width: int, outputs: int) -> None:
        super().__init__()
        self.left = nn.Linear(left, width)
        self.right = nn.Linear(right, width)
        self.distance = nn.Embedding(labels.DISTANCES, width)
        self.sentences = nn.Embedding(SENTENCES, width)
        self.out = nn.Linear(width, outputs)
        nn.init.zeros_(self.distance.weight)
        nn.init.zeros_(self.sentences.weight)

    def forward(self, left: Tensor, right: Tensor, distance: Tensor, sentences: Tensor) -> Tensor:
        """Return scores (n, m, outputs) for n left and m right vectors; the two last are (n, m) classes."""
        x, y = self.left(left)[:, None], self.right(right)[None]
        z = F.relu(x + y + x * y + self.distance(distance) + self.sentences(sentences))
        return self.out(F.dropout(z, 0.1, self.training))


class Reader(nn.Module):
    """The encoder and all heads."""

    def __init__(self) -> None:
        super().__init__()
        two = 2 * WIDTH
        self.encoder = Encoder()
        tags = len(labels.NAME_TAGS) + len(labels.ATTRIBUTION_TAGS) + len(labels.TRIGGER_TAGS)
        self.tags = nn.Linear(WIDTH, tags)
        self.source = Pair(two, two, LINK, 1)
        self.no_source = nn.Linear(two, 1)
        self.content = Pair(two, two, LINK, 1)
        self.no_cue = nn.Linear(two, 1)
        self.trigger = nn.Linear(two, TRIGGER)
        self.kind = nn.Linear(TRIGGER, len(labels.EVENT_TYPES))
        self.mode = nn.Linear(TRIGGER, len(labels.MODES))
        self.factuality = nn.Linear(TRIGGER, len(labels.FACTUALITIES))
        self.roles = Pair(two, WIDTH, ROLE, len(labels.ROLE_TAGS))
        self.attend = Pair(2 * two, WIDTH, LINK, 1)
        self.attend2 = nn.Embedding(labels.DISTANCES, 1)
        self.sides = nn.Linear(2 * two, TRIGGER)
        self.relation = nn.Linear(TRIGGER, len(labels.EVENT_TYPES))

    def tag_scores(self, hidden: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Return the scores of the tags of names, attribution and triggers."""
        n, a = len(labels.NAME_TAGS), len(labels.ATTRIBUTION_TAGS)
        scores = self.tags(F.dropout(hidden, 0.1, self.training))
        return scores[..., :n], scores[..., n : n + a], scores[..., n + a :]

    def of_trigger(self, spans: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Return the scores of type, mode and factuality for the vectors of trigger spans."""
        x = F.dropout(F.relu(self.trigger(F.dropout(spans, 0.1, self.training))), 0.1, self.training)
        return self.kind(x), self.mode(x), self.factuality(x)

    def of_pair(self, sides: Tensor, words: Tensor, first: Tensor, second: Tensor, zeros: Tensor) -> Tensor:
        """Return the scores of the types that may relate one pair, from the words of its sentence.

        Args:
            sides: (1, 4 * WIDTH), actor span beside recipient span.
            words: (m, WIDTH), the words around the two.
            first, second: (1, m), distance classes of the words from actor and recipient.
            zeros: (1, m), no sentence distance.
        """
        weight = self.attend(sides, words, first, zeros)[0] + self.attend2(second)[0]
        pooled = (torch.softmax(weight.float(), 0) * words).sum(0)
        x = F.relu(self.trigger(torch.cat([pooled, pooled])[None]))
        y = F.relu(self.sides(F.dropout(sides, 0.2, self.training)))
        return self.kind(F.dropout(x, 0.1, self.training)) + self.relation(F.dropout(y, 0.2, self.training))


def spans_of(hidden: Tensor, spans: list[tuple[int, int]]) -> Tensor:
    """Return first and last vector side by side of ranges of words; `hidden` is (words, WIDTH)."""
    first = torch.tensor([s for s, _ in spans], dtype=torch.long)
    last = torch.tensor([e - 1 for _, e in spans], dtype=torch.long)
    return torch.cat([hidden[first], hidden[last]], -1)


def load_base(reader: Reader, path: Path) -> None:
    """Fill the encoder with MiniLM's weights as they were published."""
    base = load_file(path)
    e = reader.encoder
    with torch.no_grad():
        e.word.weight.copy_(base["embeddings.word_embeddings.weight"])
        e.position.weight.copy_(base["embeddings.position_embeddings.weight"])
        e.position.weight.add_(base["embeddings.token_type_embeddings.weight"][0])
        _copy(e.norm, base, "embeddings.LayerNorm")
        for n, layer in enumerate(e.layers):
            at = f"encoder.layer.{n}."
            parts = [f"{at}attention.self.{x}" for x in ("query", "key", "value")]
            layer.qkv.weight.copy_(torch.cat([base[f"{p}.weight"] for p in parts]))
            layer.qkv.bias.copy_(torch.cat([base[f"{p}.bias"] for p in parts]))
            for ours, theirs in (
                (layer.out, "attention.output.dense"),
                (layer.norm1, "attention.output.LayerNorm"),
                (layer.up, "intermediate.dense"),
                (layer.down, "output.dense"),
                (layer.norm2, "output.LayerNorm"),
            ):
                _copy(ours, base, at + theirs)


def _copy(module: nn.Module, base: dict[str, Tensor], name: str) -> None:
    module.load_state_dict({kind: base[f"{name}.{kind}"] for kind in ("weight", "bias")})
