"""The context of a page about two sides: what they do to and with each other."""

from __future__ import annotations

from dataclasses import dataclass, field

from dateline.story.answers.dyads import WeekCount
from dateline.story.answers.exchanges import Deed
from dateline.views.charts import BarChart
from dateline.views.contexts import SCREEN
from dateline.views.maps import WorldMap
from dateline.views.pieces import EntryLine, Named, Piece


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """Which events are asked for; empty is all that took place."""

    quad: tuple[int, ...] = ()
    type: tuple[str, ...] = ()
    factuality: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    query: str = field(default="", metadata=SCREEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeLine(Deed):
    """An event between the sides: which way, what, when, where it is told, by how many sources."""

    day: str | None
    precision: str | None
    day_shown: str
    stories: tuple[str, ...]
    outlets: tuple[str, ...]
    witnesses: int
    sentence: Piece


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What a side said; `manner` says whether it is a quotation, told without quotation marks, or some of both."""

    by: str
    of: str
    speaker: Named
    manner: str
    words: tuple[Piece, ...]
    printed: str
    printed_shown: str
    outlets: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendant:
    """Somebody who took part for a side, as what, and the sentence that says so."""

    who: Named
    role: str | None
    led: bool
    named: bool
    sentence: Piece


@dataclass(frozen=True, slots=True, kw_only=True)
class Delegation:
    """A side at a meeting: those who led it, as the articles say; the others who took part."""

    side: str
    label: str
    leaders: tuple[Attendant, ...]
    others: tuple[Attendant, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingLine:
    """A meeting: when, where, who was there for each side, and what they said."""

    id: str
    day: str | None
    day_shown: str | None
    place: str | None
    sentence: Piece
    outlets: tuple[str, ...]
    sides: tuple[Delegation, ...]
    said: tuple[Words, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Direction:
    """What one side does to or with the other."""

    by: Named
    to: Named
    events: int
    stories: int
    intensity: float | None
    quads: tuple[tuple[int, int], ...]
    chart: BarChart | None = field(metadata=SCREEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class DyadPage:
    """Two sides.

    Args:
        a, b: The sides.
        filters: Which events are shown.
        articles, left: How many articles that name both are looked at, and whether there are more.
        directions: Both ways, with the four quads a week by story.
        weeks: The numbers of the charts.
        meetings: Where they met.
        events: What they did, in the order of time; a joint event once.
        said: What each said of the other.
        timeline: The days that matter.
        map: Where.
        caveats: Where the outlets that feed this changed.
        undated: How many events are in no week.
        quads, types: What can be asked for.
    """

    a: Named
    b: Named
    a_id: str
    b_id: str
    filters: Filters
    articles: int
    left: bool
    directions: tuple[Direction, ...]
    weeks: tuple[WeekCount, ...]
    meetings: tuple[MeetingLine, ...]
    events: tuple[ExchangeLine, ...]
    said: tuple[Words, ...]
    timeline: tuple[EntryLine, ...]
    map: WorldMap | None
    caveats: tuple[str, ...]
    undated: int
    types: tuple[str, ...] = field(metadata=SCREEN)
    countries: tuple[tuple[str, str], ...] = field(metadata=SCREEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class PickPage:
    """The page where two sides are picked: the countries, and the pairs most is told of."""

    countries: tuple[tuple[str, str], ...] = field(metadata=SCREEN)
    pairs: tuple[tuple[str, str, str, int], ...]
    a: str = field(default="", metadata=SCREEN)
    b: str = field(default="", metadata=SCREEN)
