"""Contexts of the pages of alerts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode, urlsplit

from dateline.errors import DatelineError
from dateline.model.alert import WEEKDAYS, Alert, Channel, Delivery, Each, Rhythm, rhythm_named
from dateline.store import ArticleRow, Store
from dateline.views.alert_contexts import (
    AlertForm,
    AlertLine,
    AlertPage,
    AlertsPage,
    DeliveryLine,
    FiringLine,
    PreviewPage,
)
from dateline.views.contexts import StoryLine
from dateline.views.i18n.formats import moment
from dateline.views.listing import story_line
from dateline.views.searching import saved_page

WEEK = 7
_MOST_TIMES = 50
_MOST_ROWS = 5
"""So many headlines of a message are shown, those that came first."""


def masked(recipient: str) -> str:
    """Return an address without what is private in it: webhooks carry keys in their paths."""
    before, at, domain = recipient.rpartition("@")
    if "://" in recipient:
        parts = urlsplit(recipient)
        return f"{parts.scheme}://{parts.hostname}/…"
    return f"{before[:1]}…{at}{domain}" if at else recipient


def alert_line(alert: Alert, *, whole: bool = True) -> AlertLine:
    """Return an alert as a row shows it; without `whole`, the recipient is masked."""
    due = alert.due_at if alert.state == "active" else None
    return AlertLine(
        id=alert.id,
        name=alert.name,
        query=alert.query,
        each=alert.each,
        channel=alert.channel,
        recipient=alert.recipient if whole else masked(alert.recipient),
        rhythm=alert.rhythm.words,
        pace=alert.rhythm.pace,
        at=f"{alert.rhythm.at:%H:%M}",
        weekday=WEEKDAYS[alert.rhythm.weekday],
        zone=alert.rhythm.zone,
        state=alert.state,
        reason=alert.reason,
        created_at=alert.created_at.isoformat(),
        created_shown=moment(alert.created_at),
        by=alert.by,
        due_at=due.isoformat() if due else None,
        due_shown=moment(due) if due and alert.rhythm.pace != "at-once" else None,
        url=f"/alerts/{alert.id}",
        search_url=f"/search?{urlencode({'q': alert.query})}" if alert.query else "/",
    )


def channel_of(to: str) -> Channel:
    """Return how to reach an address: what looks like one of the web is a webhook, all else mail."""
    return "webhook" if "://" in to else "mail"


def each_of(each: str | None, rhythm: Rhythm) -> Each:
    """Return whether stories or articles are told; where nobody says: at once stories, else each article."""
    if each in ("story", "article"):
        return each  # type: ignore[return-value]
    return "story" if rhythm.pace == "at-once" else "article"


def preview_page(
    store: Store, query: str, *, each: str | None, rhythm: Rhythm, days: int = WEEK, now: datetime | None = None
) -> PreviewPage:
    """Return when a search would have been told lately.

    Args:
        store: Where it is asked.
        query: The search.
        each: story or article; None leaves it to the rhythm.
        rhythm: When it would be told.
        days: How far to look back.
        now: Until when.

    Raises:
        QueryError: If the query cannot be understood.
    """
    until = now or datetime.now(UTC)
    since = until - timedelta(days=days)
    told = each_of(each, rhythm)
    found = store.alerts.preview(query, each=told, rhythm=rhythm, since=since, until=until)
    rows = store.alerts.currently(a for f in found for a in f.articles)
    joined = store.joined([row.id for row in rows.values()])

    def stories(articles: Sequence[str]) -> int:
        ids = [rows[a].id for a in articles if a in rows]
        return len({joined[id].story if id in joined else id for id in ids})

    shown = [
        FiringLine(
            at=firing.at.isoformat(timespec="seconds"),
            at_shown=moment(firing.at),
            stories=stories(firing.articles),
            articles=len(firing.articles),
            rows=_first(rows, firing.articles),
        )
        for firing in reversed(found[-_MOST_TIMES:])
    ]
    every = [a for firing in found for a in firing.articles]
    return PreviewPage(
        query=query,
        each=told,
        rhythm=rhythm.words,
        days=days,
        since=since.isoformat(timespec="seconds"),
        until=until.isoformat(timespec="seconds"),
        times=len(found),
        stories=stories(every),
        articles=len(every),
        rows=tuple(shown),
    )


def _first(rows: dict[str, ArticleRow], articles: Sequence[str]) -> tuple[StoryLine, ...]:
    return tuple(story_line(rows[a]) for a in articles[:_MOST_ROWS] if a in rows)


def alerts_page(
    store: Store,
    form: AlertForm,
    *,
    asked: bool = False,
    can: bool = False,
    mail: bool = False,
    error: str | None = None,
) -> AlertsPage:
    """Return all alerts, and what the one in the form would have told, if that is asked.

    Args:
        store: Where they are kept.
        form: What stands in the form that makes one.
        asked: Whether a preview of that is asked for.
        can: Whether the reader may make alerts.
        mail: Whether a mail server is set.
        error: What is wrong with the form.
    """
    preview = None
    if asked:
        try:
            rhythm = rhythm_named(form.pace, at=form.at, on=form.on, zone=form.zone)
            preview = preview_page(store, form.q, each=form.each, rhythm=rhythm, days=form.days)
        except DatelineError as wrong:
            error = wrong.message
    rows = tuple(alert_line(alert, whole=can) for alert in store.alerts.all())
    saved = saved_page(store).rows
    return AlertsPage(rows=rows, form=form, preview=preview, error=error, saved=saved, can=can, mail=mail)


def alert_page(
    store: Store, named: str, *, limit: int = 50, cursor: str | None = None, can: bool = False, secret: bool = False
) -> AlertPage:
    """Return an alert with its messages.

    Raises:
        NotFound: If there is none.
    """
    alert = store.alerts.get(named)
    log = store.alerts.log(alert.id, limit=limit, cursor=cursor)
    wanted = [a for delivery in log.rows for a in delivery.articles[:_MOST_ROWS]]
    rows = store.alerts.currently(wanted)
    try:
        preview = preview_page(store, alert.query, each=alert.each, rhythm=alert.rhythm)
    except DatelineError:
        # A saved search that it asks for is gone: its reason says so.
        preview = None
    return AlertPage(
        alert=alert_line(alert, whole=can),
        rows=tuple(_delivery_line(delivery, rows) for delivery in log.rows),
        next=log.next,
        next_url=f"/alerts/{alert.id}.json?{urlencode({'limit': limit, 'cursor': log.next})}" if log.next else None,
        preview=preview,
        secret=alert.secret if secret else None,
        can=can,
    )


def _delivery_line(delivery: Delivery, rows: dict[str, ArticleRow]) -> DeliveryLine:
    waits = delivery.state == "waiting"
    return DeliveryLine(
        id=delivery.id,
        made_at=delivery.made_at.isoformat(),
        made_shown=moment(delivery.made_at),
        articles=len(delivery.articles),
        rows=_first(rows, delivery.articles),
        state=delivery.state,
        tries=delivery.tries,
        says=delivery.says,
        settled_at=delivery.settled_at.isoformat() if delivery.settled_at else None,
        due_at=delivery.due_at.isoformat() if waits else None,
        due_shown=moment(delivery.due_at) if waits else None,
    )
