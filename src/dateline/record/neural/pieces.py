"""An article as the encoder sees it: wordpieces with shape and gap, in windows of whole sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from dateline.model.span import Span
from dateline.record.marks import find_quotations
from dateline.record.neural.hints import hints_of
from dateline.record.reading import RawFacts
from dateline.record.tokens import Tokens

if TYPE_CHECKING:
    from tokenizers import Encoding, Tokenizer

Ints = NDArray[np.int64]

GLUED, SPACED, SENTENCE, BLOCK = range(4)
QUOTED = 4
"""Added to the gap of a word between quotation marks: a window may begin inside a long quotation."""
LOWER, TITLE, UPPER, INITIAL, MIXED, DIGITS, MARK = range(1, 8)
CONTINUED = 8
"""Added to the shape of a piece that is not the first of its word."""
LONGEST_UNIT = 200
LONGEST_WORD = 30
"""A longer word (a web address, a line of letters) gives the encoder its first pieces only."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """The pieces and words of an article. Tags are about words; a unit is a sentence, or a stretch of an overlong one.

    Attributes:
        ids, shapes, gaps: What the encoder is given, a piece each.
        hints: What the rules say of each piece's word: (pieces, kinds of hint).
        piece: The first piece of each word.
        start, end: Where each word stands in the text.
        sentence: Which sentence each word is part of.
        unit_ends: One past the last word of each unit.
        quotations: The stretches between quotation marks.
        blocks: Where each block of the article starts.
    """

    ids: Ints
    shapes: Ints
    gaps: Ints
    hints: Ints
    piece: Ints
    start: Ints
    end: Ints
    sentence: Ints
    unit_ends: tuple[int, ...]
    quotations: tuple[Span, ...] = ()
    blocks: tuple[int, ...] = ()

    def block_starts(self) -> frozenset[int]:
        """Return the words that begin a block."""
        return frozenset(np.searchsorted(self.start, self.blocks).tolist())

    def pieces_of(self, first: int, last: int) -> tuple[int, int]:
        """Return the range of pieces that the words first to last (exclusive) are made of."""
        return int(self.piece[first]), int(self.piece[last]) if last < len(self.piece) else len(self.ids)

    def same_sentence(self, one: Span, other: Span) -> bool:
        """Say whether two stretches of the text begin in one sentence."""
        first, second = self.sentence[np.searchsorted(self.end, (one.start, other.start), side="right")]
        return bool(first == second)

    def sentence_start(self, one: Span) -> int:
        """Return where the sentence begins in which a stretch of the text does."""
        at = int(np.searchsorted(self.end, one.start, side="right"))
        first = int(np.searchsorted(self.sentence, self.sentence[at], side="left"))
        return int(self.start[first])

    def opens_sentence(self, one: Span) -> bool:
        """Say whether a stretch of the text begins with the first word of a sentence."""
        at = int(np.searchsorted(self.end, one.start, side="right"))
        return at == 0 or bool(self.sentence[at - 1] != self.sentence[at])


@dataclass(slots=True)
class _Rows:
    ids: list[int] = field(default_factory=list)
    shapes: list[int] = field(default_factory=list)
    gaps: list[int] = field(default_factory=list)
    words: list[tuple[int, int, int, int]] = field(default_factory=list)
    unit_ends: list[int] = field(default_factory=list)

    def pieces(self, raw: RawFacts, quotations: tuple[Span, ...], blocks: tuple[int, ...]) -> Pieces:
        piece, start, end, sentence = np.array(self.words, dtype=np.int64).reshape(-1, 4).T
        ids, shapes, gaps = (np.array(x, dtype=np.int64) for x in (self.ids, self.shapes, self.gaps))
        hints = np.repeat(hints_of(raw, start, end), np.diff(piece, append=len(ids)), axis=0)
        return Pieces(ids, shapes, gaps, hints, piece, start, end, sentence, tuple(self.unit_ends), quotations, blocks)


def cut_pieces(tokens: Tokens, tokenizer: Tokenizer, raw: RawFacts) -> Pieces:
    """Cut the sentences of an article into wordpieces.

    Args:
        tokens: The article in sentences.
        tokenizer: The encoder's tokenizer.
        raw: What the rules found in it.
    """
    text = tokens.article.text.content
    quotations = tuple(q.span for q in find_quotations(text, [b.span for b in tokens.article.blocks]))
    quoted = _quoted(text, quotations)
    encodings = tokenizer.encode_batch([s.span.of(text) for s in tokens.sentences], add_special_tokens=False)
    rows, block = _Rows(), -1
    for n, (sentence, encoding) in enumerate(zip(tokens.sentences, encodings, strict=True)):
        gap = SENTENCE if sentence.block == block else BLOCK
        unit, block = len(rows.ids), sentence.block
        offset = sentence.span.start
        for ids, start, end in _words(encoding):
            at, stop, piece = offset + start, offset + end, len(rows.ids)
            if piece + len(ids) > unit + LONGEST_UNIT:
                rows.unit_ends.append(len(rows.words))
                unit = piece
            rows.words.append((piece, at, stop, n))
            _add_word(rows, ids, text[at:stop], gap + QUOTED if quoted[at] else gap)
            gap = GLUED if text[stop : stop + 1].strip() else SPACED
        if len(rows.ids) > unit:
            rows.unit_ends.append(len(rows.words))
    return rows.pieces(raw, quotations, tuple(b.span.start for b in tokens.article.blocks))


def _add_word(rows: _Rows, ids: list[int], word: str, gap: int) -> None:
    shape = shape_of(word)
    if len(ids) == 1:
        rows.ids.append(ids[0])
        rows.shapes.append(shape)
        rows.gaps.append(gap)
        return
    rows.ids += ids
    rows.shapes += [shape] + [shape + CONTINUED] * (len(ids) - 1)
    rows.gaps += [gap] + [gap & QUOTED] * (len(ids) - 1)


def _quoted(text: str, quotations: Sequence[Span]) -> bytearray:
    inside = bytearray(len(text))
    for span in quotations:
        inside[span.start : span.end] = b"\x01" * len(span)
    return inside


def _words(encoding: Encoding) -> Iterator[tuple[list[int], int, int]]:
    """Yield the pieces of each word of a sentence and where the word starts and ends in it."""
    word: int | None = None
    ids: list[int] = []
    start = end = 0
    for piece, of, (left, right) in zip(encoding.ids, encoding.word_ids, encoding.offsets, strict=True):
        if of != word or not ids:
            if ids:
                yield ids[:LONGEST_WORD], start, end
            word, ids, start = of, [], left
        ids.append(piece)
        end = right
    if ids:
        yield ids[:LONGEST_WORD], start, end


@lru_cache(maxsize=5_000)
def shape_of(word: str) -> int:
    """Return the class of a word's letters: the encoder's vocabulary has no capitals, and names need them."""
    if not word[:1].isalnum():
        return MARK
    if word.isdigit():
        return DIGITS
    if word.islower():
        return LOWER
    if word.isupper():
        return UPPER if len(word) > 1 else INITIAL
    return TITLE if word[0].isupper() and word[1:].islower() else MIXED


def windows(pieces: Pieces, *, longest: int) -> list[tuple[int, int]]:
    """Return ranges of words that cover the article, each of whole units and at most so many pieces.

    Args:
        pieces: The pieces of an article.
        longest: The most pieces a window may have; no less than LONGEST_UNIT.
    """
    out: list[tuple[int, int]] = []
    first = last = 0
    for end in pieces.unit_ends:
        left, right = pieces.pieces_of(first, end)
        if right - left > longest:
            out.append((first, last))
            first = last
        last = end
    if last > first:
        out.append((first, last))
    return out
