"""Figures made ready to be followed: what each counts, of which happening, by whose word, in whose article."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import groupby
from math import log, sqrt

from dateline.model.told import ArticleRow, EventRow, FigureRow, NameRow, Told
from dateline.story.numbers.authorities import Authority, authority_of
from dateline.story.numbers.measured import Measured, measured, value_of
from dateline.story.numbers.vouching import Voucher, voucher_of
from dateline.story.terms import stem
from dateline.world.names import common_words

MOST_TERMS, MOST_SENTENCES = 150, 15
"""So many terms of an article tell what it is about, its most frequent, and so many of its sentences."""
BACKGROUND = 200
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Count:
    """A figure with all that tells which tally it belongs to.

    Args:
        figure, article: The figure and its article.
        measured: What it counts.
        value: The number it stands on.
        voucher, authority: Who vouches for it, if somebody does.
        place, country: Where, by the figure's own place or else that of the event it tells.
        events: The events, across articles, that its sentence tells.
        day: The day of its article, as an ordinal.
        happened: The day of what it counts, as an ordinal, if the text says it.
        stated: Whether the figure's own sentence says place and day; else they are those of the article's first figure.
        about: What the article is about: names with their weights, of length 1.
    """

    figure: FigureRow
    article: ArticleRow
    measured: Measured
    value: float
    voucher: Voucher | None
    authority: Authority | None
    place: int | None
    country: str | None
    events: frozenset[str]
    day: int
    happened: int | None
    stated: bool
    about: Mapping[str, float]


def counts_of(told: Told) -> list[Count]:
    """Return the figures that a tally may follow, by the day of their article, then in the order of the text."""
    names, events = _by_article(told.names), _by_article_events(told.events)
    about = _about(told, names)
    press = {name.lower() for a in told.articles for name in (a.agency, a.outlet) if name}
    figures = sorted(told.figures, key=lambda f: (f.words.article, f.words.span))
    out: list[Count] = []
    for article, group in groupby(figures, key=lambda f: f.words.article):
        if article in told.by_id:
            row = told.by_id[article]
            found = _of_article(
                row,
                list(group),
                names=names[article],
                events=events[article],
                about=about.get(article, {}),
                press=press,
            )
            out += _with_lead(list(found))
    return sorted(out, key=lambda c: (c.article.day, c.article.published or c.article.seen, c.article.id))


def _of_article(
    article: ArticleRow,
    figures: Sequence[FigureRow],
    *,
    names: Sequence[NameRow],
    events: Sequence[EventRow],
    about: Mapping[str, float],
    press: Collection[str],
) -> Iterator[Count]:
    known = measured(figures)
    for figure in figures:
        if figure.id in known:
            told = [e for e in events if e.sentence.span == figure.sentence.span]
            where = next((e for e in told if e.place is not None), None)
            voucher = _no_outlet(voucher_of(figure, names), press)
            yield Count(
                figure=figure,
                article=article,
                measured=known[figure.id],
                value=value_of(figure),
                voucher=voucher,
                authority=authority_of(voucher) if voucher else None,
                place=figure.place if figure.place is not None else where.place if where else None,
                country=figure.country if figure.place is not None else where.country if where else None,
                events=frozenset(e.event for e in told if e.event is not None),
                day=_ordinal(article.day) or 0,
                happened=_happened(figure, known[figure.id], told),
                stated=True,
                about=about,
            )


def _no_outlet(voucher: Voucher | None, press: Collection[str]) -> Voucher | None:
    """Return who vouches for a figure, unless it is an agency or outlet that only reports it."""
    label = voucher.who.label.lower() if voucher else ""
    return None if any(name == label or name.startswith(f"{label} ") for name in press) else voucher


def _with_lead(counts: Sequence[Count]) -> Iterator[Count]:
    """Yield the counts of an article; what has neither place nor day of its own takes those of the first that has."""
    lead = next((c for c in counts if c.happened is not None and not c.measured.former), None)
    for count in counts:
        bare = count.happened is None and count.country is None
        if lead is None or not bare or count.measured.revised or count.figure.cumulative:
            yield count
        else:
            yield replace(count, happened=lead.happened, place=lead.place, country=lead.country, stated=False)


def _happened(figure: FigureRow, known: Measured, events: Sequence[EventRow]) -> int | None:
    """Return the day of what is counted; where a count was changed the day is that of the change."""
    dated = [e.earliest for e in events if e.basis == "text" and e.precision == "day" and e.earliest is not None]
    if known.revised or figure.cumulative:
        return None
    if figure.dated:
        return _ordinal(figure.as_of)
    return _ordinal(dated[0]) if dated else None


def _ordinal(day: str) -> int | None:
    try:
        return date.fromisoformat(day[:10]).toordinal()
    except ValueError:  # a month or a year is no day
        return None


def _by_article(names: Sequence[NameRow]) -> defaultdict[str, list[NameRow]]:
    out: defaultdict[str, list[NameRow]] = defaultdict(list)
    for name in sorted(names, key=lambda n: n.words.span):
        out[name.words.article].append(name)
    return out


def _by_article_events(events: Sequence[EventRow]) -> defaultdict[str, list[EventRow]]:
    out: defaultdict[str, list[EventRow]] = defaultdict(list)
    for event in events:
        out[event.trigger.article].append(event)
    return out


def _about(told: Told, names: Mapping[str, Sequence[NameRow]]) -> dict[str, Mapping[str, float]]:
    """Return what each article is about: its names and long words, those that few articles have weighing most."""
    counted = {a.id: _terms(a, names[a.id]) for a in told.articles}
    seen = Counter(term for terms in counted.values() for term in terms)
    # as if a background of articles had gone by in which each common word stands in one of eight
    every, common = len(counted) + BACKGROUND, _common_stems()
    seen.update({term: BACKGROUND // 8 for term in seen if term in common})
    return {article: _vector(terms, seen, every) for article, terms in counted.items()}


def _terms(article: ArticleRow, names: Sequence[NameRow]) -> Counter[str]:
    lines = [article.headline or "", *(s.exact for s in article.sentences[:MOST_SENTENCES])]
    out = Counter(stem(w.lower()) for line in lines for w in _WORD.findall(line) if len(w) > 3)
    named = (w for n in names if n.form == "name" for w in _WORD.findall(n.words.exact) if len(w) > 2)
    out.update(stem(w.lower()) for w in named)
    return Counter(dict(out.most_common(MOST_TERMS)))


def _vector(terms: Counter[str], seen: Counter[str], every: int) -> Mapping[str, float]:
    weighed = {w: (1 + log(n)) * log((1 + every) / seen[w]) for w, n in terms.items()}
    length = sqrt(sum(w * w for w in weighed.values())) or 1.0
    return {term: w / length for term, w in weighed.items()}


@cache
def _common_stems() -> frozenset[str]:
    return frozenset(stem(word) for word in common_words())
