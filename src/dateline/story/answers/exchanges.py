"""What one side does to the other: the events that both take part in, in each direction they have."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from dateline.model.statement import Factuality
from dateline.model.told import EventRow, Told, Who, Words
from dateline.story.alike import stands_alone
from dateline.story.answers.facts import Fact, When
from dateline.story.answers.selecting import is_of
from dateline.story.copies.independence import independent

SURE = 0.45
"""An event whose surest telling is less sure than this is left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """What one side did to the other, as whoever tells of it has it: here, on a page, as a tool gives it.

    Args:
        id: The id of the event.
        by, to: The side that did it and the one it was done to; a joint event is there in both directions.
        joint: Whether both did it together (a meeting, an agreement).
        type, mode, quad, intensity, factuality: As in PLOVER, by vote; intensity is the mean of its tellings.
    """

    id: str
    by: str
    to: str
    joint: bool
    type: str
    mode: str | None
    quad: int
    intensity: float
    factuality: Factuality


def as_deed(deed: Deed) -> dict[str, Any]:
    """Return what all who tell of a deed have of it, by the names of the fields."""
    return {field.name: getattr(deed, field.name) for field in fields(Deed)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange(Deed):
    """An event between the sides.

    Args:
        when: Its date, None where no article says.
        week: The ISO week it is counted in ("2025-W30"), None where it is not known to the week.
        printed: When the first article that tells it came out, or was first seen.
        stories: The stories it is told in.
        outlets: Who tells it.
        witnesses: How many independent sources do.
        sentence: The words that tell it best.
        rows: The ids of its tellings between these sides.
    """

    when: When | None
    week: str | None
    printed: str
    stories: tuple[str, ...]
    outlets: tuple[str, ...]
    witnesses: int
    sentence: Words
    rows: tuple[str, ...]


def exchanges_of(told: Told, fact: Fact, a: str, b: str, *, guessed: bool) -> Iterator[Exchange]:
    """Yield an event in each direction that it has, from the tellings that name both sides.

    Args:
        told: What the articles say.
        fact: The event.
        a, b: The sides.
        guessed: Whether what nobody dates is put in the week it was first printed.
    """
    rows = [(r, ways) for r in fact.rows if (ways := _ways(r, a, b))]
    if max((r.confidence for r, _ in rows), default=0.0) < SURE:
        return
    joint = any(len(ways) == 2 for _, ways in rows)
    for by, to in ((a, b), (b, a)):
        of = [r for r, ways in rows if joint or (by, to) in ways]
        if of:
            yield _exchange(told, fact, of, by, to, joint=joint, guessed=guessed)


def _ways(row: EventRow, a: str, b: str) -> tuple[tuple[str, str], ...]:
    """Return the directions of an event: from one side's actors to the other's recipients; both where it is joint."""
    by_a, by_b = _side(row.actors, a, b), _side(row.actors, b, a)
    to_a, to_b = _side(row.recipients, a, b), _side(row.recipients, b, a)
    if by_a and by_b:
        # What two do side by side ("both condemned the attack") they do to somebody else.
        return ((a, b), (b, a)) if row.type in _MUTUAL or _EACH_OTHER.search(row.sentence.exact) else ()
    if (by_a and to_b) or (by_b and to_a):
        one, back = ((a, b), (b, a)) if by_a else ((b, a), (a, b))
        return (one, back) if row.type in _JOINT else (one,)
    return ()


_JOINT = frozenset({"CONSULT", "AGREE"})
"""Who is met, meets: a recipient takes part like the actor."""
_MUTUAL = _JOINT | {"COOPERATE", "ASSAULT"}
"""Two actors of these act with, or against, each other; who clash are named side by side, too."""
_EACH_OTHER = re.compile(
    r"\b(?:each other|one another|mutual|reciprocal|tit-for-tat|trad(?:ed|ing)|exchang(?:ed|ing))\b"
)


def _side(parties: Iterable[Who], side: str, other: str) -> bool:
    """Say whether one of the parties is of a side and not of the other (a minister is of his country, too)."""
    return any(is_of(w, side) and not is_of(w, other) for w in parties)


def _exchange(
    told: Told, fact: Fact, rows: Sequence[EventRow], by: str, to: str, *, joint: bool, guessed: bool
) -> Exchange:
    articles = [told.by_id[a] for a in dict.fromkeys(r.trigger.article for r in rows)]
    printed = min(a.published or a.seen for a in articles)
    modes = [r.mode for r in rows if r.mode]
    return Exchange(
        id=fact.id,
        by=by,
        to=to,
        joint=joint,
        type=fact.type,
        mode=max(modes, key=modes.count, default=None),
        quad=next((r.quad for r in rows if r.type == fact.type), rows[0].quad),
        intensity=round(sum(r.intensity for r in rows) / len(rows), 3),
        factuality=fact.factuality,
        when=fact.when,
        week=_week(fact.when, printed if guessed and fact.factuality == "actual" else None),
        printed=printed,
        stories=tuple(dict.fromkeys(a.story for a in articles)),
        outlets=tuple(dict.fromkeys(a.outlet for a in articles)),
        witnesses=len(independent(articles)),
        sentence=max(rows, key=lambda r: r.confidence * stands_alone(r.sentence.exact)).sentence,
        rows=tuple(r.id for r in rows),
    )


def _week(when: When | None, printed: str | None) -> str | None:
    """Return the week of an event: of its day, or of its days if they are in one week, or of its printing."""
    if when is not None:
        first, last = week_of(when.earliest), week_of(when.latest)
        return first if first == last else None
    return week_of(printed) if printed and len(printed) >= 10 else None


def week_of(day: str) -> str:
    """Return the ISO week of a day ("2025-W30")."""
    year, week, _ = date.fromisoformat(day[:10]).isocalendar()
    return f"{year}-W{week:02}"
