"""A dyad as a tool gives it: what two sides do to and with each other, and what each says of the other."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.errors import QueryError
from dateline.model.told import Told
from dateline.store import Store
from dateline.story.answers.coverage import Caveat
from dateline.story.answers.dyads import WeekCount, dyad
from dateline.story.answers.exchanges import Deed, Exchange, as_deed
from dateline.story.answers.facts import When
from dateline.story.answers.meetings import Meeting
from dateline.story.answers.sayings import Saying
from dateline.views.mcp.answers import MOST_TOKENS, Answer, cut
from dateline.views.mcp.asking import MOST_ARTICLES, Cursor, Day, Side, Tokens, side_of, too_many
from dateline.views.mcp.passages import MOST_PASSAGES, Passage, passage, passages
from dateline.views.told import told_of

_OUTLETS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeLine(Deed):
    """What one side did to the other; a joint event is there once, with `joint`.

    Args:
        when, week: Its date, and the ISO week it is counted in.
        outlets, independent_sources: Who tells it, and how many of them on their own.
        sentence: The words that tell it best.
    """

    when: When | None
    week: str | None
    outlets: tuple[str, ...]
    independent_sources: int
    sentence: Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class AttendantLine:
    """Somebody who took part in a meeting for a side, and whether they led it."""

    side: str
    label: str
    led: bool
    words: Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingLine:
    """A meeting of the two sides."""

    id: str
    when: When | None
    place: str | None
    sentence: Passage
    attendants: tuple[AttendantLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SayingLine:
    """What one side said of the other; only what is `marked` stood between quotation marks."""

    by: str
    of: str
    speaker: str
    manner: str
    words: tuple[Passage, ...]
    marked: tuple[Passage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DyadTold(Answer):
    """Two sides.

    Args:
        a, b, a_label, b_label: The sides.
        a_to_b, b_to_a: Mean intensity of each direction (PLOVER, -10 to 10); None where nothing happened.
        undated: How many exchanges are in no week, since nobody says when they were.
        caveats: Where the outlets that feed it changed: counts before and after cannot be compared.
        exchanges: What they did, the latest first.
        meetings, said: Where they met, and what each said of the other.
        weeks: By week, direction and quad: how many stories and events.
    """

    a: str
    b: str
    a_label: str
    b_label: str
    a_to_b: float | None
    b_to_a: float | None
    undated: int
    caveats: tuple[Caveat, ...]
    exchanges: tuple[ExchangeLine, ...]
    meetings: tuple[MeetingLine, ...]
    said: tuple[SayingLine, ...]
    weeks: tuple[WeekCount, ...]


def get_dyad(
    store: Store,
    *,
    a: Side,
    b: Side,
    since: Day | None = None,
    until: Day | None = None,
    cursor: Cursor = None,
    max_tokens: Tokens = MOST_TOKENS,
) -> DyadTold:
    """Give what two sides did to and with each other (India, Israel): both directions, meetings, what each said."""
    (one, one_label), (other, other_label) = side_of(store, a), side_of(store, b)
    if one == other:
        raise QueryError(f"a dyad has two sides, not {one_label} twice")
    ids = store.dyad(one, other, most=MOST_ARTICLES + 1)
    told = told_of(store, ids[:MOST_ARTICLES])
    found = dyad(told, one, other, since=since, until=until)
    exchanges = [e for e in reversed(found.exchanges) if not (e.joint and e.by == other)]
    answer = DyadTold(
        a=one,
        b=other,
        a_label=one_label,
        b_label=other_label,
        a_to_b=found.intensity[0],
        b_to_a=found.intensity[1],
        undated=found.undated,
        caveats=found.caveats,
        exchanges=tuple(_exchange(told, e) for e in exchanges),
        meetings=tuple(_meeting(told, m) for m in found.meetings),
        said=tuple(_saying(told, s) for s in found.said),
        weeks=found.weeks,
        note=too_many(len(ids) > MOST_ARTICLES),
    )
    sections = ("caveats", "exchanges", "meetings", "said", "weeks")
    return cut(answer, *sections, cursor=cursor, max_tokens=max_tokens)


def _exchange(told: Told, exchange: Exchange) -> ExchangeLine:
    return ExchangeLine(
        **as_deed(exchange),
        when=exchange.when,
        week=exchange.week,
        outlets=exchange.outlets[:_OUTLETS],
        independent_sources=exchange.witnesses,
        sentence=passage(told, exchange.sentence),
    )


def _meeting(told: Told, meeting: Meeting) -> MeetingLine:
    attendants = (
        AttendantLine(side=a.side, label=a.label, led=a.led, words=passage(told, a.words))
        for a in meeting.attendants[: 2 * MOST_PASSAGES]
    )
    return MeetingLine(
        id=meeting.id,
        when=meeting.when,
        place=meeting.place,
        sentence=passage(told, meeting.sentence),
        attendants=tuple(attendants),
    )


def _saying(told: Told, saying: Saying) -> SayingLine:
    return SayingLine(
        by=saying.by,
        of=saying.of,
        speaker=saying.speaker,
        manner=saying.manner,
        words=passages(told, saying.content),
        marked=passages(told, saying.marked),
    )
