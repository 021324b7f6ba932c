"""Days that articles tell of: each with the sentences that tell of it, from events and from dates in the text."""

from __future__ import annotations

import calendar
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import log2

from dateline.model.statement import DatePrecision
from dateline.model.told import ArticleRow, DayRow, EventRow, Told, Words
from dateline.story.alike import is_told, is_whole, share
from dateline.story.answers.facts import TOLD, Fact, When, facts_of, texts_of, when_of

_FINENESS = {"day": 1.0, "month": 0.4, "year": 0.2}
_KIND = {"future": 0.7, "historical": 0.6}
"""What an announced event and one told as history count beside what happened now."""
_DEEP = 0.12
"""So much less is a sentence worth with each one that stands before it."""
_NAMED = 0.35
"""What a day counts that a sentence merely names, where an event counts up to 1.5."""
_NO_DAY = re.compile(r"\W*(?:today|tonight|now|\d{1,2}(?:[:.]\d\d)?\W*(?:[ap]\.?m\.?|hours)?)\W*$", re.IGNORECASE)
_OUTVOTED = 3
"""A day that so many times fewer texts give than another one is a slip."""
_AKIN = 0.35
"""A sentence without a day that shares so much of its words with one that has it tells of the same day."""
_UNDATED, _QUOTED = 0.6, 0.7
"""What a sentence counts whose event has its day from elsewhere, and one whose event is somebody's word."""


@dataclass(frozen=True, slots=True)
class Telling:
    """A sentence that tells of a day.

    Args:
        sentence: Its words.
        text: The id of the text it was printed in, copies under the id of their original.
        ahead: Whether the day was still to come when it was printed.
        weight: How much it makes of the day.
        event: The id of the event it tells; None where it only names the day.
    """

    sentence: Words
    text: str
    ahead: bool
    weight: float
    event: str | None = None


@dataclass(frozen=True, slots=True)
class Day:
    """A day, month or year, and all that tells of it."""

    when: When
    tellings: tuple[Telling, ...]
    weight: float

    @property
    def announced(self) -> bool:
        """Whether all that tells of it was printed before it."""
        return all(t.ahead for t in self.tellings)

    @property
    def texts(self) -> int:
        """How many texts tell of it, copies left out."""
        return len({t.text for t in self.tellings})


def days_of(told: Told, *, guessed: bool) -> Iterator[Day]:
    """Yield each day that is told of.

    Args:
        told: What the articles say.
        guessed: Whether what no text dates stands on the day it was printed.
    """
    groups: dict[tuple[str, str, DatePrecision], list[tuple[str, Telling]]] = defaultdict(list)
    for when, telling in (*_from_events(told, guessed), *_from_names(told)):
        groups[when.earliest, when.latest, when.precision].append((when.basis, telling))
    bursts = bursts_of(told)
    for (earliest, latest, precision), found in groups.items():
        when = When(earliest, latest, precision, "text" if any(b == "text" for b, _ in found) else "published")
        best: dict[str, float] = {}
        for _, t in found:
            best[t.text] = max(best.get(t.text, 0.0), t.weight)
        burst = 1 + bursts.get(earliest, 0.0) if when.days == 1 else 1.0
        yield Day(when, tuple(t for _, t in found), sum(best.values()) * burst)


def _from_events(told: Told, guessed: bool) -> Iterator[tuple[When, Telling]]:
    for fact in facts_of(told):
        rows = [r for r in fact.rows if (r.factuality in TOLD or fact.ahead(r)) and is_told(r.sentence.exact)]
        for when in _dates(fact, rows, guessed):
            dated = [r for r in rows if _says(r, when)]
            for row in rows:
                if row in dated or _like(row, when, dated):
                    yield when, _telling(fact, row, when)


def _dates(fact: Fact, rows: Sequence[EventRow], guessed: bool) -> Iterator[When]:
    """Yield the days on which an event is told to be, but for one that hardly anybody gives beside another.

    More than one may be right: what was put to one event may be two of a kind.
    """
    texts: dict[When, set[str]] = defaultdict(set)
    for row in rows:
        when = when_of(row)
        if when and (guessed or when.basis == "text"):
            texts[when].add(fact.text_of(row))
    for when, of in texts.items():
        against = max((len(t) for other, t in texts.items() if not _meet(other, when)), default=0)
        if len(of) * _OUTVOTED > against and not any(_is_finer(other, when) for other in texts):
            yield when


def _meet(one: When, other: When) -> bool:
    return one.earliest <= other.latest and other.earliest <= one.latest


def _is_finer(one: When, other: When) -> bool:
    """Say whether one date of an event is a day of the month, or a month of the year, that another one gives."""
    within = other.earliest <= one.earliest and one.latest <= other.latest
    return within and one.basis == other.basis and one.days < other.days


def _says(row: EventRow, when: When) -> bool:
    own = when_of(row)
    return own is not None and own.basis == when.basis and when.earliest <= own.earliest and own.latest <= when.latest


def _like(row: EventRow, when: When, dated: Sequence[EventRow]) -> bool:
    """Say whether a row without a day of its own, or with the month of it, tells much the same as one that has it."""
    own = when_of(row)
    if own and own.basis == "text" and not (own.earliest <= when.earliest and when.latest <= own.latest):
        return False
    if when.precision != "day":
        return False
    return any(share(row.sentence.exact, d.sentence.exact) >= _AKIN for d in dated)


def _telling(fact: Fact, row: EventRow, when: When) -> Telling:
    ahead = fact.ahead(row)
    grave = 0.5 + abs(row.intensity) / 10
    kind = _KIND.get("future" if ahead else row.factuality, 1.0)
    dated = 1.0 if row.basis == "text" else _UNDATED
    voice = 1.0 if row.said_by is None else _QUOTED
    return Telling(
        sentence=row.sentence,
        text=fact.text_of(row),
        ahead=ahead,
        weight=row.confidence * grave * kind * dated * voice * fineness(when) / (1 + _DEEP * fact.places[row.id]),
        event=fact.id,
    )


def fineness(when: When) -> float:
    """Return how well a day is known: 1 for one day, less for a week, a month, a year."""
    return _FINENESS[when.precision] / (log2(1 + when.days) if when.precision == "day" else 1.0)


def _from_names(told: Told) -> Iterator[tuple[When, Telling]]:
    """Yield the days and months that sentences of the body name.

    Headlines and captions name days for reasons of their own, and years are named for every comparison.
    """
    texts = texts_of(told.articles)
    places = {s: n for a in told.articles for n, s in enumerate(a.sentences)}
    for row in told.days:
        when = named(row)
        if when and when.precision != "year" and row.sentence in places and _names(row):
            article = told.by_id[row.words.article]
            yield (
                when,
                Telling(
                    sentence=row.sentence,
                    text=texts[article.id],
                    ahead=_ahead(when, article),
                    weight=_NAMED * fineness(when) / (1 + _DEEP * places[row.sentence]),
                ),
            )


def _names(row: DayRow) -> bool:
    """Say whether a row is worth a day: a whole sentence that names it, not an hour ("10 pm") nor a mere "today"."""
    return is_told(row.sentence.exact) and is_whole(row.sentence.exact) and not _NO_DAY.match(row.words.exact)


def named(row: DayRow) -> When | None:
    """Return the day, month or year that a row names; None where the calendar has no such day."""
    year, month, day = (int(part) for part in f"{row.value}-0-0".split("-")[:3])
    try:
        first = date(year, month or 1, day or 1)
        last = date(year, month or 12, day or calendar.monthrange(year, month or 12)[1])
    except ValueError:  # the 31st of a shorter month, or the year 0
        return None
    return When(first.isoformat(), last.isoformat(), "day" if day else "month" if month else "year", "text")


def _ahead(when: When, article: ArticleRow) -> bool:
    return article.published is not None and len(article.published) >= 10 and when.earliest > article.published[:10]


def bursts_of(told: Told) -> dict[str, float]:
    """Return for each day the share of the most that was ever printed on a day and the next; copies count once."""
    printed = Counter(a.day for a in told.articles if a.original == a.id or a.original not in told.by_id)
    around = Counter[int]()
    for day, n in printed.items():
        if len(day) == 10:
            at = date.fromisoformat(day).toordinal()
            around[at] += n
            around[at - 1] += n
    most = max(around.values(), default=1)
    return {date.fromordinal(at).isoformat(): n / most for at, n in around.items()} if most > 1 else {}
