"""Builds the briefing of a story, of two sides, or of a search."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import count
from urllib.parse import quote, urlencode

from dateline.errors import QueryError
from dateline.store import Store
from dateline.story.answers.briefing import GROUPS, MOST, Point, both, briefing
from dateline.story.copies.independence import independent
from dateline.views import dyad
from dateline.views.briefing_contexts import BriefingPage, GroupLines, OtherWords, PointLine, PutLine, SideLine
from dateline.views.i18n.formats import day
from dateline.views.pieces import Chip
from dateline.views.seam import Rephrase, Rephrased
from dateline.views.told import Shelf, gather

MOST_ARTICLES = 120
"""So many articles are looked at, the latest, or of a search the best: more would make a reader wait."""


def story_briefing(store: Store, id: str, *, most: int = MOST) -> BriefingPage:
    """Return what is known of a story.

    Raises:
        NotFound: If the store does not hold it.
    """
    named, ids = store.story(id, most=MOST_ARTICLES + 1)
    shelf = gather(store, ids[:MOST_ARTICLES])
    title = store.story_row(named).head.headline or named
    points = briefing(shelf.told, most=most)
    return _page(shelf, points, kind="story", title=title, of=f"/story/{named}", found=len(ids))


def dyad_briefing(store: Store, a: str, b: str, *, most: int = MOST) -> BriefingPage:
    """Return what is known of two sides (actor codes, or ids of identities) and each other.

    Raises:
        QueryError: If both are the same.
        NotFound: If one is an identity that the store does not hold.
    """
    title = dyad.title_of(store, a, b)
    ids = store.dyad(a, b, most=MOST_ARTICLES + 1)
    shelf = gather(store, ids[:MOST_ARTICLES])
    of = f"/dyad/{quote(a, safe='')}/{quote(b, safe='')}"
    points = briefing(both(shelf.told, a, b), most=most)
    return _page(shelf, points, kind="dyad", title=title, of=of, found=len(ids))


def search_briefing(store: Store, q: str, *, most: int = MOST) -> BriefingPage:
    """Return what is known by the articles that a search finds.

    Raises:
        QueryError: If nothing is searched for, or it cannot be understood.
    """
    if not q.strip():
        raise QueryError("nothing was searched for")
    hits = store.search(q, limit=MOST_ARTICLES)
    ids = [hit.article.id for hit in hits.rows]
    shelf = gather(store, ids)
    points, of = briefing(shelf.told, most=most), f"/search?{urlencode({'q': q.strip()})}"
    found = len(ids) + (hits.next is not None)
    return _page(shelf, points, kind="search", title=q.strip(), of=of, found=found)


def in_other_words(page: BriefingPage, rephrase: Rephrase) -> BriefingPage:
    """Return a briefing with the same in another program's words, as far as its own words back them."""
    points = {
        point.id: [point.sentence.text, *(side.sentence.text for side in point.sides)]
        for group in page.groups
        for point in group.points
    }
    return replace(page, other=_other(rephrase(points)) if points else None)


def _other(found: Rephrased) -> OtherWords:
    return OtherWords(
        model=found.model,
        sentences=tuple(PutLine(text=s.text, cites=s.cites) for s in found.sentences),
        dropped=len(found.dropped),
        reasons=tuple(reason for reason, _ in Counter(d.reason for d in found.dropped).most_common()),
        error=found.error,
    )


def _page(shelf: Shelf, points: Sequence[Point], *, kind: str, title: str, of: str, found: int) -> BriefingPage:
    path, _, query = of.partition("?")
    return BriefingPage(
        kind=kind,
        title=title,
        of=of,
        url=f"{path}/briefing" + (f"?{query}" if query else ""),
        articles=len(shelf.stored),
        independent=len(independent(shelf.told.articles)),
        more=found > len(shelf.stored),
        groups=_groups(shelf, points),
    )


def _groups(shelf: Shelf, points: Sequence[Point]) -> tuple[GroupLines, ...]:
    number = count(1)
    lines = [(point.group, _line(shelf, point, f"b{next(number)}")) for point in points]
    found = ((group, tuple(line for of, line in lines if of == group)) for group in GROUPS)
    return tuple(GroupLines(group=group, points=mine) for group, mine in found if mine)


def _line(shelf: Shelf, point: Point, id: str) -> PointLine:
    shown = [s for s in point.sources if s.copy_of is None or s.article == point.sentence.article]
    chips = (Chip(article=s.article, outlet=p.outlet, url=p.url) for s in shown for p in [shelf.piece(s.words)])
    return PointLine(
        id=id,
        sentence=shelf.piece(point.sentence),
        sources=tuple(chips),
        witnesses=point.witnesses,
        by=point.by,
        day=point.day,
        day_shown=day(point.day) if point.day else None,
        field=point.field,
        sides=tuple(
            SideLine(value=side.value, sentence=shelf.piece(side.sentence), outlets=side.outlets)
            for side in point.sides
        ),
    )
