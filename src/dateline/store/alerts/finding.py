"""What is new for an alert: articles that fit its search, and were not there when it began."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import Connection, func, select

from dateline.model.alert import Each
from dateline.store import schema
from dateline.store.across import placings
from dateline.store.alerts.tables import delivered
from dateline.store.batches import batches
from dateline.store.lists import ArticleRow, articles_by_key
from dateline.store.rows import stamp
from dateline.store.search import Asked, fitting, fitting_of

Clock = Literal["added", "seen"]
MOST = 10_000
"""So many articles that fit are looked at, those added last; no more come between two looks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class New:
    """An article that is new.

    Args:
        key: Of its current version in the store.
        article: The id of its first version.
        story: The key of its story, if it is in one.
        at: When it was first added or seen.
    """

    key: int
    article: str
    story: int | None
    at: datetime


def found(
    connection: Connection, asked: Asked, *, began: datetime, since: datetime | None = None, clock: Clock = "added"
) -> list[New]:
    """Return the articles that fit and were not there before, those that came first before the others.

    Args:
        asked: The search.
        began: A later version of what was there before this is nothing new.
        since: What was added before is not looked at; without it, whatever fits is.
        clock: Whether what counts is when they were added to the store, or first seen.
    """
    keys = fitting(connection, asked, most=MOST, above=_before(connection, since) if since else 0)
    a, v, p = schema.articles, schema.articles.alias("version"), schema.pages
    first = func.min(p.c.added_at if clock == "added" else v.c.first_seen).label("first")
    query = (
        select(a.c.key, a.c.story.label("article"), placings.c.story, first)
        .join_from(a, v, v.c.story == a.c.story)
        .join(p, p.c.key == v.c.page)
        .outerjoin(placings, placings.c.article == a.c.key)
        .group_by(a.c.key, a.c.story, placings.c.story)
        .having(first >= stamp(began))
    )
    if since:
        # What is read again has new keys, and is nothing new.
        came = schema.pages.alias("came")
        query = query.join(came, came.c.key == a.c.page).where(came.c.added_at >= stamp(since))
    rows = [row for batch in batches(keys) for row in connection.execute(query.where(a.c.key.in_(batch)))]
    made = [
        New(key=row.key, article=row.article, story=row.story, at=datetime.fromisoformat(row.first)) for row in rows
    ]
    return sorted(made, key=lambda new: (new.at, new.key))


def untold(
    connection: Connection, asked: Asked, news: Sequence[New], *, each: Each, began: datetime, alert: int | None
) -> list[New]:
    """Return what an alert has not told yet.

    Args:
        asked: Its search.
        news: What is new.
        each: Whether a story is told once only, when its first article fits.
        began: A story of which an article fitted before is not new.
        alert: The key of the alert; None: nothing was told.
    """
    told = _told(connection, alert, [new.article for new in news]) if alert is not None else set()
    left = [new for new in news if new.article not in told]
    if each == "article":
        return left
    stories = {new.story for new in left if new.story is not None}
    known = begun(connection, asked, stories, before=began)
    if alert is not None:
        known |= _told_stories(connection, alert, stories)
    return [new for new in left if new.story not in known]


def begun(
    connection: Connection, asked: Asked, stories: Collection[int], *, before: datetime, clock: Clock = "added"
) -> set[int]:
    """Return those of some stories of which an article fits that was there before."""
    a, p = schema.articles.c, schema.pages.c
    query = select(a.key, placings.c.story).join_from(placings, schema.articles).join(schema.pages)
    when = p.added_at if clock == "added" else a.first_seen
    members: dict[int, int] = {}
    for batch in batches(sorted(stories)):
        rows = connection.execute(query.where(placings.c.story.in_(batch), a.current, when < stamp(before)))
        members |= {row.key: row.story for row in rows}
    return {members[key] for batch in batches(sorted(members)) for key in fitting_of(connection, asked, batch)}


def currently(connection: Connection, articles: Iterable[str]) -> dict[str, ArticleRow]:
    """Return the current versions of articles by the ids they are asked by, in that order; what is gone is left out.

    An id is that of a first version, or was: an earlier one may have been added since.
    """
    a, v = schema.articles, schema.articles.alias("version")
    order, keys = list(dict.fromkeys(articles)), dict[str, int]()
    by_version = select(v.c.id, a.c.key).join_from(v, a, a.c.story == v.c.story).where(a.c.current)
    by_chain = select(a.c.story.label("id"), a.c.key).where(a.c.current)
    for batch in batches(order):
        for query, named in ((by_version, v.c.id), (by_chain, a.c.story)):
            keys |= {row.id: row.key for row in connection.execute(query.where(named.in_(batch)).order_by(a.c.key))}
    rows = {row.id: row for row in articles_by_key(connection, sorted({keys[id] for id in order if id in keys}))}
    ids = _ids(connection, keys.values())
    return {id: rows[ids[keys[id]]] for id in order if id in keys and ids.get(keys[id]) in rows}


def _ids(connection: Connection, keys: Iterable[int]) -> dict[int, str]:
    a = schema.articles.c
    query = select(a.key, a.id)
    return {
        row.key: row.id
        for batch in batches(sorted(set(keys)))
        for row in connection.execute(query.where(a.key.in_(batch)))
    }


def _before(connection: Connection, since: datetime) -> int:
    """Return a key that is smaller than that of every article added since."""
    a, p = schema.articles.c, schema.pages.c
    first = select(func.min(a.key)).join_from(schema.articles, schema.pages).where(p.added_at >= stamp(since))
    key: int | None = connection.execute(first).scalar()
    if key is None:
        key = (connection.execute(select(func.max(a.key))).scalar() or 0) + 1
    return key - 1


def _told(connection: Connection, alert: int, articles: Sequence[str]) -> set[str]:
    """Return those of some articles that an alert has told, by whichever version of them."""
    v, told = schema.articles.alias("version"), delivered.c
    itself = select(told.article).where(told.alert == alert)
    by_version = select(v.c.story).join_from(delivered, v, v.c.id == told.article).where(told.alert == alert)
    return {
        article
        for batch in batches(articles)
        for query, named in ((itself, told.article), (by_version, v.c.story))
        for article in connection.execute(query.where(named.in_(batch))).scalars()
    }


def _told_stories(connection: Connection, alert: int, stories: Collection[int]) -> set[int]:
    """Return those of some stories of which an alert has told an article, wherever these belong by now."""
    a, v, told = schema.articles, schema.articles.alias("version"), delivered.c
    placed = select(placings.c.story).join_from(placings, a, a.c.key == placings.c.article).distinct()
    queries = (
        placed.join(delivered, told.article == a.c.story),
        placed.join(v, v.c.story == a.c.story).join(delivered, told.article == v.c.id),
    )
    return {
        story
        for batch in batches(sorted(stories))
        for query in queries
        for story in connection.execute(query.where(told.alert == alert, placings.c.story.in_(batch))).scalars()
    }
