"""The context of two sides: both directions, weeks, meetings, events, words, days."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from typing import get_args

from dateline.errors import QueryError
from dateline.model.statement import Factuality
from dateline.store import Store
from dateline.story.answers.dyads import HAPPENED, Dyad, dyad
from dateline.story.answers.exchanges import Exchange, as_deed
from dateline.story.answers.meetings import Attendant as Attended
from dateline.story.answers.meetings import Meeting
from dateline.story.answers.sayings import Saying
from dateline.story.answers.selecting import between
from dateline.story.answers.timeline import Entry, timeline
from dateline.views import dyad_contexts as c
from dateline.views.charts import week_chart, weeks_between
from dateline.views.i18n.formats import day, listed, territory
from dateline.views.i18n.languages import N_, language
from dateline.views.i18n.languages import gettext as _
from dateline.views.lines import entry_lines, role_in, when_shown, who_url
from dateline.views.maps import world_map
from dateline.views.pieces import Named
from dateline.views.told import Shelf, gather
from dateline.world.countries import countries
from dateline.world.plover import EVENT_TYPES

MOST = 300
"""So many articles that name both sides are looked at, the latest."""
QUADS = {
    1: N_("Verbal cooperation"),
    2: N_("Material cooperation"),
    3: N_("Verbal conflict"),
    4: N_("Material conflict"),
}
FACTUALITY: tuple[Factuality, ...] = get_args(Factuality)
_PAIRS = 24


def dyad_page(store: Store, a: str, b: str, filters: c.Filters) -> c.DyadPage:
    """Return what two sides (actor codes, or ids of identities) do to and with each other.

    Raises:
        QueryError: If both are the same.
        NotFound: If one is an identity that the store does not hold.
    """
    sides = {side: _side(store, side) for side in (a, b)}
    shelf, found = _asked(store, a, b, filters)
    weeks = weeks_between([w.week for w in found.weeks])
    return c.DyadPage(
        a=sides[a],
        b=sides[b],
        a_id=a,
        b_id=b,
        filters=filters,
        articles=len(shelf.stored),
        left=len(shelf.stored) >= MOST,
        directions=tuple(_direction(found, sides, by, to, weeks) for by, to in ((a, b), (b, a))),
        weeks=found.weeks,
        meetings=tuple(_meeting(shelf, m, sides) for m in found.meetings),
        events=tuple(_exchange(shelf, e) for e in _once(found.exchanges)),
        said=tuple(_words(shelf, s) for s in found.said),
        timeline=entry_lines(shelf, timeline(between(shelf.told, a, b))),
        map=world_map(shelf),
        caveats=tuple(caveat.reason for caveat in found.caveats),
        undated=found.undated,
        types=tuple(EVENT_TYPES),
        countries=every_country(),
    )


def dyad_days(store: Store, a: str, b: str) -> tuple[str, tuple[Entry, ...]]:
    """Return the title and the days of two sides' timeline."""
    return title_of(store, a, b), timeline(between(gather(store, store.dyad(a, b, most=MOST)).told, a, b))


def title_of(store: Store, a: str, b: str) -> str:
    """Return what two sides are called together.

    Raises:
        QueryError: If both are the same.
        NotFound: If one is an identity that the store does not hold.
    """
    labels = [_side(store, side).label for side in (a, b)]
    _same(a, b)
    return listed(labels)


def pick_page(store: Store, *, a: str = "", b: str = "") -> c.PickPage:
    """Return the page where two sides are picked; what is picked already stays so."""
    pairs = ((a, b, listed([territory(a), territory(b)]), n) for a, b, n in store.pairs(most=_PAIRS))
    return c.PickPage(countries=every_country(), pairs=tuple(pairs), a=a, b=b)


def every_country() -> tuple[tuple[str, str], ...]:
    """Return the codes and names of all countries, by name."""
    return _every_country(language())


@cache
def _every_country(_language: str) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(((x.iso3, territory(x.iso3)) for x in countries()), key=lambda x: x[1]))


def filters_of(
    *, quad: Sequence[int], type: Sequence[str], factuality: Sequence[str], since: str, until: str, query: str
) -> c.Filters:
    """Return the filters that were asked for.

    Raises:
        QueryError: If one cannot be understood.
    """
    for name, asked, known in (
        ("quad", quad, QUADS),
        ("type", type, EVENT_TYPES),
        ("factuality", factuality, FACTUALITY),
    ):
        for wrong in (x for x in asked if x not in known):
            raise QueryError(f"{name}: {wrong} is none of {', '.join(map(str, known))}")
    return c.Filters(
        quad=tuple(quad),
        type=tuple(type),
        factuality=tuple(factuality),
        since=since or None,
        until=until or None,
        query=f"?{query}" if query else "",
    )


def _same(a: str, b: str) -> None:
    if a == b:
        raise QueryError("two sides are asked for, and these are one: pick another one beside it")


def _asked(store: Store, a: str, b: str, filters: c.Filters) -> tuple[Shelf, Dyad]:
    _same(a, b)
    shelf = gather(store, store.dyad(a, b, most=MOST))
    happened: Collection[Factuality] = [f for f in FACTUALITY if f in filters.factuality] or HAPPENED
    found = dyad(
        shelf.told,
        a,
        b,
        factuality=happened,
        types=filters.type,
        quads=filters.quad,
        since=filters.since,
        until=filters.until,
    )
    return shelf, found


def _side(store: Store, side: str) -> Named:
    """Return a side with its name: a state's, or that of an identity."""
    if len(side) == 3 and side.isupper():
        return Named(label=territory(side), url=None)
    row, _ = store.identity(side, most=0)
    return Named(label=row.label, url=who_url(row.id))


def _direction(found: Dyad, sides: Mapping[str, Named], by: str, to: str, weeks: Sequence[str]) -> c.Direction:
    mine = [e for e in found.exchanges if e.by == by]
    counts = {(w.week, w.quad): w.stories for w in found.weeks if w.by == by}
    return c.Direction(
        by=sides[by],
        to=sides[to],
        events=len(mine),
        stories=len({s for e in mine for s in e.stories}),
        intensity=found.intensity[0] if by == found.a else found.intensity[1],
        quads=tuple((q, len({s for e in mine if e.quad == q for s in e.stories})) for q in QUADS),
        chart=week_chart(counts, weeks, {q: _(name) for q, name in QUADS.items()}) if weeks else None,
    )


def _once(exchanges: Iterable[Exchange]) -> list[Exchange]:
    """Return the events, the latest first; one that both did together is there once."""
    seen: dict[tuple[str, str], Exchange] = {}
    for e in exchanges:
        seen.setdefault((e.id, "" if e.joint else e.by), e)
    return list(seen.values())[::-1]


def _exchange(shelf: Shelf, e: Exchange) -> c.ExchangeLine:
    shown = (
        when_shown(e.when.earliest, e.when.latest, e.when.precision)
        if e.when
        else _("printed %(day)s", day=day(e.printed[:10]))
    )
    return c.ExchangeLine(
        **as_deed(e),
        day=e.when.earliest if e.when else None,
        precision=e.when.precision if e.when else None,
        day_shown=shown,
        stories=e.stories,
        outlets=_outlets(shelf, e),
        witnesses=e.witnesses,
        sentence=shelf.piece(e.sentence),
    )


def _outlets(shelf: Shelf, e: Exchange) -> tuple[str, ...]:
    articles = dict.fromkeys(r.trigger.article for r in shelf.told.events if r.id in e.rows)
    return tuple(dict.fromkeys(shelf.outlet(a) for a in articles))


def _meeting(shelf: Shelf, meeting: Meeting, sides: Mapping[str, Named]) -> c.MeetingLine:
    when = meeting.when
    return c.MeetingLine(
        id=meeting.id,
        day=when.earliest if when else None,
        day_shown=when_shown(when.earliest, when.latest, when.precision) if when else None,
        place=meeting.place,
        sentence=shelf.piece(meeting.sentence),
        outlets=tuple(o or shelf.outlet(meeting.sentence.article) for o in meeting.outlets),
        sides=tuple(_delegation(shelf, meeting.attendants, side, name.label) for side, name in sides.items()),
        said=tuple(_words(shelf, s) for s in meeting.said),
    )


def _delegation(shelf: Shelf, attendants: Sequence[Attended], side: str, label: str) -> c.Delegation:
    mine = [_attendant(shelf, x) for x in attendants if x.side == side]
    return c.Delegation(
        side=side,
        label=label,
        leaders=tuple(x for x in mine if x.led),
        others=tuple(sorted((x for x in mine if not x.led), key=lambda x: not x.named)),
    )


def _attendant(shelf: Shelf, x: Attended) -> c.Attendant:
    who = Named(label=x.label, url=who_url(x.identity))
    role = role_in(shelf, x.sentence.article, x.identity)
    return c.Attendant(who=who, role=role, led=x.led, named=x.identity is not None, sentence=shelf.piece(x.sentence))


def _words(shelf: Shelf, saying: Saying) -> c.Words:
    """Return what was said as it is printed; what stands between quotation marks in it is marked."""
    marked = saying.marked if saying.manner == "mixed" else ()
    return c.Words(
        by=saying.by,
        of=saying.of,
        speaker=Named(label=saying.speaker, url=who_url(saying.identity)),
        manner=saying.manner,
        words=tuple(shelf.piece(w, fact=saying.quote, lit=marked, kind="quote") for w in saying.content),
        printed=saying.printed,
        printed_shown=day(saying.printed[:10]),
        outlets=tuple(o or shelf.outlet(saying.article) for o in saying.outlets),
    )
