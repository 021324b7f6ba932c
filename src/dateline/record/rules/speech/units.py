"""Units to look for attributions in: a sentence, or the sentences that one quotation holds together."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from dateline.record.marks import Quotation, find_quotations
from dateline.record.tokens import Sentence, Tokens

_ASIDE = 12
"""Tokens up to which words in parentheses are one item."""


class Item(NamedTuple):
    """A token outside quotation marks, or a whole quotation, whose `low` is a mark."""

    text: str
    low: str
    start: int
    end: int
    quotation: Quotation | None = None


class Unit(NamedTuple):
    """A run of items with one statement about who said something, as a rule, and the block it stands in."""

    items: tuple[Item, ...]
    block: int

    @property
    def quotation(self) -> Quotation | None:
        """The quotation, if the unit is nothing else."""
        words = [x for x in self.items if x.quotation or x.text[0].isalnum()]
        return words[0].quotation if len(words) == 1 else None


def cut_units(tokens: Tokens) -> tuple[Unit, ...]:
    """Cut an article into units, in the order of the text."""
    text, blocks = tokens.article.text.content, tokens.article.blocks
    by_block = [(n, list(group)) for n, group in groupby(tokens.sentences, key=lambda s: s.block)]
    quotations = find_quotations(text, [blocks[n].span for n, _ in by_block])
    out: list[Unit] = []
    for n, sentences in by_block:
        # Quotations are in order and apart: those of a block are a slice.
        first = bisect_right(quotations, blocks[n].span.start, key=lambda q: q.span.end)
        last = bisect_left(quotations, blocks[n].span.end, key=lambda q: q.span.start)
        inside = list(quotations[first:last])
        out.extend(Unit(tuple(_joined(list(_items(text, run, inside)))), n) for run in _runs(sentences, inside))
    return tuple(out)


def _joined(items: list[Item]) -> Iterator[Item]:
    """Make one item of a short parenthesis, "(R-Vt.)", so that it stays with the name before it."""
    at = 0
    while at < len(items):
        end = None
        if items[at].text == "(":
            end = next((k for k in range(at, min(at + _ASIDE, len(items))) if items[k].text == ")"), None)
        if end is not None and not any(x.quotation for x in items[at:end]):
            words = "".join(x.text for x in items[at : end + 1])
            yield Item(words, words.lower(), items[at].start, items[end].end)
            at = end + 1
        else:
            yield items[at]
            at += 1


def _runs(sentences: list[Sentence], quotations: list[Quotation]) -> Iterator[list[Sentence]]:
    """Join the sentences that a quotation reaches over."""
    run: list[Sentence] = []
    for sentence in sentences:
        at = sentence.span.start
        over = bisect_right(quotations, at, key=lambda q: q.span.end)
        if run and not (over < len(quotations) and quotations[over].span.start < run[-1].span.end):
            yield run
            run = []
        run.append(sentence)
    if run:
        yield run


def _items(text: str, sentences: list[Sentence], quotations: list[Quotation]) -> Iterator[Item]:
    last = None
    first = bisect_right(quotations, sentences[0].span.start, key=lambda q: q.span.end)
    left = iter(quotations[first : bisect_left(quotations, sentences[-1].span.end, key=lambda q: q.span.start)])
    quotation = next(left, None)
    for token in (t for s in sentences for t in s.tokens):
        while quotation and quotation.span.end <= token.start:
            quotation = next(left, None)
        if quotation and quotation.span.start <= token.start:
            if quotation is not last:
                last = quotation
                yield Item(quotation.span.of(text), '"', quotation.span.start, quotation.span.end, quotation)
        else:
            yield Item(token.text, token.text.lower(), token.start, token.end)
