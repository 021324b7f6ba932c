"""The pages of sources, put together from what the store knows of them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from dateline.store import Store
from dateline.store.following.rows import Fetch, Item, Source
from dateline.views.i18n.formats import ago, days, moment
from dateline.views.i18n.formats import day as shown_day
from dateline.views.i18n.languages import gettext as _
from dateline.views.i18n.languages import ngettext
from dateline.views.source_health import DAYS, DayState, days_of, per_day, stretches
from dateline.views.sources_contexts import (
    DayOfSource,
    FolderOfSources,
    ItemOfSource,
    PackEntry,
    RoundOfSource,
    SourceEntry,
    SourcePage,
    SourcesPage,
    SourceState,
)
from dateline.views.sources_seam import Follow, Offer

WIDTH, HEIGHT = 720, 72
ROUNDS = 20


def sources_page(
    store: Store,
    follow: Follow | None,
    *,
    asked: str = "",
    folder: str | None = None,
    offers: tuple[Offer, ...] = (),
    problem: str | None = None,
    now: datetime | None = None,
) -> SourcesPage:
    """Return all that is followed.

    Args:
        store: The store.
        follow: How sources are found, if this desk can.
        asked, folder: An address that was put in, and where it is to be kept.
        offers: What can be followed there.
        problem: What went wrong.
        now: Now.
    """
    at = now or datetime.now(UTC)
    since = at - timedelta(days=DAYS + 1)
    items, answered = store.following.days(since=since), store.following.days_answered(since=since)
    states = store.following.states()
    entries = []
    for source in store.following.sources():
        found = days_of(
            items.get(source.id, {}), answered.get(source.id, {}), since=source.added_at.date(), today=at.date()
        )
        entries.append(_entry(source, found, states.get(source.id, {}), at))
    folders = tuple(FolderOfSources(name=name, rows=tuple(rows)) for name, rows in groupby(entries, lambda e: e.folder))
    packs = follow.packs() if follow and not store.read_only else {}
    return SourcesPage(
        total=len(entries), failing=sum(e.state == "failing" for e in entries),
        watching=bool(follow and follow.watching), folders=folders,
        packs=tuple(PackEntry(name=name, holds=holds) for name, holds in packs.items()),
        asked=asked,
        folder=folder or "", offers=offers, problem=problem, can_change=follow is not None and not store.read_only,
    )  # fmt: skip


def source_page(
    store: Store, id: str, *, limit: int, cursor: str | None, can_change: bool = False, now: datetime | None = None
) -> SourcePage:
    """Return one source.

    Args:
        store: The store.
        id: The source's id.
        limit, cursor: How many of its items, and where to go on.
        can_change: Whether it can be paused and removed here.
        now: Now.

    Raises:
        NotFound: If it is not followed.
    """
    at = now or datetime.now(UTC)
    source, since = store.following.source(id), at - timedelta(days=DAYS + 1)
    items = store.following.days(since=since, named=id).get(source.id, {})
    answered = store.following.days_answered(since=since, named=id).get(source.id, {})
    found = days_of(items, answered, since=source.added_at.date(), today=at.date())
    rows = store.following.items(id, limit=limit, cursor=cursor)
    path = f"/source/{source.id}"
    more = urlencode({"limit": limit, "cursor": rows.next}) if rows.next else None
    most = max((d.items for d in found), default=0)
    articles = store.following.articles_of([row.page for row in rows.rows if row.page])
    return SourcePage(
        source=_entry(source, found, store.following.states().get(source.id, {}), at),
        days=tuple(_bar(day, n, len(found), most) for n, day in enumerate(found)),
        gaps=tuple(_gaps(found)),
        rounds=tuple(_round(fetch) for fetch in store.following.history(id, limit=ROUNDS)),
        rows=tuple(_item(row, articles) for row in rows.rows),
        next=rows.next,
        next_url=f"{path}.json?{more}" if more else None,
        more_url=f"{path}?{more}" if more else None,
        most=most,
        width=WIDTH,
        height=HEIGHT,
        can_change=can_change and not store.read_only,
    )


def _entry(source: Source, found: tuple[DayState, ...], states: dict[str, int], now: datetime) -> SourceEntry:
    state = _state(source)
    told: dict[str, Any] = {
        name: value.isoformat() if (value := getattr(source, name)) else None
        for name in ("added_at", "asked_at", "answered_at", "new_at", "next_at")
    }
    same = ("id", "url", "kind", "title", "site", "folder", "every", "strikes", "error")
    return SourceEntry(
        state=state, says=_says(source, state, now), per_day=per_day(found),
        gap_days=sum(day.state == "gap" for day in found), kept=states.get("kept", 0),
        waiting=states.get("waiting", 0), failed=states.get("failed", 0), page_url=f"/source/{source.id}",
        **told, **{name: getattr(source, name) for name in same},
    )  # fmt: skip


def _state(source: Source) -> SourceState:
    if source.paused:
        return "paused"
    if source.strikes:
        return "failing"
    return "new" if source.asked_at is None else "ok"


def _says(source: Source, state: SourceState, now: datetime) -> str:
    """Return how a source is, in a sentence."""
    if state == "paused":
        return _("Paused: it is not asked.")
    if state == "new":
        return _("Not asked yet.")
    if state == "failing":
        failed = ngettext("Failed %(num)s time in a row", "Failed %(num)s times in a row", source.strikes)
        return _("%(failed)s; it is asked again %(when)s.", failed=failed, when=_when(source.next_at, now))
    if source.new_at is None:
        return _("It answers; nothing new yet.")
    return _("Something new %(when)s.", when=ago(source.new_at.isoformat(), now))


def _when(at: datetime, now: datetime) -> str:
    return _("as soon as somebody watches") if at <= now else moment(at)


def _bar(day: DayState, n: int, count: int, most: int) -> DayOfSource:
    step = WIDTH / max(count, 1)
    high = (
        max(2.0, HEIGHT * day.items / most) if day.items and most else 4.0 if day.state in ("gap", "unwatched") else 0
    )
    place = {"x": round(n * step, 2), "y": round(HEIGHT - high, 2), "width": round(min(step * 0.86, 24), 2)}
    return DayOfSource(
        day=day.day.isoformat(), items=day.items, state=day.state, label=shown_day(day.day.isoformat()),
        height=round(high, 2), **place,
    )  # fmt: skip


def _gaps(found: tuple[DayState, ...]) -> list[str]:
    """Return the stretches of days that something may be missing of, in words, the latest first."""
    lacking = sorted((*stretches(found, "gap"), *stretches(found, "unwatched")), reverse=True)
    silent = {day.day for day in found if day.state == "gap"}
    return [_gap(days(first.isoformat(), last.isoformat()), silent=first in silent) for first, last in lacking]


def _gap(when: str, *, silent: bool) -> str:
    if silent:
        return _("%(days)s: nothing came, though such days bring some.", days=when)
    return _("%(days)s: it never answered, or nobody watched; what it brought then may be missing.", days=when)


def _round(fetch: Fetch) -> RoundOfSource:
    same = ("status", "result", "found", "new", "bytes", "seconds", "error")
    return RoundOfSource(at=fetch.at.isoformat(), **{name: getattr(fetch, name) for name in same})


def _item(item: Item, articles: dict[str, str]) -> ItemOfSource:
    same = ("guid", "url", "title", "state", "tries", "error")
    article = articles.get(item.page or "")
    return ItemOfSource(
        published=item.published.isoformat() if item.published else None,
        first_seen=item.first_seen.isoformat(),
        article_url=f"/article/{article}" if article else None,
        **{name: getattr(item, name) for name in same},
    )
