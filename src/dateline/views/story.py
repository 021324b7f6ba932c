"""The context of a story over all its articles: what is known, figures, quotations, days, who, where, sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dateline.model.tally import Tally
from dateline.model.told import ArticleRow
from dateline.model.utterance import Utterance
from dateline.store import Store
from dateline.store.stories import StoryRow
from dateline.story.answers.comparison import Comparison, compare
from dateline.story.answers.facts import texts_of
from dateline.story.answers.known import known
from dateline.story.answers.timeline import timeline
from dateline.story.numbers.tallies import tallies
from dateline.story.speech.utterances import utterances
from dateline.views.changes import last_change
from dateline.views.facts import country_name
from dateline.views.i18n.formats import day, moment, territory
from dateline.views.lines import entry_lines, known_lines, name_lines, named, said_lines
from dateline.views.listing import story_entry
from dateline.views.maps import world_map
from dateline.views.pieces import Piece
from dateline.views.reader import versions
from dateline.views.story_contexts import SourceLine, StoryPage, ToldLine
from dateline.views.tallied import loose_figures, tally_lines
from dateline.views.told import Shelf, gather
from dateline.views.words import direction, language_tag

MOST = 120
"""So many of a story's articles are looked at, the latest: more would make its reader wait."""
_LOOSE, _REPORTED, _ONLY = 60, 60, 6
"""So many figures of no tally, sayings without marks, and facts that one outlet alone has are shown."""
_PLACES = frozenset({"place"})


@dataclass(frozen=True, slots=True)
class Told:
    """A story with what was asked about it once, for its page and its comparison."""

    id: str
    row: StoryRow
    shelf: Shelf
    tallies: Sequence[Tally]
    utterances: Sequence[Utterance]
    comparison: Comparison


def tell(store: Store, id: str) -> Told:
    """Return a story and what its articles say together.

    Raises:
        NotFound: If the store does not hold it.
    """
    named_id, ids = store.story(id, most=MOST)
    shelf = gather(store, ids)
    counted, said = tallies(shelf.told), utterances(shelf.told)
    compared = compare(shelf.told, tallies=counted, utterances=said)
    return Told(named_id, store.story_row(named_id), shelf, counted, said, compared)


def story_page(store: Store, id: str) -> StoryPage:
    """Return a story over all its articles.

    Raises:
        NotFound: If the store does not hold it.
    """
    found = tell(store, id)
    shelf = found.shelf
    names = [n for n in shelf.told.names if n.who.type not in _PLACES]
    places = [n for n in shelf.told.names if n.who.type in _PLACES]
    return StoryPage(
        id=found.id,
        line=story_entry(found.row),
        shown=len(shelf.stored),
        left=found.row.articles - len(shelf.stored),
        known=known_lines(shelf, known(shelf.told)),
        tallies=tally_lines(shelf, found.tallies),
        figures=loose_figures(shelf, found.tallies, most=_LOOSE),
        said=said_lines(shelf, found.utterances),
        reported=tuple(_reported(shelf, found.utterances))[:_REPORTED],
        timeline=entry_lines(shelf, timeline(shelf.told)),
        names=name_lines(shelf, names),
        places=name_lines(shelf, places),
        map=world_map(shelf),
        sources=_sources(store, found),
        columns=len(found.comparison.columns),
        sides=_sides(shelf),
    )


def _reported(shelf: Shelf, said: Sequence[Utterance]) -> Iterator[ToldLine]:
    """Yield what original texts tell as said, without quotation marks, unless it is a version of a quotation."""
    held = {q for u in said for v in u.variants for q in v.quotes}
    for quote in shelf.told.quotes:
        if quote.id not in held and not quote.marked and shelf.told.by_id[quote.article].original == quote.article:
            words = tuple(shelf.piece(w, fact=quote.id) for w in quote.content)
            yield ToldLine(speaker=named(quote.speaker), words=words)


def _sources(store: Store, found: Told) -> tuple[SourceLine, ...]:
    shelf, texts = found.shelf, texts_of(found.shelf.told.articles)
    only = _only(shelf, found.comparison)
    rows = sorted(shelf.told.articles, key=lambda a: (a.published or a.seen, a.seen, a.id))
    return tuple(_source(store, shelf, a, texts[a.id], only) for a in rows)


def _only(shelf: Shelf, compared: Comparison) -> dict[str, tuple[Piece, ...]]:
    """Return, for the first text of each column, what no other column has."""
    if len(compared.columns) < 2:
        return {}
    facts = {f.id: f for f in compared.facts}
    first = {c.id: c.texts[0] for c in compared.columns if c.texts}
    return {
        first[column]: tuple(shelf.piece(facts[i].sentence) for i in ids[:_ONLY])
        for column, ids in compared.only.items()
        if column in first
    }


def _source(
    store: Store, shelf: Shelf, row: ArticleRow, text: str, only: Mapping[str, tuple[Piece, ...]]
) -> SourceLine:
    stored, at = shelf.stored[row.id], shelf.joined.get(row.id)
    article = stored.article
    history = store.versions(row.id) if article.supersedes else ()
    return SourceLine(
        article=row.id,
        url=f"/article/{row.id}",
        headline=row.headline,
        lang=language_tag(article.language),
        dir=direction(article.language),
        outlet=shelf.outlet(row.id),
        country=(row.country, territory(row.country)) if row.country else None,
        part="copy" if text != row.id else "agency" if row.agency else "aggregator" if row.aggregator else "original",
        from_=row.agency or row.aggregator,
        copy_of=shelf.chip(text) if text != row.id and text in shelf.stored else None,
        published=row.published,
        published_shown=day(row.published) if row.published else None,
        seen=row.seen,
        seen_shown=moment(stored.first_seen),
        reason=at.reason if at else "the only article of its story",
        only=only.get(row.id, ()),
        changed=last_change(store, history, stored) if history else None,
        versions=versions(history, shown=row.id),
    )


def _sides(shelf: Shelf) -> tuple[tuple[str, str], ...]:
    """Return the two states that take part in most events together, if any do."""
    pairs: Counter[tuple[str, ...]] = Counter()
    for event in shelf.told.events:
        codes = sorted(
            {w.code for w in (*event.actors, *event.recipients) if w.code and country_name(w.code) != w.code}
        )
        if len(codes) == 2:
            pairs[tuple(codes)] += 1
    best = pairs.most_common(1)
    return tuple((code, territory(code)) for code in best[0][0]) if best else ()
