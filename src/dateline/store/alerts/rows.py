"""Alerts as rows: made, listed, paused, stopped and removed."""

from __future__ import annotations

import base64
import secrets
from datetime import datetime, time
from typing import Any

from sqlalchemy import Connection, RowMapping, delete, insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from dateline.errors import BadInput, NotFound
from dateline.model.alert import Alert, Rhythm, State
from dateline.store.alerts.tables import alerts, deliveries
from dateline.store.rows import stamp


def new_id() -> str:
    """Return an id that nobody can guess and that fits into addresses and headers."""
    return secrets.token_hex(8)


def new_secret() -> str:
    """Return a secret as Standard Webhooks writes it."""
    return "whsec_" + base64.b64encode(secrets.token_bytes(32)).decode()


def keep(connection: Connection, alert: Alert) -> None:
    """Keep a new alert.

    Raises:
        BadInput: If there is one of that name.
    """
    try:
        connection.execute(insert(alerts), _row(alert) | {"turn": 0})
    except IntegrityError as error:
        raise BadInput(f"there is an alert named {alert.name!r} already") from error


def find(connection: Connection, named: str) -> tuple[int, int, Alert]:
    """Return the key, the turn and the alert of an id or a name.

    Raises:
        NotFound: If there is none.
    """
    query = select(alerts).where(or_(alerts.c.id == named, alerts.c.name == named)).order_by(alerts.c.id != named)
    row = connection.execute(query.limit(1)).mappings().first()
    if row is None:
        raise NotFound(f"there is no alert {named!r}")
    return row["key"], row["turn"], alert_of(row)


def every(connection: Connection) -> tuple[Alert, ...]:
    """Return all alerts, by name."""
    return tuple(alert_of(row) for row in connection.execute(select(alerts).order_by(alerts.c.name)).mappings())


def due(connection: Connection, now: datetime, *, at_once: bool = True) -> tuple[str, ...]:
    """Return the ids of the alerts that are to be looked at, those first that wait longest."""
    waiting = select(alerts.c.id).where(alerts.c.state == "active", alerts.c.due_at <= stamp(now))
    waiting = waiting if at_once else waiting.where(alerts.c.pace != "at-once")
    return tuple(connection.execute(waiting.order_by(alerts.c.due_at, alerts.c.key)).scalars())


def put_state(connection: Connection, key: int, state: State, reason: str | None) -> None:
    """Pause or stop an alert."""
    connection.execute(update(alerts).where(alerts.c.key == key).values(state=state, reason=reason))


def resume(connection: Connection, key: int, alert: Alert, *, now: datetime) -> None:
    """Let an alert go on: what could not be sent is tried again, and what came meanwhile is told next time."""
    due_at = alert.rhythm.next(now)
    changed = {"state": "active", "reason": None, "due_at": stamp(due_at) if due_at else None}
    connection.execute(update(alerts).where(alerts.c.key == key).values(**changed))
    failed = update(deliveries).where(deliveries.c.alert == key, deliveries.c.state == "failed")
    connection.execute(failed.values(state="waiting", tries=0, due_at=stamp(now), claimed_until=None))


def remove(connection: Connection, key: int) -> None:
    """Remove an alert, its messages and what it has told."""
    connection.execute(delete(alerts).where(alerts.c.key == key))


def _row(alert: Alert) -> dict[str, Any]:
    same = ("id", "name", "query", "each", "channel", "recipient", "state", "reason", "secret", "by")
    return {
        **{name: getattr(alert, name) for name in same},
        "pace": alert.rhythm.pace,
        "at": f"{alert.rhythm.at:%H:%M}",
        "weekday": alert.rhythm.weekday,
        "zone": alert.rhythm.zone,
        "created_at": stamp(alert.created_at),
        "began": stamp(alert.began),
        "since": stamp(alert.since),
        "due_at": stamp(alert.due_at) if alert.due_at else None,
    }


def alert_of(row: RowMapping) -> Alert:
    """Return the alert of a row."""
    same = ("id", "name", "query", "each", "channel", "recipient", "state", "reason", "secret", "by")
    at = time.fromisoformat(row["at"])
    return Alert(
        **{name: row[name] for name in same},
        rhythm=Rhythm(pace=row["pace"], at=at, weekday=row["weekday"], zone=row["zone"]),
        created_at=datetime.fromisoformat(row["created_at"]),
        began=datetime.fromisoformat(row["began"]),
        since=datetime.fromisoformat(row["since"]),
        due_at=datetime.fromisoformat(row["due_at"]) if row["due_at"] else None,
    )
