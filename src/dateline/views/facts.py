"""The facts of a record as the desk shows them: what each says in a line, and which words it lights."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from dateline.model.record import Record
from dateline.model.span import Evidence, Span
from dateline.model.statement import (
    Entity,
    EventMention,
    Figure,
    Mention,
    Party,
    Place,
    Quote,
    Relation,
    Statement,
    TimeExpression,
)
from dateline.views.amounts import amount
from dateline.views.i18n.formats import day, days, listed, territory
from dateline.views.i18n.labels import label
from dateline.views.i18n.languages import N_, ngettext
from dateline.views.i18n.languages import gettext as _
from dateline.views.verdicts import Reviewed
from dateline.views.words import Mark, timex
from dateline.world.countries import by_iso3

KINDS: dict[str, str] = {
    "name": N_("Names"),
    "place": N_("Places"),
    "time": N_("Times"),
    "quote": N_("Quotes"),
    "figure": N_("Figures"),
    "event": N_("Events"),
}
"""The kinds that are lit in the text, in the order of the legend."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One line of the list beside the text.

    Args:
        id: The first characters of the statement's id: it says what the fact says, so links to it last.
        kind: A key of KINDS, or front, or pair.
        title: What it comes to: the speaker, the number, the type, the value.
        words: The words it was read from, character for character.
        notes: The rest of its fields, each in a few words.
        reason: Why a field of it is empty.
        confidence: 0 to 1; None where there is none to show.
        marks: What it lights in the article's text.
        page_marks: What it lights in the page's own text.
        review: What people decided of it.
    """

    id: str
    kind: str
    title: str
    words: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    reason: str | None = None
    confidence: float | None = None
    marks: tuple[Mark, ...] = field(default=(), metadata={"screen": True})
    page_marks: tuple[Mark, ...] = field(default=(), metadata={"screen": True})
    review: Reviewed | None = None


def facts_of(record: Record) -> tuple[Fact, ...]:
    """Return the facts of a record, kind by kind in the order of the legend, each kind in the order of the text."""
    return tuple(_facts(record))


def _facts(record: Record) -> Iterator[Fact]:
    text = record.article.text.content
    labels = {entity.key: entity.label for entity in record.entities}
    by_id = {statement.id: statement for statement in record.statements()}
    yield from _names(record)
    yield from (_place(p) for p in record.places)
    yield from (_time(t) for t in record.times)
    yield from (_quote(q, labels, text) for q in record.quotes)
    yield from (_figure(f, by_id, labels, text) for f in record.figures)
    yield from (_event(e, by_id, labels, text) for e in record.events)
    yield from (_pair(r, text) for r in record.relations)


def short(statement: Statement) -> str:
    """Return the id of a statement as links carry it."""
    return statement.id[:12]


def country_name(code: str | None) -> str | None:
    """Return the name of a country's code, or the code where there is no such country."""
    country = by_iso3(code) if code else None
    return country.name if country else code


def _names(record: Record) -> Iterator[Fact]:
    """Yield a fact an entity with all its mentions, then one for each name that is no entity's."""
    places = {place.span for place in record.places}
    mentions: defaultdict[str, list[Mention]] = defaultdict(list)
    loose: defaultdict[tuple[str, str], list[Mention]] = defaultdict(list)
    for mention in record.mentions:
        if mention.entity:
            mentions[mention.entity].append(mention)
        elif mention.form == "name":
            loose[mention.type, mention.evidence[0].exact].append(mention)
    for entity in record.entities:
        yield _entity(entity, mentions[entity.key], places)
    for (type_, words), same in loose.items():
        marks = _name_marks(short(same[0]), same, places)
        yield Fact(id=short(same[0]), kind="name", title=words, notes=(label(type_),), marks=marks)


def _entity(entity: Entity, mentions: Sequence[Mention], places: set[Span]) -> Fact:
    id_ = short(entity)
    notes = (
        label(entity.type),
        entity.role,
        territory(entity.country) if entity.country else None,
        entity.sector,
        entity.code if entity.code != entity.country else None,
        _mentions(len(mentions)),
    )
    return Fact(
        id=id_,
        kind="name",
        title=entity.label,
        words=entity.aliases,
        notes=_kept(notes),
        reason=entity.reason,
        confidence=entity.confidence,
        marks=(*_marks(id_, "", entity.evidence), *_name_marks(id_, mentions, places)),
    )


def _mentions(n: int) -> str | None:
    return ngettext("%(num)s mention", "%(num)s mentions", n) if n > 1 else None


def _name_marks(fact: str, mentions: Sequence[Mention], places: set[Span]) -> tuple[Mark, ...]:
    """Return the marks of mentions; words lit as a place already are not lit twice."""
    return tuple(Mark(m.span, "" if m.span in places else "name", fact) for m in mentions)


def _place(place: Place) -> Fact:
    id_ = short(place)
    notes = (
        territory(place.country) if place.country and place.name != country_name(place.country) else None,
        None if place.form == "name" else label(place.form),
        _("stands for its government") if place.used_as == "actor" else None,
        f"GeoNames {place.geonames_id}" if place.geonames_id is not None else None,
    )
    return _fact(place, "place", place.name or _("not resolved"), notes, _marks(id_, "place", place.evidence))


def _time(time: TimeExpression) -> Fact:
    title = timex(time.value) if time.value else _("open")
    return _fact(time, "time", title, (label(time.type.lower()),), _marks(short(time), "time", time.evidence))


def _quote(quote: Quote, labels: dict[str, str], text: str) -> Fact:
    id_ = short(quote)
    source = quote.source.of(text) if quote.source else None
    title = labels.get(quote.speaker or "") or source or _("nobody named")
    marks = [Mark(span, "quote", id_) for span in quote.content]
    marks += [Mark(span, "said", id_) for span in (quote.source, quote.cue) if span]
    notes = (label(quote.manner), _("cue: %(words)s", words=quote.cue.of(text)) if quote.cue else None)
    words = tuple(span.of(text) for span in quote.content)
    return _fact(quote, "quote", title, notes, marks, words=words)


def _figure(figure: Figure, by_id: dict[str, Statement], labels: dict[str, str], text: str) -> Fact:
    id_ = short(figure)
    place, quote = by_id.get(figure.place or ""), by_id.get(figure.quote or "")
    notes = (
        label(figure.measure) if figure.measure else None,
        _("of: %(words)s", words=figure.of.of(text)) if figure.of else None,
        _("as of %(day)s", day=day(figure.as_of.value)) if figure.as_of else None,
        _("in %(place)s", place=place.name) if isinstance(place, Place) and place.name else None,
        _("according to %(who)s", who=_speaker(quote, labels, text)) if isinstance(quote, Quote) else None,
    )
    marks = [*_marks(id_, "figure", figure.evidence), *([Mark(figure.of, "", id_)] if figure.of else [])]
    return _fact(figure, "figure", amount(figure), notes, marks)


def _speaker(quote: Quote, labels: dict[str, str], text: str) -> str:
    return labels.get(quote.speaker or "") or (quote.source.of(text) if quote.source else _("nobody named"))


def _event(event: EventMention, by_id: dict[str, Statement], labels: dict[str, str], text: str) -> Fact:
    id_ = short(event)
    who = listed([_party(p, labels, text) for p in event.actors]) or _("actor not named")
    whom = listed([_party(p, labels, text) for p in event.recipients])
    date = event.date
    notes = (
        f"{who} → {whom}" if whom else who,
        days(date.earliest, date.latest) if date else None,
        event.place.name if event.place else None,
        None if event.factuality == "actual" else label(event.factuality),
        *map(label, event.contexts),
    )
    marks = [Mark(event.trigger, "event", id_), *(Mark(p.span, "", id_) for p in (*event.actors, *event.recipients))]
    for ref in (date.ref if date else None, event.place.ref if event.place else None):
        if ref in by_id:
            marks += _marks(id_, "", by_id[ref].evidence)
    return _fact(event, "event", event_title(event), notes, marks, words=(event.trigger.of(text),))


def event_title(event: EventMention) -> str:
    """Return an event's type and mode as they are shown."""
    return f"{label(event.type)} · {label(event.mode)}" if event.mode else label(event.type)


def _party(party: Party, labels: dict[str, str], text: str) -> str:
    return labels.get(party.entity or "") or party.span.of(text)


def _pair(relation: Relation, text: str) -> Fact:
    id_ = short(relation)
    marks = [Mark(span, "", id_) for span in (relation.actor, relation.recipient)]
    words = (relation.actor.of(text), relation.recipient.of(text))
    return _fact(relation, "pair", label(relation.type) if relation.type else _("no relation"), (), marks, words=words)


def _fact(
    statement: Statement,
    kind: str,
    title: str,
    notes: Iterable[str | None],
    marks: Iterable[Mark],
    *,
    words: tuple[str, ...] | None = None,
) -> Fact:
    """Return the fact of a statement; without other words, those of its evidence are shown."""
    return Fact(
        id=short(statement),
        kind=kind,
        title=title,
        words=words if words is not None else tuple(e.exact for e in statement.evidence),
        notes=_kept(notes),
        reason=statement.reason,
        confidence=statement.confidence,
        marks=tuple(marks),
    )


def _marks(fact: str, kind: str, evidence: Sequence[Evidence]) -> list[Mark]:
    return [Mark(e.span, kind, fact) for e in evidence]


def _kept(notes: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(note for note in notes if note)
