"""What the watch asks a store: whose turn it is, what was seen already, and to keep what came of a round."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, and_, delete, insert, or_, select, update

from dateline.model.page import Bookmark
from dateline.store.following.queue import BEING, CLAIMED, SITEMAP, Queue, put_item
from dateline.store.following.rows import Fetch, Item, Source, source_of
from dateline.store.following.tables import archives, fetches, items, rests, robots, sources, too_long, validators
from dateline.store.rows import stamp

KEPT_ROUNDS = timedelta(days=90)
"""How long it is remembered how a round went."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What a server gave to be asked by the next time, and the digest of what it sent."""

    etag: str | None
    modified: str | None
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A site's robots.txt, when it was asked for, and since when it cannot be reached."""

    site: str
    text: str
    asked: datetime
    failing: datetime | None


class Rounds(Queue):
    """The part of what is followed that the watch works with."""

    def claim(self, *, by: str, at: datetime, dead: Collection[str] = (), only: str | None = None) -> Source | None:
        """Take the source that is due longest, so that no other process asks it meanwhile.

        Args:
            by: Who takes it.
            at: Now.
            dead: Processes that are known to be gone; what they took is free.
            only: The id of the one source that is wanted, due or not.
        """
        s = sources.c
        free = or_(s.claimed_by.is_(None), s.claimed_until < stamp(at), s.claimed_by.in_(list(dead)))
        wanted = s.id == only if only else and_(s.paused.is_(False), s.next_at <= stamp(at))
        chosen = select(sources).where(wanted, free).order_by(s.next_at, s.key).limit(1)
        with self._reading() as connection:
            if connection.execute(chosen).first() is None:
                return None
        with self._changing() as connection:
            row = connection.execute(chosen)
            found = row.mappings().first()
            if found is None:
                return None
            taken = update(sources).where(s.key == found["key"], free)
            done = connection.execute(taken.values(claimed_by=by, claimed_until=stamp(at + CLAIMED)))
            return source_of(found) if done.rowcount else None

    def claimants(self) -> tuple[str, ...]:
        """Return the processes that have sources or items in hand."""
        with self._reading() as connection:
            asking = select(sources.c.claimed_by).where(sources.c.claimed_by.is_not(None)).distinct()
            fetching = (
                select(items.c.error).where(items.c.state == "waiting", items.c.error.startswith(BEING)).distinct()
            )
            found = [*connection.execute(asking).scalars()]
            found += [str(error).removeprefix(BEING) for error in connection.execute(fetching).scalars()]
        return tuple(dict.fromkeys(found))

    def next_due(self) -> datetime | None:
        """Return when the next source is due."""
        s = sources.c
        with self._reading() as connection:
            found = connection.execute(select(s.next_at).where(s.paused.is_(False)).order_by(s.next_at).limit(1))
            value = found.scalar()
        return datetime.fromisoformat(value) if value else None

    def let_go(self, id: str, *, by: str) -> None:
        """Give a source back unasked."""
        with self._changing() as connection:
            mine = update(sources).where(sources.c.id == id, sources.c.claimed_by == by)
            connection.execute(mine.values(claimed_by=None, claimed_until=None))

    def finish(
        self,
        source: Source,
        fetch: Fetch,
        *,
        seen: Iterable[Item] = (),
        known: dict[str, Known] | None = None,
        next_at: datetime,
        every: int,
        changes: dict[str, Any] | None = None,
    ) -> None:
        """Keep what came of a round, all of it at once, and give the source back.

        Args:
            source: The source.
            fetch: How it went.
            seen: What was seen in it.
            known: By url, what to ask with the next time.
            next_at: When to ask again.
            every: How many seconds apart it is asked.
            changes: What became known of the source itself: its kind, title, site, or new address.
        """
        with self._changing() as connection:
            key = connection.execute(select(sources.c.key).where(sources.c.id == source.id)).scalar()
            if key is None:  # it was removed meanwhile
                return
            told = _after(source, fetch) | {"next_at": stamp(next_at), "every": every} | (changes or {})
            if too_long(told.get("url") or ""):
                del told["url"]
            if _is_taken(connection, key, told.get("url")):
                says = f"has moved to {told.pop('url')}, which is followed already"
                told |= {"paused": True, "error": says, "moved_from": source.moved_from}
            connection.execute(update(sources).where(sources.c.key == key).values(told))
            _put_round(connection, key, fetch)
            for item in seen:
                put_item(connection, key, item)
            for url, what in (known or {}).items():
                if not too_long(url):
                    _put(connection, validators, {"url": url}, asdict(what) | {"at": stamp(fetch.at)})

    def known(self, url: str) -> Known | None:
        """Return what a server gave to be asked by."""
        v = validators
        with self._reading() as connection:
            row = connection.execute(select(v.c.etag, v.c.modified, v.c.digest).where(v.c.url == url)).mappings()
            found = row.first()
        return Known(**found) if found else None

    def site(self, site: str) -> Site | None:
        """Return a site's robots.txt as it was kept."""
        with self._reading() as connection:
            row = connection.execute(select(robots).where(robots.c.site == site)).mappings().first()
        if row is None:
            return None
        failing = datetime.fromisoformat(row["failing"]) if row["failing"] else None
        return Site(site=site, text=row["text"], asked=datetime.fromisoformat(row["asked"]), failing=failing)

    def keep_site(self, site: Site) -> None:
        """Keep a site's robots.txt."""
        row = {"text": site.text, "asked": stamp(site.asked), "failing": stamp(site.failing) if site.failing else None}
        with self._changing() as connection:
            _put(connection, robots, {"site": site.site}, row)

    def resting(self) -> dict[str, tuple[datetime, int]]:
        """Return the hosts that asked to be left alone: until when, and how often in a row."""
        with self._reading() as connection:
            rows = connection.execute(select(rests)).mappings()
            return {row["host"]: (datetime.fromisoformat(row["until"]), row["strikes"]) for row in rows}

    def keep_resting(self, host: str, rest: tuple[datetime, int] | None) -> None:
        """Keep that a host asked to be left alone, or no longer does."""
        with self._changing() as connection:
            if rest is None:
                connection.execute(delete(rests).where(rests.c.host == host))
            else:
                _put(connection, rests, {"host": host}, {"until": stamp(rest[0]), "strikes": rest[1]})

    def place(self, name: str, head: str) -> Bookmark | None:
        """Return how far an archive was taken in; `head` is the digest of how it begins."""
        a = archives.c
        with self._reading() as connection:
            row = connection.execute(
                select(a.offset, a.skip, a.record).where(a.name == _named(name), a.head == head)
            ).mappings().first()  # fmt: skip
        return Bookmark(**row) if row else None

    def keep_place(self, name: str, head: str, place: Bookmark | None, *, at: datetime) -> None:
        """Keep how far an archive was taken in; None: to its end."""
        with self._changing() as connection:
            if place is None:
                connection.execute(delete(archives).where(archives.c.name == _named(name)))
            else:
                _put(connection, archives, {"name": _named(name)}, {"head": head, "at": stamp(at), **asdict(place)})


def _named(archive: str) -> str:
    """Return the name of an archive, or of a long one a digest."""
    return f"sha256:{hashlib.sha256(archive.encode()).hexdigest()}" if too_long(archive) else archive


def _after(source: Source, fetch: Fetch) -> dict[str, Any]:
    """Return what a round says of its source."""
    at, ok = stamp(fetch.at), fetch.result != "failed"
    told: dict[str, Any] = {"asked_at": at, "error": fetch.error, "claimed_by": None, "claimed_until": None}
    told["strikes"] = 0 if ok else source.strikes + 1
    return told | ({"answered_at": at} if ok else {}) | ({"new_at": at} if fetch.new else {})


def _is_taken(connection: Connection, key: int, url: str | None) -> bool:
    """Say whether another source has an address."""
    if url is None:
        return False
    others = select(sources.c.key).where(sources.c.url == url, sources.c.key != key)
    return connection.execute(others).first() is not None


def _put_round(connection: Connection, key: int, fetch: Fetch) -> None:
    """Keep how a round went, and forget those of long ago."""
    connection.execute(insert(fetches), {"source": key, **asdict(fetch), "at": stamp(fetch.at)})
    old = stamp(fetch.at - KEPT_ROUNDS)
    connection.execute(delete(fetches).where(fetches.c.source == key, fetches.c.at < old))


def _put(connection: Connection, table: Any, named: dict[str, Any], row: dict[str, Any]) -> None:
    """Write a row over the one of its name."""
    ((column, value),) = named.items()
    changed = connection.execute(update(table).where(table.c[column] == value).values(row))
    if not changed.rowcount:
        connection.execute(insert(table), named | row)


__all__ = ["CLAIMED", "SITEMAP", "Known", "Rounds", "Site"]
