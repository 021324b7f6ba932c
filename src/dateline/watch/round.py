"""One round of a source: ask it, see what it is, and tell what is new in it from what was seen before.

What takes long is done in threads: whoever waits here holds up no other host.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from dateline.errors import PageError
from dateline.model.page import Listed, Page
from dateline.page.discovery import kind_of
from dateline.page.exchange import Fetched, NotFetched, Validators
from dateline.page.feeds import Feed, FeedItem, read_feed
from dateline.page.sitemaps import MOST_BYTES, Child, read_sitemap
from dateline.page.transfer import Web
from dateline.page.web import page_of
from dateline.store.following.door import Following
from dateline.store.following.rounds import SITEMAP, Known
from dateline.store.following.rows import Fetch, Item, Source

ACCEPT = (
    "application/rss+xml,application/atom+xml,application/feed+json,application/rdf+xml,application/xml;q=0.9,"
    "text/xml;q=0.9,application/json;q=0.8,text/html;q=0.7,*/*;q=0.1"
)
MOST_CHILDREN = 20
"""Sitemaps of an index that are asked in one round, the latest first; the others have their turn in the next."""
OLD = timedelta(days=7)
"""What a new source lists that is older is not fetched: to follow a source is not to copy its archive."""


@dataclass(slots=True)
class Asked:
    """What a source said in a round.

    Args:
        fetched: Its own answer.
        items: What it lists.
        children: The sitemaps it leads to, where it is an index of them.
        page: The page itself, where that is what is followed.
        every: How long it asks to be left alone.
        changes: What became known of the source.
        known: By url, what to ask with the next time.
        notes: What was odd.
    """

    fetched: Fetched
    items: tuple[FeedItem, ...] = ()
    children: tuple[Child, ...] = ()
    page: Page | None = None
    every: timedelta | None = None
    changes: dict[str, Any] = field(default_factory=dict)
    known: dict[str, Known] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fresh:
    """What is new in a round: items with pages that came along, and items that need no more than to be noted."""

    whole: tuple[tuple[Item, Page], ...]
    noted: tuple[Item, ...]


async def ask(source: Source, web: Web, store: Following) -> Asked | Fetched:
    """Ask a source; where nothing changed since the last time, return only the answer.

    Raises:
        PageError: If it cannot be had, or is nothing that can be followed.
    """
    fetched, known = await _get(source.url, web, store)
    changes: dict[str, Any] = {}
    if fetched.moved_to and fetched.moved_to != source.url and fetched.exchange.status < 400:
        changes |= {"url": fetched.moved_to, "moved_from": source.url}
    asked = Asked(fetched=fetched, changes=changes)
    if known is None and not changes:
        # Sitemaps change without the index that leads to them: they are asked all the same.
        children = store.children(source) if source.kind == "sitemap" else ()
        if not children:
            return fetched
        await _read_children(asked, [Child(url=url) for url in children], web, store)
    if known is not None:
        # What moves takes along what is known of it.
        asked.known[changes.get("url", source.url)] = known
        kind = kind_of(fetched)
        if source.kind in ("feed", "sitemap") and kind == "page":
            raise NotFetched(f"is no {source.kind} any more, but a page", page=source.url, why="broken")
        if source.kind == "page":
            kind = "page"
        changes |= {"kind": kind} if kind != source.kind else {}
        await _READ[kind](asked, source, web, store)
    return asked


async def _get(url: str, web: Web, store: Following) -> tuple[Fetched, Known | None]:
    """Ask for a url, and return what to ask with the next time; None: nothing changed."""
    before = store.known(url)
    validators = Validators(etag=before.etag, modified=before.modified) if before else None
    fetched = await web.get(url, accept=ACCEPT, validators=validators, most=min(MOST_BYTES, web.limits.page_bytes))
    exchange = fetched.exchange
    if fetched.unchanged and before is not None:
        return fetched, None
    if not 200 <= exchange.status < 300:
        says = f"the server answered {exchange.status} {exchange.reason}".strip()
        raise NotFetched(says, page=url, why="status", status=exchange.status, until=exchange.until())
    digest = hashlib.sha256(fetched.body).hexdigest()
    if before is not None and digest == before.digest:
        return fetched, None
    told = exchange.validators
    return fetched, Known(etag=told.etag, modified=told.modified, digest=digest)


async def _read_feed(asked: Asked, source: Source, _web: Web, _store: Following) -> None:
    fetched = asked.fetched
    told = fetched.exchange.header("content-type")
    feed: Feed = await asyncio.to_thread(read_feed, fetched.body, url=fetched.url, content_type=told)
    asked.items, asked.every, asked.notes = feed.items, feed.every, feed.notes
    for name, value in (("title", feed.title), ("site", feed.site)):
        if value and getattr(source, name) is None:
            asked.changes[name] = value


async def _read_sitemap(asked: Asked, source: Source, web: Web, store: Following) -> None:
    found = await asyncio.to_thread(read_sitemap, asked.fetched.body, url=asked.fetched.url)
    asked.items, asked.children = found.items, found.children
    if found.name and source.title is None:
        asked.changes["title"] = found.name
    await _read_children(asked, found.children, web, store)


async def _read_children(asked: Asked, children: Sequence[Child], web: Web, store: Following) -> None:
    """Ask the sitemaps of an index; one that fails does not take the others with it."""
    for child in _latest(children):
        try:
            fetched, known = await _get(child.url, web, store)
            if known is not None:
                asked.items += (await asyncio.to_thread(read_sitemap, fetched.body, url=fetched.url)).items
                asked.known[child.url] = known
        except PageError as error:
            asked.notes += (str(error),)


def _latest(children: Sequence[Child]) -> list[Child]:
    """Return the sitemaps that changed last; where none says when, those of news and the last ones of the list."""
    dated = sorted((c for c in children if c.modified), key=lambda c: str(c.modified), reverse=True)
    rest = sorted((c for c in reversed(children) if not c.modified), key=lambda c: "news" not in c.url.lower())
    return [*dated, *rest][:MOST_CHILDREN]


async def _read_page(asked: Asked, source: Source, web: Web, _store: Following) -> None:
    asked.page = await asyncio.to_thread(page_of, asked.fetched, id=source.url, limits=web.limits)


_READ = {"feed": _read_feed, "sitemap": _read_sitemap, "page": _read_page}


def fresh(asked: Asked, source: Source, store: Following, *, now: datetime) -> Fresh:
    """Tell what is new in what a source said from what was seen before.

    Args:
        asked: What it said.
        source: The source.
        store: What was seen.
        now: Now.
    """
    if asked.page is not None:
        return Fresh(whole=((_page_item(source, asked.page, now), asked.page),), noted=())
    seen = store.seen(source, [item.guid for item in asked.items])
    known = store.said(source, [item.said for item in asked.items if item.guid not in seen])
    news = [item for item in asked.items if item.said != (seen[item.guid].said if item.guid in seen else None)]
    news = [item for item in news if item.said not in known]
    elsewhere = store.elsewhere(source, [item.url for item in news if item.url])
    whole: list[tuple[Item, Page]] = []
    noted: list[Item] = []
    for said in news:
        before = seen.get(said.guid)
        item = _item(source, said, before, now)
        why = None if before else _why_passed(said, source, elsewhere, now)
        if why is not None:
            noted.append(replace(item, state="passed", error=why))
        elif said.body is not None:
            whole.append((item, _page(said, asked.fetched.exchange.at)))
        elif before is not None and (before.state != "kept" or said.updated is None):
            # Its title or its date changed, and nothing says that its page did.
            same = {"state": before.state, "page": before.page, "tries": before.tries, "error": before.error}
            noted.append(replace(item, next_at=before.next_at, **same))  # type: ignore[arg-type]
        else:
            noted.append(item)
    return Fresh(whole=tuple(whole), noted=(*noted, *(_child_item(source, child, now) for child in asked.children)))


def _why_passed(said: FeedItem, source: Source, elsewhere: Collection[str], now: datetime) -> str | None:
    """Return why an item that was never seen is not taken in, or None if it is."""
    if said.body is None and said.url is None:
        return "has neither a text nor a page"
    dated = said.published or said.updated
    if source.answered_at is None and dated is not None and now - dated > OLD:
        return f"was older than {OLD.days} days when the source was first asked"
    if source.answered_at is None and source.kind == "sitemap" and dated is None:
        return "was listed without a day when the source was first asked"
    if said.body is None and said.url is not None and said.url in elsewhere:
        return "came from another source"
    return None


def _item(source: Source, said: FeedItem, before: Item | None, now: datetime) -> Item:
    return Item(
        source=source.id, guid=said.guid, url=said.url, title=said.title, published=said.published, said=said.said,
        first_seen=before.first_seen if before else now, state="waiting", page=before.page if before else None,
    )  # fmt: skip


def _page(said: FeedItem, at: datetime) -> Page:
    """Return the page of an item that brought its whole text."""
    return Page(
        id=said.url or said.guid,
        content=said.body or "",
        media_type=said.form,
        url=said.url,
        fetched=at.replace(microsecond=0),
        listed=Listed(title=said.title, published=said.published),
    )


def _page_item(source: Source, page: Page, now: datetime) -> Item:
    return Item(
        source=source.id, guid=page.digest, url=page.url, title=page.title, published=None, said=page.digest,
        first_seen=now, state="waiting",
    )  # fmt: skip


def _child_item(source: Source, child: Child, now: datetime) -> Item:
    """Return the row that remembers a sitemap of an index."""
    return Item(
        source=source.id, guid=SITEMAP + child.url, url=child.url, title=None, published=child.modified,
        said=str(child.modified), first_seen=now, state="passed", error="is a sitemap, which is read itself",
    )  # fmt: skip


def fetch_row(source: Source, answer: Fetched | None, now: datetime, **told: Any) -> Fetch:
    """Return how a round went, as it is kept."""
    exchange = answer.exchange if answer else None
    return Fetch(
        at=now, url=source.url, status=exchange.status if exchange else None,
        bytes=len(exchange.body) if exchange else 0, seconds=exchange.seconds if exchange else 0.0, **told,
    )  # fmt: skip
