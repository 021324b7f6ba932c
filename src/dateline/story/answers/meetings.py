"""Where two sides met: when and where, who led each side, and what they said there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.model.told import EventRow, NameRow, QuoteRow, Told, Who, Words
from dateline.story.alike import stands_alone
from dateline.story.answers.facts import Fact, When
from dateline.story.answers.sayings import Saying, sayings
from dateline.story.answers.selecting import is_of, parties_of

_MEETING = "CONSULT"
_NEAR = 4
"""So many sentences after the one that tells of a meeting still tell of it, where they say who led."""
_AGAIN = 2
"""So many sentences later "the meeting" is the one that was told of."""
_LED_BY = re.compile(r"\b(?:led|headed|chaired|represented|fronted) by\b", re.IGNORECASE)
_LEADS = re.compile(
    r"\b(?:led|headed|leads|heads|leading|heading|represented|chaired)\b"
    r"(?:\s+[\w’'-]+){0,6}?\s+(?:side|delegation|team|hosts?|party|group|mission|negotiators|guests?|visitors)\b",
    re.IGNORECASE,
)
_REACH = 120
"""So many characters from the word for leading its name may stand."""
_DEFINITE = re.compile(r"\b(?:the|this|that|their)\W+(?:[\w-]+\W+){0,3}$", re.IGNORECASE)
_ANOTHER = re.compile(r"\b(?:a|an|another|separate(?:ly)?)\W+(?:[\w-]+\W+){0,2}$", re.IGNORECASE)
_FOR_A_STATE = ("GOV", "MIL", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendant:
    """Somebody who took part for a side: who, by which words, in which sentence, and whether they led it."""

    side: str
    label: str
    identity: str | None
    led: bool
    words: Words
    sentence: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """A meeting of two sides.

    Args:
        id: The id of the event.
        when: Its date, None where no article says.
        place: Where it was.
        sentence: The words that tell it best.
        outlets: Who tells it.
        attendants: Who took part, those first who are said to have led.
        said: What the two sides say in the articles that tell of it.
    """

    id: str
    when: When | None
    place: str | None
    sentence: Words
    outlets: tuple[str, ...]
    attendants: tuple[Attendant, ...]
    said: tuple[Saying, ...]


def meetings_of(told: Told, facts: Sequence[Fact], a: str, b: str) -> tuple[Meeting, ...]:
    """Return the meetings among the events of two sides, in the order of time."""
    found = [
        _meeting(told, f, rows, a, b, second=n > 0)
        for f in facts
        if f.type == _MEETING
        for n, rows in enumerate(_apart(f))
    ]
    return tuple(sorted(found, key=lambda m: (m.when is None, m.when or When("", "", "day", ""), m.id)))


def _apart(fact: Fact) -> list[tuple[EventRow, ...]]:
    """Return the tellings of each meeting of what was taken for one: "a meeting" after another one is a second one."""
    others = [r for r in fact.rows if _ANOTHER.search(_before(r)) and any(_is_ahead(f, r) for f in fact.rows)]
    first = tuple(r for r in fact.rows if r not in others)
    return [first, *((r,) for r in others)]


def _is_ahead(one: EventRow, other: EventRow) -> bool:
    """Say whether a telling stands before another one in an article, with other people."""
    people = [{w.identity or w.label for w in parties_of(r) if w.type == "person"} for r in (one, other)]
    ahead = one.trigger.article == other.trigger.article and one.trigger.span < other.trigger.span
    return ahead and all(people) and people[0].isdisjoint(people[1])


def _before(row: EventRow) -> str:
    return row.sentence.exact[: max(row.trigger.span.start - row.sentence.span.start, 0)]


def _meeting(told: Told, fact: Fact, tellings: Sequence[EventRow], a: str, b: str, *, second: bool) -> Meeting:
    articles = {r.trigger.article for r in tellings}
    rows = [r for r in told.events if r.trigger.article in articles and r.type == _MEETING]
    of_it = [*tellings, *(r for r in rows if any(_means(told, r, t) for t in tellings))]
    attendants = _attendants(told, of_it, a, b)
    there = {x.identity or x.label for x in attendants}

    def at_it(quote: QuoteRow) -> bool:
        """Say whether somebody said it who was there, or at the article's first meeting at least speaks for a state."""
        who = quote.speaker
        if who is None or quote.article not in articles:
            return False
        return (who.identity or who.label) in there or (not second and who.sector in _FOR_A_STATE)

    said = (*sayings(told, a, b, at_it), *sayings(told, b, a, at_it))
    return Meeting(
        id=fact.id,
        when=fact.when,
        place=fact.vote(lambda r: r.place_name),
        sentence=max(tellings, key=_tells).sentence,
        outlets=tuple(dict.fromkeys(told.by_id[r.trigger.article].outlet for r in tellings)),
        attendants=attendants,
        said=tuple(sorted(said, key=lambda s: (s.printed, s.article, s.content[0].span))),
    )


def _tells(row: EventRow) -> tuple[bool, float]:
    """Return how well a row tells of a meeting: with its day, in a sentence that reads on its own."""
    return row.basis == "text", stands_alone(row.sentence.exact)


def _means(told: Told, row: EventRow, meeting: EventRow) -> bool:
    """Say whether "the meeting" a little further on is the one that was told of."""
    if row.trigger.article != meeting.trigger.article or row.earliest or not row.trigger.exact[:1].islower():
        return False
    return 0 < _distance(told, meeting.sentence, row.sentence) <= _AGAIN and bool(_DEFINITE.search(_before(row)))


def _distance(told: Told, one: Words, other: Words) -> int:
    """Return how many sentences of the body one is before the other; 0 where one of them is not of the body."""
    order = {s.span.start: n for n, s in enumerate(told.by_id[one.article].sentences)}
    if one.span.start in order and other.span.start in order:
        return order[other.span.start] - order[one.span.start]
    return 0


def _attendants(told: Told, rows: Sequence[EventRow], a: str, b: str) -> tuple[Attendant, ...]:
    found = [*_leaders(told, rows, a, b), *_parties(rows, a, b)]
    once: dict[tuple[str, str], Attendant] = {}
    for one in found:
        once.setdefault((one.side, one.identity or one.label.casefold()), one)
    return tuple(sorted(once.values(), key=lambda x: (not x.led, x.side != a)))


def _parties(rows: Sequence[EventRow], a: str, b: str) -> Iterator[Attendant]:
    """Yield the persons among those who meet; one of no known side is of the other side than all the rest."""
    for row in rows:
        persons = [w for w in parties_of(row) if w.type == "person"]
        sides = {id(w): _side_of(w, a, b) for w in parties_of(row)}
        known = {s for s in sides.values() if s}
        rest = ({a, b} - known).pop() if len(known) == 1 else None
        for who in persons:
            side = sides[id(who)] or (rest if who.code is None else None)
            if side:
                yield _attendant(side, who, row.sentence, row.sentence, led=False)


def _side_of(who: Who, a: str, b: str) -> str | None:
    of = [side for side in (a, b) if is_of(who, side)]
    return of[0] if len(of) == 1 else None


def _attendant(side: str, who: Who, words: Words, sentence: Words, *, led: bool) -> Attendant:
    return Attendant(side=side, label=who.label, identity=who.identity, led=led, words=words, sentence=sentence)


def _leaders(told: Told, rows: Sequence[EventRow], a: str, b: str) -> Iterator[Attendant]:
    """Yield whom the sentences of a meeting, and those that follow, name as leading a side."""
    for row in rows:
        for sentence in told.by_id[row.sentence.article].sentences:
            if row.sentence == sentence or 0 < _distance(told, row.sentence, sentence) <= _NEAR:
                names = [n for n in told.names if n.words.article == sentence.article and _stands_in(n, sentence)]
                yield from _leading(sentence, names, a, b)


def _stands_in(name: NameRow, sentence: Words) -> bool:
    return sentence.span.start <= name.words.span.start < sentence.span.end


def _leading(sentence: Words, names: Sequence[NameRow], a: str, b: str) -> Iterator[Attendant]:
    persons = [n for n in names if n.who.type == "person" and n.form == "name"]
    for found in _LED_BY.finditer(sentence.exact):
        end = sentence.span.start + found.end()
        yield from _led(next((n for n in persons if 0 <= n.words.span.start - end < _REACH), None), sentence, a, b)
    for found in _LEADS.finditer(sentence.exact):
        start = sentence.span.start + found.start()
        before = [n for n in persons if 0 <= start - n.words.span.end < _REACH]
        yield from _led(before[-1] if before else None, sentence, a, b)


def _led(name: NameRow | None, sentence: Words, a: str, b: str) -> Iterator[Attendant]:
    side = _side_of(name.who, a, b) if name else None
    if name and side:
        yield _attendant(side, name.who, name.words, sentence, led=True)
