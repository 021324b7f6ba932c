"""Messages of alerts: made once for what is new, claimed by one sender at a time, and settled by what became of them.

A message is made in the transaction that notes what it tells, before anything is sent. Who sends it claims it for a
while; one who dies over it leaves a claim that runs out, and the next one sends the same message under the same id. So
each message arrives, perhaps twice, and each article is in one message only.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, and_, exists, insert, or_, select, update

from dateline.model.alert import Alert, Delivery
from dateline.store.alerts.finding import found, untold
from dateline.store.alerts.rows import find, new_id, put_state
from dateline.store.alerts.tables import alerts, delivered, deliveries
from dateline.store.batches import batches
from dateline.store.lists import Listing, make_cursor, read_cursor
from dateline.store.rows import stamp
from dateline.store.search import understood

OVERLAP = timedelta(hours=1)
"""So far back what was looked at is looked at again: a page is stamped before its transaction is through."""
LEASE = timedelta(minutes=3)
"""For so long a message is its claimer's; sending takes no longer than a minute."""
_LONGEST_SAID = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A message that is ours to send, and the token that says so."""

    delivery: Delivery
    alert: Alert
    token: str


def news_of(connection: Connection, key: int, alert: Alert, *, now: datetime) -> list[str]:
    """Return what an alert has to tell: the ids of first versions of articles, those first that came first.

    Raises:
        QueryError: If its search can be understood no more (a saved search it asks for is gone).
    """
    asked = understood(connection, alert.query, now=now)
    news = found(connection, asked, began=alert.began, since=alert.since)
    left = untold(connection, asked, news, each=alert.each, began=alert.began, alert=key)
    return list(dict.fromkeys(new.article for new in left))


def make(connection: Connection, id: str, *, now: datetime, asked_for: bool = False) -> str | None:
    """Make the message of an alert that is due, if there is anything to tell; return its id.

    Args:
        id: Of the alert.
        now: The moment.
        asked_for: Whether somebody asks for it, due or not.
    """
    key, turn, alert = find(connection, id)
    if alert.state != "active" or not (asked_for or (alert.due_at and alert.due_at <= now)):
        return None
    news = news_of(connection, key, alert, now=now)
    due_at = alert.rhythm.next(now)
    moved = {"turn": turn + 1, "since": stamp(max(alert.since, now - OVERLAP))}
    moved |= {"due_at": stamp(due_at)} if due_at else {}
    ours = connection.execute(update(alerts).where(alerts.c.key == key, alerts.c.turn == turn).values(**moved))
    if not ours.rowcount or not news:
        return None
    row = {"id": f"msg_{new_id()}", "alert": key, "made_at": stamp(now), "state": "waiting", "tries": 0}
    made = connection.execute(insert(deliveries).values(**row, due_at=stamp(now))).inserted_primary_key
    assert made is not None
    connection.execute(insert(delivered), [{"alert": key, "article": a, "delivery": made[0]} for a in news])
    return row["id"]  # type: ignore[return-value]


def claim(connection: Connection, *, now: datetime, alert: str | None = None) -> Claim | None:
    """Claim the message that has been due longest, each alert's in their order; None if there is none.

    Args:
        now: The moment.
        alert: The id of an alert whose message is wanted now, due or not.
    """
    d = deliveries.c
    for key in [row.key for row in connection.execute(_due(now, alert).limit(20))]:
        token = secrets.token_hex(8)
        held = {"claimed_until": stamp(now + LEASE), "claimed_by": token, "tries": d.tries + 1}
        still = update(deliveries).where(d.key == key, d.state == "waiting", _free(now))
        if connection.execute(still.values(**held)).rowcount:
            return _claimed(connection, key, token)
    return None


def any_due(connection: Connection, *, now: datetime) -> bool:
    """Say whether a message is to be sent."""
    return connection.execute(_due(now, None).limit(1)).first() is not None


def _due(now: datetime, alert: str | None) -> Select[tuple[int]]:
    """Return the query for the messages that are to be sent, each alert's in their order."""
    d, older = deliveries.c, deliveries.alias("older")
    before = and_(older.c.alert == d.alert, older.c.state == "waiting", older.c.key < d.key)
    wanted = [alerts.c.id == alert] if alert else [d.due_at <= stamp(now), alerts.c.channel != "print"]
    return (
        select(d.key)
        .join_from(deliveries, alerts)
        .where(d.state == "waiting", alerts.c.state == "active", _free(now), ~exists().where(before), *wanted)
        .order_by(d.due_at, d.key)
    )


def _free(now: datetime) -> ColumnElement[bool]:
    """Return the condition of a message that is nobody's, or whose claim has run out."""
    return or_(deliveries.c.claimed_until.is_(None), deliveries.c.claimed_until < stamp(now))


def _claimed(connection: Connection, key: int, token: str) -> Claim:
    (delivery,) = _read(connection, [key])
    _, _, alert = find(connection, delivery.alert)
    return Claim(delivery=delivery, alert=alert, token=token)


def settle(
    connection: Connection, claimed: Claim, *, sent: bool, says: str, again: datetime | None, now: datetime
) -> None:
    """Note what became of a message.

    Args:
        claimed: The message.
        sent: Whether the other side has it.
        says: What it said, or what went wrong.
        again: When to try again; None with `sent` false: never, and the alert is stopped.
        now: The moment.
    """
    d = deliveries.c
    says = says[:_LONGEST_SAID]
    said = {"says": says, "settled_at": stamp(now), "claimed_until": None}
    state = "sent" if sent else "waiting" if again else "failed"
    # Somebody else may try it by now, if we took too long; that it arrived is true all the same.
    ours = [] if sent else [d.claimed_by == claimed.token]
    due_at = {"due_at": stamp(again)} if again else {}
    changed = connection.execute(
        update(deliveries).where(d.id == claimed.delivery.id, *ours).values(state=state, **said, **due_at)
    )
    if changed.rowcount and state == "failed":
        key, _, _ = find(connection, claimed.alert.id)
        put_state(connection, key, "stopped", says)


def log(connection: Connection, alert: str, *, limit: int, cursor: str | None = None) -> Listing[Delivery]:
    """Return the messages of an alert, the latest first.

    Raises:
        NotFound: If there is no such alert.
    """
    owner, _, _ = find(connection, alert)
    query = select(deliveries.c.key).where(deliveries.c.alert == owner).order_by(deliveries.c.key.desc())
    if cursor is not None:
        match read_cursor(cursor):
            case [int(before)]:
                query = query.where(deliveries.c.key < before)
    keys = list(connection.execute(query.limit(limit + 1)).scalars())
    more = make_cursor(keys[limit - 1]) if len(keys) > limit else None
    return Listing(tuple(_read(connection, keys[:limit])), more)


def _read(connection: Connection, keys: Sequence[int]) -> list[Delivery]:
    """Return messages in the order of their keys, with what they tell."""
    if not keys:
        return []
    of = select(deliveries, alerts.c.id.label("alert_id")).join_from(deliveries, alerts)
    rows = {row["key"]: row for row in connection.execute(of.where(deliveries.c.key.in_(keys))).mappings()}
    told: dict[int, list[str]] = {key: [] for key in keys}
    for batch in batches(keys):
        query = select(delivered.c.delivery, delivered.c.article).where(delivered.c.delivery.in_(batch))
        for row in connection.execute(query):
            told[row.delivery].append(row.article)
    return [_delivery(rows[key], told[key]) for key in keys if key in rows]


def _delivery(row: RowMapping, articles: Iterable[str]) -> Delivery:
    return Delivery(
        id=row["id"],
        alert=row["alert_id"],
        made_at=datetime.fromisoformat(row["made_at"]),
        articles=tuple(articles),
        state=row["state"],
        tries=row["tries"],
        due_at=datetime.fromisoformat(row["due_at"]),
        says=row["says"],
        settled_at=datetime.fromisoformat(row["settled_at"]) if row["settled_at"] else None,
    )
