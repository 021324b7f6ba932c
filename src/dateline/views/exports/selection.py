"""What is taken out: the rows of a list or a search, batch by batch in its order, each with who tells it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any, TypeVar

from dateline.model.ruled import ruled
from dateline.store import ArticleRow, Listing, Sort, Store, StoredArticle, StoryRow
from dateline.store.lists import MOST_ROWS
from dateline.story.copies.independence import independent
from dateline.views.exports.about import Row
from dateline.views.told import told_of

T = TypeVar("T")
_RECORDS = 50
"""Articles with all they say that are in memory at a time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What is taken out.

    Args:
        kind: stories, articles, or a kind of fact (events, quotes, …).
        q: Only articles that this search finds, and what they say, in the order of the search.
        story: Only the articles of this story.
        article: Only this article.
        type: Only events of this PLOVER type.
        sort: By relevance or by date, where something is searched for; None: as the page of the search does.
        limit: The most rows; None: all.
        cursor: Where the list goes on.
    """

    kind: str
    q: str | None = None
    story: str | None = None
    article: str | None = None
    type: str | None = None
    sort: Sort | None = None
    limit: int | None = None
    cursor: str | None = None

    @property
    def whole(self) -> bool:
        """Whether it takes from all that is kept rather than from some articles."""
        return self.q is None and self.story is None and self.article is None


def rows(store: Store, chosen: Selection) -> Iterator[list[Row]]:
    """Yield flat rows in the order of the list.

    Raises:
        QueryError: If the search cannot be understood.
        NotFound: If there is no such story or article.
    """
    if chosen.kind == "stories":
        for stories in _stories(store, chosen):
            yield [_story_row(store, row) for row in stories]
    elif chosen.kind == "articles":
        for ids in _article_ids(store, chosen):
            yield list(store.export("articles", articles=ids))
    else:
        for batch in _fact_rows(store, chosen):
            yield [*_told(store, batch)] if chosen.kind == "events" else batch


def lines(store: Store, chosen: Selection) -> Iterator[Sequence[ArticleRow | StoryRow]]:
    """Yield rows of lists of stories or articles, as the pages show them."""
    if chosen.kind == "stories":
        yield from _stories(store, chosen)
    elif chosen.q is not None:
        q = chosen.q
        for hits in _paged(lambda n, at: store.search(q, limit=n, cursor=at, sort=chosen.sort), chosen):
            yield [hit.article for hit in hits]
    elif chosen.whole:
        yield from _paged(lambda n, at: store.articles(limit=n, cursor=at), chosen)
    else:
        for ids in _article_ids(store, chosen):
            yield [store.row(id_) for id_ in ids]


def articles(store: Store, chosen: Selection) -> Iterator[list[StoredArticle]]:
    """Yield articles with their records as people left them."""
    for ids in _article_ids(store, chosen):
        rest = iter(ids)
        while batch := list(islice(rest, _RECORDS)):
            yield [replace(s, record=ruled(s.record, s.rulings).record) for s in store.stored(batch)]


def _stories(store: Store, chosen: Selection) -> Iterator[Sequence[StoryRow]]:
    if chosen.q is None:
        yield from _paged(lambda n, at: store.stories(limit=n, cursor=at), chosen)
        return
    q = chosen.q
    for hits in _paged(lambda n, at: store.search_stories(q, limit=n, cursor=at, sort=chosen.sort), chosen):
        yield [hit.story for hit in hits]


def _article_ids(store: Store, chosen: Selection) -> Iterator[list[str]]:
    """Yield the ids of the articles, a batch at a time."""
    if chosen.story is not None or chosen.article is not None:
        ids = store.story(chosen.story)[1] if chosen.story is not None else (store.row(chosen.article or "").id,)
        rest = islice(ids, chosen.limit)
        while batch := list(islice(rest, MOST_ROWS)):
            yield batch
        return
    for listed in lines(store, chosen):
        yield [line.id for line in listed]


def _fact_rows(store: Store, chosen: Selection) -> Iterator[list[Row]]:
    """Yield rows of facts: events in the order of their list, or what the articles found say, in their order."""
    if not chosen.whole:
        some = Selection(kind="articles", q=chosen.q, sort=chosen.sort, story=chosen.story, article=chosen.article)
        said = (row for ids in _article_ids(store, some) for row in store.export(chosen.kind, articles=ids))
        fits = (row for row in said if chosen.type is None or row["type"] == chosen.type)
        yield from _batched(islice(fits, chosen.limit))
    elif chosen.kind == "events":
        for events in _paged(lambda n, at: store.events(limit=n, cursor=at, type=chosen.type), chosen):
            yield list(store.export("events", ids=[row.event.id for row in events]))
    else:
        yield from _batched(islice(store.export(chosen.kind), chosen.limit))


def _paged(ask: Callable[[int, str | None], Listing[T]], chosen: Selection) -> Iterator[tuple[T, ...]]:
    """Yield the rows of a list page by page, from its cursor on, up to its limit."""
    left, cursor = chosen.limit, chosen.cursor
    while left is None or left > 0:
        page = ask(MOST_ROWS if left is None else min(left, MOST_ROWS), cursor)
        if page.rows:
            yield page.rows
        left = None if left is None else left - len(page.rows)
        cursor = page.next
        if cursor is None:
            return


def _batched(values: Iterator[T]) -> Iterator[list[T]]:
    while batch := list(islice(values, MOST_ROWS)):
        yield batch


def _story_row(store: Store, row: StoryRow) -> Row:
    """Return a story as a flat row; its headline and source are those of its head."""
    head = row.head
    sources = row.articles and len(row.outlets)
    alone = row.articles == 1
    return {
        "story": row.id,
        "headline": head.headline,
        "first": row.first,
        "last": row.last,
        "articles": row.articles,
        "copies": row.copies,
        "outlets": list(row.outlets),
        "countries": list(row.countries),
        "article": head.id,
        "published": head.published,
        "first_seen": head.first_seen.isoformat(),
        "language": head.language,
        "source_url": head.url,
        "text_sha256": head.text.id.removeprefix("sha256:"),
        "n_sources": max(sources, 1),
        "n_independent_sources": 1 if alone else len(independent(told_of(store, store.story(row.id)[1]).articles)),
    }


def _told(store: Store, batch: Sequence[Row]) -> Iterator[Row]:
    """Yield rows of events with how many mentions, articles and sources tell the same one."""
    found = store.tellings(list(dict.fromkeys(row["event"] for row in batch if row["event"])))
    many = {a for told in found.values() if len({a for _, a in told}) > 1 for _, a in told}
    articles = told_of(store, sorted(many)).by_id
    for row in batch:
        told = found.get(row["event"] or "", ((row["id"], row["article"]),))
        by = [articles[a] for a in dict.fromkeys(a for _, a in told) if a in articles]
        counts: dict[str, Any] = {"n_mentions": len(told), "n_articles": max(len(by), 1)}
        if by:
            outlets = {a.outlet for a in by}
            counts |= {"n_sources": len(outlets), "n_independent_sources": len(independent(by))}
        yield row | counts
