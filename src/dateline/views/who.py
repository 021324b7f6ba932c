"""The context of somebody or something over all articles that name it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from dateline.model.told import FigureRow, NameRow, QuoteRow, Told
from dateline.store import Store
from dateline.store.stories import IdentityRow
from dateline.story.answers.facts import Fact, facts_of
from dateline.story.answers.selecting import about, is_of, parties_of
from dateline.story.answers.timeline import timeline
from dateline.story.numbers.tallies import tallies
from dateline.story.speech.utterances import utterances
from dateline.views.facts import country_name
from dateline.views.i18n.formats import day, territory
from dateline.views.i18n.languages import gettext as _
from dateline.views.lines import entities_of, entry_lines, named, said_lines, when_shown
from dateline.views.maps import world_map
from dateline.views.pieces import Named, Piece
from dateline.views.tallied import tally_lines
from dateline.views.told import Shelf, gather
from dateline.views.who_contexts import AliasLine, ArticleLine, DeedLine, RoleLine, WhoPage
from dateline.views.words import direction, language_tag

MOST = 120
"""So many articles are looked at, the latest."""
_SHOWN, _EVENTS, _BESIDE = 40, 40, 8


def who_page(store: Store, id: str) -> WhoPage:
    """Return somebody or something.

    Raises:
        NotFound: If the store does not hold it.
    """
    row, ids = store.identity(id, most=MOST)
    shelf = gather(store, ids)
    told, names = shelf.told, [n for n in shelf.told.names if n.who.identity == row.id and n.form == "name"]
    own = about(told, row.id)
    facts = [f for f in facts_of(told) if any(is_of(w, row.id) for r in f.rows for w in parties_of(r))]
    others = _about(told, names, row.id)
    return WhoPage(
        id=row.id,
        label=row.label,
        type=row.type,
        country=(row.country, territory(row.country)) if row.country else None,
        is_state=row.type == "place" and row.country is not None and row.label == country_name(row.country),
        first=row.first,
        last=row.last,
        days_shown=_days(row.first, row.last),
        articles_in_all=row.articles,
        shown=len(shelf.stored),
        names=_aliases(shelf, names),
        roles=_roles(shelf, row),
        said=said_lines(shelf, utterances(_with(own, told)))[:_SHOWN],
        about=said_lines(shelf, utterances(replace(told, quotes=others, by_id={})))[:_SHOWN],
        tallies=tally_lines(shelf, tallies(replace(told, figures=_figures(told, names, row.id), by_id={}))),
        events=tuple(_deed(shelf, f) for f in sorted(facts, key=_latest, reverse=True)[:_EVENTS]),
        timeline=entry_lines(shelf, timeline(own)),
        map=world_map(shelf),
        articles=tuple(_articles(shelf)),
        beside=_beside(facts, row.id),
    )


def _with(own: Told, told: Told) -> Told:
    """Return what is about somebody, with all articles it may come from."""
    return replace(own, articles=told.articles, by_id={})


def _days(first: str | None, last: str | None) -> str | None:
    return when_shown(first, last, "day") if first and last else None


def _aliases(shelf: Shelf, names: Sequence[NameRow]) -> tuple[AliasLine, ...]:
    groups: defaultdict[str, list[NameRow]] = defaultdict(list)
    for name in names:
        groups[name.words.exact].append(name)
    lines = (
        AliasLine(
            name=exact,
            mentions=len(found),
            articles=len({n.words.article for n in found}),
            example=shelf.piece(found[0].words),
        )
        for exact, found in groups.items()
    )
    return tuple(sorted(lines, key=lambda a: (-a.articles, -a.mentions, a.name)))


def _roles(shelf: Shelf, row: IdentityRow) -> tuple[RoleLine, ...]:
    """Return the offices it is given, each from the first day it is told to the last, in the order of time."""
    groups: defaultdict[str, list[str]] = defaultdict(list)
    spelled: dict[str, str] = {}
    for id_, entity in entities_of(shelf):
        if id_ == row.id and entity.role:
            key = entity.role.casefold()
            spelled.setdefault(key, entity.role)
            groups[key].append(entity.article)
    lines = (_role(shelf, spelled[key], articles) for key, articles in groups.items())
    return tuple(sorted(lines, key=lambda r: (r.first, r.last, r.role)))


def _role(shelf: Shelf, role: str, articles: Sequence[str]) -> RoleLine:
    days = sorted(shelf.told.by_id[a].day for a in articles)
    first = min(articles, key=lambda a: shelf.told.by_id[a].day)
    return RoleLine(
        role=role,
        first=days[0],
        last=days[-1],
        days_shown=when_shown(days[0], days[-1], "day"),
        articles=len(articles),
        outlets=tuple(dict.fromkeys(shelf.outlet(a) for a in articles)),
        example=_telling(shelf, first, role),
    )


def _telling(shelf: Shelf, article: str, role: str) -> Piece | None:
    """Return a sentence of an article that has the words of an office; None where none has all of them together."""
    sentences = shelf.told.by_id[article].sentences
    return next((shelf.piece(s) for s in sentences if role.casefold() in s.exact.casefold()), None)


def _about(told: Told, names: Sequence[NameRow], id: str) -> tuple[QuoteRow, ...]:
    """Return what others say in which it is named."""
    at: defaultdict[str, list[int]] = defaultdict(list)
    for name in names:
        at[name.words.article].append(name.words.span.start)

    def names_it(quote: QuoteRow) -> bool:
        return any(w.span.start <= n < w.span.end for w in quote.content for n in at[quote.article])

    return tuple(q for q in told.quotes if not (q.speaker and is_of(q.speaker, id)) and names_it(q))


def _figures(told: Told, names: Sequence[NameRow], id: str) -> tuple[FigureRow, ...]:
    """Return the figures it vouches for, and those in sentences that name it."""
    at: defaultdict[str, list[int]] = defaultdict(list)
    for name in names:
        at[name.words.article].append(name.words.span.start)

    def keep(figure: FigureRow) -> bool:
        span = figure.sentence.span
        return bool(figure.authority and is_of(figure.authority, id)) or any(
            span.start <= n < span.end for n in at[figure.words.article]
        )

    return tuple(f for f in told.figures if keep(f))


def _latest(fact: Fact) -> str:
    return fact.when.earliest if fact.when else fact.articles[fact.rows[0].trigger.article].day


def _deed(shelf: Shelf, fact: Fact) -> DeedLine:
    row = max(fact.rows, key=lambda r: r.confidence)
    return DeedLine(
        id=fact.id,
        type=fact.type,
        mode=fact.vote(lambda r: r.mode),
        who=tuple(n for n in map(named, row.actors) if n),
        whom=tuple(n for n in map(named, row.recipients) if n),
        day=fact.when.earliest if fact.when else None,
        day_shown=when_shown(fact.when.earliest, fact.when.latest, fact.when.precision) if fact.when else None,
        place=fact.vote(lambda r: r.place_name),
        factuality=fact.factuality,
        sentence=shelf.piece(row.sentence, fact=row.id, lit=[row.trigger], kind="event"),
        outlets=tuple(dict.fromkeys(shelf.outlet(r.trigger.article) for r in fact.rows)),
        witnesses=len(fact.witnesses),
    )


def _articles(shelf: Shelf) -> Iterator[ArticleLine]:
    for row in shelf.told.articles:
        language = shelf.stored[row.id].article.language
        yield ArticleLine(
            url=f"/article/{row.id}",
            headline=row.headline or (row.sentences[0].exact if row.sentences else _("No headline")),
            lang=language_tag(language),
            dir=direction(language),
            outlet=shelf.outlet(row.id),
            published=row.published,
            published_shown=day(row.published) if row.published else None,
            story=row.story,
        )


def _beside(facts: Sequence[Fact], id: str) -> tuple[tuple[Named, int], ...]:
    """Return whom it most often takes part in events with."""
    counts: Counter[str] = Counter()
    labels: dict[str, str] = {}
    for fact in facts:
        others = {w.identity: w.label for r in fact.rows for w in parties_of(r) if w.identity and w.identity != id}
        counts.update(others.keys())
        labels |= {i: max(label, labels.get(i, ""), key=len) for i, label in others.items()}
    return tuple((Named(label=labels[i], url=f"/who/{i}"), n) for i, n in counts.most_common(_BESIDE))
