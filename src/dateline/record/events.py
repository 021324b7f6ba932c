"""Raw events to statements: parties with codes, days, places, contexts, and who asserts it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby
from operator import itemgetter

from dateline.model.article import Block
from dateline.model.span import Span
from dateline.model.statement import (
    Entity,
    EventDate,
    EventMention,
    EventPlace,
    Mention,
    Party,
    Place,
    Quote,
    TimeExpression,
)
from dateline.record.appositions import without_appositions, without_titles
from dateline.record.asserting import asserting_quote, is_told_there
from dateline.record.contexts import contexts_of
from dateline.record.deed_kinds import of_true_kind, with_protested
from dateline.record.event_dates import (
    from_anniversary,
    from_publication,
    from_time,
    is_ahead,
    is_done,
    is_of_what_comes,
    up_to_publication,
    week_before,
    within,
)
from dateline.record.event_times import (
    is_counted_from_another,
    is_counted_to,
    is_elsewhere,
    is_of_aside,
    is_told,
    time_before,
    up_to,
    up_to_next,
)
from dateline.record.origins import is_origin, without_origins
from dateline.record.own_clauses import in_own_clauses
from dateline.record.own_objects import with_own_objects
from dateline.record.parties import Known, once, parties
from dateline.record.reading import RawEvent, RawFacts
from dateline.record.scenes import meant_place
from dateline.record.side_words import doer, does, sides_of, strikes
from dateline.record.tokens import Sentence, Tokens
from dateline.record.true_sides import with_named_subject, with_true_sides
from dateline.record.unreal import as_it_was
from dateline.world import plover

LEAD_PARAGRAPHS = 2
"""A past-tense event of the first paragraphs without a day of its own is news of the day: that is what a lead is."""


_RECENT = 60
"""What was done so few days before publication is no history."""


@dataclass(frozen=True, slots=True)
class _Facts:
    """All that the other steps found, for the look-ups of one article."""

    tokens: Tokens
    known: Known
    times: Sequence[TimeExpression]
    places: Sequence[Place]
    quotes: Sequence[Quote]
    published: date | None
    lead: frozenset[int]
    speakers: Mapping[int, Span]


def find_event_mentions(
    tokens: Tokens,
    raw: RawFacts,
    *,
    mentions: Sequence[Mention],
    entities: Sequence[Entity],
    times: Sequence[TimeExpression],
    places: Sequence[Place],
    quotes: Sequence[Quote],
    published: date | None,
) -> tuple[EventMention, ...]:
    """Return the events of an article, in the order of the text; the same event told twice in a sentence is one.

    Args:
        tokens: The article in sentences.
        raw: What the reader found.
        mentions, entities, times, places, quotes: What the steps before found.
        published: The day of publication, if known: it dates the events of the lead and measures anniversaries.
    """
    known = Known(tokens.article.text.content, mentions, {e.key: e for e in entities}, places)
    facts = _Facts(
        tokens, known, times, places, quotes, published, _lead(tokens.article.blocks), _speakers(quotes, tokens)
    )
    out: list[EventMention] = []
    for sentence, told in groupby(_with_sentences(raw.events, tokens), key=itemgetter(1)):
        kinds = [k for e, _ in told if (k := of_true_kind(e, sentence.span, known.text)) is not None]
        kinds = [as_it_was(k, sentence.span, known.text) for k in kinds]
        for event in with_protested(_with_own_sides(kinds, known.text), known.text):
            found = _mention(event, sentence, facts)
            if not any(_same(found, other) for other in out if other.span in sentence.span):
                out.append(found)
    return tuple(out)


def _with_own_sides(events: Sequence[RawEvent], text: str) -> list[RawEvent]:
    """Return the events of a sentence, each with its own sides where two clauses, or two verbs, have their own."""
    return with_own_objects(in_own_clauses(events, text), text)


def _speakers(quotes: Sequence[Quote], tokens: Tokens) -> dict[int, Span]:
    """Return who says what, by where it begins; a "that" before it does not count."""
    text = tokens.article.text.content
    begun = ((min(q.content).start, q.source) for q in quotes if q.source is not None and q.content)
    return {at + 5 * text.startswith("that ", at): source for at, source in begun}


def _lead(blocks: Sequence[Block]) -> frozenset[int]:
    """Return the blocks that make the lead: headline, standfirst and the first paragraphs."""
    paragraphs = [n for n, b in enumerate(blocks) if b.role == "paragraph"][:LEAD_PARAGRAPHS]
    return frozenset(paragraphs) | {n for n, b in enumerate(blocks) if b.role in ("headline", "standfirst")}


def _with_sentences(events: Sequence[RawEvent], tokens: Tokens) -> Iterator[tuple[RawEvent, Sentence]]:
    """Yield each event with the sentence its trigger stands in."""
    at = 0
    for event in sorted(events, key=lambda e: e.trigger):
        while at < len(tokens.sentences) and tokens.sentences[at].span.end <= event.trigger.start:
            at += 1
        if at < len(tokens.sentences) and event.trigger.touches(tokens.sentences[at].span):
            yield event, tokens.sentences[at]


def _mention(event: RawEvent, sentence: Sentence, facts: _Facts) -> EventMention:
    text = facts.tokens.article.text
    event = without_origins(with_true_sides(event, text.content, facts.speakers), text.content)
    event = with_named_subject(event, facts.known.mentions, text.content)
    event, day, ahead = _settled(event, sentence, facts)
    place = None if is_told_there(event, facts.quotes) else _place(event, facts.places, text.content)
    acting = [r for r in event.recipients if _acts(r, event, text.content)]
    doers = [d for a in (*event.actors, *acting) if (d := doer(a, text.content)) is not None]
    struck = [r for r in event.recipients if r not in acting]
    actors, recipients = (_parties(spans, event.trigger, facts) for spans in (doers, struck))
    recipients = tuple(r for r in recipients if not _is_doer(r, actors, text.content))
    recipients = without_titles(recipients, actors, facts.known)
    evidence = tuple(text.cite(s) for s in (event.trigger, *(p.span for p in actors + recipients)))
    return EventMention(
        article=facts.tokens.article.id,
        evidence=evidence,
        type=event.type,
        mode=event.mode,
        contexts=contexts_of(sentence.span.of(text.content)),
        quad=plover.quad(event.type),
        intensity=plover.intensity(event.type, event.mode),
        trigger=event.trigger,
        actors=actors,
        recipients=tuple(_struck(p, event, sentence, facts) for p in recipients),
        date=day,
        place=place or _place_of_lead(event, sentence, actors + recipients, facts),
        factuality=event.factuality,
        quote=asserting_quote(event, facts.quotes, text.content),
        confidence=round(event.score, 2),
        reason=None if day else _why_undated(event, facts, ahead=ahead),
    )


def _is_doer(recipient: Party, actors: Sequence[Party], text: str) -> bool:
    """Say whether a recipient is who acts, by a pronoun as subjects are ("The party said it was appalled") or words.

    "After the police asked, | the court | refused" is read with the court on both sides.
    """
    subject = recipient.span.of(text).lower() in ("it", "he", "she", "they", "we", "i")
    same = any(a.entity == recipient.entity is not None for a in actors)
    return (subject and same) or any(a.span == recipient.span for a in actors)


def _settled(event: RawEvent, sentence: Sentence, facts: _Facts) -> tuple[RawEvent, EventDate | None, bool]:
    """Return an event with its day, and whether its words name a day ahead though it had happened.

    What only lies ahead is told as such.
    """
    text, day = facts.tokens.article.text.content, _date(event, sentence, facts)
    if event.factuality == "historical" and _is_fresh(event, day, sentence, facts):
        event = replace(event, factuality="actual")
    day = up_to_publication(day, event.factuality, facts.published)
    if day is None or not is_ahead(day, facts.published) or event.factuality not in ("actual", "historical"):
        return event, day, False
    if not is_done(event, text):
        return replace(event, factuality="future"), day, False
    last = week_before(day, event, text)
    if last is not None and is_ahead(last, facts.published):
        last = None
    return replace(event, factuality="actual"), last or _date_of_lead(event, sentence, facts), True


def _is_fresh(event: RawEvent, day: EventDate | None, sentence: Sentence, facts: _Facts) -> bool:
    """Say whether a deed that was read as long past is not: its own day is a recent one, or it had an aside's."""
    text, published = facts.tokens.article.text.content, facts.published
    if day is not None and published is not None and day.basis == "text" and day.earliest == day.latest:
        return published - timedelta(days=_RECENT) < date.fromisoformat(day.earliest) <= published
    times = [t for t in facts.times if t.span in sentence.span and (event.date is None or t.span.touches(event.date))]
    return any(is_of_aside(t.span, event.trigger, sentence.span, text) for t in times)


def _acts(recipient: Span, event: RawEvent, text: str) -> bool:
    """Say whether the words around a recipient make it the one who acts."""
    return does(recipient, event.trigger, text) or (event.type == "ASSAULT" and strikes(recipient, text))


def _parties(spans: Sequence[Span], trigger: Span, facts: _Facts) -> tuple[Party, ...]:
    text = facts.tokens.article.text.content
    told = (party for side in sides_of(spans, text) for party in parties(side, facts.known))
    found = once((p for p in told if not is_origin(p.span, text)), trigger)
    return without_appositions(found, facts.known.entities, facts.known.text)


def _date(event: RawEvent, sentence: Sentence, facts: _Facts) -> EventDate | None:
    """Return when it was: an anniversary, the time of its clause, or, in the lead, the day of publication."""
    text = facts.tokens.article.text.content
    anniversary = from_anniversary(text, sentence.span, event.trigger, facts.times, facts.published)
    if anniversary is not None:
        return anniversary
    attributive = time_before(event, text, facts.times)
    if attributive is not None:
        return attributive
    if event.date is not None:
        covered = [t for t in facts.times if t.span.touches(event.date) and not is_elsewhere(t.span, text)]
        covered = [t for t in covered if not is_of_what_comes(t.span, event.trigger, text)]
        own = [t for t in covered if not is_of_aside(t.span, event.trigger, sentence.span, text)]
        if covered and not own:
            return _date_of_lead(event, sentence, facts)
        covered = own
        dated = ((t, up_to_next(d, t, facts.times, text)) for t in covered if (d := from_time(t)) is not None)
        return next((within(d, up_to(t.span, event.trigger, text), facts.published) for t, d in dated), None)
    return _date_of_lead(event, sentence, facts)


def _date_of_lead(event: RawEvent, sentence: Sentence, facts: _Facts) -> EventDate | None:
    """Return the day of publication for what the lead tells as news."""
    text = facts.tokens.article.text.content
    told = event.factuality == "actual" and sentence.block in facts.lead and is_told(event, text)
    told = told and not is_counted_from_another(text[event.trigger.end : sentence.span.end])
    told = told and not is_counted_to(text[sentence.span.start : event.trigger.start])
    return from_publication(facts.published) if told and facts.published and not _tells_of_another_day(facts) else None


def _tells_of_another_day(facts: _Facts) -> bool:
    """Say whether the lead names a day or month past: what it tells without one is then hardly news of today."""
    day = facts.published.isoformat() if facts.published else ""
    lead = [b.span for n, b in enumerate(facts.tokens.article.blocks) if n in facts.lead]
    found = (d for t in facts.times if any(t.span in s for s in lead) and (d := from_time(t)) is not None)
    return any(d.precision in ("day", "month") and d.latest < day for d in found)


def _why_undated(event: RawEvent, facts: _Facts, *, ahead: bool) -> str:
    if ahead:
        return "no date: the words name a day after publication, and it had happened by then"
    if event.date is not None:
        return "no date: the words for the time do not say which day"
    if facts.published is None:
        return "no date: the sentence gives none, and the day of publication is unknown"
    return "no date: the sentence gives none, and the event is not plainly news of the day"


def _place(event: RawEvent, places: Sequence[Place], text: str) -> EventPlace | None:
    """Return the place that the reader's words for it name, or the one they stand in."""
    if event.place is None:
        return None
    found = meant_place(event.place, places, text)
    if found is None:
        return None
    if found.geonames_id is None and found.country is None:
        return EventPlace(geonames_id=None, name=found.span.of(text), country=None, ref=found.id)
    return _event_place(found)


def _event_place(found: Place) -> EventPlace:
    return EventPlace(geonames_id=found.geonames_id, name=found.name, country=found.country, ref=found.id)


def _struck(target: Party, event: RawEvent, sentence: Sentence, facts: _Facts) -> Party:
    """Give a struck place that no gazetteer knows the country where the rest of its sentence says the blow fell."""
    if event.type != "ASSAULT" or target.code:
        return target
    if not any(m.span == target.span and m.type == "place" for m in facts.known.mentions):
        return target
    after = [p for p in facts.places if p.span in sentence.span and p.span.start > event.trigger.end]
    countries = {p.country for p in after if p.country and p.form == "name" and p.used_as == "place"}
    return replace(target, code=countries.pop()) if len(countries) == 1 else target


def _place_of_lead(event: RawEvent, sentence: Sentence, parties: Sequence[Party], facts: _Facts) -> EventPlace | None:
    """Return the dateline's place for talks told in the lead without a place, where one side is at home there."""
    dateline = facts.tokens.article.dateline
    at_home = event.type == "CONSULT" and event.factuality == "actual" and sentence.block in facts.lead
    if dateline is None or not at_home or event.place is not None:
        return None
    spans = [e.span for e in dateline.evidence if e.text_id == facts.tokens.article.text.id]
    found = next((p for p in facts.places if any(p.span.touches(s) for s in spans)), None)
    if found is None or found.country is None or found.country not in {p.code for p in parties}:
        return None
    return _event_place(found)


def _same(one: EventMention, other: EventMention) -> bool:
    """Say whether two mentions of one sentence tell the same event: one type, and no side that tells them apart."""
    if (one.type, one.factuality) != (other.type, other.factuality):
        return False
    pairs = ((one.actors, other.actors), (one.recipients, other.recipients))
    return all(_agree(a, b) for a, b in pairs) and bool(one.actors or one.recipients)


def _agree(some: Sequence[Party], others: Sequence[Party]) -> bool:
    return {_identity(p) for p in some} == {_identity(p) for p in others}


def _identity(side: Party) -> str | Span:
    return side.entity or side.span
