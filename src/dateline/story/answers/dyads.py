"""What two sides do to and with each other: both directions, by quad and week, counted by story, not by article."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from dateline.model.statement import Factuality
from dateline.model.told import ArticleRow, Told
from dateline.story.answers.coverage import Caveat, caveats_of
from dateline.story.answers.exchanges import Exchange, exchanges_of
from dateline.story.answers.facts import facts_of
from dateline.story.answers.meetings import Meeting, meetings_of
from dateline.story.answers.sayings import Saying, said_of

HAPPENED: frozenset[Factuality] = frozenset({"actual"})
"""What is counted where nobody asks for more: neither history nor plans nor denials."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekCount:
    """One direction, week and quad: in how many stories, over how many events, and their mean intensity."""

    by: str
    to: str
    week: str
    quad: int
    stories: int
    events: int
    intensity: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Dyad:
    """Two sides.

    Args:
        a, b: The sides, as actor codes or ids of identities.
        exchanges: What they did to and with each other, in the order of time, undated ones by when they were printed.
        weeks: The counts, in the order of time.
        intensity: Mean intensity of each direction, a to b and b to a; None where nothing happened.
        undated: How many exchanges are in no week, since nobody says when they were.
        meetings: Where they met, with who led each side.
        said: What each said of the other.
        caveats: Where the outlets that feed it changed.
    """

    a: str
    b: str
    exchanges: tuple[Exchange, ...]
    weeks: tuple[WeekCount, ...]
    intensity: tuple[float | None, float | None]
    undated: int
    meetings: tuple[Meeting, ...]
    said: tuple[Saying, ...]
    caveats: tuple[Caveat, ...]


def dyad(
    told: Told,
    a: str,
    b: str,
    *,
    factuality: Collection[Factuality] = HAPPENED,
    types: Collection[str] = (),
    quads: Collection[int] = (),
    since: str | None = None,
    until: str | None = None,
    least: int = 1,
    guessed: bool = True,
) -> Dyad:
    """Return what two sides do to and with each other.

    Args:
        told: What the articles say.
        a, b: The sides: PLOVER actor codes ("IND", "IGO") or ids of identities.
        factuality, types, quads: Which events; empty is all.
        since, until: From which day to which, ISO days, both included; undated events go by when they were printed.
        least: How many independent sources must tell an event.
        guessed: Whether what nobody dates is counted in the week it was first printed.

    Raises:
        ValueError: If both sides are the same.
    """
    if a == b:
        raise ValueError(f"a dyad has two sides, not {a} twice")
    facts = facts_of(told)
    found = [
        exchange
        for fact in facts
        for exchange in exchanges_of(told, fact, a, b, guessed=guessed)
        if (not factuality or exchange.factuality in factuality)
        and (not types or exchange.type in types)
        and (not quads or exchange.quad in quads)
        and _within(exchange, since, until)
        and exchange.witnesses >= least
    ]
    found.sort(key=lambda e: (_day(e), e.id, e.by))
    ids = {e.id for e in found}
    return Dyad(
        a=a,
        b=b,
        exchanges=tuple(found),
        weeks=tuple(_weeks(found)),
        intensity=(_mean(e for e in found if e.by == a), _mean(e for e in found if e.by == b)),
        undated=len({e.id for e in found if e.week is None}),
        meetings=meetings_of(told, [f for f in facts if f.id in ids], a, b),
        said=said_of(told, a, b),
        caveats=caveats_of(_feeding(told, found)),
    )


def _feeding(told: Told, exchanges: Sequence[Exchange]) -> Sequence[ArticleRow]:
    """Return the articles that tell of the exchanges."""
    rows = {row for e in exchanges for row in e.rows}
    return [told.by_id[a] for a in dict.fromkeys(r.trigger.article for r in told.events if r.id in rows)]


def _weeks(exchanges: Sequence[Exchange]) -> Iterator[WeekCount]:
    cells: dict[tuple[str, int, str, str], list[Exchange]] = defaultdict(list)
    for e in exchanges:
        if e.week:
            cells[e.week, e.quad, e.by, e.to].append(e)
    for (week, quad, by, to), found in sorted(cells.items()):
        stories = {s for e in found for s in e.stories}
        yield WeekCount(
            by=by,
            to=to,
            week=week,
            quad=quad,
            stories=len(stories),
            events=len(found),
            intensity=round(sum(e.intensity for e in found) / len(found), 3),
        )


def _mean(exchanges: Iterable[Exchange]) -> float | None:
    values = [e.intensity for e in exchanges]
    return round(sum(values) / len(values), 3) if values else None


def _day(exchange: Exchange) -> str:
    return exchange.when.earliest if exchange.when else exchange.printed[:10]


def _within(exchange: Exchange, since: str | None, until: str | None) -> bool:
    day = _day(exchange)
    return (since is None or day >= since) and (until is None or day <= until)
