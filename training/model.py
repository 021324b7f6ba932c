"""The reader's model in PyTorch: an encoder with added input features, and the heads on its output."""

from __future__ import annotations

import math
from pathlib import Path
from typing import NamedTuple

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import Tensor, nn

from dateline.record.neural import distance, labels
from dateline.record.neural.labels import WIDTH

HEADS, VOCABULARY, POSITIONS = 12, 30522, 512
LINK, ROLE, TRIGGER = 128, 192, 256
SENTENCES = 2 * distance.SENTENCES + 1
"""So many sentences before to so many after."""
HINT_DROPOUT = 0.15
BUCKETS, FARTHEST = 32, 128
"""How MPNet tells how far apart two pieces are: Song et al. 2020, after T5 (Raffel et al. 2020)."""


class Size(NamedTuple):
    """How large an encoder is, and whether it knows how far apart two pieces are beside where each stands."""

    width: int
    layers: int
    epsilon: float = 1e-12
    relative: bool = False

    @property
    def inner(self) -> int:
        """Width of the feed-forward nets."""
        return 4 * self.width


SMALL = Size(WIDTH, 6)
"""MiniLM-L6: what is shipped."""
LARGE = Size(768, 12, 1e-5, relative=True)
"""MPNet: what teaches."""


class Layer(nn.Module):
    """A transformer layer as BERT has it: attention, then a feed-forward net, each followed by a norm."""

    def __init__(self, size: Size, dropout: float) -> None:
        super().__init__()
        self.qkv = nn.Linear(size.width, 3 * size.width)
        self.out = nn.Linear(size.width, size.width)
        self.norm1 = nn.LayerNorm(size.width, eps=size.epsilon)
        self.up = nn.Linear(size.width, size.inner)
        self.down = nn.Linear(size.inner, size.width)
        self.norm2 = nn.LayerNorm(size.width, eps=size.epsilon)
        self.dropout = dropout

    def forward(self, x: Tensor, bias: Tensor | None) -> Tensor:
        """Return the output for pieces `x`; `bias` keeps attention off the padding."""
        width = x.shape[-1]
        q, k, v = (
            y.view(y.shape[0], y.shape[1], HEADS, width // HEADS).transpose(1, 2) for y in self.qkv(x).split(width, -1)
        )
        mixed = F.scaled_dot_product_attention(q, k, v, attn_mask=None if bias is None else bias.to(q.dtype))
        mixed = self.out(mixed.transpose(1, 2).reshape(x.shape))
        x = self.norm1(x + F.dropout(mixed, self.dropout, self.training))
        mixed = self.down(F.gelu(self.up(x)))
        return self.norm2(x + F.dropout(mixed, self.dropout, self.training))


class Encoder(nn.Module):
    """MiniLM-L6 or MPNet; a piece's shape, the gap before it and the rules' hints are added to its embedding."""

    def __init__(self, size: Size, dropout: float = 0.1) -> None:
        super().__init__()
        self.word = nn.Embedding(VOCABULARY, size.width)
        self.position = nn.Embedding(POSITIONS, size.width)
        self.shape = nn.Embedding(labels.SHAPES, size.width)
        self.gap = nn.Embedding(labels.GAPS, size.width)
        self.norm = nn.LayerNorm(size.width, eps=size.epsilon)
        self.layers = nn.ModuleList(Layer(size, dropout) for _ in range(size.layers))
        self.hints = nn.ModuleList(nn.Embedding(n, size.width) for n in labels.HINTS)
        self.apart = nn.Embedding(BUCKETS, HEADS) if size.relative else None
        for table in (self.shape, self.gap, *self.hints):
            nn.init.zeros_(table.weight)
        self.dropout = dropout

    def forward(self, ids: Tensor, shapes: Tensor, gaps: Tensor, hints: Tensor) -> Tensor:
        """Return a vector for each piece; id 0 is padding."""
        x = self.word(ids) + self.position.weight[: ids.shape[1]] + self.beside(shapes, gaps, hints)
        x = F.dropout(self.norm(x), self.dropout, self.training)
        bias = (ids == 0).to(x.dtype)[:, None, None, :] * -1e4
        if self.apart is not None:
            bias = bias + self.apart(buckets(ids.shape[1])).permute(2, 0, 1)[None]
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


def buckets(length: int) -> Tensor:
    """Return the class of the way from each of so many pieces to each: near ones apart, far ones by logarithm."""
    way = torch.arange(length)[None] - torch.arange(length)[:, None]
    half, near = BUCKETS // 2, BUCKETS // 4
    far = near + (
        torch.log(way.abs().clamp(min=1).float() / near) / math.log(FARTHEST / near) * (half - near)
    ).long().clamp(max=half - near - 1)
    # What comes after has the upper half of the table.
    return torch.where(way > 0, half, 0) + torch.where(way.abs() < near, way.abs(), far)


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

    def __init__(self, size: Size = SMALL) -> None:
        super().__init__()
        width, two = size.width, 2 * size.width
        self.encoder = Encoder(size)
        tags = len(labels.NAME_TAGS) + len(labels.ATTRIBUTION_TAGS) + len(labels.TRIGGER_TAGS)
        self.tags = nn.Linear(width, tags)
        self.source = Pair(two, two, LINK, 1)
        self.no_source = nn.Linear(two, 1)
        self.content = Pair(two, two, LINK, 1)
        self.no_cue = nn.Linear(two, 1)
        self.trigger = nn.Linear(two, TRIGGER)
        self.kind = nn.Linear(TRIGGER, len(labels.EVENT_TYPES))
        self.mode = nn.Linear(TRIGGER, len(labels.MODES))
        self.factuality = nn.Linear(TRIGGER, len(labels.FACTUALITIES))
        self.roles = Pair(two, width, ROLE, len(labels.ROLE_TAGS))
        self.attend = Pair(2 * two, width, LINK, 1)
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
            sides: (1, 4 * width), actor span beside recipient span.
            words: (m, width), the words around the two.
            first, second: (1, m), distance classes of the words from actor and recipient.
            zeros: (1, m), no sentence distance.
        """
        weight = self.attend(sides, words, first, zeros)[0] + self.attend2(second)[0]
        pooled = (torch.softmax(weight.float(), 0) * words).sum(0)
        x = F.relu(self.trigger(torch.cat([pooled, pooled])[None]))
        y = F.relu(self.sides(F.dropout(sides, 0.2, self.training)))
        return self.kind(F.dropout(x, 0.1, self.training)) + self.relation(F.dropout(y, 0.2, self.training))


def spans_of(hidden: Tensor, spans: list[tuple[int, int]]) -> Tensor:
    """Return first and last vector side by side of ranges of words; `hidden` is (words, width)."""
    first = torch.tensor([s for s, _ in spans], dtype=torch.long)
    last = torch.tensor([e - 1 for _, e in spans], dtype=torch.long)
    return torch.cat([hidden[first], hidden[last]], -1)


def load_base(reader: Reader, path: Path) -> None:
    """Fill the encoder with MiniLM's or MPNet's weights as they were published (see `training.base`)."""
    base = load_file(path)
    e = reader.encoder
    with torch.no_grad():
        e.word.weight.copy_(base["embeddings.word_embeddings.weight"])
        e.position.weight.copy_(base["embeddings.position_embeddings.weight"])
        if e.apart is None:
            e.position.weight.add_(base["embeddings.token_type_embeddings.weight"][0])
        else:
            e.apart.weight.copy_(base["encoder.relative_attention_bias.weight"])
        _copy(e.norm, base, "embeddings.LayerNorm")
        names = BERT if e.apart is None else MPNET
        for n, layer in enumerate(e.layers):
            at = f"encoder.layer.{n}."
            parts = [at + x for x in names.qkv]
            layer.qkv.weight.copy_(torch.cat([base[f"{p}.weight"] for p in parts]))
            layer.qkv.bias.copy_(torch.cat([base[f"{p}.bias"] for p in parts]))
            for ours, theirs in (
                (layer.out, names.out),
                (layer.norm1, names.norm),
                (layer.up, "intermediate.dense"),
                (layer.down, "output.dense"),
                (layer.norm2, "output.LayerNorm"),
            ):
                _copy(ours, base, at + theirs)


class Names(NamedTuple):
    """What the parts of attention are called in a published file."""

    qkv: tuple[str, str, str]
    out: str
    norm: str


BERT = Names(
    ("attention.self.query", "attention.self.key", "attention.self.value"),
    "attention.output.dense",
    "attention.output.LayerNorm",
)
MPNET = Names(("attention.attn.q", "attention.attn.k", "attention.attn.v"), "attention.attn.o", "attention.LayerNorm")


def _copy(module: nn.Module, base: dict[str, Tensor], name: str) -> None:
    module.load_state_dict({kind: base[f"{name}.{kind}"] for kind in ("weight", "bias")})
