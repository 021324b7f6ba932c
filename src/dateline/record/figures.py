"""Figures of an article: every quantity with its bounds, what it measures, of what, where, when, and by whose word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from dateline.model.article import Article
from dateline.model.span import Span
from dateline.model.statement import Figure, Place, Quote, TimeExpression
from dateline.record.lexemes import Lexeme, lexemes_of
from dateline.record.place_context import home_of_outlet
from dateline.record.quantity.ages import with_ages
from dateline.record.quantity.amounts import Amount, amounts
from dateline.record.quantity.heads import head_of
from dateline.record.quantity.links import Surroundings
from dateline.record.quantity.measures import counted_as_one, measures_of
from dateline.record.quantity.parts import wholes
from dateline.record.quantity.refusals import refused
from dateline.record.quantity.units import DOLLARS
from dateline.record.times import publication_day
from dateline.record.tokens import Sentence, Tokens
from dateline.world.outlets import agency_named


def find_figures(
    tokens: Tokens,
    *,
    times: Sequence[TimeExpression],
    places: Sequence[Place],
    quotes: Sequence[Quote],
) -> tuple[Figure, ...]:
    """Find the quantities an article states about people, things, money and measures.

    Args:
        tokens: The article's sentences.
        times: Its time expressions: their numbers count nothing, and a figure may hold as of one.
        places: Its places: where a figure holds.
        quotes: Its quotes: who states a figure.

    Returns:
        In the order of the text; `part_of` is the id of another of them.
    """
    article, text = tokens.article, tokens.article.text.content
    home, published = _home_of_money(article), publication_day(article)
    around = Surroundings(text, times, places, quotes, home=home, published=published)
    return tuple(figure for sentence in tokens.sentences for figure in _figures(sentence, article, around))


def _home_of_money(article: Article) -> str | None:
    """Return the country whose dollar a bare "$" is: that of the agency whose copy it is, else of the outlet."""
    if article.agency is None:
        return home_of_outlet(article)
    agency = agency_named(article.agency.value)
    return agency.country if agency else None


def _figures(sentence: Sentence, article: Article, around: Surroundings) -> Iterator[Figure]:
    """Yield the figures of one sentence."""
    lexemes = lexemes_of(article.text.content, sentence.span)
    found = with_ages(list(amounts(lexemes, around.masked(sentence.span, lexemes))), lexemes)
    found = [a for a in found if a.measure == "age" or not refused(a, lexemes)]
    heads = [head_of(a, lexemes) for a in found]
    part_of = wholes(found, lexemes)
    measures = measures_of(found, heads, part_of, lexemes)
    spans = [Span(lexemes[a.start].start, lexemes[a.end - 1].end) for a in found]
    made: dict[int, Figure] = {}
    # A part needs the id of its whole, so wholes are made first.
    for n in sorted(range(len(found)), key=lambda n: part_of[n] is not None):
        if counted_as_one(found[n], heads[n], measures[n], lexemes):
            read = _Read(lexemes, found[n], heads[n], measures[n], spans)
            figure = _figure(article, sentence.span, read, around)
            whole = part_of[n]
            made[n] = replace(figure, part_of=made[whole].id) if whole in made else figure
    yield from (made[n] for n in sorted(made))


class _Read(NamedTuple):
    """A quantity as it was read: its lexemes, its bounds, what it counts and measures; and where the others stand."""

    lexemes: Sequence[Lexeme]
    amount: Amount
    head: tuple[int, int] | None
    measure: str
    others: Sequence[Span]


def _figure(article: Article, sentence: Span, read: _Read, around: Surroundings) -> Figure:
    lexemes, amount, head, measure, others = read
    span = Span(lexemes[amount.start].start, lexemes[amount.end - 1].end)
    return Figure(
        article=article.id,
        evidence=(article.text.cite(span),),
        low=_plain(amount.low),
        high=_plain(amount.high),
        approximate=amount.rough,
        unit=_unit(amount, [x.text for x in lexemes[amount.start : amount.end]], around),
        measure=measure,
        of=Span(lexemes[head[0]].start, lexemes[head[1] - 1].end) if head else None,
        place=around.place(span, sentence) if measure != "age" else None,
        as_of=around.as_of(span, sentence, others, measure),
        quote=around.quote(span, sentence),
    )


def _unit(amount: Amount, words: Sequence[str], around: Surroundings) -> str | None:
    """Return the unit; money whose name several countries share is that of the country the article names."""
    if amount.unit == "INR" and any(w in ("rs", "re", "rupee", "rupees") for w in words):
        return around.rupees
    if amount.unit == "USD" and "$" in words and (words.index("$") == 0 or words[words.index("$") - 1] not in DOLLARS):
        return around.dollar
    return around.money_of(words) if amount.measure == "money" and amount.unit is None else amount.unit


def _plain(number: float | None) -> float | None:
    """Return a whole number as an int, so that it is written "59000"."""
    return int(number) if number is not None and number == int(number) else number
