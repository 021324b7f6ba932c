"""A briefing: what is known, as sentences of the articles and nothing else, put into six groups.

Nothing here is composed. Each point is a sentence that stands in an article, word for word, with who else tells it; two
that do not agree stand side by side.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Literal, get_args

from dateline.model.tally import Claim, Stated, Tally
from dateline.model.told import Told, Words
from dateline.model.utterance import Utterance
from dateline.story.alike import is_told, same, stands_alone
from dateline.story.answers.comparison import Compared, Comparison, compare
from dateline.story.answers.facts import texts_of
from dateline.story.answers.known import Source, known
from dateline.story.answers.sayings import said_of
from dateline.story.answers.selecting import between, is_of
from dateline.story.answers.timeline import timeline
from dateline.story.numbers.tallies import meet, tallies
from dateline.story.speech.utterances import utterances

Group = Literal["happened", "said", "counted", "differs", "next", "unknown"]
GROUPS: tuple[Group, ...] = get_args(Group)
MOST = 8
"""So many points of a group are given where nobody asks for another number."""
_UNKNOWN = re.compile(
    r"\b(?:(?:is|was|are|were|remain(?:s|ed)?) (?:not (?:yet |immediately )?(?:known|clear)|unclear|unknown)"
    r"|not (?:yet )?been (?:confirmed|verified|determined|established|identified|announced)"
    r"|could not (?:be )?(?:independently |immediately )?(?:be )?(?:confirm|verif|reach|determin|establish)\w*"
    r"|(?:did|has|have) not (?:said?|say|give|given|named?|specif\w+|elaborat\w+|disclos\w+|comment\w*|respond\w*)"
    r"|(?:no|without) (?:word|details?|information|explanation|comment|sign) (?:on|of|about|was|were|from|has|have)"
    r"|there (?:was|is|were) no immediate (?:\w+ )?(?:comment|response|claim|report)"
    r"|declined to (?:say|comment|name|give))\b",
    re.IGNORECASE,
)
"""What articles themselves say is not known; wire style has a handful of phrases for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side of what differs: the value it has, its sentence, and who has it."""

    value: str
    sentence: Words
    outlets: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A sentence of a briefing.

    Args:
        group: What it tells of.
        sentence: Its words, from one of the articles.
        sources: All who tell the same; the sentence's own article first.
        witnesses: How many independent sources tell it.
        by: Whose word it is, as the articles name them.
        day: The day it is about, where that is known; ISO 8601.
        field: Of what differs: on what.
        sides: Of what differs: the sides.
    """

    group: Group
    sentence: Words
    sources: tuple[Source, ...] = ()
    witnesses: int = 1
    by: str | None = None
    day: str | None = None
    field: str | None = None
    sides: tuple[Side, ...] = ()


def briefing(told: Told, *, most: int = MOST) -> tuple[Point, ...]:
    """Return what is known, group by group; no sentence stands there twice, and none that tells the same.

    Args:
        told: What the articles say.
        most: How many points of a group there may be.
    """
    counted, said = tallies(told), utterances(told)
    compared = compare(told, tallies=counted, utterances=said)
    # What differs is told with its sides, so that no side of it stands elsewhere as if it were undisputed.
    differing = tuple(_first([*_apart(counted), *_differing(told, compared)], most))
    out: list[Point] = list(differing)
    for found in (_happened(told, 2 * most), _counted(told, counted), _said(told, said), _next(told), _unknown(told)):
        out += _first((p for p in found if not _is_there(p, out)), most)
    return tuple(sorted(out, key=lambda p: GROUPS.index(p.group)))


def both(told: Told, a: str, b: str) -> Told:
    """Return what articles tell of two sides: what they do together, what they say of each other, and where both stand.

    Args:
        told: What the articles say.
        a, b: The sides: ids of identities, or actor codes.
    """
    found = between(told, a, b)
    named = {side: {n.words for n in told.names if is_of(n.who, side)} for side in (a, b)}
    told_in = {row.sentence for row in found.events}

    def is_about(sentence: Words) -> bool:
        return sentence in told_in or all(_names(sentence, named[side]) for side in (a, b))

    articles = [replace(x, sentences=tuple(s for s in x.sentences if is_about(s))) for x in told.articles]
    kept = {s.quote for s in said_of(told, a, b)}
    return replace(
        found,
        articles=tuple(articles),
        figures=tuple(f for f in told.figures if is_about(f.sentence)),
        quotes=tuple(q for q in told.quotes if q.id in kept),
        by_id={},
    )


def _names(sentence: Words, names: Iterable[Words]) -> bool:
    at = sentence.span
    return any(n.article == sentence.article and at.start <= n.span.start < at.end for n in names)


def _first(points: Iterable[Point], most: int) -> list[Point]:
    """Return the first points that do not tell the same as one before."""
    out: list[Point] = []
    for point in points:
        if len(out) == most:
            break
        if not _is_there(point, out):
            out.append(point)
    return out


def _is_there(point: Point, others: Iterable[Point]) -> bool:
    """Say whether a point's sentence stands there already, or one that tells the same."""
    words = [s for other in others for s in (other.sentence, *(side.sentence for side in other.sides))]
    if point.group == "differs":
        mine = {side.sentence for side in point.sides}
        return any(mine <= {side.sentence for side in other.sides} for other in others)
    return any(w == point.sentence or same(w.exact, point.sentence.exact) for w in words)


def _happened(told: Told, most: int) -> Iterator[Point]:
    """Yield what happened, most independently told first."""
    for one in known(told, most=most):
        if not _UNKNOWN.search(one.sentence.exact):
            yield Point(
                group="happened",
                sentence=one.sentence,
                sources=one.sources,
                witnesses=one.witnesses,
                by=one.according_to,
            )


def _said(told: Told, found: Sequence[Utterance]) -> Iterator[Point]:
    """Yield who said what: the sentences that the longest quotations stand in, most widely printed first."""
    for one in sorted(found, key=lambda u: (-len(u.outlets), u.first)):
        sentence = _around(told, one.said[0])
        if sentence is not None and is_told(sentence.exact):
            variants = ((v.article, v.content[0]) for v in one.variants)
            sources = _sources(told, sentence, variants)
            by = one.speaker.label if one.speaker else None
            yield Point(group="said", sentence=sentence, sources=sources, witnesses=len(one.outlets), by=by)


def _counted(told: Told, found: Sequence[Tally]) -> Iterator[Point]:
    """Yield how many: the latest number of each series."""
    for tally in found:
        for series in tally.series:
            claim = max(series.claims, key=lambda c: (c.last, c.first))
            stated = _clearest(claim)
            if stated is not None:
                sources = _sources(told, stated.sentence, ((s.article, s.words) for s in claim.stated))
                yield Point(
                    group="counted",
                    sentence=stated.sentence,
                    sources=sources,
                    witnesses=max(1, len(claim.outlets)),
                    by=series.authority,
                    day=stated.day,
                )


def _clearest(claim: Claim) -> Stated | None:
    """Return the sentence of a number that reads best on its own; former counts are told by what came after."""
    now = [s for s in claim.stated if not s.former]
    return max(now, key=lambda s: (stands_alone(s.sentence.exact), s.day), default=None)


def _apart(found: Sequence[Tally]) -> Iterator[Point]:
    """Yield numbers of several authorities that do not meet, whether for one day or as each last gave them."""
    for tally in found:
        claims = list(dict.fromkeys([*_contradicting(tally), *_latest(tally)]))
        sides = [side for by, claim in claims if (side := _number_side(by, claim)) is not None]
        apart = any(not meet(a, b) for (by, a), (other, b) in combinations(claims, 2) if by != other)
        if apart and len({side.sentence for side in sides}) > 1:
            day = tally.contradictions[0].day if tally.contradictions else None
            yield Point(group="differs", sentence=sides[0].sentence, sides=tuple(sides), field=tally.measure, day=day)


def _contradicting(tally: Tally) -> Iterator[tuple[str | None, Claim]]:
    for apart in tally.contradictions:
        for series, claim in (apart.one, apart.other):
            yield tally.series[series].authority, tally.series[series].claims[claim]


def _latest(tally: Tally) -> Iterator[tuple[str | None, Claim]]:
    for series in tally.series:
        yield series.authority, max(series.claims, key=lambda c: (c.last, c.first))


def _number_side(by: str | None, claim: Claim) -> Side | None:
    stated = _clearest(claim)
    if stated is None:
        return None
    return Side(value=stated.words.exact, sentence=stated.sentence, outlets=(by,) if by else claim.outlets)


def _differing(told: Told, compared: Comparison) -> Iterator[Point]:
    """Yield what outlets tell otherwise, each side in its own words."""
    labels = {column.id: column.label for column in compared.columns}
    for fact in compared.facts:
        cells = {cell.column: cell.words[0] for cell in fact.cells if cell.words}
        for difference in fact.differences:
            sides = []
            for value, columns in difference.values:
                at = next((cells[c] for c in columns if c in cells), None)
                sentence = _around(told, at) if at else None
                if sentence is not None:
                    outlets = tuple(labels[c] for c in columns)
                    sides.append(Side(value=value, sentence=sentence, outlets=outlets))
            if len({side.sentence for side in sides}) > 1:
                yield Point(
                    group="differs",
                    sentence=sides[0].sentence,
                    sides=tuple(sides),
                    field=_field(fact, difference.field),
                )


def _field(fact: Compared, name: str) -> str:
    """Return on what sides differ: the day of a figure is no part of it."""
    return name.partition(" ")[0] if fact.kind == "figure" else name


def _next(told: Told) -> Iterator[Point]:
    """Yield what is announced, the nearest day first, then what is said to come without a day."""
    for entry in sorted((e for e in timeline(told) if e.announced), key=lambda e: e.earliest):
        source = Source(article=entry.article, outlet=entry.outlet, words=entry.sentence)
        yield Point(
            group="next", sentence=entry.sentence, sources=(source,), witnesses=entry.witnesses, day=entry.earliest
        )
    coming = [row for row in told.events if row.factuality == "future"]
    for row in sorted(coming, key=lambda r: (-r.confidence, r.id)):
        if is_told(row.sentence.exact):
            by = row.said_by.label if row.said_by else None
            sources = _sources(told, row.sentence, ())
            yield Point(group="next", sentence=row.sentence, sources=sources, by=by, day=row.earliest)


def _unknown(told: Told) -> Iterator[Point]:
    """Yield what articles themselves say is not known, of each text once."""
    homes = texts_of(told.articles)
    here = {article.id for article in told.articles}
    for article in sorted(told.articles, key=lambda a: (a.published or a.seen, a.id), reverse=True):
        if homes[article.id] == article.id or homes[article.id] not in here:
            for sentence in article.sentences:
                if _UNKNOWN.search(sentence.exact) and is_told(sentence.exact):
                    yield Point(group="unknown", sentence=sentence, sources=_sources(told, sentence, ()))


def _around(told: Told, words: Words) -> Words | None:
    """Return the sentence of an article in which words begin."""
    article = told.by_id.get(words.article)
    at = words.span.start
    return next((s for s in article.sentences if s.span.start <= at < s.span.end), words) if article else None


def _sources(told: Told, sentence: Words, others: Iterable[tuple[str, Words]]) -> tuple[Source, ...]:
    """Return who tells a sentence: its own article first, then others once each."""
    homes = texts_of(told.articles)
    found = {sentence.article: sentence}
    for article, words in others:
        found.setdefault(article, words)
    return tuple(
        Source(
            article=id_,
            outlet=told.by_id[id_].outlet,
            words=words,
            copy_of=homes[id_] if homes[id_] != id_ else None,
        )
        for id_, words in found.items()
        if id_ in told.by_id
    )
