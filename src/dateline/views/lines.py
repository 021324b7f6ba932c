"""What `story` answers, as lines of a page: what is known, days, quotations, names."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from dateline.model.statement import Entity
from dateline.model.told import NameRow, QuoteRow, Who
from dateline.model.utterance import Utterance, Variant
from dateline.story.answers.known import Known
from dateline.story.answers.timeline import Entry
from dateline.views.facts import country_name
from dateline.views.i18n.formats import day, days, territory
from dateline.views.pieces import Chip, EntryLine, KnownLine, Named, NameLine, Piece, SaidLine, WordingLine
from dateline.views.told import Shelf, opens

_FINE = {"year": 4, "month": 7, "day": 10}
_ROLES = 2


def who_url(identity: str | None) -> str | None:
    """Return the page about somebody or something."""
    return f"/who/{identity}" if identity else None


def named(who: Who | None) -> Named | None:
    """Return somebody with their page."""
    return Named(label=who.label, url=who_url(who.identity)) if who else None


def known_lines(shelf: Shelf, found: Iterable[Known]) -> tuple[KnownLine, ...]:
    """Return sentences that tell what happened, each with all who tell it."""
    return tuple(_known(shelf, k) for k in found)


def _known(shelf: Shelf, known: Known) -> KnownLine:
    sources = [
        Chip(article=s.article, outlet=piece.outlet, url=piece.url)
        for s in known.sources
        for piece in [shelf.piece(s.words)]
        if s.copy_of is None or s.article == known.sentence.article
    ]
    return KnownLine(
        sentence=shelf.piece(known.sentence),
        sources=tuple(sources),
        copies=len(known.sources) - len(sources),
        witnesses=known.witnesses,
        according_to=known.according_to,
    )


def entry_lines(shelf: Shelf, entries: Iterable[Entry]) -> tuple[EntryLine, ...]:
    """Return the days of a timeline."""
    return tuple(_entry(shelf, e) for e in entries)


def _entry(shelf: Shelf, entry: Entry) -> EntryLine:
    return EntryLine(
        earliest=entry.earliest,
        latest=entry.latest,
        precision=entry.precision,
        shown=when_shown(entry.earliest, entry.latest, entry.precision),
        basis=entry.basis,
        announced=entry.announced,
        sentence=shelf.piece(entry.sentence),
        published=entry.published,
        published_shown=day(entry.published) if entry.published else None,
        seen=entry.seen,
        seen_shown=day(entry.seen[:16] + "Z"),
        outlets=entry.outlets,
        witnesses=entry.witnesses,
        reason=entry.reason,
    )


def when_shown(earliest: str, latest: str, precision: str) -> str:
    """Return a time as it is shown, no finer than it is known."""
    fine = _FINE.get(precision, 10)
    first, last = earliest[:fine], latest[:fine]
    return days(first, last)


def said_lines(shelf: Shelf, found: Iterable[Utterance]) -> tuple[SaidLine, ...]:
    """Return what was said, the longest quotation first of its versions."""
    quotes = {q.id: q for q in shelf.told.quotes}
    return tuple(_said(shelf, u, quotes) for u in found)


def _said(shelf: Shelf, utterance: Utterance, quotes: dict[str, QuoteRow]) -> SaidLine:
    ids = _ids(utterance, quotes)
    return SaidLine(
        id=utterance.id,
        speaker=named(utterance.speaker),
        said=tuple(shelf.piece(w, fact=ids.get(w.article)) for w in utterance.said),
        day=utterance.first,
        day_shown=day(utterance.first),
        outlets=tuple(o or shelf.outlet(utterance.variants[0].article) for o in utterance.outlets),
        variants=tuple(_variant(shelf, v, utterance) for v in utterance.variants if v.wording != "longest"),
        disputed=tuple(name for name in utterance.disputed if utterance.speaker and name != utterance.speaker.label),
    )


def _ids(utterance: Utterance, quotes: dict[str, QuoteRow]) -> dict[str, str]:
    """Return for each article the quote whose words are its version of it, where one is all of them."""
    return {v.article: v.quotes[0] for v in utterance.variants if len(v.quotes) == 1 and v.quotes[0] in quotes}


def _variant(shelf: Shelf, variant: Variant, utterance: Utterance) -> WordingLine:
    label, spoken = (w.label if w else None for w in (variant.speaker, utterance.speaker))
    return WordingLine(
        source=shelf.chip(variant.article, opens(variant.article, variant.quotes[0][:12])),
        wording=variant.wording,
        words=tuple(shelf.piece(w, fact=variant.quotes[0]) for w in variant.content),
        shared=round(variant.shared, 3),
        speaker=label if label != spoken else None,
    )


def name_lines(shelf: Shelf, names: Sequence[NameRow]) -> tuple[NameLine, ...]:
    """Return whom and what the names stand for, those in most articles first; nouns and pronouns are no names."""
    roles = _roles(shelf)
    groups: defaultdict[str, list[NameRow]] = defaultdict(list)
    for name in names:
        if name.form == "name":
            groups[name.who.identity or f"{name.who.type} {name.who.label}"].append(name)
    lines = [_name(shelf, found, roles[key]) for key, found in groups.items()]
    return tuple(sorted(lines, key=lambda n: (-n.articles, -n.mentions, n.label)))


def _roles(shelf: Shelf) -> defaultdict[str, Counter[str]]:
    out: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for id_, entity in entities_of(shelf):
        if entity.role:
            out[id_][entity.role] += 1
    return out


def role_in(shelf: Shelf, article: str, identity: str | None) -> str | None:
    """Return the office that an article gives somebody, in its words."""
    at = shelf.joined.get(article)
    if at is None or identity is None:
        return None
    entities = shelf.stored[article].record.entities
    return next((e.role for e in entities if e.role and at.identities.get(e.id) == identity), None)


def entities_of(shelf: Shelf) -> Iterable[tuple[str, Entity]]:
    """Yield every article's entities with the identity each was recognized as."""
    for article, stored in shelf.stored.items():
        at = shelf.joined.get(article)
        for entity in stored.record.entities:
            if at and entity.id in at.identities:
                yield at.identities[entity.id], entity


def _name(shelf: Shelf, found: Sequence[NameRow], roles: Counter[str]) -> NameLine:
    who = max((n.who for n in found), key=lambda w: (len(w.label.split()), w.label))
    code = next((n.who.code for n in found if n.who.code), None)
    country = country_name(code)
    return NameLine(
        label=who.label,
        url=who_url(who.identity),
        type=who.type,
        country=(code, territory(code)) if code and country and country not in (code, who.label) else None,
        roles=tuple(role for role, _ in roles.most_common(_ROLES)),
        articles=len({n.words.article for n in found}),
        mentions=len(found),
        first=_first(shelf, found[0]),
    )


def _first(shelf: Shelf, name: NameRow) -> Piece:
    return shelf.piece(name.words)
