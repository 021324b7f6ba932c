"""Which days matter, and one sentence of the articles for each: event time apart from publication and first sight."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.model.statement import DatePrecision
from dateline.model.told import Told, Words
from dateline.story.alike import share, stands_alone
from dateline.story.answers.days import Day, Telling, days_of, named
from dateline.story.answers.facts import When
from dateline.story.copies.independence import independent

MOST = 12
"""So many entries are given where nobody asks for another number."""
_SAME, _SAME_WITHIN = 0.5, 0.4
"""How much of its words a sentence may share with another entry's, and with that of a day inside its month or year."""
_FAINT = 0.02
"""What weighs less than this share of the heaviest day is an aside."""
_COPIED = 0.5
"""What a sentence counts that an article took from another one which is here, too."""
_FEW = 3
"""Of so few texts each may be the only one to name a day that matters."""
_RANKED = 50
"""So many sentences of a day, and so many texts, are held against each other: the weightiest."""
_SHARED = 0.6
"""What a sentence counts that names another day besides."""


_Named = defaultdict[Words, set[tuple[str, str]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One day (or month, or year) that matters.

    Args:
        earliest, latest, precision: When it happened, ISO days, and how fine that is.
        basis: "text" where an article says the day, "published" where the day it was printed stands in.
        announced: Whether all that tells of it was printed before it.
        sentence: The words that tell it, from one of the articles.
        article, outlet, headline, url, published, seen: That article: when it came out and when it was first seen.
        events: The ids of all events of that day, those that the sentence tells first.
        outlets: Who tells of the day.
        witnesses: How many independent sources do: copies, relays of one agency and of one voice count once.
        weight: How much it matters beside the others.
        reason: Why it is there.
    """

    earliest: str
    latest: str
    precision: DatePrecision
    basis: str
    announced: bool
    sentence: Words
    article: str
    outlet: str
    headline: str | None
    url: str | None
    published: str | None
    seen: str
    events: tuple[str, ...]
    outlets: tuple[str, ...]
    witnesses: int
    weight: float
    reason: str


def timeline(told: Told, *, most: int = MOST, guessed: bool = False) -> tuple[Entry, ...]:
    """Return the days that matter, in the order of time.

    Args:
        told: What the articles say; `selecting.about` and `selecting.between` narrow it to an entity or a dyad.
        most: How many entries there may be.
        guessed: Whether an event whose day no article says may stand on the day it was printed.
    """
    days = sorted(days_of(told, guessed=guessed), key=lambda d: (-d.weight, d.when))
    named_in = _named_in(told)
    texts = len({t.text for d in days for t in d.tellings})
    chosen: list[Entry] = []
    for day in days:
        if len(chosen) >= most or day.weight < _FAINT * days[0].weight:
            break
        if day.texts > 1 or not _is_background(day, texts):
            chosen += _entries(told, day, chosen, named_in)
    return tuple(sorted(chosen, key=lambda e: (e.earliest, e.latest, e.precision)))


def _is_aside(day: Day) -> bool:
    """Say whether nothing is told of a day but that it was named, or no day but a month or a year."""
    return day.when.precision != "day" or not any(t.event for t in day.tellings)


def _is_background(day: Day, texts: int) -> bool:
    """Say whether a day that one of so many texts tells of is that text's own background."""
    return texts > 1 and _is_aside(day) and (day.when.precision != "day" or texts > _FEW)


def _entries(told: Told, day: Day, chosen: Sequence[Entry], named_in: _Named) -> list[Entry]:
    """Return the entry for a day with the best sentence that no other entry says already; none if each is said."""
    if _is_aside(day) and any(_key(day.when) in named_in[e.sentence] or _is_within(e, day) for e in chosen):
        return []
    for sentence in _ranked(told, day, named_in):
        if not any(_again(sentence, day, entry) for entry in chosen):
            return [_made(told, day, sentence)]
    return []


def _is_within(entry: Entry, day: Day) -> bool:
    """Say whether an entry is a day of a month that is merely named."""
    named_alone = not any(t.event for t in day.tellings)
    return named_alone and day.when.earliest <= entry.earliest and entry.latest <= day.when.latest


def _again(sentence: Words, day: Day, entry: Entry) -> bool:
    within = day.when.earliest <= entry.earliest and entry.latest <= day.when.latest
    within = within or (entry.earliest <= day.when.earliest and day.when.latest <= entry.latest)
    return share(sentence.exact, entry.sentence.exact) >= (_SAME_WITHIN if within else _SAME)


def _ranked(told: Told, day: Day, named_in: _Named) -> list[Words]:
    """Return the sentences that may stand for a day, the best first."""
    worth: dict[Words, float] = defaultdict(float)
    text_of: dict[Words, str] = {}
    for t in day.tellings:
        text_of[t.sentence] = t.text
        if t.ahead == day.announced:
            worth[t.sentence] = max(worth[t.sentence], t.weight)
    by_text: dict[str, list[Words]] = defaultdict(list)
    for t in sorted(day.tellings, key=lambda t: (-t.weight, t.text, t.sentence.span)):
        if t.text in by_text or len(by_text) < _RANKED:
            by_text[t.text].append(t.sentence)

    def rank(sentence: Words) -> tuple[float, str, str, int]:
        article = told.by_id[sentence.article]
        own = 1.0 if article.original == article.id else _COPIED
        common = _common(sentence, text_of[sentence], by_text)
        value = worth[sentence] * own * common * stands_alone(sentence.exact)
        value *= _SHARED if named_in[sentence] - {_key(day.when)} else 1.0
        return -value, article.published or article.seen, article.id, sentence.span.start

    return sorted(sorted(worth, key=lambda s: (-worth[s], s.article, s.span))[:_RANKED], key=rank)


def _named_in(told: Told) -> _Named:
    """Return the days and months that each sentence names."""
    out: _Named = defaultdict(set)
    for row in told.days:
        when = named(row)
        if when and when.precision != "year":
            out[row.sentence].add(_key(when))
    return out


def _key(when: When) -> tuple[str, str]:
    return when.earliest, when.latest


def _common(sentence: Words, text: str, by_text: dict[str, list[Words]]) -> float:
    """Return how much of what the other texts tell of the day a sentence tells, too, from .3 to 1.3."""
    others = [words for other, words in by_text.items() if other != text]
    if not others:
        return 1.0
    return 0.3 + sum(max(share(sentence.exact, w.exact) for w in words) for words in others) / len(others)


def _made(told: Told, day: Day, sentence: Words) -> Entry:
    article = told.by_id[sentence.article]
    first = sorted((t for t in day.tellings if t.event), key=lambda t: (t.sentence != sentence, -t.weight))
    sources = independent([told.by_id[a] for a in dict.fromkeys(t.sentence.article for t in day.tellings)])
    return Entry(
        earliest=day.when.earliest,
        latest=day.when.latest,
        precision=day.when.precision,
        basis=day.when.basis,
        announced=day.announced,
        sentence=sentence,
        article=article.id,
        outlet=article.outlet,
        headline=article.headline,
        url=article.url,
        published=article.published,
        seen=article.seen,
        events=tuple(dict.fromkeys(t.event for t in first if t.event)),
        outlets=_outlets(told, day.tellings),
        witnesses=len(sources),
        weight=round(day.weight, 3),
        reason=_reason(day, len(sources)),
    )


def _outlets(told: Told, tellings: Sequence[Telling]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(told.by_id[t.sentence.article].outlet for t in tellings))


def _reason(day: Day, sources: int) -> str:
    events = len({t.event for t in day.tellings} - {None})
    what = f"{events} event{'s' * (events != 1)}" if events else "a day named"
    return f"{what}, told by {sources} independent source{'s' * (sources > 1)}"
