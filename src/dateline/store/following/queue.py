"""What the watch asks a store about items: what was seen already, what waits to be fetched, and what became of it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, func, insert, or_, select, update

from dateline.store.batches import batches
from dateline.store.following.rows import Item, Source, item_of
from dateline.store.following.tables import items, sources
from dateline.store.opened import Opened
from dateline.store.rows import stamp

CLAIMED = timedelta(minutes=15)
"""For how long a source or an item belongs to the process that has it in hand, should nobody see that it is gone."""
SITEMAP = "sitemap:"
"""How the names of items begin that are sitemaps an index leads to."""
BEING = "is fetched just now by "
"""What stands for the reason of an item that a process has in hand."""


class Queue(Opened):
    """The part of what is followed that is about items."""

    def seen(self, source: Source, guids: Sequence[str]) -> dict[str, Item]:
        """Return what is known of items of a source, by what the source calls them."""
        out: dict[str, Item] = {}
        with self._reading() as connection:
            for batch in batches(guids):
                query = _items().where(sources.c.id == source.id, items.c.guid.in_(batch))
                out |= {row["guid"]: item_of(row) for row in connection.execute(query).mappings()}
        return out

    def said(self, source: Source, digests: Sequence[str]) -> frozenset[str]:
        """Return which of these digests the source said before, under whatever name: some give a new one each time."""
        out: set[str] = set()
        with self._reading() as connection:
            for batch in batches(digests):
                query = select(items.c.said).join_from(items, sources).where(sources.c.id == source.id)
                out.update(connection.execute(query.where(items.c.said.in_(batch))).scalars())
        return frozenset(out)

    def elsewhere(self, source: Source, urls: Sequence[str]) -> frozenset[str]:
        """Return which of these addresses other sources have brought, or are about to."""
        out: set[str] = set()
        with self._reading() as connection:
            for batch in batches(urls):
                query = select(items.c.url).join_from(items, sources)
                query = query.where(items.c.url.in_(batch), sources.c.id != source.id)
                out.update(connection.execute(query.where(items.c.state.in_(("kept", "waiting")))).scalars())
        return frozenset(out)

    def children(self, source: Source) -> tuple[str, ...]:
        """Return the sitemaps that a source leads to."""
        query = select(items.c.url).join_from(items, sources).order_by(items.c.key)
        mine = query.where(sources.c.id == source.id, items.c.guid.startswith(SITEMAP, autoescape=True))
        with self._reading() as connection:
            return tuple(connection.execute(mine).scalars())

    def take(self, item: Item, *, by: str, at: datetime, dead: Collection[str] = ()) -> bool:
        """Take an item in hand, so that no other process fetches its page; say whether it was free."""
        mine = and_(items.c.guid == item.guid, items.c.source == _key_of(item.source), items.c.state == "waiting")
        with self._changing() as connection:
            taken = update(items).where(mine, _due(at, dead))
            return bool(connection.execute(taken.values(next_at=stamp(at + CLAIMED), error=BEING + by)).rowcount)

    def keep_item(self, item: Item) -> None:
        """Keep what became of an item."""
        with self._changing() as connection:
            key = connection.execute(select(sources.c.key).where(sources.c.id == item.source)).scalar()
            if key is not None:
                put_item(connection, key, item)

    def waiting(
        self, *, at: datetime, each: int, source: str | None = None, dead: Collection[str] = ()
    ) -> tuple[Item, ...]:
        """Return items whose pages are to be fetched now: so many of each source, the newest first.

        Those of paused sources wait on; what processes had in hand that are `dead` is free.
        """
        due = _due(at, dead)
        place = func.row_number().over(partition_by=items.c.source, order_by=(items.c.tries, items.c.key.desc()))
        query = _items().add_columns(place.label("place"))
        query = query.where(items.c.state == "waiting", due, sources.c.paused.is_(False))
        if source is not None:
            query = query.where(sources.c.id == source)
        ranked = query.subquery()
        with self._reading() as connection:
            rows = connection.execute(select(ranked).where(ranked.c.place <= each).order_by(ranked.c.place)).mappings()
            return tuple(item_of(row) for row in rows)


def _items() -> Any:
    return select(items, sources.c.id.label("source_id")).join_from(items, sources)


def _key_of(source: str) -> Any:
    return select(sources.c.key).where(sources.c.id == source).scalar_subquery()


def _due(at: datetime, dead: Collection[str]) -> ColumnElement[bool]:
    """Return the condition that an item may be fetched now."""
    left = items.c.error.in_([BEING + name for name in dead])
    return or_(items.c.next_at.is_(None), items.c.next_at <= stamp(at), left)


def put_item(connection: Connection, source: int, item: Item) -> None:
    """Write an item over the one of its name."""
    times = {"published": item.published, "first_seen": item.first_seen, "next_at": item.next_at}
    row = asdict(item) | {name: stamp(at) if at else None for name, at in times.items()} | {"source": source}
    mine = and_(items.c.source == source, items.c.guid == item.guid)
    first = {name: value for name, value in row.items() if name != "first_seen"}
    if not connection.execute(update(items).where(mine).values(first)).rowcount:
        connection.execute(insert(items), row)
